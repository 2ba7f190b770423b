"""Words that are nearly a withheld word: one letter differs, one letter is broken, ae for ä."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum

from generator.editions.words import shared_prefix, squeeze

SHORTEST = 5
"""Letters of the shortest word in which one letter may differ: `Villa`, `Vila`."""

SHORTEST_NUMBER = 4
"""Digits of the shortest number in which one digit may differ."""

_BROKEN = r"(?:[ÂÃÄÅ](?![a-z])[^\s]|[?\ufffd¿^~`´¨¤*]{1,2})"
"""A broken letter: a question mark, a lost character, UTF-8 read as Windows-1252."""

WORD = re.compile(
    rf"[^\W_]*(?:{_BROKEN}[^\W_]+)+{_BROKEN}?|[^\W_]+{_BROKEN}(?![^\W_])"
    r"|[^\W_](?:[\u00ad\u200b-\u200f\u0300-\u036f]*[^\W_])*[\u0300-\u036f]*"
)
"""A word, which may contain broken letters."""

_ONE = re.compile(_BROKEN)


class NameDistance(IntEnum):
    """How a word differs from a withheld one, the nearest first."""

    SAME = 0
    UMLAUT = 1
    BROKEN = 2
    LETTER = 3
    INITIAL = 4


@dataclass(frozen=True, slots=True)
class WithheldWord:
    """A withheld word, and its distance from a word of the text."""

    word: str
    distance: NameDistance


class NearWords:
    """Finds the withheld words near a word of the text."""

    def __init__(self, withheld: Iterable[str]) -> None:
        self._withheld = frozenset(withheld)
        self._umlauts: dict[str, list[str]] = {}
        self._shorter: dict[str, list[str]] = {}
        self._by_length: dict[int, list[str]] = {}
        for word in sorted(self._withheld):
            self._umlauts.setdefault(_without_umlauts(word), []).append(word)
            self._by_length.setdefault(len(word), []).append(word)
            if _may_differ(word):
                for shorter in _one_shorter(word):
                    self._shorter.setdefault(shorter, []).append(word)

    def near(self, written: str) -> tuple[WithheldWord, ...]:
        """The withheld words near a word of the text, each with its smallest distance."""
        best: dict[str, NameDistance] = {}
        for word, distance in self._near(written):
            best[word] = min(distance, best.get(word, distance))
        return tuple(WithheldWord(word, distance) for word, distance in sorted(best.items()))

    def _near(self, written: str) -> Iterator[tuple[str, NameDistance]]:
        folded = squeeze(written)
        if folded in self._withheld:
            yield folded, NameDistance.SAME
        for word in self._umlauts.get(_without_umlauts(folded), ()):
            yield word, NameDistance.UMLAUT
        if len(folded) >= SHORTEST_NUMBER:
            for shorter in _one_shorter(folded):
                for word in self._shorter.get(shorter, ()):
                    if is_one_off(folded, word):
                        yield word, NameDistance.LETTER
        if _ONE.search(written):
            yield from self._broken(written)

    def _broken(self, written: str) -> Iterator[tuple[str, NameDistance]]:
        pieces = [squeeze(piece) for piece in _ONE.split(written)]
        pattern = re.compile("[a-z0-9]".join(map(re.escape, pieces)))
        length = sum(map(len, pieces)) + len(pieces) - 1
        if length - len(pieces) + 1 >= 2:
            for word in self._by_length.get(length, ()):
                if pattern.fullmatch(word):
                    yield word, NameDistance.BROKEN


def is_one_off(one: str, two: str) -> bool:
    """Whether one letter is inserted, dropped or replaced, or two neighbours are transposed.

    In numbers only replacement and transposition count.
    """
    if one == two or abs(len(one) - len(two)) > 1:
        return False
    start = shared_prefix(one, two)
    if len(one) != len(two):
        if one.isdigit() or two.isdigit():
            return False
        shorter, longer = sorted((one, two), key=len)
        return shorter[start:] == longer[start + 1 :]
    swapped = one[start + 1 : start + 2] + one[start]
    return one[start + 1 :] == two[start + 1 :] or (
        swapped == two[start : start + 2] and one[start + 2 :] == two[start + 2 :]
    )


def _may_differ(word: str) -> bool:
    return len(word) >= (SHORTEST_NUMBER if word.isdigit() else SHORTEST)


def _one_shorter(word: str) -> set[str]:
    return {word, *(word[:i] + word[i + 1 :] for i in range(len(word)))}


def _without_umlauts(word: str) -> str:
    return re.sub(r"(?<=[aou])e", "", word)
