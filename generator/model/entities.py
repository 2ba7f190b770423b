"""What cables name: people, organisations and places, with every mention of each."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from generator.execution.fast_pickle import fast_pickle
from generator.model.mentions import Place
from generator.model.names import Mrn


class EntityKind(StrEnum):
    """The kind of an entity. The order is that in which overlapping mentions are shown."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"


def entity_id(kind: EntityKind, key: str) -> str:
    """The name of an entity among those of all kinds: `place/mexico`."""
    return f"{kind.value}/{key}"


@fast_pickle
@dataclass(frozen=True, slots=True, kw_only=True)
class EntityMention:
    """Words in a para that name an entity."""

    kind: EntityKind
    key: str
    place: Place
    words: str
    """These words as typed, on one line."""

    @property
    def id(self) -> str:
        """The name of the entity: `place/mexico`."""
        return entity_id(self.kind, self.key)


@fast_pickle
@dataclass(frozen=True, slots=True, kw_only=True)
class MapPoint:
    """Where a place is on a map."""

    latitude: float
    """Degrees north."""
    longitude: float
    """Degrees east."""
    is_area: bool
    """True for a country or region, of which it is the middle."""


@fast_pickle
@dataclass(frozen=True, slots=True, kw_only=True)
class EntityProfile:
    """What a page needs to know about an entity that it links to."""

    kind: EntityKind
    key: str
    """Its name in addresses: lower-case letters, digits and hyphens."""
    name: str
    """Its name for readers."""
    description: str
    """What it is, in a few words: "city in Mexico"; empty if unknown."""
    point: MapPoint | None = None
    """Where a place is; None if unknown, and for people and organisations."""
    posts: tuple[str, ...] = ()
    """The posts in a place that sent cables of the collection, in alphabetical order."""
    country: str = ""
    """The key of the country that a place is in; empty if it is in none."""
    source: str = ""
    """The source of a place's name and point; empty for people and organisations."""

    @property
    def id(self) -> str:
        """Its name among those of all kinds: `place/mexico`."""
        return entity_id(self.kind, self.key)


@fast_pickle
@dataclass(frozen=True, slots=True, kw_only=True)
class RoleSpan:
    """A title or an act of a person, with the cables that show it."""

    role: str
    """The title as written on first use ("Foreign Minister"), or the act ("signature")."""
    first: str
    """The date of the first cable as far as it is known (ISO); empty if unknown."""
    last: str
    """The date of the last cable."""
    cables: int
    """Number of cables."""


@fast_pickle
@dataclass(frozen=True, slots=True, kw_only=True)
class HeldOffice:
    """An office that a person held, from the tables of the Office of the Historian."""

    title: str
    office: str
    """The identifier of the mission or office ("spain", "secretary")."""
    started: str
    """The day (ISO)."""
    ended: str
    """The day (ISO); empty if it is not known."""


@fast_pickle
@dataclass(frozen=True, slots=True, kw_only=True)
class PersonDetails:
    """What is known of a person besides the mentions."""

    roles: tuple[RoleSpan, ...]
    """Titles and acts, in the order of their first cable."""
    offices: tuple[HeldOffice, ...]
    """Offices, in the order of their dates; empty if the person is in no table."""
    holder: str | None
    """The person's identifier at the Office of the Historian; None if not certainly known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyNames:
    """The names of an organisation besides those by which cables mention it."""

    abbreviations: tuple[str, ...] = ()
    """Abbreviations that have an entry in the glossary."""
    full: tuple[tuple[str, str], ...] = ()
    """Full names with the BCP 47 code of their language, which is empty for English."""
    former: tuple[str, ...] = ()
    """Former names and abbreviations."""
    source: str = ""
    """Where editors know the names from; empty if they say nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A person, organisation or place that cables name."""

    profile: EntityProfile
    names: BodyNames | None = None
    """The other names of an organisation; None for people and places."""
    mentions: tuple[tuple[Mrn, EntityMention], ...]
    """Every mention with its cable, by cable, then in the order of its text."""
    outside: tuple[tuple[Mrn, str, str], ...] = ()
    """The cables that name it outside their paras, how ("signature"), and by which words."""
    person: PersonDetails | None = None
    """The details of a person; None for organisations and places."""
    parts: tuple[tuple[str, int], ...] = ()
    """The keys of the places in a country that are named, and the number of cables of each."""
    also_at: tuple[str, ...] = ()
    """More keys, whose addresses lead to it: those that it has in smaller collections."""

    @property
    def cables(self) -> frozenset[Mrn]:
        """The cables that name it."""
        outside = (mrn for mrn, _, _ in self.outside)
        return frozenset((*(mrn for mrn, _ in self.mentions), *outside))


@dataclass(frozen=True, slots=True, kw_only=True)
class CuratedPlace:
    """What editors say about a place: a new one, another name, or that it is not shown."""

    key: str
    """The place; a new one if the program's table has none with this key."""
    name: str | None
    """Its name for readers; None if it is not changed."""
    also: tuple[str, ...]
    """More names by which texts name it."""
    within: str | None
    """The key of the country that a new place is in; None if it is in none."""
    latitude: float | None
    """Degrees north; None if it is not given, likewise `longitude` (degrees east)."""
    longitude: float | None
    is_hidden: bool
    """True if it is not recognised at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CuratedOrganisation:
    """What editors say about an organisation: one, no, or another body behind some names."""

    name: str
    """Its name for readers."""
    names: tuple[str, ...]
    """Names and abbreviations in cables that mean it; with `name` itself."""
    translations: tuple[tuple[str, str], ...]
    """Its name in other languages, each with the BCP 47 code of the language."""
    former: tuple[str, ...]
    """Former names and abbreviations."""
    posts: frozenset[str]
    """Posts, letters only, in whose cables the names mean it; empty for all posts."""
    cables: frozenset[Mrn]
    """Cables in which the names mean it; empty for all cables."""
    source: str
    """Where this is known from, or why the names are hidden."""
    is_hidden: bool
    """True if the names name no organisation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CuratedPerson:
    """What editors say about a person."""

    key: str
    """The person; a new one where an entry parts cables from another person."""
    name: str | None
    """The name for readers; None if it is not changed."""
    description: str | None
    """Who the person is, in a few words; None if it is not changed."""
    merged: tuple[str, ...]
    """The keys of others who are the same person."""
    parted_from: str | None
    """The key of another person, of whom the cables named are this one's; None if none are."""
    cables: tuple[Mrn, ...]
    """These cables; empty without `parted_from`."""
    is_hidden: bool
    """True if the person has no page, link or row."""
    is_shown: bool
    """True if the person is shown in every edition, also without an office."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CuratedNames:
    """The editors' decisions about people, organisations and places."""

    places: tuple[CuratedPlace, ...] = ()
    """By the order of the file."""
    organisations: tuple[CuratedOrganisation, ...] = ()
    people: tuple[CuratedPerson, ...] = ()
    """By the order of the file."""
