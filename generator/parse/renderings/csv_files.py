"""CSV files with a telegram in each row, split into rows that can be read alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby, islice

from generator.model.source_text import line_end_of
from generator.parse.renderings.contained_text import ContainedText
from generator.parse.renderings.csv_records import Record, read_records
from generator.parse.renderings.csv_tables import TelegramTable, find_table

MAX_ROW = 4_000_000
"""Characters of the longest row that is read."""

MAX_STARTS = 20
"""Places within a faulty record where the next row is sought."""

_ROW_START = re.compile(r'[\r\n]"')


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
    line_end = line_end_of(text)
    line = 1 + len(line_end.findall(titles))
    if has_titles:
        reason = "it holds the titles of the columns"
        yield ContainedText(text=titles, first_line=1, label="row 1", left_out=reason)
    start = table.start if has_titles else 0
    for number, record in enumerate(_records(text, table), 1 + has_titles):
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
        line += len(line_end.findall(row))
        start = record.end


def _records(text: str, table: TelegramTable) -> Iterator[Record]:
    """The records of the table; one that runs on into the next, for want of a mark, ends there."""
    records = read_records(text, table.dialect, table.start)
    while (record := next(records, None)) is not None:
        following = _following_row(text, table, record)
        if following is not None:
            record = replace(record, end=following)
            records = read_records(text, table.dialect, following)
        yield record


def _following_row(text: str, table: TelegramTable, record: Record) -> int | None:
    """Where a row begins within a record that has too many cells or no end; None without one."""
    if record.is_closed and len(record.cells) <= table.width:
        return None
    starts = _ROW_START.finditer(text, record.start + 1, record.end)
    for start in islice(starts, MAX_STARTS):
        row = next(read_records(text, table.dialect, start.end() - 1, record.end), None)
        if row is not None and table.fault(text, row) is None:
            return row.start
    return None


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
