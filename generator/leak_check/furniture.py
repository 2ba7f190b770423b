"""Decides whether a hit is the program's own text, so that common names can be withheld.

`Day`, `Mark` or `Chicago` occur in every site: in labels, in the meanings of TAGS, in the names of
citation styles. Such a word is not a leak where the program itself put it. A hit is furniture if a
piece of the program's text (`program_text`) has the same words in the same case and the same
neighbours: at least one, and up to `REACH` words on each side, or as many as the piece has. Tags,
punctuation and line ends between words are ignored. Text from a workspace (its templates, settings,
curated files) is in no piece, so that leaks through it are reported. Names of elements, attributes
and columns, and keys of JSON, are furniture if the program has the same name. Codes are judged by
`code_words`.

Two kinds of leaks are missed: one that has the same neighbours as a piece by chance, in the same
case ("Embassy Paris"), and one that is the whole name of an element or key. Conversely, a label of
one word between two values has no neighbours, so it is reported if it is withheld: a false alarm is
better than a leak.
"""

from __future__ import annotations

import re
from functools import lru_cache

from generator.editions.words import squeeze
from generator.leak_check.program_text import WORD, Words, program_text
from generator.leak_check.text_leaks import LeakHit

REACH = 3
"""The most neighbours on each side that are compared."""

_KEY_START = re.compile(r'"([\w-]*)$')
_KEY_END = re.compile(r'([\w-]*)"\s*:')
_VALUE_END = re.compile(r'([\w-]*)"\s*[,\]}]')
_KEY_AFTER_VALUE = re.compile(r'[\]}"\\]\s*,\s*\\?"([\w-]*)$')
_REST_OF_KEY = re.compile(r'([\w-]*)\\?"\s*:')
_TAG_START = re.compile(r"</?$")
_ATTRIBUTE_START = re.compile(r"<[^<>]*\s([\w:-]*)$")
_ATTRIBUTE_END = re.compile(r"([\w:-]*)=")


def is_furniture(hit: LeakHit) -> bool:
    """Whether the program itself put the words of a hit where they are."""
    return _is_between(hit.before, hit.words, hit.after) or (
        hit.secret.is_fragment and _meets_value(hit.before, hit.words, hit.after)
    )


def _meets_value(before: str, words: str, after: str) -> bool:
    """Whether one of two words is the program's and the other is of a value that it prints.

    "The region around Mexico" does not reveal a passage in which the same two words meet.
    """
    front, rest = _folded(tuple(WORD.findall(before)[-1:])), _folded(tuple(WORD.findall(after)[:1]))
    first, last = _folded(tuple(WORD.findall(words)))[:1], _folded(tuple(WORD.findall(words)))[-1:]
    text = program_text()
    return front + first in text.openings or last + rest in text.closings


@lru_cache(maxsize=50_000)
def _is_between(front: str, middle: str, rest: str) -> bool:
    """`is_furniture` for the three texts of a hit. Cached, as pages of one kind share them."""
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
    """Whether a text ends with words before which the program prints a value: `Cables of`."""
    words = _folded(tuple(WORD.findall(before)[-2:]))
    return bool(words) and not program_text().openings.isdisjoint({words, words[-1:]})


def _is_name(before: str, words: str, after: str) -> bool:
    """Whether the words are in a JSON key, column, element or attribute of the program."""
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
    """Whether the words begin or end within a JSON key of the program and cross its boundary.

    `"Trafficking in Persons","inDefinedTermSet":` contains no passage of four words.
    """
    names = program_text().names
    key, rest = _KEY_AFTER_VALUE.search(words), _REST_OF_KEY.match(after)
    if key and rest and f"{key[1]}{rest[1]}" in names:
        return True
    key, rest = _KEY_START.search(before), _REST_OF_KEY.match(words)
    return bool(key and rest and f"{key[1]}{rest[1]}" in names)


def _is_in(
    pieces: dict[str, list[tuple[Words, int]]],
    before: Words,
    words: Words,
    after: Words,
    *,
    same_case: bool = False,
) -> bool:
    """Whether one of the pieces has these words with these neighbours.

    With `same_case`, the case of the words before counts too: `in India` is not the code IN with
    its meaning.
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
    """Whether words have the case of a piece, or are all in small letters (in addresses)."""
    return piece == words or tuple(word.lower() for word in piece) == words
