"""The timeline: dated events as marks along an axis of years."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from generator.model import Event, Precision
from generator.render import svg
from generator.render.markdown import Md

WIDTH = 960.0
MARGIN = 40.0
ROOM_BEFORE = 90.0
"""Space for the label of earlier events, in pixels."""

DOT = 5.0
STEP = 12.0
"""Distance between stacked marks, in pixels."""

MAX_MARKS = 150
"""Maximum number of events drawn as marks; above it, bars count them."""

MAX_LANES = 14
"""Maximum number of stacked marks; above it, bars count the events."""

MAX_OUTLIERS = 0.05
"""Share of events that may be left out before the axis: one event of 1915 must not squeeze the
others into a corner."""

MAX_YEARS_BY_MONTH = 3
"""Up to this number of years, axis and bars show months."""

Link = Callable[[Event], str]
Name = Callable[[Event], str]


def timeline(
    events: Sequence[Event],
    link: Link,
    name: Name,
    elsewhere: str = "The table below lists the same events.",
) -> Md:
    """The picture; `link` returns the link to an event's row, `name` its date in words.

    `elsewhere` is a sentence that says where the same events are listed as text.
    """
    if not events:
        return Md("")
    shown = on_axis(events)
    earlier = events[: len(events) - len(shown)]
    axis = _Axis(shown, ROOM_BEFORE if earlier else MARGIN)
    days = [e for e in shown if e.precision is Precision.DAY]
    spans = [e for e in shown if e.precision is not Precision.DAY]
    dots, bars = _stacked(days, axis), _in_lanes(spans, axis)
    highest = max([level for _, level in dots] + [lane for _, lane in bars], default=0)
    if len(shown) > MAX_MARKS or highest >= MAX_LANES:
        return _counted(events, shown, earlier, axis, link, name, elsewhere)
    base = 40 + (max((level for _, level in dots), default=-1) + 1) * STEP
    lanes = max((lane for _, lane in bars), default=-1) + 1
    content = [
        *_axis_marks(axis, base),
        *(_dot(e, level, axis, base, link, name) for e, level in dots),
        *(_bar(e, lane, axis, base, link, name) for e, lane in bars),
        *_before(earlier, base, link),
    ]
    height = base + 34 + lanes * STEP + 8
    return _picture(events, earlier, height, content, elsewhere)


def on_axis(events: Sequence[Event]) -> Sequence[Event]:
    """The events from the first year that leaves out few of them."""
    max_outliers = int(len(events) * MAX_OUTLIERS)
    last = events[-1].last.year
    for count in range(max_outliers, 0, -1):
        gap = events[count].first.year - events[count - 1].first.year
        if gap > 2 and gap * 3 > last - events[count].first.year:
            return events[count:]
    return events


class _Axis:
    """Converts dates to pixels; the axis covers whole years."""

    def __init__(self, events: Sequence[Event], margin: float) -> None:
        self.left = margin
        self.first = min(e.first.year for e in events)
        self.last = max(e.last.year for e in events)
        self._start = datetime.date(self.first, 1, 1).toordinal()
        self._days = datetime.date(self.last, 12, 31).toordinal() - self._start + 1

    def x(self, date: datetime.date) -> float:
        """The position of a date in pixels."""
        share = (date.toordinal() - self._start) / self._days
        return self.left + share * (WIDTH - MARGIN - self.left)

    def ticks(self) -> Iterator[tuple[float, str]]:
        """Position and label of the start of years, as many as fit, or of quarters."""
        years = self.last - self.first + 1
        every = max(1, -(-years // 16))
        for year in range(self.first, self.last + 1, every):
            yield self.x(datetime.date(year, 1, 1)), str(year)
            if years <= MAX_YEARS_BY_MONTH:
                for month, word in ((4, "Apr"), (7, "Jul"), (10, "Oct")):
                    yield self.x(datetime.date(year, month, 1)), word


def _axis_marks(axis: _Axis, base: float) -> Iterator[str]:
    yield svg.element(
        "line", x1=axis.left, x2=WIDTH - MARGIN, y1=base, y2=base, class_="rt-pic-line"
    )
    for x, word in axis.ticks():
        yield svg.element("line", x1=x, x2=x, y1=base - 4, y2=base + 4, class_="rt-pic-line")
        yield svg.text(word, x, base + 18)


# --- One mark for each event ---------------------------------------------------------------


def _stacked(events: Sequence[Event], axis: _Axis) -> list[tuple[Event, int]]:
    """Each event with the number of events stacked under it."""
    columns: Counter[int] = Counter()
    placed = []
    for event in events:
        column = int(axis.x(event.first) // STEP)
        placed.append((event, columns[column]))
        columns[column] += 1
    return placed


def _in_lanes(events: Sequence[Event], axis: _Axis) -> list[tuple[Event, int]]:
    """Each event with the first lane that is free at its start."""
    ends: list[float] = []
    placed = []
    for event in events:
        start, end = axis.x(event.first), axis.x(event.last)
        lane = next((i for i, taken in enumerate(ends) if taken + 4 < start), len(ends))
        if lane == len(ends):
            ends.append(end)
        ends[lane] = max(end, start + STEP)
        placed.append((event, lane))
    return placed


def _dot(event: Event, level: int, axis: _Axis, base: float, link: Link, name: Name) -> str:
    x = (int(axis.x(event.first) // STEP) + 0.5) * STEP
    mark = svg.element("circle", cx=x, cy=base - 12 - level * STEP, r=DOT, class_="rt-pic-mark")
    return svg.linked(link(event), _mark_title(event, name), mark)


def _bar(event: Event, lane: int, axis: _Axis, base: float, link: Link, name: Name) -> str:
    start = axis.x(event.first)
    width = max(STEP - 3, axis.x(event.last) - start)
    mark = svg.element(
        "rect",
        x=start,
        y=base + 26 + lane * STEP,
        width=width,
        height=STEP - 4,
        rx=2,
        class_="rt-pic-span",
    )
    return svg.linked(link(event), _mark_title(event, name), mark)


def _mark_title(event: Event, name: Name) -> str:
    count = len(event.sources)
    return f"{name(event)}: {count} paragraph{'' if count == 1 else 's'}"


def _before(earlier: Sequence[Event], base: float, link: Link) -> Iterator[str]:
    """The number of events before the axis, linked to the first."""
    if earlier:
        words = f"◂ {len(earlier)} before"
        yield svg.linked(
            link(earlier[0]), f"{len(earlier)} earlier events", svg.text(words, 0, base + 4)
        )


# --- Bars that count ------------------------------------------------------------------------


def _counted(
    events: Sequence[Event],
    shown: Sequence[Event],
    earlier: Sequence[Event],
    axis: _Axis,
    link: Link,
    name: Name,
    elsewhere: str,
) -> Md:
    """A bar for each year, or for each month of a short period, without events of a year."""
    months = axis.last - axis.first + 1 <= MAX_YEARS_BY_MONTH
    by_month = [e for e in shown if not e.only_years]
    months = months and bool(by_month)
    groups: dict[datetime.date, list[Event]] = {}
    for event in by_month if months else shown:
        start = datetime.date(event.first.year, event.first.month if months else 1, 1)
        groups.setdefault(start, []).append(event)
    maximum = max(map(len, groups.values()))
    base, height = 190.0, 140.0
    periods = (axis.last - axis.first + 1) * (12 if months else 1)
    width = max(2.0, (WIDTH - MARGIN - axis.left) / periods - 2)
    content = list(_axis_marks(axis, base))
    for start, group in sorted(groups.items()):
        tall = max(2.0, len(group) / maximum * height)
        x = axis.x(start)
        words = f"{start.isoformat()[: 7 if months else 4]}: {len(group)} events"
        mark = svg.element(
            "rect", x=x, y=base - tall, width=width, height=tall, class_="rt-pic-mark"
        )
        if width >= 18:
            mark += svg.text(f"{len(group)}", x + width / 2, base - tall - 5, "middle")
        content.append(svg.linked(link(group[0]), words, mark))
    content.extend(_before(earlier, base, link))
    if months and len(by_month) < len(shown):
        left_out = len(shown) - len(by_month)
        elsewhere = f"{left_out} events of which only the year is known have no bar. {elsewhere}"
    return _picture(events, earlier, base + 30, content, elsewhere)


def _picture(
    events: Sequence[Event],
    earlier: Sequence[Event],
    height: float,
    content: Sequence[str],
    elsewhere: str,
) -> Md:
    first, last = events[0].first.year, max(e.last.year for e in events)
    description = (
        f"{len(events)} dated events from {first} to {last}, drawn along an axis of years. "
        f"Days are above the axis; months, years and ranges are below it. {elsewhere}"
    )
    if earlier:
        description += f" {len(earlier)} earlier events come before the start of the axis."
    return Md(svg.picture("timeline", WIDTH, height, "Timeline", description, content))
