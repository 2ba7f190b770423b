"""Checks every quotation of a text, as `quotation-check.js` does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from generator.quotations.fingerprints import RUN, chosen, fingerprints
from generator.quotations.quotation_check import (
    Judgement,
    QuotableCable,
    QuotationIndex,
    judge,
)
from generator.quotations.quotation_words import clean, without_accents, words_of
from generator.quotations.quoted_passages import (
    MOST_CHARACTERS,
    PassageKind,
    QuotedPassage,
    is_long_enough,
    other_text,
    quoted_passages,
)

LONG_RUN = 10
"""Words in a row that make a passage a quotation although nothing marks it."""

MOST_GAP = 3
"""Words between two runs from one cable that are joined to one passage."""

MOST_RUN_CABLES = 6
"""Cables in which the runs of one paragraph are looked for."""

RUN_LOOKUPS = 4
"""Of so many fingerprints in a row one is looked up: two of a long run."""

RARE = 64
"""Cables with a fingerprint that makes a long run likely, if two of one cable are there."""


class CheckedPassage(NamedTuple):
    """A passage and its judgement."""

    passage: QuotedPassage
    judgement: Judgement


class CheckedText(NamedTuple):
    """The judgements of a text."""

    text: str
    """The text that was checked, to which the offsets of passages refer."""
    passages: tuple[CheckedPassage, ...]
    short: int
    """The number of words and names in quotation marks, which are not checked."""
    is_cut: bool
    """Whether the text goes on: only its beginning was checked."""


def check_text(raw: str, index: QuotationIndex, named: Sequence[int] = ()) -> CheckedText:
    """The judgement of every quotation in a text; `named` are cables whose numbers are in it."""
    text = clean(raw[:MOST_CHARACTERS])
    marked = quoted_passages(text)
    passages = [passage for passage in marked if is_long_enough(text, passage)]
    judged = {p: judge(text[p.start : p.end], index, named) for p in passages}
    for start, end in other_text(text, marked):
        for run, cable in unmarked_runs(text, start, end, index):
            judged[run] = judge(text[run.start : run.end], index, [cable])
    checked = sorted(judged.items(), key=lambda item: item[0].start)
    return CheckedText(
        text,
        tuple(CheckedPassage(*item) for item in checked),
        len(marked) - len(passages),
        len(raw) > MOST_CHARACTERS,
    )


class _Run(NamedTuple):
    """Words of a text that a cable has in the same order."""

    first: int
    """Index of the first word in the text."""
    last: int
    """Index after the last word."""
    cable: int
    place: int
    """Index of the first word in the cable."""


def unmarked_runs(
    text: str, start: int, end: int, index: QuotationIndex
) -> Iterator[tuple[QuotedPassage, int]]:
    """The long runs of words that a cable has too, within a part of a text; and the cable."""
    words = words_of(text[start:end])
    if len(words) < LONG_RUN:
        return
    keys = [without_accents(word.key) for word in words]
    prints = fingerprints(keys)
    cables = _run_cables([prints[at] for at in chosen(prints, RUN_LOOKUPS)], index)
    runs = _merged(list(_longest_runs(keys, {c: index.cable(c) for c in cables})))
    for run in runs:
        yield (
            QuotedPassage(
                PassageKind.RUN, start + words[run.first].start, start + words[run.last - 1].end
            ),
            run.cable,
        )


def _run_cables(prints: Sequence[int], index: QuotationIndex) -> list[int]:
    """The cables that have two rare fingerprints or more, those with most first."""
    hits: Counter[int] = Counter()
    for fingerprint in dict.fromkeys(prints):
        total, cables = index.postings(fingerprint)
        if total <= RARE:
            hits.update(cables)
    likely = [cable for cable, count in hits.items() if count > 1]
    return sorted(likely, key=lambda cable: (-hits[cable], cable))[:MOST_RUN_CABLES]


def _longest_runs(keys: Sequence[str], cables: dict[int, QuotableCable]) -> Iterator[_Run]:
    at = 0
    while at + LONG_RUN <= len(keys):
        length, place, number = 0, 0, 0
        for candidate, cable in cables.items():
            for begin in cable.places.get(tuple(keys[at : at + RUN]), ()):
                common = _common_length(keys, at, cable, begin)
                if common > length:
                    length, place, number = common, begin, candidate
        if length >= LONG_RUN:
            yield _Run(at, at + length, number, place)
            at += length
        else:
            at += 1


def _common_length(keys: Sequence[str], at: int, cable: QuotableCable, begin: int) -> int:
    length = 0
    for key, word in zip(keys[at:], cable.words[begin:], strict=False):
        if without_accents(word.key) != key:
            break
        length += 1
    return length


def _merged(runs: Sequence[_Run]) -> list[_Run]:
    """The runs, with those of one cable joined that follow each other in text and cable."""
    merged: list[_Run] = []
    for run in runs:
        last = merged[-1] if merged else None
        if last is not None and last.cable == run.cable and run.first - last.last <= MOST_GAP:
            between = run.place - (last.place + last.last - last.first)
            if 0 <= between <= MOST_GAP:
                merged[-1] = last._replace(last=run.last)
                continue
        merged.append(run)
    return merged
