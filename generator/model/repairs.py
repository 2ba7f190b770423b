"""Repairs: what the parser changed between the source and the reading text."""

from __future__ import annotations

from dataclasses import dataclass

from generator.execution.fast_pickle import fast_pickle


@fast_pickle
@dataclass(frozen=True, slots=True, kw_only=True)
class Repair:
    """One difference between the source and the reading text."""

    line: int
    """Source line, counted from 1."""
    before: str
    """The text in the source."""
    after: str
    """The text after the repair."""
    rule: str
    """The rule that made the repair, a key of `REPAIR_RULES`."""


REPAIR_RULES: dict[str, str] = {
    "markdown-link": "A Markdown link is replaced by its text",
    "markdown-escape": "A Markdown escape is replaced by the escaped character",
    "mark-link": "A link in place of a paragraph mark is read as the mark",
    "line-continuation": "A backslash added at the end of a line is removed",
    "doubled-quotes": "A doubled quotation mark is read as one",
    "form-stamp": "A word of the distribution stamp of a form is removed from the text",
    "misread-time": "A date-time group that a scan misread is restored",
    "misread-one": "The word I, read as a figure behind a paragraph's number, is restored",
    "stray-letter": "A single letter among TAGS, which is not a code, is removed",
    "misread-digit": "A digit that a scan misread is restored",
    "mark-to-digit": "A paragraph mark garbled into a digit is restored",
    "false-mark": "A paragraph mark before a number in running text is removed",
    "year-digit": "A stray digit before a year is removed",
    "letter-doubled": "A repeated reference letter is read once",
    "page-line": "A transmission page line is removed from the text",
    "section-banner": "A line repeated at each transmission section is removed from the text",
    "stray-caption": "A caption repeated by the transmission is removed from the text",
    "word-rejoined": "A hyphen at the end of a line is taken out of a word",
    "class-line": "A classification line gets the post or spelling that the page line shows",
    "tags-misspelt": "A misspelt code is read as the code that the publisher lists in its place",
    "scan-misread": "A character that a scan misread is read as what the copy shows it to be",
    "marking-unreadable": "What is left of an unreadable portion marking is taken out",
    "field-name": "A misspelt field name of the header is read as the name that it must be",
    "sentence-rejoined": "A sentence split by the transmission is rejoined",
    "note-figure": "The figure of a footnote is removed from the text",
    "page-mark": "The mark of a printed page is removed from the text",
    "accent-lost": "An accented letter garbled into a question mark is restored",
    "apostrophe-comma": "An apostrophe garbled into a comma is restored",
}
"""Every repair rule and its description for readers."""
