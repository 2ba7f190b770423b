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

Fields, stamps and what a scan made of the form's edges are around and between the lines of the
text. There is no subject, and the number is of a series that the post kept for the Department.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from rapidfuzz.distance import Levenshtein

from generator.model import (
    FIRST_UNIQUE_YEAR,
    Addressee,
    ArchiveNumber,
    DateSource,
    Fate,
    NumberKind,
    Repair,
)
from generator.model.diagnostics import Diagnostic, diagnostic
from generator.model.source_text import SourceText
from generator.parse.lines import Line, LineAndFate, source_lines
from generator.parse.pattern import pattern
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
    label_end,
    post_at_start,
    printed_classification,
    printed_date,
    printed_day,
)
from generator.parse.renderings.incoming_fields import (
    CONTROL,
    HEAD_LINES,
    NUMBER,
    RECEIVED,
    FormFields,
    read_fields,
    read_intro,
)
from generator.parse.renderings.released_lines import separate_marks
from generator.parse.renderings.rendered_text import CopyMetadata, RenderedText

DIGITS_ONLY = pattern(r"\d{1,5}\b(?!\s\d)", "865, November 21")
"""A whole number: a scan parts the digits of others."""
SECRETARY = pattern(
    r"\W*(?:THE\s+)?SECRETARY\s+OF\s+STATE\b", "‘Secretary of State", flags=re.IGNORECASE
)
SERIAL = pattern(r"\s*SECSTATE\s+(?P<number>\d{1,5})\b", "SECSTATE 1201 PRIORITY")
"""The number where the form has no field for it."""
ADDRESSEE = pattern(
    r"(?P<name>\S.*?)(?:\s(?P<serial>\d{1,5}))?"
    r"(?:\s(?P<precedence>FLASH|NIACT IMMEDIATE|IMMEDIATE|PRIORITY|ROUTINE))?$",
    "SECSTATE 1201 PRIORITY",
    "Secretary of State",
)
TITLE_REACH = 80
"""Number of characters of a line within which the title is."""

LONGEST_DELAY = 20
"""The most days between the day in the number's line and that of receipt."""

FEWEST_STAMPS = 2
"""So many lines that begin with an office show that the distribution stamp is at the left."""


def detects(text: str) -> bool:
    """True for `FROM:` and other marks of the form at the head of the text.

    They are the title and a number, control number or receipt; or control number and day of
    receipt; or the Secretary of State as addressee and a number with its day.
    """
    lines = text.split("\n", HEAD_LINES + 1)[:HEAD_LINES]
    if all(label_end(line, "FROM") is None for line in lines):
        return False
    has_number, has_control, has_receipt, has_day, has_title = (
        any(map(form, lines))
        for form in (NUMBER.match, CONTROL.match, RECEIVED.match, _receipt, _is_title)
    )
    if has_title and (has_number or has_control or has_receipt):
        return True
    return (has_control and has_day) or (
        any(map(_is_to_secretary, lines)) and any(map(_is_dated_number, lines))
    )


def _is_to_secretary(text: str) -> bool:
    """True for `TO: Secretary of State`."""
    end = label_end(text, "TO")
    return end is not None and SECRETARY.match(text[end:]) is not None


def _is_dated_number(text: str) -> bool:
    """True for `NO: 865, November 21`."""
    match = NUMBER.match(text)
    return match is not None and printed_day(match["number"]) is not None


def _receipt(text: str) -> PrintedDay | None:
    """The day of receipt on a line; None for other lines."""
    match = RECEIVED.match(text)
    return printed_day(match["value"]) if match is not None else None


def _is_title(text: str) -> bool:
    """True for `INCOMING TELEGRAM` in capitals, each word with two letters misread at most."""
    words = re.findall(r"[A-Za-z]+", text[:TITLE_REACH])
    return any(
        Levenshtein.distance(first, "INCOMING", score_cutoff=2) <= 2
        and Levenshtein.distance(second, "TELEGRAM", score_cutoff=2) <= 2
        for first, second in pairwise(words)
    )


def read(source: SourceText) -> RenderedText:
    """The text of the telegram; the form around it is furniture, and its fields are metadata."""
    released = separate_marks(source_lines(source))
    lines = released.lines
    fields = read_fields(lines)
    intro = read_intro(lines, fields.end)
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
        references=tuple(intro.references),
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


def _head_fates(lines: Sequence[Line], fields: FormFields) -> Iterator[LineAndFate]:
    for line in lines:
        if line.is_blank:
            yield line, Fate.BLANK
        elif line.number in fields.lines:
            yield line, Fate.HEADER
        else:
            is_banner = printed_classification(line.text) is not None
            yield line, Fate.BANNER if is_banner else Fate.FORM


def _numbers(fields: FormFields) -> Iterator[ArchiveNumber]:
    """The control number, and the telegram's own in its series."""
    for name, kind in (("control", NumberKind.CONTROL), ("number", NumberKind.SERIES)):
        digits = DIGITS_ONLY.match(fields.values[name].text) if name in fields.values else None
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
    reason = "the form has none that is readable"
    if any(number.kind is NumberKind.SERIES for number in _numbers(fields)):
        reason = (
            f"before {FIRST_UNIQUE_YEAR} a post counted its telegrams to each addressee in a "
            "series of their own, so that other telegrams of the year may have the same number"
        )
    line = fields.values.get("number", sender)
    yield diagnostic("number-uncertain", line=line.number, text=line.text, reason=reason)


def _addressees(value: Line | None) -> Iterator[Addressee]:
    """The addressees of a field, separated by commas, without what a scan put before them.

    `SECSTATE 1201 PRIORITY` is the Department, with a number of the series and a precedence.
    """
    for text in value.text.split(",") if value is not None else ():
        match = ADDRESSEE.match(" ".join(text.split()).strip("‘’'\"“”.=_- "))
        if match is not None:
            yield Addressee(
                routing=None,
                name=match["name"],
                precedence=match["precedence"],
                serial=match["serial"],
            )


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
