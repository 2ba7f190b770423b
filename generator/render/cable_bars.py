"""Bars that show when the cables of a list were sent."""

from __future__ import annotations

import datetime
import urllib.parse
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from generator.render.bars import Bar, bars
from generator.render.cable_lists import CableList, period_links
from generator.render.chronology_page import MONTHS
from generator.render.markdown import Md

MAX_NARROW = 12
"""Maximum number of bars that fit on a phone."""

MAX_YEARS_BY_MONTH = 3
"""Up to this number of years, the picture has a bar for each month; above it, for each year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture and its caption."""

    image: Md
    """Empty if there is nothing to draw."""
    caption: str
    narrow: bool
    """Whether it fits on a phone without scrolling."""


def cable_bars(cables: CableList, page: str) -> Picture:
    """The dated cables of a list by month or year, with links from `page`."""
    dates = sorted(c.header.iso_date for c in cables.cables if c.header.iso_date)
    first, last = int(dates[0][:4]), int(dates[-1][:4])
    days_known = all(len(date) > len("2008") for date in dates)
    by_month = days_known and last - first < MAX_YEARS_BY_MONTH
    length = 7 if by_month else 4
    counts = Counter(date[:length] for date in dates)
    links = period_links(cables, page, length)
    periods = [
        _bar(start, length, counts, links, has_catalogue=page == cables.top)
        for start in _starts(first, last, range(1, 13) if by_month else range(1, 2))
    ]
    by = "month" if by_month else "year"
    description = (
        f"{counted(len(dates), 'cable')} from {first} to {last}, a bar for each {by}. "
        "The list of cables has the same information."
    )
    return Picture(
        image=bars(periods, f"Cables by {by}", description),
        caption=f"Cables by {by}. Each bar links to its cables.",
        narrow=len(periods) <= MAX_NARROW,
    )


def _starts(first: int, last: int, months: range) -> Iterator[datetime.date]:
    for year in range(first, last + 1):
        for month in months:
            yield datetime.date(year, month, 1)


def _bar(
    start: datetime.date,
    length: int,
    counts: Counter[str],
    links: dict[str, str],
    *,
    has_catalogue: bool,
) -> Bar:
    key = start.isoformat()[:length]
    month = MONTHS[start.month - 1]
    by_month = length > len("2008")
    label = month[:3] if by_month and start.month > 1 else str(start.year)
    filters = [("year", str(start.year)), *([("month", month)] if by_month else [])]
    return Bar(
        label=label,
        title=f"{f'{month} ' if by_month else ''}{start.year}: {counted(counts[key], 'cable')}",
        count=counts[key],
        link=links.get(key, ""),
        narrow=urllib.parse.urlencode(filters) if has_catalogue else "",
    )


def counted(count: int, thing: str) -> str:
    """A number of things: `1 cable`, `1,200 cables`."""
    return f"{count:,} {thing}{'' if count == 1 else 's'}"
