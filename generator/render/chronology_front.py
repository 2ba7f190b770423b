"""The first page of a long chronology, and the data by which readers filter events."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from generator import facts
from generator.model import Event, Mrn, post_name
from generator.render.page_context import PageContext
from generator.render.timeline import on_axis

MAX_WIDELY = 12
"""Maximum number of events in the list of those that most cables describe."""

MIN_CABLES = 2
"""Number of cables from which an event is in that list."""


@dataclass(frozen=True, slots=True)
class PeriodLink:
    """A link to a part of a chronology."""

    name: str
    key: str
    """The part in the data: `2008`, `years-2007`."""
    link: str
    count: int


PeriodGroup = tuple[str, Sequence[PeriodLink]]
"""A decade (`2000s`; empty for parts that are not years) and the parts of it."""


def by_decade(
    events: Sequence[Event], periods: Iterable[tuple[int | None, PeriodLink]]
) -> tuple[list[PeriodGroup], list[PeriodGroup]]:
    """The parts of a chronology by decade: the few early ones, and those where the events are.

    A part has its year; None if it is not a year.
    """
    start = on_axis(events)[0].first.year if events else 0
    groups = [
        (decade, [(year, period) for year, period in group])
        for decade, group in groupby(
            periods, key=lambda item: "" if item[0] is None else f"{item[0] // 10}0s"
        )
    ]
    early: list[PeriodGroup] = []
    main: list[PeriodGroup] = []
    for decade, items in groups:
        years = [year for year, _ in items if year is not None]
        links = [period for _, period in items]
        (early if years and max(years) < start else main).append((decade, links))
    return early, main


def cables_of(event: Event) -> tuple[Mrn, ...]:
    """The cables that describe an event, each once."""
    return tuple(dict.fromkeys(source.mrn for source in event.sources))


def widely_described(events: Sequence[Event]) -> list[Event]:
    """The events that most cables describe, in the order of time."""
    several = [event for event in events if len(cables_of(event)) >= MIN_CABLES]
    most = sorted(several, key=lambda event: -len(cables_of(event)))[:MAX_WIDELY]
    return sorted(most, key=lambda event: (event.first, event.last))


def filter_data(
    context: PageContext, pages: Mapping[str, Sequence[Event]]
) -> dict[str, object] | None:
    """Post and TAGS of the events on each page, in the order of its rows.

    An event is the number of its cable, or a list of several; a cable is the number of its post,
    then those of its TAGS. None if all events have the same post and TAGS.
    """
    numbers: dict[Mrn, int] = {}
    rows: dict[str, list[int | list[int]]] = {}
    for name, events in pages.items():
        rows[name] = []
        for event in events:
            first, *others = (numbers.setdefault(m, len(numbers)) for m in cables_of(event))
            rows[name].append([first, *others] if others else first)
    posts: dict[str, int] = {}
    tags: dict[str, int] = {}
    cables = []
    for mrn in numbers:
        outline = context.outlines[mrn]
        post = posts.setdefault(post_name(outline), len(posts))
        cables.append([post, *(tags.setdefault(tag, len(tags)) for tag in outline.header.tags)])
    if len({tuple(cable) for cable in cables}) < MIN_CABLES:
        return None
    known = facts.tags()
    return {
        "posts": [*posts],
        "tags": [*tags],
        "meanings": {tag: known[tag].meaning for tag in tags if tag in known},
        "cables": cables,
        "events": rows,
    }
