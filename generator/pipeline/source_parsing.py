"""From sources to cables: each source is parsed and searched, each number used once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from generator.corrections.corrected_cable import parse_corrected
from generator.editions.parsed_sources import ParsedSource, SkippedSource
from generator.editions.readings import source_rows
from generator.editions.redaction import SourceCable, readings_of
from generator.editions.requests import handling_requests
from generator.editions.secrets import SearchResults, search_source
from generator.errors import ReftelError, fault_place, reporting_faults
from generator.execution.result_cache import CachedRunner, digest, digest_of
from generator.model import (
    Cable,
    Decisions,
    Detector,
    HandlingRequest,
    Rule,
    Source,
    StoredCable,
    file_stem,
)
from generator.model.diagnostic_codes import Severity
from generator.model.diagnostics import Diagnostic, diagnostic
from generator.model.source_text import SourceText
from generator.pipeline.cable_copies import NO_NOTE, with_copy_note
from generator.pipeline.cable_summaries import CableSummary, summarize_cable
from generator.pipeline.parse_results import ParsedCable, ParseResult
from generator.pipeline.stale_corrections import with_stale_corrections

Progress = Callable[[str], None]
"""Called with the name of each source after it was parsed."""

FileDiagnostic = tuple[str, Diagnostic]
"""The name of a file, and a diagnostic of it."""


@dataclass(frozen=True, slots=True)
class ParseContext:
    """What each source is searched for when it is parsed."""

    rules: tuple[Rule, ...]
    detectors: tuple[Detector, ...]


def parse_sources(
    sources: Iterable[Source], context: ParseContext, progress: Progress, runner: CachedRunner
) -> list[ParseResult]:
    """The result for each source, in order."""
    sources = list(sources)
    context_digest = digest_of(context)
    results = []
    parsed = runner.map(
        _parse_source,
        context,
        sources,
        lambda source: digest(context_digest, digest_of(_parsed_part(source))),
        is_cacheable=_is_cacheable,
    )
    for source, result in zip(sources, parsed, strict=True):
        progress(result.name)
        noted = with_copy_note(result, source.copy_note)
        results.append(with_stale_corrections(source, noted) if source.corrections else noted)
    return results


def _parsed_part(source: Source) -> Source:
    """A source without what does not change how it is parsed."""
    return replace(source, correction_lines=(), copy_note=NO_NOTE, part=None)


def _parse_source(context: ParseContext, source: Source) -> ParseResult:
    """The result for one source. A fault of the program in one source does not stop the others."""
    if source.text is None:
        return _unreadable(source, source.diagnostics)
    try:
        return _parse_text(context, source, source.text)
    except (ReftelError, MemoryError):
        raise
    except Exception as error:
        fault = diagnostic("program-fault", reason=fault_place(error))
        return _unreadable(source, (*source.diagnostics, fault))


def _is_cacheable(result: ParseResult) -> bool:
    """False after a fault of the program: it may have any cause, so the result is not cached."""
    diagnostics = result.skipped.diagnostics if result.skipped else ()
    return all(d.code != "program-fault" for d in diagnostics)


def _unreadable(source: Source, diagnostics: tuple[Diagnostic, ...]) -> ParseResult:
    skipped = SkippedSource(name=source.name, received=None, diagnostics=diagnostics)
    return ParseResult(name=source.name, cable=None, skipped=skipped)


def _parse_text(context: ParseContext, source: Source, text: str) -> ParseResult:
    corrected = parse_corrected(text, source.corrections, name=file_stem(source.name))
    cable = corrected.cable
    search_results = _search(context, text, cable)
    if cable.id is None or any(d.severity is Severity.ERROR for d in cable.diagnostics):
        received = SourceCable(
            name=source.name,
            text=text,
            cable=cable,
            search_results=search_results,
            corrections=corrected.applied,
        )
        skipped = SkippedSource(name=source.name, received=received, diagnostics=source.diagnostics)
        return ParseResult(name=source.name, cable=None, skipped=skipped)
    parsed = ParsedSource(
        stored=StoredCable(
            name=source.name,
            cable=cable,
            digest=digest(source.name, text, digest_of(corrected.applied)),
        ),
        text=text,
        mrn=cable.id,
        search_results=search_results,
        diagnostics=source.diagnostics,
        corrections=corrected.applied,
    )
    summary = summarize_cable(cable, cable.id)
    return ParseResult(
        name=source.name, cable=ParsedCable(source=parsed, summary=summary), skipped=None
    )


def _search(context: ParseContext, text: str, cable: Cable) -> SearchResults:
    """What patterns and detectors match in a source."""
    if not context.detectors and not any(rule.patterns for rule in context.rules):
        return {}
    readings = readings_of(text, source_rows(SourceText(text), cable))
    return search_source(readings, cable, context.rules, context.detectors)


def summarize_cables(
    shown: Sequence[StoredCable], parsed: Sequence[ParsedCable], runner: CachedRunner
) -> list[CableSummary]:
    """The summary of each cable as the edition shows it.

    Cables without redactions keep the summary that they have in `parsed`.
    """
    summaries = {cable.source.stored.digest: cable.summary for cable in parsed}
    redacted = [cable for cable in shown if cable.digest not in summaries]
    new = runner.map(_summarize, None, redacted, lambda cable: cable.digest)
    return [summaries[cable.digest] if cable.digest in summaries else next(new) for cable in shown]


def _summarize(_: None, stored: StoredCable) -> CableSummary:
    assert stored.cable.id is not None
    with reporting_faults(stored.name):
        return summarize_cable(stored.cable, stored.cable.id)


def collect_requests(
    cables: Sequence[ParsedCable], decisions: Decisions, runner: CachedRunner
) -> tuple[HandlingRequest, ...]:
    """The requests to withhold in the cables, each with the editors' answer."""
    decisions_digest = digest_of(decisions)
    requests = runner.map(
        _find_requests,
        decisions,
        cables,
        lambda cable: digest(decisions_digest, cable.source.stored.digest),
    )
    return tuple(request for of_cable in requests for request in of_cable)


def _find_requests(decisions: Decisions, cable: ParsedCable) -> tuple[HandlingRequest, ...]:
    with reporting_faults(cable.source.stored.name):
        return handling_requests([cable.source.stored.cable], decisions)
