"""Maps as static SVG: the collection's places in the world, and one place in its region."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache, partial

from generator.facts import outlines
from generator.render import svg
from generator.render.markdown import Md
from generator.render.projections import Box, Project, clipped, equal_earth, path, pieces

WIDTH = 960
HEIGHT = 440
SCALE = 177.0
"""Pixels of the world's map for a unit of the projection: the world is 5.4 units wide."""

EQUATOR = 262.0
"""Pixels from the top of the world's map to the equator."""

MOST_DOTS = 250
"""Dots on the world's map: the places that most cables name."""

LARGEST = 16.0
"""The largest radius of a dot in pixels."""

SMALLEST = 2.5
"""The smallest radius of a dot in pixels."""

ONE_CABLE = 5.0
"""The largest radius in pixels of the dot for one cable."""

WORLD_TARGET = 16.0
"""The radius in pixels within which the world's map is tapped: 12 on a phone, which shrinks it."""

COUNTRY_TARGET = 27.0
"""The same for the map of a country, which shrinks more."""

STEP = 10
"""Degrees between the centres of the maps of regions, which places near each other share."""

REGION_WIDTH = 340
REGION_HEIGHT = 220
REGION_SCALE = 5.6
"""Pixels of a region's map for a degree of latitude."""

FARTHEST = 70
"""Degrees of latitude of the most northern centre of a region's map."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MapDot:
    """A place on the world's map."""

    name: str
    title: str
    """Title and accessible name: "Lima: 12 cables"."""
    link: str
    """Address of its page, relative to the page with the map."""
    latitude: float
    longitude: float
    cables: int
    is_area: bool
    """True for a country, whose dot is hollow."""


def world_map(dots: Sequence[MapDot]) -> Md:
    """The world with the dots that stand for most cables; their areas show how many."""
    chosen = sorted(dots, key=lambda dot: (-dot.cables, dot.name))[:MOST_DOTS]
    content = [_land(), *_links(chosen, _project, WORLD_TARGET)]
    heading, description = "Places that the cables name", f"The world. {_description(chosen)}"
    return Md(svg.picture("map", WIDTH, HEIGHT, heading, description, content))


def _description(dots: Sequence[MapDot]) -> str:
    most = "; ".join(dot.title for dot in dots[:3])
    return f"Each of {len(dots)} dots leads to a place. Most named: {most}."


def _project(east: float, north: float) -> tuple[float, float]:
    x, y = equal_earth(east, north)
    return WIDTH / 2 + x * SCALE, EQUATOR - y * SCALE


@cache
def _land() -> str:
    """Land and borders of the world, which every map of it has."""
    land = path(outlines.land(), _project, closed=True)
    borders = path(outlines.borders(), _project, closed=False)
    return svg.element("path", d=land, class_="rt-map-land") + svg.element(
        "path", d=borders, class_="rt-map-border"
    )


def _links(dots: Sequence[MapDot], project: Project, target: float) -> Iterator[str]:
    """The dots as links, each tapped within `target`, but not closer to another dot."""
    most = max((dot.cables for dot in dots), default=1)
    unit = min(ONE_CABLE, LARGEST / math.sqrt(most))
    points = [project(dot.longitude, dot.latitude) for dot in dots]
    for dot, (x, y) in zip(dots, points, strict=True):
        radius = max(SMALLEST, unit * math.sqrt(dot.cables))
        apart = sorted(math.dist((x, y), point) / 2 for point in points)
        near = min([target, *apart[1:2]])
        around = svg.element("circle", cx=x, cy=y, r=near, class_="rt-map-target")
        kind = "rt-map-area" if dot.is_area else "rt-map-dot"
        mark = svg.element("circle", cx=x, cy=y, r=radius, class_=kind)
        yield svg.linked(dot.link, dot.title, around + mark if radius < near else mark)


# --- A region --------------------------------------------------------------------------------


def region_map(name: str, latitude: float, longitude: float) -> Md:
    """The region around a place, with a mark for it."""
    centre = (
        max(-FARTHEST, min(FARTHEST, round(latitude / STEP) * STEP)),
        round(longitude / STEP) * STEP,
    )
    x, y = _in_region(centre, longitude, latitude)
    mark = svg.element("circle", cx=x, cy=y, r=5.0, class_="rt-map-dot")
    return Md(
        svg.picture(
            "region",
            REGION_WIDTH,
            REGION_HEIGHT,
            f"Where {name} is",
            f"A map of the region around {name}, at {_degrees(latitude, longitude)}.",
            [_region(centre), mark],
        )
    )


def _degrees(latitude: float, longitude: float) -> str:
    """A point in words: "12° south, 77° west"."""
    north = "north" if latitude >= 0 else "south"
    east = "east" if longitude >= 0 else "west"
    return f"{abs(latitude):.0f}° {north}, {abs(longitude):.0f}° {east}"


Centre = tuple[int, int]
"""Degrees north and east of the centre of a region's map."""


def _in_region(centre: Centre, east: float, north: float) -> tuple[float, float]:
    """A point in the coordinates of a region's map: true to scale at its centre."""
    narrow = math.cos(math.radians(centre[0]))
    return (
        REGION_WIDTH / 2 + (east - centre[1]) * narrow * REGION_SCALE,
        REGION_HEIGHT / 2 - (north - centre[0]) * REGION_SCALE,
    )


@lru_cache(maxsize=512)
def _region(centre: Centre) -> str:
    """Land and borders of a region."""
    high = REGION_HEIGHT / 2 / REGION_SCALE + 1
    wide = REGION_WIDTH / 2 / REGION_SCALE / math.cos(math.radians(centre[0])) + 1
    box = (centre[1] - wide, centre[0] - high, centre[1] + wide, centre[0] + high)
    return _outlines(box, partial(_in_region, centre))


def _outlines(box: Box, project: Project) -> str:
    """Land and borders within a box."""
    land = path(_land_in(box), project, closed=True)
    borders = path(_borders_in(box), project, closed=False)
    return svg.element("path", d=land, class_="rt-map-land") + svg.element(
        "path", d=borders, class_="rt-map-border"
    )


# --- A country -------------------------------------------------------------------------------

MARGIN = 2.0
"""Degrees between the outermost dots and the edge of a country's map."""

LEAST_HEIGHT = 8.0
"""The smallest height of a country's map in degrees."""

COUNTRY_WIDTH = 720


def country_map(name: str, dots: Sequence[MapDot]) -> Md:
    """The places in a country: as much of the world as they need."""
    chosen = sorted(dots, key=lambda dot: (-dot.cables, dot.name))[:MOST_DOTS]
    box = _box_around(chosen)
    west, south, east, north = box
    narrow = math.cos(math.radians((south + north) / 2))
    scale = COUNTRY_WIDTH / ((east - west) * narrow)
    height = round((north - south) * scale)

    def project(x: float, y: float) -> tuple[float, float]:
        return (x - west) * narrow * scale, (north - y) * scale

    content = [_outlines(box, project), *_links(chosen, project, COUNTRY_TARGET)]
    heading, description = f"Places in {name} that the cables name", _description(chosen)
    return Md(svg.picture("region", COUNTRY_WIDTH, height, heading, description, content))


def _box_around(dots: Sequence[MapDot]) -> Box:
    """The part of the world that shows the dots: at most twice as wide as high, or as high."""
    south = min(dot.latitude for dot in dots) - MARGIN
    north = max(dot.latitude for dot in dots) + MARGIN
    west = min(dot.longitude for dot in dots) - MARGIN
    east = max(dot.longitude for dot in dots) + MARGIN
    narrow = math.cos(math.radians((south + north) / 2))
    high = max(north - south, LEAST_HEIGHT, (east - west) * narrow / 2)
    wide = max(east - west, high * 1.25 / narrow)
    middle_north, middle_east = (south + north) / 2, (west + east) / 2
    return (
        middle_east - wide / 2,
        middle_north - high / 2,
        middle_east + wide / 2,
        middle_north + high / 2,
    )


TURNS = (-360.0, 0.0, 360.0)
"""The world is repeated to the west and east, for regions at 180 degrees."""


def _turned(line: outlines.Line, turn: float) -> outlines.Line:
    return tuple((east + turn, north) for east, north in line) if turn else line


def _land_in(box: Box) -> Iterator[outlines.Line]:
    for turn in TURNS:
        for ring in outlines.land():
            part = clipped(_turned(ring, turn), box)
            if part:
                yield part


def _borders_in(box: Box) -> Iterator[outlines.Line]:
    for turn in TURNS:
        for line in outlines.borders():
            yield from pieces(_turned(line, turn), box)
