"""The names and passages of rules, split into parts, with the parts that are surnames."""

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
"""Words within names that name nobody by themselves."""


@dataclass(frozen=True, slots=True)
class NamePhrase:
    """A name or passage of a rule."""

    rule: str
    text: str
    """The text as the rule writes it."""
    words: tuple[str, ...]
    """Its folded words."""
    is_name: bool
    """Whether it is one of the rule's names, or a passage of one word with a capital."""
    parts: tuple[str, ...]
    """The words without particles, unless it has only particles."""
    surnames: frozenset[int]
    """The indexes of the parts that may be used alone."""

    @property
    def is_body(self) -> bool:
        """Whether it names a body, not a person: one of its parts is an ordinary word."""
        return not facts.ordinary_words().isdisjoint(self.parts)


def items_of(rules: Iterable[Rule]) -> list[NamePhrase]:
    """The names and passages of the rules, in order."""
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
    surnames = _surnames(text, parts) if is_name else frozenset[int]()
    return NamePhrase(rule, text, folded, is_name, parts, surnames)


def _surnames(text: str, parts: Sequence[str]) -> frozenset[int]:
    """The indexes of `Sample` and `Specimen` in `Ada Sample Specimen`: either may be used alone.

    `Specimen, Ada` has the surname first. An ordinary word of a body's name (`Agency`) does not
    count.
    """
    front, comma, _ = text.partition(",")
    if comma:
        chosen = range(len([w for w in phrase(front) if w in parts]))
    else:
        chosen = range(max(1, len(parts) - 2), len(parts))
    is_body = not facts.ordinary_words().isdisjoint(parts)
    plain = common_words() if is_body else frozenset[str]()
    if len(parts) == 1:
        return frozenset()
    return frozenset(
        i for i in chosen if parts[i].isalpha() and len(parts[i]) > 1 and parts[i] not in plain
    )


@cache
def common_words() -> frozenset[str]:
    """Words in small letters from the program's own tables and texts: a sample of plain English."""
    grammar = facts.demo_grammar()
    plain = {w.folded for w in words(grammar) if grammar[w.start].islower()}
    return frozenset(plain) | frozenset(w for text in facts.ordinary_words() for w in phrase(text))


@cache
def titles() -> frozenset[str]:
    """Words before a surname that are not part of the name."""
    offices = {
        word for word, category in facts.head_nouns().items() if category == "office or title"
    }
    return frozenset(offices) | frozenset(
        "mr mrs ms miss dr sr sra srta don dona senor senora prof professor judge general colonel "
        "captain major lt gen col sgt sheikh sir lady father sister lic ing inspector officer "
        "agent attorney lawyer activist journalist former suspect victim defendant".split()
    )
