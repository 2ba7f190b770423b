"""The plain text of a telegram in its usual form, as typed, released or scanned."""

from __future__ import annotations

from generator.model.source_text import SourceText
from generator.parse.lines import LineAndFate, source_lines
from generator.parse.pattern import pattern
from generator.parse.renderings.line_spacing import undouble, without_margin
from generator.parse.renderings.released_lines import separate_marks
from generator.parse.renderings.rendered_text import RenderedText
from generator.parse.renderings.scanned_lines import mend_scan

MARK_WORDS = pattern(
    r"Case No|Doc No|RELEASED?\s|DECLASSIFI|Declassifi|Sanitized|REVIEW AUTHORITY|CASE ID"
    r"|National Archives|NATIONAL ARCHIVES|Library|LIBRARY",
    "UNCLASSIFIED U.S. Department of State Case No. F-2014-99999 Doc No. C05000000",
    "RELEASE IN PART B6",
)
"""Words of every mark of a release: a fast test before the marks themselves."""


def detects(text: str) -> bool:
    """True for every text."""
    return True


def read(source: SourceText) -> RenderedText:
    """All lines, without the marks of a release, and with what a scan misread put right."""
    lines = without_margin(source_lines(source))
    released = separate_marks(lines) if MARK_WORDS.search(source.text) else None
    if released is not None and released.marks:
        return mend_scan(
            RenderedText(
                lines=released.lines,
                furniture=released.furniture,
                archive_numbers=released.numbers,
                release_marks=released.marks,
            )
        )
    doubled: list[LineAndFate] = []
    lines = undouble(lines, doubled)
    return mend_scan(RenderedText(lines=tuple(lines), furniture=tuple(doubled)))
