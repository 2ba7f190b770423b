"""Bars that count: one for each period, along an axis of time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.render import svg
from generator.render.markdown import Md

WIDEST = 960.0
NARROWEST = 340.0
"""Pixels of a picture that fits on a phone."""

STEP = 36.0
"""Pixels of a period where there is room for so much."""

HEIGHT = 110.0
"""Pixels of the highest bar."""

MARGIN = 16.0
HEAD = 26.0
"""Pixels over the highest bar, for its number."""

LABEL = 34.0
"""Pixels that the name of a period needs."""

FIGURE = 8.0
"""Pixels of a digit over a bar; where they have no room, the highest bar alone has its number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """What one period holds."""

    label: str
    """Its short name under the axis: `2008`, `Mar`."""
    told: str
    """What a reader hears of it: `March 2008: 12 cables`."""
    count: int
    link: str
    """Where its bar leads; empty where it has none."""


def bars(periods: Sequence[Bar], title: str, told: str) -> Md:
    """The picture of periods that follow on each other; empty without any.

    `told` describes it to who does not see it.
    """
    if not periods:
        return Md("")
    width = min(WIDEST, max(NARROWEST, len(periods) * STEP + 2 * MARGIN))
    step = (width - 2 * MARGIN) / len(periods)
    content = [*_columns(periods, step), *_axis(periods, width, step)]
    picture = svg.picture("timeline", width, HEAD + HEIGHT + 24, title, told, content)
    return Md(picture)


def _axis(periods: Sequence[Bar], width: float, step: float) -> Iterator[str]:
    """The line, and the names of as many periods as have room."""
    base = HEAD + HEIGHT
    yield svg.element("line", x1=MARGIN, x2=width - MARGIN, y1=base, y2=base, class_="rt-pic-line")
    every = max(1, int(-(-LABEL // step)))
    for index, period in enumerate(periods):
        if index % every == 0:
            yield svg.text(period.label, MARGIN + (index + 0.5) * step, base + 17, "middle")


def _columns(periods: Sequence[Bar], step: float) -> Iterator[str]:
    base, most = HEAD + HEIGHT, max(period.count for period in periods)
    highest = next(index for index, period in enumerate(periods) if period.count == most)
    thick = max(1.5, min(step * 0.72, STEP))
    for index, period in enumerate(periods):
        if not period.count:
            continue
        middle = MARGIN + (index + 0.5) * step
        tall = max(3.0, period.count / most * HEIGHT)
        mark = svg.element(
            "rect",
            x=middle - thick / 2,
            y=base - tall,
            width=thick,
            height=tall,
            class_="rt-pic-mark",
        )
        if step >= FIGURE * len(f"{most:,}") or index == highest:
            mark += svg.text(f"{period.count:,}", middle, base - tall - 6, "middle")
        yield svg.linked(period.link, period.told, mark)
