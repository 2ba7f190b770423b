"""How the words of a quotation may be read: the same rules as `quotation-reading.js`.

Brackets may be the quoting writer's or the cable's own, so that there may be two readings.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.quotations.quotation_words import QuotedWord, words_of

Reading = Sequence[QuotedWord | None]
"""The words of a quotation; None where it says that it leaves words out."""

_PAGE_LINES = (
    re.compile(
        r"^[ \t>]*[A-Z][A-Z .'\-]{1,40}[ \t]+[0-9]{5,8}[ \t]+[0-9]{3} OF [0-9]{3}[ \t]*$", re.M
    ),
    re.compile(r"\b[A-Z]{2,20}[ \t]+[0-9]{5,8}[ \t]+[0-9]{3} OF [0-9]{3}\b"),
)
"""Lines that the transmission adds: `EXAMPLE 00000012  002 OF 003`, alone or within a line."""

_QUOTE_MARKS = re.compile(r"^[ \t]*(?:>[ \t]?)+", re.M)
_BRACKETS = re.compile(r"\[([^\[\]]{0,200})\]")
_LEFT_OUT = re.compile(
    r"^[\s.\u2026-]*$|^\s*(?:withheld|redacted|omitted)\b|not declassified", re.I
)
_ELLIPSIS = re.compile(r"\u2026|\.(?:[ \t\n]?\.){2,}")
_MARK = "\ue000"
"""Stands for words left out: a private character, which no cable has."""

_PIECES = re.compile(f"([{_MARK}])")


def readings(text: str) -> list[Reading]:
    """The readings of a clean quotation: brackets as insertions first, then as its own words."""
    text = _blanked(text.replace(_MARK, " "))
    without = _BRACKETS.sub(_bracket_as_insertion, text)
    texts = dict.fromkeys([without, text])
    return [_reading(_ELLIPSIS.sub(_same_length, candidate)) for candidate in texts]


def _blanked(text: str) -> str:
    """The text with blanks in place of the transmission's lines and of marks of quoted lines."""
    for pattern in (*_PAGE_LINES, _QUOTE_MARKS):
        text = pattern.sub(lambda match: " " * len(match[0]), text)
    return text


def _bracket_as_insertion(match: re.Match[str]) -> str:
    """What brackets leave of the text, of the same length: `[T]he` is `The`, `[the]` nothing."""
    inner, text = match[1], match.string
    if _LEFT_OUT.search(inner):
        return _same_length(match)
    follows = text[match.end() : match.end() + 1].isalpha()
    precedes = text[max(0, match.start() - 1) : match.start()].isalpha()
    if len(inner) == 1 and follows and not precedes:
        return inner.rjust(len(match[0]))
    return " " * len(match[0])


def _same_length(match: re.Match[str]) -> str:
    return _MARK.ljust(len(match[0]))


def _reading(text: str) -> Reading:
    reading: list[QuotedWord | None] = []
    offset = 0
    for piece in _PIECES.split(text):
        if piece == _MARK:
            reading.append(None)
        else:
            reading += [
                word._replace(start=word.start + offset, end=word.end + offset)
                for word in words_of(piece)
            ]
        offset += len(piece)
    return _without_outer_marks(reading)


def _without_outer_marks(reading: Sequence[QuotedWord | None]) -> Reading:
    """The reading without marks at its ends, and with one mark for several in a row."""
    kept: list[QuotedWord | None] = []
    for element in reading:
        if element is not None or (kept and kept[-1] is not None):
            kept.append(element)
    return kept[:-1] if kept and kept[-1] is None else kept
