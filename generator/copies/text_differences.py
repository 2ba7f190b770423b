"""The differences between the words of two copies, as ranges of words."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace

from generator.copies.alignment import CommonRun, Region, Run, align, between, runs
from generator.copies.copy_words import GAP, NOTICE, CopyText
from generator.copies.damage_kinds import vocabulary, word_kind
from generator.copies.gap_edges import gap_parts, settled
from generator.model import Gap
from generator.model.compared_copies import DifferenceKind, Side
from generator.model.releases import GapKind

SHORTEST_RELEASE = 3
"""Words beside a gap of both copies that count as a part of it that one copy shows."""

SHORTEST_STRIKE = 4
"""The letters `X` that strike words out, if another copy has words in their place."""

MIN_SHARED = 0.25
"""The part of the words of the shorter text that both copies of one telegram must have."""

SHORT_TEXT = 20
"""Two texts are not told apart if one has fewer words."""

MOST_WORDS_A_LINE = 25
"""No line of a telegram has more words."""

_NUMBER = re.compile(r"\d{1,3}")


@dataclass(frozen=True, slots=True)
class WordRange:
    """A range of words of both copies, and how they differ there."""

    region: Region
    kind: DifferenceKind | None
    """None where the copies agree, or where this edition withholds words of one of them."""
    side: Side | None = None
    """The copy that withholds or lacks the words; None if both have words."""
    gap: Gap | None = None
    """The gap that the words fill; None without one."""
    is_sure: bool = True
    """False if it is uncertain which words a gap replaces."""
    is_hidden: bool = False
    """True if words of the other copy must not be shown: the main copy withholds them here."""


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two copies, and their words as they are compared."""

    main: CopyText
    other: CopyText
    first: Sequence[str]
    second: Sequence[str]
    known: Container[str]
    """The words that occur several times."""
    guarded: Container[Run]
    """The runs of words of those pieces of the main copy from which this edition withholds."""

    @property
    def swapped(self) -> _Pair:
        return _Pair(self.other, self.main, self.second, self.first, self.known, frozenset())


def word_ranges(main: CopyText, other: CopyText) -> tuple[WordRange, ...]:
    """All words of both copies in order, as ranges that are equal or that differ."""
    first, second = main.folded, other.folded
    known, guarded = vocabulary(first, second), frozenset(_guarded_runs(main, first))
    pair = _Pair(main, other, first, second, known, guarded)
    matches = settled(align(first, second), first, second)
    return tuple(_ranges(pair, Region(0, len(first), 0, len(second)), matches))


def _guarded_runs(text: CopyText, words: Sequence[str]) -> Iterator[Run]:
    pieces = {word.piece for word in text.words if word.folded[0] == NOTICE}
    if pieces:
        for index, run in enumerate(runs(words)):
            if text.words[index].piece in pieces:
                yield run


def _ranges(pair: _Pair, whole: Region, matches: Sequence[CommonRun]) -> Iterator[WordRange]:
    """The matches within a region, and the differences between them."""
    before = CommonRun(whole.start, whole.other_start, 0)
    for match in (*matches, CommonRun(whole.end, whole.other_end, 0)):
        region = between(before, match)
        if region.length:
            yield from _differences(pair, region)
        if match.length:
            end = (match.first + match.length, match.second + match.length)
            yield WordRange(Region(match.first, end[0], match.second, end[1]), None)
        before = match


def is_same_telegram(main: CopyText, other: CopyText) -> bool:
    """Whether two files with one number have the same text: False if they share few words."""
    first, second = main.folded, other.folded
    shorter = min(len(first), len(second))
    shared = sum(match.length for match in align(first, second))
    return shorter < SHORT_TEXT or shared >= MIN_SHARED * shorter


def _differences(pair: _Pair, region: Region) -> Iterator[WordRange]:
    first = pair.first[region.start : region.end]
    second = pair.second[region.other_start : region.other_end]
    if _is_withheld_here(first, second):
        yield WordRange(region, None, is_hidden=True)
    elif not first:
        yield from _one_sided(pair, region)
    elif not second:
        yield from map(_swapped, _one_sided(pair.swapped, _turned(region)))
    elif GAP in first and GAP not in second:
        yield from _around_gaps(pair, region)
    elif GAP in second and GAP not in first:
        yield from map(_swapped, _around_gaps(pair.swapped, _turned(region)))
    elif _is_struck(first) != _is_struck(second):
        side = Side.MAIN if _is_struck(first) else Side.OTHER
        yield WordRange(region, DifferenceKind.WITHHELD, side, is_sure=False)
    else:
        yield WordRange(region, word_kind(first, second, pair.known))


def _is_struck(words: Sequence[str]) -> bool:
    """Whether words consist of `X` only: too few to be a gap where no other copy shows the words.

    `XXXX`, `X X X X`
    """
    letters = "".join(words)
    return len(letters) >= SHORTEST_STRIKE and not letters.strip("x")


def _is_withheld_here(first: Sequence[str], second: Sequence[str]) -> bool:
    """Whether this edition withholds words of one copy where the other has words.

    These may be the same words in a spelling that no rule names.
    """
    return any(
        any(word[0] == NOTICE for word in one) and any(word[0] not in (NOTICE, GAP) for word in two)
        for one, two in ((first, second), (second, first))
    )


def _around_gaps(pair: _Pair, region: Region) -> Iterator[WordRange]:
    """The parts of a region in which the main copy has gaps and the other has words."""
    parts = gap_parts(region, pair.first, pair.second)
    if parts is None:
        gaps = (word.gap for word in pair.main.words[region.start : region.end])
        gap = next(gap for gap in gaps if gap is not None)
        yield WordRange(region, _gap_kind(gap), Side.MAIN, gap, is_sure=False)
        return
    for part in parts:
        if part.is_gap:
            yield _filled(part.region, pair.main.words[part.region.start].gap)
        else:
            yield from _ranges(pair, part.region, _aligned_again(pair, part.region))


def _aligned_again(pair: _Pair, region: Region) -> list[CommonRun]:
    """The matches within a region beside a gap."""
    words = pair.first[region.start : region.end]
    others = pair.second[region.other_start : region.other_end]
    return [
        CommonRun(region.start + match.first, region.other_start + match.second, match.length)
        for match in align(words, others)
    ]


def _filled(region: Region, gap: Gap | None) -> WordRange:
    """A gap of the main copy, and the words in its place."""
    is_sure = gap is not None and _fits(gap, region.other_end - region.other_start)
    return WordRange(region, _gap_kind(gap), Side.MAIN, gap, is_sure=is_sure)


def _gap_kind(gap: Gap | None) -> DifferenceKind:
    """What a gap says of the words in its place: an editor may have left them out."""
    is_omitted = gap is not None and gap.kind is GapKind.OMITTED
    return DifferenceKind.MISSING if is_omitted else DifferenceKind.WITHHELD


def _one_sided(pair: _Pair, region: Region) -> Iterator[WordRange]:
    """Words and gaps that only the other copy has.

    They are hidden if they are from a piece of the main copy from which this edition withholds: the
    other copy has it at another place, perhaps with a name in another spelling.
    """
    words = pair.second[region.other_start : region.other_end]
    if any(run in pair.guarded for run in runs(words)):
        yield WordRange(region, None, is_hidden=True)
        return
    begin = region.other_start
    beside = _gap_beside(pair, region)
    is_part = beside is not None and region.length >= SHORTEST_RELEASE
    for index in range(region.other_start, region.other_end + 1):
        is_gap = index < region.other_end and pair.second[index] == GAP
        if index < region.other_end and not is_gap:
            continue
        part = Region(region.start, region.start, begin, index)
        if part.length and is_part:
            yield WordRange(part, _gap_kind(beside), Side.MAIN, beside)
        elif part.length:
            yield WordRange(part, DifferenceKind.MISSING, Side.MAIN)
        if is_gap:
            gap = pair.other.words[index].gap
            place = Region(region.start, region.start, index, index + 1)
            yield WordRange(place, _gap_kind(gap), Side.OTHER, gap)
        begin = index + 1


def _gap_beside(pair: _Pair, region: Region) -> Gap | None:
    """The gap of both copies beside words that only the other has: it is smaller there.

    None if both gaps have the same extent according to the publisher.
    """
    places = ((region.start - 1, region.other_start - 1), (region.start, region.other_end))
    for first, second in places:
        if not (0 <= first < len(pair.first) and 0 <= second < len(pair.second)):
            continue
        gap, other = pair.main.words[first].gap, pair.other.words[second].gap
        if gap is None or other is None:
            continue
        if gap.extent is None or gap.extent != other.extent:
            return gap
    return None


def _fits(gap: Gap, words: int) -> bool:
    """Whether the extent of a gap, where it is given in lines, allows so many words.

    `2 lines`, `3-1/2 lines`, `less than 1 line`: the highest figure counts.
    """
    extent = gap.extent or ""
    numbers = [int(number) for number in _NUMBER.findall(extent)]
    if not numbers or not extent.rstrip("s").endswith("line"):
        return True
    return words <= MOST_WORDS_A_LINE * (max(numbers) + 1)


def _turned(region: Region) -> Region:
    return Region(region.other_start, region.other_end, region.start, region.end)


def _swapped(one: WordRange) -> WordRange:
    """A range with both copies exchanged."""
    sides = {Side.MAIN: Side.OTHER, Side.OTHER: Side.MAIN}
    side = sides[one.side] if one.side is not None else None
    return replace(one, region=_turned(one.region), side=side)
