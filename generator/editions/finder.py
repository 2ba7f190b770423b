"""Finds any of many phrases in a text, in one pass, however their words are parted.

A hit begins and ends with a word; how the letters between are parted into words does not count
(`O'Example`, `OExample`, `Exam-` at a line's end), unless they are so few that they may stand so by
chance. Nothing is found as a part of a word, but for two forms in which a name is glued to another
word: a plural (`the Specimens`), and a capital within (`metAda Specimen`).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from generator.editions.words import Word, damaged, squeeze, words

SHORT = 6
"""Letters and digits of a phrase below which its words must be parted as they are: `it's in`
does not hold `SIN`. Such a phrase is found as one word besides."""

SHORT_NUMBER = 8
"""The same for digits alone: `555-1234` is not `5,551,234`."""

PLURALS = frozenset({"s", "es"})

_LOST = ("?", "\ufffd")
"""What stands for a letter that a copy lost."""


class Hit(NamedTuple):
    """A phrase in a text."""

    number: int
    """Which phrase, counted from 0."""
    start: int
    """Offset of its first character."""
    end: int
    """Offset behind its last character."""


class Finder:
    """Knows phrases, each as its folded words in order."""

    def __init__(self, phrases: Sequence[tuple[str, ...]], *, plural: Sequence[bool] = ()) -> None:
        """`plural` tells of each phrase whether its plural is the same; by default of none."""
        self._phrases = phrases
        self._plural = tuple(plural) or (False,) * len(phrases)
        self._numbers: dict[str, list[tuple[int, int]]] = {}
        for number, phrase in enumerate(phrases):
            self._numbers.setdefault("".join(phrase), []).append((number, 0))
        whole = frozenset(self._numbers)
        for number, phrase in enumerate(phrases):
            for letters, lost in damaged(phrase):
                if letters not in whole:
                    self._numbers.setdefault(letters, []).append((number, lost))
        self._letters = list(self._numbers)
        self._search = AhoCorasick(self._letters) if self._letters else None

    def __reduce__(self) -> tuple[object, ...]:
        """Sent to a worker as the phrases, from which it is made again."""
        return (_finder, (self._phrases, self._plural))

    def find(self, text: str) -> Iterator[Hit]:
        """The phrases in `text`, one hit for each."""
        if self._search is None:
            return
        matches = self._search.find_matches_as_indexes(squeeze(text), overlapping=True)
        if not matches:
            return
        places = _Places(text)
        for index, start, end in matches:
            for number, lost in self._numbers[self._letters[index]]:
                hit = self._hit(places, number, start, end)
                if hit is not None and (not lost or _has_lost(text, hit, lost)):
                    yield hit

    def _hit(self, places: _Places, number: int, start: int, end: int) -> Hit | None:
        """The phrase where its squeezed letters stand, if they stand for it."""
        phrase = self._phrases[number]
        first, last = places.word_from(start), places.word_to(end)
        if last is None and self._plural[number] and places.is_capital(start):
            last = places.plural(end)
        if first is not None and last is not None:
            inside = places.words[first : last + 1]
            return Hit(number, inside[0].start, inside[-1].end) if _fits(phrase, inside) else None
        if places.is_parted(start, end, first, last):
            return Hit(number, *places.characters(start, end))
        return None


def _finder(phrases: Sequence[tuple[str, ...]], plural: Sequence[bool]) -> Finder:
    return Finder(phrases, plural=plural)


class _Places:
    """Where in a squeezed text the words of the text itself begin and end."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.words: list[Word] = list(words(text))
        self._first: dict[int, int] = {}
        self._last: dict[int, int] = {}
        self._starts: list[int] = []
        place = 0
        for number, word in enumerate(self.words):
            self._first[place] = number
            self._starts.append(place)
            place += len(word.folded)
            self._last[place] = number

    def word_from(self, place: int) -> int | None:
        """The word that begins at a place; None where none does."""
        return self._first.get(place)

    def word_to(self, place: int) -> int | None:
        """The word that ends at a place; None where none does."""
        return self._last.get(place)

    def plural(self, place: int) -> int | None:
        """The word that ends in a plural's letters behind a place; None for any other."""
        number = bisect_right(self._starts, place) - 1
        rest = self.words[number].folded[place - self._starts[number] :]
        return number if rest in PLURALS else None

    def is_capital(self, place: int) -> bool:
        """Whether the letter at a place is a capital."""
        return self._text[self.character(place)].isupper()

    def is_parted(self, start: int, end: int, first: int | None, last: int | None) -> bool:
        """Whether a capital behind a small letter parts a name from the word it is glued to.

        At the open side, or at both: `metAda Specimen`, `SpecimenSaid`.
        """
        begins = first is not None or self._turns(self.character(start))
        ends = last is not None or self._turns(self.character(end))
        return begins and ends and end - start >= SHORT

    def characters(self, start: int, end: int) -> tuple[int, int]:
        """The characters of the text behind squeezed letters."""
        return self.character(start), self.character(end - 1) + 1

    def character(self, place: int) -> int:
        """The offset in the text of the character behind a squeezed letter."""
        number = bisect_right(self._starts, place) - 1
        word = self.words[number]
        left = place - self._starts[number]
        for offset in range(word.start, word.end):
            left -= len(squeeze(self._text[offset]))
            if left < 0:
                return offset
        return word.end - 1

    def _turns(self, offset: int) -> bool:
        before, here = self._text[offset - 1 : offset], self._text[offset : offset + 1]
        return before.islower() and here.isupper()


def _fits(phrase: tuple[str, ...], inside: Sequence[Word]) -> bool:
    """Whether words with the letters of `phrase` stand for it."""
    letters = "".join(phrase)
    enough = len(letters) >= (SHORT_NUMBER if letters.isdigit() else SHORT)
    return enough or len(inside) == 1 or len(inside) == len(phrase)


def _has_lost(text: str, hit: Hit, lost: int) -> bool:
    """Whether so many letters are marked as lost in a hit or beside it."""
    around = text[max(0, hit.start - 1) : hit.end + 1]
    return sum(map(around.count, _LOST)) >= lost
