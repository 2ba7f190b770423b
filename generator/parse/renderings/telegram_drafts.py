"""The draft rendering: a telegram of the Department as an office drafted it, before it was sent.

    UNCLASSIFIED

    ARA/AND:JDOE
    08/26/2009 202-555-0100
    ARA:RROE

    ARA/FO:MPOE - OK

    IMMEDIATE LIMA, +

    SENSITIVE
    E.O. 12958: N/A
    ...
    YY
    PM:SMOE - INFO
    Y
    IMMEDIATE QUITO

A draft has no number and no date-time group. Who drafted, cleared and approved it is above the
fields; what did not fit there is behind the text, after a line of the letter Y.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from generator.facts.post_names import known_post
from generator.model import Addressee, DateSource, Fate, Repair
from generator.model.diagnostics import Diagnostic, diagnostic
from generator.model.source_text import SourceText
from generator.parse import header_patterns
from generator.parse.header_draft import is_para_start, starts_field
from generator.parse.lines import Line, LineAndFate, source_lines
from generator.parse.pattern import any_matches, pattern
from generator.parse.release_marks import codes_at_end
from generator.parse.renderings.form_lines import (
    DIGITS,
    agreed_classification,
    numbered_day,
    printed_classification,
)
from generator.parse.renderings.released_lines import separate_marks
from generator.parse.renderings.rendered_text import CopyMetadata, RenderedText

_OFFICE = r"[A-Z]{1,8}(?:\([A-Z]{1,3}\))?(?:/[A-Z][A-Z&-]{0,8}(?:\([A-Z]{1,3}\))?){0,4}"
_NAME = r"[A-Z][A-Za-z.'’-]{1,30}"
_DRAFTER = rf"{_OFFICE}\s?:\s?{_NAME}(?::[A-Z]{{2,4}})?"
_DAY = r"(?P<day>[0-9IlO]{1,2}/[0-9IlO]{1,2}/(?:[0-9IlO]{2}){1,2})"
_TELEPHONE = r"(?:\s+\(?[\dxXIlO][\dIlO() .xX-]{3,20})?"
DRAFTER = pattern(rf"\s*{_DRAFTER}(?:\s+{_DAY}{_TELEPHONE})?\s*$", "ARA/AND:JDOE", "S/CT: JDOE:JD")
"""The office and name of the drafter."""
DRAFTING_DAY = pattern(
    rf"\s*(?:{_DRAFTER}\s+)?{_DAY}{_TELEPHONE}\s*$",
    "08/26/2009 202-555-0100",
    "ARA/AND:JDOE   8/26/09 X7-0100",
)
CLEARANCE = pattern(
    rf"\s*{_OFFICE}\s?:\s*(?:{_NAME}(?:\s{_NAME})?)?"
    r"\s*(?:[-—–~_]{1,2}\s*[A-Z][A-Za-z./ ]{0,20}(?:\([A-Z ]{1,20}\))?)?\s*\+?\s*$",
    "ARA/FO:MPOE - OK",
    "D(S):RROE — OK (PROVISIONAL)",
    "JCS:             — INFO",
)
ADDRESS = pattern(
    r"\s*(?P<info>INFO\s+)?(?P<precedence>FLASH|NIACT IMMEDIATE|IMMEDIATE|PRIORITY|ROUTINE)\s+"
    r"(?P<names>[A-Z][A-Z ,.'/-]{1,80}?)[\s,+]*$",
    "IMMEDIATE LIMA, +",
    "INFO IMMEDIATE  QUITO, LA PAZ",
    "PRIORITY   BUENOS AIRES",
)
COLUMN_GAP = pattern(r"\s{2,}", "  ")
"""White space between clearances on one line."""
CONTINUATION = pattern(r"\s*Y{1,4}\s*$", "YY")
"""The line behind which the form goes on."""

NUMBERED = (
    header_patterns.DTG,
    header_patterns.CLASS_LINE,
    header_patterns.FROM,
    header_patterns.STATION,
)
"""Lines of a telegram that was sent."""

MAX_HEAD = 60
"""Number of text lines within which the fields of a draft begin."""


def detects(text: str) -> bool:
    """True for a drafter and drafting date above the fields, without lines of a telegram sent."""
    head: list[str] = []
    for line in islice((line for line in text.split("\n") if line.strip()), MAX_HEAD):
        if starts_field(line):
            return _drafting_line(head) is not None
        if any_matches(NUMBERED, line):
            return False
        codes = codes_at_end(line)
        head.append(line[: codes[0]].rstrip() if codes else line)
    return False


def _drafting_line(head: Sequence[str]) -> int | None:
    """The index of the drafting date: in the line of the drafter or directly below it."""
    for index, line in enumerate(head):
        if DRAFTING_DAY.match(line):
            drafter = line if DRAFTER.match(line) else head[index - 1] if index else ""
            return index if DRAFTER.match(drafter) else None
    return None


def read(source: SourceText) -> RenderedText:
    """The captions, fields and text; who drafted, cleared and receives the telegram is its form."""
    released = separate_marks(source_lines(source))
    lines = released.lines
    field = next(i for i, line in enumerate(lines) if starts_field(line.text))
    start = _end_of_form(lines[:field])
    end = field + _end_of_text(lines[field:])
    form = [line for line in lines[:field] if not line.is_blank]
    at = _drafting_line([line.text for line in form])
    metadata, repairs, diagnostics = _metadata(lines[:start], lines[end:], form[at or 0])
    return RenderedText(
        lines=lines[start:end],
        furniture=(*released.furniture, *_fates(lines[:start]), *_fates(lines[end:])),
        metadata=metadata,
        archive_numbers=released.numbers,
        release_marks=released.marks,
        diagnostics=diagnostics,
        repairs=repairs,
    )


def _end_of_form(head: Sequence[Line]) -> int:
    """The index after the last addressee, or without one after the last clearance."""
    for form in (ADDRESS, CLEARANCE, DRAFTING_DAY):
        last = max((i for i, line in enumerate(head) if form.match(line.text)), default=None)
        if last is not None:
            return last + 1
    return 0


def _end_of_text(lines: Sequence[Line]) -> int:
    """The index at which the form goes on behind the text: a `Y`, else the first clearance.

    Below the `Y`, addressees may stand alone: `YY` / `ARA/PPD:JDOE - OK` / `Y` / `QUITO`.
    """
    end = len(lines)
    while end and (lines[end - 1].is_blank or _is_form(lines[end - 1])):
        end -= 1
    form = len(lines)
    while form and _may_be_form(lines[form - 1]):
        form -= 1
    places = (i for i in range(form, len(lines)) if CONTINUATION.match(lines[i].text))
    return next(places, end)


def _may_be_form(line: Line) -> bool:
    """True for the lines of the form, and for one in capitals that begins no paragraph."""
    return _is_form(line) or (line.text.isupper() and not is_para_start(line.text))


def _is_form(line: Line) -> bool:
    return (
        line.is_blank
        or printed_classification(line.text) is not None
        or any_matches((CLEARANCE, ADDRESS, CONTINUATION), line.text)
        or all(map(CLEARANCE.match, COLUMN_GAP.regex.split(line.text.strip())))
    )


def _fates(lines: Iterable[Line]) -> Iterator[LineAndFate]:
    for line in lines:
        if line.gap is not None:
            yield line, Fate.RELEASE_MARK
        elif line.is_blank:
            yield line, Fate.BLANK
        else:
            is_banner = printed_classification(line.text) is not None
            yield line, Fate.BANNER if is_banner else Fate.HEADER


def _metadata(
    head: Sequence[Line], tail: Sequence[Line], drafting: Line
) -> tuple[CopyMetadata, tuple[Repair, ...], tuple[Diagnostic, ...]]:
    """What the form says, with repairs of the drafting date and what a draft lacks."""
    action, info = _addressees(head, tail)
    is_ours = not any(known_post(addressee.name) == "STATE" for addressee in action)
    match = DRAFTING_DAY.match(drafting.text)
    printed = match["day"] if match else ""
    day = printed.translate(DIGITS)
    date = numbered_day(day)
    metadata = CopyMetadata(
        date=date,
        date_source=DateSource.DRAFTING,
        classification=agreed_classification(head) or agreed_classification(tail),
        post="STATE" if is_ours else None,
        sender="SECSTATE WASHDC" if is_ours else None,
        action=action,
        info=info,
        prevailing=frozenset({"classification"}),
    )
    repairs = (Repair(line=drafting.number, before=printed, after=day, rule="misread-digit"),)
    line, text = drafting.number, drafting.text
    diagnostics = (
        diagnostic("number-uncertain", line=line, text=text, reason="a draft has no number"),
        *([diagnostic("date-of-draft", line=line, text=text, date=date)] if date else ()),
    )
    return metadata, repairs if day != printed else (), diagnostics


def _addressees(
    head: Sequence[Line], tail: Sequence[Line]
) -> tuple[tuple[Addressee, ...], tuple[Addressee, ...]]:
    """The action and info addressees: two lists in the head, each of which may go on behind.

    A list ends with `+`, with another precedence, or in the tail with a line of the letter Y.
    """
    lists: tuple[list[Addressee], list[Addressee]] = ([], [])
    for part, begins_lists in ((head, True), (tail, False)):
        index, last = 0, ""
        for line in part:
            match = ADDRESS.match(line.text)
            if match is None:
                index += bool(last and CONTINUATION.match(line.text))
                continue
            if match["info"] or (begins_lists and last and last != match["precedence"]):
                index += 1
            last = match["precedence"]
            lists[min(index, 1)].extend(_named(match))
    return tuple(lists[0]), tuple(lists[1])


def _named(match: re.Match[str]) -> Iterator[Addressee]:
    """The addressees of a line: `IMMEDIATE LIMA, LA PAZ, +`."""
    for name in match["names"].split(","):
        if name.strip():
            yield Addressee(
                routing=None,
                name=" ".join(name.split()),
                precedence=match["precedence"],
                serial=None,
            )
