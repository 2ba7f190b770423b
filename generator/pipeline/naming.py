"""What the cables name: mentions in each cable, then the entities of the collection.

Each kind of entity has a room that finds its mentions in one cable as the edition shows it. Nothing
that the edition withholds is looked at.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from generator import facts
from generator.errors import reporting_faults
from generator.execution.result_cache import CachedRunner, digest, digest_of
from generator.glossary.cable_terms import CableTerms
from generator.glossary.senses import post_of
from generator.glossary.uses import AbbreviationMatcher
from generator.model import (
    Anchor,
    CablePerson,
    Corpus,
    CuratedNames,
    CuratedOrganisation,
    Entity,
    EntityMention,
    EntityProfile,
    Mrn,
    Place,
    StoredCable,
    Term,
    post_name,
)
from generator.organisations.body_entries import join_bodies
from generator.organisations.body_resolution import NamedCable
from generator.organisations.cable_bodies import CableBodies, find_bodies
from generator.people.edition_people import people_of_edition
from generator.people.joining import NamedInCable
from generator.people.recognition import find_people
from generator.pipeline.cable_summaries import CableSummary
from generator.places.gazetteer import Gazetteer, make_gazetteer
from generator.places.place_mentions import find_places
from generator.places.post_places import places_of_post


@dataclass(frozen=True, slots=True)
class NamingContext:
    """What finding names depends on, besides the cable."""

    gazetteer: Gazetteer


CableNames = tuple[tuple[EntityMention, ...], tuple[CablePerson, ...]]
"""The mentions of places in a cable, and the people that it names."""


def name_entities(
    cables: Sequence[StoredCable],
    names: CuratedNames,
    runner: CachedRunner,
    *,
    officials_only: bool,
    is_withheld: Callable[[str], bool],
) -> tuple[Entity, ...]:
    """The people and places that the cables name, by kind and key.

    `officials_only` leaves out people without an office. `is_withheld` tells whether the edition
    withholds words of a text.
    """
    gazetteer = make_gazetteer(names.places)
    curated = digest_of(names.places)
    by_cable = runner.map(
        _find_mentions,
        NamingContext(gazetteer),
        cables,
        lambda stored: digest(curated, stored.digest),
    )
    mentions: dict[str, list[tuple[Mrn, EntityMention]]] = {}
    members: list[NamedInCable] = []
    for stored, (in_cable, people) in zip(cables, by_cable, strict=True):
        assert stored.mrn is not None
        for mention in in_cable:
            mentions.setdefault(mention.id, []).append((stored.mrn, mention))
        date = stored.outline.header.iso_date if people else ""
        members.extend(
            NamedInCable(stored.mrn, date, position, person)
            for position, person in enumerate(people)
        )
    posts = _posts_by_place(cables, gazetteer)
    places = [
        Entity(profile=_profile(group[0][1], gazetteer, posts), mentions=tuple(group))
        for _, group in sorted(mentions.items())
    ]
    listed = people_of_edition(members, names.people, officials_only=officials_only)
    shown_places = without_withheld(places, is_withheld)
    return (*without_withheld(listed, is_withheld), *_with_parts(shown_places))


def name_organisations(
    corpus: Corpus,
    summaries: Sequence[CableSummary],
    names: CuratedNames,
    is_withheld: Callable[[str], bool],
    runner: CachedRunner,
) -> Corpus:
    """The corpus with the organisations that its cables name, by names and by glossary terms.

    `summaries` are those of the cables, in their order. `is_withheld` tells whether the edition
    withholds words of a text.
    """
    curated = _shown_organisations(names.organisations, is_withheld)
    given = _given_names(curated, corpus.terms)
    names_digest = digest_of(given)
    by_cable = runner.map(
        _find_bodies,
        AbbreviationMatcher({name: name for name in given}),
        [(stored, one.terms) for stored, one in zip(corpus.cables, summaries, strict=True)],
        lambda item: digest(names_digest, item[0].digest),
    )
    cables = [
        NamedCable(mrn=stored.mrn, host=_host(stored), bodies=bodies)
        for stored, bodies in zip(corpus.cables, by_cable, strict=True)
        if stored.mrn is not None
    ]
    organisations = join_bodies(cables, corpus.terms, curated, corpus.curated.withheld)
    shown = without_withheld(organisations, is_withheld)
    entities = sorted([*corpus.entities, *shown], key=lambda entity: entity.profile.id)
    return replace(corpus, entities=tuple(entities))


def without_withheld(
    entities: Iterable[Entity], is_withheld: Callable[[str], bool]
) -> list[Entity]:
    """The entities of which no word is withheld.

    The cables are redacted, but the program's tables know more than they do: the full name of a
    person, the country of an ambassador, Peru for `Peruvian`.
    """
    return [entity for entity in entities if not any(map(is_withheld, _texts(entity)))]


def _texts(entity: Entity) -> Iterator[str]:
    """The words about an entity that pages may show, apart from those of cables."""
    profile = entity.profile
    yield from (profile.name, profile.description, profile.source)
    yield from (key.replace("-", " ") for key in (profile.key, *entity.also_at))
    if entity.names is not None:
        yield from (*entity.names.abbreviations, *entity.names.former)
        yield from (name for name, _ in entity.names.full)
    for office in entity.person.offices if entity.person is not None else ():
        yield from (office.title, office.office.replace("-", " "))


def _shown_organisations(
    organisations: Sequence[CuratedOrganisation], is_withheld: Callable[[str], bool]
) -> list[CuratedOrganisation]:
    """What editors say about organisations, without entries whose words the edition withholds."""
    return [
        entry
        for entry in organisations
        if not any(map(is_withheld, (entry.name, *entry.names, *entry.former, entry.source)))
        and not any(is_withheld(name) for _, name in entry.translations)
    ]


def _host(stored: StoredCable) -> str:
    """The country of the post that sent a cable; empty if unknown."""
    post = facts.posts().get(post_of(stored.mrn)) if stored.mrn is not None else None
    return post.country if post is not None else ""


def _given_names(curated: Sequence[CuratedOrganisation], terms: Sequence[Term]) -> list[str]:
    """The names that editors give, without those that the glossary looks for."""
    names = {
        name for entry in curated if not entry.is_hidden for name in (entry.name, *entry.names)
    }
    return sorted(names - {term.abbreviation for term in terms})


def _find_bodies(names: AbbreviationMatcher, item: tuple[StoredCable, CableTerms]) -> CableBodies:
    """The bodies that one cable names; `names` are those that editors give."""
    stored, terms = item
    with reporting_faults(stored.name):
        return find_bodies(stored.cable, (definition for _, definition in terms.definitions), names)


def _find_mentions(context: NamingContext, stored: StoredCable) -> CableNames:
    """The names in one cable, in the order of its text; no place is within a person's name."""
    with reporting_faults(stored.name):
        cable = stored.cable
        people = find_people(cable)
        names = sorted(m.place for person in people for m in person.mentions if m.place)
        places = find_places(cable, context.gazetteer)
        return tuple(p for p in places if not _is_part_of(p.place, names)), people


def _is_part_of(place: Place, names: Sequence[Place]) -> bool:
    """Whether words are a part of a longer name: "Jordan" in "Ann Jordan".

    `names` are sorted and do not overlap.
    """
    at = bisect_right(names, (place.anchor, place.block, place.start), key=_position) - 1
    if at < 0 or _position(names[at])[:2] != (place.anchor, place.block):
        return False
    return place.end <= names[at].end and names[at].end - names[at].start > place.end - place.start


def _position(place: Place) -> tuple[Anchor, int, int]:
    return place.anchor, place.block, place.start


def _profile(
    mention: EntityMention, gazetteer: Gazetteer, posts: Mapping[str, tuple[str, ...]]
) -> EntityProfile:
    """What pages show of the entity that is mentioned."""
    place = gazetteer.places[mention.key]
    return EntityProfile(
        kind=mention.kind,
        key=mention.key,
        name=place.name,
        description=place.description,
        point=place.point,
        posts=posts.get(mention.key, ()),
        country=place.fact.within,
        source=place.fact.source,
    )


def _with_parts(places: Sequence[Entity]) -> Iterator[Entity]:
    """The places, those that are countries with the places in them."""
    parts: dict[str, list[tuple[str, int]]] = {}
    for place in places:
        if place.profile.country:
            parts.setdefault(place.profile.country, []).append(
                (place.profile.key, len(place.cables))
            )
    for place in places:
        yield replace(place, parts=tuple(parts.get(place.profile.key, ())))


def _posts_by_place(
    cables: Sequence[StoredCable], gazetteer: Gazetteer
) -> dict[str, tuple[str, ...]]:
    """The posts that sent the cables, by the place and the country where they are."""
    by_place: dict[str, list[str]] = {}
    for post in sorted({post_name(stored.outline) for stored in cables}):
        for key in places_of_post(post, gazetteer):
            by_place.setdefault(key, []).append(post)
    return {key: tuple(posts) for key, posts in by_place.items()}
