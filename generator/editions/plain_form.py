"""A text in ASCII characters, for patterns, with the source span of each of its spans.

Telegrams and copies write one character in many ways: full-width digits, en dashes, non-breaking
blanks, character references (`&#64;`), `%40` for `@`. Patterns are written for the ASCII form.
"""

from __future__ import annotations

import html
import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass, replace
from functools import lru_cache

from generator.editions.words import CharacterTable

_ASCII = re.compile(r"[\x00-\x7f]+")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")
_FEW = 16
"""The most different characters for which replacing them one by one is faster."""

_WINDOWS_1252 = {"\x91": "'", "\x92": "'", "\x96": "-", "\x97": "-"}
"""Quotes and dashes of Windows-1252 that was read as Latin-1."""

_APOSTROPHES = "\u2018\u2019\u201b\u2032\u02bc\u00b4`"

_INVISIBLE = re.compile(
    "[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff]+"
)
"""Soft hyphens, joiners and direction marks, which are invisible within a word."""

_REFERENCE = re.compile(
    r"&(?:amp;){0,3}(?P<reference>#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"
)
_ENCODED = re.compile(rf"{_REFERENCE.pattern}|%40|{_INVISIBLE.pattern}")
"""A character that is written with several, or an invisible one."""


@dataclass(frozen=True, slots=True)
class PlainForm:
    """A text in plain characters, and the source offset of each."""

    text: str
    starts: tuple[int, ...] = (0,)
    """The offsets in `text` of the stretches that have the same length in the source."""
    sources: tuple[int, ...] = (0,)
    """The offsets of these stretches in the source."""

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the source behind `text[start:end]`."""
        return self._source(start), self._source(end)

    def _source(self, offset: int) -> int:
        stretch = bisect_right(self.starts, offset) - 1
        return self.sources[stretch] + offset - self.starts[stretch]


def _plain_character(character: str) -> str:
    """The ASCII character with the same meaning, or else the character itself."""
    if len(character.lower()) > 1:
        return "I"
    category = unicodedata.category(character)
    if category == "Nd":
        return str(unicodedata.decimal(character))
    if category == "Pd" or character == "\u2212":
        return "-"
    if category == "Zs":
        return " "
    if category in {"Zl", "Zp"} or character == "\x85":
        return "\n"
    if character in _APOSTROPHES:
        return "'"
    if character in _WINDOWS_1252:
        return _WINDOWS_1252[character]
    if character in "\u2044\u2215":
        return "/"
    compatible = unicodedata.normalize("NFKC", character)
    if category != "No" and len(compatible) == 1 and compatible.isascii():
        return compatible
    return character


_PLAIN_CHARACTERS = CharacterTable(_plain_character)


@lru_cache(maxsize=2)
def plain_form(text: str) -> PlainForm:
    """`text` in ASCII characters, as far as they mean the same.

    Character references are resolved and invisible characters left out. The result has the same
    length in small letters. Takes linear time. The last results are cached, because several
    detectors read each text.
    """
    if "%40" in text or any(map(_INVISIBLE.match, _special(text))):
        plain = _decoded(text, _ENCODED)
    else:
        plain = _decoded(text, _REFERENCE)
    return replace(plain, text=_with_plain_characters(plain.text))


def _with_plain_characters(text: str) -> str:
    special = {character: _PLAIN_CHARACTERS[ord(character)] for character in _special(text)}
    special = {character: plain for character, plain in special.items() if character != plain}
    if len(special) > _FEW:
        return _BEYOND_ASCII.sub(lambda run: run[0].translate(_PLAIN_CHARACTERS), text)
    for character, plain in special.items():
        text = text.replace(character, plain)
    return text


def _special(text: str) -> set[str]:
    """The characters of `text` that are not ASCII."""
    return set() if text.isascii() else set(_ASCII.sub("", text))


def _decoded(text: str, encoded: re.Pattern[str]) -> PlainForm:
    """`text` with the matches of `encoded` replaced by the characters that they stand for."""
    pieces: list[str] = []
    starts = [0]
    sources = [0]
    length = end = 0
    for match in encoded.finditer(text):
        character = _character(match)
        if character is None:
            continue
        pieces += (text[end : match.start()], character)
        length += match.start() - end + len(character)
        end = match.end()
        starts.append(length)
        sources.append(end)
    if not end:
        return PlainForm(text)
    return PlainForm("".join((*pieces, text[end:])), tuple(starts), tuple(sources))


def _character(match: re.Match[str]) -> str | None:
    """The character for a match, empty for an invisible one; None for an unknown reference."""
    reference = match["reference"]
    if reference is None:
        return "@" if match[0] == "%40" else ""
    return _referenced(reference)


@lru_cache(maxsize=500)
def _referenced(name: str) -> str | None:
    character = html.unescape(f"&{name};")
    return character if len(character) == 1 else None
