"""The fields of an incoming telegram, and the lines between them and the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from generator.facts.post_names import known_post
from generator.model import Fate
from generator.parse.lines import Line, LineAndFate
from generator.parse.pattern import pattern
from generator.parse.renderings.form_lines import (
    is_stamp,
    label_end,
    post_at_start,
    printed_classification,
    printed_day,
    without_stamp,
)

CONTROL = pattern(
    r".*?\bCont?rol(?:\s+No)?\s?[:;.]{0,2}\s*#?\s?(?P<number>\d{2,6})\b",
    "Action           Control: 12345",
    flags=re.IGNORECASE,
)
RECEIVED = pattern(
    r".*?\bRe[co](?:['’‘`]d\b\s?[:;.]{0,2}|d\s?[:;.]{1,2})\s*(?P<value>.*)$",
    "Rec'd: November 21, 1957",
    "Rec'd October 3, 1949",
)
NUMBER = pattern(
    r"(?!.*\bControl)(?:.*?[^A-Za-z])?N[Oo0]\s?[:;.,]{1,2}\s*[=:~_-]{0,3}\s*(?P<number>\d.*)$",
    "RMR     NO:   865, November 21",
    "NO: = 865, November 21",
)
NUMBER_AND_DAY = pattern(
    r"\s*\d{1,5}\s?,\s+[A-Z][A-Za-z]{2,8}\.?\s+\d{1,2}\b.{0,12}$", "865, November 21, 4 p.m."
)
MONTH_FIRST_DATE = pattern(
    r"\s*[A-Z][A-Za-z]{2,8}\.?\s+\d{1,2}\s?,\s+\d{4}\s*$", "November 21, 1957"
)
OTHER_ADDRESS = pattern(
    r"\W*(?P<name>ACTION|INFO)\s?:\s*(?P<value>[A-Z][A-Z]{2,}.*)$", "INFO: EMBASSY BONN 456"
)
REFERENCE = pattern(
    r"\W*(?:REF(?:ERENCE)?S?|Ref(?:erence)?s?)\s?[:;]\s*(?P<value>\S.*)$", "Reference: Deptel 1601."
)
SERIALS = pattern(
    r"\s*(?:[A-Z][A-Z ]{2,20}\s)?\d{1,5}(?:\s?[,;]\s?[A-Z][A-Z ]{2,20}\s\d{1,5}){0,9}\W*$",
    "44.",
    "QUITO 44, LA PAZ 12.",
)
"""The rest of an address line."""
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
ROUTE = pattern(
    r"\s*(?P<post>[A-Z][A-Z .]{2,25}?) (?:FOR|PASS(?: TO)?) [A-Z][A-Z /.,]{2,60}$",
    "PARIS FOR THE DELEGATION.",
)
"""Whom an addressee is to give the telegram."""

HEAD_LINES, FIELD_GAP = 60, 8
"""Number of lines within which the fields are, and between two of them."""


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
    references: list[Line] = field(default_factory=list)


def read_fields(lines: Sequence[Line]) -> FormFields:
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
    if "from" in fields.values and fields.values["from"].is_blank:
        _take_values_apart(lines, fields)
    return fields


def _take_values_apart(lines: Sequence[Line], fields: FormFields) -> None:
    """Take values that a scan put below all names of fields, each the only one of its kind."""
    for name, is_value in (
        ("from", _is_post),
        ("received", MONTH_FIRST_DATE.match),
        ("number", NUMBER_AND_DAY.match),
    ):
        places = [i for i, line in enumerate(lines[:HEAD_LINES]) if is_value(line.text)]
        if len(places) == 1:
            fields.values[name] = lines[places[0]]
            fields.lines.add(lines[places[0]].number)
            fields.end = max(fields.end, places[0] + 1)


def _is_post(text: str) -> bool:
    """True for a line that is nothing but the name of a known post."""
    post = post_at_start(text)
    return post is not None and post[0] == " ".join(text.split())


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


def read_intro(lines: Sequence[Line], start: int) -> FormIntro:
    """The lines below the fields up to the text: stamps, precedence, captions, address lines."""
    intro = FormIntro(start)
    address_goes_on = False
    for index in range(start, len(lines)):
        line = lines[index]
        text = without_stamp(line).text
        caption, address = CAPTION.match(text), ADDRESS.match(line.text)
        reference = REFERENCE.match(line.text)
        route = ROUTE.match(line.text)
        if line.is_blank:
            fate = Fate.BLANK
        elif address is not None or (address_goes_on and SERIALS.match(line.text)):
            if address is not None:
                intro.passing.append(address["text"])
            else:
                intro.passing[-1] += f" {line.text.strip()}"
            fate = Fate.PASSING
        elif route is not None and known_post(route["post"]) is not None:
            intro.passing.append(" ".join(line.text.split()))
            fate = Fate.PASSING
        elif reference is not None:
            intro.references.append(line.part(reference.start("value")))
            fate = Fate.HEADER
        elif caption is not None:
            intro.captions.append(" ".join(caption["name"].split()))
            fate = Fate.CAPTION
        elif PRECEDENCE.match(text):
            fate = Fate.HEADER
        elif printed_classification(line.text) is not None:
            fate = Fate.BANNER
        elif is_stamp(line.text):
            fate = Fate.FORM
        else:
            intro.end = index
            return intro
        address_goes_on = fate is Fate.PASSING
        intro.fates.append((line, fate))
    intro.end = len(lines)
    return intro
