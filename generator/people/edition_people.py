"""The people of a collection as an edition lists them, with the editors' decisions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from generator.model import CuratedPerson, Entity
from generator.people.joining import NamedInCable, PersonGroup, join_people
from generator.people.profiles import (
    description,
    display_name,
    person_entity,
    unique_keys,
)


def people_of_edition(
    members: Sequence[NamedInCable], curated: Sequence[CuratedPerson], *, officials_only: bool
) -> list[Entity]:
    """The people that the edition lists, by key.

    `officials_only` leaves out who holds no office and sent no cable, unless editors show them.
    """
    decisions = {entry.key: entry for entry in curated}
    people = []
    for key, group in sorted(_decided_groups(members, curated)):
        decision = decisions.get(key)
        if decision is not None and decision.is_hidden:
            continue
        is_shown = decision is not None and decision.is_shown
        if officials_only and not group.is_official and not is_shown:
            continue
        name = (decision and decision.name) or display_name(group)
        described = (decision and decision.description) or description(group)
        people.append(person_entity(group, key, name, described))
    return people


def _decided_groups(
    members: Sequence[NamedInCable], curated: Sequence[CuratedPerson]
) -> Iterator[tuple[str, PersonGroup]]:
    """Each person with a key, after editors parted and merged them."""
    groups = join_people(members)
    by_key = dict(zip(unique_keys(groups), groups, strict=True))
    for entry in curated:
        if entry.parted_from in by_key:
            _part(by_key, entry)
    for entry in curated:
        merged = [by_key.pop(key) for key in entry.merged if key in by_key and key != entry.key]
        if merged:
            own = by_key.get(entry.key, PersonGroup()).members
            joined = [*own, *(member for group in merged for member in group.members)]
            by_key[entry.key] = PersonGroup(sorted(joined, key=lambda member: member.mrn))
    yield from by_key.items()


def _part(by_key: dict[str, PersonGroup], entry: CuratedPerson) -> None:
    """Give the cables that an entry names to a person of their own."""
    assert entry.parted_from is not None
    whole = by_key[entry.parted_from].members
    own_cables = [member for member in whole if member.mrn in entry.cables]
    rest = [member for member in whole if member.mrn not in entry.cables]
    if not own_cables:
        return
    own = by_key.get(entry.key, PersonGroup()).members if entry.key != entry.parted_from else []
    by_key[entry.parted_from] = PersonGroup(rest)
    if not rest:
        del by_key[entry.parted_from]
    unnamed = [replace(m, person=replace(m.person, holder=None)) for m in own_cables]
    by_key[entry.key] = PersonGroup([*own, *unnamed])
