"""The left margin of a copy, and line ends that a copy doubled."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from generator.model import Fate
from generator.parse.lines import Line, LineAndFate

DOUBLED, MIN_PARTED = 0.9, 0.1
"""Shares of lines with a blank one below, and with more, by which doubled line ends show."""

MIN_WRAPPED, MAX_WIDTH = 20, 100
"""A text of at least so many lines, all at most so wide, has paragraphs of several lines."""


def without_margin(lines: Sequence[Line]) -> list[Line]:
    """The lines without the white space at the left that all of them have."""
    margin = MAX_WIDTH
    for line in lines:
        if not line.is_blank:
            margin = min(margin, len(line.text) - len(line.text.lstrip()))
        if margin == 0:
            return list(lines)
    return [line if line.is_blank else line.part(margin) for line in lines]


def undouble(lines: Sequence[Line], taken: list[LineAndFate]) -> list[Line]:
    """The lines without the blank one below each, where a copy doubled all line ends.

    Other blank lines, which part paragraphs, are left; the ones left out are added to `taken`.
    """
    present = [index for index, line in enumerate(lines) if not line.is_blank]
    runs = [b - a - 1 for a, b in pairwise(present)]
    is_parted = sum(run > 1 for run in runs) >= MIN_PARTED * len(runs)
    is_wrapped = len(runs) >= MIN_WRAPPED and all(len(x.text) <= MAX_WIDTH for x in lines)
    is_doubled = sum(map(bool, runs)) >= DOUBLED * len(runs) and (is_parted or is_wrapped)
    if not runs or not is_doubled:
        return list(lines)
    dropped = {index + 1 for index in present if index + 1 < len(lines)}
    taken.extend((lines[index], Fate.BLANK) for index in sorted(dropped) if lines[index].is_blank)
    return [x for i, x in enumerate(lines) if i not in dropped or not x.is_blank]
