"""The chronology: a timeline and the table of dated events."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.model import Event, Page, Precision
from generator.render import urls, views
from generator.render.page_context import PageContext
from generator.render.pagination import date_key, paginated, period_name
from generator.render.renderer import Renderer, breadcrumb
from generator.render.timeline import timeline

EVENT_KEYS = (
    lambda event: date_key(event.iso_date, 4),
    lambda event: date_key(event.iso_date, 7),
    lambda event: date_key(event.iso_date, 10),
)
"""Keys by which a long chronology is split: year, month, day."""


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


def chronology_pages(renderer: Renderer, context: PageContext) -> Iterator[Page]:
    """The chronology, split by year, month and day where it is long."""
    page_of = event_pages(context)
    for part in paginated(context.events, EVENT_KEYS):
        path = _path(part.period)
        name = f"Chronology, {period_name(part.period)}" if part.period else "Chronology"
        yield renderer.page(
            path,
            "chronology.md.j2",
            {
                "title": name,
                "trail": [breadcrumb("Chronology", urls.CHRONOLOGY)] if part.period else [],
                "hide": ["toc"],
            },
            heading=name,
            number=len(context.events),
            picture=""
            if part.period
            else timeline(
                context.events,
                lambda event: urls.href(
                    urls.CHRONOLOGY, page_of[id(event)], urls.date_anchor(event)
                ),
                date_words,
            ),
            banner=views.joint_banner(
                context.outlines[mrn]
                for mrn in {t.mrn for event in part.items for t in event.sources[:MAX_SOURCES]}
            ),
            rows=_rows(context, part.items, path),
            periods=[
                (period_name(p), urls.link(path, urls.chronology_page(p)), count)
                for p, count in part.periods
            ],
        )


def event_pages(context: PageContext) -> dict[int, str]:
    """The page of each event, by `id`, because two events may be equal."""
    parts = paginated(context.events, EVENT_KEYS)
    return {id(event): _path(part.period) for part in parts for event in part.items}


def _path(period: str) -> str:
    return urls.chronology_page(period) if period else urls.CHRONOLOGY


def _rows(context: PageContext, events: Sequence[Event], page: str) -> list[EventRow]:
    rows: list[EventRow] = []
    seen: set[str] = set()
    for event in events:
        anchor = urls.date_anchor(event)
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
            f"{telling.mrn} {name}{', year inferred' if telling.year_inferred else ''}",
            context.para_link(page, telling.mrn, telling.place.anchor),
        )
        places = sentences.setdefault(telling.sentence, [])
        if at not in places:
            places.append(at)
    return list(sentences.items())


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


MONTHS = (
    "January February March April May June July August September October November December"
).split()


def _month(date: datetime.date) -> str:
    return MONTHS[date.month - 1]


def _day(date: datetime.date) -> str:
    return f"{date.day} {_month(date)} {date.year}"
