"""Passages that one copy of a message strikes out and another copy shows in clear.

Publishers strike out by a run of X or a mark in brackets. Two copies of one message have the same
words before and after it; what stands between these words in the other copy is the passage.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from generator.editions.text_lines import TextSpan, is_furniture
from generator.editions.words import words

AROUND = 2
"""Words on each side that both copies must share."""

FURTHER = 8
"""Words on each side that are compared where several places share the nearest ones."""

LONGEST = 150
"""Words of the longest passage that is looked for."""

_REMOVED = r"(?:redacted|removed|deleted|excised|omitted|withheld|struck out|declassified)"
_MARK = re.compile(
    # XXXXXXXXXXXX; X X X X
    r"(?<![^\W_])[Xx](?: ?[Xx]){3,}"
    # [name removed]; [1 paragraph (3 lines) not declassified]; (redacted)
    rf"|\[[^\]\n]{{0,40}}\b{_REMOVED}\b[^\]\n]{{0,40}}\]|\((?:names? )?{_REMOVED}\)"
    r"|█+",
    re.IGNORECASE,
)

_RUN = "\0"
"""The folded form of a mark: no word has it."""


@dataclass(frozen=True, slots=True)
class _Word:
    folded: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StruckPassage:
    """A passage struck out in one copy and in clear in another."""

    mark_span: TextSpan
    """Where the mark stands, in the copy that strikes it out."""
    words_span: TextSpan
    """Where the words stand, in the copy that has them."""


@dataclass(frozen=True, slots=True)
class _MarkGroup:
    """Marks of one copy with fewer than `AROUND` words between them, and the words around."""

    span: TextSpan
    before: tuple[str, ...]
    """The words before, the nearest first."""
    after: tuple[str, ...]
    inside: tuple[str, ...] = field(default=())
    """Words between the marks: the copy shows them."""


def has_mark(text: str) -> bool:
    """Whether something is struck out in a text."""
    return _MARK.search(text) is not None


def exposed_spans(
    text: str, read_lines: Sequence[TextSpan], superseded_lines: Sequence[TextSpan]
) -> list[TextSpan]:
    """The spans of `text` that the copy which is read strikes out and an earlier one shows.

    `read_lines` and `superseded_lines` are the offsets of both copies' lines in `text`, in order,
    as `text_lines.message_lines` and `text_lines.superseded_lines` give them; page lines among them
    do no harm. A span begins and ends with a word and may go over several lines. Spans are in
    order and do not overlap. Where several places of the earlier copy fit equally well, all count.
    """
    found = struck_passages(text, read_lines, text, superseded_lines)
    spans: list[TextSpan] = []
    for start, end in sorted(passage.words_span for passage in found):
        if spans and start < spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return spans


def struck_passages(
    text: str, lines: Sequence[TextSpan], other: str, other_lines: Sequence[TextSpan]
) -> list[StruckPassage]:
    """The passages that `lines` of `text` strike out and `other_lines` of `other` show.

    The two texts may be one, with lines of its two copies, or two files of one number.
    """
    groups = list(_groups(_words(text, lines)))
    if not groups:
        return []
    shown = _words(other, other_lines)
    pairs: dict[tuple[str, str], list[int]] = {}
    for index in range(len(shown) - 1):
        pairs.setdefault((shown[index].folded, shown[index + 1].folded), []).append(index)
    return [
        StruckPassage(mark_span=group.span, words_span=(shown[first].start, shown[last - 1].end))
        for group in groups
        for first, last in _places(group, shown, pairs)
    ]


def _words(text: str, lines: Sequence[TextSpan]) -> list[_Word]:
    """The words and marks of the lines, in order."""
    found: list[_Word] = []
    for start, end in lines:
        line = text[start:end]
        if is_furniture(line):
            continue
        position = 0
        for mark in _MARK.finditer(line):
            found += _plain(line[position : mark.start()], start + position)
            found.append(_Word(_RUN, start + mark.start(), start + mark.end()))
            position = mark.end()
        found += _plain(line[position:], start + position)
    return found


def _plain(text: str, offset: int) -> Iterator[_Word]:
    return (_Word(w.folded, offset + w.start, offset + w.end) for w in words(text))


def _groups(found: Sequence[_Word]) -> Iterator[_MarkGroup]:
    """The marks with at least `AROUND` words on each side."""
    marks = [index for index, word in enumerate(found) if word.folded == _RUN]
    for number, first in enumerate(marks):
        if number and first - marks[number - 1] <= AROUND:
            continue
        last = first
        for index in marks[number + 1 :]:
            if index - last > AROUND:
                break
            last = index
        before = tuple(w.folded for w in reversed(found[max(0, first - FURTHER) : first]))
        after = tuple(w.folded for w in found[last + 1 : last + 1 + FURTHER])
        if len(before) >= AROUND and len(after) >= AROUND:
            inside = tuple(w.folded for w in found[first : last + 1] if w.folded != _RUN)
            yield _MarkGroup((found[first].start, found[last].end), before, after, inside)


def _places(
    group: _MarkGroup, shown: Sequence[_Word], pairs: dict[tuple[str, str], list[int]]
) -> Iterator[tuple[int, int]]:
    """Where the other copy has words between the words around a group: the best places."""
    ends = pairs.get((group.after[0], group.after[1]), [])
    places: list[tuple[int, int, int]] = []
    for start in pairs.get((group.before[1], group.before[0]), []):
        first = start + AROUND
        nearest = bisect_left(ends, first)
        if nearest < len(ends) and ends[nearest] <= first + LONGEST:
            last = ends[nearest]
            before = [w.folded for w in reversed(shown[max(0, first - FURTHER) : first])]
            after = [w.folded for w in shown[last : last + FURTHER]]
            score = _alike(group.before, before) + _alike(group.after, after)
            places.append((score, first, last))
    best = max((score for score, _, _ in places), default=0)
    for score, first, last in places:
        new = {w.folded for w in shown[first:last]} - {_RUN, *group.inside}
        if score == best and new:
            yield first, last


def _alike(one: Sequence[str], two: Sequence[str]) -> int:
    """How many words are the same from the beginning on."""
    return next(
        (i for i, (a, b) in enumerate(zip(one, two, strict=False)) if a != b),
        min(len(one), len(two)),
    )
