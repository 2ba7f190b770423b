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
    "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\u2066-\u2069\u202a-\u202e\ufeff\u0300-\u036f"
)
"""Signs that stand inside a word and are no letter: soft hyphen, zero width, direction, accents."""

_WORD = re.compile(rf"[^\W_](?:[{_INVISIBLE}]*[^\W_])*[\u0300-\u036f]*")
_DROPPED = re.compile(rf"[{_INVISIBLE}]")


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text."""

    folded: str
    start: int
    """Offset of its first character."""
    end: int
    """Offset behind its last character."""


def fold(text: str) -> str:
    """`text` in small letters, without accents and without what cannot be seen."""
    if not text.isascii():
        text = _DROPPED.sub("", unicodedata.normalize("NFKD", text))
    return text.casefold()


def words(text: str) -> Iterator[Word]:
    """The words of `text` in order: runs of letters and digits."""
    for match in _WORD.finditer(text):
        yield Word(fold(match[0]), match.start(), match.end())


def phrase(text: str) -> tuple[str, ...]:
    """The words of `text`, folded."""
    return tuple(word.folded for word in words(text))


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
