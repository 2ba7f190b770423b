"""Judges quotations: exact, altered, absent or withheld, as `quotation-check.js` does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple, Protocol

from generator.quotations.fingerprint_files import MOST_LISTED, Postings
from generator.quotations.fingerprints import RUN, chosen, fingerprints
from generator.quotations.likely_places import RunPlaces, likely_places, parts_of
from generator.quotations.quotable_text import PieceKind
from generator.quotations.quotation_alignment import WORD_COST, CableWord, Step, StepKind, align
from generator.quotations.quotation_reading import Reading, readings


class QuotationVerdict(StrEnum):
    """The verdict on a quotation; the first that holds for a cable counts."""

    EXACT = "exact"
    """The words and numbers are those of the cable, in order; "..." may leave words out."""
    WITHHELD = "withheld"
    """It matches up to a place where something is withheld: the rest cannot be answered."""
    ALTERED = "altered"
    """Some of its words are others than those of the cable."""
    UNDECIDED = "undecided"
    """It is too short, or its words are too common, to be looked up."""
    ABSENT = "absent"
    """No cable has its words, as this edition shows them."""


class QuotableCable(NamedTuple):
    """A cable with which quotations are compared."""

    words: Sequence[CableWord]
    places: RunPlaces


class QuotationIndex(Protocol):
    """The files of a site by which quotations are looked up."""

    def postings(self, fingerprint: int) -> Postings:
        """The cables with a fingerprint."""
        ...

    def cable(self, number: int) -> QuotableCable:
        """A cable by its index."""
        ...


class Judgement(NamedTuple):
    """The judgement of one quotation."""

    verdict: QuotationVerdict
    cost: int = 0
    """How far the words are from those of the cable: 10 for each word too many or too few. Of a
    withheld one, the number of words where something is withheld."""
    cable: int | None = None
    """The index of the cable; None if no cable has the words."""
    reading: Reading = ()
    """The words of the quotation to which the steps refer."""
    words: Sequence[CableWord] = ()
    """The words of the cable to which the steps refer."""
    steps: Sequence[Step] = ()
    covers: PieceKind | None = None
    """Who withholds something within it: this edition or the publisher; None if nobody does."""


FEW = 8
"""Of so many fingerprints in a row the first look-up takes one."""

MOST_CANDIDATES = 6
"""Cables with which a quotation is compared if none of the first has it word by word."""

FIRST_CANDIDATES = 2
"""Cables with which it is compared after the first look-up."""

MOST_WEIGHT = 16
"""Votes of a fingerprint in a single cable, with one more; twice as many cables give one less."""

ENOUGH_VOTES = 0.5
"""The votes that a candidate needs, as a share of those of the best."""

FEWEST_ALTERED = 5
"""Words of a quotation that may be altered; of fewer, too little would be left."""

AROUND = 4
"""Words that must be the same beside something withheld."""

_PLACES = {PieceKind.WITHHELD, PieceKind.GAP}
_CHANGES = {StepKind.REPLACED: 15, StepKind.ADDED: WORD_COST, StepKind.MISSING: WORD_COST}


def judge(text: str, index: QuotationIndex, named: Sequence[int] = ()) -> Judgement:
    """The judgement of a clean quotation. The cables `named` near it are looked at first.

    Most quotations need a few look-ups only; all of their fingerprints are looked up if these give
    no exact match.
    """
    possible = readings(text)
    parts = [parts_of(reading) for reading in possible]
    if not any(part for of_reading in parts for part in of_reading):
        return Judgement(QuotationVerdict.UNDECIDED)
    few = dict.fromkeys(p for part in parts[0] for p in _few_fingerprints(part))
    candidates = [*named, *candidate_cables(few, index)[:FIRST_CANDIDATES]]
    best = _best(possible, candidates, index)
    if best.verdict is QuotationVerdict.EXACT:
        return best
    every = dict.fromkeys(p for of in parts for part in of for p in fingerprints(part))
    others = [cable for cable in candidate_cables(every, index) if cable not in candidates]
    best = min(best, _best(possible, others, index), key=_rank)
    if best.verdict is QuotationVerdict.ABSENT:
        longest = max(len(part) for of_reading in parts for part in of_reading)
        common = sum(index.postings(fingerprint).total > MOST_LISTED for fingerprint in every)
        if longest < RUN or 2 * common >= len(every):
            return Judgement(QuotationVerdict.UNDECIDED)
    return best


def _few_fingerprints(part: Sequence[str]) -> list[int]:
    prints = fingerprints(part)
    return [prints[at] for at in chosen(prints, FEW)]


def candidate_cables(prints: Sequence[int] | dict[int, None], index: QuotationIndex) -> list[int]:
    """The likely cables with these fingerprints: those with many and rare ones first."""
    votes: Counter[int] = Counter()
    for fingerprint in prints:
        total, cables = index.postings(fingerprint)
        votes.update(dict.fromkeys(cables, max(1, MOST_WEIGHT - total.bit_length())))
    enough = ENOUGH_VOTES * max(votes.values(), default=0)
    likely = [cable for cable in votes if votes[cable] >= enough]
    return sorted(likely, key=lambda cable: (-votes[cable], cable))[:MOST_CANDIDATES]


def _best(possible: Sequence[Reading], cables: Sequence[int], index: QuotationIndex) -> Judgement:
    """The best judgement of the readings against cables; exact ends the search."""
    best = Judgement(QuotationVerdict.ABSENT)
    for number in cables:
        cable = index.cable(number)
        for reading in possible:
            best = min(best, judge_reading(reading, number, cable), key=_rank)
        if best.verdict is QuotationVerdict.EXACT:
            break
    return best


def _rank(judgement: Judgement) -> tuple[int, int]:
    return list(QuotationVerdict).index(judgement.verdict), judgement.cost


def judge_reading(reading: Reading, number: int, cable: QuotableCable) -> Judgement:
    """The judgement of one reading against one cable."""
    best = Judgement(QuotationVerdict.ABSENT)
    for place in likely_places(reading, len(cable.words), cable.places):
        words = cable.words[place.start : place.stop]
        steps = align(reading, words)
        verdict, cost, covers = _verdict(steps, words)
        if verdict is not QuotationVerdict.ABSENT:
            judged = Judgement(verdict, cost, number, reading, words, steps, covers)
            best = min(best, judged, key=_rank)
    return best


def _verdict(
    steps: Sequence[Step], words: Sequence[CableWord]
) -> tuple[QuotationVerdict, int, PieceKind | None]:
    """The verdict that steps lead to, their cost, and who withholds something among them."""
    covered: Counter[int] = Counter()
    same = longest = run = total = cost = 0
    for step in steps:
        cost += _CHANGES.get(step.kind, 0)
        total += len(step.quote) if step.kind is not StepKind.JUMP else 0
        run = run + len(step.quote) if step.kind is StepKind.SAME else 0
        same += len(step.quote) if step.kind is StepKind.SAME else 0
        longest = max(longest, run)
        place = step.cable.stop - 1
        if step.kind is StepKind.COVERED:
            covered[place] += 1
        elif step.kind is StepKind.PASSED and words[place].kind in _PLACES:
            covered[place] += 0
    open_words = sum(min(count, words[place].most_words) for place, count in covered.items())
    cost += WORD_COST * (sum(covered.values()) - open_words)
    covers = words[min(covered)].kind if covered else None
    if longest < min(RUN, total):
        return QuotationVerdict.ABSENT, cost, None
    if not cost and not covered:
        return QuotationVerdict.EXACT, 0, None
    if not cost:
        enough = same >= AROUND and 3 * same >= total
        return (
            (QuotationVerdict.WITHHELD if enough else QuotationVerdict.ABSENT),
            sum(covered.values()),
            covers,
        )
    if total >= FEWEST_ALTERED and 2 * cost <= WORD_COST * (total - open_words):
        return QuotationVerdict.ALTERED, cost, covers
    return QuotationVerdict.ABSENT, cost, None
