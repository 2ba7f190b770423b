"""From the cables of a workspace to its pages; shared by the command and the plugin."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import dataclass, replace
from typing import Protocol

from generator import disk, pipeline
from generator.audit.audit import Finding
from generator.build.page_builder import PageBuilder, SiteSink, build_pages
from generator.editions.guards import missing_begins, wrong_beginnings
from generator.editions.misses import Hits, in_force, misses
from generator.editions.secrets import rules_of
from generator.errors import ReftelError
from generator.execution.executors import Executor
from generator.execution.gc_tuning import gc_disabled, gc_frozen
from generator.execution.result_cache import CachedRunner, ResultCache
from generator.model import (
    INTERNAL_EDITION,
    Anchor,
    Corpus,
    CuratedNames,
    Decisions,
    Edition,
    HandlingRequest,
    Mrn,
    Rule,
    SiteFeature,
    SiteInfo,
)
from generator.model.site_releases import UNRELEASED, ReleaseChanges
from generator.pipeline.editors_view import Review, audit_edition, publication_requests, review
from generator.pipeline.release_states import NO_RELEASES, RecordedReleases
from generator.render.optional_lists import absent_lists


class PageRecord(Protocol):
    """The part of the build record that the pages need."""

    results: ResultCache
    pages: Mapping[str, disk.PageStamp]


def build_workspace_pages(
    workspace: disk.Workspace,
    info: SiteInfo,
    executor: Executor,
    record: PageRecord,
    decisions: Decisions,
    progress: Callable[[str], None] = lambda name: None,
    open_site: Callable[[Set[str]], SiteSink] | None = None,
) -> pipeline.EditionBuild:
    """Parse the workspace's cables and write the pages of the edition, and the HTML pages if asked.

    Results in `record` are reused, and it is updated to this build. `progress` is called with the
    name of each parsed file. `open_site` gives the folder for HTML pages; it is called with the
    pages of the lists that the collection does not have. Raises `ReftelError` if the folder is not
    a workspace or cannot be written to.
    """
    workspace.check()
    disk.check_files(workspace)
    runner = CachedRunner(executor, record.results)
    releases = read_releases(workspace, info)
    with gc_disabled():
        build = read_edition(workspace, info.edition, decisions, progress, runner, releases)
        if SiteFeature.READINGS in info.left_out:
            build = replace(build, corpus=replace(build.corpus, readings=()))
        builder = PageBuilder(build.corpus, disk.read_templates(workspace), info)
    site = open_site(absent_lists(builder.context)) if open_site is not None else None
    folder = disk.PageFolder(workspace.pages, record.pages)
    folder.remove_irregular()
    with gc_frozen():
        build_pages(builder, folder, runner, site)
    folder.remove_others()
    disk.keep_out_of_git(workspace.pages)
    record.pages = folder.stamps
    return build


def read_edition(
    workspace: disk.Workspace,
    edition: Edition,
    decisions: Decisions,
    progress: Callable[[str], None],
    runner: CachedRunner,
    releases: RecordedReleases = NO_RELEASES,
) -> pipeline.EditionBuild:
    """Parse the workspace's cables and connect them as an edition shows them."""
    names = disk.read_names(workspace)
    return _build_edition(workspace, edition, decisions, progress, runner, names, releases)


def _build_edition(
    workspace: disk.Workspace,
    edition: Edition,
    decisions: Decisions,
    progress: Callable[[str], None],
    runner: CachedRunner,
    names: CuratedNames,
    releases: RecordedReleases,
) -> pipeline.EditionBuild:
    return pipeline.build_edition(
        disk.read_sources(workspace, disk.source_files(workspace)),
        disk.read_curated(workspace),
        decisions,
        edition,
        progress,
        runner,
        names,
        disk.read_editor_texts(workspace),
        releases,
    )


def read_for_check(
    workspace: disk.Workspace, executor: Executor, progress: Callable[[str], None]
) -> tuple[pipeline.EditionBuild, CuratedNames]:
    """The cables with nothing withheld, and what editors say about names.

    Faults in that become messages, so that all that is wrong is listed at once; a build stops at
    them, since these files hide people.
    """
    names = CuratedNames()
    faults: tuple[str, ...] = ()
    try:
        names = disk.read_names(workspace)
    except ReftelError as error:
        faults = tuple(str(error).splitlines())
    build = _build_edition(
        workspace,
        INTERNAL_EDITION,
        Decisions(),
        progress,
        CachedRunner(executor),
        names,
        NO_RELEASES,
    )
    return replace(build, text_faults=(*faults, *build.text_faults)), names


def read_released(
    workspace: disk.Workspace, edition: Edition, runner: CachedRunner, releases: RecordedReleases
) -> pipeline.EditionBuild:
    """An edition held against its releases. Raises `ReftelError` if their records are faulty."""
    decisions = disk.read_decisions(workspace, edition)
    build = read_edition(workspace, edition, decisions, lambda file: None, runner, releases)
    if build.releases.fault:
        raise ReftelError(build.releases.fault)
    return build


def read_unreleased(
    workspace: disk.Workspace, edition: Edition, runner: CachedRunner
) -> ReleaseChanges | None:
    """What changed in an edition since its last release; None if it has no release."""
    records = disk.read_releases(workspace)
    if not records:
        return None
    recorded = RecordedReleases(records=records, upcoming=UNRELEASED)
    upcoming = read_released(workspace, edition, runner, recorded).releases.upcoming
    return None if upcoming is None else upcoming.changes


def read_releases(workspace: disk.Workspace, info: SiteInfo) -> RecordedReleases:
    """The releases that the site shows; a fault in one file does not stop a build."""
    if SiteFeature.RELEASES in info.left_out:
        return NO_RELEASES
    try:
        return RecordedReleases(records=disk.read_releases(workspace))
    except ReftelError as error:
        return RecordedReleases(fault=str(error))


def read_corpus(
    workspace: disk.Workspace,
    executor: Executor,
    progress: Callable[[str], None] = lambda name: None,
) -> Corpus:
    """Parse the workspace's cables and connect them, with nothing withheld."""
    runner = CachedRunner(executor)
    return read_edition(workspace, INTERNAL_EDITION, Decisions(), progress, runner).corpus


@dataclass(frozen=True, slots=True, kw_only=True)
class WithholdingReport:
    """The rules in force in a build, and their matches."""

    rules: tuple[Rule, ...]
    hits: Hits
    """The number of matches of each item."""
    in_force: str
    """A sentence on how many rules are in force; empty for an edition without rules."""
    misses: tuple[str, ...]
    """A message for each item that matches nothing."""


def report_withholding(
    build: pipeline.EditionBuild, decisions: Decisions, edition: Edition
) -> WithholdingReport:
    """What the rules of `edition` did in a build of it."""
    rules = rules_of(edition, decisions.rules)
    ids = {rule.id for rule in rules}
    places = sum(tally.passages for tally in build.corpus.tallies if tally.rule in ids)
    return WithholdingReport(
        rules=rules,
        hits=build.hits,
        in_force="" if edition.rules == () else in_force(rules, places),
        misses=tuple(misses(rules, build.hits, *_targets(build.corpus, rules))),
    )


def _targets(
    corpus: Corpus, rules: Iterable[Rule]
) -> tuple[set[Mrn], dict[Mrn, tuple[Anchor, ...]]]:
    """The numbers of all cables, and the paras of each cable of which a rule names paras."""
    named = {para.mrn for rule in rules for para in rule.paras}
    paras = {
        stored.mrn: tuple(a for section in stored.outline.sections for a in section.names)
        for stored in corpus.cables
        if stored.mrn in named
    }
    return {stored.mrn for stored in corpus.cables if stored.mrn} | {*corpus.withheld}, paras


def read_para_guards(workspace: disk.Workspace, executor: Executor) -> tuple[list[str], list[str]]:
    """Messages about rules for paras: guard words that do not match, and missing guard words."""
    rules = disk.read_decisions(workspace, INTERNAL_EDITION).rules
    named = {para.mrn for rule in rules for para in rule.paras}
    if not named:
        return [], []
    corpus = read_corpus(workspace, executor)
    cables = {stored.mrn: stored.cable for stored in corpus.cables if stored.mrn in named}
    return wrong_beginnings(rules, cables), missing_begins(rules, cables)


def read_requests(
    workspace: disk.Workspace, edition: Edition, executor: Executor
) -> tuple[HandlingRequest, ...]:
    """What must be answered before `edition` is published, with the editors' answers.

    Raises `ReftelError` if `edition` has rules and there is no file of rules.
    """
    decisions = disk.read_decisions(workspace, edition)
    sources = disk.read_sources(workspace, disk.source_files(workspace))
    return publication_requests(sources, decisions, edition, CachedRunner(executor))


def read_review(workspace: disk.Workspace, edition: Edition, executor: Executor) -> Review:
    """What the editors must look at before `edition` is published."""
    decisions = disk.read_decisions(workspace, edition)
    sources = disk.read_sources(workspace, disk.source_files(workspace))
    return review(sources, decisions, edition, CachedRunner(executor))


def read_audit(
    workspace: disk.Workspace, edition: Edition, executor: Executor
) -> tuple[Finding, ...]:
    """How well `edition` hides each name that the editors withhold."""
    curated = disk.read_curated(workspace)
    decisions = disk.read_decisions(workspace, edition)
    sources = disk.read_sources(workspace, disk.source_files(workspace))
    return audit_edition(sources, curated, decisions, edition, CachedRunner(executor))
