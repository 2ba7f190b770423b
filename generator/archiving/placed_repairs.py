"""The places of repairs in the reading text, where they are certain."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from generator.model import Anchor, Cable, Para, Repair
from generator.render.views import shared_lines


class PlacedRepair(NamedTuple):
    """A repair and the words of a block that it made."""

    block: int
    """Index of the block in its para, from 0."""
    start: int
    """Offset of the first repaired character in the block's text."""
    end: int
    """Offset after the last one."""
    repair: Repair


LINE_END = " / "
"""Stands for the end of a line in a repair's text before."""


def placed_repairs(cable: Cable) -> Mapping[Anchor, Sequence[PlacedRepair]]:
    """The repairs whose place in the text is certain, by para.

    A repair is known by its line. Where its words are in the text of the para just as often as
    repairs of the para's lines made them (`Attach?` → `Attaché`, once each), each is in its place.
    A repair has none if its line belongs to two paras, or if it only takes something away.
    """
    shared = shared_lines(cable)
    placed = {}
    for para in cable.paras:
        lines = range(para.span.line, para.span.end_line + 1)
        repairs = [r for r in cable.repairs if r.line in lines and r.line not in shared]
        placed[para.anchor] = sorted(_in_para(para, filter(_changes_words, repairs)))
    return placed


def _changes_words(repair: Repair) -> bool:
    """Whether a repair puts words in place of others, which are not only joined from two lines."""
    before = repair.before.replace(LINE_END, " ")
    return bool(before.strip() and repair.after.strip()) and before != repair.after


def _in_para(para: Para, repairs: Iterator[Repair]) -> Iterator[PlacedRepair]:
    by_words: dict[str, list[Repair]] = defaultdict(list)
    for repair in repairs:
        by_words[repair.after].append(repair)
    for words, same in by_words.items():
        places = list(_places(para, words))
        if len(places) == len(same):
            for (block, start, end), repair in zip(places, same, strict=True):
                yield PlacedRepair(block, start, end, repair)


def _places(para: Para, words: str) -> Iterator[tuple[int, int, int]]:
    """Block and offsets of each occurrence of these words; a part of a longer word is none."""
    front = r"(?<!\w)" if words[0].isalnum() else ""
    rest = r"(?!\w)" if words[-1].isalnum() else ""
    pattern = re.compile(front + re.escape(words) + rest)
    for index, block in enumerate(para.blocks):
        for match in pattern.finditer(block.text):
            yield index, match.start(), match.end()
