"""Pieces of withheld passages that would give them away: for the check of a finished site."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise

from ahocorasick_rs import AhoCorasick

from generator.editions.passages import Cause
from generator.editions.words import squeeze
from generator.model import Secret

FEWEST_WORDS = 3
"""Words of a passage of which pieces are looked for: half of two is a word of its own."""

FEWEST_LETTERS = 10
"""Letters of a piece that is looked for: shorter ones stand side by side in tables by chance."""

SHORTEST_WORD = 3
"""Letters of each of its words."""


class Fragments:
    """Runs of two words of longer passages, as far as the edition does not hold them anyway."""

    def __init__(self, phrases: Mapping[tuple[str, ...], Cause]) -> None:
        pairs: dict[tuple[str, ...], str] = {}
        for words, cause in phrases.items():
            if len(words) >= FEWEST_WORDS:
                for pair in pairwise(words):
                    if _is_telling(pair) and pair not in phrases:
                        pairs.setdefault(pair, cause.rule)
        self._pairs = pairs
        self._letters = ["".join(pair) for pair in pairs]
        self._search = AhoCorasick(self._letters) if pairs else None

    def __reduce__(self) -> tuple[object, ...]:
        """Sent to a worker as the pairs, from which it is made again."""
        return (_fragments, (self._pairs,))

    def present_in(self, text: str) -> frozenset[int]:
        """Which of the pairs stand in a text that the edition shows, by their numbers."""
        if self._search is None:
            return frozenset()
        matches = self._search.find_matches_as_indexes(squeeze(text), overlapping=True)
        return frozenset(index for index, _, _ in matches)

    def secrets(self, standing: Iterable[frozenset[int]]) -> tuple[Secret, ...]:
        """The pairs that stand in none of the edition's texts."""
        shown = frozenset().union(*standing)
        return tuple(
            Secret(words=pair, rule=rule, is_fragment=True)
            for number, (pair, rule) in enumerate(self._pairs.items())
            if number not in shown
        )


def _is_telling(pair: tuple[str, ...]) -> bool:
    """Whether two words say something together: dates, which pages write themselves, do not."""
    letters = "".join(pair)
    long = len(letters) >= FEWEST_LETTERS and min(map(len, pair)) >= SHORTEST_WORD
    return long and letters.isalpha()


def _fragments(pairs: dict[tuple[str, ...], str]) -> Fragments:
    fragments = Fragments({})
    fragments._pairs = pairs
    fragments._letters = ["".join(pair) for pair in pairs]
    fragments._search = AhoCorasick(fragments._letters) if pairs else None
    return fragments
