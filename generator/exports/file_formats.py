"""Rows as CSV and as JSON Lines, and what is told of a file."""

from __future__ import annotations

import csv
import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from generator.exports.collection import Row
from generator.exports.schema import Table
from generator.model import Page

DIALECT = {
    "delimiter": ",",
    "lineTerminator": "\r\n",
    "quoteChar": '"',
    "doubleQuote": True,
    "skipInitialSpace": False,
    "header": True,
}
"""How the CSV files are written: RFC 4180, as a dialect of a data package."""

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode

_LINE_SEPARATORS = re.compile("[\x85\u2028\u2029]")
"""What JSON allows in a string and some programs take for the end of a line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileFacts:
    """What is told of a file, without its text."""

    path: str
    """Where it stands on the site."""
    size: int
    """In bytes."""
    sha256: str
    """In hexadecimal."""

    @property
    def name(self) -> str:
        """The file's name in its folder."""
        return self.path.rpartition("/")[2]


def file_page(path: str, text: str) -> Page:
    """The file at `path`."""
    return Page(path=path, text=told(text))


def told(text: str) -> str:
    """The text with half a pair of surrogates, which UTF-8 cannot hold, written as `\\ud800`.

    In JSON that is the same character. No cable has one: only an escape in YAML can make it.
    """
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return text.encode("utf-8", "backslashreplace").decode("utf-8")
    return text


def file_facts(page: Page) -> FileFacts:
    """Size and hash of a file as it is written."""
    data = page.text.encode("utf-8")
    return FileFacts(path=page.path, size=len(data), sha256=hashlib.sha256(data).hexdigest())


class _Lines(list[str]):
    """What a CSV writer writes; a `StringIO` would hold four bytes for each character."""

    def write(self, line: str) -> None:
        """Take one more line."""
        self.append(line)


def csv_head(table: Table) -> str:
    """The names of the fields as a line of CSV."""
    return csv_lines([[field.name for field in table.fields]])


def csv_lines(rows: Iterable[Iterable[Any]]) -> str:
    """The rows as lines of CSV."""
    lines = _Lines()
    csv.writer(lines, lineterminator="\r\n").writerows(
        [_cell(value) if isinstance(value, _NO_CELLS) else value for value in row] for row in rows
    )
    return "".join(lines)


def json_lines(table: Table, rows: Iterable[Row]) -> str:
    """The rows as JSON Lines: an object for each, with every field."""
    names = [field.name for field in table.fields]
    return "".join([_json_line(dict(zip(names, row, strict=True))) for row in rows])


def _json_line(row: dict[str, Any]) -> str:
    return _LINE_SEPARATORS.sub(lambda m: f"\\u{ord(m[0]):04x}", _encode(row)) + "\n"


_NO_CELLS = (bool, list)
"""Values that have no form of their own in CSV; null is an empty cell."""


def _cell(value: bool | list[Any]) -> str:
    """A value as a cell: a list as JSON, `true` and `false`."""
    if isinstance(value, list):
        return _encode(value)
    return "true" if value else "false"
