"""Reference data that belongs to the program: code, meaning and where the meaning is from.

The tables are files beside the code because they are lists, not rules; each is read once, when
it is first needed, and they are the only files read below `disk`.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A code and what it means."""

    code: str
    meaning: str
    """The meaning in words; empty where none is known."""
    source: str
    """Handbook section or observation that the meaning is taken from."""
    country: str = ""
    """ISO 3166 code of the country or area that a geographic TAGS code means; empty for others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HighestSerial:
    """How many cables a post sends: the highest number seen in one year."""

    post: str
    number: int
    source: str
    """The MRN that carries the number."""


def _read_table(name: str) -> list[dict[str, str]]:
    table = resources.files("generator.facts").joinpath("data", name)
    return list(csv.DictReader(table.read_text(encoding="utf-8").splitlines()))


@cache
def tags() -> dict[str, Fact]:
    """TAGS codes: subject, geographic, organization and program tags."""
    return {row["code"]: Fact(**row) for row in _read_table("tags.csv")}


@cache
def captions() -> dict[str, Fact]:
    """Captions and portion markings."""
    return {row["code"]: Fact(**row) for row in _read_table("captions.csv")}


@cache
def posts() -> dict[str, Fact]:
    """Posts that send cables, by their name in MRNs: letters only."""
    return {row["code"]: Fact(**row) for row in _read_table("posts.csv")}


@cache
def post_aliases() -> dict[str, str]:
    """Names by which texts call a post, in letters only, with its name in MRNs."""
    return {row["alias"]: row["post"] for row in _read_table("post_aliases.csv")}


@cache
def highest_serials() -> dict[str, HighestSerial]:
    """Posts of which enough cables were seen to tell their pace."""
    return {
        row["post"]: HighestSerial(
            post=row["post"], number=int(row["highest"]), source=row["source"]
        )
        for row in _read_table("pace.csv")
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceTerm:
    """A short form that means the same in every cable."""

    abbreviation: str
    also_written: tuple[str, ...]
    """Other spellings ("Poloff"); empty where there is one only."""
    meaning: str
    category: str | None
    """As in the glossary; None where none fits."""
    source: str


@cache
def terms() -> tuple[ReferenceTerm, ...]:
    """Short forms of the service and of international bodies, each with one meaning only."""
    return tuple(
        ReferenceTerm(
            abbreviation=row["short"],
            also_written=tuple(row["also_written"].split()),
            meaning=row["meaning"],
            category=row["category"] or None,
            source=row["source"],
        )
        for row in _read_table("terms.csv")
    )


@cache
def entries() -> tuple[str, ...]:
    """Every entry of the tables, the meaning between its codes: pages show either one first."""
    coded = [(f.code, f.meaning) for table in (tags(), captions(), posts()) for f in table.values()]
    coded += [(term.abbreviation, term.meaning) for term in terms()]
    return tuple(f"{code} {meaning} {code}" for code, meaning in coded)


@cache
def head_nouns() -> dict[str, str]:
    """Nouns that name bodies, laws and offices ("ministry", "partido"), with the category."""
    return {row["word"]: row["category"] for row in _read_table("head_nouns.csv")}


@cache
def ordinary_words() -> frozenset[str]:
    """Words, in small letters, of which names of bodies, laws and subjects are made.

    They are those of the meanings in the program's tables: a run of capitals that holds one of
    them ("Criminal Procedure") names no person.
    """
    meanings = [*(fact.meaning for fact in tags().values()), *(t.meaning for t in terms())]
    words = {w.strip("(),;'\"").lower() for meaning in meanings for w in meaning.split()}
    return frozenset(words | head_nouns().keys() | {n.lower() for n in nationalities()})


@cache
def nationalities() -> frozenset[str]:
    """Adjectives of nationality ("Mexican"), which are no part of a body's name."""
    return frozenset(row["word"] for row in _read_table("nationalities.csv"))


def demo_grammar() -> str:
    """The grammar of the demo's invented cables: names, sentences and topics."""
    tables = resources.files("generator.facts").joinpath("data")
    names = ("demo_names.txt", "demo_sentences.txt", "demo_topics.txt")
    return "\n".join(tables.joinpath(name).read_text(encoding="utf-8") for name in names)


@cache
def demo_posts() -> tuple[dict[str, str], ...]:
    """Posts of the demo by column: host country, its adjective, TAGS code, routing and pace."""
    return tuple(_read_table("demo_posts.csv"))
