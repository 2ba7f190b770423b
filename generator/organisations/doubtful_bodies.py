"""Names that may be one organisation: what editors should look at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from generator.model import Entity, EntityKind, Mrn

AFTER_HEAD = ("of", "for", "on", "against", "to", "de", "in")
"""Words after which a longer form of a name goes on."""


def pairs_alike(entities: Iterable[Entity]) -> Mapping[Mrn, list[tuple[str, str]]]:
    """Pairs of names in one cable of which one may be the short form of the other.

    `Salt Court` and `Salt Court of Lima`.
    """
    by_cable: dict[Mrn, dict[str, str]] = {}
    for entity in entities:
        if entity.profile.kind is EntityKind.ORGANISATION:
            for mrn in entity.cables:
                by_cable.setdefault(mrn, {})[entity.profile.key] = entity.profile.name
    alike = {mrn: list(_alike(names)) for mrn, names in by_cable.items()}
    return {mrn: pairs for mrn, pairs in alike.items() if pairs}


def _alike(names: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The pairs by key: a name directly in front of a longer one that begins with it."""
    for short, long in pairwise(sorted(names, key=lambda key: key.split("-"))):
        rest = long.removeprefix(f"{short}-").split("-")
        if long.startswith(f"{short}-") and rest[0] in AFTER_HEAD:
            yield names[short], names[long]
