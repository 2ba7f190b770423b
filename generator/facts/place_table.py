"""The program's table of places: states, territories, regions, divisions and cities."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from generator.facts import read_table


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceFact:
    """A place of the table."""

    key: str
    """Its name in addresses: "ciudad-juarez"; unique."""
    name: str
    """Its name in English, for readers."""
    type: str
    """What it is, for readers: "country", "state", "city", "state and city", "region"."""
    within: str
    """The key of the country that it is in; empty for a country, region or former state."""
    latitude: float | None
    """Degrees north; None if unknown, likewise `longitude` (degrees east)."""
    longitude: float | None
    also: tuple[str, ...]
    """Other names and spellings, former ones among them."""
    adjectives: tuple[str, ...]
    """Words for its people and for what is its own: "Mexican", "Mexicans"."""
    rule: str
    """When the name alone names it: empty for always; "near" where its country is named or its post
    sent the cable; "cue" only after words such as "in", besides: the name is a surname too."""
    source: str
    """The entry that the row is made from, with its licence."""


@cache
def place_facts() -> dict[str, PlaceFact]:
    """The places by key, in the order of keys."""
    return {
        row["key"]: PlaceFact(
            key=row["key"],
            name=row["name"],
            type=row["type"],
            within=row["within"],
            latitude=float(row["latitude"]) if row["latitude"] else None,
            longitude=float(row["longitude"]) if row["longitude"] else None,
            also=tuple(filter(None, row["also"].split("|"))),
            adjectives=tuple(filter(None, row["adjectives"].split("|"))),
            rule=row["rule"],
            source=row["source"],
        )
        for row in read_table("places.csv")
    }
