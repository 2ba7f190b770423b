"""The rendering of one row of a CSV table: number, date and other values, header text and body.

`"1","12/28/1966 18:48","66EXAMPLE12","Embassy Example","UNCLASSIFIED","66STATE3|66LIMA4",` and then
the cells of the transmission header and of the text, with line ends within. A row of titles may
are above it; then the columns may be others.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from generator.model import Fate
from generator.model.source_text import SourceText
from generator.parse.lines import Line, LineAndFate, lines_between
from generator.parse.renderings.csv_records import Cell, read_records
from generator.parse.renderings.csv_tables import TelegramTable, find_table
from generator.parse.renderings.csv_values import read_metadata
from generator.parse.renderings.rendered_text import RenderedText

MESSAGE_COLUMNS = ("header", "body")
"""The columns that together are the message."""


def detects(text: str) -> bool:
    """True for a table of one record, with or without titles, that holds a telegram."""
    table = find_table(text)
    records = list(islice(read_records(text, table.dialect, table.start), 2)) if table else []
    return table is not None and len(records) == 1 and table.fault(text, records[0]) is None


def read(source: SourceText) -> RenderedText:
    """The header text and the body; the other cells are metadata, which are right against it."""
    table = find_table(source.text)
    if table is None:
        raise ValueError("not a row of a table of telegrams")
    record = next(read_records(source.text, table.dialect, table.start))
    cells = [record.cells[table.columns[n]] for n in MESSAGE_COLUMNS if n in table.columns]
    lines = [line for cell in cells for line in _cell_lines(source, table, cell)]
    metadata, numbers, diagnostics = read_metadata(source, table, record, lines)
    return RenderedText(
        lines=tuple(lines),
        furniture=tuple(_around(source, cells)),
        metadata=metadata,
        archive_numbers=numbers,
        diagnostics=tuple(diagnostics),
    )


def _cell_lines(source: SourceText, table: TelegramTable, cell: Cell) -> Iterator[Line]:
    """The lines of a cell with its escapes undone; none of an empty cell."""
    if cell.start == cell.end:
        return
    for line in lines_between(source, cell.start, cell.end):
        text = table.dialect.unescaped(line.text) if cell.is_quoted else line.text
        if text != line.text:
            yield Line(line.number, line.start, line.end, text.rstrip())
        else:
            yield line.part(0)


def _around(source: SourceText, cells: list[Cell]) -> Iterator[LineAndFate]:
    """The lines and parts of lines outside `cells`; mere marks between cells have no fate."""
    position = 0
    for cell in [*sorted(cells, key=lambda cell: cell.start), None]:
        end = cell.start if cell else len(source.text)
        for line in lines_between(source, position, end):
            if line.is_blank:
                if source.lines[line.number - 1] == line.text:
                    yield line, Fate.BLANK
            elif any(map(str.isalnum, line.text)):
                yield line, Fate.PREAMBLE
        position = cell.end if cell else end
