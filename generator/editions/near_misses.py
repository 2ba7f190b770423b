"""What stands in the text and is nearly a withheld name: for an editor's terminal only.

Rules withhold exact words. People write names shorter, with initials, with a slip: what rules do
not withhold and a reader would still understand is listed here, for an editor to add or to dismiss.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from generator.editions.near_finder import NearFinder, Nearness
from generator.editions.near_names import items_of
from generator.editions.near_tokens import runs, usage_of
from generator.editions.text_lines import ReceivedCable
from generator.editions.words import phrase
from generator.model import Mrn, Rule

MOST_LINES = 20
"""Spellings listed for one rule."""

AROUND = 40
"""Characters shown on each side."""

_ORDER = list(Nearness)


@dataclass(frozen=True, slots=True, kw_only=True)
class NearMissPlace:
    """Where something stands."""

    mrn: Mrn
    line: int
    """Line of the source, counted from 1."""
    around: str
    """The words around, on one line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NearMiss:
    """One spelling near to a withheld name, with all its places."""

    rule: str
    item: str
    """The name or passage of the rule."""
    kind: Nearness
    words: str
    """The spelling as it first stands."""
    places: tuple[NearMissPlace, ...]
    """In the order of cables and lines."""


def near_misses(rules: Sequence[Rule], cables: Sequence[ReceivedCable]) -> tuple[NearMiss, ...]:
    """What the cables show that is near to a name or passage of the rules, the nearest first.

    `cables` are gone through twice. What a rule lists under `not_meant` is left out.
    """
    items = items_of(rules)
    usage = usage_of(cables)
    finder = NearFinder(items, usage)
    dismissed = {(rule.id, phrase(words)) for rule in rules for words in rule.not_meant}
    places: dict[tuple[int, Nearness, tuple[str, ...]], list[NearMissPlace]] = {}
    spelling: dict[tuple[int, Nearness, tuple[str, ...]], str] = {}
    for cable in cables:
        for run in runs(cable.text, cable.lines, cable.hidden):
            for number, kind, first, last in finder.find(run):
                words = run.words(first, last)
                key = (number, kind, phrase(words))
                if (items[number].rule, key[2]) in dismissed:
                    continue
                spelling.setdefault(key, words)
                place = NearMissPlace(
                    mrn=cable.mrn,
                    line=run.line(first),
                    around=run.around(first, last, AROUND),
                )
                places.setdefault(key, []).append(place)
    found = [
        NearMiss(
            rule=items[number].rule,
            item=items[number].text,
            kind=kind,
            words=spelling[number, kind, folded],
            places=tuple(at),
        )
        for (number, kind, folded), at in places.items()
    ]
    order = {rule.id: index for index, rule in enumerate(rules)}
    found.sort(key=lambda n: (order[n.rule], _ORDER.index(n.kind), -len(n.places), n.words, n.item))
    return tuple(found)


def limit_per_rule(
    misses: Iterable[NearMiss], most: int = MOST_LINES
) -> tuple[tuple[NearMiss, ...], Mapping[str, int]]:
    """The first `most` of each rule, and how many of each rule are left out."""
    kept: list[NearMiss] = []
    count: Counter[str] = Counter()
    for miss in misses:
        count[miss.rule] += 1
        if count[miss.rule] <= most:
            kept.append(miss)
    return tuple(kept), {rule: n - most for rule, n in count.items() if n > most}
