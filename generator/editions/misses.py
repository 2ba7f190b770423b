"""What rules are in force, and which of their items hit nothing.

No message repeats the words of an item: what is said of a build is not for editors alone. Items are
named by file, line and rule.
"""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from generator.model import Anchor, Mrn, Rule, split_mrn

FILE = "content/curated/redactions.yml"
"""The file that messages name."""

Hits = Mapping[tuple[str, str], int]
"""In how many places each item hit, by the rule's id and the item's key; absent for none."""

_KINDS = ("name", "passage", "pattern", "para", "cable")


def in_force(rules: Sequence[Rule], places: int) -> str:
    """A sentence on how much is in force: `3 rules in force: 2 names, ...; 7 places withheld.`"""
    counts = Counter(kind for rule in rules for kind, _ in rule.items)
    items = ", ".join(_counted(counts[kind], kind) for kind in _KINDS)
    return (
        f"{_counted(len(rules), 'rule')} in force ({items}), hitting {_counted(places, 'place')}."
    )


def misses(
    rules: Iterable[Rule],
    hits: Hits,
    known: Collection[Mrn],
    paras: Mapping[Mrn, Sequence[Anchor]],
) -> list[str]:
    """A message for each item of `rules` that hit nothing and is not marked `may_miss`.

    `known` are the numbers of all cables that are held, `paras` the anchors of those cables that
    rules name paras of; both make hints.
    """
    return [
        f"{FILE}:{rule.lines.get(key, 1)}: {item_name(rule, kind, key)} hits nothing"
        f"{_hint(kind, key, known, paras)} Mend it, or mark it 'may_miss: true'."
        for rule in rules
        for kind, key in missed(rule, hits)
    ]


def item_name(rule: Rule, kind: str, key: str) -> str:
    """What a message calls an item: `name 2 of the rule 'x'`, `cable 08LIMA12 of the rule 'x'`."""
    if kind in ("para", "cable"):
        return f"{kind} {key} of the rule '{rule.id}'"
    place = [other for one, other in rule.items if one == kind].index(key) + 1
    return f"{kind} {place} of the rule '{rule.id}'"


def missed(rule: Rule, hits: Hits) -> Iterator[tuple[str, str]]:
    """Kind and key of each item that hit nothing and is not marked `may_miss`."""
    for kind, key in dict.fromkeys(rule.items):
        if not hits.get((rule.id, key)) and key not in rule.may_miss:
            yield kind, key


def _hint(
    kind: str, key: str, known: Collection[Mrn], paras: Mapping[Mrn, Sequence[Anchor]]
) -> str:
    """The end of a sentence, with what could have been meant where a number names nothing."""
    if kind not in ("para", "cable"):
        return "."
    mrn, _, anchor = key.partition(" ")
    if mrn not in known:
        near = nearest_cable(Mrn(mrn), known)
        return f": no cable {mrn} is held{_question(near)}"
    if kind == "para" and anchor not in paras.get(Mrn(mrn), ()):
        close = difflib.get_close_matches(anchor, paras.get(Mrn(mrn), ()), n=1, cutoff=0)
        return f": {mrn} has no para {anchor}{_question(close[0] if close else None)}"
    return "."


def _question(near: str | None) -> str:
    return f"; did you mean {near}?" if near else "."


def nearest_cable(wanted: Mrn, known: Iterable[Mrn]) -> Mrn | None:
    """The cable most like `wanted` of those that differ in one part: year, post or number."""
    parts = split_mrn(wanted)
    if parts is None:
        return None
    one_off = [
        mrn for mrn in known if (other := split_mrn(mrn)) and sum(map(_differ, parts, other)) == 1
    ]
    close = difflib.get_close_matches(wanted, sorted(one_off), n=1)
    return Mrn(close[0]) if close else None


def _differ(one: object, other: object) -> bool:
    return one != other


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"
