"""Aligns the words of two texts, in time that grows with their length.

Runs of words that occur once in each text are anchors; the longest chain of anchors in the order of
both texts is kept (patience diff). Between anchors, the longest common subsequence of the words is
found within windows of bounded size.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rapidfuzz.distance import LCSseq

RUN = 4
"""Words of an anchor: few enough that some survive between damaged words."""

WINDOW = 2000
"""Words of each text within which a common subsequence is looked for."""


Run = tuple[str, ...]
"""`RUN` words in a row."""


class CommonRun(NamedTuple):
    """A run of words that both texts have."""

    first: int
    """Index of its first word in the first text."""
    second: int
    """Index of its first word in the second text."""
    length: int


class Region(NamedTuple):
    """A stretch between matches: words from `start` up to `end` in each text."""

    start: int
    end: int
    other_start: int
    other_end: int

    @property
    def length(self) -> int:
        """The words of the longer side."""
        return max(self.end - self.start, self.other_end - self.other_start)


def align(first: Sequence[str], second: Sequence[str]) -> list[CommonRun]:
    """The runs of words that both texts have, in the order of both, as long as possible."""
    matches: list[CommonRun] = []
    ends = CommonRun(len(first), len(second), 0)
    position = (0, 0)
    for anchor in (*_anchors(first, second), ends):
        if anchor.first < position[0] or anchor.second < position[1]:
            anchor = _behind(anchor, position)
        start, end = (position[0], anchor.first), (position[1], anchor.second)
        for match in _in_segment(first[slice(*start)], second[slice(*end)]):
            _append(matches, CommonRun(start[0] + match.first, end[0] + match.second, match.length))
        _append(matches, anchor)
        position = (anchor.first + anchor.length, anchor.second + anchor.length)
    return matches


def between(before: CommonRun, after: CommonRun) -> Region:
    """What is between two matches."""
    return Region(
        before.first + before.length,
        after.first,
        before.second + before.length,
        after.second,
    )


def _append(matches: list[CommonRun], match: CommonRun) -> None:
    """Add a match; it joins the last one if it continues it."""
    if not match.length:
        return
    last = matches[-1] if matches else CommonRun(-1, -1, 0)
    if (last.first + last.length, last.second + last.length) == (match.first, match.second):
        matches[-1] = CommonRun(last.first, last.second, last.length + match.length)
    else:
        matches.append(match)


def _behind(anchor: CommonRun, position: tuple[int, int]) -> CommonRun:
    """The part of an anchor that an earlier one does not cover; anchors may overlap."""
    skip = max(position[0] - anchor.first, position[1] - anchor.second)
    return CommonRun(anchor.first + skip, anchor.second + skip, max(0, anchor.length - skip))


def _anchors(first: Sequence[str], second: Sequence[str]) -> list[CommonRun]:
    """The longest chain of runs that occur once in each text, in the order of both."""
    places, others = _single_runs(first), _single_runs(second)
    pairs = [(place, others[run]) for run, place in places.items() if run in others]
    pairs.sort()
    return [CommonRun(*pairs[index], RUN) for index in _longest_rise([other for _, other in pairs])]


def runs(words: Sequence[str]) -> Iterator[Run]:
    """The runs of words that begin at each word, in order."""
    return zip(*(words[n:] for n in range(RUN)), strict=False)


def _single_runs(words: Sequence[str]) -> dict[Run, int]:
    """The place of each run of words that occurs once."""
    places: dict[Run, int] = {}
    repeated: set[Run] = set()
    for place, run in enumerate(runs(words)):
        if run in places:
            repeated.add(run)
        else:
            places[run] = place
    for run in repeated:
        del places[run]
    return places


def _longest_rise(values: Sequence[int]) -> list[int]:
    """The indexes of the longest rising subsequence of distinct values."""
    tails: list[int] = []
    tail_values: list[int] = []
    before: list[int] = []
    for index, value in enumerate(values):
        length = bisect_left(tail_values, value)
        before.append(tails[length - 1] if length else -1)
        if length == len(tails):
            tails.append(index)
            tail_values.append(value)
        else:
            tails[length], tail_values[length] = index, value
    chain: list[int] = []
    index = tails[-1] if tails else -1
    while index >= 0:
        chain.append(index)
        index = before[index]
    return chain[::-1]


def _in_segment(first: Sequence[str], second: Sequence[str]) -> Iterator[CommonRun]:
    """The matches of two texts without anchors: at both ends, then within windows."""
    shorter = min(len(first), len(second))
    head = next((n for n in range(shorter) if first[n] != second[n]), shorter)
    yield CommonRun(0, 0, head)
    rest = shorter - head
    tail = next((n for n in range(rest) if first[-1 - n] != second[-1 - n]), rest)
    inner, other = first[head : len(first) - tail], second[head : len(second) - tail]
    if inner and other:
        for start in range(0, min(len(inner), len(other)), WINDOW):
            window = slice(start, start + WINDOW)
            for code in LCSseq.opcodes(inner[window], other[window]):
                if code.tag == "equal":
                    at = head + start
                    length = code.src_end - code.src_start
                    yield CommonRun(at + code.src_start, at + code.dest_start, length)
    yield CommonRun(len(first) - tail, len(second) - tail, tail)
