"""Write rows as CSV and JSON Lines; sizes and checksums of files."""

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
"""The form of the CSV files (RFC 4180), as the dialect in a data package."""

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode

_LINE_SEPARATORS = re.compile("[\x85\u2028\u2029]")
"""Characters that JSON allows in a string, but some programs take for the end of a line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileFacts:
    """Path, size and checksum of a file."""

    path: str
    """The path in the site."""
    size: int
    """In bytes."""
    sha256: str
    """In hexadecimal."""

    @property
    def name(self) -> str:
        """The file name without its folder."""
        return self.path.rpartition("/")[2]


def file_page(path: str, text: str) -> Page:
    """The file at `path`, with lone surrogates escaped."""
    return Page(path=path, text=escape_surrogates(text))


def escape_surrogates(text: str) -> str:
    """The text with lone surrogates, which UTF-8 cannot encode, written as `\\ud800`.

    In JSON that is the same character. Cables cannot contain one; an escape in YAML can.
    """
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return text.encode("utf-8", "backslashreplace").decode("utf-8")
    return text


def file_facts(page: Page) -> FileFacts:
    """Size and checksum of a file in UTF-8."""
    data = page.text.encode("utf-8")
    return FileFacts(path=page.path, size=len(data), sha256=hashlib.sha256(data).hexdigest())


class _LineCollector(list[str]):
    """Collects the lines of a CSV writer; a `StringIO` would need four bytes per character."""

    def write(self, line: str) -> None:
        """Append a line."""
        self.append(line)


def csv_header(table: Table) -> str:
    """The header line: the names of the fields."""
    return csv_lines([[field.name for field in table.fields]])


def csv_lines(rows: Iterable[Iterable[Any]]) -> str:
    """The rows as lines of CSV."""
    lines = _LineCollector()
    csv.writer(lines, lineterminator="\r\n").writerows(
        [_cell(value) if isinstance(value, _CONVERTED_TYPES) else value for value in row]
        for row in rows
    )
    return "".join(lines)


def json_lines(table: Table, rows: Iterable[Row]) -> str:
    """The rows as JSON Lines: one object per row, with all fields."""
    names = [field.name for field in table.fields]
    return "".join([_json_line(dict(zip(names, row, strict=True))) for row in rows])


def _json_line(row: dict[str, Any]) -> str:
    return _LINE_SEPARATORS.sub(lambda m: f"\\u{ord(m[0]):04x}", _encode(row)) + "\n"


_CONVERTED_TYPES = (bool, list)
"""Types that `_cell` converts. The CSV writer handles all others; None becomes an empty cell."""


def _cell(value: bool | list[Any]) -> str:
    """The cell for a value: JSON for a list, `true` or `false` for a boolean."""
    if isinstance(value, list):
        return _encode(value)
    return "true" if value else "false"
