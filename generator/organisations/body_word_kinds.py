"""The words of a text as they matter to names of bodies: head nouns, titles, places, and so on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from generator import facts
from generator.facts import body_words
from generator.facts.name_words import is_english_word
from generator.glossary.capital_runs import OPENING_WORDS
from generator.glossary.word_kinds import CONNECTORS, WORD, fold_accents, is_in_capitals


class NameRole:
    """What a word may be in the name of a body; several at once.

    Plain numbers, since those of an enum are ten times slower to combine.
    """

    OTHER: Final = 0
    HEAD: Final = 1
    """A noun for a body in the singular: "Ministry", "Partido"."""
    HEADS: Final = 2
    """Its plural: "Ministries"."""
    BEFORE: Final = 4
    """A head noun of a language that puts it before its adjectives: "Instituto Nacional"."""
    VAGUE: Final = 8
    """A head noun that needs more than a nationality: "Group"."""
    POST: Final = 16
    """A head noun for a mission of a state, which is a post: "Embassy"."""
    TITLE: Final = 32
    """An office that a person holds: "Director"."""
    PERSON: Final = 64
    """A noun for people of a body: "officials"."""
    GENERAL: Final = 128
    """A word in front of a head noun that names no body: "local"."""
    OPENING: Final = 256
    """A word that is not part of a name even with a capital: "The", "Monday"."""
    LAW: Final = 512
    """A noun for a law or a programme, which may bear the name of a body: "Police Act"."""
    VERB: Final = 1024
    """What a body is for, after `to`: "Committee to Combat Salt"."""
    CONNECTOR: Final = 2048
    """A word in small letters within names: "of", "de"."""
    NATIONALITY: Final = 4096
    PLACE: Final = 8192
    """A word of the name of a country or post."""
    COMMON: Final = 16384
    """A word that is in names of bodies: "Foreign", "Development"."""
    FIRST: Final = 65536
    """The first word of a name in the tables."""
    PROPER: Final = 131072
    """A word that is not an English one, such as a surname."""
    NUMBER: Final = 32768


@dataclass(slots=True)
class NameWord:
    """A word of a text. Treat it as immutable."""

    text: str
    lower: str
    """The word in small letters."""
    start: int
    end: int
    """The offset after the word, without the ending of a possessive."""
    kind: int
    is_possessive: bool
    follows_space: bool
    """Whether only white space, or nothing, is between it and the word before."""

    @property
    def is_owner(self) -> bool:
        """True for a possessive that is not of a name, unlike that of "People's Assembly"."""
        if not self.is_possessive or self.kind & NameRole.TITLE or self.lower in GROUPS:
            return False
        return not (self.lower.endswith("s") and self.kind & NameRole.COMMON)


GROUPS = frozenset("children citizen farmer general men people veteran women worker".split())
"""Words whose possessive is in names: "Women's Institute", "Attorney General's Office"."""

POSSESSIVE = re.compile(r"['’`][sS]$")
"""The ending of a possessive: "Mexico's"."""

APOSTROPHES = frozenset(["'", "’"])
"""Marks after a plural that owns: "Workers' Union"."""

INITIALS = re.compile(r"(?:[A-Z]\.)*[A-Z]|St|Dr")
"""Words that end in a point within a name: "U.S", "J", "St"."""


def scan_words(text: str, pattern: re.Pattern[str] = WORD) -> list[NameWord]:
    """The words of a text that match a pattern, in order."""
    words: list[NameWord] = []
    position = 0
    before = ""
    for match in pattern.finditer(text):
        written = match[0]
        start, end = match.span()
        gap = text[position:start]
        joined = gap == " " or _joins(gap.strip(), before)
        if joined and gap[:1] in APOSTROPHES:
            words[-1].is_possessive = True
        position, before = end, written
        possessive = written[-2:-1] in APOSTROPHES and POSSESSIVE.search(written) is not None
        if possessive and len(written) > 2:
            written, end = written[:-2], end - 2
        lower, kind = _lower_and_kind(written)
        words.append(NameWord(written, lower, start, end, kind, possessive, joined))
    return words


@cache
def capital_words() -> re.Pattern[str]:
    """The words that matter in a text that is not in capitals.

    They begin with a capital or a digit, or are small words within names.
    """
    small = {word for names in names_by_first_word().values() for name in names for word in name}
    small = {word for word in small | CONNECTORS if word.islower()}
    inner = "|".join(map(re.escape, sorted(small, key=lambda word: (-len(word), word))))
    return re.compile(
        rf"(?<![^\W_])(?<!\w['’&/.-])(?:(?=[^\Wa-zß-öø-ÿ_]){WORD.pattern}|(?:{inner})(?![\w'’&/-]))"
    )


def _joins(gap: str, before: str) -> bool:
    """True for nothing but space between two words, and for the marks of "U.S. Citizens' Union"."""
    if gap == ".":
        return INITIALS.fullmatch(before) is not None
    return not gap or (gap in APOSTROPHES and before.endswith(("s", "S")))


@lru_cache(maxsize=50_000)
def _lower_and_kind(word: str) -> tuple[str, int]:
    """A word in small letters, and its kinds without regard to case and accents."""
    return word.lower(), _kind_of(fold_accents(word))


def _kind_of(plain: str) -> int:
    kind = _head_kind(plain) | _table_kinds().get(plain, NameRole.OTHER)
    if plain in CONNECTORS:
        kind |= NameRole.CONNECTOR
    elif plain in OPENING_WORDS and plain != "new":
        kind |= NameRole.OPENING
    if len(plain) > 3 and plain.isalpha() and not is_english_word(plain.upper()):
        kind |= NameRole.PROPER
    if plain[0].isdigit():
        kind |= NameRole.NUMBER
    return kind


def _head_kind(plain: str) -> int:
    """The kind of a noun of the table of head nouns, or of its plural."""
    heads = body_words.naming_nouns()
    if plain in heads:
        return _NAMING_KINDS[heads[plain]]
    singular = plain[:-3] + "y" if plain.endswith("ies") else plain.removesuffix("s")
    return NameRole.HEADS if singular in heads and singular != plain else NameRole.OTHER


_NAMING_KINDS = {
    "": NameRole.HEAD,
    "before": NameRole.HEAD | NameRole.BEFORE,
    "vague": NameRole.HEAD | NameRole.VAGUE,
    "post": NameRole.HEAD | NameRole.POST,
}


@cache
def _table_kinds() -> dict[str, int]:
    """The kinds of the words of the program's tables, in small letters without accents."""
    kinds: dict[str, int] = {}

    def add(word: str, kind: int) -> None:
        plain = fold_accents(word)
        kinds[plain] = kinds.get(plain, NameRole.OTHER) | kind

    for word, category in facts.head_nouns().items():
        if category == "office or title":
            add(word, NameRole.TITLE)
        elif category in {"law or agreement", "programme"}:
            add(word, NameRole.LAW)
    for word in facts.nationalities() | body_words.country_adjectives():
        add(word, NameRole.NATIONALITY)
    for word in body_words.place_words():
        add(word, NameRole.PLACE)
    for name in body_words.body_names():
        for word in WORD.findall(name):
            if word[0].isupper() and len(word) > 2:
                add(word, NameRole.COMMON)
    for word in names_by_first_word():
        add(word, NameRole.FIRST)
    for word, row_kind in body_words.words_in_names().items():
        add(word, _ROW_KINDS[row_kind])
    return kinds


_ROW_KINDS = {
    "subject": NameRole.COMMON,
    "general": NameRole.GENERAL,
    "person": NameRole.PERSON,
    "verb": NameRole.VERB,
    "law": NameRole.LAW,
}


NEVER_PARTS = NameRole.OPENING | NameRole.CONNECTOR | NameRole.NUMBER | NameRole.PERSON
"""Kinds of words that are never part of a run."""

MARKED = NameRole.HEAD | NameRole.HEADS | NameRole.FIRST
"""Kinds of words at which the search for names begins."""

KNOWN = (
    NameRole.HEAD
    | NameRole.HEADS
    | NameRole.TITLE
    | NameRole.NATIONALITY
    | NameRole.PLACE
    | NameRole.COMMON
    | NameRole.GENERAL
)
"""Kinds of words that may be part of a name in a text in capitals."""


@dataclass(frozen=True, slots=True)
class NameText:
    """The words of a text, and which of them may be part of a name."""

    text: str
    words: list[NameWord]
    in_capitals: bool
    heads: list[int]
    """The indexes of nouns for bodies."""
    first_words: list[int]
    """The indexes of words with which a name of the tables begins."""

    def is_part(self, index: int) -> bool:
        """True if the word may be part of a name: by its capital, else by the tables."""
        if index >= len(self.words):
            return False
        word = self.words[index]
        if self.in_capitals:
            return bool(word.kind & KNOWN) and not word.kind & NEVER_PARTS
        return word.text[0].isupper() and not word.kind & NEVER_PARTS

    def run_start(self, index: int, limit: int) -> int:
        """The index of the first of the adjacent words up to `index` that may be of a name."""
        start = index
        while start > limit and self.words[start].follows_space and self.is_part(start - 1):
            start -= 1
        return start

    def run_end(self, start: int) -> int:
        """The index after the last of the adjacent words from `start` that may be of a name."""
        end = start + 1
        while self.is_part(end) and self.words[end].follows_space:
            end += 1
        return end


def name_text(text: str) -> NameText:
    """The words of a text, and which of them may be part of a name."""
    in_capitals = is_in_capitals(text)
    words = scan_words(text, WORD if in_capitals else capital_words())
    marked = [k for k, word in enumerate(words) if word.kind & MARKED]
    return NameText(
        text,
        words,
        in_capitals,
        [k for k in marked if words[k].kind & (NameRole.HEAD | NameRole.HEADS)],
        [k for k in marked if words[k].kind & NameRole.FIRST],
    )


@cache
def names_by_first_word() -> dict[str, list[tuple[str, ...]]]:
    """The names of the tables, as words, by their first word in small letters; longest first."""
    by_word: dict[str, list[tuple[str, ...]]] = {}
    for name in body_words.body_names():
        if name.lower() not in body_words.no_names() and "," not in name:
            words = tuple(WORD.findall(name))
            by_word.setdefault(words[0].lower(), []).append(words)
    for names in by_word.values():
        names.sort(key=lambda words: (-len(words), words))
    return by_word
