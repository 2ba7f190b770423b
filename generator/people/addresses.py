"""Addresses of people: they come from the name as written, and none is lost when cables are added.

What one cable says of a person gives a name for an address, whatever other cables say. A person's
address is made from one of these names; the others lead to it. So the addresses of a collection are
among those of every larger one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

from generator.facts.name_words import plain_capitals
from generator.model import NameForm
from generator.people.joining import NAME_YEARS, OFFICE_YEARS, NamedInCable, PersonGroup


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonAddress:
    """The address of a person."""

    key: str
    """The name of the page: lower-case letters, digits and hyphens."""
    also: tuple[str, ...]
    """More names, which lead to it."""


class NameStrength(IntEnum):
    """How much a cable says of a name; the strongest one gives the address."""

    HOLDER = 1
    """The Office of the Historian has the person."""
    FULL = 2
    """A full name."""
    OFFICE = 3
    """A surname with a single office; who signs has one."""
    SURNAME = 4


MOST_YEARS = {NameStrength.FULL: NAME_YEARS, NameStrength.OFFICE: OFFICE_YEARS}
"""The years for which a name at one post means one person."""

ANY_YEARS = 1000
"""More years than there are cables of."""


@dataclass(frozen=True, slots=True)
class AddressName:
    """The name for an address that one cable gives."""

    strength: NameStrength
    year: int
    day: str
    mrn: str
    name: str


def slug(text: str) -> str:
    """A name in addresses: lower-case letters, digits and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", plain_capitals(text).lower()).strip("-")


def _given_name(member: NamedInCable) -> AddressName:
    """The identifier of the tables; the full name and post; surname, office and post; the cable."""
    surname, post = slug(member.surname) or "name", slug(member.post)
    if member.person.holder is not None:
        strength, name = NameStrength.HOLDER, slug(member.person.holder)
    elif member.full_name is not None:
        full = slug(" ".join(member.person.words)) or "name"
        strength, name = NameStrength.FULL, f"{full}-{post}"
    elif NameForm.SIGNATURE in member.single_offices:
        strength, name = NameStrength.OFFICE, f"{surname}-{post}"
    elif member.single_offices:
        office = slug(member.single_offices[0])
        strength, name = NameStrength.OFFICE, f"{surname}-{office}-{post}"
    else:
        strength, name = NameStrength.SURNAME, f"{surname}-{slug(member.mrn)}"
    return AddressName(strength, member.year, member.date or "9", member.mrn, name)


def person_addresses(groups: Sequence[PersonGroup]) -> list[PersonAddress]:
    """The address of each person. All are different."""
    names = _names_by_group(groups)
    dated = _dated(names)
    taken: set[str] = set()
    addresses = []
    for of_group in names:
        ordered = sorted(of_group, key=lambda one: (one.strength, one.year, one.day, one.mrn))
        keys = [f"{one.name}-{one.year}" if one.name in dated else one.name for one in ordered]
        free = (key for key in keys if key not in taken)
        key = next(free, f"{keys[0]}-{slug(ordered[0].mrn)}")
        taken.add(key)
        also = dict.fromkeys([*keys, *(one.name for one in ordered)])
        addresses.append(PersonAddress(key=key, also=tuple(k for k in also if k != key)))
    return addresses


def _names_by_group(groups: Sequence[PersonGroup]) -> list[list[AddressName]]:
    """The names of each person. The second of one name in a cable has the cable's number too."""
    members = [(member, index) for index, group in enumerate(groups) for member in group.members]
    used: Counter[tuple[str, str]] = Counter()
    names: list[list[AddressName]] = [[] for _ in groups]
    for member, index in sorted(members, key=lambda item: (item[0].mrn, item[0].position)):
        one = _given_name(member)
        used[one.mrn, one.name] += 1
        if used[one.mrn, one.name] > 1:
            end = f"-{slug(one.mrn)}"
            name = f"{one.name.removesuffix(end)}{end}-{used[one.mrn, one.name]}"
            one = replace(one, strength=NameStrength.SURNAME, name=name)
        names[index].append(one)
    return names


def _dated(names: Sequence[Sequence[AddressName]]) -> frozenset[str]:
    """The names to which addresses add a year: those of several people, or of too many years.

    The name alone then leads to all of them. More cables may make a name one of these, never the
    reverse: a name of many years is one even where a single person has it.
    """
    people: dict[str, set[int]] = {}
    years: dict[str, set[int]] = {}
    most: dict[str, int] = {}
    for person, of_group in enumerate(names):
        for one in of_group:
            people.setdefault(one.name, set()).add(person)
            years.setdefault(one.name, set()).add(one.year)
            most[one.name] = MOST_YEARS.get(one.strength, ANY_YEARS)
    return frozenset(
        name
        for name, of_name in years.items()
        if len(people[name]) > 1 or max(of_name) - min(of_name) > most[name]
    )
