"""Every place where a short form stands: one pass over the text, however many there are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from string import ascii_lowercase

from ahocorasick_rs import AhoCorasick, MatchKind

from generator import facts
from generator.glossary.forms import NO_SHORT_FORMS, singular
from generator.model import Block, BlockKind

CAPITALS = re.compile(r"[A-Z](?<![\w&/][A-Z])[A-Z0-9&/-]{0,15}[A-Z0-9](?:['’]?s)?(?![\w&])")
"""A word in capitals: "INM", "NGOs", "ICE/USAID", "R&D"; what stands before it is looked at second,
for a search for a letter is faster."""

SMALL_LETTERS = ascii_lowercase.encode()

ROMAN = re.compile(r"[IVXLC]+")
CODE = re.compile(r"[A-Z]{1,3}\d[\w/-]*|.*\d.*\d.*")
"""A number with letters ("F16", "S/PRST/2008/11"), which is no short form."""

EMPHASISED = frozenset(
    "THE OF AND OR FOR IN ON AT TO BY WITH FROM NOT NO ALL ANY ONLY WILL SHALL MUST BE IS ARE WAS "
    "WERE HAS HAVE DONE BEGIN TEXT REF PARA DEPARTMENT POST EMBASSY ACTION REQUEST".split()
)
"""Ordinary words that cables set in capitals."""

MOST_CAPITALS = 0.5
"""Share of capitals among the letters above which a text is set in capitals."""

RUN = 3
"""Words in capitals in a row that make a heading or an emphasis, not short forms."""


@dataclass(frozen=True, slots=True)
class AbbreviationMatch:
    """A short form at a place of a text."""

    short: str
    start: int
    end: int


class Matcher:
    """Finds short forms, longest first, case counting; ready for any number of texts."""

    def __init__(self, spellings: Mapping[str, str]) -> None:
        """`spellings` leads from each way a short form is written to the short form."""
        self._spellings = spellings
        self._shorts = tuple(spellings.values())
        self._automaton = AhoCorasick(list(spellings), matchkind=MatchKind.Standard)

    def __reduce__(self) -> tuple[type[Matcher], tuple[Mapping[str, str]]]:
        """Sent to a worker as the spellings, from which it is made again."""
        return (Matcher, (self._spellings,))

    def find(self, text: str) -> list[AbbreviationMatch]:
        """The short forms in `text`, none overlapping another.

        Parts of a compound count ("DIF" in "DIF-run", "ICE" in "ICE/USAID"); parts of a word do
        not.
        """
        # The automaton takes no half of a character; a sign in its place keeps the offsets.
        whole = text.encode("utf-8", "replace").decode("utf-8")
        found_at = self._automaton.find_matches_as_indexes(whole, overlapping=True)
        matches = [
            (start, end, index) for index, start, end in found_at if _is_bounded(text, start, end)
        ]
        matches.sort(key=lambda m: (m[0], -m[1]))
        found: list[AbbreviationMatch] = []
        position = 0
        for start, end, index in matches:
            if start >= position:
                found.append(AbbreviationMatch(self._shorts[index], start, end))
                position = end
        return found


def _is_bounded(text: str, start: int, end: int) -> bool:
    before = text[start - 1] if start else " "
    behind = text[end] if end < len(text) else " "
    return not (before.isalnum() or before in "&_@") and not (behind.isalnum() or behind in "&_@")


def spellings(shorts: Iterable[str]) -> dict[str, str]:
    """Each short form and its plural, by how it is written; a term of its own wins."""
    known = list(shorts)
    plurals = {f"{short}s": short for short in known if short[-1].isupper()}
    return plurals | {short: short for short in known}


def is_read(block: Block) -> bool:
    """True for text in which short forms are looked for; not for headings and columns."""
    return block.kind not in {BlockKind.HEADING, BlockKind.COLUMNS}


def in_capitals(text: str) -> bool:
    """True where most letters are capitals: there a word in capitals says nothing."""
    plain = text.encode("ascii", "ignore")
    small = len(plain) - len(plain.translate(None, SMALL_LETTERS))
    if small >= len(text) * MOST_CAPITALS:
        return False  # Where half of all signs are small letters, no more can be capitals.
    letters = sum(map(str.isalpha, text))
    return letters > 0 and sum(map(str.isupper, text)) > letters * MOST_CAPITALS


def unknown(
    text: str, taken: Iterable[AbbreviationMatch], excluded: frozenset[str]
) -> Iterator[AbbreviationMatch]:
    """Words in capitals that nobody explains: the editor's work list.

    Left out are runs of capitals, Roman numerals, codes with numbers, captions, posts, names in
    capitals behind a first name, and what editors excluded.
    """
    words = list(CAPITALS.finditer(text))
    if not words:
        return
    covered = {offset for f in taken for offset in range(f.start, f.end)}
    for match, in_run in zip(words, _in_runs(text, words), strict=True):
        if in_run:
            continue
        for start, end in _pieces(match[0], match.start()):
            word = singular(text[start:end])
            if not covered.isdisjoint(range(start, end)):
                continue
            if _may_be_unknown(text, word, start) and word not in excluded:
                yield AbbreviationMatch(word, start, start + len(word))


def _pieces(word: str, start: int) -> Iterator[tuple[int, int]]:
    """The parts of a compound; `A/S` and `G/TIP` are one."""
    parts = re.split(r"[/-]", word)
    if "/" in word and any(len(part) == 1 for part in parts):
        yield (start, start + len(word))
        return
    position = start
    for part in parts:
        yield (position, position + len(part))
        position += len(part) + 1


def _may_be_unknown(text: str, word: str, start: int) -> bool:
    if len(word) < 2 or not word[0].isalpha() or word in NO_SHORT_FORMS | EMPHASISED:
        return False
    if word in facts.posts():
        return False
    if ROMAN.fullmatch(word) or CODE.fullmatch(word) or set(word) == {"X"}:
        return False
    before = text[max(0, start - 40) : start].rstrip().rpartition(" ")[2]
    is_surname = len(word) > 5 and before[:1].isupper() and before[1:].islower()
    return not is_surname


def _in_runs(text: str, words: list[re.Match[str]]) -> list[bool]:
    """Of each word, whether it stands among `RUN` or more with nothing but blanks between them."""
    runs: list[int] = []
    for index, word in enumerate(words):
        goes_on = index > 0 and text[words[index - 1].end() : word.start()].isspace()
        if goes_on:
            runs[-1] += 1
        else:
            runs.append(1)
    return [length >= RUN for length in runs for _ in range(length)]
