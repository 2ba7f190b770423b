"""Maps: dots at their points, by number of cables, each a link; pictures of bounded size."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from math import dist

import pytest

from generator.facts import outlines
from generator.render.maps import MOST_DOTS, MapDot, country_map, region_map, world_map
from generator.render.projections import clipped, equal_earth, path, pieces

LIMA = MapDot(
    name="Lima",
    title="Lima: 4 cables",
    link="lima/",
    latitude=-12.0,
    longitude=-77.0,
    cables=4,
    is_area=False,
)
PERU = replace(LIMA, name="Peru", title="Peru: 16 cables", link="peru/", cables=16, is_area=True)

CIRCLE = re.compile(
    r'<circle cx="([\d.]+)" cy="([\d.]+)" r="([\d.]+)" class="(rt-map-(?!target)\w+)"'
)
TARGET = re.compile(r'<circle cx="([\d.]+)" cy="([\d.]+)" r="([\d.]+)" class="rt-map-target"')


@pytest.mark.parametrize(
    ("east", "north", "x", "y"),
    [
        # From the projection's formulas: the equator's ends, a pole, and signs of each quarter.
        (180, 0, 2.7066, 0.0),
        (0, 90, 0.0, 1.3173),
        (-180, 0, -2.7066, 0.0),
        (0, -90, 0.0, -1.3173),
    ],
)
def test_equal_earth(east: float, north: float, x: float, y: float) -> None:
    assert equal_earth(east, north) == pytest.approx((x, y), abs=1e-3)


def test_dots_are_links_with_areas_by_cables() -> None:
    picture = world_map([LIMA, PERU])
    area, dot = CIRCLE.findall(picture)
    assert (area[3], dot[3]) == ("rt-map-area", "rt-map-dot")
    assert float(area[2]) == pytest.approx(2 * float(dot[2]), abs=0.2)
    assert 'xlink:href="lima/" aria-label="Lima: 4 cables"' in picture
    assert "Most named: Peru: 16 cables; Lima: 4 cables." in picture


def test_a_dot_is_tapped_around_it_and_never_on_another_dot() -> None:
    one = replace(LIMA, cables=1)
    near, far = replace(one, name="Near", latitude=-8.0), replace(one, name="Far", latitude=50.0)
    targets = [[*map(float, match)] for match in TARGET.findall(world_map([one, near, far]))]
    (*_, lone), (*first, upper), (*second, lower) = targets
    assert lone == 16.0
    assert upper == lower < lone
    assert upper + lower == pytest.approx(dist(first, second), abs=0.3)
    assert not TARGET.findall(world_map([LIMA, PERU])), "none between dots that overlap"


def test_a_dot_is_where_its_place_is() -> None:
    (lima,) = CIRCLE.findall(world_map([LIMA]))
    (london,) = CIRCLE.findall(world_map([replace(LIMA, latitude=51.5, longitude=0.0)]))
    assert float(london[0]) == 480.0
    assert float(lima[0]) < 300
    assert float(lima[1]) > float(london[1]) + 150


def test_the_map_of_the_world_is_bounded() -> None:
    dots = [replace(LIMA, name=f"Place {n}", longitude=n % 170, cables=n) for n in range(1, 2000)]
    picture = world_map(dots)
    assert len(CIRCLE.findall(picture)) == MOST_DOTS
    assert len(picture) < 150_000
    assert picture == world_map(dots[::-1])


@pytest.mark.parametrize(
    ("latitude", "longitude"), [(-12, -77), (66, -179.5), (-17, 179), (81, 0), (0, 0), (-80, 10)]
)
def test_a_region_shows_its_place(latitude: float, longitude: float) -> None:
    picture = region_map("A & B", latitude, longitude)
    ((x, y, _, _),) = CIRCLE.findall(picture)
    assert 0 < float(x) < 340
    assert 0 < float(y) < 220
    assert "Where A &amp; B is" in picture
    assert len(picture) < 20_000


def test_a_country_shows_all_its_dots() -> None:
    dots = [LIMA, replace(LIMA, name="Tacna", latitude=-18.0, longitude=-70.2)]
    picture = country_map("Peru", dots)
    width, height = map(float, re.findall(r'viewBox="0 0 (\d+) (\d+)"', picture)[0])
    for x, y, _, _ in CIRCLE.findall(picture):
        assert 0 < float(x) < width
        assert 0 < float(y) < height
    assert country_map("Peru", [LIMA])


def test_lines_are_cut_at_the_edges_of_a_box() -> None:
    square = ((0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0))
    assert set(clipped(square, (-5, -5, 5, 5))) == {(0, 0), (5, 0), (5, 5), (0, 5)}
    assert clipped(square, (20, 20, 30, 30)) == ()
    line = ((0.0, 0.0), (1.0, 0.0), (9.0, 0.0), (1.0, 1.0), (0.0, 1.0))
    assert [*pieces(line, (-1, -1, 2, 2))] == [line[:2], line[3:]]


def test_a_path_has_whole_steps() -> None:
    line = ((0.2, 0.0), (3.4, 4.0), (3.3, 4.1), (0.0, 0.0))
    assert path([line], lambda x, y: (x, y), closed=True) == "M0 0l3 4 -3 -4z"


def test_outlines_are_of_the_whole_world() -> None:
    points = [point for ring in outlines.land() for point in ring]
    assert min(x for x, _ in points) == -180
    assert max(x for x, _ in points) == 180
    assert max(y for _, y in points) > 80
    steps = (abs(a[0] - b[0]) for ring in outlines.land() for a, b in pairwise(ring))
    assert max(steps) < 60, "no outline leaps across the world"
