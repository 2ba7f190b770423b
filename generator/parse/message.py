"""Find the message in a file: metadata in front, earlier copies, the classification line."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from generator.model import TELEGRAM_YEARS, Fate, full_year
from generator.model.source_text import SourceText
from generator.parse import patterns
from generator.parse.class_line import read_class_line
from generator.parse.copies import find_record, last_copy
from generator.parse.lines import Line

LineAndFate = tuple[Line, Fate]
"""A logical line and what became of it."""

MONTH_NUMBERS = {
    name: number
    for number, name in enumerate("JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split(), 1)
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """The parts of a file."""

    line_fates: tuple[LineAndFate, ...]
    """Lines in front of the message and what became of them."""
    lines: tuple[Line, ...]
    """The message."""
    dump_id: str | None
    """The id in the metadata; None without metadata."""
    dump_date: datetime.date | None
    """The date in the metadata; None without metadata."""
    has_other_copies: bool
    """True where header or text of the message stand more than once in the file."""
    extract_notice: Line | None
    """The publisher's word that the copy is an extract; None without it."""
    superseded: tuple[Line, ...]
    """The copies that were superseded; their header may hold what the last one lacks."""


def find_message(source: SourceText, lines: list[Line]) -> Message:
    """Part the file into what stands in front and the last complete copy of the message."""
    dump_id, dump_date, front = _preamble(lines)
    told: list[LineAndFate] = [(line, Fate.PREAMBLE) for line in lines[:front]]
    rest = _split_glued(lines[front:])
    extract = rest[0] if rest and patterns.DUMP_EXTRACT.match(rest[0].text) else None
    if extract is not None:
        told.append((rest[0], Fate.PREAMBLE))
        rest = rest[1:]
    record = find_record(source, rest, dump_id)
    start, end = (max(record) + 1, len(rest)) if record else last_copy(rest)
    outside = [*range(start), *range(end, len(rest))]
    told.extend((rest[i], Fate.RECORD if i in record else Fate.SUPERSEDED) for i in outside)
    others = [rest[i] for i in outside if i not in record]
    return Message(
        line_fates=tuple((line, Fate.BLANK if line.blank else fate) for line, fate in told),
        lines=tuple(rest[start:end]),
        dump_id=dump_id,
        dump_date=dump_date,
        has_other_copies=any(not line.blank for line in others),
        extract_notice=extract,
        superseded=tuple(others),
    )


def _preamble(lines: list[Line]) -> tuple[str | None, datetime.date | None, int]:
    """The metadata lines of a dump: id, subject, date, classification, origin.

    `08MEXICO721` / `EIGHTH ANNUAL ...` / `Tue Mar 11 00:00:00 +0100 2008` / ... / `Embassy Mexico`
    """
    first = next((i for i, line in enumerate(lines[:5]) if not line.blank), None)
    if first is None:
        return None, None, 0
    found = patterns.DUMP_ID.match(lines[first].text)
    if found is None:
        return None, None, 0
    for index in range(first + 1, min(first + 6, len(lines))):
        date = patterns.DUMP_DATE.match(lines[index].text)
        if date is not None:
            return found[1], _dump_date(date), min(index + 3, len(lines))
    return found[1], None, first + 1


def _dump_date(found: re.Match[str]) -> datetime.date | None:
    """The date of the metadata; None for a day that never was, or is no telegram's."""
    month = MONTH_NUMBERS.get(found[1].upper())
    try:
        date = datetime.date(int(found[3]), month or 0, int(found[2]))
    except ValueError:
        return None
    return date if date.year in TELEGRAM_YEARS else None


def _split_glued(lines: list[Line]) -> list[Line]:
    """Part lines that a dump glued together.

    `TO SECSTATE WASHDC 3597UNCLAS REYKJAVIK 000044` and, where a whole header was
    reflowed, `UNCLAS SECTION 01 OF 05 BERLIN 001108 SENSITIVE SIPDIS E.O. 12958: N/A TAGS: ...`.
    """
    parted: list[Line] = []
    for line in lines:
        if may_hold_class_line(line.text):
            parted.extend(_split_class_line(line))
        elif ": " in line.text and patterns.FIELD_BEFORE_FIELD.match(line.text):
            parted.extend(_split_fields(line))
        else:
            parted.append(line)
    return parted


def may_hold_class_line(text: str) -> bool:
    """False for a line that holds no classification line."""
    return (
        "UNCLAS" in text
        or "SECRET" in text
        or "CONFIDENTIAL" in text
        or "R E T" in text
        or "I A L" in text
    )


def _split_class_line(line: Line) -> list[Line]:
    extract = patterns.DUMP_EXTRACT.match(line.text)
    if extract is not None and extract.end() < len(line.text):
        return [line.part(0, extract.end()), *_split_class_line(line.part(extract.end()))]
    found = read_class_line(line.text)
    glued = patterns.CLASS_LINE_GLUED.search(line.text) if found is None else None
    if glued is not None:
        return [line.part(0, glued.start()), *_split_class_line(line.part(glued.start()))]
    if found is None or not line.text[found[1] :].strip():
        return [line]
    return [line.part(0, found[1]), *_split_fields(line.part(found[1]))]


def _split_fields(line: Line) -> list[Line]:
    """`E.O. 12958: N/A TAGS: PREL SUBJECT: TEST` parted at the fields."""
    pieces: list[Line] = []
    position = 0
    for cut in patterns.FIELD_GLUED.regex.finditer(line.text):
        pieces.append(line.part(position, cut.start()))
        position = cut.end()
    pieces.append(line.part(position))
    return [p for p in pieces if not p.blank]


def year_of(date: datetime.date | None, dump_id: str | None) -> int | None:
    """The year an MRN needs: that of the date, else that of the metadata's id."""
    if date is not None:
        return date.year
    if dump_id is not None:
        return full_year(int(dump_id[:2]))
    return None
