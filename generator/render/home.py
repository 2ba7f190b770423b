"""The front page: the collection in figures, where to start, what can be trusted."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from generator import facts
from generator.model import Event, Mrn, Outline, Page, post_name
from generator.render import urls, views
from generator.render.bars import Bar, bars
from generator.render.cable_lists import CABLE_KEYS
from generator.render.chronology_page import MONTHS, date_words, event_pages
from generator.render.markdown import Md
from generator.render.optional_lists import OPTIONAL_LISTS
from generator.render.page_context import PageContext
from generator.render.pagination import paginated
from generator.render.renderer import Renderer
from generator.render.timeline import timeline

MAX_LISTED = 20
"""Up to this number, the page lists all cables; above it, the oldest and the newest."""

ENDS = 5
"""Number of oldest and of newest cables listed."""

MAX_NARROW = 12
"""Maximum number of bars that fit on a phone."""

MAX_YEARS_BY_MONTH = 3
"""Up to this number of years, the picture has a bar for each month; above it, for each year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A figure about the collection."""

    value: str
    name: str
    link: str
    """Link to the list of what is counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """The picture on the front page and its caption."""

    image: Md
    """Empty if there is nothing to draw."""
    caption: str
    narrow: bool
    """Whether it fits on a phone without scrolling."""


def home_page(renderer: Renderer, context: PageContext) -> Page:
    """The site's front page."""
    rows = views.cable_rows(context.cables, urls.HOME)
    dated = [row for row in rows if row[0]]
    return renderer.page(
        urls.HOME,
        "home.md.j2",
        {"hide": ["toc"]},
        name=context.info.name,
        description=context.info.description,
        figures=figures(context),
        picture=picture(context),
        ways=_ways(context),
        only=rows[0][1:3] if len(rows) == 1 else None,
        rows=rows if len(rows) <= MAX_LISTED else [],
        oldest=dated[:ENDS] if len(rows) > MAX_LISTED else [],
        newest=dated[: -ENDS - 1 : -1] if len(rows) > MAX_LISTED else [],
        about=urls.link(urls.HOME, urls.ABOUT),
    )


# --- Numbers ----------------------------------------------------------------------------


def figures(context: PageContext) -> list[Figure]:
    """The collection in figures; empty without cables."""
    cables = context.cables
    if not cables:
        return []
    cited = {c.cited for c in context.corpus.citations}
    held = len(cited & set(context.held))
    years = sorted(c.header.year for c in cables if c.header.year is not None)
    result = [
        _counted(len(cables), "cable", "cables", urls.CABLES),
        _counted(sum(c.paras for c in cables), "paragraph", "paragraphs", urls.CABLES),
        _counted(len({post_name(c) for c in cables}), "post", "posts", urls.POSTS),
        *([_span(years[0], years[-1])] if years else []),
        _counted(len(context.corpus.terms), "abbreviation", "abbreviations", urls.GLOSSARY),
    ]
    if cited:
        result.append(
            Figure(
                value=f"{held:,} of {len(cited):,}",
                name="cited cables held" if len(cited) > 1 else "cited cable held",
                link=urls.href(urls.HOME, urls.REFERENCES),
            )
        )
    return result


def _counted(number: int, singular: str, plural: str, page: str) -> Figure:
    return Figure(
        value=f"{number:,}",
        name=singular if number == 1 else plural,
        link=urls.href(urls.HOME, page),
    )


def _span(first: int, last: int) -> Figure:
    link = urls.href(urls.HOME, urls.CABLES)
    if first == last:
        return Figure(value=str(first), name="year", link=link)
    return Figure(value=f"{first}–{last}", name="years", link=link)


def _ways(context: PageContext) -> dict[str, str]:
    """Links to the main pages, by name; an empty link if the page would be empty."""
    corpus = context.corpus
    pages = {
        "cables": (urls.CABLES, True),
        "posts": (urls.POSTS, True),
        "tags": (urls.TAGS, any(facts.tags().keys() & c.header.tags for c in context.cables)),
        "chronology": (urls.CHRONOLOGY, bool(corpus.indexes.events)),
        "glossary": (urls.GLOSSARY, bool(corpus.terms)),
        "organisations": (urls.ORGANISATIONS, bool(context.organisations)),
        "references": (urls.REFERENCES, bool(corpus.citations)),
        "questions": (urls.QUESTIONS, bool(corpus.indexes.questions)),
        "data": (urls.EXPORTS, True),
        **{name: (page, OPTIONAL_LISTS[page](context)) for name, page in _OPTIONAL_WAYS.items()},
    }
    return {
        name: urls.link(urls.HOME, page) if has_content else ""
        for name, (page, has_content) in pages.items()
    }


_OPTIONAL_WAYS = {
    "withheld under": urls.WITHHELD_UNDER,
    "released": urls.RELEASED,
    "archive numbers": urls.ARCHIVE_NUMBERS,
}


# --- The picture ------------------------------------------------------------------------------


def picture(context: PageContext) -> Picture:
    """Cables by month or year; for cables of a single month, the events that they mention."""
    months = {c.header.iso_date[:7] for c in context.cables if c.header.iso_date}
    if len(months) > 1:
        return _cables(context.cables)
    if context.corpus.indexes.events:
        return _events(context)
    return Picture(image=Md(""), caption="", narrow=True)


def _events(context: PageContext) -> Picture:
    events, page_of = context.events, event_pages(context)

    def link(event: Event) -> str:
        return urls.href(urls.HOME, page_of[id(event)], urls.date_anchor(event))

    elsewhere = "The chronology lists the same events in a table."
    return Picture(
        image=timeline(events, link, date_words, elsewhere),
        caption=f"{_number(len(events), 'dated event')} mentioned in the text. "
        "Each mark links to its entry in the chronology.",
        narrow=False,
    )


def _cables(cables: Sequence[Outline]) -> Picture:
    dates = sorted(c.header.iso_date for c in cables if c.header.iso_date)
    first, last = int(dates[0][:4]), int(dates[-1][:4])
    days_known = all(len(date) > len("2008") for date in dates)
    by_month = days_known and last - first < MAX_YEARS_BY_MONTH
    length = 7 if by_month else 4
    counts = Counter(date[:length] for date in dates)
    links = _links(cables, length)
    starts = [
        datetime.date(year, month, 1)
        for year in range(first, last + 1)
        for month in (range(1, 13) if by_month else (1,))
    ]
    periods = [_bar(start, length, counts, links) for start in starts]
    by = "month" if by_month else "year"
    description = (
        f"{_number(len(dates), 'cable')} from {first} to {last}, a bar for each {by}. "
        "The list of all cables has the same information."
    )
    return Picture(
        image=bars(periods, f"Cables by {by}", description),
        caption=f"Cables by {by}. Each bar links to its cables.",
        narrow=len(periods) <= MAX_NARROW,
    )


def _bar(start: datetime.date, length: int, counts: Counter[str], links: dict[str, str]) -> Bar:
    key = start.isoformat()[:length]
    month = MONTHS[start.month - 1]
    name = f"{month} {start.year}" if length == 7 else str(start.year)
    label = month[:3] if length == 7 and start.month > 1 else str(start.year)
    return Bar(
        label=label,
        title=f"{name}: {_number(counts[key], 'cable')}",
        count=counts[key],
        link=links.get(key, ""),
    )


def _links(cables: Sequence[Outline], length: int) -> dict[str, str]:
    """Link to the cables of each period: to its own page, or to its place in a longer list."""
    parts = list(paginated(cables, CABLE_KEYS))
    own = {part.period for part in parts}
    page_of: dict[Mrn | None, str] = {
        item.id: urls.cables_page(part.period) if part.period else urls.CABLES
        for part in parts
        for item in part.items
    }
    links: dict[str, str] = {}
    for item in sorted(cables, key=lambda cable: cable.header.iso_date):
        date = item.header.iso_date
        if not date:
            continue
        key = date[:length]
        if key in own:
            links.setdefault(key, urls.href(urls.HOME, urls.cables_page(key)))
        else:
            anchor = urls.month_anchor(date)
            links.setdefault(key, urls.href(urls.HOME, page_of[item.id], anchor))
    return links


def _number(count: int, thing: str) -> str:
    return f"{count:,} {thing}{'' if count == 1 else 's'}"
