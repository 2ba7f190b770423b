"""A text in plain characters, for patterns: each span of it is a span of the text it came from.

Telegrams and copies write one character in many ways: full-width digits, en dashes, blanks that do
not break, character references (`&#64;`), `%40` for `@`. Patterns are written for the ASCII form.
"""

from __future__ import annotations

import html
import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass, replace
from functools import lru_cache

_ASCII = re.compile(r"[\x00-\x7f]+")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")
_FEW = 16
"""Different characters up to which replacing one after the other is the faster way."""

_WINDOWS_1252 = {"\x91": "'", "\x92": "'", "\x96": "-", "\x97": "-"}
"""Quotes and dashes of a text in Windows-1252 that was read as Latin-1."""

_APOSTROPHES = "\u2018\u2019\u201b\u2032\u02bc\u00b4`"

_INVISIBLE = re.compile(
    "[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff]+"
)
"""Soft hyphens, joiners, marks of direction: they stand inside a word and show nothing."""

_REFERENCE = re.compile(
    r"&(?:amp;){0,3}(?P<reference>#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"
)
_ENCODED = re.compile(rf"{_REFERENCE.pattern}|%40|{_INVISIBLE.pattern}")
"""Characters written with another number of characters than one."""


@dataclass(frozen=True, slots=True)
class PlainForm:
    """A text in plain characters, and where each of them came from."""

    text: str
    starts: tuple[int, ...] = (0,)
    """Offsets in `text` at which a stretch begins that was taken over as it stands."""
    sources: tuple[int, ...] = (0,)
    """Offsets of these stretches in the source."""

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the source from which `text[start:end]` came."""
        return self._source(start), self._source(end)

    def _source(self, offset: int) -> int:
        stretch = bisect_right(self.starts, offset) - 1
        return self.sources[stretch] + offset - self.starts[stretch]


class _PlainCharacters(dict[int, str]):
    """Each character as ASCII where one ASCII character means the same; filled when first met."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        plain = _plain_character(character)
        self[code] = plain
        return plain


def _plain_character(character: str) -> str:
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


_PLAIN_CHARACTERS = _PlainCharacters()


@lru_cache(maxsize=2)
def plain_form(text: str) -> PlainForm:
    """`text` with ASCII characters in place of those that mean the same.

    Character references are undone and invisible characters left out; in small letters it has
    the same length. Takes linear time. The last texts are kept, for several detectors read each.
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
        return _BEYOND_ASCII.sub(_plain_run, text)
    for character, plain in special.items():
        text = text.replace(character, plain)
    return text


def _special(text: str) -> set[str]:
    """The characters of `text` that are not ASCII."""
    return set() if text.isascii() else set(_ASCII.sub("", text))


def _plain_run(run: re.Match[str]) -> str:
    return run[0].translate(_PLAIN_CHARACTERS)


def _decoded(text: str, encoded: re.Pattern[str]) -> PlainForm:
    """`text` with one character, or none, for each that is written with several."""
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
    """What a match stands for; None for a reference that means no single character."""
    reference = match["reference"]
    if reference is None:
        return "@" if match[0] == "%40" else ""
    return _referenced(reference)


@lru_cache(maxsize=500)
def _referenced(name: str) -> str | None:
    character = html.unescape(f"&{name};")
    return character if len(character) == 1 else None
