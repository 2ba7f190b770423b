"""Records and cells of a CSV text, with their places in it.

The reader of the standard library gives the values of cells only. Here each cell keeps its place,
so that each line of a telegram has its line of the file. For well-formed text the values are those
of the standard library; a test compares them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

MAX_CELLS = 100
"""Cells of one record; the rest of its line belongs to the last."""

_REST_OF_LINE = re.compile(r"[^\r\n]*")
_LINE_ENDS = re.compile(r"[\r\n]*")
_OPENING = re.compile(r' *"')


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a CSV text separates and quotes its cells. `""` in quotation marks is always one mark."""

    delimiter: str
    has_backslashes: bool
    r"""True if `\"` is a quotation mark within a cell and `\\` a backslash."""
    is_quoted: bool
    """True if all cells are quoted: only a mark before the next cell's mark closes a cell."""
    _marks: re.Pattern[str] = field(init=False, repr=False, compare=False)
    _bare_end: re.Pattern[str] = field(init=False, repr=False, compare=False)
    _escapes: re.Pattern[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        mark = re.escape(self.delimiter)
        closes = rf'{mark} *"|[\r\n]+"|\s*\Z' if self.is_quoted else rf"{mark}|[\r\n]|\Z"
        escaped = r'\\["\\]|""' if self.has_backslashes else '""'
        marks = re.compile(rf'{escaped}|(?P<close>"(?={closes}))')
        object.__setattr__(self, "_marks", marks)
        object.__setattr__(self, "_bare_end", re.compile(rf"[{mark}\r\n]"))
        object.__setattr__(self, "_escapes", re.compile(escaped))

    def unescaped(self, text: str) -> str:
        """A part of a quoted cell with its escapes undone."""
        if '"' not in text and "\\" not in text:
            return text
        return self._escapes.sub(lambda escape: escape[0][1], text)

    def cell_at(self, text: str, start: int, end: int) -> tuple[Cell, int]:
        """The cell that begins at `start`, and the offset after it, at most `end`."""
        opening = _OPENING.match(text, start, end)
        if opening is None:
            match = self._bare_end.search(text, start, end)
            bare_end = match.start() if match else end
            return Cell(start, bare_end, is_quoted=False), bare_end
        for token in self._marks.finditer(text, opening.end(), end):
            if token["close"]:
                return Cell(opening.end(), token.start(), is_quoted=True), token.end()
        return Cell(opening.end(), end, is_quoted=True, is_closed=False), end


@cache
def csv_dialect(delimiter: str, has_backslashes: bool, is_quoted: bool) -> Dialect:
    """The dialect, of which the patterns are compiled once."""
    return Dialect(delimiter, has_backslashes, is_quoted)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: the range of its value in the text, without quotation marks."""

    start: int
    end: int
    is_quoted: bool
    is_closed: bool = True
    """False if the text ends before the closing quotation mark."""

    def value(self, text: str, dialect: Dialect, count: int) -> str:
        """The first `count` characters of its value in the text, as written there."""
        raw = text[self.start : min(self.end, self.start + count)]
        return dialect.unescaped(raw) if self.is_quoted else raw


@dataclass(frozen=True, slots=True)
class Record:
    """One record: its range in the text with the line ends behind it, and its cells."""

    start: int
    end: int
    cells: tuple[Cell, ...]

    @property
    def is_closed(self) -> bool:
        """False if a quotation mark of the last cell is missing."""
        return self.cells[-1].is_closed


def read_records(
    text: str, dialect: Dialect, start: int = 0, end: int | None = None
) -> Iterator[Record]:
    """The records from offset `start`, one after the other, up to `end` or the end of the text.

    Blank lines belong to the record before them. Takes linear time on any text.
    """
    limit = len(text) if end is None else end
    while start < limit:
        cells: list[Cell] = []
        position = start
        while True:
            cell, position = dialect.cell_at(text, position, limit)
            cells.append(cell)
            if len(cells) == MAX_CELLS or not text.startswith(dialect.delimiter, position, limit):
                break
            position += 1
        if len(cells) == MAX_CELLS:
            position = _end_of(_REST_OF_LINE, text, position, limit)
        record_end = _end_of(_LINE_ENDS, text, position, limit)
        yield Record(start, record_end, tuple(cells))
        start = record_end


def _end_of(form: re.Pattern[str], text: str, start: int, end: int) -> int:
    match = form.match(text, start, end)
    return match.end() if match else start
