"""CSV files with a telegram in each row, split into rows that can be read alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby, islice

from generator.parse.renderings.contained_text import ContainedText
from generator.parse.renderings.csv_records import Record, read_records
from generator.parse.renderings.csv_tables import TelegramTable, find_table

MAX_ROW = 4_000_000
"""Characters of the longest row that is read."""

_LINE_END = re.compile(r"\r\n|\r|\n")


def detects(text: str) -> bool:
    """True for a table of telegrams with a row of titles, or with more than one row."""
    table = find_table(text)
    if table is None:
        return False
    records = list(islice(read_records(text, table.dialect, table.start), 2))
    return len(records) > 1 or bool(text[: table.start].strip("\ufeff\r\n"))


def split(text: str) -> Iterator[ContainedText]:
    """Each row of the table, with the titles above it; rows without telegrams have a reason.

    Rows that follow each other and have the same reason are one part.
    """
    table = find_table(text)
    if table is None:
        return
    for reason, parts in groupby(_parts(text, table), key=lambda part: part.left_out):
        if reason is None:
            yield from parts
        else:
            yield _joined(list(parts))


def _parts(text: str, table: TelegramTable) -> Iterator[ContainedText]:
    """Each record as a part, the row of titles first."""
    titles = text[: table.start]
    has_titles = bool(titles.strip("\ufeff\r\n"))
    line = 1 + len(_LINE_END.findall(titles))
    if has_titles:
        reason = "it holds the titles of the columns"
        yield ContainedText(text=titles, first_line=1, label="row 1", left_out=reason)
    start = table.start if has_titles else 0
    records = enumerate(read_records(text, table.dialect, table.start), 1 + has_titles)
    for number, record in records:
        row = text[start : record.end]
        fault = _fault(text, table, record)
        repeated = titles if has_titles and fault is None else ""
        yield ContainedText(
            text=repeated + row,
            repeated=len(repeated),
            first_line=line,
            label=f"row {number}",
            left_out=fault,
        )
        line += len(_LINE_END.findall(row))
        start = record.end


def _fault(text: str, table: TelegramTable, record: Record) -> str | None:
    if record.end - record.start > MAX_ROW:
        return f"it has more than {MAX_ROW:,} characters"
    return table.fault(text, record)


def _joined(parts: list[ContainedText]) -> ContainedText:
    """Parts that follow each other as one: `rows 5 to 60`."""
    first, last = parts[0], parts[-1]
    if first is last:
        return first
    label = f"rows {first.label.removeprefix('row ')} to {last.label.removeprefix('row ')}"
    return replace(first, text="".join(part.text for part in parts), label=label)
