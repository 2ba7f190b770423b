"""When a cable was sent, as precisely as its copy says, and where that is written."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from generator.model import DateSource, Dtg, Mrn, full_year, split_mrn
from generator.parse import header_patterns
from generator.parse.header_draft import HeaderDraft
from generator.parse.message import Message
from generator.parse.transmission import read_dtg

KnownDate = tuple[datetime.date | None, int | None, DateSource | None]
"""Day, year and their source; the day is None if only the year is known."""


def known_date(
    message: Message, draft: HeaderDraft, identity: Mrn | None, lines: Iterable[str]
) -> KnownDate:
    """The day of the DTG, else of the copy's metadata, of `lines`, of the DE line; else the year.

    Metadata that prevail come first. `lines` are the page lines and those after the text, which may
    repeat the DTG. The year is that of the number `identity`.
    """
    if "date" in message.metadata.prevailing and message.dump_date is not None:
        return _prevailing(message.dump_date, draft.dtg)
    parts = split_mrn(identity) if identity is not None else None
    year = full_year(parts[0]) if parts else None
    dtg = draft.dtg or message.metadata.dtg
    if dtg is not None:
        return _on(dtg.at.date(), DateSource.DTG)
    metadata = message.dump_date or draft.day
    if metadata is not None:
        return _on(metadata, message.metadata.date_source)
    later = _later_dtg(lines, year)
    if later is not None:
        return _on(later.at.date(), DateSource.PAGE_LINE)
    day = _day_of_station(draft, year)
    if day is not None:
        return _on(day, DateSource.STATION)
    return None, year, DateSource.NUMBER if year is not None else None


def _prevailing(day: datetime.date, dtg: Dtg | None) -> KnownDate:
    """The day of metadata that prevail; its source is the DTG where that says the same."""
    is_same = dtg is not None and dtg.at.date() == day
    return _on(day, DateSource.DTG if is_same else DateSource.METADATA)


def _on(day: datetime.date, source: DateSource) -> KnownDate:
    return day, day.year, source


def _later_dtg(lines: Iterable[str], year: int | None) -> Dtg | None:
    """The DTG in a page line or after the text; None without one of the year of the number.

    `PAGE 02 LIMA 00838 01 OF 03 170856Z JAN 74`, `R 112219Z MAR 08` after `NNNN`.
    """
    matches = (header_patterns.DTG_IN_LINE.search(line) for line in lines)
    groups = (read_dtg(match) for match in matches if match is not None)
    return next((dtg for dtg in groups if dtg and year in (None, dtg.at.year)), None)


def _day_of_station(draft: HeaderDraft, year: int | None) -> datetime.date | None:
    """The day of the year in the DE line: 11 March for `DE RUEHME #0721/01 0712219` of 2008."""
    match = header_patterns.STATION.match(f"DE {draft.station}") if draft.station else None
    if match is None or year is None:
        return None
    day = datetime.date(year, 1, 1) + datetime.timedelta(days=int(match[3][:3]) - 1)
    return day if day.year == year else None
