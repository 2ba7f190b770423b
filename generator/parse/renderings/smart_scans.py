"""Puts right what a scan misread in the header of an older telegram below a SMART block."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.model import Repair
from generator.parse import body_patterns, header_patterns
from generator.parse.class_line import read_class_line
from generator.parse.header_draft import is_para_start
from generator.parse.lines import Line
from generator.parse.pattern import pattern
from generator.parse.renderings.form_lines import DIGITS
from generator.parse.renderings.scanned_lines import mended_dtg

MISREAD_FIGURE = pattern(r"\b(?=[OIl0-9]*[0-9])[OIl0-9]{2,7}(?:Z)?\b", "OO1207", "O1")
"""A number with figures that are read as letters."""

MAX_HEADER = 80
"""Number of lines within which the header of a telegram ends."""


def mend_header(lines: Sequence[Line], repairs: list[Repair]) -> list[Line]:
    """The lines with page lines, date-time groups and classification lines of the header mended.

    `PAGE O1 LIMA 01207 O1 OF 02`, `R 2112582 APR 99`, `UNCLAS LIMA OO1207`: each counts only where
    the mended line has the form of its kind, and the line as it is has none.
    """
    mended = list(lines)
    for index, line in enumerate(lines[:MAX_HEADER]):
        if is_para_start(line.text):
            break
        text = _mended(line.text)
        if text is not None:
            before = line.text.strip()
            repairs.append(Repair(line=line.number, before=before, after=text, rule="scan-misread"))
            mended[index] = Line(line.number, line.start, line.end, text)
    return mended


def _mended(text: str) -> str | None:
    """The line as it must be; None for one that is whole or of no such form."""
    figures = MISREAD_FIGURE.regex.sub(lambda match: match[0].translate(DIGITS), text)
    if figures != text:
        is_page = body_patterns.PAGE_LINE_OLD.match(figures) is not None
        if is_page or (read_class_line(figures) and not read_class_line(text)):
            return re.sub(r"\s+", " ", figures).strip()
    return None if header_patterns.DTG.match(text) else mended_dtg(text)
