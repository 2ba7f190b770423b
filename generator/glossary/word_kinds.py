"""The words of a text with their offsets and kinds."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from string import ascii_lowercase

from generator import facts

WORD = re.compile(r"[^\W_](?:[\w'’&/.-]*\w)?")
"""A word with inner punctuation: "General's", "UN/AU", "S&T", "non-governmental"."""

CONNECTORS = frozenset(
    "of the for and in on to against with at by from a an & de la las el los del y e do da dos das "
    "para contra en por des du et les le der die das und für della dei degli delle di il van voor "
    "en het".split()
)
"""Words in lower case within names, in the languages of names in cables."""

NAME_CONNECTORS = CONNECTORS - {"from", "by", "at", "with"}
"""Connectors that may continue a name; `from`, `by`, `at` and `with` end it."""


SMALL_LETTERS = ascii_lowercase.encode()

MAX_CAPITAL_SHARE = 0.5
"""Share of capitals among the letters above which a text counts as set in capitals."""


@dataclass(slots=True)
class TypedWord:
    """A word of a text. Treat it as immutable: it is not frozen to halve its construction time."""

    text: str
    start: int
    end: int

    @property
    def is_capital(self) -> bool:
        """True if it starts with a capital or a digit."""
        return self.text[0].isupper() or self.text[0].isdigit()

    @property
    def is_connector(self) -> bool:
        """True for a connector in lower case."""
        return self.text in NAME_CONNECTORS

    @property
    def category(self) -> str | None:
        """The category of a noun for an institution, law or office; None for other words."""
        plain = fold_accents(self.text.removesuffix("'s").removesuffix("’s"))
        heads = facts.head_nouns()
        return heads.get(plain) or heads.get(plain.removesuffix("s"))

    @property
    def is_nationality(self) -> bool:
        """True for a nationality ("Mexican") and for a possessive name ("Mexico's")."""
        if self.text in facts.nationalities():
            return True
        return self.is_capital and self.text.endswith(("'s", "’s")) and self.category is None


def split_words(text: str, start: int, end: int) -> list[TypedWord]:
    """The words of `text` between two offsets."""
    return [TypedWord(m[0], m.start(), m.end()) for m in WORD.finditer(text, start, end)]


def last_words(text: str, start: int, end: int, count: int) -> list[TypedWord]:
    """At most `count` words of `text` between two offsets, the last ones."""
    matches = [*WORD.finditer(text, start, end)]
    return [TypedWord(m[0], m.start(), m.end()) for m in matches[-count:]]


def fold_accents(text: str) -> str:
    """The text in lower case without accents."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text)
    return "".join(c for c in plain if not unicodedata.combining(c)).lower()


def is_in_capitals(text: str) -> bool:
    """True if most letters are capitals, so that a word in capitals means nothing."""
    plain = text.encode("ascii", "ignore")
    small = len(plain) - len(plain.translate(None, SMALL_LETTERS))
    if small >= len(text) * MAX_CAPITAL_SHARE:
        return False  # If half of all characters are small letters, at most half are capitals.
    letters = sum(map(str.isalpha, text))
    return letters > 0 and sum(map(str.isupper, text)) > letters * MAX_CAPITAL_SHARE


EXPANDED_WORDS = {"un": ("united", "nations"), "us": ("united", "states")}
"""Names that expansions abbreviate or write in full."""

SAME_WORDS = {
    "centre": "center",
    "commerce": "trade",
    "defence": "defense",
    "external": "foreign",
    "labour": "labor",
    "minister": "ministry",
    "organisation": "organization",
    "programme": "program",
    "relation": "affair",
}
"""Words of names that are one word in two spellings or translations, in the singular."""


@lru_cache(maxsize=10_000)
def meaning_keys(expansion: str) -> frozenset[tuple[str, ...]]:
    """Keys of a meaning: two wordings of one meaning share a key.

    They ignore case, accents, plurals, small words and the order of words. One key joins words
    with a hyphen, another separates them: `cut-off` is `cutoff`, `value-added` is `value added`.
    """
    joined = expansion.replace("-", "")
    return frozenset(_meaning_key(wording) for wording in {expansion, joined})


def _meaning_key(expansion: str) -> tuple[str, ...]:
    words = [fold_accents(w) for w in re.split(r"[\s/-]+", expansion) if w]
    words = [re.sub(r"['’]s?$|\W+", "", w) for w in words]
    words = [part for w in words if w for part in EXPANDED_WORDS.get(w, (w,))]
    content = [_stem(singular_of(w)) for w in words if w not in CONNECTORS]
    return tuple(sorted(SAME_WORDS.get(w, w) for w in content or words))


def _stem(word: str) -> str:
    return word.removesuffix("ing") if len(word) > 6 else word


def singular_of(words: str) -> str:
    """The singular of an English phrase, by its ending: `non-governmental organization`."""
    if len(words) > 3 and words.endswith("s") and not words.endswith(("ss", "us", "is")):
        return words[:-3] + "y" if words.endswith("ies") else words[:-1]
    return words


LANGUAGE_WORDS = {
    "es": frozenset("del los las el y".split()),
    "pt": frozenset("do dos das da e".split()),
    "fr": frozenset("des du et les".split()),
    "de": frozenset("der und für des".split()),
    "it": frozenset("della dei degli delle di".split()),
    "nl": frozenset("van voor het".split()),
}
"""Small words in names that identify their language, by language code."""

SPANISH_ENDINGS = ("cion", "ción", "dad")
"""Word endings found in Spanish names and in none of the other languages."""


def language_of(name: str) -> str | None:
    """The language code of a name; None for English names and if uncertain."""
    words = name.split()
    codes = [code for code, small_words in LANGUAGE_WORDS.items() if small_words & set(words[1:])]
    if len(codes) == 1:
        return codes[0]
    if not codes and any(w.lower().endswith(SPANISH_ENDINGS) for w in words):
        return "es"
    return None


def category_of(name: str) -> str | None:
    """The category of a name, by its last capitalised noun before `of` or `for`, if it has one.

    None if no noun has a category, and for a description such as "foreign terrorist organization".
    """
    words = split_words(name, 0, len(name))
    cut = next((i for i, w in enumerate(words) if w.text in {"of", "for", "de"}), len(words))
    categories = [w.category for w in words[:cut] if w.category and w.is_capital]
    categories = categories or [w.category for w in words if w.category and w.is_capital]
    return categories[-1] if categories else None
