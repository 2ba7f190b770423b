"""The paras of one copy that hold the text of a para of another."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from generator.copies.alignment import Run, runs
from generator.copies.copy_words import CopyText
from generator.copies.text_differences import word_ranges
from generator.model import Anchor

AnchorPair = tuple[Anchor, Anchor]
"""A para of another copy, and the para of the main copy whose text it holds."""


def same_paras(
    main: CopyText, other: CopyText, anchors: Collection[Anchor]
) -> tuple[AnchorPair, ...]:
    """Each para of the other copy that may hold the text of one of the `anchors` of the main copy.

    Rules that withhold a para of the main copy apply to these paras, so rather a para too many: all
    with words that are aligned to it, that have its number, or that share a run of words with it
    which the main copy has only there.
    """
    pairs = {
        *_aligned(main, other, anchors),
        *_same_numbers(main, other),
        *_shared_runs(main, other),
    }
    return tuple(sorted((o, m) for o, m in pairs if o and m and m in anchors))


_Pair = tuple[Anchor | None, Anchor | None]


def _aligned(main: CopyText, other: CopyText, anchors: Collection[Anchor]) -> Iterator[_Pair]:
    for one in word_ranges(main, other):
        region = one.region
        places = _anchors(main, region.start, region.end)
        others = _anchors(other, region.other_start, region.other_end)
        if len(places) == len(others):
            yield from zip(others, places, strict=True)
        else:
            firsts = [m for m in dict.fromkeys(places) if m in anchors]
            yield from ((o, m) for o in dict.fromkeys(others) for m in firsts)


def _anchors(text: CopyText, start: int, end: int) -> list[Anchor | None]:
    return [text.pieces[word.piece].anchor for word in text.words[start:end]]


def _same_numbers(main: CopyText, other: CopyText) -> Iterator[_Pair]:
    names = {piece.anchor for piece in main.pieces}
    for piece in other.pieces:
        if piece.anchor in names and piece.name.startswith("¶"):
            yield piece.anchor, piece.anchor


def _shared_runs(main: CopyText, other: CopyText) -> Iterator[_Pair]:
    owners: dict[Run, set[Anchor | None]] = {}
    for run, anchor in _runs(main):
        owners.setdefault(run, set()).add(anchor)
    for run, anchor in _runs(other):
        holders = owners.get(run, set())
        if len(holders) == 1:
            yield anchor, next(iter(holders))


def _runs(text: CopyText) -> Iterator[tuple[Run, Anchor | None]]:
    for index, run in enumerate(runs(text.folded)):
        yield run, text.pieces[text.words[index].piece].anchor
