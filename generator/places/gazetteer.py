"""The names of places: those of the program's table, and what editors change about them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from generator.facts.place_table import PlaceFact, place_facts
from generator.model import CuratedPlace, MapPoint

WORD = re.compile(r"[^\W_]+")
"""A word of a name or text; "U.S." has two."""

Words = tuple[str, ...]
"""The words of a name in capitals without accents: `("MEXICO", "CITY")`."""

UNMAPPED = frozenset(["continent", "ocean", "region"])
"""Types of places that no point stands for."""

CURATED_SOURCE = "curated"
"""The source of a place that editors added."""


@dataclass(frozen=True, slots=True)
class GazetteerPlace:
    """A place as pages show it."""

    fact: PlaceFact
    country: str
    """The name of the country that it is in; empty for a country itself."""

    @property
    def name(self) -> str:
        """Its name for readers."""
        return self.fact.name

    @property
    def description(self) -> str:
        """What it is: "country", "city in Mexico", "state of Mexico"."""
        kind = self.fact.type
        joint = "in" if kind.endswith("city") or not kind else "of"
        return f"{kind} {joint} {self.country}".strip() if self.country else kind

    @property
    def point(self) -> MapPoint | None:
        """Where it is on a map; None if unknown, and for parts of the world that are too large."""
        fact = self.fact
        if fact.latitude is None or fact.longitude is None or fact.type in UNMAPPED:
            return None
        return MapPoint(
            latitude=fact.latitude, longitude=fact.longitude, is_area="city" not in fact.type
        )

    @property
    def country_key(self) -> str:
        """The key of its country; its own for a country."""
        return self.fact.within or self.fact.key


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """All places by key, and the places of each name."""

    places: Mapping[str, GazetteerPlace]
    names: Mapping[Words, tuple[str, ...]]
    """The places of each name. A name that always names one place has only that one."""
    longest: Mapping[str, int]
    """The number of words of the longest name that begins with a word."""
    peoples: frozenset[str]
    """Plural words for peoples: EGYPTIANS."""
    initials: Mapping[str, frozenset[str]]
    """The initials of each country in abbreviations of its government: CR and C for Costa Rica."""

    def name_at(self, words: Sequence[str], index: int) -> tuple[tuple[str, ...], int] | None:
        """The longest name that begins at a word: the keys of its places, its number of words."""
        most = min(self.longest.get(words[index], 0), len(words) - index)
        for count in range(most, 0, -1):
            keys = self.names.get(tuple(words[index : index + count]))
            if keys is not None:
                return keys, count
        return None


@lru_cache(maxsize=4)
def make_gazetteer(curated: tuple[CuratedPlace, ...] = ()) -> Gazetteer:
    """The gazetteer with the editors' changes."""
    facts = dict(place_facts())
    for entry in curated:
        if entry.is_hidden:
            facts.pop(entry.key, None)
        else:
            facts[entry.key] = _edited(facts.get(entry.key), entry)
    names: dict[Words, tuple[str, ...]] = {}
    for fact in sorted(facts.values(), key=lambda fact: bool(fact.rule)):
        for words in dict.fromkeys(map(name_words, _names(fact))):
            others = names.get(words, ())
            if not any(facts[other].rule == "" for other in others):
                names[words] = (*others, fact.key)
    longest: dict[str, int] = {}
    for words in names:
        longest[words[0]] = max(longest.get(words[0], 0), len(words))
    places = {
        key: GazetteerPlace(fact, facts[fact.within].name if fact.within in facts else "")
        for key, fact in facts.items()
    }
    initials = {
        fact.key: frozenset(filter(None, map(_initials, (fact.name, *fact.also))))
        for fact in facts.values()
        if not fact.within
    }
    adjectives = {name_words(word)[-1] for fact in facts.values() for word in fact.adjectives}
    peoples = frozenset(w for w in adjectives if w.endswith("S") and not w.endswith("SS"))
    return Gazetteer(places, names, longest, peoples, initials)


def _initials(name: str) -> str:
    """The initials of the words of a name that begin with a capital."""
    return "".join(folded(word[0]) for word in WORD.findall(name) if word[0].isupper())


def name_words(name: str) -> Words:
    """The words of a name, folded."""
    return tuple(map(folded, WORD.findall(name)))


@lru_cache(maxsize=65_536)
def folded(word: str) -> str:
    """A word in capitals without accents: `México` is MEXICO."""
    if word.isascii():
        return word.upper()
    plain = unicodedata.normalize("NFKD", word)
    return "".join(c for c in plain if not unicodedata.combining(c)).upper()


def _names(fact: PlaceFact) -> Iterator[str]:
    yield fact.name
    yield from fact.also
    yield from fact.adjectives


def _edited(fact: PlaceFact | None, entry: CuratedPlace) -> PlaceFact:
    """A place with the editors' changes; a new one if `fact` is None. Its names always count."""
    if fact is None:
        return PlaceFact(
            key=entry.key,
            name=entry.name or entry.key,
            type="",
            within=entry.within or "",
            latitude=entry.latitude,
            longitude=entry.longitude,
            also=entry.also,
            adjectives=(),
            rule="",
            source=CURATED_SOURCE,
        )
    has_point = entry.latitude is not None
    return replace(
        fact,
        name=entry.name or fact.name,
        also=(*fact.also, fact.name, *entry.also),
        latitude=entry.latitude if has_point else fact.latitude,
        longitude=entry.longitude if has_point else fact.longitude,
        rule="",
    )
