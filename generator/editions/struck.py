"""Passages that one copy of a message strikes out and another copy shows in clear.

Publishers strike out words with a run of X or with a mark in brackets. Both copies have the same
words before and after the mark, so the words between them in the other copy are the passage.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from generator.editions.text_lines import TextSpan, is_transmission_line, merged_spans
from generator.editions.words import Word, shared_prefix, words

AROUND = 2
"""Words on each side that both copies must share."""

FURTHER = 8
"""Words on each side that are compared to choose among several places."""

LONGEST = 150
"""The most words that a passage may have."""

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
"""The folded form of a mark. No word has it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StruckPassage:
    """A passage that one copy strikes out and another shows."""

    mark_span: TextSpan
    """The span of the mark, in the copy that strikes the passage out."""
    words_span: TextSpan
    """The span of the words, in the copy that shows them."""


@dataclass(frozen=True, slots=True)
class _MarkGroup:
    """Marks with at most `AROUND` words between them, and the words around the group."""

    span: TextSpan
    before: tuple[str, ...]
    """The words before the group, the nearest first."""
    after: tuple[str, ...]
    inside: tuple[str, ...] = ()
    """The words between the marks, which the copy shows."""


def has_mark(text: str) -> bool:
    """Whether `text` contains a mark."""
    return _MARK.search(text) is not None


def exposed_spans(
    text: str, main_lines: Sequence[TextSpan], superseded_lines: Sequence[TextSpan]
) -> list[TextSpan]:
    """The spans of `text` that its main copy strikes out and an earlier copy shows.

    `main_lines` and `superseded_lines` are the spans of both copies' lines, in order, as
    `text_lines.message_lines` and `text_lines.superseded_lines` return them. A span begins and ends
    with a word and may cover several lines. Spans are in order and do not overlap. If several
    places of the earlier copy fit equally well, all are returned.
    """
    passages = struck_passages(text, main_lines, text, superseded_lines)
    return merged_spans(passage.words_span for passage in passages)


def struck_passages(
    text: str, lines: Sequence[TextSpan], other: str, other_lines: Sequence[TextSpan]
) -> list[StruckPassage]:
    """The passages that `lines` of `text` strike out and `other_lines` of `other` show.

    The texts are two files with one number, or the same text with the lines of its two copies.
    """
    groups = list(_groups(_words(text, lines)))
    if not groups:
        return []
    other_words = _words(other, other_lines)
    pairs: dict[tuple[str, str], list[int]] = {}
    for index, (one, two) in enumerate(pairwise(other_words)):
        pairs.setdefault((one.folded, two.folded), []).append(index)
    return [
        StruckPassage(
            mark_span=group.span, words_span=(other_words[first].start, other_words[last - 1].end)
        )
        for group in groups
        for first, last in _places(group, other_words, pairs)
    ]


def _words(text: str, lines: Sequence[TextSpan]) -> list[Word]:
    """The words and marks of the lines, in order."""
    result: list[Word] = []
    for start, end in lines:
        line = text[start:end]
        if is_transmission_line(line):
            continue
        position = 0
        for mark in _MARK.finditer(line):
            result += _shifted_words(line[position : mark.start()], start + position)
            result.append(Word(_RUN, start + mark.start(), start + mark.end()))
            position = mark.end()
        result += _shifted_words(line[position:], start + position)
    return result


def _shifted_words(text: str, offset: int) -> Iterator[Word]:
    return (Word(w.folded, offset + w.start, offset + w.end) for w in words(text))


def _groups(copy: Sequence[Word]) -> Iterator[_MarkGroup]:
    """The groups of marks with at least `AROUND` words on each side."""
    marks = [index for index, word in enumerate(copy) if word.folded == _RUN]
    for number, first in enumerate(marks):
        if number and first - marks[number - 1] <= AROUND:
            continue
        last = first
        for index in marks[number + 1 :]:
            if index - last > AROUND:
                break
            last = index
        before = tuple(w.folded for w in reversed(copy[max(0, first - FURTHER) : first]))
        after = tuple(w.folded for w in copy[last + 1 : last + 1 + FURTHER])
        if len(before) >= AROUND and len(after) >= AROUND:
            inside = tuple(w.folded for w in copy[first : last + 1] if w.folded != _RUN)
            yield _MarkGroup((copy[first].start, copy[last].end), before, after, inside)


def _places(
    group: _MarkGroup, copy: Sequence[Word], pairs: dict[tuple[str, str], list[int]]
) -> Iterator[tuple[int, int]]:
    """The best places in the other copy: index of the first word, and behind the last."""
    ends = pairs.get((group.after[0], group.after[1]), [])
    places: list[tuple[int, int, int]] = []
    for start in pairs.get((group.before[1], group.before[0]), []):
        first = start + AROUND
        nearest = bisect_left(ends, first)
        if nearest < len(ends) and ends[nearest] <= first + LONGEST:
            last = ends[nearest]
            before = [w.folded for w in reversed(copy[max(0, first - FURTHER) : first])]
            after = [w.folded for w in copy[last : last + FURTHER]]
            score = shared_prefix(group.before, before) + shared_prefix(group.after, after)
            places.append((score, first, last))
    best = max((score for score, _, _ in places), default=0)
    for score, first, last in places:
        new = {w.folded for w in copy[first:last]} - {_RUN, *group.inside}
        if score == best and new:
            yield first, last
