"""Finds any of many phrases in a text, in one pass, however their words are parted.

What is found begins and ends with a word; how the letters between are parted into words does not
count (`O'Example`, `OExample`, `Exam-` at a line's end), unless they are so few that they may stand
so by chance.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ahocorasick_rs import AhoCorasick

from generator.editions.words import Word, squeeze, words

SHORT = 6
"""Letters and digits of a phrase below which its words must be parted as they are: `it's in`
does not hold `SIN`. Such a phrase is found as one word besides."""

SHORT_NUMBER = 8
"""The same for digits alone: `555-1234` is not `5,551,234`."""


class Finder:
    """Knows phrases, each as its folded words in order."""

    def __init__(self, phrases: Sequence[tuple[str, ...]]) -> None:
        self._numbers: dict[str, list[int]] = {}
        for number, phrase in enumerate(phrases):
            self._numbers.setdefault("".join(phrase), []).append(number)
        self._phrases = phrases
        self._letters = list(self._numbers)
        self._search = AhoCorasick(self._letters) if self._letters else None

    def __reduce__(self) -> tuple[type[Finder], tuple[Sequence[tuple[str, ...]]]]:
        """Sent to a worker as the phrases, from which it is made again."""
        return (Finder, (self._phrases,))

    def find(self, text: str) -> Iterator[tuple[int, int, int]]:
        """Number of the phrase, offset of its first character and behind its last, for each."""
        if self._search is None:
            return
        matches = self._search.find_matches_as_indexes(squeeze(text), overlapping=True)
        if not matches:
            return
        found = list(words(text))
        first, last = _bounds(found)
        for index, start, end in matches:
            if start in first and end in last:
                inside = found[first[start] : last[end] + 1]
                for number in self._numbers[self._letters[index]]:
                    if _fits(self._phrases[number], inside):
                        yield number, inside[0].start, inside[-1].end


def _bounds(found: Sequence[Word]) -> tuple[dict[int, int], dict[int, int]]:
    """Where in the squeezed text words begin, and where they end, with the words' numbers."""
    first: dict[int, int] = {}
    last: dict[int, int] = {}
    place = 0
    for number, word in enumerate(found):
        first[place] = number
        place += len(word.folded)
        last[place] = number
    return first, last


def _fits(phrase: tuple[str, ...], inside: Sequence[Word]) -> bool:
    """Whether words with the letters of `phrase` stand for it."""
    letters = "".join(phrase)
    enough = len(letters) >= (SHORT_NUMBER if letters.isdigit() else SHORT)
    return enough or len(inside) == 1 or tuple(w.folded for w in inside) == phrase
