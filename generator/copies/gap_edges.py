"""Finds the words that belong to a gap: one copy has a gap where another has words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from rapidfuzz import fuzz

from generator.copies.alignment import CommonRun, Region, between
from generator.copies.copy_words import GAP

SHORT_RUN = 3
"""A run of so few words beside a gap may be words that occur by chance within what is withheld."""

LONGEST_CONTEXT = 40
"""Words on each side of a gap that are compared again."""

SPURIOUS_RUN = 2
"""A run of so few words between two longer differences is no evidence that they are the same."""

LONG_REGION = 4
"""Words of a difference beside which such a run is dropped."""

MIN_RATIO = 50.0
"""Words beside a gap are the same words in the other copy from this similarity, 0 to 100."""

MOST_GAPS = 8
"""Gaps with few words between them that are told apart."""

SLACK = 2
"""So many words more or fewer may stand for damaged words, and one more for each `SLACK_WORDS`."""

SLACK_WORDS = 4


def settled(
    matches: Sequence[CommonRun], first: Sequence[str], second: Sequence[str]
) -> list[CommonRun]:
    """The matches without short runs that part a gap from what is withheld there.

    `said GAP the minister` beside `said that the men of the minister`: the first `the` of the other
    text may be matched, so that the words in place of the gap are in two parts. Runs of few words
    between longer differences are dropped too.
    """
    gaps = _GapCounts(_counts(first), _counts(second))
    rest = [CommonRun(len(first), len(second), 0), *reversed(matches)]
    kept = [CommonRun(0, 0, 0)]
    while len(rest) > 1:
        match = rest.pop()
        before, after = between(kept[-1], match), between(match, rest[-1])
        if not gaps.is_chance(match, before, after):
            kept.append(match)
        elif len(kept) > 1:
            rest.append(kept.pop())  # the region after it is longer now
    return kept[1:]


def _counts(words: Sequence[str]) -> list[int]:
    """The number of gaps before each word, and in all words."""
    return list(accumulate((word == GAP for word in words), initial=0))


class _GapCounts(NamedTuple):
    """The gaps of two texts, as `_counts` counts them."""

    first: Sequence[int]
    second: Sequence[int]

    def is_chance(self, match: CommonRun, before: Region, after: Region) -> bool:
        """Whether a match between two regions is dropped."""
        if match.length > SHORT_RUN or not (before.length and after.length):
            return False
        end = match.first + match.length
        if self.first[end] > self.first[match.first]:
            return False
        gaps_before, gaps_after = self._gaps(before), self._gaps(after)
        if any(gaps_before) and any(gaps_after):
            return False
        if any(gaps_before) or any(gaps_after):
            gaps, other = (gaps_before, after) if any(gaps_before) else (gaps_after, before)
            context = other.end - other.start if gaps[0] else other.other_end - other.other_start
            return context + match.length <= LONGEST_CONTEXT
        return match.length <= SPURIOUS_RUN and min(before.length, after.length) >= LONG_REGION

    def _gaps(self, region: Region) -> tuple[int, int]:
        """The number of gaps in each text of a region."""
        return (
            self.first[region.end] - self.first[region.start],
            self.second[region.other_end] - self.second[region.other_start],
        )


class GapPart(NamedTuple):
    """A part of a region: words of both texts, or a gap and the words in its place."""

    region: Region
    is_gap: bool


def gap_parts(
    region: Region, first: Sequence[str], second: Sequence[str]
) -> tuple[GapPart, ...] | None:
    """The parts of a region in which the first text has gaps and the second has none.

    None if the words around the gaps are not those of the second text, so that it is uncertain
    what the gap replaces.
    """
    parts: list[GapPart] = []
    gaps = [n for n in range(region.start, region.end) if first[n] == GAP]
    if len(gaps) > MOST_GAPS:
        return None
    start, other_start, other_end = region.start, region.other_start, region.other_end
    last = first[gaps[-1] + 1 : region.end]
    length = _tail(last, second[other_start:other_end])
    if length is None:
        return None
    tail = other_end - length
    for number, gap in enumerate(gaps):
        context = first[start:gap]
        place = _place(context, second[other_start:tail], is_first=number == 0)
        if place is None:
            return None
        begin, end = (other_start + offset for offset in place)
        if number:
            parts.append(GapPart(Region(start - 1, start, other_start, begin), is_gap=True))
        parts.append(GapPart(Region(start, gap, begin, end), is_gap=False))
        start, other_start = gap + 1, end
    parts.append(GapPart(Region(start - 1, start, other_start, tail), is_gap=True))
    parts.append(GapPart(Region(start, region.end, tail, other_end), is_gap=False))
    return tuple(part for part in parts if part.is_gap or part.region.length)


def _place(
    context: Sequence[str], words: Sequence[str], *, is_first: bool
) -> tuple[int, int] | None:
    """Where the words before a gap are: at the beginning, or for later gaps at the only place."""
    if is_first:
        length = _head(context, words)
        return None if length is None else (0, length)
    if not context:
        return 0, 0
    places = list(_occurrences(context, words))
    return (places[0], places[0] + len(context)) if len(places) == 1 else None


def _occurrences(context: Sequence[str], words: Sequence[str]) -> Iterator[int]:
    size = len(context)
    return (n for n in range(len(words) - size + 1) if list(words[n : n + size]) == list(context))


def _head(context: Sequence[str], words: Sequence[str]) -> int | None:
    """How many of the first `words` are the `context`, which may be damaged; None if none are."""
    return _best_length(context, len(words), lambda length: words[:length])


def _tail(context: Sequence[str], words: Sequence[str]) -> int | None:
    """How many of the last `words` are the `context`; None if none are."""
    return _best_length(context, len(words), lambda length: words[len(words) - length :])


def _best_length(
    context: Sequence[str], most: int, part: Callable[[int], Sequence[str]]
) -> int | None:
    """The length, up to `most`, of the part that is most similar to the context."""
    if not context:
        return 0
    if len(context) > 2 * LONGEST_CONTEXT:
        return None
    slack = SLACK + len(context) // SLACK_WORDS
    lengths = range(max(1, len(context) - slack), min(most, len(context) + slack) + 1)
    text = " ".join(context)
    ratios = [(fuzz.ratio(text, " ".join(part(n))), -abs(n - len(context)), n) for n in lengths]
    ratio, _, length = max(ratios, default=(0.0, 0, 0))
    return length if ratio >= MIN_RATIO else None
