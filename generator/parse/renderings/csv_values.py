"""The values of a row's cells: number, date, classification, post and references."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from itertools import islice

from generator.facts.post_names import OFFICE, known_post, post_letters
from generator.model import TELEGRAM_YEARS, ArchiveNumber, NumberKind, full_year, split_mrn
from generator.model.diagnostics import Diagnostic, diagnostic
from generator.model.source_text import SourceText
from generator.parse import header_patterns
from generator.parse.lines import Line, lines_between
from generator.parse.message import valid_day
from generator.parse.pattern import pattern
from generator.parse.renderings.archive_attributes import DOCUMENT_NUMBER
from generator.parse.renderings.csv_records import Record
from generator.parse.renderings.csv_tables import CLASSIFICATION, TelegramTable
from generator.parse.renderings.rendered_text import CopyMetadata
from generator.parse.transmission import read_dtg

PREVAILING = frozenset({"number", "date", "classification", "references"})
"""The columns that are right against the text."""

MAX_LINES_ABOVE = 100
"""The DTG is within this many lines of the message."""

_TIME = r"(?:[ T]+\d{1,2}:\d\d(?::\d\d)?.{0,12})?$"
WITH_SLASHES = pattern(
    rf"(?P<first>\d{{1,2}})/(?P<second>\d{{1,2}})/(?P<year>\d{{4}}|\d\d){_TIME}", "12/28/1966 18:48"
)
DAY_FIRST = pattern(
    rf"(?P<day>\d{{1,2}})\.(?P<month>\d{{1,2}})\.(?P<year>\d{{4}}){_TIME}", "28.12.1966 18:48"
)
YEAR_FIRST = pattern(
    rf"(?P<year>\d{{4}})[-/](?P<month>\d\d)[-/](?P<day>\d\d){_TIME}",
    "1966-12-28 18:48",
    "1966-12-28T18:48:00Z",
)
WITH_NAME = pattern(
    r"(?:(?P<day>\d{1,2})[- ])?(?P<month>[A-Za-z]{3})[a-z]{0,6}[- ](?:(?P<after>\d{1,2}), )?"
    rf"(?P<year>\d{{4}}){_TIME}",
    "28 Dec 1966",
    "28-DEC-1966",
    "December 28, 1966",
)
REFERENCE_GAP = pattern(r"[|,;\[\]'\"]+|\s+(?=\d\d[A-Z])", "|", " 66LIMA4")
"""What is between the numbers in a cell of references."""


def read_metadata(
    source: SourceText, table: TelegramTable, record: Record, message: list[Line]
) -> tuple[CopyMetadata, tuple[ArchiveNumber, ...], list[Diagnostic]]:
    """What the cells say of the telegram, its number in an archive, and cells not understood."""
    values = {name: table.value(source.text, record, name) for name in table.columns}
    number, classification = table.number(source.text, record), values.get("classification", "")
    days = possible_days(values.get("date", ""))
    word = CLASSIFICATION.match(classification)
    archive = DOCUMENT_NUMBER.match(number)
    metadata = CopyMetadata(
        number=number if split_mrn(number) else None,
        date=_day(days, message),
        classification=word["word"].upper() if word else None,
        origin=values.get("origin") or None,
        post=_post(number, values.get("origin", "")),
        subject=" ".join(values.get("subject", "").split()) or None,
        tags=values.get("tags") or None,
        references=tuple(_references(source, table, record)),
        prevailing=PREVAILING,
    )
    unread = {
        "number": not (split_mrn(number) or archive or number.isdigit()),
        "date": not days,
        "classification": word is None,
    }
    return (
        metadata,
        (ArchiveNumber(kind=NumberKind.ARCHIVES, text=number),) if archive else (),
        [
            _unread(source, table, record, name)
            for name, is_unread in unread.items()
            if is_unread and values.get(name)
        ],
    )


def _unread(source: SourceText, table: TelegramTable, record: Record, name: str) -> Diagnostic:
    line = source.line_at(record.cells[table.columns[name]].start)
    value = table.value(source.text, record, name)
    return diagnostic("metadata-unreadable", line=line, text=value, name=name)


def possible_days(text: str) -> tuple[datetime.date, ...]:
    """The days that a cell may mean, the likely one first; none for an invalid day.

    `12/28/1966 18:48` has the month first, as the service writes it; `3/4/2008` may be either.
    `28.12.1966`, `1966-12-28` and `28 Dec 1966` are one day each.
    """
    match = WITH_NAME.match(text)
    if match is not None:
        day = valid_day(match["year"], match["month"], match["day"] or match["after"] or "")
        return (day,) if day else ()
    match = YEAR_FIRST.match(text) or DAY_FIRST.match(text)
    if match is not None:
        orders = [(match["month"], match["day"])]
    else:
        match = WITH_SLASHES.match(text)
        if match is None:
            return ()
        orders = [(match["first"], match["second"]), (match["second"], match["first"])]
    year = int(match["year"]) if len(match["year"]) == 4 else full_year(int(match["year"]))
    days = (_valid(year, int(month), int(day)) for month, day in orders)
    return tuple(dict.fromkeys(day for day in days if day is not None))


def _valid(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day) if year in TELEGRAM_YEARS else None
    except ValueError:
        return None


def _day(days: tuple[datetime.date, ...], message: list[Line]) -> datetime.date | None:
    """Of the days that a cell may mean, that of the DTG; the first where the DTG has another."""
    if len(days) > 1:
        for line in islice(message, MAX_LINES_ABOVE):
            match = header_patterns.DTG.match(line.text)
            dtg = read_dtg(match) if match else None
            if dtg is not None and dtg.at.date() in days:
                return dtg.at.date()
    return days[0] if days else None


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
    """Each entry of the cell of references: `66STATE3|66LIMA4`, `['66STATE3', '66LIMA4']`."""
    if not table.value(source.text, record, "references"):
        return
    cell = record.cells[table.columns["references"]]
    for line in lines_between(source, cell.start, cell.end):
        start = 0
        for gap in [*REFERENCE_GAP.regex.finditer(line.text), None]:
            end = gap.start() if gap else len(line.text)
            item = line.text[start:end]
            if item.strip():
                yield line.part(start + len(item) - len(item.lstrip()), end)
            start = gap.end() if gap else end
