"""The plain text of a telegram in its usual form, as typed, released or scanned."""

from __future__ import annotations

from generator.model.source_text import SourceText
from generator.parse.lines import source_lines
from generator.parse.pattern import pattern
from generator.parse.renderings.released_lines import separate_marks
from generator.parse.renderings.rendered_text import RenderedText
from generator.parse.renderings.scanned_lines import mend_scan

MARK_WORDS = pattern(
    r"Case No|Doc No|RELEASED?\s|DECLASSIFIED|Declassified|Sanitized|REVIEW AUTHORITY|CASE ID",
    "UNCLASSIFIED U.S. Department of State Case No. F-2014-99999 Doc No. C05000000",
    "RELEASE IN PART B6",
)
"""Words of every mark of a release: a fast test before the marks themselves."""


def detects(text: str) -> bool:
    """True for every text."""
    return True


def read(source: SourceText) -> RenderedText:
    """All lines, without the marks of a release, and with what a scan misread put right."""
    lines = tuple(source_lines(source))
    if MARK_WORDS.search(source.text) is None:
        return mend_scan(RenderedText(lines=lines))
    released = separate_marks(lines)
    if not released.marks:
        return mend_scan(RenderedText(lines=lines))
    return mend_scan(
        RenderedText(
            lines=released.lines,
            furniture=released.furniture,
            archive_numbers=released.numbers,
            release_marks=released.marks,
        )
    )
