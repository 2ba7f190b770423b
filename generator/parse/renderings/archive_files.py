"""Files that hold several records of the National Archives one after another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from generator.parse.lines import Line
from generator.parse.release_marks import read_stamp
from generator.parse.renderings import archive_attributes, archive_pages
from generator.parse.renderings.contained_text import ContainedText

_LINE = re.compile(r"[^\n]*\n|[^\n]+")

_DOCUMENT_NUMBER = "Document Number:"
"""The label of the attribute that each record has once."""

_PAGE_BREAK = "\f"


def detects(text: str) -> bool:
    """True for a text of records with attributes, each with a document number of its own."""
    if text.count(_DOCUMENT_NUMBER) < 2:
        return False
    parts = list(split(text))
    numbers = {_document_number(part.text) for part in parts}
    return len(numbers - {None}) == len(parts) > 1


def split(text: str) -> Iterator[ContainedText]:
    """Each record, from the page with the title of its text to its attributes."""
    lines = _LINE.findall(text)
    bounds = [0, *(_start(lines, index) for index in _titles(lines)[1:]), len(lines)]
    for number, (start, end) in enumerate(pairwise(bounds), 1):
        yield ContainedText(
            text="".join(lines[start:end]), first_line=start + 1, label=f"record {number}"
        )


def _titles(lines: list[str]) -> list[int]:
    """The indexes of the titles above texts: the first line, and each first behind attributes."""
    titles: list[int] = []
    has_attributes = True
    for index, line in enumerate(lines):
        if has_attributes and archive_pages.TITLE.match(line):
            titles.append(index)
            has_attributes = False
        elif archive_attributes.TITLE.match(line):
            has_attributes = True
    return titles


def _start(lines: list[str], title: int) -> int:
    """The index of the first line of a record: blank lines and stamps of its page are above it."""
    start = title
    while start > 0 and not lines[start].startswith(_PAGE_BREAK):
        above = lines[start - 1].rstrip("\r\n")
        if above.strip() and not read_stamp(Line(start, 0, len(above), above)):
            break
        start -= 1
    return start


def _document_number(text: str) -> str | None:
    """The value of the attribute; None unless the record has exactly one."""
    _, *values = text.split(_DOCUMENT_NUMBER)
    return values[0].partition("\n")[0].strip() or None if len(values) == 1 else None
