"""The pages of places: a list with a map of the world, and a page with a map of its region."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.model import Entity, EntityKind, EntityProfile, Page, entity_id
from generator.render import site_links, urls
from generator.render.entity_pages import MAX_LISTED, entities_of, entity_lists, entity_pages
from generator.render.maps import MOST_DOTS, MapDot, country_map, region_map, world_map
from generator.render.markdown import Md
from generator.render.page_context import PageContext
from generator.render.renderer import Renderer

MOST_PARTS = 100
"""Places in the list on a country's page; those named in the most cables are shown."""


def place_lists(renderer: Renderer, context: PageContext) -> Iterator[Page]:
    """The list of the places that cables name, with a map of them."""
    places = entities_of(context, EntityKind.PLACE)
    dots = [dot for entity in places for dot in _dots(entity)]
    more = {
        "world": world_map(dots) if dots else "",
        "dots": min(len(dots), MOST_DOTS),
        "top": _of_dots(places) if len(places) > MAX_LISTED else [],
    }
    yield from entity_lists(renderer, context, EntityKind.PLACE, "places.md.j2", more=more)


def _of_dots(places: Sequence[Entity]) -> list[tuple[EntityProfile, Md, int]]:
    """The places of the dots, with links to them: where the lists are on other pages.

    A dot may be too small for a finger.
    """
    mapped = [place for place in places if place.profile.point is not None]
    ordered = sorted(mapped, key=lambda place: (-len(place.cables), place.profile.name))
    return [
        (
            place.profile,
            site_links.link(urls.PLACES, urls.entity_page(EntityKind.PLACE, place.profile.key)),
            len(place.cables),
        )
        for place in ordered[:MOST_DOTS]
    ]


def _dots(entity: Entity) -> Iterator[MapDot]:
    """The dot of a place on the world's map; none if its point is not known."""
    cables = len({mrn for mrn, _ in entity.mentions})
    yield from _dot(entity.profile, cables, urls.PLACES)


def _dot(profile: EntityProfile, cables: int, page: str) -> Iterator[MapDot]:
    """The dot of a place on a map of `page`; none if its point is not known."""
    if profile.point is not None:
        yield MapDot(
            name=profile.name,
            title=f"{profile.name}: {cables:,} cable{'' if cables == 1 else 's'}",
            link=site_links.href(page, urls.entity_page(profile.kind, profile.key)),
            latitude=profile.point.latitude,
            longitude=profile.point.longitude,
            cables=cables,
            is_area=profile.point.is_area,
        )


def place_pages(renderer: Renderer, context: PageContext, entity: Entity) -> Iterator[Page]:
    """The page of a place: its map, the posts and places there, the cables that name it."""
    profile = entity.profile
    page = urls.entity_page(profile.kind, profile.key)
    parts = _parts(context, entity)
    more = {
        "picture": _picture(profile, parts, page),
        "posts": [(post, site_links.link(page, urls.post_page(post))) for post in profile.posts],
        "parts": [
            (part, site_links.link(page, urls.entity_page(part.kind, part.key)), cables)
            for part, cables in parts[:MOST_PARTS]
        ],
        "more_parts": max(0, len(parts) - MOST_PARTS),
    }
    yield from entity_pages(renderer, context, entity, "place.md.j2", more=more)


def _parts(context: PageContext, entity: Entity) -> list[tuple[EntityProfile, int]]:
    """The named places in a country, those named in the most cables first."""
    keys = sorted(entity.parts, key=lambda part: (-part[1], part[0]))
    return [
        (context.profiles[entity_id(EntityKind.PLACE, key)], cables)
        for key, cables in keys[:MOST_DOTS]
    ]


def _picture(profile: EntityProfile, parts: list[tuple[EntityProfile, int]], page: str) -> Md:
    """The map of a country's named places, or of a place in its region; empty without a point."""
    dots = [dot for part, cables in parts for dot in _dot(part, cables, page)]
    if dots:
        return country_map(profile.name, dots)
    if profile.point is None:
        return Md("")
    return region_map(profile.name, profile.point.latitude, profile.point.longitude)
