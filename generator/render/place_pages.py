"""The pages of places."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model import Entity, EntityKind, Page
from generator.render.entity_pages import entity_lists, entity_pages
from generator.render.page_context import PageContext
from generator.render.renderer import Renderer


def place_lists(renderer: Renderer, context: PageContext) -> Iterator[Page]:
    """The list of the places that cables name."""
    yield from entity_lists(renderer, context, EntityKind.PLACE, "places.md.j2", more={})


def place_pages(renderer: Renderer, context: PageContext, entity: Entity) -> Iterator[Page]:
    """The page of a place."""
    yield from entity_pages(renderer, context, entity, "place.md.j2", more={})
