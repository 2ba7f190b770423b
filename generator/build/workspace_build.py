"""From a workspace's cables to its Markdown pages: what the command and the plugin share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from generator import disk, pipeline
from generator.audit.audit import Finding
from generator.build.page_builder import PageBuilder, SiteSink, build_pages
from generator.editions.guards import missing_begins, wrong_beginnings
from generator.editions.misses import Hits, in_force, misses
from generator.editions.secrets import rules_of
from generator.execution.executors import Executor
from generator.execution.gc_tuning import gc_disabled, gc_frozen
from generator.execution.result_cache import CachedRunner, ResultCache
from generator.model import (
    INTERNAL_EDITION,
    Anchor,
    Corpus,
    Decisions,
    Edition,
    HandlingRequest,
    Mrn,
    Rule,
    SiteInfo,
)
from generator.pipeline.editors_view import Review, audit_edition, publication_requests, review


class PageRecord(Protocol):
    """What is remembered of the last build of the pages."""

    results: ResultCache
    pages: Mapping[str, disk.PageStamp]


def build_workspace_pages(
    workspace: disk.Workspace,
    info: SiteInfo,
    executor: Executor,
    record: PageRecord,
    decisions: Decisions,
    progress: Callable[[str], None] = lambda name: None,
    site: SiteSink | None = None,
) -> pipeline.EditionBuild:
    """Parse the workspace's cables and write the pages of the edition, finished ones into `site`.

    What the `record` knows is not done again; its pages are then those of this build. `progress`
    is called with each file that is parsed. Raises `ReftelError` where the folder is no workspace
    or cannot be written.
    """
    workspace.check()
    disk.check_files(workspace)
    runner = CachedRunner(executor, record.results)
    with gc_disabled():
        build = pipeline.build_edition(
            disk.read_sources(workspace, disk.source_files(workspace)),
            disk.read_curated(workspace),
            decisions,
            info.edition,
            progress,
            runner,
        )
        builder = PageBuilder(build.corpus, disk.read_templates(workspace), info)
    folder = disk.PageFolder(workspace.pages, record.pages)
    folder.unlink_links()
    with gc_frozen():
        build_pages(builder, folder, runner, site)
    folder.clear()
    disk.keep_out_of_git(workspace.pages)
    record.pages = folder.written
    return build


def read_corpus(
    workspace: disk.Workspace,
    workers: Executor,
    progress: Callable[[str], None] = lambda name: None,
) -> Corpus:
    """Parse the workspace's cables and connect them, with nothing withheld."""
    sources = disk.read_sources(workspace, disk.source_files(workspace))
    curated, bench = disk.read_curated(workspace), CachedRunner(workers)
    return pipeline.build_edition(
        sources, curated, Decisions(), INTERNAL_EDITION, progress, bench
    ).corpus


@dataclass(frozen=True, slots=True, kw_only=True)
class WithholdingReport:
    """Which rules were in force in a build, and what came of them."""

    rules: tuple[Rule, ...]
    hits: Hits
    """How many places each item hit."""
    in_force: str
    """A sentence on how much is in force; empty for an edition without rules."""
    misses: tuple[str, ...]
    """A message for each item that hits nothing."""


def report_withholding(
    made: pipeline.EditionBuild, decisions: Decisions, edition: Edition
) -> WithholdingReport:
    """What the rules of `edition` did in the build that gave `made`."""
    rules = rules_of(edition, decisions.rules)
    own = {rule.id for rule in rules}
    places = sum(tally.passages for tally in made.corpus.tallies if tally.rule in own)
    return WithholdingReport(
        rules=rules,
        hits=made.hits,
        in_force="" if edition.rules == () else in_force(rules, places),
        misses=tuple(misses(rules, made.hits, *_known(made.corpus, rules))),
    )


def _known(corpus: Corpus, rules: Iterable[Rule]) -> tuple[set[Mrn], dict[Mrn, tuple[Anchor, ...]]]:
    """The numbers of all cables, and the paras of those of which rules name paras."""
    named = {para.mrn for rule in rules for para in rule.paras}
    paras = {
        filed.mrn: tuple(a for section in filed.outline.sections for a in section.names)
        for filed in corpus.cables
        if filed.mrn in named
    }
    return {filed.mrn for filed in corpus.cables if filed.mrn} | {*corpus.withheld}, paras


def read_para_guards(workspace: disk.Workspace, workers: Executor) -> tuple[list[str], list[str]]:
    """What is wrong with the beginnings of paras that rules name, and which rules have none."""
    rules = disk.read_decisions(workspace, INTERNAL_EDITION).rules
    named = {para.mrn for rule in rules for para in rule.paras}
    if not named:
        return [], []
    corpus = read_corpus(workspace, workers)
    cables = {filed.mrn: filed.cable for filed in corpus.cables if filed.mrn in named}
    return wrong_beginnings(rules, cables), missing_begins(rules, cables)


def read_requests(
    workspace: disk.Workspace, workers: Executor, edition: Edition
) -> tuple[HandlingRequest, ...]:
    """What must be answered before `edition` is published, and what the editors made of it.

    Raises `ReftelError` where `edition` has rules and there is no file of rules.
    """
    decisions = disk.read_decisions(workspace, edition)
    sources = disk.read_sources(workspace, disk.source_files(workspace))
    return publication_requests(sources, decisions, edition, CachedRunner(workers))


def read_review(workspace: disk.Workspace, edition: Edition, workers: Executor) -> Review:
    """What the workspace's editors have to look at before `edition` is published."""
    decisions = disk.read_decisions(workspace, edition)
    sources = disk.read_sources(workspace, disk.source_files(workspace))
    return review(sources, decisions, edition, CachedRunner(workers))


def read_audit(
    workspace: disk.Workspace, edition: Edition, workers: Executor
) -> tuple[Finding, ...]:
    """How well `edition` hides each name that the workspace's editors withhold."""
    curated = disk.read_curated(workspace)
    decisions = disk.read_decisions(workspace, edition)
    sources = disk.read_sources(workspace, disk.source_files(workspace))
    return audit_edition(sources, curated, decisions, edition, CachedRunner(workers))
