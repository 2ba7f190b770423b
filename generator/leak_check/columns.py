"""The columns of tables, in which a passage may continue from one row to the next.

A cable's source is shown line by line, in a table and in `cable.json`. Between two lines of a
passage there are their numbers and fates, and maybe a page line of the transmission. Here each
column is joined, without such lines.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from itertools import chain

from generator import facts
from generator.model import split_mrn
from generator.parse import body_patterns

_MEMBER = re.compile(r'"([\w-]+)": ?"((?:[^"\\]|\\.)*)"')
_LINES = '"lines":'
"""The key that marks a JSON file with the lines of a source; HTML tables have `<tr id="L`."""

_ROW = re.compile(r"<tr\b.*?</tr>", re.DOTALL)
_CELL = re.compile(r"<t[dh]\b[^>]*>(.*?)</t[dh]>", re.DOTALL)

LONGEST = 80
"""The most characters of a line that a transmission inserts."""

_PAGE_LINE = re.compile(r"[A-Z][A-Z .']{2,30}\s+\d{1,8}\s+\d{3}(?:\.\d)?\s+OF\s+\d{3}\s*")
"""A line with the post, number and page of any cable: `MEXICO 00000721  002 OF 011`."""


def cells(text: str) -> list[str]:
    """The column names of a CSV table in the form of JSON keys, then its cells in order.

    Empty if the text is no such table.
    """
    try:
        header, *rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    except (csv.Error, ValueError):
        return []
    return [*(f'"{name}":' for name in header), *chain.from_iterable(rows)]


def columns(text: str, name: str) -> Iterator[str]:
    """The columns of the tables in a cable's file, each as one text without page lines.

    Nothing for other files, whose tables do not contain a text line by line.
    """
    number = cable_of(name)
    if number is None or not (_LINES in text or '<tr id="L' in text):
        return
    by_key: dict[str | int, list[str]] = {}
    if name.endswith(".json"):
        for key, value in _MEMBER.findall(text.partition(_LINES)[2]):
            by_key.setdefault(key, []).append(value)
    else:
        for row in _ROW.findall(text):
            for place, cell in enumerate(_CELL.findall(row)):
                by_key.setdefault(place, []).append(cell)
    page_line = _page_line_within(number)
    for lines in by_key.values():
        if len(lines) > 1:
            texts = (page_line.sub(" ", line) for line in lines if not _is_inserted(line.strip()))
            yield "\n".join(texts)


def cable_of(name: str) -> str | None:
    """The number of the cable in whose folder a file of the site is; None for other files."""
    parts = name.split("/")
    folder = parts[1] if parts[0] == "cables" and len(parts) > 2 else ""
    return folder if split_mrn(folder) else None


def _page_line_within(number: str) -> re.Pattern[str]:
    """A pattern for the page lines of a cable, also between words."""
    _, post, serial = split_mrn(number) or (0, number, 0)
    name = r"\s*".join(post)
    return re.compile(rf"\b{name}\s+0*{serial}\s+\d{{3}}(?:\.\d)?\s+OF\s+\d{{3}}\b")


def _is_inserted(text: str) -> bool:
    """Whether a line is blank, or inserted by the transmission: a page line, banner or caption."""
    return not text or (
        len(text) < LONGEST
        and (
            text.upper() in facts.captions()
            or text.upper() == "SIPDIS"
            or body_patterns.BANNER.match(text) is not None
            or body_patterns.PAGE_LINE_OLD.match(text) is not None
            or _PAGE_LINE.fullmatch(text) is not None
        )
    )
