"""Projections of maps: from degrees to a picture's coordinates."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise

from generator.facts.outlines import Line

Project = Callable[[float, float], tuple[float, float]]
"""From degrees east and north to coordinates in a picture."""

_A = (1.340264, -0.081106, 0.000893, 0.003796)
"""The coefficients of the Equal Earth projection (Savric, Patterson, Jenny 2018)."""

_ROOT = math.sqrt(3) / 2


def equal_earth(east: float, north: float) -> tuple[float, float]:
    """The Equal Earth projection: areas are true. The world is 5.4 wide; north is up, positive."""
    angle = math.asin(_ROOT * math.sin(math.radians(north)))
    square = angle * angle
    sixth = square * square * square
    slope = _A[0] + 3 * _A[1] * square + sixth * (7 * _A[2] + 9 * _A[3] * square)
    x = math.radians(east) * math.cos(angle) / (_ROOT * slope)
    return x, angle * (_A[0] + _A[1] * square + sixth * (_A[2] + _A[3] * square))


def path(lines: Iterable[Line], project: Project, *, closed: bool) -> str:
    """The path of lines in whole numbers of a picture's coordinates, each step relative."""
    return "".join(_steps(line, project, closed=closed) for line in lines)


def _steps(line: Line, project: Project, *, closed: bool) -> str:
    points = list(_whole(project(*point) for point in line))
    if len(points) < 2:
        return ""
    steps = [f"M{points[0][0]} {points[0][1]}l"]
    for (x, y), (next_x, next_y) in pairwise(points):
        steps.append(f"{next_x - x} {next_y - y} ")
    return "".join(steps).strip() + ("z" if closed else "")


def _whole(points: Iterable[tuple[float, float]]) -> Iterator[tuple[int, int]]:
    """The points in whole numbers, without repetitions."""
    last = None
    for x, y in points:
        point = (round(x), round(y))
        if point != last:
            yield point
        last = point


Box = tuple[float, float, float, float]
"""West, south, east and north of a part of the world, in degrees."""


def clipped(ring: Line, box: Box) -> Line:
    """The part of a closed line within a box, closed along the box's edges."""
    west, south, east, north = box
    points: Sequence[tuple[float, float]] = ring
    for axis, limit, side in ((0, west, 1), (0, east, -1), (1, south, 1), (1, north, -1)):
        points = list(_cut(points, axis, limit, side))
        if not points:
            return ()
    return tuple(points)


def _cut(
    points: Sequence[tuple[float, float]], axis: int, limit: float, side: int
) -> Iterator[tuple[float, float]]:
    """A closed line on one side of a limit (Sutherland and Hodgman 1974)."""
    for before, here in zip([points[-1], *points], points, strict=False):
        was_in = (before[axis] - limit) * side >= 0
        is_in = (here[axis] - limit) * side >= 0
        if was_in != is_in:
            share = (limit - before[axis]) / (here[axis] - before[axis])
            other = 1 - axis
            crossing = before[other] + share * (here[other] - before[other])
            yield (limit, crossing) if axis == 0 else (crossing, limit)
        if is_in:
            yield here


def pieces(line: Line, box: Box) -> Iterator[Line]:
    """The runs of points of an open line that are within a box."""
    west, south, east, north = box
    run: list[tuple[float, float]] = []
    for x, y in line:
        if west <= x <= east and south <= y <= north:
            run.append((x, y))
            continue
        if len(run) > 1:
            yield tuple(run)
        run = []
    if len(run) > 1:
        yield tuple(run)
