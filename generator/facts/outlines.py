"""Outlines for maps: land and borders, in degrees.

Source: Natural Earth 4.1 (public domain), 1:110 million, through the package world-atlas 2.0.2,
rounded to a tenth of a degree, without Antarctica.
"""

from __future__ import annotations

from functools import cache
from importlib import resources

Line = tuple[tuple[float, float], ...]
"""Points as degrees east and degrees north."""


def _lines(name: str) -> tuple[Line, ...]:
    text = resources.files("generator.facts").joinpath("data", name).read_text(encoding="utf-8")
    return tuple(
        tuple((float(east), float(north)) for east, north in (p.split(",") for p in line.split()))
        for line in text.splitlines()
    )


@cache
def land() -> tuple[Line, ...]:
    """The coastlines, each closed."""
    return _lines("map_land.txt")


@cache
def borders() -> tuple[Line, ...]:
    """The borders between countries."""
    return _lines("map_borders.txt")
