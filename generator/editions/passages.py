"""Where in a source withheld words stand: hits in its readings, as stretches of the source."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator import facts
from generator.editions.finder import Finder
from generator.editions.readings import Piece, Reading
from generator.editions.words import squeeze
from generator.model import Reason
from generator.parse import patterns
from generator.parse.classline import CLASS_INITIALS, read_class_line
from generator.parse.rows import Row, RowKind
from generator.text import SourceText

CLOSING = {")": "(", "]": "[", "}": "{", ">": "<"}
"""A sign in front of a passage belongs to it where its counterpart stands inside."""

NEARBY = 4
"""Signs between two passages that still stand in a row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """Why a passage is withheld."""

    rule: str
    """The id of the rule, or the name of the detector."""
    kind: str
    reason: Reason
    items: tuple[tuple[str, str], ...] = ()
    """The items that withhold it, each by the id of its rule and its key; empty for detectors.

    The first one's rule is told; another may have the same words."""
    is_name: bool = False
    """Whether it is a person's or place's name, which may stand in the plural."""
    is_detected: bool = False
    """True where a detector found it: a rule of editors for the same words tells more."""


@dataclass(frozen=True, slots=True)
class Match:
    """Withheld words in a source."""

    pieces: tuple[Piece, ...]
    """The source characters they come from, in order."""
    cause: Cause

    @property
    def start(self) -> int:
        """Offset of the first character."""
        return self.pieces[0][0]

    @property
    def end(self) -> int:
        """Offset behind the last character."""
        return self.pieces[-1][1]


@dataclass(frozen=True, slots=True)
class HiddenPassage:
    """What one notice stands for."""

    pieces: tuple[Piece, ...]
    """The source characters, in order, each piece within one line."""
    causes: tuple[Cause, ...]


class Phrases:
    """Words that are withheld, each with its cause."""

    def __init__(self, causes: Mapping[tuple[str, ...], Cause]) -> None:
        self._causes = list(causes.values())
        self._finder = Finder(list(causes), plural=[cause.is_name for cause in self._causes])

    def matches(self, reading: Reading) -> Iterator[Match]:
        """The withheld words of a reading."""
        for number, start, end in self._finder.find(reading.text):
            pieces = reading.pieces(*_with_brackets(reading.text, start, end))
            if pieces:
                yield Match(tuple(pieces), self._causes[number])

    def touch(self, text: str) -> bool:
        """Whether any of the words stand in `text`."""
        return any(self._finder.find(text))


def _with_brackets(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch with a bracket or plus sign in front that belongs to it: `(52) 55`, `+1 202`."""
    before = text[start - 1 : start]
    inside = text[start:end]
    opens = any(b == before and inside.count(c) > inside.count(b) for c, b in CLOSING.items())
    return (start - 1 if opens or before == "+" else start), end


def passages(source: SourceText, matches: Iterable[Match]) -> list[HiddenPassage]:
    """The matches in order, those in a row as one passage, in pieces of one line each."""
    groups: list[list[Match]] = []
    end = 0
    for match in _without_doubles(matches):
        between = source.text[end : match.start]
        near = len(between) <= NEARBY and not any(map(str.isalnum, between))
        if groups and near and "\n\n" not in between:
            groups[-1].append(match)
            end = max(end, match.end)
        else:
            groups.append([match])
            end = match.end
    return [_passage(source, group) for group in groups]


def _without_doubles(matches: Iterable[Match]) -> list[Match]:
    """The matches in order that lie in no other; of what editors say, in no other of theirs."""
    kept: list[Match] = []
    reached = ruled = -1
    seen: set[tuple[tuple[Piece, ...], Cause]] = set()
    for match in sorted(matches, key=lambda m: (m.start, -m.end, m.cause.is_detected)):
        if (match.pieces, match.cause) in seen:
            continue
        seen.add((match.pieces, match.cause))
        if match.end > (reached if match.cause.is_detected else ruled):
            kept.append(match)
        reached = max(reached, match.end)
        ruled = ruled if match.cause.is_detected else max(ruled, match.end)
    return kept


def _passage(source: SourceText, group: Sequence[Match]) -> HiddenPassage:
    merged: list[Piece] = []
    for start, end in sorted(piece for match in group for piece in match.pieces):
        if (
            merged
            and start - merged[-1][1] <= NEARBY
            and not any(map(str.isalnum, source.text[merged[-1][1] : start]))
        ):
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    pieces = [part for piece in merged for part in by_line(source, *piece)]
    return HiddenPassage(tuple(pieces), tuple(dict.fromkeys(match.cause for match in group)))


def by_line(source: SourceText, start: int, end: int) -> Iterator[Piece]:
    """A stretch of a source as its parts within single lines, without blanks around them."""
    for number in range(source.line_at(start), source.line_at(max(start, end - 1)) + 1):
        first = source.starts[number - 1]
        begin, stop = max(first, start), min(first + len(source.lines[number - 1]), end)
        text = source.text[begin:stop]
        kept = text.strip()
        if kept:
            begin += len(text) - len(text.lstrip())
            yield begin, begin + len(kept)


# --- Codes ----------------------------------------------------------------------------------------

_CODED = frozenset({RowKind.PAGE, RowKind.STRAY})
"""Rows of numbers and captions."""

_NUMBERED = re.compile(
    r"(?<!\w)(?:(?P<year>(?:19|20)?\d\d)\s{1,3})?"
    r"(?P<post>[A-Za-z][A-Za-z.']*(?:\s[A-Za-z][A-Za-z.']*){0,3}?)\s{1,3}\d{1,6}(?![\w/])"
)
"""A cable number in words: `06 STATE 202745`, `MEXICO 721`."""


@dataclass(frozen=True, slots=True)
class Codes:
    """Stretches of a source that are numbers and codes, in order."""

    fixed: tuple[Piece, ...]
    """Those by which the cable is known and read: nothing of them is withheld."""
    numbers: tuple[Piece, ...]
    """Cable numbers: withheld as a whole or not at all."""

    def admit(self, matches: Iterable[Match]) -> Iterator[Match]:
        """The matches that are no part of a code."""
        for match in matches:
            here = (match.start, match.end)
            if any(_holds(piece, here) for piece in self.fixed):
                continue
            if not any(_holds(piece, here) and piece != here for piece in self.numbers):
                yield match


def _holds(piece: Piece, other: Piece) -> bool:
    return piece[0] <= other[0] and other[1] <= piece[1]


def codes(source: SourceText, rows: Sequence[Row]) -> Codes:
    """The numbers and codes of a source.

    Fixed are the cable's number on its classification lines, page lines, captions, banners and
    known TAGS codes. Numbers are those of cables of known posts: behind a year anywhere, without
    one on REF lines.
    """
    fixed = [(row.line.start, row.line.end) for row in rows if row.kind in _CODED]
    for start, line in zip(source.starts, source.lines, strict=True):
        if line.lstrip()[:1] in CLASS_INITIALS and (found := read_class_line(line)) is not None:
            fixed.append((start, start + found[1]))
        elif patterns.BANNER.match(line) or patterns.DUMP_ID.match(line):
            fixed.append((start, start + len(line)))
        elif patterns.TAGS.match(line) or patterns.TAGS_MORE.match(line):
            fixed += [(start + m.start(), start + m.end()) for m in _tags(line)]
    return Codes(tuple(fixed), tuple(_cable_numbers(source)))


def _tags(line: str) -> Iterator[re.Match[str]]:
    known = facts.tags()
    return (match for match in re.finditer(r"\b[A-Z]{2,5}\b", line) if match[0] in known)


def _cable_numbers(source: SourceText) -> Iterator[Piece]:
    reference = False
    for start, line in zip(source.starts, source.lines, strict=True):
        reference = bool(patterns.REF.match(line)) or (
            reference and bool(patterns.REFERENCE_LETTER.match(line.strip()))
        )
        if not any(map(str.isdigit, line)):
            continue
        for match in _NUMBERED.finditer(line):
            if (reference or match["year"]) and _is_post(match["post"]):
                yield start + match.start(), start + match.end()


def _is_post(name: str) -> bool:
    letters = squeeze(name).upper()
    return letters in facts.posts() or letters in facts.post_aliases()
