"""The pages of people: names, roles and offices with dates, cables, and who else is named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from generator.model import Entity, EntityKind, Page, PersonDetails, RoleSpan
from generator.render import site_links, urls
from generator.render.entity_pages import entity_lists, entity_pages
from generator.render.page_context import PageContext
from generator.render.renderer import Renderer

MOST_ROLES = 20
"""Roles on a page; the first ones are shown."""

MOST_BESIDE = 12
"""People and organisations named in the same cables, on a page; the most frequent are shown."""

MOST_CABLES_READ = 200
"""Cables of a person in which others are counted, in the order of their numbers."""


def person_lists(renderer: Renderer, context: PageContext) -> Iterator[Page]:
    """The list of the people that cables name."""
    yield from entity_lists(renderer, context, EntityKind.PERSON, "people.md.j2", more={})


def person_pages(renderer: Renderer, context: PageContext, entity: Entity) -> Iterator[Page]:
    """The page of a person."""
    details = entity.person
    assert details is not None
    page = urls.entity_page(EntityKind.PERSON, entity.profile.key)
    yield from entity_pages(
        renderer,
        context,
        entity,
        "person.md.j2",
        more={
            "roles": [(role, _period(role)) for role in details.roles[:MOST_ROLES]],
            "more_roles": max(0, len(details.roles) - MOST_ROLES),
            "offices": held_offices(details),
            "holder": details.holder,
            "beside": [
                (
                    context.profiles[name].name,
                    site_links.link(page, urls.entity_page(kind, key)),
                    count,
                )
                for name, kind, key, count in named_beside(context, entity)
            ],
        },
    )


def _period(role: RoleSpan) -> str:
    """The dates of the cables that show a role: "2007-03-01 to 2008-06-30"."""
    if not role.first or role.first == role.last:
        return role.first
    return f"{role.first} to {role.last}"


def held_offices(details: PersonDetails) -> list[tuple[str, str, str]]:
    """Title, place and dates of each office of the tables."""
    return [
        (
            office.title,
            "" if office.office in office.title else _place_words(office.office),
            f"{office.started} to {office.ended}" if office.ended else f"from {office.started}",
        )
        for office in details.offices
    ]


def _place_words(identifier: str) -> str:
    """A mission's identifier in words: `south-africa` is South Africa."""
    return " ".join(word.capitalize() for word in identifier.split("-"))


Beside = tuple[str, EntityKind, str, int]
"""The name of an entity among all, its kind and key, and the number of cables with both."""


def named_beside(context: PageContext, entity: Entity) -> list[Beside]:
    """The people and organisations that the cables of a person name too, most frequent first."""
    counts: Counter[tuple[str, EntityKind, str]] = Counter()
    for mrn in sorted(entity.cables)[:MOST_CABLES_READ]:
        counts.update({(m.id, m.kind, m.key) for m in context.named_by(mrn)})
    others = [
        (*named, count)
        for named, count in counts.items()
        if named[1] is not EntityKind.PLACE and named[0] != entity.profile.id
    ]
    return sorted(others, key=lambda other: (-other[3], other[0]))[:MOST_BESIDE]
