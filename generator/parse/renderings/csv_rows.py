"""The rendering of one row of a CSV table: number, date and other values, header text and body.

`"1","12/28/1966 18:48","66EXAMPLE12","Embassy Example","UNCLASSIFIED","66STATE3|66LIMA4",` and then
the cells of the transmission header and of the text, with line ends within. A row of titles may
stand above it; then the columns may be others.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from generator.facts.post_names import OFFICE, known_post, post_letters
from generator.model import Fate, split_mrn
from generator.model.source_text import SourceText
from generator.parse.lines import Line, LineAndFate, lines_between
from generator.parse.renderings.csv_records import Cell, Record, read_records
from generator.parse.renderings.csv_tables import (
    CLASSIFICATION,
    TelegramTable,
    find_table,
    read_day,
)
from generator.parse.renderings.rendered_text import CopyMetadata, RenderedText

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
    return RenderedText(
        lines=tuple(line for cell in cells for line in _cell_lines(source, table, cell)),
        furniture=tuple(_around(source, cells)),
        metadata=_read_metadata(source, table, record),
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


def _read_metadata(source: SourceText, table: TelegramTable, record: Record) -> CopyMetadata:
    """What the cells say of the telegram."""
    values = {name: table.value(source.text, record, name) for name in table.columns}
    number = values.get("number", "")
    classification = CLASSIFICATION.match(values.get("classification", ""))
    return CopyMetadata(
        number=number if split_mrn(number) else None,
        date=read_day(values.get("date", "")),
        classification=classification["word"] if classification else None,
        origin=values.get("origin") or None,
        post=_post(number, values.get("origin", "")),
        subject=" ".join(values.get("subject", "").split()) or None,
        tags=values.get("tags") or None,
        references=tuple(_references(source, table, record)),
        prevails=True,
    )


def _post(number: str, origin: str) -> str | None:
    """The post as in a classification line: `BUENOS AIRES` for `Embassy Buenos Aires`.

    The letters of the number where the origin names no post, or another.
    """
    parts = split_mrn(number)
    post = known_post(origin)
    if post is not None and (parts is None or post == post_letters(parts[1])):
        return OFFICE.sub("", origin, count=1).upper()
    return parts[1] if parts else None


def _references(source: SourceText, table: TelegramTable, record: Record) -> Iterator[Line]:
    """Each number in the cell of references, which stand between bars: `66STATE3|66LIMA4`."""
    index = table.columns.get("references")
    if index is None:
        return
    cell = record.cells[index]
    for line in lines_between(source, cell.start, cell.end):
        start = 0
        for item in line.text.split("|"):
            if item.strip():
                yield line.part(start, start + len(item))
            start += len(item) + 1
