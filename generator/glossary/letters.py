"""Match the letters of an abbreviation with the beginnings of words, in order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from generator.glossary.word_kinds import CONNECTORS, fold_accents

LONGEST_PREFIX = 5
"""Maximum number of letters from one word: FOR(ce) supplies three, EVAC(uation) four."""

_PARTS = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class LetterFit:
    """How the letters of an abbreviation match words."""

    last: int
    """Index of the last word that supplies a letter."""
    skipped: int
    """Number of content words before it that supply none."""


def fit_letters(abbreviation: str, words: Sequence[str]) -> LetterFit | None:
    """Match the letters of `abbreviation` with `words`; None if they do not match.

    The first word supplies the first letter. A word supplies its first letters, or those of a part
    after a hyphen. Connectors may be skipped, and one content word per three letters. INM does not
    match "National Migration Institute"; UNIFIL matches "United Nations Interim Force in Lebanon".
    """
    if words and not may_start(abbreviation, words[0]):
        return None
    letters = _letters(abbreviation)
    parts = [
        (index, fold_accents(part), word in CONNECTORS or part_index > 0)
        for index, word in enumerate(words)
        for part_index, part in enumerate(_PARTS.findall(_without_possessive(word)))
    ]
    max_skipped = len(letters) // 3
    if not parts or not letters or len(parts) > len(letters) * 4 + 8:
        return None

    @cache
    def best(letter: int, part: int) -> tuple[int, int] | None:
        """The fewest skipped words, and the last word used, from this letter and part on."""
        if letter == len(letters):
            return (0, -1)
        if part == len(parts):
            return None
        index, text, may_skip = parts[part]
        choice: tuple[int, int] | None = None
        for length in range(1, LONGEST_PREFIX + 1):
            if not text.startswith(letters[letter : letter + length]) or (
                letter + length > len(letters)
            ):
                break
            rest = best(letter + length, part + 1)
            if rest is not None:
                option = (rest[0], max(rest[1], index))
                choice = option if choice is None else min(choice, option, key=_preference)
        if letter > 0:
            rest = best(letter, part + 1)
            if rest is not None:
                skipped = rest[0] + (0 if may_skip else 1)
                option = (skipped, rest[1])
                if skipped <= max_skipped:
                    choice = option if choice is None else min(choice, option, key=_preference)
        return choice

    result = best(0, 0)
    return LetterFit(last=result[1], skipped=result[0]) if result else None


def may_start(abbreviation: str, word: str) -> bool:
    """False if `word` and `abbreviation` start with different letters."""
    opening = _PARTS.search(word)
    return opening is None or fold_accents(opening[0])[:1] == _letters(abbreviation)[:1]


@lru_cache(maxsize=1000)
def _letters(abbreviation: str) -> str:
    return fold_accents("".join(c for c in abbreviation if c.isalnum()))


def _preference(option: tuple[int, int]) -> tuple[int, int]:
    """Sort key: fewer skipped words first, then a later last word.

    So in `National Army (NA)` the letters are those of both words, not of `NA(tional)`.
    """
    return (option[0], -option[1])


def _without_possessive(word: str) -> str:
    return word.removesuffix("'s").removesuffix("’s")


def count_shared_initials(abbreviation: str, words: Sequence[str]) -> int:
    """Count the leading letters of `abbreviation` that are initials of content words, in order."""
    letters = [c for c in fold_accents(abbreviation) if c.isalnum()]
    shared = 0
    for word in words:
        if word in CONNECTORS:
            continue
        if shared < len(letters) and fold_accents(word)[:1] == letters[shared]:
            shared += 1
    return shared
