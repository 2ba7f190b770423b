"""What the cables name: mentions in each cable, then the entities of the collection.

Each kind of entity has a room that finds its mentions in one cable as the edition shows it. Nothing
that the edition withholds is looked at.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.errors import reporting_faults
from generator.execution.result_cache import CachedRunner, digest, digest_of
from generator.model import (
    CuratedNames,
    Entity,
    EntityMention,
    EntityProfile,
    Mrn,
    StoredCable,
)
from generator.places.gazetteer import Gazetteer, make_gazetteer
from generator.places.place_mentions import find_places


@dataclass(frozen=True, slots=True)
class NamingContext:
    """What finding names depends on, besides the cable."""

    gazetteer: Gazetteer


def name_entities(
    cables: Sequence[StoredCable], names: CuratedNames, runner: CachedRunner
) -> tuple[Entity, ...]:
    """The entities that the cables name, by kind and key."""
    gazetteer = make_gazetteer(names.places)
    curated = digest_of(names)
    by_cable = runner.map(
        _find_mentions,
        NamingContext(gazetteer),
        cables,
        lambda stored: digest(curated, stored.digest),
    )
    mentions: dict[str, list[tuple[Mrn, EntityMention]]] = {}
    for stored, of_cable in zip(cables, by_cable, strict=True):
        assert stored.mrn is not None
        for mention in of_cable:
            mentions.setdefault(mention.id, []).append((stored.mrn, mention))
    return tuple(
        Entity(profile=_profile(group[0][1], gazetteer), mentions=tuple(group))
        for _, group in sorted(mentions.items())
    )


def _find_mentions(context: NamingContext, stored: StoredCable) -> tuple[EntityMention, ...]:
    """The mentions in one cable, in the order of its text."""
    with reporting_faults(stored.name):
        return tuple(find_places(stored.cable, context.gazetteer))


def _profile(mention: EntityMention, gazetteer: Gazetteer) -> EntityProfile:
    """What pages show of the entity that is mentioned."""
    place = gazetteer.places[mention.key]
    return EntityProfile(
        kind=mention.kind, key=mention.key, name=place.name, description=place.description
    )
