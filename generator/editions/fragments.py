"""Fragments of withheld passages that would reveal them, for the leak check of a finished site."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise

from ahocorasick_rs import AhoCorasick

from generator.editions.passages import Cause
from generator.editions.words import damaged, squeeze
from generator.model import Secret

FEWEST_WORDS = 3
"""The fewest words of a passage that has fragments."""

FEWEST_LETTERS = 10
"""The fewest letters of a fragment. Shorter ones occur in tables by chance."""

SHORTEST_WORD = 3
"""The fewest letters of each of its words."""


class Fragments:
    """Pairs of adjacent words of longer passages."""

    def __init__(self, pairs: Mapping[tuple[str, ...], str]) -> None:
        """`pairs` maps each pair of words to the id of its rule."""
        self._pairs = pairs
        forms = [
            (number, letters)
            for number, pair in enumerate(pairs)
            for letters in ("".join(pair), *(letters for letters, _ in damaged(pair)))
        ]
        self._numbers = [number for number, _ in forms]
        self._search = AhoCorasick([letters for _, letters in forms]) if forms else None

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle the pairs; the search structure is built again."""
        return (Fragments, (self._pairs,))

    def present_in(self, text: str) -> frozenset[int]:
        """The indexes of the pairs that `text` contains, perhaps with lost letters."""
        if self._search is None:
            return frozenset()
        matches = self._search.find_matches_as_indexes(squeeze(text), overlapping=True)
        return frozenset(self._numbers[index] for index, _, _ in matches)

    def secrets(self, present: Iterable[frozenset[int]]) -> tuple[Secret, ...]:
        """The pairs in no text of the edition; `present` has a result of `present_in` per text."""
        shown = frozenset().union(*present)
        return tuple(
            Secret(words=pair, rule=rule, is_fragment=True)
            for number, (pair, rule) in enumerate(self._pairs.items())
            if number not in shown
        )


def fragments_of(phrases: Mapping[tuple[str, ...], Cause]) -> Fragments:
    """The distinctive pairs of the phrases that are not phrases themselves."""
    pairs: dict[tuple[str, ...], str] = {}
    for words, cause in phrases.items():
        if len(words) >= FEWEST_WORDS:
            for pair in pairwise(words):
                if _is_distinctive(pair) and pair not in phrases:
                    pairs.setdefault(pair, cause.rule)
    return Fragments(pairs)


def _is_distinctive(pair: tuple[str, ...]) -> bool:
    """Whether a pair is long and has no digits: dates, which pages contain anyway, do not count."""
    letters = "".join(pair)
    is_long = len(letters) >= FEWEST_LETTERS and min(map(len, pair)) >= SHORTEST_WORD
    return is_long and letters.isalpha()
