"""What an editor's tools read: cables as received, and what an edition withholds from them."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations

from generator.audit.audit import Finding, audit
from generator.audit.edition_lines import AuditCable, AuditLine
from generator.editions.near_misses import NearMiss, near_misses
from generator.editions.redaction import Redactor
from generator.editions.requests import with_decision
from generator.editions.secrets import collect_withheld, rules_of
from generator.editions.stage import ParsedSource, source_cable
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
from generator.pipeline.source_parsing import ParseContext, collect_requests, held, parse


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """What editors have to look at: it holds withheld words in clear."""

    requests: tuple[HandlingRequest, ...]
    """What cables ask to be withheld."""
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
    sources: Iterable[Source], decisions: Decisions, edition: Edition, bench: CachedRunner
) -> Review:
    """What cables ask, what is near to a withheld name, and what only one copy strikes out.

    Raises `ReftelError` where a rule cannot hold.
    """
    rules = rules_of(edition, decisions.rules)
    parsed = parse(sources, ParseContext(rules, edition.detectors), lambda name: None, bench)
    kept, _ = held(parsed)
    read = [one.cable.read for one in parsed if one.cable is not None]
    files = _files(read, rules, edition, {item.mrn for item in read})
    first = {item.read.stored.name for item in kept}
    return Review(
        requests=collect_requests(kept, decisions, bench),
        near_misses=near_misses(rules, [f.received for f in files if f.name in first]),
        struck=tuple(_struck_requests(files, decisions)),
    )


def publication_requests(
    sources: Iterable[Source], decisions: Decisions, edition: Edition, bench: CachedRunner
) -> tuple[HandlingRequest, ...]:
    """What must be answered before `edition` is published: the requests and struck passages.

    Raises `ReftelError` where a rule cannot hold.
    """
    rules = rules_of(edition, decisions.rules)
    parsed = parse(sources, ParseContext(rules, edition.detectors), lambda name: None, bench)
    kept, _ = held(parsed)
    read = [one.cable.read for one in parsed if one.cable is not None]
    marked = {item.mrn for item in read if has_mark(item.text)}
    files = _files(read, rules, edition, marked)
    return (*collect_requests(kept, decisions, bench), *_struck_requests(files, decisions))


def _struck_requests(files: Sequence[_File], decisions: Decisions) -> Iterator[HandlingRequest]:
    """The struck passages, each with what editors made of it."""
    for request in _struck(files):
        yield with_decision(request, decisions) if request.state is RequestState.OPEN else request


def _files(
    read: Sequence[ParsedSource], rules: Sequence[Rule], edition: Edition, numbers: Container[Mrn]
) -> list[_File]:
    """The files of the cables with `numbers`, without those that the edition withholds whole."""
    filed = {item.mrn: item.stored for item in reversed(read)}
    withheld = collect_withheld(edition, rules, filed, [item.search_results for item in read])
    redactor = Redactor(withheld)
    return [
        _File(
            item.stored.name,
            cable := item.stored.cable,
            ReceivedCable(
                mrn=item.mrn,
                text=item.text,
                lines=all_lines(item.text, cable),
                hidden=redactor.hidden(source_cable(item)),
            ),
        )
        for item in read
        if item.mrn in numbers and item.mrn not in withheld.cables
    ]


def _struck(files: Sequence[_File]) -> Iterator[HandlingRequest]:
    """A request for each passage that one copy of a cable strikes out and another shows."""
    by_number: dict[Mrn, list[_File]] = {}
    for file in files:
        by_number.setdefault(file.received.mrn, []).append(file)
        text, cable = file.received.text, file.cable
        latest, earlier = message_lines(text, cable), superseded_lines(text, cable)
        for lines, others in ((latest, earlier), (earlier, latest)):
            for passage in struck_passages(text, lines, text, others):
                yield _request(file, passage, file)
    for copies in by_number.values():
        for one, other in permutations(copies, 2):
            for passage in struck_passages(
                one.received.text, one.received.lines, other.received.text, other.received.lines
            ):
                yield _request(one, passage, other)


def _request(file: _File, passage: StruckPassage, other: _File) -> HandlingRequest:
    """The request to withhold a passage; answered where the edition withholds it already."""
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
    """Whether every word of a stretch is withheld, on however many lines it stands."""
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
    bench: CachedRunner,
) -> tuple[Finding, ...]:
    """How well an edition hides each withheld name. Raises `ReftelError` where no rule can hold."""
    rules = rules_of(edition, decisions.rules)
    return audit(rules, audit_cables(sources, curated, decisions, edition, bench))


def audit_cables(
    sources: Iterable[Source],
    curated: CuratedGlossary,
    decisions: Decisions,
    edition: Edition,
    bench: CachedRunner,
) -> list[AuditCable]:
    """The cables that `edition` shows, line by line, unredacted and as shown.

    Raises `ReftelError` where a rule cannot hold.
    """
    given = list(sources)
    whole = build_edition(given, curated, Decisions(), INTERNAL_EDITION, bench=bench).corpus
    shown = build_edition(given, curated, decisions, edition, bench=bench).corpus
    by_number = {filed.mrn: filed for filed in whole.cables}
    return [
        AuditCable(mrn=filed.mrn, lines=_audit_lines(by_number[filed.mrn].cable, filed.cable))
        for filed in shown.cables
        if filed.mrn is not None
    ]


def _audit_lines(whole: Cable, shown: Cable) -> tuple[AuditLine, ...]:
    return tuple(
        AuditLine(number=line.number, text=line.text, shown=after.text)
        for line, after in zip(whole.lines, shown.lines, strict=True)
        if not FURNITURE.intersection(line.fates) and not is_transmission_line(line.text)
    )
