"""What was looked up for a page: noted as it is looked up, and known again by plain values.

Digests are made of plain values where there are many, for these are packed fast. Each of the
functions below tells all that its value says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from operator import attrgetter
from typing import TypeVar

from generator.model import Event, Term

V = TypeVar("V")
K = TypeVar("K", bound=str)

Lookup = tuple[str, str]
"""What was looked up: in which table, and under which name; without a name all of the corpus."""

EVERYTHING: Lookup = ("corpus", "")
"""The whole corpus was looked at."""

OUTLINES: Lookup = ("outlines", "")
"""The outlines of all cables were looked at."""

EVERY_CITATION: Lookup = ("citations", "")
"""All citations were looked at."""

EVENTS: Lookup = ("events", "")
"""All events were looked at."""


class TrackedMapping(Mapping[K, V]):
    """A table of which each look is noted; to go through all of it is to look at the corpus."""

    def __init__(
        self, name: str, keys: Mapping[K, object], value: Callable[[K], V], noted: set[Lookup]
    ) -> None:
        """`value` gives what stands under one of the `keys`."""
        self._name, self._keys, self._value, self._noted = name, keys, value, noted

    def __getitem__(self, key: K) -> V:
        self._noted.add((self._name, key))
        if key not in self._keys:
            raise KeyError(key)
        return self._value(key)

    def __contains__(self, key: object) -> bool:
        self._noted.add((self._name, str(key)))
        return key in self._keys

    def __iter__(self) -> Iterator[K]:
        self._noted.add(EVERYTHING)
        return iter(self._keys)

    def __len__(self) -> int:
        self._noted.add(EVERYTHING)
        return len(self._keys)


use_values = attrgetter(
    *("abbreviation", "place.anchor", "place.block", "place.start", "place.end"),
    *("sense", "status._value_", "defines"),
)
"""All that a use says."""


telling_values = attrgetter(
    *("mrn", "place.anchor", "place.block", "place.start", "place.end", "written", "sentence")
)
"""All that a telling says."""


def event_values(event: Event) -> object:
    """All that an event says."""
    return (event.first, event.last, event.precision, [*map(telling_values, event.sources)])


def term_values(term: Term | None) -> object:
    """All that a term says."""
    if term is None:
        return None
    uses = [(mrn, use_values(use)) for mrn, use in term.uses]
    return (term.abbreviation, term.senses, uses, term.marking_counts, term.renamings)
