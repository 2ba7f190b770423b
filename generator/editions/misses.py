"""The rules in force, and their items that hit nothing.

Messages name items by file, line and rule and never quote them, because not only editors read the
output of a build.
"""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from operator import ne

from generator.model import Anchor, Mrn, Rule, split_mrn

FILE = "content/curated/redactions.yml"
"""The file that messages name."""

Hits = Mapping[tuple[str, str], int]
"""The number of places that each item hit, by the rule's id and the item's key; absent for none."""

_KINDS = ("name", "passage", "pattern", "para", "cable")


def in_force(rules: Sequence[Rule], places: int) -> str:
    """A summary sentence: `1 rule in force (2 names, 0 passages, ...), hitting 7 places.`"""
    counts = Counter(kind for rule in rules for kind, _ in rule.items)
    items = ", ".join(_counted(counts[kind], kind) for kind in _KINDS)
    return (
        f"{_counted(len(rules), 'rule')} in force ({items}), hitting {_counted(places, 'place')}."
    )


def misses(
    rules: Iterable[Rule],
    hits: Hits,
    cables: Collection[Mrn],
    paras: Mapping[Mrn, Sequence[Anchor]],
) -> list[str]:
    """A message for each item of `rules` that hit nothing and is not marked `may_miss`.

    For hints, `cables` has the numbers of all cables, and `paras` the anchors of cables of which
    rules name paras.
    """
    return [
        f"{FILE}:{rule.lines.get(key, 1)}: {item_name(rule, kind, key)} hits nothing"
        f"{_hint(kind, key, cables, paras)} Correct it, or mark it 'may_miss: true'."
        for rule in rules
        for kind, key in missed(rule, hits)
    ]


def item_name(rule: Rule, kind: str, key: str) -> str:
    """An item as messages name it: `name 2 of the rule 'x'`, `cable 08LIMA12 of the rule 'x'`."""
    if kind in ("para", "cable"):
        return f"{kind} {key} of the rule '{rule.id}'"
    place = [other for one, other in rule.items if one == kind].index(key) + 1
    return f"{kind} {place} of the rule '{rule.id}'"


def missed(rule: Rule, hits: Hits) -> Iterator[tuple[str, str]]:
    """The kind and key of each item that hit nothing and is not marked `may_miss`."""
    for kind, key in dict.fromkeys(rule.items):
        if not hits.get((rule.id, key)) and key not in rule.may_miss:
            yield kind, key


def _hint(
    kind: str, key: str, cables: Collection[Mrn], paras: Mapping[Mrn, Sequence[Anchor]]
) -> str:
    """The end of a message; for a number that does not exist, with the nearest one."""
    if kind not in ("para", "cable"):
        return "."
    mrn, _, anchor = key.partition(" ")
    if mrn not in cables:
        near = nearest_cable(Mrn(mrn), cables)
        return f": there is no cable {mrn}{_question(near)}"
    if kind == "para" and anchor not in paras.get(Mrn(mrn), ()):
        close = difflib.get_close_matches(anchor, paras.get(Mrn(mrn), ()), n=1, cutoff=0)
        return f": {mrn} has no para {anchor}{_question(close[0] if close else None)}"
    return "."


def _question(near: str | None) -> str:
    return f"; did you mean {near}?" if near else "."


def nearest_cable(wanted: Mrn, cables: Iterable[Mrn]) -> Mrn | None:
    """The cable number most similar to `wanted` that differs in one part: year, post or number."""
    parts = split_mrn(wanted)
    if parts is None:
        return None
    one_off = [
        mrn for mrn in cables if (other := split_mrn(mrn)) and sum(map(ne, parts, other)) == 1
    ]
    close = difflib.get_close_matches(wanted, sorted(one_off), n=1)
    return Mrn(close[0]) if close else None


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"
