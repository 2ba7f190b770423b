"""Reference data of the program: TAGS, captions, exemptions, posts and terms, with sources.

The tables are CSV files in `data`. Each is read once, on first use. No other module below `disk`
reads files.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A code and its meaning."""

    code: str
    meaning: str
    """The meaning in words; empty if unknown."""
    source: str
    """Handbook section or observation that gives the meaning."""
    country: str = ""
    """ISO 3166 code of the country or area of a geographic TAGS code; empty for other codes."""
    kind: str = ""
    """`subject`, `geographic`, `program` or `organization` for a TAGS code; empty for others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A post that sends cables."""

    code: str
    """Its name in MRNs: capital letters only."""
    meaning: str
    """Its name for readers ("Embassy Abu Dhabi")."""
    aliases: tuple[str, ...]
    """Other names in texts, capital letters only; empty if there is none."""
    country: str
    """The country or territory in English; empty if unknown."""
    latitude: float | None
    """Degrees north; None if unknown, likewise `longitude` (degrees east)."""
    longitude: float | None
    since: int | None
    """The year since when there was a post at this place; None if unknown."""
    until: int | None
    """The year in which it closed; None if it is open or the year is unknown."""
    source: str
    """Observation, or entry in the data of the Office of the Historian (CC0), that names it."""


SPECIMEN_POST = "EXAMPLE"
"""The post of invented cables, as in documentation. No real cable is from it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HighestSerial:
    """The highest cable number of a post seen in one year: how many cables it sends in a year."""

    post: str
    number: int
    source: str
    """The MRN with this number."""


def read_table(name: str) -> list[dict[str, str]]:
    """The rows of a table in `data`, each with its cells by column."""
    table = resources.files("generator.facts").joinpath("data", name)
    return list(csv.DictReader(table.read_text(encoding="utf-8").splitlines()))


@cache
def tags() -> dict[str, Fact]:
    """Subject, geographic, organization and program TAGS, by code."""
    return {row["code"]: Fact(**row) for row in read_table("tags.csv")}


@cache
def captions() -> dict[str, Fact]:
    """Captions and portion markings, by code."""
    return {row["code"]: Fact(**row) for row in read_table("captions.csv")}


@cache
def exemptions() -> dict[str, Fact]:
    """Exemption codes of releases ("B6", "1.4(D)"), by code, in the order of the laws."""
    return {row["code"]: Fact(**row) for row in read_table("exemptions.csv")}


@cache
def posts() -> dict[str, Post]:
    """Posts that send cables, by their name in MRNs (letters only)."""
    return {
        row["code"]: Post(
            code=row["code"],
            meaning=row["meaning"],
            aliases=tuple(row["aliases"].split()),
            country=row["country"],
            latitude=float(row["latitude"]) if row["latitude"] else None,
            longitude=float(row["longitude"]) if row["longitude"] else None,
            since=int(row["since"]) if row["since"] else None,
            until=int(row["until"]) if row["until"] else None,
            source=row["source"],
        )
        for row in read_table("posts.csv")
    }


@cache
def regions() -> dict[str, str]:
    """The region of each country of the table of posts: `Peru`, South America (UN M49)."""
    return {row["country"]: row["region"] for row in read_table("regions.csv")}


@cache
def post_aliases() -> dict[str, str]:
    """Other names of posts in texts, letters only, and the name in MRNs."""
    return {alias: post.code for post in posts().values() for alias in post.aliases}


@dataclass(frozen=True, slots=True, kw_only=True)
class HostPlace:
    """A name of a state, city or body at which there was a post, as titles of documents have it."""

    name: str
    post: str
    """The post, as in MRNs."""
    since: int | None
    """The first year in which the name stood for this post; None if there is no limit."""
    until: int | None
    """The last year; None if there is no limit."""
    source: str


@cache
def host_places() -> tuple[HostPlace, ...]:
    """Names of places that the table of posts does not have, or that stood for another post."""
    return tuple(
        HostPlace(
            name=row["name"],
            post=row["post"],
            since=int(row["since"]) if row["since"] else None,
            until=int(row["until"]) if row["until"] else None,
            source=row["source"],
        )
        for row in read_table("host_places.csv")
    )


@cache
def highest_serials() -> dict[str, HighestSerial]:
    """The highest number of each post of which enough cables were seen, by post."""
    return {
        row["post"]: HighestSerial(
            post=row["post"], number=int(row["highest"]), source=row["source"]
        )
        for row in read_table("highest_serials.csv")
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceTerm:
    """A meaning of an abbreviation, from a table of the program."""

    abbreviation: str
    also_written: tuple[str, ...]
    """Other spellings ("Poloff"); empty if there is only one."""
    meaning: str
    category: str | None
    """A category of the glossary; None if none fits."""
    source: str
    years: tuple[int, int] | None = None
    """First and last year that the source covers; None if it has no limit."""
    posts: frozenset[str] = frozenset()
    """Posts in whose cables it has this meaning; empty for all posts."""


@cache
def terms() -> tuple[ReferenceTerm, ...]:
    """Abbreviations of the Foreign Service and of international bodies, each with one meaning.

    A definition in a cable whose letters do not match does not replace these meanings.
    """
    return tuple(_reference_term(row) for row in read_table("terms.csv"))


@cache
def reference_terms() -> tuple[ReferenceTerm, ...]:
    """All meanings of abbreviations: `terms`, then those with several meanings or a limit."""
    return (
        *terms(),
        *(_reference_term(row) for row in read_table("abbreviations.csv")),
        *(_post_term(row) for row in read_table("post_terms.csv")),
    )


def _reference_term(row: dict[str, str]) -> ReferenceTerm:
    first, last = row.get("first_year"), row.get("last_year")
    return ReferenceTerm(
        abbreviation=row["short"],
        also_written=tuple(row["also_written"].split()),
        meaning=row["meaning"],
        category=row["category"] or None,
        source=row["source"],
        years=(int(first), int(last)) if first and last else None,
    )


def _post_term(row: dict[str, str]) -> ReferenceTerm:
    """A body of a post's host country, most often its government: `GOM` in Mexico, also `GoM`."""
    short = row["short"]
    return ReferenceTerm(
        abbreviation=short,
        also_written=(f"Go{short[2:]}",) if short.startswith("GO") else (),
        meaning=row["meaning"],
        category="organisation",
        source=row["source"],
        posts=frozenset(row["posts"].split()),
    )


@cache
def entries() -> tuple[str, ...]:
    """Each code and meaning as "code meaning code", since pages show either one first."""
    tables = (tags(), captions(), exemptions(), posts())
    coded = [(fact.code, fact.meaning) for table in tables for fact in table.values()]
    coded += [(term.abbreviation, term.meaning) for term in reference_terms()]
    return tuple(f"{code} {meaning} {code}" for code, meaning in coded)


@cache
def head_nouns() -> dict[str, str]:
    """Nouns that name bodies, laws and offices ("ministry", "partido"), with their category."""
    return {row["word"]: row["category"] for row in read_table("head_nouns.csv")}


@cache
def ordinary_words() -> frozenset[str]:
    """Lower-case words that occur in the names of bodies, laws and subjects.

    They are the words of the meanings in the tables. A run of capitalised words that contains
    one of them ("Criminal Procedure") is not a person's name.
    """
    meanings = [*(fact.meaning for fact in tags().values()), *(t.meaning for t in terms())]
    words = {w.strip("(),;'\"").lower() for meaning in meanings for w in meaning.split()}
    return frozenset(words | head_nouns().keys() | {n.lower() for n in nationalities()})


@cache
def nationalities() -> frozenset[str]:
    """Adjectives of nationality ("Mexican"), which are not part of a body's name."""
    return frozenset(row["word"] for row in read_table("nationalities.csv"))


def demo_grammar() -> str:
    """The grammar of the demo's invented cables: names, sentences and topics, as one text."""
    tables = resources.files("generator.facts").joinpath("data")
    names = ("demo_names.txt", "demo_sentences.txt", "demo_topics.txt")
    return "\n".join(tables.joinpath(name).read_text(encoding="utf-8") for name in names)


@cache
def demo_posts() -> tuple[dict[str, str], ...]:
    """Posts of the demo as table rows: host country, adjective, TAGS code, ..."""
    return tuple(read_table("demo_posts.csv"))
