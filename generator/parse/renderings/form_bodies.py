"""The text of a scanned form: page breaks, stamps, scraps and signer are taken off it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise, takewhile, zip_longest

from generator.model import Fate, Repair
from generator.parse import body_patterns
from generator.parse.header_draft import is_para_start
from generator.parse.lines import Line, LineAndFate
from generator.parse.pattern import pattern
from generator.parse.renderings.form_lines import (
    LONG_WORD,
    STAMPS,
    is_scrap,
    is_stamp,
    printed_classification,
    without_stamp,
)
from generator.parse.renderings.released_lines import page_break_blanks
from generator.parse.renderings.scanned_lines import rejoined
from generator.parse.sentences import is_finished

PAGE_HEAD = pattern(
    r"\W*(?:-\s?\d{1,2}\s?-\W{1,6}(?:\S{1,12}\W{1,4})?(?:#?\s?\d{1,5}|A-\d{1,4})\b.{0,60}\bfrom\b"
    r"|Page\s?[:.]?\s?\d{1,2}(?:\s?of\s?\d{1,2})?\W{0,3}$|A-\s?\d{1,4}\W{0,3}$"
    r"|Page\s?[:.]?\s?\d{1,2}\s.{0,40}\bA-\s?\d{1,4}\b"
    r"|A-\s?\d{1,4}\W{1,3}from\b.{0,40}$|Page\s?\d{1,2}\s(?:of\s)?(?:telegram|No)\b.{0,40}\bfrom\b)",
    "-2- 865, November 21, 4 p.m., from Hong Kong",
    "Page 2 of A-123 from Lima",
    "Page 2 of telegram 865 from Hong Kong",
    "Page 2",
    flags=re.IGNORECASE,
)
"""The first line of a further page."""
PAGE_FOOT = pattern(
    r".*(?:\bDS-?\s?\d{3}|\bUSE ONLY\b|\b\w?rafted b|\bClearances?\s?:|\bDECLASSIFIED\b"
    r"|\b[Aa]pproved [Bb]y\b|\bREPRODUCTION\b|\bPROHIBITED\b|\bPERMANENT\b|\bRECORD COPY\b"
    r"|\bmust be returned\b|\b[Dd]owngraded at\b|\bautomatically declassified\b"
    r"|^\W*G(?:ROU|rou)?[Pp][ -]{0,2}\d\W*$"
    r"|^\W*[A-Z]{1,6}(?:/[A-Z]{1,6}){0,3}\s?:\s?[A-Z][A-Za-z.]{2,30}\s?[/:]\s?[A-Za-z]{2,4}\b)",
    "FORM DS-323",
    "FOR DEPT. USE ONLY",
    "POL:JADoe/roe 11-20-63",
    "Clearances: POL:RPoe",
    "REPRODUCTION FROM THIS COPY IS PROHIBITED",
)
"""What the form prints at the foot of a page."""
NOTE = pattern(
    r"\W*(?:NOTE|CWO|ADVANCE COP|RELAYED|REPEATED|PASSED|DISTRIBUTION|COPIES|COPY)\b",
    "Note: Advance copy to S/S-O",
    flags=re.IGNORECASE,
)
"""A note of the Department's telegraph branch below the signature."""
STAMP_WORD = pattern(r"\W*(?P<office>[A-Z]{2,5})\b[^A-Za-z0-9\"'“‘(]*", "IRC PRESIDENT")
PARAGRAPH_END = pattern(r"[A-Za-z]{4}[.?!][\"”’]?\s*$", "the harvest.")
"""The end of a sentence that is not an abbreviation."""
NO_SIGNER = (
    body_patterns.NO_SIGNATURE | STAMPS | frozenset("PRIORITY ROUTINE IMMEDIATE COPY".split())
)

RARE_STAMPS = frozenset("FRB INR IRC OCB OLI PPT REA RMR SCA SCS TAR TRSY XMB".split())
"""Offices that hardly occur at the start of a line of text, other than `CIA` or `ARMY`."""

MIN_COLUMN, MIN_ALONE = 3, 2
"""So many lines that begin with an office, and so many with nothing else, show that the stamp goes
down beside the text."""

FOOT_LINES = 16
"""Number of lines that the foot and head of a page take at most."""

LONG_LINE = 0.75
"""A line of at least this share of the width of the text may go on below a blank line."""

SHORT_LINE = 0.7
"""A line of less than this share of the width of the text is the last of a paragraph."""

CLOSING_LINES = 24
"""Number of lines below a signature at most."""

PROSE_WORDS = 5
"""A line with so many words of four letters is text, if nothing shows that it is the form's."""


@dataclass(slots=True)
class FormBody:
    """The text of a form and the lines that are not part of it."""

    lines: list[Line] = field(default_factory=list)
    fates: list[LineAndFate] = field(default_factory=list)
    repairs: list[Repair] = field(default_factory=list)


def read_body(lines: Sequence[Line], closing: dict[int, Fate], *, has_stamps: bool) -> FormBody:
    """The lines of the text, without page breaks, stamps and scraps.

    `closing` are the fates of the lines from the signature on, by number. `has_stamps` is true if
    the distribution stamp is at the left of other lines.
    """
    fates = {**page_breaks(lines), **closing}
    fates.update(_lone_scraps(lines, fates))
    fates.update(dict.fromkeys(page_break_blanks(lines, fates), Fate.BLANK))
    if has_stamps and _is_column(lines):
        alone = (line for line in lines if is_stamp(line.text) and not line.is_blank)
        fates.update((line.number, Fate.FORM) for line in alone if line.number not in fates)
        offices = STAMPS
    else:
        offices = RARE_STAMPS
    body = FormBody(repairs=_heal_sentences(lines, fates))
    is_first = offices is RARE_STAMPS
    for line in lines:
        if line.number in fates:
            body.fates.append((line, Fate.BLANK if line.is_blank else fates[line.number]))
            continue
        stamp = STAMP_WORD.match(line.text) if has_stamps and not is_first else None
        is_apart = without_stamp(line) is not line
        is_stamped = stamp is not None and (is_apart or stamp["office"] in offices)
        if stamp is not None and is_stamped and stamp.end() < len(line.text):
            body.fates.append((line.part(0, stamp.end()), Fate.FORM))
            body.repairs.append(
                Repair(line=line.number, before=stamp[0].strip(), after="", rule="form-stamp")
            )
            line = line.part(stamp.end())
        body.lines.append(line)
        is_first = line.is_blank and offices is RARE_STAMPS
    return body


def _is_column(lines: Sequence[Line]) -> bool:
    """True if offices stand at the left of a text in small letters, some of them alone."""
    is_small = any(map(str.islower, "".join(line.text for line in lines)))
    beside = list(filter(begins_with_stamp, lines))
    alone = sum(is_stamp(line.text) for line in beside)
    return is_small and len(beside) >= MIN_COLUMN and alone >= MIN_ALONE


def _width(lines: Sequence[Line]) -> int:
    """The width of the text in characters: nine lines of ten are not longer."""
    lengths = sorted(len(line.text) for line in lines if not line.is_blank)
    return lengths[len(lengths) * 9 // 10] if lengths else 0


def _heal_sentences(lines: Sequence[Line], fates: dict[int, Fate]) -> list[Repair]:
    """Adds to `fates` the blank lines that a scan put behind long lines of unfinished sentences.

    Returns the repairs.
    """
    text = [line for line in lines if line.number not in fates]
    width = _width(text)
    repairs: list[Repair] = []
    for (above, blank), (_, below) in pairwise(pairwise(text)):
        is_open = len(above.text) >= LONG_LINE * width and not is_finished(above.text)
        if is_open and blank.is_blank and not (below.is_blank or is_para_start(below.text)):
            fates[blank.number] = Fate.BLANK
            repairs.append(rejoined(above, below))
    return repairs


def split_paragraphs(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with a blank one behind each paragraph that ends on a short line.

    Typists indented the first line of a paragraph and left no blank line above it; a scan loses
    the indentation.
    """
    width = _width(lines)
    split: list[Line] = []
    for line, below in zip_longest(lines, lines[1:]):
        split.append(line)
        is_end = PARAGRAPH_END.search(line.text) and len(line.text) < SHORT_LINE * width
        if is_end and below is not None and below.text.lstrip()[:1].isupper():
            split.append(Line(line.number, line.end, line.end, ""))
    return tuple(split)


def page_breaks(lines: Sequence[Line]) -> dict[int, Fate]:
    """The lines of page breaks, and of the foot of the last page, by number.

    A break goes from the first mark of a page's foot, or the scraps above it, to the head of the
    next page and the banner below it.
    """
    fates: dict[int, Fate] = {}
    heads = [i for i, line in enumerate(lines) if PAGE_HEAD.match(line.text)]
    end = 0
    for head in (*heads, len(lines)):
        if head < end:
            continue
        start = max(end, _start_of_foot(lines, head))
        end = head
        while end < len(lines) and (PAGE_HEAD.match(lines[end].text) or _is_margin(lines[end])):
            if PAGE_HEAD.match(lines[end].text):
                fates[lines[end].number] = Fate.PAGE
            end += 1
        for line in lines[start:end]:
            fates.setdefault(line.number, Fate.BLANK if line.is_blank else Fate.FORM)
    return fates


def _start_of_foot(lines: Sequence[Line], head: int) -> int:
    """The index at which the foot of the page above `head` begins; `head` without a foot.

    A mark of the foot takes the lines between it and the next mark along, unless they are text.
    """
    start = head
    is_open = True
    for index in range(head - 1, max(-1, head - 1 - FOOT_LINES), -1):
        line = lines[index]
        if PAGE_FOOT.match(line.text) or (is_open and not line.is_blank and _is_margin(line)):
            start, is_open = index, True
        elif len(LONG_WORD.regex.findall(line.text)) >= PROSE_WORDS or _ends_text(line):
            break
        elif not line.is_blank:
            is_open = False
    return start


def _ends_text(line: Line) -> bool:
    """True for the short last line of a paragraph."""
    return bool(LONG_WORD.search(line.text)) and line.text.rstrip()[-1:] in ".?!"


def _is_margin(line: Line) -> bool:
    return line.is_blank or is_scrap(line.text) or printed_classification(line.text) is not None


def _lone_scraps(lines: Sequence[Line], fates: dict[int, Fate]) -> dict[int, Fate]:
    """The scraps and stamps that are by themselves between blank lines, by number."""
    scraps: dict[int, Fate] = {}
    block: list[Line] = []
    for line in (*lines, None):
        if line is not None and not line.is_blank and line.number not in fates:
            block.append(line)
            continue
        if all(is_stamp(item.text) for item in block):
            scraps.update((item.number, Fate.FORM) for item in block)
        block = []
    return scraps


def signer(line: Line) -> tuple[int, str] | None:
    """The offset and the name of a signer, alone on a line; None for other lines.

    `DOE`, `Roedoe`, `CIA DOE` beside the distribution stamp.
    """
    stamp = STAMP_WORD.match(line.text)
    start = stamp.end() if stamp is not None and stamp["office"] in STAMPS else 0
    match = body_patterns.SIGNATURE.match(line.text[start:].rstrip(" .,_-|~"))
    if match is None or NO_SIGNER & set(match["name"].upper().split()):
        return None
    return start, match["name"]


def find_signer(lines: Sequence[Line]) -> int | None:
    """The index of the signer's line: the last below which nothing but notes and scraps stand.

    A name with small letters may be a word of the text, if the sentence above is not finished.
    """
    count, is_closing = 0, True
    for index in range(len(lines) - 1, -1, -1):
        line = lines[index]
        if line.is_blank:
            continue
        name = signer(line) if is_closing and count <= CLOSING_LINES else None
        if name is not None and (name[1].isupper() or _is_finished_above(lines, index)):
            return index
        is_prose = len(LONG_WORD.regex.findall(line.text)) >= PROSE_WORDS
        if NOTE.match(line.text):
            is_closing = True
        elif is_prose and not PAGE_FOOT.match(line.text):
            is_closing = False
        count += 1
    return None


def _is_finished_above(lines: Sequence[Line], index: int) -> bool:
    above = next((line for line in reversed(lines[:index]) if not line.is_blank), None)
    return above is not None and (is_finished(above.text) or is_scrap(above.text))


def closing_fates(lines: Sequence[Line], at: int | None) -> dict[int, Fate]:
    """The fates of the signer's line, those below it and scraps above it, by number.

    None without a signer.
    """
    if at is None:
        return {}
    above = list(takewhile(lambda line: line.is_blank or is_scrap(line.text), lines[:at][::-1]))
    others = {line.number: Fate.FORM for line in (*above, *lines[at + 1 :])}
    return {**others, lines[at].number: Fate.SIGNATURE}


def begins_with_stamp(line: Line) -> bool:
    """True for a line with an office of the distribution stamp at its left."""
    stamp = STAMP_WORD.match(line.text)
    return stamp is not None and stamp["office"] in STAMPS
