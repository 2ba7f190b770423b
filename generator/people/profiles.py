"""The entry of a person: name, address, offices and roles."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from generator import facts
from generator.facts.name_words import plain_capitals
from generator.facts.officeholders import LAST_DAY, OfficeHolder, holders_by_person
from generator.model import (
    Entity,
    EntityKind,
    EntityMention,
    EntityProfile,
    HeldOffice,
    Mrn,
    NameForm,
    PersonDetails,
    RoleSpan,
)
from generator.people.addresses import PersonAddress
from generator.people.joining import NamedInCable, PersonGroup

TEXT_FORMS = frozenset(
    {
        NameForm.TITLE,
        NameForm.FULL_NAME,
        NameForm.APPOSITION,
        NameForm.REPEATED,
        NameForm.OFFICE,
    }
)


def _fullest(members: Sequence[NamedInCable]) -> NamedInCable:
    return max(members, key=lambda m: (len(m.person.words), m.person.words))


def display_name(group: PersonGroup) -> str:
    """The name for readers: that of the tables, else the fullest name as written."""
    holder = _holders(group)
    if holder:
        return re.sub(r" ?\([^)]*\)", "", holder[-1].name)
    return _fullest(group.members).person.name


def _holders(group: PersonGroup) -> tuple[OfficeHolder, ...]:
    return holders_by_person().get(group.holder, ()) if group.holder else ()


def description(group: PersonGroup) -> str:
    """Who the person is, in a few words: the offices that cables name, most frequent first."""
    offices = Counter(o for member in group.members for o in member.person.offices)
    named = [office for office, _ in sorted(offices.items(), key=lambda pair: (-pair[1], pair[0]))]
    if named:
        return ", ".join(named[:MOST_OFFICES])
    holders = _holders(group)
    if holders:
        return holders[-1].title
    posts = {m.post for m in group.members if NameForm.SIGNATURE in m.single_offices}
    return f"signs for {', '.join(sorted(map(post_label, posts)))}" if posts else ""


def post_label(post: str) -> str:
    """The name of a post for readers: `Embassy Lima`; as in MRNs if it is in no table."""
    known = facts.posts().get(post)
    return known.meaning if known else post


MOST_OFFICES = 3
"""Offices in a description."""


def person_details(group: PersonGroup) -> PersonDetails:
    """Roles as cables name them and offices of the tables."""
    return PersonDetails(
        roles=tuple(_roles(group)),
        offices=tuple(
            HeldOffice(
                title=holder.title,
                office=holder.office,
                started=holder.started.isoformat(),
                ended="" if holder.ended == LAST_DAY else holder.ended.isoformat(),
            )
            for holder in _holders(group)
        ),
        holder=group.holder,
    )


def _roles(group: PersonGroup) -> Iterable[RoleSpan]:
    """Each title, and each act of a sender, with the first and last cable."""
    spans: dict[str, list[NamedInCable]] = {}
    written: dict[str, str] = {}
    for member in sorted(group.members, key=lambda m: (m.date or "9", m.mrn)):
        for mention in member.person.mentions:
            role = mention.role or ("" if mention.form in TEXT_FORMS else mention.form.value)
            if not role:
                continue
            key = plain_capitals(role)
            written.setdefault(key, role)
            cables = spans.setdefault(key, [])
            if not cables or cables[-1] is not member:
                cables.append(member)
    for key, cables in spans.items():
        yield RoleSpan(
            role=written[key], first=cables[0].date, last=cables[-1].date, cables=len(cables)
        )


def person_entity(group: PersonGroup, address: PersonAddress, name: str, described: str) -> Entity:
    """The person as an entity of the collection."""
    key = address.key
    mentions: list[tuple[Mrn, EntityMention]] = []
    outside: list[tuple[Mrn, str, str]] = []
    for member in group.members:
        for mention in member.person.mentions:
            if mention.place is None:
                outside.append((member.mrn, mention.form.value, mention.words))
            else:
                named = EntityMention(
                    kind=EntityKind.PERSON, key=key, place=mention.place, words=mention.words
                )
                mentions.append((member.mrn, named))
    return Entity(
        profile=EntityProfile(kind=EntityKind.PERSON, key=key, name=name, description=described),
        mentions=tuple(mentions),
        outside=tuple(dict.fromkeys(outside)),
        person=person_details(group),
        also_at=address.also,
    )
