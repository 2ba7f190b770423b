"""What editors' tools read: cables as received, and what an edition withholds from them."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations

from generator.audit.audit import Finding, audit
from generator.audit.edition_lines import AuditCable, AuditLine
from generator.editions.near_misses import NearMiss, near_misses
from generator.editions.parsed_sources import ParsedSource, source_cable
from generator.editions.redacted_copies import copy_cable
from generator.editions.redaction import Redactor
from generator.editions.requests import with_decision
from generator.editions.secrets import collect_withheld, rules_of
from generator.editions.struck import StruckPassage, has_mark, struck_passages
from generator.editions.text_lines import (
    FURNITURE,
    ReceivedCable,
    all_lines,
    is_transmission_line,
    message_lines,
    superseded_lines,
)
from generator.editions.words import words
from generator.execution.result_cache import CachedRunner
from generator.model import (
    INTERNAL_EDITION,
    Cable,
    CuratedGlossary,
    Decisions,
    Edition,
    HandlingRequest,
    Mrn,
    RequestState,
    Rule,
    Source,
    para_name,
)
from generator.model.diagnostics import excerpt
from generator.model.source_text import SourceText
from generator.pipeline import build_edition
from generator.pipeline.cable_copies import SelectedCables, select_cables
from generator.pipeline.source_parsing import (
    ParseContext,
    collect_requests,
    parse_sources,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """What editors must look at: it contains withheld words."""

    requests: tuple[HandlingRequest, ...]
    """Requests to withhold, in the cables."""
    near_misses: tuple[NearMiss, ...]
    struck: tuple[HandlingRequest, ...]
    """Passages that one copy strikes out and another shows, as requests to withhold them."""


@dataclass(frozen=True, slots=True)
class _File:
    """One file of a cable, and what is withheld from it."""

    name: str
    cable: Cable
    received: ReceivedCable


def review(
    sources: Iterable[Source], decisions: Decisions, edition: Edition, runner: CachedRunner
) -> Review:
    """Requests to withhold, spellings close to withheld names, and struck passages.

    Raises `ReftelError` if a rule cannot be applied.
    """
    rules = rules_of(edition, decisions.rules)
    selected, parsed = _parse(sources, rules, edition, runner)
    files = _files(selected, parsed, rules, edition, {source.mrn for source in parsed})
    shown = {source.stored.name for source in selected.sources}
    return Review(
        requests=collect_requests(selected.cables, decisions, runner),
        near_misses=near_misses(rules, [f.received for f in files if f.name in shown]),
        struck=tuple(_decided_struck_requests(files, decisions)),
    )


def publication_requests(
    sources: Iterable[Source], decisions: Decisions, edition: Edition, runner: CachedRunner
) -> tuple[HandlingRequest, ...]:
    """What must be answered before `edition` is published: requests and struck passages.

    Raises `ReftelError` if a rule cannot be applied.
    """
    rules = rules_of(edition, decisions.rules)
    selected, parsed = _parse(sources, rules, edition, runner)
    marked = {source.mrn for source in parsed if has_mark(source.text)}
    files = _files(selected, parsed, rules, edition, marked)
    requests = collect_requests(selected.cables, decisions, runner)
    return (*requests, *_decided_struck_requests(files, decisions))


def _parse(
    sources: Iterable[Source], rules: tuple[Rule, ...], edition: Edition, runner: CachedRunner
) -> tuple[SelectedCables, list[ParsedSource]]:
    """The cables and their copies, and all sources that give a cable."""
    context = ParseContext(rules, edition.detectors)
    results = parse_sources(sources, context, lambda name: None, runner)
    selected = select_cables(results, runner)
    return selected, [result.cable.source for result in results if result.cable is not None]


def _decided_struck_requests(
    files: Sequence[_File], decisions: Decisions
) -> Iterator[HandlingRequest]:
    """A request for each struck passage, with the editors' decision."""
    for request in _struck_requests(files):
        yield with_decision(request, decisions) if request.state is RequestState.OPEN else request


def _files(
    selected: SelectedCables,
    parsed: Sequence[ParsedSource],
    rules: Sequence[Rule],
    edition: Edition,
    mrns: Container[Mrn],
) -> list[_File]:
    """The files of the cables `mrns`, except those that the edition withholds completely."""
    stored = {cable.source.mrn: cable.source.stored for cable in selected.cables}
    copies = {copy.source.stored.name: copy for copy in selected.copies}
    withheld = collect_withheld(
        edition, rules, stored, [source.search_results for source in parsed]
    )
    redactor = Redactor(withheld)
    return [
        _File(
            source.stored.name,
            cable := source.stored.cable,
            ReceivedCable(
                mrn=source.mrn,
                text=source.text,
                lines=all_lines(source.text, cable),
                hidden=redactor.hidden(
                    copy_cable(copies[source.stored.name], redactor.withheld_paras(source.mrn))
                    if source.stored.name in copies
                    else source_cable(source)
                ),
            ),
        )
        for source in parsed
        if source.mrn in mrns and source.mrn not in withheld.cables
    ]


def _struck_requests(files: Sequence[_File]) -> Iterator[HandlingRequest]:
    """A request for each passage that one copy of a cable strikes out and another shows."""
    copies_by_mrn: dict[Mrn, list[_File]] = {}
    for file in files:
        copies_by_mrn.setdefault(file.received.mrn, []).append(file)
        text, cable = file.received.text, file.cable
        latest, earlier = message_lines(text, cable), superseded_lines(text, cable)
        for lines, others in ((latest, earlier), (earlier, latest)):
            for passage in struck_passages(text, lines, text, others):
                yield _request(file, passage, file)
    for copies in copies_by_mrn.values():
        for one, other in permutations(copies, 2):
            for passage in struck_passages(
                one.received.text, one.received.lines, other.received.text, other.received.lines
            ):
                yield _request(one, passage, other)


def _request(file: _File, passage: StruckPassage, other: _File) -> HandlingRequest:
    """The request to withhold a passage; answered if the edition already withholds it."""
    (at, _), (start, end) = passage.mark_span, passage.words_span
    para = next((p for p in file.cable.paras if p.span.start <= at < p.span.end), None)
    is_hidden = _is_hidden(other.received, start, end)
    source, copy = SourceText(file.received.text), SourceText(other.received.text)
    names = ("", "") if file is other else (f" of {file.name}", f" of {other.name}")
    return HandlingRequest(
        mrn=file.received.mrn,
        anchor=para.anchor if para else None,
        para=para_name(para) if para else f"line {source.line_at(at)}",
        sentence=f"Struck out on line {source.line_at(at)}{names[0]}, "
        f"in clear on line {copy.line_at(start)}{names[1]}.",
        words=excerpt(" ".join(copy.text[start:end].split())),
        state=RequestState.ANSWERED if is_hidden else RequestState.OPEN,
        answer="The rules withhold these words." if is_hidden else "",
    )


def _is_hidden(received: ReceivedCable, start: int, end: int) -> bool:
    """Whether every word of a range is withheld; it may span several lines."""
    hidden = received.hidden
    return all(
        any(first <= start + word.start and start + word.end <= last for first, last in hidden)
        for word in words(received.text[start:end])
    )


def audit_edition(
    sources: Iterable[Source],
    curated: CuratedGlossary,
    decisions: Decisions,
    edition: Edition,
    runner: CachedRunner,
) -> tuple[Finding, ...]:
    """How well an edition hides each withheld name.

    Raises `ReftelError` if a rule cannot be applied.
    """
    rules = rules_of(edition, decisions.rules)
    return audit(rules, audit_cables(sources, curated, decisions, edition, runner))


def audit_cables(
    sources: Iterable[Source],
    curated: CuratedGlossary,
    decisions: Decisions,
    edition: Edition,
    runner: CachedRunner,
) -> list[AuditCable]:
    """The cables that `edition` shows, line by line, unredacted and as shown.

    Raises `ReftelError` if a rule cannot be applied.
    """
    sources = list(sources)
    whole = build_edition(sources, curated, Decisions(), INTERNAL_EDITION, runner=runner).corpus
    shown = build_edition(sources, curated, decisions, edition, runner=runner).corpus
    unredacted = {stored.mrn: stored.cable for stored in whole.cables}
    return [
        AuditCable(mrn=stored.mrn, lines=_audit_lines(unredacted[stored.mrn], stored.cable))
        for stored in shown.cables
        if stored.mrn is not None
    ]


def _audit_lines(whole: Cable, shown: Cable) -> tuple[AuditLine, ...]:
    return tuple(
        AuditLine(number=line.number, text=line.text, shown=after.text)
        for line, after in zip(whole.lines, shown.lines, strict=True)
        if not FURNITURE.intersection(line.fates) and not is_transmission_line(line.text)
    )
