"""The people of a collection as an edition lists them, with the editors' decisions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from generator.model import CuratedPerson, Entity
from generator.people.addresses import PersonAddress, person_addresses
from generator.people.joining import NamedInCable, PersonGroup, join_people
from generator.people.profiles import description, display_name, person_entity


def people_of_edition(
    members: Sequence[NamedInCable], curated: Sequence[CuratedPerson], *, officials_only: bool
) -> list[Entity]:
    """The people that the edition lists, by key.

    `officials_only` leaves out who holds no office and sent no cable, unless editors show them.
    """
    decided = _DecidedPeople(join_people(members))
    decided.apply(curated)
    decisions = {entry.key: entry for entry in curated}
    people = []
    for key, group in sorted(decided.by_key.items()):
        decision = decisions.get(key)
        is_shown = decision is not None and decision.is_shown
        if officials_only and not group.is_official and not is_shown:
            continue
        name = (decision and decision.name) or display_name(group)
        described = (decision and decision.description) or description(group)
        address = PersonAddress(key=key, also=tuple(decided.also[key]))
        people.append(person_entity(group, address, name, described))
    return people


class _DecidedPeople:
    """The people by key, while editors' decisions are applied."""

    def __init__(self, groups: Sequence[PersonGroup]) -> None:
        self.by_key: dict[str, PersonGroup] = {}
        self.also: dict[str, list[str]] = {}
        """The other keys that lead to each person."""
        self._owners: dict[str, list[str]] = {}
        """The people to which each other key leads."""
        for address, group in zip(person_addresses(groups), groups, strict=True):
            self.by_key[address.key] = group
            self.also[address.key] = [*address.also]
            for key in address.also:
                self._owners.setdefault(key, []).append(address.key)

    def apply(self, curated: Sequence[CuratedPerson]) -> None:
        """Part, then merge, then hide. The key of an entry becomes that of the person.

        What hides a key that leads to several people hides them all.
        """
        for entry in curated:
            if entry.parted_from is not None:
                self._part(entry, self._only(entry.parted_from))
            elif not entry.is_hidden:
                self._adopt(entry.key)
        for entry in curated:
            for other in entry.merged:
                self._merge(entry.key, self._only(other))
        for entry in curated:
            for key in self._led_to(entry.key) if entry.is_hidden else ():
                self.by_key.pop(key, None)

    def _led_to(self, key: str) -> list[str]:
        """The people to whom a key leads; more than one if several had it."""
        return [key] if key in self.by_key else self._owners.get(key, [])

    def _only(self, key: str) -> str:
        """The person to whom a key leads; the key itself if there are none or several."""
        led_to = self._led_to(key)
        return led_to[0] if len(led_to) == 1 else key

    def _adopt(self, key: str) -> None:
        """Make a key that leads to one person the person's own."""
        own = self._only(key)
        if own != key:
            self.by_key[key] = self.by_key.pop(own)
            self.also[key] = [own, *(other for other in self.also.pop(own) if other != key)]
            self._lead(own, key)

    def _lead(self, old: str, new: str) -> None:
        """Have everything that led to a person lead to another one."""
        for owners in self._owners.values():
            owners[:] = [new if owner == old else owner for owner in owners]
        self._owners[old] = [new]

    def _merge(self, key: str, other: str) -> None:
        """Add all cables of a person to another one, who may be new."""
        if other == key or other not in self.by_key:
            return
        own = self.by_key.get(key, PersonGroup()).members
        joined = [*own, *self.by_key.pop(other).members]
        self.by_key[key] = PersonGroup(sorted(joined, key=lambda member: member.mrn))
        also = dict.fromkeys([*self.also.get(key, []), other, *self.also.pop(other)])
        self.also[key] = [name for name in also if name != key]
        self._lead(other, key)

    def _part(self, entry: CuratedPerson, whole: str) -> None:
        """Give the cables that an entry names to a person of their own."""
        if whole not in self.by_key or whole == entry.key:
            return
        members = self.by_key[whole].members
        own_cables = [member for member in members if member.mrn in entry.cables]
        rest = [member for member in members if member.mrn not in entry.cables]
        if not own_cables:
            return
        self.by_key[whole] = PersonGroup(rest)
        unnamed = [replace(m, person=replace(m.person, holder=None)) for m in own_cables]
        own = self.by_key.get(entry.key, PersonGroup()).members
        self.by_key[entry.key] = PersonGroup([*own, *unnamed])
        self.also.setdefault(entry.key, [])
        if not rest:
            del self.by_key[whole]
            self.also[entry.key] += [whole, *self.also.pop(whole)]
            self._lead(whole, entry.key)
