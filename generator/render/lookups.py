"""Records of what a page looked up, and the plain values from which digests are made.

Digests of many values are made from plain values, because these are pickled fast. Each function
below returns all fields of its argument.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from operator import attrgetter
from typing import TypeVar

from generator.model import Entity, Event, Term

V = TypeVar("V")
K = TypeVar("K", bound=str)

Lookup = tuple[str, str]
"""A look-up: table and name. An empty name means the whole table."""

EVERYTHING: Lookup = ("corpus", "")
"""The whole corpus."""

OUTLINES: Lookup = ("outlines", "")
"""The outlines of all cables."""

EVERY_CITATION: Lookup = ("citations", "")
"""All citations."""

EVENTS: Lookup = ("events", "")
"""All events."""


READINGS: Lookup = ("readings", "")
"""All readings."""

COPY_NUMBERS: Lookup = ("copy numbers", "")
"""The archive numbers of copies other than the main ones."""

RELEASES: Lookup = ("releases", "")
"""The releases of the edition."""

RELEASED: Lookup = ("released", "")
"""All passages that a later copy of a cable shows."""


class TrackedMapping(Mapping[K, V]):
    """A table that records each look-up; iterating records a look-up of the whole corpus."""

    def __init__(
        self, name: str, keys: Mapping[K, object], value: Callable[[K], V], lookups: set[Lookup]
    ) -> None:
        """`value` returns the value of one of the `keys`; look-ups are added to `lookups`."""
        self._name, self._keys, self._value, self._lookups = name, keys, value, lookups

    def __getitem__(self, key: K) -> V:
        self._lookups.add((self._name, key))
        if key not in self._keys:
            raise KeyError(key)
        return self._value(key)

    def __contains__(self, key: object) -> bool:
        self._lookups.add((self._name, str(key)))
        return key in self._keys

    def __iter__(self) -> Iterator[K]:
        self._lookups.add(EVERYTHING)
        return iter(self._keys)

    def __len__(self) -> int:
        self._lookups.add(EVERYTHING)
        return len(self._keys)


use_values = attrgetter(
    *("abbreviation", "place.anchor", "place.block", "place.start", "place.end"),
    *("sense", "status._value_", "defines", "candidates"),
)
"""All fields of a use."""


named_values = attrgetter(
    *("kind._value_", "key", "place.anchor", "place.block", "place.start", "place.end", "words"),
)
"""All fields of a mention of an entity."""


telling_values = attrgetter(
    *("mrn", "place.anchor", "place.block", "place.start", "place.end", "written", "year_inferred"),
    *("planned", "sentence"),
)
"""All fields of an event source."""


def event_values(event: Event) -> object:
    """All fields of an event."""
    return (event.first, event.last, event.precision, [*map(telling_values, event.sources)])


def term_values(term: Term | None) -> object:
    """All fields of a term; None without one."""
    if term is None:
        return None
    uses = [(mrn, use_values(use)) for mrn, use in term.uses]
    return (term.abbreviation, term.senses, uses, term.marking_counts, term.renamings)


def entity_values(entity: Entity | None) -> object:
    """All fields of an entity; None without one."""
    if entity is None:
        return None
    mentions = [(mrn, named_values(mention)) for mrn, mention in entity.mentions]
    return (
        entity.profile,
        entity.names,
        mentions,
        entity.outside,
        entity.person,
        entity.parts,
        entity.also_at,
    )
