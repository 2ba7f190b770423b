"""Text as the words it is made of: in this form passages are withheld and leaks looked for.

Case, accents, signs and line ends between words do not count, so that one rule finds a passage
however it was typed, broken over lines, or made into an address.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

_INVISIBLE = (
    "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff"
    "\u0300-\u036f"
)
"""Signs that stand inside a word and are no letter: soft hyphen, zero width, direction, accents."""

_WORD = re.compile(rf"[^\W_](?:[{_INVISIBLE}]*[^\W_])*[\u0300-\u036f]*")

_STROKES = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ŧ": "t", "ı": "i"}
) | str.maketrans({"æ": "ae", "œ": "oe", "ð": "d", "þ": "th"})
"""Letters that Unicode does not take apart, as they are written where they cannot be typed."""


_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")
"""Squeezed first: `str.translate` is ten times as fast on what is plain ASCII then."""


class _Squeezed(dict[int, str | None]):
    """What each character is in a squeezed text; made for a character when it is first met."""

    def __missing__(self, code: int) -> str | None:
        sign = chr(code)
        made = None
        if sign.isalnum():
            plain = unicodedata.normalize("NFKD", sign).casefold().translate(_STROKES)
            made = "".join(c for c in plain if c.isalnum()) or None
        self[code] = made
        return made


_SQUEEZED = _Squeezed()


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text."""

    folded: str
    start: int
    """Offset of its first character."""
    end: int
    """Offset behind its last character."""


def squeeze(text: str) -> str:
    """`text` in small letters, without accents and without all that is no letter or digit.

    It is what the words of `text`, folded, make without anything between them.
    """
    plain = text if text.isascii() else _BEYOND_ASCII.sub(_squeezed, text)
    return plain.translate(_SQUEEZED)


def _squeezed(found: re.Match[str]) -> str:
    return found[0].translate(_SQUEEZED)


def words(text: str) -> Iterator[Word]:
    """The words of `text` in order: runs of letters and digits."""
    for match in _WORD.finditer(text):
        if folded := squeeze(match[0]):
            yield Word(folded, match.start(), match.end())


def phrase(text: str) -> tuple[str, ...]:
    """The words of `text`, folded."""
    return tuple(word.folded for word in words(text))


def widened(text: str, start: int, end: int) -> str:
    """The stretch of `text` with all of the words of which it holds a part."""
    while start and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
        end += 1
    return text[start:end]


def count(text: str) -> int:
    """How many words stand in `text`, as a reader counts them: parted by blanks."""
    return len(text.split())


def accent_variants(text: str) -> tuple[str, ...]:
    """`text` and the forms into which transmissions turned it: accents as `?`, letters lost.

    `José` is also looked for as `Jos?` and `Jos` (`Attach?`, `Grfico` in real cables).
    """
    composed = unicodedata.normalize("NFC", text)
    if composed.isascii():
        return (text,)
    signs = {c: None for c in composed if not c.isascii() and c.isalpha()}
    asked = composed.translate({ord(c): "?" for c in signs})
    lost = composed.translate({ord(c): None for c in signs})
    return tuple(dict.fromkeys((text, asked, lost)))
