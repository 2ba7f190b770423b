"""The front page: the collection in figures, where to start, what can be trusted."""

from __future__ import annotations

from dataclasses import dataclass

from generator import facts
from generator.model import Event, Page, post_name
from generator.render import anchors, site_links, urls, views
from generator.render.cable_bars import Picture, cable_bars, counted
from generator.render.cable_lists import all_cables
from generator.render.chronology_page import date_words, event_pages
from generator.render.home_tops import home_tops
from generator.render.markdown import Md
from generator.render.optional_lists import OPTIONAL_LISTS
from generator.render.page_context import PageContext
from generator.render.renderer import Renderer
from generator.render.timeline import timeline

MAX_LISTED = 20
"""Up to this number, the page lists all cables; above it, the oldest and the newest."""

ENDS = 5
"""Number of oldest and of newest cables listed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A figure about the collection."""

    value: str
    name: str
    link: str
    """Link to the list of what is counted."""


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
        tops=home_tops(context) if len(rows) > MAX_LISTED else [],
        ways=_ways(context),
        only=rows[0][1:3] if len(rows) == 1 else None,
        rows=rows if len(rows) <= MAX_LISTED else [],
        oldest=dated[:ENDS] if len(rows) > MAX_LISTED else [],
        newest=dated[: -ENDS - 1 : -1] if len(rows) > MAX_LISTED else [],
        about=site_links.link(urls.HOME, urls.ABOUT),
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
                link=site_links.href(urls.HOME, urls.REFERENCES),
            )
        )
    return result


def _counted(number: int, singular: str, plural: str, page: str) -> Figure:
    return Figure(
        value=f"{number:,}",
        name=singular if number == 1 else plural,
        link=site_links.href(urls.HOME, page),
    )


def _span(first: int, last: int) -> Figure:
    link = site_links.href(urls.HOME, urls.CABLES)
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
        name: site_links.link(urls.HOME, page) if has_content else ""
        for name, (page, has_content) in pages.items()
    }


_OPTIONAL_WAYS = {
    "overview": urls.OVERVIEW,
    "withheld under": urls.WITHHELD_UNDER,
    "released": urls.RELEASED,
    "archive numbers": urls.ARCHIVE_NUMBERS,
    "people": urls.PEOPLE,
    "places": urls.PLACES,
    "packet": urls.PACKET,
    "quotations": urls.QUOTATIONS,
    "readings": urls.READINGS,
    "requests": urls.RECORDS_REQUESTS,
    "releases": urls.RELEASES,
}


# --- The picture ------------------------------------------------------------------------------


def picture(context: PageContext) -> Picture:
    """Cables by month or year; for cables of a single month, the events that they mention."""
    months = {c.header.iso_date[:7] for c in context.cables if c.header.iso_date}
    if len(months) > 1:
        return cable_bars(all_cables(context), urls.HOME)
    if context.corpus.indexes.events:
        return _events(context)
    return Picture(image=Md(""), caption="", narrow=True)


def _events(context: PageContext) -> Picture:
    events, page_of = context.events, event_pages(context)

    def link(event: Event) -> str:
        return site_links.href(urls.HOME, page_of[id(event)], anchors.date_anchor(event))

    elsewhere = "The chronology lists the same events in a table."
    return Picture(
        image=timeline(events, link, date_words, elsewhere),
        caption=f"{counted(len(events), 'dated event')} mentioned in the text. "
        "Each mark links to its entry in the chronology.",
        narrow=False,
    )
