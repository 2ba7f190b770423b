"""The words that tell names of people from other words: titles, given names, ordinary words."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """A title as it is in front of a name."""

    words: tuple[str, ...]
    """Its words in capitals, without points, hyphens and slashes: `A`, `S` for `A/S`."""
    has_slash: bool
    """Whether a slash is between its words."""
    kind: str
    """`office`, `rank`, `role` or `honorific`."""
    meaning: str
    """The title in full, for readers ("Foreign Minister")."""

    @property
    def is_official(self) -> bool:
        """Whether who bears it holds an office or a rank: a minister or general, not an editor."""
        return self.kind in {"office", "rank"}


def plain_capitals(text: str) -> str:
    """The text in capitals without accents, for comparison."""
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", text)
        text = "".join(c for c in decomposed if not unicodedata.combining(c))
    return text.upper().replace("\u2019", "'")


def _lines(name: str) -> list[str]:
    table = resources.files("generator.facts").joinpath("data", name)
    return table.read_text(encoding="utf-8").splitlines()


@cache
def _base_words() -> frozenset[str]:
    return frozenset(word.upper() for word in _lines("english_words.txt"))


def is_english_word(word: str) -> bool:
    """Whether a word in capitals is an English word, also with a regular ending.

    The table holds words without regular endings. Source: SCOWL, as packaged in Debian's
    `wamerican`.
    """
    return word in _base_words() or any(
        len(stem) > MIN_STEM and stem in _base_words() for stem in _stems(word)
    )


MIN_STEM = 2
"""A stem is longer than this."""


def _stems(word: str) -> Iterator[str]:
    """What a word may be an inflected form of: `CITY` for `CITIES`, `PLAN` for `PLANNED`."""
    if word.endswith(("IES", "IED")):
        yield word[:-3] + "Y"
    if word.endswith("ES") and word[:-2].endswith(("S", "X", "Z", "CH", "SH", "O")):
        yield word[:-2]
    if word.endswith("S") and not word.endswith(("SS", "US", "IS")):
        yield word[:-1]
    if word.endswith("LY"):
        yield word[:-2]
    for ending in ("ED", "ING"):
        if word.endswith(ending):
            base = word[: -len(ending)]
            yield base
            yield base + "E"
            if len(base) > MIN_STEM + 1 and base[-1] == base[-2]:
                yield base[:-1]


@cache
def given_names() -> frozenset[str]:
    """Given names of many languages in capitals, without those that are English words.

    Source: the lists of the package Faker (MIT).
    """
    return frozenset(name.upper() for name in _lines("given_names.txt"))


@cache
def titles() -> dict[str, tuple[Title, ...]]:
    """Titles by their first word, those of several words first."""
    by_word: dict[str, list[Title]] = {}
    for row in csv.DictReader(_lines("titles.csv")):
        words = tuple(re.findall(r"[A-Z']+", row["title"]))
        title = Title(
            words=words, has_slash="/" in row["title"], kind=row["kind"], meaning=row["meaning"]
        )
        by_word.setdefault(words[0], []).append(title)
    return {
        word: tuple(sorted(listed, key=lambda title: -len(title.words)))
        for word, listed in by_word.items()
    }
