"""Words of a text with their offsets, and what kind of word each is."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from generator import facts

WORD = re.compile(r"[^\W_](?:[\w'’&/.-]*\w)?")
"""A word with what stands inside it: "General's", "UN/AU", "S&T", "non-governmental"."""

CONNECTORS = frozenset(
    "of the for and in on to against with at by from a an & de la las el los del y e do da dos das "
    "para contra en por des du et les le der die das und für della dei degli delle di il van voor "
    "en het".split()
)
"""Words that stand in lower case inside names, in the languages that names in cables are from."""

STOPS = CONNECTORS - {"from", "by", "at", "with"}
"""Connectors over which the capitals of one name go on; `from` and `by` end a name."""


@dataclass(slots=True)
class TypedWord:
    """A word of a text. It is never changed; not to be frozen makes it in half the time."""

    text: str
    start: int
    end: int

    @property
    def capital(self) -> bool:
        """True where it begins with a capital or a digit."""
        return self.text[0].isupper() or self.text[0].isdigit()

    @property
    def connects(self) -> bool:
        """True for a connector in lower case."""
        return self.text in STOPS

    @property
    def head(self) -> str | None:
        """The category of a noun that names a body, a law, an office; None for other words."""
        plain = fold(self.text.removesuffix("'s").removesuffix("’s"))
        heads = facts.head_nouns()
        return heads.get(plain) or heads.get(plain.removesuffix("s"))

    @property
    def nationality(self) -> bool:
        """True for "Mexican" and for a possessive name ("Mexico's")."""
        if self.text in facts.nationalities():
            return True
        return self.capital and self.text.endswith(("'s", "’s")) and self.head is None


def words_of(text: str, start: int, end: int) -> list[TypedWord]:
    """The words of `text` between two offsets."""
    return [TypedWord(m[0], m.start(), m.end()) for m in WORD.finditer(text, start, end)]


def last_words(text: str, start: int, end: int, most: int) -> list[TypedWord]:
    """The last `most` of the words of `text` between two offsets."""
    found = [*WORD.finditer(text, start, end)]
    return [TypedWord(m[0], m.start(), m.end()) for m in found[-most:]]


def fold(text: str) -> str:
    """Lower case without accents."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text)
    return "".join(c for c in plain if not unicodedata.combining(c)).lower()


ABBREVIATED = {"un": ("united", "nations"), "us": ("united", "states")}
"""Names that expansions write short or in full."""


@lru_cache(maxsize=10_000)
def meaning_key(expansion: str) -> tuple[str, ...]:
    """What two spellings of one meaning share.

    Case, accents, hyphens, plurals, a leading article or nationality do not tell two meanings
    apart; the order of words and the little words do.
    """
    words = [fold(w) for w in re.split(r"[\s/-]+", expansion) if w]
    words = [re.sub(r"['’]s?$|\W+", "", w) for w in words]
    words = [part for w in words if w for part in ABBREVIATED.get(w, (w,))]
    while len(words) > 2 and (words[0] in {"the", "a", "an"}):
        words = words[1:]
    return tuple(singular_of(w) for w in words)


def singular_of(words: str) -> str:
    """`non-governmental organization` for the plural; words that only end like one stay."""
    if len(words) > 3 and words.endswith("s") and not words.endswith(("ss", "us", "is")):
        return words[:-3] + "y" if words.endswith("ies") else words[:-1]
    return words


LANGUAGES = {
    "es": frozenset("del los las el y".split()),
    "pt": frozenset("do dos das da e".split()),
    "fr": frozenset("des du et les".split()),
    "de": frozenset("der und für des".split()),
    "it": frozenset("della dei degli delle di".split()),
    "nl": frozenset("van voor het".split()),
}
"""Little words of names by which their language is told."""

SPANISH_ENDINGS = ("cion", "ción", "dad")
"""Endings that stand in Spanish names and in no other language's here."""


def language_of(name: str) -> str | None:
    """The language of a name by its little words; None for English and where it is not sure."""
    words = name.split()
    found = [code for code, little in LANGUAGES.items() if little & set(words[1:])]
    if len(found) == 1:
        return found[0]
    if any(w.lower().endswith(SPANISH_ENDINGS) for w in words) and found in ([], ["es"]):
        return "es"
    return None


def category_of(name: str) -> str | None:
    """What a name names, by its noun in capitals: the last one, or the last before `of` or `for`.

    None where none tells: a "foreign terrorist organization" is a kind of body and no name.
    """
    words = words_of(name, 0, len(name))
    cut = next((i for i, w in enumerate(words) if w.text in {"of", "for", "de"}), len(words))
    heads = [w.head for w in words[:cut] if w.head and w.capital]
    heads = heads or [w.head for w in words if w.head and w.capital]
    return heads[-1] if heads else None
