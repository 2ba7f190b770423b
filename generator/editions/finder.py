"""Finds many phrases in a text in one pass, however their letters are split into words.

A hit begins and ends with a word. How the letters between are split into words makes no difference
(`O'Example`, `OExample`, `Exam-` at a line's end), unless they are so few that they may occur by
chance. Part of a word is not a hit, except in two forms that attach a name to other letters: a
plural (`the Specimens`), and a capital within a word (`metAda Specimen`).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from operator import itemgetter
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from generator.editions.words import (
    CAPITALISED_BELOW,
    LOST,
    Word,
    damaged,
    is_capitalised,
    is_unspaced,
    squeeze,
    words,
)

SHORT = 6
"""A phrase with fewer letters and digits must be split into the same words, or be one word:
`it's in` does not contain `SIN`."""

SHORT_NUMBER = 8
"""The same bound for phrases of digits only: `555-1234` is not `5,551,234`."""

PLURALS = frozenset({"s", "es"})

_GOES_ON = re.compile(r"\s[a-z]|[\w,;:.)]")
"""Text after a word that ends in a lost letter. It does not follow a question."""

_DIVIDED = re.compile(r"[-\u2010\u00ad] *\n\s*")
"""A hyphen at a line's end that divides a word."""


class PhraseMatch(NamedTuple):
    """A phrase in a text."""

    number: int
    """The index of the phrase."""
    start: int
    """The offset of its first character."""
    end: int
    """The offset behind its last character."""


class Finder:
    """Searches for phrases, each given as its folded words."""

    def __init__(self, phrases: Sequence[tuple[str, ...]], plural: Sequence[bool] = ()) -> None:
        """`plural` says for each phrase whether its plural is found too; by default, none is."""
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
        """Pickle the phrases; the search structure is built again."""
        return (Finder, (self._phrases, self._plural))

    def find(self, text: str) -> Iterator[PhraseMatch]:
        """The phrases in `text`."""
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

    def _hit(self, places: _Places, number: int, start: int, end: int) -> PhraseMatch | None:
        """The match at `start` to `end` of the squeezed text; None if the words do not fit."""
        phrase = self._phrases[number]
        words = places.inside(start, end)
        (first, opening), (last, closing) = words[0], words[-1]
        rest = closing.folded[end - last :]
        begin, stop = places.character(start, words), places.character(end - 1, words) + 1
        plural = self._plural[number] and rest in PLURALS and places.is_capital(begin)
        if first == start and (not rest or (plural and end - start >= CAPITALISED_BELOW)):
            inside = [word for _, word in words]
            fits = _fits(phrase, inside) or places.are_joined(phrase, inside)
            fits = fits and is_capitalised(phrase, places.text, begin)
            return PhraseMatch(number, opening.start, closing.end) if fits else None
        begins = first == start or places.turns(begin, begin, stop)
        ends = not rest or places.turns(stop, begin, stop)
        least = 1 if is_unspaced(phrase[0]) else SHORT
        return (
            PhraseMatch(number, begin, stop) if begins and ends and end - start >= least else None
        )


class _Places:
    """The words of a text, by their places in the squeezed text.

    A line is split into words when it has a match. No word continues on the next line.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._lines = text.split("\n")
        self._offsets = list(accumulate((len(line) + 1 for line in self._lines), initial=0))
        lengths = (len(squeeze(line)) for line in self._lines)
        self._starts = list(accumulate(lengths, initial=0))
        self._words: dict[int, list[tuple[int, Word]]] = {}

    def inside(self, start: int, end: int) -> list[tuple[int, Word]]:
        """The words that overlap a span of the squeezed text, each with its place there."""
        inside: list[tuple[int, Word]] = []
        for line in range(self._line(start), self._line(end - 1) + 1):
            words = self._words_of(line)
            first = max(0, bisect_right(words, start, key=itemgetter(0)) - 1)
            inside += words[first : bisect_left(words, end, key=itemgetter(0))]
        return [(at, word) for at, word in inside if start < at + len(word.folded)]

    def character(self, place: int, words: Sequence[tuple[int, Word]]) -> int:
        """The offset in the text of a squeezed letter of one of `words`."""
        at, word = next(pair for pair in words if place < pair[0] + len(pair[1].folded))
        left = place - at
        for offset in range(word.start, word.end):
            left -= len(squeeze(self.text[offset]))
            if left < 0:
                return offset
        return word.end - 1

    def are_joined(self, phrase: tuple[str, ...], inside: Sequence[Word]) -> bool:
        """Whether the words are the phrase letter by letter (`K I M`) or divided by hyphens."""
        letters = sum(map(len, phrase))
        if len(inside) == letters:
            return letters >= CAPITALISED_BELOW
        gaps = (self.text[one.end : other.start] for one, other in pairwise(inside))
        divisions = sum(_DIVIDED.fullmatch(gap) is not None for gap in gaps)
        return len(inside) - divisions == len(phrase)

    def is_capital(self, offset: int) -> bool:
        """Whether a character is a capital."""
        return self.text[offset].isupper()

    def turns(self, offset: int, start: int, end: int) -> bool:
        """Whether the name from `start` to `end` is separate from the rest of its word at `offset`.

        It is if a capital follows a small letter (`metAda Specimen`, `SpecimenSaid`), in a script
        without blanks, and if a digit is next to a name in mixed case (`Specimen1`, with the number
        of a note). A name in capitals or small letters next to a digit is part of a code
        (`08CHICAGO12`).
        """
        before, here = self.text[offset - 1 : offset], self.text[offset : offset + 1]
        name = self.text[start:end]
        return (
            (before.islower() and here.isupper())
            or is_unspaced(before + here)
            or (before.isdigit() != here.isdigit() and not (name.isupper() or name.islower()))
        )

    def _line(self, place: int) -> int:
        """The index of the line of a squeezed letter."""
        return bisect_right(self._starts, place) - 1

    def _words_of(self, line: int) -> list[tuple[int, Word]]:
        pairs = self._words.get(line)
        if pairs is None:
            shift = self._offsets[line]
            shifted = [
                Word(word.folded, word.start + shift, word.end + shift)
                for word in words(self._lines[line])
            ]
            lengths = (len(word.folded) for word in shifted)
            places = accumulate(lengths, initial=self._starts[line])
            pairs = self._words[line] = list(zip(places, shifted, strict=False))
        return pairs


def _fits(phrase: tuple[str, ...], inside: Sequence[Word]) -> bool:
    """Whether words with the letters of `phrase` count as the phrase."""
    letters = "".join(phrase)
    enough = len(letters) >= (SHORT_NUMBER if letters.isdigit() else SHORT)
    return enough or len(inside) == 1 or len(inside) == len(phrase)


def _has_lost(text: str, hit: PhraseMatch, lost: int) -> bool:
    """Whether at least `lost` letters are marked as lost within a hit or next to it.

    After the hit, a question mark counts only if the sentence continues: `Vill? met`, not
    `in Rica?`.
    """
    begin = max(0, hit.start - 1)
    end = hit.end + bool(_GOES_ON.match(text, hit.end + 1))
    return sum(map(text[begin:end].count, LOST)) >= lost
