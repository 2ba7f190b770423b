"""The phrases, paras and cables that an edition withholds, from rules and from search results.

Rules apply to all cables. A detector's hit is withheld wherever its words occur in the same cable,
but not in other cables.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

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
    CorrectionKind,
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
from generator.parse import header_patterns

LONGEST_COMMON = 9
"""The most words of a sentence that may occur elsewhere by chance: it is only withheld in place."""

SHORTEST_SUBJECT = 4
"""The fewest words of a withheld cable's subject for it to be withheld elsewhere: not `VISIT`."""

_SENTENCE = re.compile(r"(?<=[.!?;:])\s+|\n+")

_CODED = frozenset({Fate.HEADER, Fate.PAGE, Fate.RULE, Fate.CAPTION, Fate.RECORD})
"""Lines of numbers and codes, in which telephone numbers are found by chance only."""


def cause_of(rule: Rule, item: str, *, is_name: bool = False) -> Cause:
    """The cause for an item of a rule."""
    return Cause(
        rule=rule.id, kind=rule.kind, reason=rule.reason, items=((rule.id, item),), is_name=is_name
    )


def cause_of_detector(detector: Detector) -> Cause:
    """The cause for a detector."""
    return Cause(rule=detector.rule, kind=detector.value, reason=Reason.PRIVACY, is_detected=True)


STRUCK_OUT = Cause(rule=STRUCK_OUT_RULE, kind="passage", reason=Reason.REQUEST, is_detected=True)
"""The cause for passages that one copy of a cable strikes out and an earlier copy shows."""


@dataclass(frozen=True, slots=True)
class SearchHit:
    """A hit of a pattern or detector in one cable."""

    pieces: tuple[Piece, ...]
    """The source characters behind it."""
    text: str
    """Its words."""


SearchResults = Mapping[tuple[str, str], tuple[SearchHit, ...]]
"""The hits of patterns and detectors in one cable, by rule and item. The item is the pattern; it is
empty for a detector."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WithheldItems:
    """Everything that an edition withholds."""

    phrases: Mapping[tuple[str, ...], Cause]
    """Phrases withheld wherever they occur, each with its first cause in the order of rules."""
    paras: Mapping[Mrn, Mapping[Anchor, Cause]]
    """Whole paras, by cable."""
    cables: Mapping[Mrn, Cause]
    """Whole cables."""
    subjects: Mapping[tuple[str, ...], Cause]
    """The words of these cables' subjects, which are withheld from REF lines of other cables."""

    @property
    def digest(self) -> Digest:
        """A digest of everything that is withheld from cables that are shown."""
        return digest_of(([*self.phrases.items()], [*self.paras.items()], [*self.subjects.items()]))

    @property
    def secrets(self) -> tuple[Secret, ...]:
        """The phrases, for the leak check of the finished site."""
        return tuple(Secret(words=words, rule=cause.rule) for words, cause in self.phrases.items())


def rules_of(edition: Edition, rules: Sequence[Rule]) -> tuple[Rule, ...]:
    """The rules in force in an edition. Raises `ReftelError` if it names an unknown rule."""
    if edition.rules is None:
        return tuple(rules)
    by_id = {rule.id: rule for rule in rules}
    missing = [name for name in edition.rules if name not in by_id]
    if missing:
        raise ReftelError(
            f"mkdocs.yml: the edition '{edition.name}' names the rule '{missing[0]}', but "
            "content/curated/redactions.yml has no such rule: add it there or correct the name."
        )
    return tuple(by_id[name] for name in edition.rules)


def search_source(
    readings: Sequence[SourceReading],
    cable: Cable | None,
    rules: Sequence[Rule],
    detectors: Sequence[Detector],
) -> SearchResults:
    """The hits of the patterns of `rules`, and of `detectors`, in the readings of a cable."""
    hits: dict[tuple[str, str], tuple[SearchHit, ...]] = {}
    for rule in rules:
        for pattern in rule.patterns:
            hits[rule.id, pattern] = _distinct_hits(readings, partial(pattern_spans, pattern))
    regions = countries(cable) if cable is not None else ("US",)
    source = SourceText(readings[0].text)
    for detector in detectors:
        coded = _coded_lines(cable) if detector is Detector.TELEPHONE else frozenset()
        hits[detector.rule, ""] = tuple(
            hit
            for hit in _distinct_hits(readings, partial(detect, detector, regions=regions))
            if source.line_at(hit.pieces[0][0]) not in coded
        )
    return {key: places for key, places in hits.items() if places}


def _distinct_hits(
    readings: Sequence[SourceReading], search: Callable[[str], Iterable[Piece]]
) -> tuple[SearchHit, ...]:
    """What `search` finds in the readings, each place of the source once."""
    hits = (
        SearchHit(tuple(reading.pieces(start, end)), reading.text[start:end])
        for reading in readings
        for start, end in search(reading.text)
    )
    return tuple({hit.pieces: hit for hit in hits if hit.pieces}.values())


def pattern_spans(pattern: str, text: str) -> Iterator[Piece]:
    """The spans that a pattern matches, each widened to whole words."""
    for start, end in find_spans(compile_pattern(pattern), text):
        yield widened(text, start, end)


def _coded_lines(cable: Cable | None) -> frozenset[int]:
    """The numbers of lines of codes, without the lines that name who classified the cable."""
    if cable is None:
        return frozenset()
    return frozenset(
        line.number
        for line in cable.lines
        if not _CODED.isdisjoint(line.fates)
        and not header_patterns.CLASSIFIED_BY.match(line.text)
        and not header_patterns.SUBJECT.match(line.text)
    )


def collect_withheld(
    edition: Edition,
    rules: Sequence[Rule],
    cables: Mapping[Mrn, StoredCable],
    results: Sequence[SearchResults],
) -> WithheldItems:
    """What `edition` withholds by `rules`; `results` are the search results of all cables.

    Raises `ReftelError` if a rule names a para that its cable does not have.
    """
    phrases: dict[tuple[str, ...], Cause] = {}
    in_force = rules_of(edition, rules)
    for rule in in_force:
        for item, text, is_name in (*_rule_texts(rule, cables), *_pattern_texts(rule, results)):
            cause = cause_of(rule, item, is_name=is_name)
            for words in spellings(text):
                phrases[words] = _joined(phrases.get(words), cause)
    paras: dict[Mrn, dict[Anchor, Cause]] = {}
    for rule in in_force:
        for para in rule.paras:
            causes = paras.setdefault(para.mrn, {})
            named = _paras_with_number(para, cables[para.mrn].cable) if para.mrn in cables else []
            for anchor in {para.anchor: None} | {p.anchor: None for p in named}:
                causes[anchor] = _joined(causes.get(anchor), cause_of(rule, para.key))
    return WithheldItems(
        phrases=phrases,
        paras=paras,
        cables={mrn: cause_of(rule, mrn) for rule in in_force for mrn in rule.cables},
        subjects={
            words: cause_of(rule, mrn)
            for rule in in_force
            for mrn in rule.cables
            if mrn in cables
            for subject in _subjects(cables[mrn].cable)
            if (words := phrase(subject))
        },
    )


def _joined(first: Cause | None, cause: Cause) -> Cause:
    """The first cause, with the items of both."""
    if first is None:
        return cause
    return replace(first, items=tuple(dict.fromkeys((*first.items, *cause.items))))


def _pattern_texts(rule: Rule, results: Sequence[SearchResults]) -> Iterator[tuple[str, str, bool]]:
    """The patterns of a rule, each with a text that it matches, in the form of `_rule_texts`."""
    for pattern in rule.patterns:
        for by_item in results:
            for hit in by_item.get((rule.id, pattern), ()):
                yield pattern, hit.text, False


def _rule_texts(rule: Rule, cables: Mapping[Mrn, StoredCable]) -> Iterator[tuple[str, str, bool]]:
    """The items of a rule, a text that each withholds everywhere, and whether it is a name."""
    for words in rule.passages:
        yield words, words, False
    for words in rule.names:
        for order in _name_orders(words):
            yield words, order, True
    for name in rule.paras:
        if name.mrn in cables:
            for sentence in _sentences(_named_paras(rule, name, cables[name.mrn].cable)):
                yield name.key, sentence, False
    for mrn in rule.cables:
        if mrn in cables:
            cable = cables[mrn].cable
            long = [s for s in _subjects(cable) if len(phrase(s)) >= SHORTEST_SUBJECT]
            for text in (*_sentences(cable.paras), *long):
                yield mrn, text, False


def _subjects(cable: Cable) -> Iterator[str]:
    """The subject of a cable, and the one that an editor corrected."""
    if cable.header.subject:
        yield cable.header.subject
    yield from (c.before for c in cable.corrections if c.kind is CorrectionKind.SUBJECT)


def _name_orders(name: str) -> Iterator[str]:
    """A name in each order in which lists write it: `Villa, Daniel Bricio`."""
    parts = name.split()
    for first in range(len(parts)):
        yield " ".join([*parts[first:], *parts[:first]])


def _named_paras(rule: Rule, name: ParaName, cable: Cable) -> list[Para]:
    """The paras that a rule names; none only if it may miss."""
    paras = _paras_with_number(name, cable)
    if not paras and name.key not in rule.may_miss:
        raise ReftelError(
            f"content/curated/redactions.yml:{rule.lines.get(name.key, 1)}: the rule '{rule.id}' "
            f"names the para {name.anchor} of {cable.id}, but this cable has no such para, so "
            "nothing would be withheld: correct the number."
        )
    return paras


def _paras_with_number(name: ParaName, cable: Cable) -> list[Para]:
    """The para of that name, and later ones that repeat its number."""
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
    """The sentences that are too long to occur elsewhere by chance."""
    for para in paras:
        for sentence in _SENTENCE.split(para.text):
            if len(phrase(sentence)) > LONGEST_COMMON:
                yield sentence
