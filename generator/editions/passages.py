"""Passages to withhold: hits in the readings of a source, as pieces of the source."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.editions.finder import Finder
from generator.editions.readings import Piece, SourceReading
from generator.editions.words import count_words
from generator.model import Reason
from generator.model.editions import MAX_UNCOUNTED_WORDS
from generator.model.source_text import SourceText

CLOSING = {")": "(", "]": "[", "}": "{", ">": "<"}
"""An opening bracket before a passage belongs to it if the passage has the closing one."""

NEARBY = 4
"""The most characters between two passages that are merged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """Why a passage is withheld."""

    rule: str
    """The id of the rule, or the name of the detector."""
    kind: str
    reason: Reason
    items: tuple[tuple[str, str], ...] = ()
    """The items that withhold it, each as the id of its rule and its key; empty for detectors.

    Notices name the rule of the first one."""
    is_name: bool = False
    """Whether it is the name of a person or place, which may have a plural."""
    is_detected: bool = False
    """Whether a detector found it. A rule for the same words takes precedence."""


@dataclass(frozen=True, slots=True)
class Match:
    """Withheld words in a source."""

    pieces: tuple[Piece, ...]
    """The source characters behind the words, in order."""
    cause: Cause

    @property
    def start(self) -> int:
        """The offset of the first character."""
        return self.pieces[0][0]

    @property
    def end(self) -> int:
        """The offset behind the last character."""
        return self.pieces[-1][1]


@dataclass(frozen=True, slots=True)
class HiddenPassage:
    """The passage behind one notice."""

    pieces: tuple[Piece, ...]
    """The source characters, in order, each piece within one line."""
    causes: tuple[Cause, ...]
    is_long: bool = True
    """Whether the notice gives its length. A row of names is not long: the length would narrow
    down each name."""
    names: tuple[Piece, ...] = ()
    """The pieces of names in it, which do not count towards its length."""


class Phrases:
    """Withheld phrases, each with its cause."""

    def __init__(self, causes: Mapping[tuple[str, ...], Cause]) -> None:
        self._causes = list(causes.values())
        self._finder = Finder(list(causes), [cause.is_name for cause in self._causes])

    def matches(self, reading: SourceReading) -> Iterator[Match]:
        """The withheld phrases in a reading."""
        for number, start, end in self._finder.find(reading.text):
            pieces = reading.pieces(*_with_brackets(reading.text, start, end))
            if pieces:
                yield Match(tuple(pieces), self._causes[number])


def _with_brackets(text: str, start: int, end: int) -> tuple[int, int]:
    """The span with the bracket or plus sign before it that belongs to it: `(52) 55`, `+1 202`."""
    before = text[start - 1 : start]
    inside = text[start:end]
    opens = any(b == before and inside.count(c) > inside.count(b) for c, b in CLOSING.items())
    return (start - 1 if opens or before == "+" else start), end


def passages(source: SourceText, matches: Iterable[Match]) -> list[HiddenPassage]:
    """The matches as passages, in order. Adjacent matches are merged; pieces are split by line."""
    groups: list[list[Match]] = []
    end = 0
    matches = list(matches)
    names = sorted({piece for match in matches if match.cause.is_name for piece in match.pieces})
    for match in _without_bridges(source, _without_covered(source, matches)):
        between = source.text[end : match.start]
        if groups and _is_near(between) and "\n\n" not in between:
            groups[-1].append(match)
            end = max(end, match.end)
        else:
            groups.append([match])
            end = match.end
    return [_passage(source, group, names) for group in groups]


def _is_near(between: str) -> bool:
    """Whether the text between two passages is short and has no words."""
    return len(between) <= NEARBY and not any(map(str.isalnum, between))


def _without_bridges(source: SourceText, matches: Sequence[Match]) -> Iterator[Match]:
    """The matches without those that two adjacent others cover.

    A name that is repeated (`Ada Specimen Ada Specimen`) also matches in the middle, in another
    order of its words.
    """
    last: Match | None = None
    for index, match in enumerate(matches):
        if last is None or match.start >= last.end or not _is_bridge(source, last, matches, index):
            yield match
            last = match


def _is_bridge(source: SourceText, last: Match, matches: Sequence[Match], index: int) -> bool:
    """Whether the match at `index` only bridges `last` and a later match."""
    match = matches[index]
    for at in range(index + 1, len(matches)):
        other = matches[at]
        if other.start >= match.end:
            return False
        is_adjacent = other.start >= last.end and not any(
            map(str.isalnum, _between(source, match, last.end, other.start))
        )
        if is_adjacent and other.end >= match.end and match.cause in (last.cause, other.cause):
            return True
    return False


def _between(source: SourceText, match: Match, start: int, end: int) -> str:
    """The text of a match between two offsets, without page lines that interrupt the match."""
    return "".join(source.text[max(first, start) : min(last, end)] for first, last in match.pieces)


def _without_covered(source: SourceText, matches: Iterable[Match]) -> list[Match]:
    """The matches in order, without those whose letters and digits are all covered by others.

    A match of a rule is only dropped if other matches of rules cover it.
    """
    result: list[Match] = []
    taken, ruled = bytearray(len(source.text)), bytearray(len(source.text))
    seen: set[tuple[tuple[Piece, ...], Cause]] = set()
    for match in sorted(matches, key=lambda m: (m.start, -m.end, m.cause.is_detected)):
        if (match.pieces, match.cause) in seen:
            continue
        seen.add((match.pieces, match.cause))
        if _adds_to(taken if match.cause.is_detected else ruled, source, match):
            result.append(match)
        for start, end in match.pieces:
            taken[start:end] = bytes([1]) * (end - start)
            if not match.cause.is_detected:
                ruled[start:end] = taken[start:end]
    return result


def _adds_to(taken: bytearray, source: SourceText, match: Match) -> bool:
    """Whether a match has a letter or digit that is not marked in `taken`."""
    for start, end in match.pieces:
        at = taken.find(0, start, end)
        while at >= 0:
            if source.text[at].isalnum():
                return True
            at = taken.find(0, at + 1, end)
    return False


def _passage(source: SourceText, group: Sequence[Match], names: Sequence[Piece]) -> HiddenPassage:
    merged: list[Piece] = []
    for start, end in sorted(piece for match in group for piece in match.pieces):
        if merged and _is_near(source.text[merged[-1][1] : start]):
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    pieces = [part for piece in merged for part in by_line(source, *piece)]
    first, last = bisect_left(names, merged[0][:1]), bisect_left(names, merged[-1][1:])
    inside = tuple(names[first:last])
    return HiddenPassage(
        tuple(pieces),
        tuple(dict.fromkeys(match.cause for match in group)),
        is_long=any(
            words_outside(source, match.pieces, inside) > MAX_UNCOUNTED_WORDS for match in group
        ),
        names=inside,
    )


def words_outside(source: SourceText, pieces: Iterable[Piece], names: Sequence[Piece]) -> int:
    """The number of words in pieces of a source, without those of names."""
    parts = (part for piece in pieces for part in outside(piece, names))
    return sum(count_words(source.text[start:end]) for start, end in parts)


def overlap(piece: Piece, other: Piece) -> bool:
    """Whether two pieces have a character in common."""
    return piece[0] < other[1] and other[0] < piece[1]


def outside(piece: Piece, others: Iterable[Piece]) -> Iterator[Piece]:
    """The parts of a piece that no other piece covers."""
    start, end = piece
    for first, last in sorted(other for other in others if overlap(other, piece)):
        if first > start:
            yield start, first
        start = max(start, last)
    if start < end:
        yield start, end


def by_line(source: SourceText, start: int, end: int) -> Iterator[Piece]:
    """A span of a source as pieces within single lines, without blanks around them."""
    for number in range(source.line_at(start), source.line_at(max(start, end - 1)) + 1):
        first = source.starts[number - 1]
        begin, stop = max(first, start), min(first + len(source.lines[number - 1]), end)
        text = source.text[begin:stop]
        if stripped := text.strip():
            begin += len(text) - len(text.lstrip())
            yield begin, begin + len(stripped)
