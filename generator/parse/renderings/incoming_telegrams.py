"""The incoming telegram: the Department's form for telegrams from posts, before 1973.

    INCOMING TELEGRAM    Department of State
    32           CONFIDENTIAL
    Action                         Control: 12345
    FE                             Rec'd: November 21, 1957
    Info    FROM: Hong Kong                 8:30 p.m.
    RMR     TO:   Secretary of State
    INR     NO:   865, November 21

    SENT DEPARTMENT 865, REPEATED INFORMATION KOBE 2.
    The harvest ...
                                   DOE

Fields, stamps and what a scan made of the form's edges stand around and between the lines of the
text. There is no subject, and the number is of a series that the post kept for the Department.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from rapidfuzz.distance import Levenshtein

from generator.model import Addressee, ArchiveNumber, DateSource, Fate, NumberKind, Repair
from generator.model.diagnostics import Diagnostic, diagnostic
from generator.model.source_text import SourceText
from generator.parse.lines import Line, LineAndFate, source_lines
from generator.parse.patterns import pattern
from generator.parse.renderings.form_bodies import (
    begins_with_stamp,
    closing_fates,
    find_signer,
    read_body,
    signer,
)
from generator.parse.renderings.form_lines import (
    PrintedDay,
    agreed_classification,
    is_stamp,
    label_end,
    post_at_start,
    printed_classification,
    printed_date,
    printed_day,
)
from generator.parse.renderings.released_lines import separate_marks
from generator.parse.renderings.rendered_text import CopyMetadata, RenderedText

CONTROL = pattern(
    r".*?\bCont?rol(?:\s+No)?\s?[:;.]{1,2}\s*#?\s?(?P<number>\d{2,6})\b",
    "Action           Control: 12345",
    flags=re.IGNORECASE,
)
RECEIVED = pattern(r".*?\bRe[co]['’‘`]?d\s?[:;.]{1,2}\s*(?P<value>.*)$", "Rec'd: November 21, 1957")
NUMBER = pattern(
    r"(?!.*\bControl)(?:.*?[^A-Za-z])?N[Oo0]\s?[:;.,]{1,2}\s*[=:~_-]{0,3}\s*(?P<number>\d{1,5})\b"
    r"(?P<rest>.*)$",
    "RMR     NO:   865, November 21",
    "NO: = 865, November 21",
)
OTHER_ADDRESS = pattern(
    r"\W*(?P<name>ACTION|INFO)\s?:\s*(?P<value>[A-Z][A-Z]{2,}.*)$", "INFO: EMBASSY BONN 456"
)
SERIAL = pattern(r"\s*SECSTATE\s+(?P<number>\d{1,5})\b", "SECSTATE 1201 PRIORITY")
"""The number where the form has no field for it."""
PRECEDENCE = pattern(
    r"\W*(?:NIACT|FLASH|EMERGENCY|OPERATIONAL IMMEDIATE|IMMEDIATE|PRIORITY|ROUTINE)\W*$", "PRIORITY"
)
CAPTION = pattern(
    r"\W*(?P<name>EXDIS|NODIS|LIMDIS|STADIS|NOFORN|LIMIT(?:ED)? DISTRIBUTION|EYES ONLY"
    r"|NO DISTRIBUTION OUTSIDE DEPARTMENT)\W*$",
    "LIMIT DISTRIBUTION",
)
ADDRESS = pattern(
    r"(?P<before>.{0,12}?)(?P<text>\b(?:(?:ALSO\s+)?(?:SENT|ACTION|ADDRESSED)\s+(?:TO\s+)?"
    r"(?:THE\s+)?(?:DEPARTMENT|DEPT|DEPTEL|SECSTATE)\b|(?:REPEATED|RPTD|REPTD?)\s+"
    r"(?:INFORMATION|INFO|TO)\b|(?:DEPARTMENT|DEPT)\s+(?:ALSO\s+|PLEASE\s+)?PASS\b|PASS(?:ED)?\s+TO\b).*)$",
    "FE  SENT DEPARTMENT 865, REPEATED INFORMATION KOBE 2.",
    "RPTD INFO BONN 456",
    flags=re.IGNORECASE,
)

HEAD_LINES, FIELD_GAP = 60, 8
"""Number of lines within which the fields stand, and between two of them."""

LONGEST_DELAY = 20
"""The most days between the day in the number's line and that of receipt."""

FEWEST_STAMPS = 2
"""So many lines that begin with an office show that the distribution stamp is at the left."""


@dataclass(slots=True)
class FormFields:
    """The fields of the form as printed."""

    values: dict[str, Line] = field(default_factory=dict)
    """By name: the line's part behind the name, or the line below if that part is empty."""
    lines: set[int] = field(default_factory=set)
    """The numbers of the lines with fields."""
    end: int = 0
    """The index after the last field."""


@dataclass(slots=True)
class FormIntro:
    """The lines between the fields and the text."""

    end: int
    """The index of the first line of the text."""
    fates: list[LineAndFate] = field(default_factory=list)
    captions: list[str] = field(default_factory=list)
    passing: list[str] = field(default_factory=list)


def detects(text: str) -> bool:
    """True for the form's title or the fields `Control:` and `Rec'd:`, with `FROM:` and a number.

    The title and the first fields stand at the head of the text.
    """
    lines = text.split("\n", HEAD_LINES + 1)[:HEAD_LINES]
    has_title = any(map(_is_title, lines))
    has_control = any(map(CONTROL.match, lines)) and any(map(RECEIVED.match, lines))
    if not (has_title or has_control):
        return False
    names = {name for line in lines for name in ("FROM", "TO") if label_end(line, name)}
    return "FROM" in names and (
        any(map(NUMBER.match, lines)) or any(map(RECEIVED.match, lines)) or "TO" in names
    )


def _is_title(text: str) -> bool:
    """True for `INCOMING TELEGRAM`, each word with two letters misread at most."""
    words = [word.upper() for word in re.findall(r"[A-Za-z]+", text)][:8]
    return any(
        Levenshtein.distance(first, "INCOMING", score_cutoff=2) <= 2
        and Levenshtein.distance(second, "TELEGRAM", score_cutoff=2) <= 2
        for first, second in pairwise(words)
    )


def read(source: SourceText) -> RenderedText:
    """The text of the telegram; the form around it is furniture, and its fields are metadata."""
    released = separate_marks(source_lines(source))
    lines = released.lines
    fields = _read_fields(lines)
    intro = _read_intro(lines, fields.end)
    text = lines[intro.end :]
    at = find_signer(text)
    has_stamps = sum(map(begins_with_stamp, lines[: intro.end])) >= FEWEST_STAMPS
    body = read_body(text, closing_fates(text, at), has_stamps=has_stamps)
    name = signer(text[at]) if at is not None else None
    metadata, repairs, diagnostics = _metadata(source, fields)
    metadata = replace(
        metadata,
        classification=agreed_classification(
            [*lines[: intro.end], *(line for line, _ in body.fates)]
        ),
        captions=tuple(intro.captions),
        passing=tuple(intro.passing),
        signature=name[1] if name else None,
    )
    return RenderedText(
        lines=tuple(body.lines),
        furniture=(
            *released.furniture,
            *_head_fates(lines[: fields.end], fields),
            *intro.fates,
            *body.fates,
        ),
        metadata=metadata,
        has_header=False,
        archive_numbers=(*released.numbers, *_numbers(fields)),
        release_marks=released.marks,
        diagnostics=diagnostics,
        repairs=(*repairs, *body.repairs),
    )


def _read_fields(lines: Sequence[Line]) -> FormFields:
    """The fields at the head; the first of each name counts."""
    fields = FormFields()
    for index, line in enumerate(lines[:HEAD_LINES]):
        if fields.end and "from" in fields.values and index > fields.end + FIELD_GAP:
            break
        for name, start in _fields_of_line(line.text):
            fields.lines.add(line.number)
            fields.end = index + 1
            value = line.part(start)
            below = lines[index + 1] if index + 1 < len(lines) else None
            if value.is_blank and below is not None and printed_day(below.text):
                fields.lines.add(below.number)
                fields.end, value = index + 2, below
            fields.values.setdefault(name, value)
    return fields


def _fields_of_line(text: str) -> Iterator[tuple[str, int]]:
    """The names of the fields on a line, with the offset of each value."""
    for name, form in (("control", CONTROL), ("received", RECEIVED), ("number", NUMBER)):
        match = form.match(text)
        if match is not None:
            yield name, match.start("value" if name == "received" else "number")
    for name in ("FROM", "TO", "DATE"):
        start = label_end(text, name)
        if start is not None:
            yield name.lower(), start
    match = OTHER_ADDRESS.match(text)
    if match is not None:
        yield match["name"].lower(), match.start("value")


def _head_fates(lines: Sequence[Line], fields: FormFields) -> Iterator[LineAndFate]:
    for line in lines:
        if line.is_blank:
            yield line, Fate.BLANK
        elif line.number in fields.lines:
            yield line, Fate.HEADER
        else:
            is_banner = printed_classification(line.text) is not None
            yield line, Fate.BANNER if is_banner else Fate.FORM


def _read_intro(lines: Sequence[Line], start: int) -> FormIntro:
    """The lines below the fields up to the text: stamps, precedence, captions, address lines."""
    intro = FormIntro(start)
    address_goes_on = False
    for index in range(start, len(lines)):
        line = lines[index]
        caption, address = CAPTION.match(line.text), ADDRESS.match(line.text)
        if line.is_blank:
            fate = Fate.BLANK
        elif address is not None or address_goes_on:
            intro.passing.append(address["text"] if address else line.text.strip())
            fate = Fate.PASSING
        elif caption is not None:
            intro.captions.append(" ".join(caption["name"].split()))
            fate = Fate.CAPTION
        elif PRECEDENCE.match(line.text):
            fate = Fate.HEADER
        elif printed_classification(line.text) is not None:
            fate = Fate.BANNER
        elif is_stamp(line.text):
            fate = Fate.FORM
        else:
            intro.end = index
            return intro
        address_goes_on = fate is Fate.PASSING and line.text.rstrip()[-1:] in ",;"
        intro.fates.append((line, fate))
    intro.end = len(lines)
    return intro


def _numbers(fields: FormFields) -> Iterator[ArchiveNumber]:
    """The control number, and the telegram's own in its series."""
    for name, kind in (("control", NumberKind.CONTROL), ("number", NumberKind.SERIES)):
        digits = re.match(r"\d+", fields.values[name].text) if name in fields.values else None
        if digits is not None:
            yield ArchiveNumber(kind=kind, text=digits[0])
    action = fields.values.get("action")
    serial = SERIAL.match(action.text) if action and "number" not in fields.values else None
    if serial is not None:
        yield ArchiveNumber(kind=NumberKind.SERIES, text=serial["number"])


def _metadata(
    source: SourceText, fields: FormFields
) -> tuple[CopyMetadata, tuple[Repair, ...], tuple[Diagnostic, ...]]:
    """What the fields say, with repairs of misread digits and what is not sure."""
    sender = fields.values["from"]
    post = post_at_start(sender.text)
    date, repairs = _day_sent(source, fields)
    to = fields.values.get("to")
    metadata = CopyMetadata(
        date=date,
        date_source=DateSource.FORM,
        post=post[1] if post else None,
        sender=post[0] if post else None,
        action=(*_addressees(to), *_addressees(fields.values.get("action"))),
        info=tuple(_addressees(fields.values.get("info"))),
    )
    return metadata, repairs, tuple(_diagnose(fields, sender, post))


def _diagnose(
    fields: FormFields, sender: Line, post: tuple[str, str] | None
) -> Iterator[Diagnostic]:
    """Why there is no number, and a sender that is no known post."""
    if post is None:
        name = " ".join(sender.text.split())
        yield diagnostic(
            "post-unknown",
            line=sender.number,
            text=sender.text,
            post=name,
            number="the cable has none",
        )
    line = fields.values.get("number", sender)
    reason = "the form has none that is readable"
    if "number" in fields.values:
        reason = (
            "before 1973 a post counted its telegrams to each addressee in a series of their own, "
            "so that other telegrams of the year may have the same number"
        )
    yield diagnostic("number-uncertain", line=line.number, text=line.text, reason=reason)


def _addressees(value: Line | None) -> Iterator[Addressee]:
    """The addressees of a field, separated by commas, without what a scan put before them."""
    for text in value.text.split(",") if value is not None else ():
        name = " ".join(text.split()).strip("‘’'\"“”.=_- ")
        if name:
            yield Addressee(routing=None, name=name, precedence=None, serial=None)


def _day_sent(
    source: SourceText, fields: FormFields
) -> tuple[datetime.date | None, tuple[Repair, ...]]:
    """The day beside the number, or of the field `DATE:`, with repairs of its year.

    Its year, if it is not printed, is that of receipt: `NO: 865, December 31` that was received on
    January 1 was sent in the year before.
    """
    none: tuple[Repair, ...] = ()
    line = fields.values.get("received")
    received, repairs = (
        printed_date(line.text, line.number, source.text) if line is not None else (None, none)
    )
    for value in (fields.values.get(name) for name in ("number", "date")):
        day = printed_day(value.text) if value is not None else None
        if value is None or day is None:
            continue
        if day.printed_year:
            return printed_date(value.text, value.number, source.text)
        date = _before(received, day) if received is not None else None
        return date, repairs if date is not None else none
    return None, none


def _before(received: datetime.date, day: PrintedDay) -> datetime.date | None:
    """The day without its year as the last one before receipt; None if that is too long ago."""
    for year in (received.year, received.year - 1):
        date = day.in_year(year)
        if date is not None and 0 <= (received - date).days <= LONGEST_DELAY:
            return date
    return None
