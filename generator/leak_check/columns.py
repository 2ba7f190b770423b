"""The columns of tables, in which a passage may run from one row to the next.

A cable's source is shown line by line, in a table and in `cable.json`: between two lines stand
their number and their fate, and between two lines of a passage may stand the page line of a
transmission. Here each column is put together, without such lines.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from itertools import chain

from generator import facts
from generator.model import split_mrn
from generator.parse import patterns

_MEMBER = re.compile(r'"([\w-]+)": ?"((?:[^"\\]|\\.)*)"')
_LINES = '"lines":'
"""What only files that hold a source line by line have, as their tables have `<tr id="L`."""

_ROW = re.compile(r"<tr\b.*?</tr>", re.DOTALL)
_CELL = re.compile(r"<t[dh]\b[^>]*>(.*?)</t[dh]>", re.DOTALL)

LONGEST = 80
"""Characters of the longest line of a transmission."""

_PAGE_LINE = re.compile(r"[A-Z][A-Z .']{2,30}\s+\d{1,8}\s+\d{3}(?:\.\d)?\s+OF\s+\d{3}\s*")
"""A line with post, number and page, of any cable: `MEXICO 00000721  002 OF 011`."""


def cells(text: str) -> list[str]:
    """The names of the columns of a CSV table, each as a key of JSON, and its cells in order.

    Empty where the text is no such table.
    """
    try:
        header, *rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    except (csv.Error, ValueError):
        return []
    return [*(f'"{name}":' for name in header), *chain.from_iterable(rows)]


def columns(text: str, name: str) -> Iterator[str]:
    """The columns of the tables in a cable's file, each as one text, without page lines.

    Nothing for a file that is no cable's: other tables do not hold a text line by line.
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
            kept = (page_line.sub(" ", line) for line in lines if not _is_furniture(line))
            yield "\n".join(kept)


def cable_of(name: str) -> str | None:
    """The number of the cable in whose folder a file of the site stands; None for other files."""
    parts = name.split("/")
    folder = parts[1] if parts[0] == "cables" and len(parts) > 2 else ""
    return folder if split_mrn(folder) else None


def _page_line_within(number: str) -> re.Pattern[str]:
    """The page lines of this cable, also between words."""
    _, post, serial = split_mrn(number) or (0, number, 0)
    name = r"\s*".join(post)
    return re.compile(rf"\b{name}\s+0*{serial}\s+\d{{3}}(?:\.\d)?\s+OF\s+\d{{3}}\b")


def _is_furniture(line: str) -> bool:
    """Whether a line of the transmission stands between two of the text: page line, caption."""
    text = line.strip()
    return not text or (len(text) < LONGEST and _is_transmission(text))


def _is_transmission(text: str) -> bool:
    return (
        text.upper() in facts.captions()
        or text.upper() == "SIPDIS"
        or patterns.BANNER.match(text) is not None
        or patterns.PAGE_LINE_OLD.match(text) is not None
        or _PAGE_LINE.fullmatch(text) is not None
    )
