"""Abbreviations of bodies in texts that are in capitals, where capitals alone mean nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from generator import facts
from generator.glossary.uses import WORDS_IN_CAPITALS

CAPITALS = re.compile(r"(?<![\w&/-])[A-Z][A-Z&]{1,11}(?![\w&/-])")
"""A word of capitals that is not part of a compound."""

VOWELS = re.compile(r"[AEIOUY]")


def find_abbreviations(text: str, defined: frozenset[str]) -> Iterator[re.Match[str]]:
    """The abbreviations of bodies in a text in capitals.

    They are those that the cable itself defines (`defined`), those with one meaning in the
    program's table, and those of the other tables that cannot be read as a word: `OPEC`, `KGB`.
    """
    known = known_abbreviations()
    for match in CAPITALS.finditer(text):
        if match[0] in defined or match[0] in known:
            yield match


def is_government(meaning: str) -> bool:
    """True for the government of a state, which telegrams name all the time: `USG`."""
    return "government" in meaning.lower().split()


@cache
def known_abbreviations() -> dict[str, str]:
    """The full name for each abbreviation of the tables that is sure in a text in capitals."""
    meanings: dict[str, set[str]] = {}
    for term in facts.reference_terms():
        is_body = term.category == "organisation" and not is_government(term.meaning)
        meanings.setdefault(term.abbreviation, set()).add(term.meaning if is_body else "")
    own = {term.abbreviation for term in facts.terms()}
    return {
        short: next(iter(names))
        for short, names in meanings.items()
        if len(names) == 1
        and "" not in names
        and short not in WORDS_IN_CAPITALS
        and (short in own or (len(short) > 2 and not VOWELS.search(short)))
    }
