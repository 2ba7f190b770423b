"""Which body a name means in a cable.

Two names are one body only where the text says so (a definition, an apposition), where editors say
so, or where the same name appears with the same country. A name that bodies of several countries
have, such as a ministry's, stays a name of its own where no country is given.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from generator.facts.body_words import country_words
from generator.model import Mrn, Sense, Term
from generator.organisations.cable_bodies import BodyMention, CableBodies
from generator.organisations.capital_abbreviations import known_abbreviations
from generator.organisations.full_names import read_name

T = TypeVar("T")

BodyKey = tuple[str, str]
"""A body: the key of its name, and the key of the country given with it; empty if none is."""

SenseKey = tuple[str, int]
"""A meaning: the abbreviation, and its index among the term's senses."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedCable:
    """A cable with the bodies that it names."""

    mrn: Mrn
    host: str
    """The name of the country of its post; empty if unknown."""
    bodies: CableBodies


class BodyResolver:
    """Decides which body a name means, by what all cables say about names and countries."""

    def __init__(
        self, cables: Sequence[NamedCable], terms: Sequence[Term], withheld: frozenset[str]
    ) -> None:
        self._withheld = withheld
        self._countries = {cable.mrn: stated_countries(cable) for cable in cables}
        self._at_home = {
            (name, country)
            for cable in cables
            for name, countries in self._countries[cable.mrn].items()
            for country in countries
            if country == country_key(cable.host)
        }
        self.by_sense: dict[SenseKey, BodyKey] = {}
        """The body of each meaning that names one."""
        self.keys_of_sense: dict[SenseKey, set[BodyKey]] = {}
        """The keys that this body may have in smaller collections."""
        self._defined: dict[tuple[str, Mrn], set[BodyKey]] = {}
        """The bodies for which an abbreviation stands by a cable's own definitions."""
        self._in_cable: dict[tuple[str, Mrn], set[BodyKey]] = {}
        """The bodies that a name means in a cable, since it uses their abbreviation."""
        for term in terms:
            self._add_term(term)

    def _add_term(self, term: Term) -> None:
        for index, sense in enumerate(term.senses):
            if sense.category != "organisation":
                continue
            body = self._body_of_sense(sense)
            self.by_sense[term.abbreviation, index] = body
            self.keys_of_sense[term.abbreviation, index] = self._keys_of(sense)
            defining = {passage.mrn for passage in sense.passages}
            for mrn in defining:
                self._defined.setdefault((term.abbreviation, mrn), set()).add(body)
            for mrn in defining | {mrn for mrn, use in term.uses if use.sense == index}:
                for name in names_of_sense(sense):
                    self._in_cable.setdefault((read_name(name).key, mrn), set()).add(body)

    def _body_of_sense(self, sense: Sense) -> BodyKey:
        """The name of a meaning, with the country if its definitions say exactly one."""
        full = read_name(sense.expansion)
        stated = {full.country} if full.country else set[str]()
        for passage in sense.passages:
            stated |= self._countries.get(passage.mrn, {}).get(full.key, set())
        return full.key, _only(stated) or ""

    def _keys_of(self, sense: Sense) -> set[BodyKey]:
        """A key for each wording of a meaning, and each country given with it."""
        wordings = [sense.expansion, *(p.definition.expansion for p in sense.passages)]
        names = [read_name(wording) for wording in wordings]
        return {
            (name.key, country)
            for name in names
            for passage in sense.passages
            for country in {
                "",
                name.country,
                *self._countries.get(passage.mrn, {}).get(name.key, ()),
            }
        }

    def other_keys(self, mention: BodyMention, cable: NamedCable) -> set[BodyKey]:
        """The keys of a written name as far as other cables say nothing of its country."""
        if mention.is_abbreviation:
            return set()
        name = read_name(mention.name).key
        country = mention.country or _only(self._countries[cable.mrn].get(name, ()))
        if country:
            return {(name, country)}
        home = country_key(cable.host)
        return {(name, ""), *([(name, home)] if (name, home) in self._at_home else [])}

    def body_of(self, mention: BodyMention, cable: NamedCable) -> BodyKey | None:
        """The body that a mention names; None if that is unsure."""
        if mention.is_abbreviation:
            return self._abbreviated(mention.name, cable.mrn)
        defined = _only(self._defined.get((mention.defines, cable.mrn), ()))
        if defined is not None:
            return defined
        name = read_name(mention.name).key
        country = mention.country or _only(self._countries[cable.mrn].get(name, ()))
        if country:
            return name, country
        in_cable = _only(self._in_cable.get((name, cable.mrn), ()))
        if in_cable is not None:
            return in_cable
        home = country_key(cable.host)
        return name, home if (name, home) in self._at_home else ""

    def _abbreviated(self, short: str, mrn: Mrn) -> BodyKey | None:
        """The body of an abbreviation in capitals: as the cable defines it, else by the tables."""
        defined = self._defined.get((short, mrn))
        if defined:
            return _only(defined)
        meaning = None if short in self._withheld else known_abbreviations().get(short)
        return (read_name(meaning).key, "") if meaning else None


def _only(values: Iterable[T]) -> T | None:
    """The only value; None if there is none or there are several."""
    items = [*values]
    return items[0] if len(items) == 1 else None


def stated_countries(cable: NamedCable) -> dict[str, set[str]]:
    """The countries that a cable gives for each name."""
    countries: dict[str, set[str]] = {}
    for mention in cable.bodies.mentions:
        if mention.country and not mention.is_abbreviation:
            countries.setdefault(read_name(mention.name).key, set()).add(mention.country)
    return countries


def names_of_sense(sense: Sense) -> Iterator[str]:
    """The full names that a meaning of an abbreviation gives for a body."""
    yield sense.expansion
    if sense.original:
        yield sense.original
    for passage in sense.passages:
        yield passage.definition.expansion
        if passage.definition.gloss:
            yield passage.definition.gloss


def country_key(name: str) -> str:
    """The key of a country by its name; empty if there is no such country."""
    return country_words().get(name.lower(), "")


def united(pairs: Sequence[tuple[BodyKey, BodyKey]]) -> Mapping[BodyKey, BodyKey]:
    """The body that stands for each of those that texts call the same, the first by key."""
    joined: dict[BodyKey, BodyKey] = {}

    def root(body: BodyKey) -> BodyKey:
        while body in joined:
            body = joined[body]
        return body

    for first, second in pairs:
        low, high = sorted((root(first), root(second)))
        if low != high:
            joined[high] = low
    return {body: root(body) for body in joined}
