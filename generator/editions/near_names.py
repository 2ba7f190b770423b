"""The names and passages of rules, taken apart: which part is a surname, which parts count."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from generator import facts
from generator.editions.words import phrase, words
from generator.model import Rule

PARTICLES = frozenset(
    "de la las los del y e do da dos das du le les van von der den dem zu al el bin ibn abu of the "
    "and for di della dello st san santa".split()
)
"""Words of a name that name nobody by themselves."""


@dataclass(frozen=True, slots=True)
class NamePhrase:
    """A name or passage of a rule."""

    rule: str
    text: str
    """As the rule writes it."""
    words: tuple[str, ...]
    """Its words, folded."""
    is_name: bool
    """Whether it is one of the rule's names, or a passage of one word with a capital."""
    parts: tuple[str, ...]
    """The words that count: without particles, unless there are no others."""
    surnames: frozenset[int]
    """Indexes of the parts that stand alone for the name."""

    @property
    def is_body(self) -> bool:
        """Whether it is a body's name rather than a person's: it has an ordinary word."""
        return not facts.ordinary_words().isdisjoint(self.parts)


def items_of(rules: Iterable[Rule]) -> list[NamePhrase]:
    """The names and passages of the rules, in their order."""
    return [
        _item(rule.id, text, is_name or (len(phrase(text)) == 1 and text[:1].isupper()))
        for rule in rules
        for is_name, texts in ((True, rule.names), (False, rule.passages))
        for text in texts
        if phrase(text)
    ]


def _item(rule: str, text: str, is_name: bool) -> NamePhrase:
    folded = phrase(text)
    parts = tuple(word for word in folded if word not in PARTICLES) or folded
    return NamePhrase(
        rule, text, folded, is_name, parts, _surnames(text, parts) if is_name else _NONE
    )


_NONE: frozenset[int] = frozenset()
_NO_WORDS: frozenset[str] = frozenset()


def _surnames(text: str, parts: Sequence[str]) -> frozenset[int]:
    """`Specimen` of `Ada Sample Specimen`, `Sample` too: either may be the one in use.

    `Specimen, Ada` writes it in front. An ordinary word of a body's name, as `Agency`, is none.
    """
    front, comma, _ = text.partition(",")
    if comma:
        chosen = range(len([w for w in phrase(front) if w in parts]))
    else:
        chosen = range(max(1, len(parts) - 2), len(parts))
    is_body = not facts.ordinary_words().isdisjoint(parts)
    plain = common_words() if is_body else _NO_WORDS
    if len(parts) == 1:
        return _NONE
    return frozenset(
        i for i in chosen if parts[i].isalpha() and len(parts[i]) > 1 and parts[i] not in plain
    )


@cache
def common_words() -> frozenset[str]:
    """Small-letter words of the program's own tables and texts: a sample of plain English."""
    grammar = facts.demo_grammar()
    plain = {w.folded for w in words(grammar) if grammar[w.start].islower()}
    return frozenset(plain) | frozenset(w for text in facts.ordinary_words() for w in phrase(text))


@cache
def titles() -> frozenset[str]:
    """Words in front of a surname that are no part of a name."""
    offices = {
        word for word, category in facts.head_nouns().items() if category == "office or title"
    }
    return frozenset(offices) | frozenset(
        "mr mrs ms miss dr sr sra srta don dona senor senora prof professor judge general colonel "
        "captain major lt gen col sgt sheikh sir lady father sister lic ing inspector officer "
        "agent attorney lawyer activist journalist former suspect victim defendant".split()
    )
