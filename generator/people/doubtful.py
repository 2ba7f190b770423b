"""What editors should look at: entries that may be one person, and decisions about nobody."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.model import CuratedPerson, Entity, EntityKind
from generator.people.addresses import slug

MOST_MESSAGES = 20
"""Messages of one kind; the rest are counted."""

FILE = "content/curated/people.yml"


def people_to_check(entities: Sequence[Entity], curated: Sequence[CuratedPerson]) -> list[str]:
    """Messages for editors: what is doubtful and what to do, at most `MOST_MESSAGES` of a kind."""
    people = [entity for entity in entities if entity.profile.kind is EntityKind.PERSON]
    kinds = (_unknown_keys(people, curated), _same_names(people, curated))
    return [message for kind in kinds for message in _limited([*kind])]


def _limited(messages: list[str]) -> list[str]:
    more = len(messages) - MOST_MESSAGES
    return [*messages[:MOST_MESSAGES], *([f"{more} more of this kind."] if more > 0 else [])]


def _unknown_keys(people: Sequence[Entity], curated: Sequence[CuratedPerson]) -> Iterator[str]:
    """Entries about people that are not there, or about several, unless they hide them."""
    keys = {entity.profile.key for entity in people}
    for entry in curated:
        shared = [entity.profile.key for entity in people if entry.key in entity.also_at]
        if entry.key in keys or entry.is_hidden:
            continue
        if shared:
            yield (
                f"{FILE}: '{entry.key}' leads to several people: {', '.join(shared)}; write one "
                "of these."
            )
        else:
            yield (
                f"{FILE}: '{entry.key}' is not a person of the collection; write the last part of "
                "the address of the person's page, or remove the entry."
            )


def _same_names(people: Sequence[Entity], curated: Sequence[CuratedPerson]) -> Iterator[str]:
    """Two entries with one full name, which no editor has decided about."""
    decided = {entry.key for entry in curated}
    by_name: dict[str, list[str]] = {}
    for entity in people:
        if entity.profile.key not in decided and " " in entity.profile.name:
            by_name.setdefault(slug(entity.profile.name), []).append(entity.profile.key)
    for keys in by_name.values():
        if len(keys) > 1:
            yield (
                f"people: {', '.join(keys)} have one name; if they are one person, merge them in "
                f"{FILE}."
            )
