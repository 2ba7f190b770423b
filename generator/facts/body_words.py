"""The program's tables of words in the names of bodies, and of their names."""

from __future__ import annotations

from functools import cache

from generator.facts import posts, read_table, reference_terms
from generator.facts.place_table import place_facts

STATES = ("country", "former state")
"""The types of places that are states."""


@cache
def naming_nouns() -> dict[str, str]:
    """Nouns for bodies, and how they name one: `naming` in the table of head nouns.

    `before`: its adjectives follow; `vague`: it needs more than a nationality; `post`: a mission
    of a state, which is a post; empty for all others. Those that are more often other words
    (`none`) are left out.
    """
    return {
        row["word"]: row["naming"]
        for row in read_table("head_nouns.csv")
        if row["category"] == "organisation" and row["naming"] != "none"
    }


@cache
def words_in_names() -> dict[str, str]:
    """Words in and beside names of bodies, with their kind.

    `subject`: it is in names; `general`: in front of a noun for a body it names none;
    `person`: one of its people; `verb`: what it is for, after `to`; `law`: a text of a body.
    """
    rows = read_table("body_words.csv")
    return {row["word"]: row["kind"] for row in rows if row["kind"] != "phrase"}


@cache
def no_names() -> frozenset[str]:
    """Phrases with a noun for a body that name none, in small letters: "trade union"."""
    rows = read_table("body_words.csv")
    return frozenset(row["word"] for row in rows if row["kind"] == "phrase")


@cache
def body_names() -> tuple[str, ...]:
    """The names of bodies in the tables of abbreviations, without remarks in parentheses."""
    names = (
        term.meaning.partition(" (")[0]
        for term in reference_terms()
        if term.category == "organisation" and not term.posts
    )
    return tuple(dict.fromkeys(name for name in names if name[:1].isupper() and " " in name))


@cache
def country_words() -> dict[str, str]:
    """The key of the country for each of its names and adjectives, in small letters."""
    words: dict[str, str] = {}
    for fact in place_facts().values():
        if fact.type in STATES:
            for word in (fact.name, *fact.also, *fact.adjectives):
                words.setdefault(word.lower(), fact.key)
    return words


@cache
def place_words() -> frozenset[str]:
    """The words of the names of states, continents and cities with a post."""
    names = {fact.name for fact in place_facts().values() if fact.type in {*STATES, "continent"}}
    names |= {post.country for post in posts().values()}
    for post in posts().values():
        kind, _, city = post.meaning.partition(" ")
        if kind in {"Embassy", "Consulate"} and not city.startswith("General"):
            names.add(city)
    return frozenset(word for name in names for word in name.split() if word[:1].isupper())


@cache
def country_adjectives() -> frozenset[str]:
    """The adjectives of states in one word: "Mexican"."""
    words = (
        word for fact in place_facts().values() if fact.type in STATES for word in fact.adjectives
    )
    return frozenset(word for word in words if " " not in word and not word.isupper())
