"""The stages in order, as functions from values to values; `disk` reads and writes.

Slow work runs on a `CachedRunner`, one cable at a time. Short steps between these passes combine
the results of all cables.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from generator.editions.guards import check_begins, check_corrected
from generator.editions.redacted_copies import shown_note
from generator.editions.secrets import rules_of
from generator.editions.stage import EditionCables, withhold
from generator.execution.result_cache import CachedRunner, digest, digest_of
from generator.model import (
    INTERNAL_EDITION,
    Corpus,
    CuratedGlossary,
    CuratedNames,
    Decisions,
    Edition,
    EditorTexts,
    Entity,
    FilePart,
    Rule,
    Secret,
    Source,
)
from generator.model.diagnostic_codes import Severity
from generator.pipeline.cable_copies import compare_all, select_cables
from generator.pipeline.checked_readings import ShownCables, shown_readings
from generator.pipeline.connecting import connect, curated_digest
from generator.pipeline.connection_diagnostics import name_diagnostics
from generator.pipeline.naming import name_entities, name_organisations
from generator.pipeline.parse_results import ParsedCable, ParseResult
from generator.pipeline.release_states import (
    NO_RELEASES,
    RecordedReleases,
    ShownReleases,
    show_releases,
)
from generator.pipeline.shown_requests import shown_requests
from generator.pipeline.source_parsing import (
    FileDiagnostic,
    ParseContext,
    Progress,
    collect_requests,
    parse_sources,
    summarize_cables,
)

__all__ = ["EditionBuild", "Progress", "assemble", "build_edition", "count", "count_errors"]


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionBuild:
    """The cables of an edition, and what the edition withholds."""

    corpus: Corpus
    secrets: tuple[Secret, ...]
    """What must not occur in the edition: only for the leak check of the finished site."""
    redacted_files: frozenset[str]
    """Names of the files from which something is withheld."""
    copy_files: frozenset[str]
    """Names of the files of copies other than the main ones, as the edition shows them."""
    hits: Mapping[tuple[str, str], int]
    """The number of matches of each rule item, by rule and item."""
    releases: ShownReleases = field(default_factory=ShownReleases)
    """Its releases."""
    text_faults: tuple[str, ...] = ()
    """Why readings and requests of the editors are left out, with file and line."""


def assemble(
    sources: Iterable[Source], curated: CuratedGlossary, progress: Progress = lambda name: None
) -> Corpus:
    """The cables with nothing withheld."""
    return build_edition(sources, curated, Decisions(), INTERNAL_EDITION, progress).corpus


def build_edition(
    sources: Iterable[Source],
    curated: CuratedGlossary,
    decisions: Decisions,
    edition: Edition,
    progress: Progress = lambda name: None,
    runner: CachedRunner | None = None,
    names: CuratedNames | None = None,
    texts: EditorTexts | None = None,
    recorded: RecordedReleases = NO_RELEASES,
) -> EditionBuild:
    """Parse all sources, withhold what the edition does not show, then connect the cables.

    Several files of one number are copies, which are compared. `names` are the editors' decisions
    about people, organisations and places, `texts` what they write beside the cables, `recorded`
    its releases. Raises `ReftelError` if a rule cannot be applied.
    """
    runner, sources = runner or CachedRunner(), list(sources)
    names, texts = names or CuratedNames(), texts or EditorTexts()
    rules = rules_of(edition, decisions.rules)
    results = parse_sources(sources, ParseContext(rules, edition.detectors), progress, runner)
    selected = select_cables(results, runner)
    parsed = selected.cables
    _check_rules(rules, parsed)
    shown = withhold(
        [cable.source for cable in parsed],
        selected.copies,
        selected.skipped,
        curated,
        decisions,
        edition,
        runner,
    )
    decided = digest(curated_digest(curated), digest_of((decisions, edition, names, texts)))
    corpus = Corpus(
        cables=shown.cables,
        diagnostics=(),
        curated=shown.curated,
        withheld=shown.withheld,
        tallies=shown.tallies,
        requests=collect_requests(parsed, decisions, runner) if edition.for_editors else (),
        parts=_parts(sources, shown.concealer.conceal_name),
        entities=_people_and_places(shown, names, edition, runner),
        digest=digest(*map(digest_of, sources), decided, digest_of(recorded.shown)),
    )
    summaries = summarize_cables(shown.cables, parsed, runner)
    notes = {c.source.mrn: shown_note(c.source.note, shown.concealer) for c in parsed}
    copies = compare_all(shown.cables, summaries, notes, shown.copies, shown.para_rules, runner)
    corpus, diagnostics = connect(replace(corpus, copies=copies), summaries, runner)
    corpus, faults = _with_texts(corpus, texts, parsed, shown, edition)
    corpus = name_organisations(corpus, summaries, names, shown.concealer.has_hit, runner)
    diagnostics = [*shown.diagnostics, *diagnostics, *name_diagnostics(corpus)]
    diagnostics = _in_file_order(diagnostics, results, shown.concealer.conceal_name)
    releases = show_releases(corpus, recorded, edition, shown.concealer.has_hit, runner)
    corpus = replace(corpus, diagnostics=tuple(diagnostics), history=releases.history)
    return _edition_build(shown, corpus, releases, (*texts.faults, *faults))


def _edition_build(
    shown: EditionCables, corpus: Corpus, releases: ShownReleases, faults: tuple[str, ...]
) -> EditionBuild:
    return EditionBuild(
        corpus=corpus,
        secrets=shown.secrets,
        redacted_files=shown.redacted_files,
        copy_files=frozenset(c.stored.name for group in shown.copies.values() for c in group),
        hits=shown.hits,
        releases=releases,
        text_faults=faults,
    )


def _with_texts(
    corpus: Corpus,
    texts: EditorTexts,
    parsed: Iterable[ParsedCable],
    shown: EditionCables,
    edition: Edition,
) -> tuple[Corpus, tuple[str, ...]]:
    """The corpus with the texts of editors as the edition shows them, and faults of readings."""
    cables = ShownCables(
        received={cable.source.mrn: cable.source.stored for cable in parsed},
        shown={item.mrn: item for item in shown.cables if item.mrn is not None},
        withheld=shown.withheld,
        concealer=shown.concealer,
        may_quote=not edition.withholds,
    )
    requests = shown_requests(texts.records_requests, corpus, shown.concealer)
    readings, faults = shown_readings(texts.readings, cables)
    return replace(corpus, records_requests=tuple(requests), readings=readings), faults


def _check_rules(rules: Sequence[Rule], parsed: Iterable[ParsedCable]) -> None:
    """Raise `ReftelError` if a rule names a para that is not the one that it describes."""
    sources = {cable.source.mrn: cable.source for cable in parsed}
    check_corrected(rules, {mrn: source.corrections for mrn, source in sources.items()})
    named = {name.mrn for rule in rules for name in rule.paras if name.begins}
    check_begins(
        rules, {mrn: source.stored.cable for mrn, source in sources.items() if mrn in named}
    )


def _people_and_places(
    shown: EditionCables, names: CuratedNames, edition: Edition, runner: CachedRunner
) -> tuple[Entity, ...]:
    """The people and places that the edition names: people without an office only for editors."""
    return name_entities(
        shown.cables,
        names,
        runner,
        officials_only=not edition.for_editors,
        is_withheld=shown.concealer.has_hit,
    )


def _parts(sources: Iterable[Source], conceal_name: Callable[[str], str]) -> dict[str, FilePart]:
    """The places of sources that are parts of files, by name, both as the edition shows them."""
    return {
        conceal_name(source.name): replace(source.part, file=conceal_name(source.part.file))
        for source in sources
        if source.part is not None
    }


def _in_file_order(
    diagnostics: Iterable[FileDiagnostic],
    results: Iterable[ParseResult],
    conceal_name: Callable[[str], str],
) -> list[FileDiagnostic]:
    """The diagnostics in the order of their files; those of one file keep their order."""
    order = {conceal_name(result.name): index for index, result in enumerate(results)}
    return sorted(diagnostics, key=lambda diagnostic: order.get(diagnostic[0], 0))


def count(corpus: Corpus, severity: Severity) -> int:
    """The number of diagnostics of this severity."""
    return sum(d.severity is severity for _, d in corpus.diagnostics)


def count_errors(build: EditionBuild) -> int:
    """The number of errors in cables and in editors' texts."""
    return count(build.corpus, Severity.ERROR) + len(build.text_faults)
