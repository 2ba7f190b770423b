"""The items of a rule. Each is a text, or a mapping with a text and options.

passages: [Casa Example, {words: Dan Specimen, may_miss: true}]
paras: [{para: 08MEXICO721 ¶22, begins: The Ambassador said}]
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import yaml

from generator.curated.numbers import read_mrn, read_para_of_cable
from generator.curated.yaml_fields import Faults, YamlEntry, line_of, quoted, yaml_entry
from generator.editions.rule_patterns import compile_pattern
from generator.errors import ReftelError
from generator.model import Mrn, ParaName

SHORTEST = 3
"""The fewest letters and digits of a passage."""

SHORTEST_NAME = 2
"""The fewest letters and digits of a name (`Li`, `Ma`). It is only withheld with a capital."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleItem:
    """An item as written in the file."""

    text: str
    line: int
    may_miss: bool
    begins: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleItems:
    """The items of one rule."""

    passages: tuple[str, ...]
    names: tuple[str, ...]
    patterns: tuple[str, ...]
    paras: tuple[ParaName, ...]
    cables: tuple[Mrn, ...]
    may_miss: frozenset[str]
    lines: dict[str, int] = field(compare=False)

    def __bool__(self) -> bool:
        return any((self.passages, self.names, self.patterns, self.paras, self.cables))


def read_items(rule: YamlEntry) -> RuleItems:
    """The items of a rule. Faults are added to those of the file."""
    faults = rule.faults
    passages = list(_items(rule, "passages", "words"))
    names = list(_items(rule, "names", "words"))
    patterns = list(_items(rule, "patterns", "pattern"))
    _check_lengths(passages, SHORTEST, faults)
    _check_lengths(names, SHORTEST_NAME, faults)
    _check_patterns(patterns, faults)
    paras = [
        (ParaName(mrn=named[0], anchor=named[1], begins=item.begins), item)
        for item in _items(rule, "paras", "para")
        if (named := read_para_of_cable(item.text, item.line, faults)) is not None
    ]
    cables = [
        (read_mrn(item.text, item.line, faults), item) for item in _items(rule, "cables", "cable")
    ]
    keyed: list[tuple[str, RuleItem]] = [
        (item.text, item) for item in (*passages, *names, *patterns)
    ]
    keyed += [(para.key, item) for para, item in paras]
    keyed += [(mrn, item) for mrn, item in cables]
    lines: dict[str, int] = {}
    for key, item in keyed:
        lines.setdefault(key, item.line)
    return RuleItems(
        passages=_distinct(item.text for item in passages),
        names=_distinct(item.text for item in names),
        patterns=_distinct(item.text for item in patterns),
        paras=tuple({para.key: para for para, _ in paras}.values()),
        cables=tuple(dict.fromkeys(mrn for mrn, _ in cables)),
        may_miss=frozenset(key for key, item in keyed if item.may_miss),
        lines=lines,
    )


def _items(rule: YamlEntry, name: str, key: str) -> Iterator[RuleItem]:
    """The items of the field `name`; a mapping has its text under `key`."""
    for node in rule.values(name):
        if isinstance(node, yaml.ScalarNode) and node.value.strip():
            text = " ".join(node.value.split())
            yield RuleItem(text=text, line=line_of(node), may_miss=False, begins="")
        elif isinstance(node, yaml.MappingNode):
            fields = yaml_entry(node, rule.faults)
            text_of = fields.text(key, required=True)
            may_miss = fields.flag("may_miss")
            begins = fields.text("begins") if key == "para" else None
            fields.check_unknown_fields()
            if text_of is not None:
                yield RuleItem(
                    text=text_of, line=fields.line, may_miss=may_miss, begins=begins or ""
                )
        else:
            rule.faults.add(
                line_of(node),
                f"an item of '{name}' must be text, or fields such as "
                f"{{{key}: ..., may_miss: true}}.",
            )


def _check_lengths(items: Iterable[RuleItem], shortest: int, faults: Faults) -> None:
    for item in items:
        if sum(c.isalnum() for c in item.text) < shortest:
            faults.add(
                item.line,
                f"{quoted(item.text)} is too short: write at least {shortest} letters or digits.",
            )


def _check_patterns(items: Iterable[RuleItem], faults: Faults) -> None:
    for item in items:
        try:
            compile_pattern(item.text)
        except ReftelError as error:
            faults.add(item.line, str(error))


def _distinct(texts: Iterator[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts))
