"""Whether a withheld word on a page is the program's own, so that common names can be withheld.

`Day`, `Mark` or `Chicago` stand in every site: in labels, in the meanings of TAGS, in the names of
citation styles. Such a word is no leak where the program itself put it. A hit is furniture where
a piece of the program's text (`program_text`) has the same words in the same case, and the same
neighbours: up to `REACH` words on each side, or as many as the piece has there; at least one.
Tags, punctuation and line ends between them do not count. What a workspace adds (its templates,
settings, curated files) is in no piece, so that a leak through it is reported. Besides, the names
of elements, attributes and columns, and keys of JSON, are furniture where the program has the same
name.
What codes hold (`codes`) is judged apart.

What this cannot see: a leak of which the neighbours are, by chance, those that a piece has too, in
the same case ("Embassy Paris"); one that is the whole name of an element or key. On the other side,
a label of one word between two values has no neighbour, and is reported where it is withheld:
rather a build too few than a leak.
"""

from __future__ import annotations

import re
from functools import lru_cache

from generator.editions.leak_check import LeakHit
from generator.editions.words import squeeze
from generator.leak_check.program_text import WORD, Words, program_text

REACH = 3
"""Neighbours on each side that are compared."""

_KEY_START = re.compile(r'"([\w-]*)$')
_KEY_END = re.compile(r'([\w-]*)"\s*:')
_VALUE_END = re.compile(r'([\w-]*)"\s*[,\]}]')
_KEY_BEHIND_VALUE = re.compile(r'[\]}"\\]\s*,\s*\\?"([\w-]*)$')
_VALUE_BEHIND_KEY = re.compile(r'^([\w-]*)\\?"\s*:')
_KEY_CUT_OFF = re.compile(r'([\w-]*)\\?"\s*:')
_TAG_START = re.compile(r"</?$")
_ATTRIBUTE_START = re.compile(r"<[^<>]*\s([\w:-]*)$")
_ATTRIBUTE_END = re.compile(r"([\w:-]*)=")


def is_furniture(hit: LeakHit) -> bool:
    """Whether the program itself put the words of a hit where they stand."""
    return _is_between(hit.before, hit.words, hit.after)


@lru_cache(maxsize=50_000)
def _is_between(front: str, middle: str, rest: str) -> bool:
    """The same of words with what stands around them: the same on all pages of one kind."""
    before = tuple(WORD.findall(front)[-REACH - 1 :])
    words = tuple(WORD.findall(middle))
    after = tuple(WORD.findall(rest)[:REACH])
    text = program_text()
    return (
        _is_name(front, middle, rest)
        or _crosses_key(front, middle, rest)
        or _is_in(text.pieces, before, words, after)
        or _is_in(text.meanings, before, words, after, same_case=True)
        or _is_in(text.meanings, before[:-1], words, after, same_case=True)
    )


def precedes_value(before: str) -> bool:
    """Whether a text ends with words behind which the program prints a value: `Cables of`."""
    words = _folded(tuple(WORD.findall(before)[-2:]))
    return bool(words) and not program_text().openings.isdisjoint({words, words[-1:]})


def _is_name(before: str, words: str, after: str) -> bool:
    """Whether the words are a key of JSON, a column, an element or an attribute, of ours."""
    text = program_text()
    start, end = _KEY_START.search(before), _KEY_END.match(after)
    if start and end:
        return f"{start[1]}{words}{end[1]}" in text.names
    value = _VALUE_END.match(after)
    if start and value:
        return f"{start[1]}{words}{value[1]}" in text.columns
    if _TAG_START.search(before):
        return words.lower() in text.markup
    start, end = _ATTRIBUTE_START.search(before), _ATTRIBUTE_END.match(after)
    if start and end:
        return f"{start[1]}{words}{end[1]}".lower() in text.markup
    return False


def _crosses_key(before: str, words: str, after: str) -> bool:
    """Whether the words begin or end within a key of JSON, of ours, and go over its edge.

    `"Trafficking in Persons","inDefinedTermSet":` holds no passage of four words.
    """
    names = program_text().names
    behind, cut = _KEY_BEHIND_VALUE.search(words), _KEY_CUT_OFF.match(after)
    if behind and cut and f"{behind[1]}{cut[1]}" in names:
        return True
    start, ahead = _KEY_START.search(before), _VALUE_BEHIND_KEY.match(words)
    return bool(start and ahead and f"{start[1]}{ahead[1]}" in names)


def _is_in(
    pieces: dict[str, list[tuple[Words, int]]],
    before: Words,
    words: Words,
    after: Words,
    *,
    same_case: bool = False,
) -> bool:
    """Whether one of the pieces has these words with these neighbours.

    `same_case` asks it of the words in front too: `in India` is not the code IN with its meaning.
    """
    left, right = _folded(before), _folded(after)
    size = len(words)
    for piece, place in pieces.get(squeeze(words[0]), ()):
        first = max(0, place - REACH)
        whole = before[len(before) - place + first :] + words if same_case else words
        if not _has_case(piece[place + size - len(whole) : place + size], whole):
            continue
        near = _folded(piece[first:place])
        far = _folded(piece[place + size : place + size + REACH])
        if (near or far) and near == left[len(left) - len(near) :] and far == right[: len(far)]:
            return True
    return False


def _folded(words: Words) -> Words:
    return tuple(map(squeeze, words))


def _has_case(piece: Words, words: Words) -> bool:
    """Whether words are those of a piece as it writes them, or in small letters (addresses)."""
    return piece == words or tuple(word.lower() for word in piece) == words
