"""The pages of organisations."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model import BodyNames, Entity, EntityKind, Page
from generator.organisations.body_entries import UNCLEAR
from generator.render import site_links, urls
from generator.render.entity_pages import entity_lists, entity_pages
from generator.render.page_context import PageContext
from generator.render.renderer import Renderer

MOST_NAMESAKES = 100
"""Organisations of the same name on a page."""


def organisation_lists(renderer: Renderer, context: PageContext) -> Iterator[Page]:
    """The list of the organisations that cables name."""
    kind = EntityKind.ORGANISATION
    yield from entity_lists(renderer, context, kind, "organisations.md.j2", more={})


def organisation_pages(renderer: Renderer, context: PageContext, entity: Entity) -> Iterator[Page]:
    """The page of an organisation, with links to the entries of its abbreviations."""
    names = entity.names or BodyNames()
    page = urls.entity_page(entity.profile.kind, entity.profile.key)
    more = {
        "source": names.source,
        "is_unclear": entity.profile.description.endswith(UNCLEAR),
        "full_names": names.full,
        "others": [name for name, language in names.full if not language],
        "abbreviations": [(name, _term_link(context, page, name)) for name in names.abbreviations],
        "namesakes": [
            (one.name, site_links.link(page, urls.entity_page(one.kind, one.key)))
            for one in context.moved.get(entity.profile.id, ())[:MOST_NAMESAKES]
        ],
        "former": [(name, _term_link(context, page, name)) for name in names.former],
    }
    yield from entity_pages(renderer, context, entity, "organisation.md.j2", more=more)


def _term_link(context: PageContext, page: str, name: str) -> str:
    """The link to the glossary entry of an abbreviation; empty if it has none."""
    return site_links.link(page, urls.term_page(name)) if name in context.senses else ""
