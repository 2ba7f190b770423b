"""A bar chart: one bar for each period, along a time axis."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.render import svg
from generator.render.markdown import Md

MAX_WIDTH = 960.0
MIN_WIDTH = 340.0
"""Width in pixels of a picture that fits on a phone."""

STEP = 36.0
"""Maximum width of a period in pixels."""

HEIGHT = 110.0
"""Height of the highest bar in pixels."""

MARGIN = 16.0
HEAD = 26.0
"""Space above the highest bar in pixels, for its number."""

LABEL = 34.0
"""Width of a period label in pixels."""

DIGIT = 8.0
"""Width in pixels of a digit above a bar. If numbers do not fit, only the highest bar has one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One period and its count."""

    label: str
    """Label under the axis: `2008`, `Mar`."""
    title: str
    """Title and accessible name: `March 2008: 12 cables`."""
    count: int
    link: str
    """Target of the bar; empty without a link."""
    narrow: str = ""
    """The same as filters of a catalogue on the page: `year=2008`; empty without them."""


def bars(periods: Sequence[Bar], title: str, description: str) -> Md:
    """The chart of consecutive periods; empty without periods.

    `description` is for readers who cannot see it.
    """
    if not periods:
        return Md("")
    width = min(MAX_WIDTH, max(MIN_WIDTH, len(periods) * STEP + 2 * MARGIN))
    step = (width - 2 * MARGIN) / len(periods)
    content = [*_columns(periods, step), *_axis(periods, width, step)]
    picture = svg.picture("timeline", width, HEAD + HEIGHT + 24, title, description, content)
    return Md(picture)


def _axis(periods: Sequence[Bar], width: float, step: float) -> Iterator[str]:
    """The line, and the labels of as many periods as fit."""
    base = HEAD + HEIGHT
    yield svg.element("line", x1=MARGIN, x2=width - MARGIN, y1=base, y2=base, class_="rt-pic-line")
    every = max(1, int(-(-LABEL // step)))
    for index, period in enumerate(periods):
        if index % every == 0:
            yield svg.text(period.label, MARGIN + (index + 0.5) * step, base + 17, "middle")


def _columns(periods: Sequence[Bar], step: float) -> Iterator[str]:
    base, maximum = HEAD + HEIGHT, max(period.count for period in periods)
    highest = next(index for index, period in enumerate(periods) if period.count == maximum)
    thick = max(1.5, min(step * 0.72, STEP))
    for index, period in enumerate(periods):
        if not period.count:
            continue
        middle = MARGIN + (index + 0.5) * step
        tall = max(3.0, period.count / maximum * HEIGHT)
        mark = svg.element(
            "rect",
            x=middle - thick / 2,
            y=base - tall,
            width=thick,
            height=tall,
            class_="rt-pic-mark",
        )
        if step >= DIGIT * len(f"{maximum:,}") or index == highest:
            mark += svg.text(f"{period.count:,}", middle, base - tall - 6, "middle")
        yield svg.linked(period.link, period.title, mark, narrow=period.narrow or None)
