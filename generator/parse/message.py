"""Find the message in a file: metadata in front, earlier copies, the classification line."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from generator.model import Fate, full_year
from generator.parse import patterns
from generator.parse.lines import Line
from generator.text import SourceText

Told = tuple[Line, Fate]
"""A logical line and what became of it."""

MONTH_NUMBERS = {
    name: number
    for number, name in enumerate("JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split(), 1)
}


CLASS_INITIALS = frozenset("UNCSTuncst")
"""What a classification line may begin with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassLine:
    """What a classification line says: `UNCLAS SECTION 01 OF 11 MEXICO 000721`."""

    word: str
    """The classification as typed, without blanks between letters."""
    captions: tuple[str, ...]
    """Captions within the line ("E F T O" as "EFTO", "NOFORN")."""
    post: str
    number: int
    section: int | None
    of: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """The parts of a file."""

    told: tuple[Told, ...]
    """Lines in front of the message and what became of them."""
    lines: tuple[Line, ...]
    """The message."""
    dump_id: str | None
    """The id in the metadata; None without metadata."""
    dump_date: datetime.date | None
    """The date in the metadata; None without metadata."""
    copies: int
    """How often the message stands in the file."""
    earlier: tuple[Line, ...]
    """The copies that were superseded; their header may hold what the last one lacks."""


def read_class_line(text: str) -> tuple[ClassLine, int] | None:
    """The classification line at the start of `text` and where it ends; None without one.

    `UNCLAS SECTION 01 OF 11 MEXICO 000721`, `UNCLAS E F T O LONDON 002187`,
    `Unclas nairobi 000165` (capitals lost). A post never ends in a word of the line itself.
    """
    if text.lstrip()[:1] not in CLASS_INITIALS:
        return None
    found = patterns.CLASS_LINE.match(text) or patterns.CLASS_LINE_LOWERED.match(text)
    if found is None:
        return None
    post = found["post"].upper()
    if found["section"] is None and not found.re.flags & re.IGNORECASE and len(found["number"]) < 4:
        return None
    if found.re.flags & re.IGNORECASE and not found["number"].startswith("0"):
        return None
    between = found["between"].upper().replace(" ", "")
    return (
        ClassLine(
            word=found["word"].upper().replace(" ", ""),
            captions=tuple(c for c in ("EFTO", "NOFORN") if c in between),
            post=post,
            number=int(found["number"]),
            section=int(found["section"]) if found["section"] else None,
            of=int(found["of"]) if found["of"] else None,
        ),
        found.end(),
    )


def find_message(source: SourceText, lines: list[Line]) -> Message:
    """Part the file into what stands in front and the last complete copy of the message."""
    dump_id, dump_date, front = _preamble(lines)
    told: list[Told] = [(line, Fate.PREAMBLE) for line in lines[:front]]
    rest = _split_glued(lines[front:])
    if rest and patterns.DUMP_EXTRACT.match(rest[0].text):
        told.append((rest[0], Fate.PREAMBLE))
        rest = rest[1:]
    start, record = _last_copy(source, rest, dump_id)
    earlier = tuple(rest[:start])
    told.extend(
        (line, Fate.RECORD if index in record else Fate.SUPERSEDED)
        for index, line in enumerate(earlier)
    )
    return Message(
        told=tuple((line, Fate.BLANK if line.blank else fate) for line, fate in told),
        lines=tuple(rest[start:]),
        dump_id=dump_id,
        dump_date=dump_date,
        copies=2 if earlier else 1,
        earlier=tuple(line for index, line in enumerate(earlier) if index not in record),
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
    month = MONTH_NUMBERS.get(found[1].upper())
    try:
        return datetime.date(int(found[3]), month or 0, int(found[2]))
    except ValueError:
        return None


def _split_glued(lines: list[Line]) -> list[Line]:
    """Part lines that a dump glued together.

    `TO SECSTATE WASHDC 3597UNCLAS REYKJAVIK 000044` and, where a whole header was
    reflowed, `UNCLAS SECTION 01 OF 05 BERLIN 001108 SENSITIVE SIPDIS E.O. 12958: N/A TAGS: ...`.
    """
    parted: list[Line] = []
    for line in lines:
        if (
            "UNCLAS" in line.text
            or "RET" in line.text
            or "TIAL" in line.text
            or "R E T" in line.text
        ):
            parted.extend(_split_class_line(line))
        else:
            parted.append(line)
    return parted


def _split_class_line(line: Line) -> list[Line]:
    extract = patterns.DUMP_EXTRACT.match(line.text)
    if extract is not None and extract.end() < len(line.text):
        return [line.part(0, extract.end()), *_split_class_line(line.part(extract.end()))]
    found = read_class_line(line.text)
    glued = patterns.CLASS_LINE_GLUED.search(line.text) if found is None else None
    if glued is not None:
        return [line.part(0, glued.start()), line.part(glued.start())]
    if found is None or not line.text[found[1] :].strip():
        return [line]
    tail = line.part(found[1])
    pieces = [line.part(0, found[1])]
    position = 0
    for cut in patterns.FIELD_GLUED.regex.finditer(tail.text):
        pieces.append(tail.part(position, cut.start()))
        position = cut.end()
    pieces.append(tail.part(position))
    return [p for p in pieces if not p.blank]


def _last_copy(
    source: SourceText, lines: list[Line], dump_id: str | None
) -> tuple[int, frozenset[int]]:
    """Where the last complete copy begins, and which lines before it are a database record.

    Publishers that merged two databases left the message twice: a stub that ends in `...`,
    a record (row, date, id, origin, classification, references), then the whole message.
    """
    record = _record_lines(source, lines, dump_id)
    if record:
        return max(record) + 1, record
    found = [
        (index, parsed[0])
        for index, line in enumerate(lines)
        for parsed in (read_class_line(line.text),)
        if parsed is not None and parsed[0].section in (None, 1)
    ]
    if len(found) < 2:
        return 0, frozenset()
    _, first = found[0]
    same = [i for i, c in found if (c.post, c.number) == (first.post, first.number)]
    if len(same) < 2 or _written(lines[same[-1] :]) < _written(lines[same[0] : same[-1]]):
        return 0, frozenset()
    return same[-1], frozenset()


def _written(lines: list[Line]) -> int:
    return sum(len(line.text) for line in lines)


def _record_lines(source: SourceText, lines: list[Line], dump_id: str | None) -> frozenset[int]:
    """Indexes of the lines of the last database record; empty without one."""
    if dump_id is None or not lines:
        return frozenset()
    last: re.Match[str] | None = None
    for found in patterns.DUMP_RECORD.regex.finditer(source.text, lines[0].start):
        if found["id"] == dump_id:
            last = found
    if last is None:
        return frozenset()
    _split_at_record(lines, last)
    inside = {
        index
        for index, line in enumerate(lines)
        if last.start() <= line.start < last.end() and not line.blank
    }
    after = max(inside) + 1 if inside else len(lines)
    while after < len(lines) and (lines[after].blank or patterns.MRN_LIST.match(lines[after].text)):
        inside.add(after)
        after += 1
    return frozenset(inside)


def _split_at_record(lines: list[Line], record: re.Match[str]) -> None:
    """Part, in place, the lines that hold the record's first or last character."""
    for offset in (record.start(), record.end()):
        for index, line in enumerate(lines):
            if line.start < offset < line.end and offset - line.start < len(line.text):
                cut = offset - line.start
                head = Line(line.number, line.start, offset, line.text[:cut].rstrip())
                tail = Line(line.number, offset, line.end, line.text[cut:])
                lines[index : index + 1] = [head, tail]
                break


def year_of(date: datetime.date | None, dump_id: str | None) -> int | None:
    """The year an MRN needs: that of the date, else that of the metadata's id."""
    if date is not None:
        return date.year
    if dump_id is not None:
        return full_year(int(dump_id[:2]))
    return None
