"""Tables of telegrams: which CSV texts hold them, and what each column is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice, product

from generator.facts.post_names import known_post
from generator.model import split_mrn
from generator.model.source_text import SourceText
from generator.parse.pattern import pattern
from generator.parse.renderings.archive_attributes import DOCUMENT_NUMBER
from generator.parse.renderings.csv_records import Dialect, Record, csv_dialect, read_records
from generator.parse.renderings.telegram_copies import holds_telegram

TITLES = {
    "number": (
        "mrn referenceid refid cableid cablenumber messagereferencenumber documentnumber docnumber"
        " docnbr docid canonicalid id number reference"
    ).split(),
    "date": "date created createdat datetime creationdate dateofcable cabledate sent".split(),
    "origin": "origin post embassy office source from sender".split(),
    "classification": "classification class origclass originalclassification".split(),
    "references": "references refs ref reference referencelist reftels".split(),
    "header": "header heading headertext transmission transmissionheader".split(),
    "subject": "subject title subj".split(),
    "tags": ["tags"],
    "body": (
        "body text content message bodytext fulltext messagetext cabletext telegramtext telegram"
        " cable"
    ).split(),
}
"""Titles of columns, letters only, in small letters. The first that a table has counts."""

ROW = ("row", "date", "number", "origin", "classification", "references", "header", "body")
"""The columns of a table without titles, in order.

The first may be missing, and empty cells may follow the last."""

SAMPLE = 20
"""Records by which the form of a table is judged."""

MAX_TITLE = 40
"""Characters of a title of a column."""

MAX_HEAD = 5_000
"""Characters of a cell within which a telegram shows itself."""

EMPTY = frozenset({"\\N", "NULL", "null", "None", "nan", "NaN"})
"""What databases write for a value that is not there."""

DIRECTIVE = re.compile(r"sep=[,;\t|]\r?\n")
"""A first line by which a spreadsheet program names the mark between cells."""

CLASSIFICATION = pattern(
    r"(?P<word>UNCLASSIFIED|LIMITED OFFICIAL USE|CONFIDENTIAL|(?:TOP )?SECRET)(?: ?/.{0,60})?$",
    "UNCLASSIFIED",
    "UNCLASSIFIED//FOR OFFICIAL USE ONLY",
    "Limited Official Use",
    flags=re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class TelegramTable:
    """The form of a CSV text that holds telegrams."""

    dialect: Dialect
    width: int
    """The number of cells of each record."""
    columns: Mapping[str, int]
    """The index of each column by its name: a key of `TITLES`."""
    start: int
    """Offset of the first record that is not a row of titles."""

    def value(self, text: str, record: Record, name: str) -> str:
        """The text of a cell without spaces around it; empty if there is no such column."""
        return self._first_characters(text, record, name, len(text))

    def number(self, text: str, record: Record) -> str:
        """The cell of the number in capitals, without spaces: `08LIMA12` for `08 Lima 12`."""
        return "".join(self.value(text, record, "number").split()).upper()

    def fault(self, text: str, record: Record) -> str | None:
        """Why a record holds no telegram; None if it holds one."""
        if not record.is_closed:
            return "the closing quotation mark of its last cell is missing"
        if len(record.cells) != self.width:
            return f"cells: {len(record.cells)}, expected {self.width}"
        values = {n: self._first_characters(text, record, n, MAX_HEAD) for n in self.columns}
        if not any(values.values()):
            return "it is empty"
        if self.is_numbered(text, record):
            return None
        if any(holds_telegram(_text(values.get(name, ""))) for name in ("header", "body")):
            return None
        return "no cell has a telegram's number, and no line is like 'UNCLAS MEXICO 000721'"

    def is_numbered(self, text: str, record: Record) -> bool:
        """True if the record has a telegram's number, of a known post or with a classification."""
        number = self.number(text, record)
        parts = split_mrn(number)
        if parts is not None and known_post(parts[1]) is not None:
            return True
        classification = CLASSIFICATION.match(self.value(text, record, "classification"))
        return bool(classification and (parts or DOCUMENT_NUMBER.match(number)))

    def _first_characters(self, text: str, record: Record, name: str, count: int) -> str:
        index = self.columns.get(name)
        if index is None or index >= len(record.cells):
            return ""
        value = record.cells[index].value(text, self.dialect, count).strip()
        return "" if value in EMPTY else value


def _text(value: str) -> str:
    """The value of a cell with its line ends as such."""
    return "\n".join(SourceText(value).lines)


def find_table(text: str) -> TelegramTable | None:
    """The form of a CSV text of telegrams; None for any other text.

    Of all forms, that is chosen in which most of the first records are telegrams with numbers.
    """
    best, most = None, (0, 0)
    start = len(text) - len(text.lstrip("\ufeff\r\n"))
    directive = DIRECTIVE.match(text, start)
    if directive is not None:
        start = directive.end()
    for dialect in _possible_dialects(text, start):
        records = list(islice(read_records(text, dialect, start), SAMPLE))
        for table in _possible_tables(text, dialect, records):
            rows = [record for record in records if record.start >= table.start]
            if dialect.is_quoted and not all(map(_is_quoted, rows)):
                continue  # the first bare cell would end only with the text
            telegrams = [record for record in rows if table.fault(text, record) is None]
            numbered = [record for record in telegrams if table.is_numbered(text, record)]
            if (len(telegrams), len(numbered)) > most:
                best, most = table, (len(telegrams), len(numbered))
            if len(rows) == len(numbered) > 0:
                return table
    return best


def _is_quoted(record: Record) -> bool:
    """True if all cells of a record are quoted, or empty."""
    return all(cell.is_quoted or cell.start == cell.end for cell in record.cells)


def _possible_dialects(text: str, start: int) -> Iterator[Dialect]:
    r"""The dialects that a text may have, the more usual first.

    Backslashes are escapes only where a mark is behind one: `\"`.
    """
    first_line = text[start : start + MAX_HEAD].partition("\n")[0]
    delimiters = [mark for mark in ",;\t|" if mark in first_line]
    escapes = (True, False) if delimiters and '\\"' in text else (False,)
    for delimiter, has_backslashes, is_quoted in product(delimiters, escapes, (True, False)):
        yield csv_dialect(delimiter, has_backslashes, is_quoted)


def _possible_tables(text: str, dialect: Dialect, records: list[Record]) -> Iterator[TelegramTable]:
    """The forms that the first record shows, the more usual first."""
    if not records:
        return
    first = records[0]
    width = len(first.cells)
    for columns in titled_columns([cell.value(text, dialect, MAX_TITLE) for cell in first.cells]):
        yield TelegramTable(dialect, width, columns, first.end)
    values = [cell.end > cell.start for cell in first.cells]
    empty = values[::-1].index(True) if any(values) else width
    for count in (len(ROW), len(ROW) - 1):
        if width - empty <= count <= width:
            names = {name: index for index, name in enumerate(ROW[-count:]) if name in TITLES}
            yield TelegramTable(dialect, width, names, first.start)


def titled_columns(titles: list[str]) -> Iterator[dict[str, int]]:
    """The index of each column by its name, for each column that may be the number.

    `id,date,subject,body`. Nothing unless one column is the text and one is another field.
    """
    letters = [re.sub("[^a-z]", "", title.lower()) for title in titles]
    numbers = [letters.index(title) for title in TITLES["number"] if title in letters]
    for number in numbers or (None,):
        columns: dict[str, int] = {} if number is None else {"number": number}
        for name, names in TITLES.items():
            index = next((letters.index(title) for title in names if title in letters), None)
            if name != "number" and index is not None and index != number:
                columns[name] = index
        if "body" in columns and len(columns) > 1:
            yield columns
