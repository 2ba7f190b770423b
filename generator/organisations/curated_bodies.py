"""What editors decided about the names of bodies, by name and cable."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.glossary.senses import post_of
from generator.model import CuratedOrganisation, Mrn
from generator.organisations.full_names import read_name


@dataclass(frozen=True, slots=True)
class CuratedBodies:
    """The decisions that concern each name."""

    by_name: dict[str, list[CuratedOrganisation]]
    """Keyed by abbreviation, and by the key of the full name."""

    def decision(self, name: str, mrn: Mrn) -> CuratedOrganisation | None:
        """The decision about a name in a cable: for the cable, else for its post, else for all."""
        entries = self.by_name.get(name) or self.by_name.get(read_name(name).key) or []
        fitting = [
            entry
            for entry in entries
            if (not entry.cables or mrn in entry.cables)
            and (not entry.posts or post_of(mrn) in entry.posts)
        ]
        return max(fitting, key=lambda e: (bool(e.cables), bool(e.posts)), default=None)


def curated_bodies(organisations: Sequence[CuratedOrganisation]) -> CuratedBodies:
    """The decisions by name; of two for one name and scope the first in the file counts."""
    by_name: dict[str, list[CuratedOrganisation]] = {}
    for entry in organisations:
        for name in dict.fromkeys((entry.name, *entry.names)):
            for key in {name, read_name(name).key}:
                by_name.setdefault(key, []).append(entry)
    return CuratedBodies(by_name)
