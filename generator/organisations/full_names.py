"""The name of a body without its country and its spelling: what two names must share to be one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from generator.execution.fast_pickle import fast_pickle
from generator.facts.body_words import country_words
from generator.glossary.word_kinds import CONNECTORS, SAME_WORDS, fold_accents
from generator.organisations.body_word_kinds import NameRole, scan_words
from generator.organisations.name_complements import OF, PORTFOLIOS

STATE_BODIES = PORTFOLIOS | frozenset(
    "army assembly bank cabinet chamber commission congress council court force forces government "
    "guard institute navy parliament party police senate".split()
)
"""Head nouns of bodies that many states have, so that a nationality before them is a country."""

INVERTED = frozenset("ministry department secretariat".split())
"""Head nouns that are before or behind what they deal with: "Ministry of Salt"."""

GENERIC_WORDS = frozenset("central federal foreign national supreme constitutional state".split())
"""Words that make no name of its own of a noun: "Central Bank"."""

OF_NO_STATE = frozenset("african asian european international inter nations un world".split())
"""Words in names of bodies that are of no single state."""


@fast_pickle
@dataclass(frozen=True, slots=True)
class FullName:
    """A name of a body."""

    key: str
    """The name for comparison and in addresses: lower-case letters, digits and hyphens."""
    country: str
    """The key of the country that the name says; empty if it says none."""


@lru_cache(maxsize=20_000)
def read_name(name: str) -> FullName:
    """The parts of a name: `Finance Ministry of Saltland` is `ministry-of-finance`, Saltland."""
    words = REMARK.sub("", name.removeprefix("the ").removeprefix("The ")).split()
    country, words = _without_country_before(words)
    country_after, words = _without_country_after(words)
    plain = [SPELLINGS.get(w, w) for w in (re.sub(r"[^\w&/-]", "", fold_accents(w)) for w in words)]
    plain = _portfolio_first([word for word in plain if word])
    return FullName(name_key(" ".join(plain)), country or country_after)


def name_key(name: str) -> str:
    """A name in lower-case letters, digits and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", fold_accents(name)).strip("-") or "unnamed"


REMARK = re.compile(r"\s*\([^()]*\)")
"""What follows a name in parentheses: "Salt Service (a part of the ministry)"."""

SPELLINGS = {
    word: same
    for word, same in SAME_WORDS.items()
    if word not in {"minister", "external", "relation", "commerce"}
}
"""British spellings of words in names, and the American ones."""


def _without_country_before(words: list[str]) -> tuple[str, list[str]]:
    """The country of `Saltland Ministry of Salt`, and the words after it."""
    for count in (3, 2, 1):
        rest = words[count:]
        country = country_words().get(" ".join(words[:count]).lower().removesuffix("'s"))
        if country and rest and _is_of_state(rest):
            return country, rest
    return "", words


def _is_of_state(words: list[str]) -> bool:
    """True if the noun of the name is one that many states have."""
    cut = next((i for i, word in enumerate(words) if word.lower() in CONNECTORS), len(words))
    return fold_accents(words[max(0, cut - 1)]) in STATE_BODIES


def _without_country_after(words: list[str]) -> tuple[str, list[str]]:
    """The country of `Ministry of Salt of Saltland`, and the words before it."""
    for index in range(2, len(words)):
        if words[index].lower() in OF:
            tail = [w for w in words[index + 1 :] if w.lower() not in {"the", "la", "el"}]
            country = country_words().get(" ".join(tail).lower())
            if country and _is_of_state(words[:index]) and index > 1:
                return country, words[:index]
    return "", words


def _portfolio_first(words: list[str]) -> list[str]:
    """`ministry of finance` for `finance ministry`."""
    if (
        len(words) > 1
        and words[-1] in INVERTED
        and not any(w in CONNECTORS - {"and", "&"} for w in words)
    ):
        return [words[-1], "of", *words[:-1]]
    return [word for word in words if word != "the"]


@lru_cache(maxsize=20_000)
def is_generic(name: str) -> bool:
    """True for a name that bodies of several countries may have: "Ministry of Salt"."""
    words = [word for word in read_name(name).key.split("-") if word not in CONNECTORS]
    if STATE_BODIES.isdisjoint((words[0], words[-1])) or not OF_NO_STATE.isdisjoint(words):
        return False
    if PORTFOLIOS.isdisjoint((words[0], words[-1])):
        named = [word for word in words if word not in STATE_BODIES | GENERIC_WORDS]
        return len(named) < 2 and not _has_place(name)
    return not _has_place(name)


def _has_place(name: str) -> bool:
    """True if a nationality, or the name of a country or city, is in the name."""
    return any(
        word.kind & NameRole.NATIONALITY
        or word.lower in country_words()
        or (word.kind & NameRole.PLACE and not word.kind & NameRole.COMMON)
        for word in scan_words(name)
    )
