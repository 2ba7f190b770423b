"""The posts of the demo and their host countries."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from generator import facts


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A post and its host country."""

    code: str
    """Its name in MRNs."""
    name: str
    """Its name in classification lines."""
    kind: str
    """`AMEMBASSY`, `AMCONSUL` or `SECSTATE`."""
    country: str
    """The host country, with its article where it has one."""
    short: str
    """Short form of the host government ("GOM")."""
    adjective: str
    capital: str
    tag: str
    """Geographic TAGS code of the host country."""
    culture: str
    """Names a set of names in the grammar."""
    routing: str
    pace: int
    """Cables in a year, roughly."""
    bureau: str
    """The office in the Department that reads it; empty for the Department itself."""


@cache
def posts() -> tuple[Post, ...]:
    """The posts of the demo."""
    return tuple(
        Post(
            code=row["code"],
            name=row["name"],
            kind=row["kind"],
            country=row["country"],
            short=row["short"],
            adjective=row["adjective"],
            capital=row["capital"],
            tag=row["tag"],
            culture=row["culture"],
            routing=row["routing"],
            pace=int(row["pace"]),
            bureau=row["bureau"],
        )
        for row in facts.demo_posts()
    )
