"""Compares the copies of one cable: from parsed cables to their differences, para by para."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from generator.copies.alignment import Region
from generator.copies.copy_words import CopyText, copy_text, count_gaps, count_words, gap_text
from generator.copies.header_differences import header_differences
from generator.copies.text_differences import WordRange, word_ranges
from generator.model import Cable, Mrn
from generator.model.compared_copies import (
    AlignedPara,
    ComparedCopies,
    CopyComparison,
    CopyFacts,
    CopyNote,
    CopySegment,
    DifferenceKind,
    ReleasedPassage,
    Side,
)

INTACT = frozenset({None, DifferenceKind.DAMAGE, DifferenceKind.TYPING})
"""Kinds of ranges in which a copy shows the words of the main copy."""


@dataclass(frozen=True, slots=True)
class CableCopy:
    """A copy of a cable, as an edition shows it."""

    name: str
    """The name of its file, as the edition shows it."""
    cable: Cable
    note: CopyNote
    line: int | None = None
    """The first source line of an earlier copy within the file; None for the file's message."""


@dataclass(frozen=True, slots=True)
class _Compared:
    """Another copy and its words beside those of the main copy."""

    facts: CopyFacts
    cable: Cable
    text: CopyText
    ranges: tuple[WordRange, ...]
    intact: Sequence[int]
    """How many words before each word of the main copy it shows, and of all words."""

    def shows(self, start: int, end: int) -> bool:
        """Whether it has all words of the main copy from `start` up to `end`."""
        return self.intact[end] - self.intact[start] == end - start


def compare_copies(main: CableCopy, others: Sequence[CableCopy]) -> ComparedCopies:
    """The main copy beside each of the others, in their order."""
    text, facts = copy_text(main.cable), copy_facts(main)
    compared = []
    for other in others:
        other_text = copy_text(other.cable)
        ranges = word_ranges(text, other_text)
        intact = _intact(ranges, len(text.words))
        compared.append(_Compared(copy_facts(other), other.cable, other_text, ranges, intact))
    return ComparedCopies(
        main=facts,
        comparisons=tuple(
            CopyComparison(
                other=one.facts,
                header=tuple(header_differences(main.cable, one.cable)),
                paras=tuple(_aligned_paras(text, one, facts, compared)),
            )
            for one in compared
        ),
    )


def _intact(ranges: Sequence[WordRange], words: int) -> list[int]:
    shown = bytearray(words)
    for one in ranges:
        if one.kind in INTACT and not one.is_hidden:
            start, end = one.region.start, one.region.end
            shown[start:end] = b"\1" * (end - start)
    return list(accumulate(shown, initial=0))


def copy_facts(copy: CableCopy) -> CopyFacts:
    """What is known of a copy. An earlier copy within a file has no date of its own."""
    dates = [mark.date for mark in copy.cable.release_marks if mark.date is not None]
    own = copy.note.date or max(dates, default=None)
    return CopyFacts(
        name=copy.name,
        line=copy.line,
        publisher=copy.note.publisher,
        date=own if copy.line is None else None,
        rendering=copy.cable.rendering,
        numbers=copy.cable.archive_numbers if copy.line is None else (),
        words=count_words(copy.cable),
        gaps=count_gaps(copy.cable),
    )


def released_passages(mrn: Mrn, compared: ComparedCopies) -> Iterator[ReleasedPassage]:
    """The passages that a later copy shows, in the order of comparisons and paras."""
    for number, comparison in enumerate(compared.comparisons):
        for para in comparison.paras:
            for one in para.differences:
                if one.released is not None:
                    yield ReleasedPassage(
                        mrn=mrn,
                        copy=number,
                        anchor=para.anchor,
                        para=para.name,
                        words=one.main if one.side is Side.OTHER else one.other,
                        codes=one.codes,
                        date=one.released,
                    )


def other_words(compared: ComparedCopies) -> Iterator[str]:
    """The passages that the main copy withholds or lacks and another copy shows."""
    for comparison in compared.comparisons:
        for para in comparison.paras:
            yield from (d.other for d in para.differences if d.side is Side.MAIN and d.other)


def _released(
    one: WordRange, compared: _Compared, main: CopyFacts, others: Sequence[_Compared]
) -> datetime.date | None:
    """The day of the first copy that shows what an earlier one withholds; None if none does.

    The words must be sure, and both copies dated.
    """
    region = one.region
    if one.kind is not DifferenceKind.WITHHELD or not one.is_sure:
        return None
    if one.side is Side.MAIN:
        withheld, shown = main.date, [compared.facts.date] * (region.other_end > region.other_start)
    else:
        withheld, shown = compared.facts.date, [main.date] * (region.end > region.start)
        shown += [o.facts.date for o in others if shown and o.shows(region.start, region.end)]
    later = [day for day in shown if day is not None and withheld is not None and day > withheld]
    return min(later, default=None)


def _aligned_paras(
    main: CopyText, compared: _Compared, facts: CopyFacts, others: Sequence[_Compared]
) -> Iterator[AlignedPara]:
    """Each para of the main copy with its segments."""
    segments: dict[int, list[CopySegment]] = {}
    for one in compared.ranges:
        released = _released(one, compared, facts, others)
        for piece, region in _by_piece(one, main):
            segment = _segment(one, region, main, compared.text, released)
            segments.setdefault(piece, []).append(segment)
    for index in sorted(segments):
        beside = main.pieces[index] if main.pieces else None
        yield AlignedPara(
            anchor=beside.anchor if beside else None,
            name=beside.name if beside else "",
            segments=tuple(segments[index]),
        )


def _by_piece(one: WordRange, main: CopyText) -> Iterator[tuple[int, Region]]:
    """A range in parts, each within one piece of the main copy.

    Where the copies differ, all words of the other copy are in the first part. Words that only the
    other copy has follow the piece before them.
    """
    region = one.region
    if region.start == region.end:
        yield (main.words[region.start - 1].piece if region.start else 0), region
        return
    start, other_start = region.start, region.other_start
    while start < region.end:
        piece = main.words[start].piece
        end = start + 1
        while end < region.end and main.words[end].piece == piece:
            end += 1
        other_end = other_start + end - start if _is_equal(one) else region.other_end
        yield piece, Region(start, end, other_start, other_end)
        start, other_start = end, other_end


def _is_equal(one: WordRange) -> bool:
    size = one.region.end - one.region.start
    return (
        one.kind is None
        and not one.is_hidden
        and size == one.region.other_end - one.region.other_start
    )


def _segment(
    one: WordRange, region: Region, main: CopyText, other: CopyText, released: datetime.date | None
) -> CopySegment:
    words = main.text(region.start, region.end)
    others = other.text(region.other_start, region.other_end)
    gap = gap_text(one.gap) if one.gap is not None else ""
    if one.kind is None:
        others = words
    elif one.side is Side.MAIN:
        words = words or gap
    elif one.side is Side.OTHER:
        others = others or gap
    return CopySegment(
        main=words,
        other=others,
        kind=DifferenceKind.RELEASED if released is not None else one.kind,
        side=one.side,
        codes=one.gap.codes if one.gap is not None else (),
        released=released,
        main_line=main.line(region.start, region.end),
        other_line=other.line(region.other_start, region.other_end),
    )
