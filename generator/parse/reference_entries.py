"""Splits REF lines into entries: at their labels, then at each cable and at semicolons."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Set
from dataclasses import dataclass
from itertools import pairwise

from generator.model import Repair
from generator.parse import reference_patterns
from generator.parse.lines import Line
from generator.parse.reference_forms import (
    CableForm,
    UnreadForm,
    names_cable,
    read_cable,
    read_further_number,
)

FARTHEST_LETTER = 3
"""A label may be at most this many letters after the one before it."""


@dataclass(frozen=True, slots=True)
class ReferenceEntry:
    """One entry: a cable, or words that name none."""

    line: Line
    """The line it begins on."""
    last: Line
    """The line it ends on."""
    letter: str | None
    """Its letter in capitals, or its digit; None without a label of its own."""
    text: str
    """The entry as typed, without its label, with single spaces."""
    form: CableForm | UnreadForm | None
    """The cable; None for an entry that does not look like one."""


@dataclass(frozen=True, slots=True)
class _Label:
    start: int
    end: int
    letter: str


def split_entries(
    lines: list[Line], latest_year: int, repairs: list[Repair]
) -> list[ReferenceEntry]:
    """The entries of REF lines, in order. `latest_year` is that of the citing cable.

    `A. 2006 STATE 202745` / `¶B. (B) 2007 STATE 150188`; on one line `A) SAN JOSE 02664; B) SAN
    JOSE 02460`; without labels `STATE 245841`. Labels typed twice and page lines are repaired.
    """
    if not lines:
        return []
    text, starts = _join_lines(lines, repairs)

    def line_at(offset: int) -> Line:
        return lines[bisect_right(starts, offset) - 1]

    line_starts = frozenset(starts)
    labels = _labels(text, line_starts, latest_year)
    entries: list[ReferenceEntry] = []
    bounds = [_Label(0, 0, ""), *labels, _Label(len(text), len(text), "")]
    for label, following in pairwise(bounds):
        letter = label.letter or None
        typed = text[label.start : label.end]
        if letter is not None and typed.upper().count(letter) == 2 and "REF" not in typed.upper():
            number = line_at(label.start).number
            repairs.append(
                Repair(line=number, before=typed.strip(), after=f"{letter}.", rule="letter-doubled")
            )
        words = text[label.end : following.start]
        for at, to, form in _pieces(words, label.end, line_starts, latest_year):
            start, end = label.end + at, label.end + to
            first, last = line_at(start), line_at(max(start, end - 1))
            entries.append(ReferenceEntry(first, last, letter, text[start:end], form))
            letter = None
    return entries


def _join_lines(lines: list[Line], repairs: list[Repair]) -> tuple[str, list[int]]:
    """The lines as one text with single spaces, and the offset of each line.

    Without the field's name that some lines repeat, and without page lines.
    """
    text = ""
    starts: list[int] = []
    for line in lines:
        piece = " ".join(line.text.split())
        page = reference_patterns.PAGE_LINE.search(piece)
        if page is not None:
            repairs.append(
                Repair(line=line.number, before=page[0].strip(), after="", rule="page-line")
            )
            piece = (piece[: page.start()] + " " + piece[page.end() :]).strip()
        repeated = reference_patterns.REPEATED.match(piece)
        piece = piece[repeated.end() :] if repeated else piece
        text += " " if text else ""
        starts.append(len(text))
        text += piece
    return text, starts


def _labels(text: str, starts: Set[int], latest_year: int) -> list[_Label]:
    """The labels of the entries, in ascending order; a label typed twice is one.

    `A. 06 STATE 1`, `REF A STATE 2`, `A STATE 2` before a cable. `J. SMITH` within an entry is no
    label: it does not continue the order.
    """
    labels: list[_Label] = []
    for match in _label_matches(text, latest_year):
        letter = next(group for group in match.groups() if group is not None).upper()
        last = labels[-1] if labels else None
        if last is not None and match.start() <= last.end and letter == last.letter:
            labels[-1] = _Label(last.start, match.end(), letter)
        elif _continues(last, letter, at_line_start=match.start() in starts):
            labels.append(_Label(match.start(), match.end(), letter))
    return labels


def _label_matches(text: str, latest_year: int) -> Iterator[re.Match[str]]:
    """Matches of both label patterns in order; a bare letter only before a cable."""
    position = 0
    while position < len(text):
        match = reference_patterns.LABEL.regex.match(text, position)
        if match is None:
            bare = reference_patterns.BARE_LABEL.regex.match(text, position)
            if bare is not None and isinstance(
                read_cable(text, bare.end(), latest_year), CableForm
            ):
                match = bare
        if match is not None:
            yield match
            position = match.end()
        else:
            position = text.find(" ", position) + 1 or len(text)


def _continues(last: _Label | None, letter: str, *, at_line_start: bool) -> bool:
    """True if a label can follow the one before it; within a line only the next letter can."""
    if last is None:
        return at_line_start or letter in "AB1"
    if letter.isdigit() != last.letter.isdigit():
        return False
    distance = ord(letter) - ord(last.letter)
    return distance == 1 or (at_line_start and 1 <= distance <= FARTHEST_LETTER)


def _pieces(
    text: str, offset: int, starts: Set[int], latest_year: int
) -> Iterator[tuple[int, int, CableForm | UnreadForm | None]]:
    """The entries within one label: start, end and form of each, without joining words.

    `text` is what follows the label, at `offset`; `starts` are the offsets at which lines begin.
    `STATE 1; STATE 2 AND STATE 3`, `MEXICO 700, 701`. Words behind a cable belong to it up to the
    next cable; other words end at a semicolon.
    """
    position = 0
    before: CableForm | None = None
    while (position := _skip(text, position)) < len(text):
        form = _read_on_line(text, position, offset, starts, latest_year)
        if form is None and before is not None:
            form = read_further_number(text, position, before, latest_year)
        cable = form if isinstance(form, CableForm) else None
        begin = form.end if form is not None else position
        end = _piece_end(text, begin, offset, starts, latest_year, cable)
        yield position, _strip_end(text, position, end), form
        before = cable if cable is not None and _has_no_words(text[cable.end : end]) else None
        position = end


def _read_on_line(
    text: str, position: int, offset: int, starts: Set[int], latest_year: int
) -> CableForm | UnreadForm | None:
    """The cable at `position`; what could be its year is that of a cable on the next line.

    `LA PAZ 1184` / `(98) THE HAGUE 5790`
    """
    form = read_cable(text, position, latest_year)
    if form is None:
        return None
    for at in range(position + 1, form.end + 2):
        if offset + at in starts and names_cable(text, at):
            shorter = read_cable(text[: at - 1], position, latest_year)
            return shorter if isinstance(shorter, CableForm) else form
    return form


def _has_no_words(text: str) -> bool:
    """True if there is nothing but titles behind a cable: `MEXICO 700 (NOTAL), 701`."""
    return not reference_patterns.TITLE.regex.sub("", text).strip(" ,;:&/.()[]")


def _is_year_before(text: str, start: int, offset: int, starts: Set[int]) -> bool:
    """True for digits that are the year of what is before them, not of the cable behind.

    `STATE 1/07 - QUITO 2`, `dated 05/12/06` and, at the end of a line, `QUITO 1955, 1997`.
    """
    year = reference_patterns.YEAR.regex.match(text, start)
    if year is None:
        return False
    before = text[:start].rstrip(" ")[-1:]
    ends_line = offset + year.end() + 1 in starts
    return before == "/" or (ends_line and (before == "," or before.isdigit()))


def _skip(text: str, position: int) -> int:
    """The offset behind separators and joining words."""
    while True:
        joiner = reference_patterns.JOINER.regex.match(text, position)
        end = joiner.end() if joiner else position
        while end < len(text) and text[end] in " .,;":
            end += 1
        if end == position:
            return position
        position = end


def _strip_end(text: str, start: int, end: int) -> int:
    return start + len(text[start:end].rstrip(" ,;:&/."))


def _piece_end(
    text: str,
    begin: int,
    offset: int,
    starts: Set[int],
    latest_year: int,
    before: CableForm | None,
) -> int:
    """Where the next entry begins: a cable behind a separator, or a semicolon.

    `before` is the cable whose entry goes on; None for other words.
    """
    position = begin
    directly = before is not None
    while position < len(text):
        title = reference_patterns.TITLE.regex.match(text, position + (text[position] == " "))
        if title is not None:
            position = title.end()
            directly = before is not None
            continue
        joiner = reference_patterns.JOINER.regex.match(text, position)
        direct = directly and text[position] == " "
        directly = False
        after = joiner.end() if joiner else position + 1
        may_begin = joiner or direct or offset + position + 1 in starts
        if (
            may_begin
            and not _is_year_before(text, after, offset, starts)
            and isinstance(read_cable(text, after, latest_year), CableForm | UnreadForm)
        ):
            return position
        if joiner and position == begin and before is not None:
            number = read_further_number(text, after, before, latest_year)
            if number is not None:
                return position
        if text[position] == ";":
            return position
        position += 1
    return len(text)
