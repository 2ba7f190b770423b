"""A bar chart of shares: one bar for each name, from left to right."""

from __future__ import annotations

from collections.abc import Sequence

from generator.render import svg
from generator.render.markdown import Md

WIDTH = 340.0
"""Width in pixels: fits on a phone."""

NAME = 150.0
"""Width of the names in pixels."""

ROW = 24.0
SHARE = 140.0
"""Length of a whole bar in pixels."""


def share_bars(rows: Sequence[tuple[str, int]], whole: int, title: str, description: str) -> Md:
    """The shares of `whole` of named counts; `description` is for readers who cannot see it."""
    content = []
    for index, (name, count) in enumerate(rows):
        top = 4 + index * ROW
        content += [
            svg.text(name, NAME - 8, top + 13, "end"),
            _bar(top, SHARE, "rt-pic-track"),
            _bar(top, SHARE * count / whole, "rt-pic-mark"),
            svg.text(percent(count, whole), NAME + SHARE + 8, top + 13),
        ]
    return Md(svg.picture("shares", WIDTH, 8 + ROW * len(rows), title, description, content))


def _bar(top: float, length: float, class_: str) -> str:
    return svg.element("rect", x=NAME, y=top + 2, width=length, height=14, class_=class_)


def percent(count: int, whole: int) -> str:
    """A share in whole percent; neither 0 nor 100 unless it is exactly none or all."""
    if 0 < count < whole:
        return f"{min(99, max(1, round(100 * count / whole)))} %"
    return "100 %" if count else "0 %"
