"""The posts of the demo and their host countries, from `facts/data/demo_posts.csv`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from generator import facts


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoPost:
    """A post and its host country."""

    code: str
    """Its name in MRNs."""
    name: str
    """Its name in classification lines."""
    kind: str
    """`AMEMBASSY`, `AMCONSUL` or `SECSTATE`."""
    country: str
    """The host country, with its article, if it takes one."""
    abbreviation: str
    """Abbreviation of the host government ("GOM")."""
    adjective: str
    capital: str
    tag: str
    """Geographic TAGS code of the host country."""
    culture: str
    """Which lists of names the grammar uses: `anglo`, `spanish`..."""
    routing: str
    """Routing indicator ("RUEHME")."""
    pace: int
    """Approximate number of cables per year."""
    bureau: str
    """The office in the Department that handles its cables; empty for the Department itself."""


@cache
def demo_posts() -> tuple[DemoPost, ...]:
    """The posts of the demo; the last is the Department."""
    return tuple(
        DemoPost(pace=int(row["pace"]), **{k: v for k, v in row.items() if k != "pace"})
        for row in facts.demo_posts()
    )
