"""Separates a file into metadata, superseded copies and the message."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from generator.model import TELEGRAM_YEARS, Fate, full_year
from generator.parse import header_patterns, publisher_patterns
from generator.parse.class_line import read_class_line
from generator.parse.copies import find_record, last_copy
from generator.parse.lines import Line, LineAndFate
from generator.parse.renderings.rendered_text import CopyMetadata, RenderedText

MONTH_NUMBERS = {
    name: number
    for number, name in enumerate("JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split(), 1)
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """The message and the other parts of its file."""

    line_fates: tuple[LineAndFate, ...]
    """The lines outside the message, with their fates."""
    lines: tuple[Line, ...]
    """The lines of the message."""
    metadata: CopyMetadata
    """What the publisher says outside the message."""
    dump_id: str | None
    """The id in the metadata; None without metadata."""
    dump_date: datetime.date | None
    """The date in the metadata; None without a valid date."""
    has_other_copies: bool
    """True if the file repeats the message or its header."""
    extract_notice: Line | None
    """The publisher's notice that the copy is an extract; None without one."""
    superseded_lines: tuple[Line, ...]
    """The superseded copies; their header may contain fields that the last copy lacks."""
    has_header: bool = True
    """False if the message begins with its text."""
    is_without_text: bool = False
    """True if the file is a record of a telegram whose text it lacks."""


def find_message(rendered: RenderedText) -> Message:
    """Find the last complete copy of the message and separate the rest of the file."""
    if not rendered.has_header:
        return _message_without_header(rendered)
    lines = list(rendered.lines)
    metadata, preamble_end = rendered.metadata, 0
    if metadata == CopyMetadata():
        metadata, preamble_end = _read_preamble(lines)
    fates = [*rendered.furniture, *((line, Fate.PREAMBLE) for line in lines[:preamble_end])]
    rest = _split_joined_lines(lines[preamble_end:])
    extract = rest[0] if rest and publisher_patterns.DUMP_EXTRACT.match(rest[0].text) else None
    if extract is not None:
        fates.append((extract, Fate.PREAMBLE))
        rest = rest[1:]
    record = find_record(rest, metadata.number)
    start, end = (max(record) + 1, len(rest)) if record else last_copy(rest)
    outside = [*range(start), *range(end, len(rest))]
    fates.extend((rest[i], Fate.RECORD if i in record else Fate.SUPERSEDED) for i in outside)
    others = [rest[i] for i in outside if i not in record]
    return Message(
        line_fates=tuple((line, Fate.BLANK if line.is_blank else fate) for line, fate in fates),
        lines=tuple(rest[start:end]),
        metadata=metadata,
        dump_id=metadata.number,
        dump_date=metadata.date,
        has_other_copies=any(not line.is_blank for line in others),
        extract_notice=extract,
        superseded_lines=tuple(others),
        is_without_text=rendered.is_without_text,
    )


def _message_without_header(rendered: RenderedText) -> Message:
    return Message(
        line_fates=tuple(rendered.furniture),
        lines=rendered.lines,
        metadata=rendered.metadata,
        dump_id=rendered.metadata.number,
        dump_date=rendered.metadata.date,
        has_other_copies=False,
        extract_notice=None,
        superseded_lines=(),
        has_header=False,
    )


def _read_preamble(lines: list[Line]) -> tuple[CopyMetadata, int]:
    """The metadata at the start of a dump, and how many lines they take; 0 without metadata.

    `08MEXICO721` / `EIGHTH ANNUAL ...` / `Tue Mar 11 00:00:00 +0100 2008` / classification /
    `Embassy Mexico`
    """
    first = next((i for i, line in enumerate(lines[:5]) if not line.is_blank), None)
    if first is None:
        return CopyMetadata(), 0
    dump_id = publisher_patterns.DUMP_ID.match(lines[first].text)
    if dump_id is None:
        return CopyMetadata(), 0
    for index in range(first + 1, min(first + 6, len(lines))):
        date = publisher_patterns.DUMP_DATE.match(lines[index].text)
        if date is not None:
            metadata = CopyMetadata(number=dump_id[1], date=valid_day(date[3], date[1], date[2]))
            return metadata, min(index + 3, len(lines))
    return CopyMetadata(number=dump_id[1]), first + 1


def valid_day(year: str, month: str, day: str) -> datetime.date | None:
    """The day; None for an invalid date or a year outside `TELEGRAM_YEARS`.

    `month` is its first three letters in English, in any case.
    """
    try:
        date = datetime.date(int(year), MONTH_NUMBERS.get(month.upper(), 0), int(day))
    except ValueError:
        return None
    return date if date.year in TELEGRAM_YEARS else None


def _split_joined_lines(lines: list[Line]) -> list[Line]:
    """Split lines that a dump joined.

    `TO SECSTATE WASHDC 3597UNCLAS REYKJAVIK 000044` and, if a whole header was reflowed,
    `UNCLAS SECTION 01 OF 05 BERLIN 001108 SENSITIVE SIPDIS E.O. 12958: N/A TAGS: ...` before
    SENSITIVE; the fields themselves are split when they are read.
    """
    split_lines: list[Line] = []
    for line in lines:
        if may_hold_class_line(line.text):
            split_lines.extend(_split_class_line(line))
        else:
            split_lines.append(line)
    return split_lines


def may_hold_class_line(text: str) -> bool:
    """False if the line cannot contain a classification line; a fast test before the pattern."""
    return (
        "UNCLAS" in text
        or "SECRET" in text
        or "CONFIDENTIAL" in text
        or "R E T" in text
        or "I A L" in text
        or "LIMITED O" in text
    )


def _split_class_line(line: Line) -> list[Line]:
    extract = publisher_patterns.DUMP_EXTRACT.match(line.text)
    if extract is not None and extract.end() < len(line.text):
        return [line.part(0, extract.end()), *_split_class_line(line.part(extract.end()))]
    class_line = read_class_line(line.text)
    inner = header_patterns.CLASS_LINE_GLUED.search(line.text) if class_line is None else None
    if inner is not None:
        return [line.part(0, inner.start()), *_split_class_line(line.part(inner.start()))]
    if class_line is None or not line.text[class_line[1] :].strip():
        return [line]
    return [line.part(0, class_line[1]), line.part(class_line[1])]


def year_of(date: datetime.date | None, dump_id: str | None) -> int | None:
    """The year for the MRN: that of the date, else that of the id in the metadata."""
    if date is not None:
        return date.year
    if dump_id is not None:
        return full_year(int(dump_id[:2]))
    return None
