"""Whether the letters of a short form can be read off words, in order, from their beginnings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from generator.glossary.word_kinds import CONNECTORS, fold

LONGEST_PREFIX = 5
"""Letters that one word may give: FOR(ce) gives three, EVAC(uation) four."""

_PARTS = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class LetterFit:
    """How letters fit words."""

    last: int
    """Index of the last word that gives a letter."""
    skipped: int
    """Content words before it that give none."""


def fit(short: str, words: Sequence[str]) -> LetterFit | None:
    """How the letters of `short` fit `words`; None where they do not.

    The first word gives the first letter. A word gives the beginning of itself or of a part
    behind a hyphen; connectors may give nothing; at most one content word in three letters may
    give nothing. INM does not fit "National Migration Institute"; UNIFIL fits "United Nations
    Interim Force in Lebanon".
    """
    if words and not may_open(short, words[0]):
        return None
    letters = _letters(short)
    parts = [
        (index, fold(part), word in CONNECTORS or behind_hyphen > 0)
        for index, word in enumerate(words)
        for behind_hyphen, part in enumerate(_PARTS.findall(_without_possessive(word)))
    ]
    most = len(letters) // 3
    if not parts or not letters or len(parts) > len(letters) * 4 + 8:
        return None

    @cache
    def best(letter: int, part: int) -> tuple[int, int] | None:
        """Fewest skipped words and the last word used, from this letter and part on."""
        if letter == len(letters):
            return (0, -1)
        if part == len(parts):
            return None
        index, text, may_miss = parts[part]
        found: tuple[int, int] | None = None
        for length in range(1, LONGEST_PREFIX + 1):
            if not text.startswith(letters[letter : letter + length]) or (
                letter + length > len(letters)
            ):
                break
            rest = best(letter + length, part + 1)
            if rest is not None:
                option = (rest[0], max(rest[1], index))
                found = option if found is None else min(found, option, key=_better)
        if letter > 0:
            rest = best(letter, part + 1)
            if rest is not None:
                skipped = rest[0] + (0 if may_miss else 1)
                option = (skipped, rest[1])
                if skipped <= most:
                    found = option if found is None else min(found, option, key=_better)
        return found

    result = best(0, 0)
    return LetterFit(last=result[1], skipped=result[0]) if result else None


def may_open(short: str, word: str) -> bool:
    """False where the first letter of `short` is not that of `word`, which opens the words."""
    opening = _PARTS.search(word)
    return opening is None or fold(opening[0])[:1] == _letters(short)[:1]


@lru_cache(maxsize=1000)
def _letters(short: str) -> str:
    return fold("".join(c for c in short if c.isalnum()))


def _better(option: tuple[int, int]) -> tuple[int, int]:
    """Fewer skipped words come first, then a later last word: NA(tional) leaves Army over."""
    return (option[0], -option[1])


def _without_possessive(word: str) -> str:
    return word.removesuffix("'s").removesuffix("’s")


def initials_shared(short: str, words: Sequence[str]) -> int:
    """How many letters of `short` are initials of content words, in order, from the first on."""
    letters = [c for c in fold(short) if c.isalnum()]
    shared = 0
    for word in words:
        if word in CONNECTORS:
            continue
        if shared < len(letters) and fold(word)[:1] == letters[shared]:
            shared += 1
    return shared
