"""The items of a rule: each a text, or a mapping that says more of it.

passages: [Casa Example, {words: Dan Specimen, may_miss: true}]
paras: [{para: 08MEXICO721 ¶22, begins: The Ambassador said}]
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

import yaml

from generator.curated.numbers import read_mrn, read_para_of_cable
from generator.curated.yaml_fields import Faults, YamlEntry, line_of, quoted, yaml_entry
from generator.editions.rule_patterns import compile_pattern
from generator.errors import ReftelError
from generator.model import Mrn, ParaName

SHORTEST = 3
"""Letters and digits of the shortest passage: a shorter one would be found within other words."""

SHORTEST_NAME = 2
"""The same of a name (`Li`, `Ma`): such a one is withheld where it has a capital."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleItem:
    """One item as the file has it."""

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
    """The items of a rule; what is wrong with them is added to the faults of the file."""
    faults = rule.faults
    passages = _texts(rule, "passages", _check_length)
    names = _texts(rule, "names", _check_name)
    patterns = _texts(rule, "patterns", _check_pattern)
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


def _texts(
    rule: YamlEntry, name: str, check: Callable[[RuleItem, Faults], None]
) -> Sequence[RuleItem]:
    key = "pattern" if name == "patterns" else "words"
    items = list(_items(rule, name, key))
    for item in items:
        check(item, rule.faults)
    return items


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
            fields.check_left_over()
            if text_of is not None:
                yield RuleItem(
                    text=text_of, line=fields.line, may_miss=may_miss, begins=begins or ""
                )
        else:
            rule.faults.add(
                line_of(node),
                f"an item of '{name}' must be a text, or fields such as "
                f"{{{key}: ..., may_miss: true}}.",
            )


def _check_length(item: RuleItem, faults: Faults, shortest: int = SHORTEST) -> None:
    if sum(c.isalnum() for c in item.text) < shortest:
        faults.add(
            item.line,
            f"{quoted(item.text)} is too short: expected at least {shortest} letters or digits.",
        )


def _check_name(item: RuleItem, faults: Faults) -> None:
    _check_length(item, faults, SHORTEST_NAME)


def _check_pattern(item: RuleItem, faults: Faults) -> None:
    try:
        compile_pattern(item.text)
    except ReftelError as error:
        faults.add(item.line, str(error))


def _distinct(texts: Iterator[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts))
