"""The chronology: a timeline and the table of dated events."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from generator.model import Event, EventSource, Page, Precision, split_mrn
from generator.render import anchors, site_links, urls, views
from generator.render.chronology_front import (
    PeriodLink,
    by_decade,
    cables_of,
    filter_data,
    widely_described,
)
from generator.render.json_files import json_file
from generator.render.markdown import Md
from generator.render.page_context import PageContext
from generator.render.pagination import ListPage, date_key, paginated, period_name
from generator.render.renderer import Renderer, breadcrumb
from generator.render.timeline import timeline

EVENT_KEYS = (
    lambda event: date_key(event.iso_date, 4),
    lambda event: date_key(event.iso_date, 7),
    lambda event: date_key(event.iso_date, 10),
)
"""Keys by which a long chronology is split: year, month, day."""

YEAR_KEYS = (
    lambda event: date_key(event.iso_date, 4),
    lambda event: f"{date_key(event.iso_date, 4)}-{_post(event)}",
)
"""Keys by which a long list of events known to the year is split: year, post of the first source.
"""


MAX_SOURCES = 20
"""Maximum number of source sentences in an event's row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRow:
    """An event in the table."""

    anchor: str
    """Anchor; empty if an earlier row has the same date."""
    date: str
    """The date in words: `16 July 2007`, `July 2007`, `30 July 2007 to 3 August 2007`."""
    sources: list[tuple[str, list[tuple[str, str]]]]
    """Each sentence about the event, with the names and links of the paras that contain it."""
    more: int
    """Number of sources that the row does not show."""


@dataclass(frozen=True, slots=True)
class _EventList:
    """One of the two lists of events."""

    name: str
    path: str
    page_of: Callable[[str], str]
    """The page of a part of the list."""
    events: Sequence[Event]
    keys: Sequence[Callable[[Event], str]]
    """Keys by which the list is split where it is long."""
    period_name: Callable[[str], str]
    """The name of a part for readers."""

    def parts(self) -> Iterator[tuple[str, ListPage[Event]]]:
        """The pages of the list with their paths."""
        for part in paginated(self.events, self.keys):
            yield (self.page_of(part.period) if part.period else self.path), part


def _lists(context: PageContext) -> tuple[_EventList, _EventList]:
    """The events known to the day or month, and those of which only the year is known."""
    events = context.events
    return (
        _EventList(
            "Chronology",
            urls.CHRONOLOGY,
            urls.chronology_page,
            [e for e in events if not e.only_years],
            EVENT_KEYS,
            period_name,
        ),
        _EventList(
            "Chronology by year",
            urls.CHRONOLOGY_BY_YEAR,
            urls.chronology_page_by_year,
            [e for e in events if e.only_years],
            YEAR_KEYS,
            lambda period: period.upper().replace("-", ", "),
        ),
    )


def chronology_pages(renderer: Renderer, context: PageContext) -> Iterator[Page]:
    """The chronology and that of events known to the year, each split where it is long."""
    dated, by_year = _lists(context)
    parts = {events.name: list(events.parts()) for events in (dated, by_year)}
    data = filter_data(
        context,
        {
            urls.chronology_key(path): part.items
            for of_list in parts.values()
            for path, part in of_list
            if part.items
        },
    )
    for path, part in parts[dated.name]:
        is_front = not part.period
        yield _page(
            renderer,
            context,
            dated,
            path,
            part,
            picture=_picture(context) if is_front else "",
            widely=_widely(context) if is_front and part.periods else [],
            only_years=False,
            by_year=(len(by_year.events), site_links.link(urls.CHRONOLOGY, by_year.path)),
            is_filtered=data is not None,
        )
    for path, part in parts[by_year.name] if by_year.events else ():
        yield _page(
            renderer,
            context,
            by_year,
            path,
            part,
            picture="",
            widely=[],
            only_years=True,
            by_year=None,
            is_filtered=data is not None,
        )
    if data is not None:
        yield json_file(urls.CHRONOLOGY_EVENTS, data)


def _page(
    renderer: Renderer,
    context: PageContext,
    events: _EventList,
    path: str,
    part: ListPage[Event],
    *,
    is_filtered: bool,
    **values: object,
) -> Page:
    """A page of a list; `values` are those in which the lists differ."""
    name = f"{events.name}, {events.period_name(part.period)}" if part.period else events.name
    above = {"Chronology": urls.CHRONOLOGY, events.name: events.path}
    early, groups = by_decade(context.events, _periods(events, part, path))
    quoted = part.items or (widely_described(context.events) if values["widely"] else ())
    return renderer.page(
        path,
        "chronology.md.j2",
        {
            "title": name,
            "trail": [breadcrumb(n, p) for n, p in above.items() if p != path],
            "hide": ["toc"],
            "events": is_filtered,
        },
        heading=name,
        number=len(context.events),
        banner=views.joint_banner(
            context.outlines[mrn]
            for mrn in {t.mrn for event in quoted for t in event.sources[:MAX_SOURCES]}
        ),
        rows=_rows(context, part.items, path),
        early=early,
        early_number=sum(period.count for _, periods in early for period in periods),
        groups=groups,
        data=site_links.file_href(path, urls.CHRONOLOGY_EVENTS) if is_filtered else "",
        key=urls.chronology_key(path),
        **values,
    )


def _periods(
    events: _EventList, part: ListPage[Event], page: str
) -> Iterator[tuple[int | None, PeriodLink]]:
    """The parts of a page that is split, each with its year if it is one."""
    for period, count in part.periods:
        path = events.page_of(period)
        key, link = urls.chronology_key(path), site_links.link(page, path)
        year = int(period) if period.isdigit() else None
        yield year, PeriodLink(events.period_name(period), key, link, count)


def _widely(context: PageContext) -> list[tuple[str, str, str, int]]:
    """Date, link, first sentence and number of cables of the events that most cables describe."""
    page_of = event_pages(context)
    return [
        (
            date_words(event),
            site_links.link(urls.CHRONOLOGY, page_of[id(event)], anchors.date_anchor(event)),
            event.sources[0].sentence,
            len(cables_of(event)),
        )
        for event in widely_described(context.events)
    ]


def _picture(context: PageContext) -> Md:
    page_of = event_pages(context)
    return timeline(
        context.events,
        lambda event: site_links.href(
            urls.CHRONOLOGY, page_of[id(event)], anchors.date_anchor(event)
        ),
        date_words,
        "The tables list the same events.",
    )


def event_pages(context: PageContext) -> dict[int, str]:
    """The page of each event, by `id`, because two events may be equal."""
    return {
        id(event): path
        for events in _lists(context)
        for path, part in events.parts()
        for event in part.items
    }


def _post(event: Event) -> str:
    """The letters of the post in the number of the first source, in small letters."""
    parts = split_mrn(event.sources[0].mrn)
    return parts[1].lower() if parts else ""


def _rows(context: PageContext, events: Sequence[Event], page: str) -> list[EventRow]:
    rows: list[EventRow] = []
    seen: set[str] = set()
    for event in events:
        anchor = anchors.date_anchor(event)
        rows.append(
            EventRow(
                anchor="" if anchor in seen else anchor,
                date=date_words(event),
                sources=_sources(context, event, page),
                more=max(0, len(event.sources) - MAX_SOURCES),
            )
        )
        seen.add(anchor)
    return rows


def _sources(
    context: PageContext, event: Event, page: str
) -> list[tuple[str, list[tuple[str, str]]]]:
    """The sentences about an event; a repeated sentence is listed once, with every para."""
    sentences: dict[str, list[tuple[str, str]]] = {}
    for telling in event.sources[:MAX_SOURCES]:
        name = context.para_name(telling.mrn, telling.place.anchor)
        at = (
            f"{telling.mrn} {name}{_remarks(telling)}",
            context.para_link(page, telling.mrn, telling.place.anchor),
        )
        places = sentences.setdefault(telling.sentence, [])
        if at not in places:
            places.append(at)
    return list(sentences.items())


def _remarks(source: EventSource) -> str:
    """What readers must know of a date: `, year inferred, as a plan`."""
    inferred = ", year inferred" if source.year_inferred else ""
    return inferred + (", as a plan" if source.planned else "")


def date_words(event: Event) -> str:
    """The date in words, with the precision that it has."""
    match event.precision:
        case Precision.DAY:
            return _day(event.first)
        case Precision.MONTH:
            return f"{_month(event.first)} {event.first.year}"
        case Precision.YEAR:
            return str(event.first.year)
        case Precision.RANGE:
            return f"{_day(event.first)} to {_day(event.last)}"
        case Precision.MONTHS:
            first, last = event.first, event.last
            return f"{_month(first)} {first.year} to {_month(last)} {last.year}"
        case Precision.YEARS:
            return f"{event.first.year} to {event.last.year}"


MONTHS = (
    "January February March April May June July August September October November December"
).split()


def _month(date: datetime.date) -> str:
    return MONTHS[date.month - 1]


def _day(date: datetime.date) -> str:
    return f"{date.day} {_month(date)} {date.year}"
