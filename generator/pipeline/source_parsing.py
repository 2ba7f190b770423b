"""From sources to the cables that are held: parsed, looked through, each number once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from generator.editions.readings import source_rows
from generator.editions.redaction import SourceCable, readings_of
from generator.editions.requests import handling_requests
from generator.editions.secrets import SearchResults, search_source
from generator.editions.stage import ParsedSource, SkippedSource
from generator.errors import ReftelError, fault_place, reporting_faults
from generator.execution.result_cache import CachedRunner, digest, digest_of
from generator.model import (
    Cable,
    Decisions,
    Detector,
    HandlingRequest,
    Mrn,
    Rule,
    Source,
    StoredCable,
    mrn_order,
)
from generator.model.diagnostics import Diagnostic, diagnostic
from generator.model.source_text import SourceText
from generator.parse.stages import parse_cable
from generator.pipeline.cable_summaries import CableSummary, reading

Progress = Callable[[str], None]
"""Called with the name of each source when it has been parsed."""

Found = tuple[str, Diagnostic]
"""The name of a file, and what was found in it."""

FATAL_CODES = frozenset({"not-a-cable", "file-empty", "mrn-missing"})
"""Diagnostics of a source that gives no cable to build."""


@dataclass(frozen=True, slots=True)
class ParseContext:
    """What is looked for in each cable while it is parsed."""

    rules: tuple[Rule, ...]
    detectors: tuple[Detector, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedCable:
    """A cable that is held, as it was parsed."""

    read: ParsedSource
    reading: CableSummary


@dataclass(frozen=True, slots=True, kw_only=True)
class ParseResult:
    """What became of one source."""

    name: str
    cable: ParsedCable | None
    """The cable; None where there is none to build."""
    unbuilt: SkippedSource | None
    """The source where there is no cable to build; None for any other."""


def parse(
    sources: Iterable[Source], looked: ParseContext, progress: Progress, bench: CachedRunner
) -> list[ParseResult]:
    """What became of each source, in their order."""
    given = list(sources)
    told = digest_of(looked)
    parsed = []
    for one in bench.map(
        _parsed, looked, given, lambda s: digest(told, digest_of(s)), is_cacheable=_is_sound
    ):
        progress(one.name)
        parsed.append(one)
    return parsed


def _parsed(looked: ParseContext, source: Source) -> ParseResult:
    """What became of a source. A fault of the program in one leaves the others alone."""
    if source.text is None:
        return _unread(source, source.diagnostics)
    try:
        return _cable(looked, source, source.text)
    except (ReftelError, MemoryError):
        raise
    except Exception as error:
        fault = diagnostic("program-fault", reason=fault_place(error))
        return _unread(source, (*source.diagnostics, fault))


def _is_sound(parsed: ParseResult) -> bool:
    """Whether the program did not fail: a fault may come from anything, and is not remembered."""
    found = parsed.unbuilt.diagnostics if parsed.unbuilt else ()
    return all(one.code != "program-fault" for one in found)


def _unread(source: Source, found: tuple[Diagnostic, ...]) -> ParseResult:
    unread = SkippedSource(name=source.name, received=None, diagnostics=found)
    return ParseResult(name=source.name, cable=None, unbuilt=unread)


def _cable(looked: ParseContext, source: Source, text: str) -> ParseResult:
    cable = parse_cable(text, name=source.name.rpartition("/")[2].rpartition(".")[0])
    sought = _sought(looked, text, cable)
    if cable.id is None or any(d.code in FATAL_CODES for d in cable.diagnostics):
        received = SourceCable(name=source.name, text=text, cable=cable, search_results=sought)
        unbuilt = SkippedSource(name=source.name, received=received, diagnostics=source.diagnostics)
        return ParseResult(name=source.name, cable=None, unbuilt=unbuilt)
    read = ParsedSource(
        stored=StoredCable(name=source.name, cable=cable, digest=digest(source.name, text)),
        text=text,
        mrn=cable.id,
        search_results=sought,
        diagnostics=source.diagnostics,
    )
    held = ParsedCable(read=read, reading=reading(cable, cable.id))
    return ParseResult(name=source.name, cable=held, unbuilt=None)


def _sought(looked: ParseContext, text: str, cable: Cable) -> SearchResults:
    if not looked.detectors and not any(rule.patterns for rule in looked.rules):
        return {}
    readings = readings_of(text, source_rows(SourceText(text), cable))
    return search_source(readings, cable, looked.rules, looked.detectors)


def held(parsed: Sequence[ParseResult]) -> tuple[list[ParsedCable], list[SkippedSource]]:
    """The cables in the order of their numbers, each number once, and the other sources."""
    kept: dict[Mrn, ParsedCable] = {}
    others: list[SkippedSource] = []
    for one in parsed:
        if one.unbuilt is not None:
            others.append(one.unbuilt)
        if one.cable is None:
            continue
        mrn = one.cable.read.mrn
        if mrn in kept:
            others.append(_double(one.cable.read, kept[mrn].read.stored.name))
        else:
            kept[mrn] = one.cable
    return sorted(kept.values(), key=lambda one: mrn_order(one.read.mrn)), others


def _double(read: ParsedSource, other: str) -> SkippedSource:
    """A source whose number the file `other` has already."""
    name, cable = read.stored.name, read.stored.cable
    return SkippedSource(
        name=name,
        received=SourceCable(
            name=name, text=read.text, cable=cable, search_results=read.search_results
        ),
        diagnostics=(*read.diagnostics, diagnostic("mrn-duplicate", mrn=read.mrn, other=other)),
    )


def readings(
    filed: Sequence[StoredCable], parsed: Sequence[ParsedCable], bench: CachedRunner
) -> list[CableSummary]:
    """What each cable says as the edition shows it; `parsed` tells it of those shown whole."""
    whole = {one.read.stored.digest: one.reading for one in parsed}
    touched = [item for item in filed if item.digest not in whole]
    anew = bench.map(_read, None, touched, lambda item: item.digest)
    return [whole[item.digest] if item.digest in whole else next(anew) for item in filed]


def _read(_: None, item: StoredCable) -> CableSummary:
    assert item.cable.id is not None
    with reporting_faults(item.name):
        return reading(item.cable, item.cable.id)


def collect_requests(
    held: Sequence[ParsedCable], decisions: Decisions, bench: CachedRunner
) -> tuple[HandlingRequest, ...]:
    """What the cables ask to be withheld, and what editors made of it."""
    told = digest_of(decisions)
    found = bench.map(_asked, decisions, held, lambda one: digest(told, one.read.stored.digest))
    return tuple(request for of_cable in found for request in of_cable)


def _asked(decisions: Decisions, one: ParsedCable) -> tuple[HandlingRequest, ...]:
    with reporting_faults(one.read.stored.name):
        return handling_requests([one.read.stored.cable], decisions)
