"""Near misses: spellings similar to a withheld name, for an editor's terminal only.

Rules withhold exact words, but names are also written shorter, with initials, or with a typing
error. Spellings that rules miss and readers would recognise are listed for an editor to add to a
rule or to dismiss.
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
"""The most spellings listed for one rule."""

AROUND = 40
"""Characters of context on each side."""

_ORDER = list(Nearness)


@dataclass(frozen=True, slots=True, kw_only=True)
class NearMissPlace:
    """A place of a near miss."""

    mrn: Mrn
    line: int
    """The line of the source, counted from 1."""
    around: str
    """The words with their context, on one line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NearMiss:
    """A spelling near a withheld name, with all its places."""

    rule: str
    item: str
    """The name or passage of the rule."""
    kind: Nearness
    words: str
    """The spelling as it occurs first."""
    places: tuple[NearMissPlace, ...]
    """In the order of cables and lines."""


def near_misses(rules: Sequence[Rule], cables: Sequence[ReceivedCable]) -> tuple[NearMiss, ...]:
    """The spellings in the cables that are near a name or passage of the rules, the nearest first.

    Spellings that a rule lists under `not_meant` are left out.
    """
    items = items_of(rules)
    usage = usage_of(cables)
    finder = NearFinder(items, usage)
    dismissed = {(rule.id, phrase(words)) for rule in rules for words in rule.not_meant}
    spellings: dict[tuple[int, Nearness, tuple[str, ...]], tuple[str, list[NearMissPlace]]] = {}
    for cable in cables:
        for run in runs(cable.text, cable.lines, cable.hidden):
            for number, kind, first, last in finder.find(run):
                words = run.words(first, last)
                key = (number, kind, phrase(words))
                if (items[number].rule, key[2]) in dismissed:
                    continue
                _, places = spellings.setdefault(key, (words, []))
                around = run.around(first, last, AROUND)
                places.append(NearMissPlace(mrn=cable.mrn, line=run.line(first), around=around))
    misses = [
        NearMiss(
            rule=items[number].rule,
            item=items[number].text,
            kind=kind,
            words=words,
            places=tuple(places),
        )
        for (number, kind, _), (words, places) in spellings.items()
    ]
    order = {rule.id: index for index, rule in enumerate(rules)}
    misses.sort(
        key=lambda n: (order[n.rule], _ORDER.index(n.kind), -len(n.places), n.words, n.item)
    )
    return tuple(misses)


def limit_per_rule(
    misses: Iterable[NearMiss], most: int = MOST_LINES
) -> tuple[tuple[NearMiss, ...], Mapping[str, int]]:
    """The first `most` near misses of each rule, and the number of others by rule."""
    listed: list[NearMiss] = []
    count: Counter[str] = Counter()
    for miss in misses:
        count[miss.rule] += 1
        if count[miss.rule] <= most:
            listed.append(miss)
    return tuple(listed), {rule: n - most for rule, n in count.items() if n > most}
