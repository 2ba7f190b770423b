"""What is withheld, as words: from the rules of editors and from what patterns and detectors find.

Rules and names work in every cable. What a detector finds is withheld where it stands and wherever
else the same words stand in that cable, and in no other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.editions.detectors import countries, detect
from generator.editions.passages import Cause
from generator.editions.readings import Piece, SourceReading
from generator.editions.rule_patterns import compile_pattern, find_spans
from generator.editions.words import phrase, spellings, widened
from generator.errors import ReftelError
from generator.execution.result_cache import Digest, digest_of
from generator.model import (
    STRUCK_OUT_RULE,
    Anchor,
    Cable,
    Detector,
    Edition,
    Fate,
    Mrn,
    Para,
    ParaName,
    Reason,
    Rule,
    Secret,
    StoredCable,
)
from generator.model.source_text import SourceText
from generator.parse import patterns

LONGEST_COMMON = 9
"""Words up to which a sentence of a withheld para may stand elsewhere by chance."""

SHORTEST_SUBJECT = 4
"""Words of a withheld cable's subject from which others may not have it: `VISIT` they may."""

_SENTENCE = re.compile(r"(?<=[.!?;:])\s+|\n+")

_CODED = frozenset({Fate.HEADER, Fate.PAGE, Fate.RULE, Fate.CAPTION, Fate.RECORD})
"""Lines of numbers and codes, in which a telephone number would be found by chance."""


def cause_of(rule: Rule, item: str, *, is_name: bool = False) -> Cause:
    """The cause that an item of a rule is."""
    return Cause(
        rule=rule.id, kind=rule.kind, reason=rule.reason, items=((rule.id, item),), is_name=is_name
    )


def cause_of_detector(detector: Detector) -> Cause:
    """The cause that a detector is."""
    return Cause(rule=detector.rule, kind=detector.value, reason=Reason.PRIVACY, is_detected=True)


STRUCK_OUT = Cause(rule=STRUCK_OUT_RULE, kind="passage", reason=Reason.REQUEST, is_detected=True)
"""The cause of what one copy of a cable strikes out and an earlier copy in its file shows."""


@dataclass(frozen=True, slots=True)
class SearchHit:
    """What a pattern or detector found in one cable."""

    pieces: tuple[Piece, ...]
    """The source characters it stands for."""
    text: str
    """Its words."""


SearchResults = Mapping[tuple[str, str], tuple[SearchHit, ...]]
"""What patterns and detectors find in one cable, by rule and item; the item of a pattern is the
pattern, that of a detector is empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WithheldItems:
    """All that an edition withholds."""

    phrases: Mapping[tuple[str, ...], Cause]
    """Words withheld wherever they stand, with the first cause in the order of rules."""
    paras: Mapping[Mrn, Mapping[Anchor, Cause]]
    """Paras withheld as a whole, by cable."""
    cables: Mapping[Mrn, Cause]
    """Cables withheld as a whole."""
    subjects: Mapping[tuple[str, ...], Cause]
    """The words of their subjects, which are withheld from the REF lines of others."""

    @property
    def digest(self) -> Digest:
        """A digest of all that is withheld."""
        return digest_of(([*self.phrases.items()], [*self.paras.items()], [*self.subjects.items()]))

    @property
    def secrets(self) -> tuple[Secret, ...]:
        """The phrases, for the check of a finished site."""
        return tuple(Secret(words=words, rule=cause.rule) for words, cause in self.phrases.items())


def rules_of(edition: Edition, rules: Sequence[Rule]) -> tuple[Rule, ...]:
    """The rules in force in an edition. Raises `ReftelError` for a name that no rule has."""
    if edition.rules is None:
        return tuple(rules)
    known = {rule.id: rule for rule in rules}
    missing = [name for name in edition.rules if name not in known]
    if missing:
        raise ReftelError(
            f"mkdocs.yml: the edition '{edition.name}' names the rule '{missing[0]}', which "
            "content/curated/redactions.yml does not have: add it there, or mend the name."
        )
    return tuple(known[name] for name in edition.rules)


def search_source(
    readings: Sequence[SourceReading],
    cable: Cable | None,
    rules: Sequence[Rule],
    detectors: Sequence[Detector],
) -> SearchResults:
    """What the patterns of `rules`, and `detectors`, find in the readings of a cable."""
    finds: dict[tuple[str, str], tuple[SearchHit, ...]] = {}
    for rule in rules:
        for pattern in rule.patterns:
            finds[rule.id, pattern] = _distinct(_pattern_finds(pattern, readings))
    regions = countries(cable) if cable is not None else ("US",)
    for detector in detectors:
        finds[detector.rule, ""] = _distinct(_detector_finds(detector, readings, cable, regions))
    return {key: found for key, found in finds.items() if found}


def _distinct(finds: Iterable[SearchHit]) -> tuple[SearchHit, ...]:
    """The finds, each place once."""
    return tuple({find.pieces: find for find in finds if find.pieces}.values())


def _pattern_finds(pattern: str, readings: Sequence[SourceReading]) -> Iterator[SearchHit]:
    for reading in readings:
        for start, end in pattern_spans(pattern, reading.text):
            yield SearchHit(tuple(reading.pieces(start, end)), reading.text[start:end])


def pattern_spans(pattern: str, text: str) -> Iterator[Piece]:
    """Where a pattern matches, widened to the whole of the words that it touches."""
    for start, end in find_spans(compile_pattern(pattern), text):
        yield widened(text, start, end)


def _detector_finds(
    detector: Detector,
    readings: Sequence[SourceReading],
    cable: Cable | None,
    regions: tuple[str, ...],
) -> Iterator[SearchHit]:
    coded = _coded_lines(cable) if detector is Detector.TELEPHONE else frozenset()
    source = SourceText(readings[0].text)
    for reading in readings:
        for start, end in detect(detector, reading.text, regions):
            pieces = tuple(reading.pieces(start, end))
            if pieces and source.line_at(pieces[0][0]) not in coded:
                yield SearchHit(pieces, reading.text[start:end])


def _coded_lines(cable: Cable | None) -> frozenset[int]:
    """Numbers of the lines of codes, but for those of a header that name who classified it."""
    if cable is None:
        return frozenset()
    return frozenset(
        line.number
        for line in cable.lines
        if not _CODED.isdisjoint(line.fates)
        and not patterns.CLASSIFIED_BY.match(line.text)
        and not patterns.SUBJECT.match(line.text)
    )


def collect_withheld(
    edition: Edition,
    rules: Sequence[Rule],
    held: Mapping[Mrn, StoredCable],
    sought: Sequence[SearchResults],
) -> WithheldItems:
    """What `edition` withholds by `rules` and by what their patterns found in all cables.

    Raises `ReftelError` where a rule names a para that its cable does not have: it may be misspelt.
    """
    phrases: dict[tuple[str, ...], Cause] = {}
    in_force = rules_of(edition, rules)
    for rule in in_force:
        for item, text, is_name in (*_of_rule(rule, held), *_of_patterns(rule, sought)):
            cause = cause_of(rule, item, is_name=is_name)
            for words in spellings(text):
                phrases[words] = _joined(phrases.get(words), cause)
    paras: dict[Mrn, dict[Anchor, Cause]] = {}
    for rule in in_force:
        for para in rule.paras:
            known = paras.setdefault(para.mrn, {})
            named = _with_number(para, held[para.mrn].cable) if para.mrn in held else []
            for anchor in {para.anchor: None} | {p.anchor: None for p in named}:
                known[anchor] = _joined(known.get(anchor), cause_of(rule, para.key))
    return WithheldItems(
        phrases=phrases,
        paras=paras,
        cables={mrn: cause_of(rule, mrn) for rule in in_force for mrn in rule.cables},
        subjects={
            words: cause_of(rule, mrn)
            for rule in in_force
            for mrn in rule.cables
            if mrn in held and (words := phrase(held[mrn].cable.header.subject or ""))
        },
    )


def _joined(first: Cause | None, cause: Cause) -> Cause:
    """The first cause, for the items of both."""
    if first is None:
        return cause
    return replace(first, items=tuple(dict.fromkeys((*first.items, *cause.items))))


def _of_patterns(rule: Rule, sought: Sequence[SearchResults]) -> Iterator[tuple[str, str, bool]]:
    for pattern in rule.patterns:
        for by_item in sought:
            for find in by_item.get((rule.id, pattern), ()):
                yield pattern, find.text, False


def _of_rule(rule: Rule, held: Mapping[Mrn, StoredCable]) -> Iterator[tuple[str, str, bool]]:
    """The items of a rule with the words that they withhold wherever they stand."""
    for words in rule.passages:
        yield words, words, False
    for words in rule.names:
        for order in _orders(words):
            yield words, order, True
    for name in rule.paras:
        if name.mrn in held:
            for sentence in _sentences(_named(rule, name, held[name.mrn].cable)):
                yield name.key, sentence, False
    for mrn in rule.cables:
        if mrn in held:
            cable = held[mrn].cable
            subject = cable.header.subject or ""
            long = len(phrase(subject)) >= SHORTEST_SUBJECT
            for text in (*_sentences(cable.paras), *([subject] if long else [])):
                yield mrn, text, False


def _orders(name: str) -> Iterator[str]:
    """A name with its parts in each order that a list writes: `Villa, Daniel Bricio`."""
    parts = name.split()
    for first in range(len(parts)):
        yield " ".join([*parts[first:], *parts[:first]])


def _named(rule: Rule, name: ParaName, cable: Cable) -> list[Para]:
    """The para that a rule names; none where it may miss."""
    found = _with_number(name, cable)
    if not found and name.key not in rule.may_miss:
        raise ReftelError(
            f"content/curated/redactions.yml:{rule.lines.get(name.key, 1)}: the rule '{rule.id}' "
            f"names the para {name.anchor} of {cable.id}, which this cable does not have: nothing "
            "would be withheld. Mend the number."
        )
    return found


def _with_number(name: ParaName, cable: Cable) -> list[Para]:
    """The para of that name, and those further on in which its number stands again."""
    first = next((para for para in cable.paras if para.anchor == name.anchor), None)
    if first is None or first.number is None:
        return [first] if first is not None else []
    again = re.compile(rf"{re.escape(name.anchor)}-\d+")
    return [
        para
        for para in cable.paras
        if para is first
        or (
            (para.number, para.letter) == (first.number, first.letter)
            and again.fullmatch(para.anchor)
        )
    ]


def _sentences(paras: Iterable[Para]) -> Iterator[str]:
    """The sentences long enough to be told from common phrases."""
    for para in paras:
        for sentence in _SENTENCE.split(para.text):
            if len(phrase(sentence)) > LONGEST_COMMON:
                yield sentence
