"""A YAML file read entry by entry, with the line of every value, so that faults can be told."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, field

import yaml

from generator.curated.bounds import compose
from generator.errors import ReftelError

LONGEST_QUOTE = 80
"""Characters of the longest text that a message quotes whole."""


_BOOLEAN = "tag:yaml.org,2002:bool"


@dataclass(slots=True)
class Faults:
    """What is wrong with a file; raised together, so that all can be mended at once."""

    file: str
    messages: list[tuple[int, str]] = field(default_factory=list)

    def add(self, line: int, what: str) -> None:
        """Note what is wrong on `line`, what was expected, and what to do."""
        self.messages.append((line, what))

    def raise_if_any(self) -> None:
        """Raise `ReftelError` with every fault in the order of lines."""
        if self.messages:
            raise ReftelError(
                "\n".join(f"{self.file}:{line}: {what}" for line, what in sorted(self.messages))
            )


@dataclass(slots=True)
class YamlEntry:
    """A mapping of the file: its fields are taken one by one, what is left over is a fault."""

    line: int
    nodes: dict[str, yaml.Node]
    faults: Faults
    field_names: list[str] = field(default_factory=list)

    def text(self, name: str, *, required: bool = False) -> str | None:
        """The field as text; None where it is missing or no text."""
        node = self._take(name)
        if node is None:
            if required and self.nodes:
                self.faults.add(
                    self.line, f"'{name}' is missing: add a line '{name}: ...' to this entry."
                )
            return None
        if not isinstance(node, yaml.ScalarNode) or not node.value.strip():
            self.faults.add(line_of(node), f"'{name}' must be a text: write '{name}: words'.")
            return None
        return " ".join(node.value.split())

    def flag(self, name: str) -> bool:
        """The field as true or false; false where it is missing."""
        node = self._take(name)
        if node is None:
            return False
        value = node.value.lower() if node.tag == _BOOLEAN else ""
        if value not in ("true", "false"):
            self.faults.add(line_of(node), f"'{name}' must be true or false.")
        return value == "true"

    def texts(self, name: str) -> tuple[tuple[str, int], ...]:
        """The field as a list of texts, each with its line; empty where it is missing."""
        items = self.values(name)
        if not all(isinstance(item, yaml.ScalarNode) for item in items):
            self._no_list(name, self.nodes[name])
            return ()
        return tuple((" ".join(str(item.value).split()), line_of(item)) for item in items)

    def values(self, name: str) -> tuple[yaml.Node, ...]:
        """The field as a list of values; empty where it is missing."""
        node = self._take(name)
        if node is None:
            return ()
        if not isinstance(node, yaml.SequenceNode):
            self._no_list(name, node)
            return ()
        return tuple(node.value)

    def _no_list(self, name: str, node: yaml.Node) -> None:
        self.faults.add(line_of(node), f"'{name}' must be a list: write '{name}: [one, two]'.")

    def entries(self, name: str) -> Iterable[YamlEntry]:
        """The field as a list of mappings."""
        node = self._take(name)
        if node is None:
            return
        if not isinstance(node, yaml.SequenceNode):
            self.faults.add(
                line_of(node), f"'{name}' must be a list of entries that begin with '- '."
            )
            return
        for item in node.value:
            yield yaml_entry(item, self.faults)

    def check_left_over(self) -> None:
        """Tell of fields that do not exist, with the nearest that does."""
        for name, node in self.nodes.items():
            if name in self.field_names:
                continue
            near = difflib.get_close_matches(name, self.field_names, n=1)
            hint = (
                f"did you mean '{near[0]}'?"
                if near
                else f"known are {', '.join(self.field_names)}."
            )
            self.faults.add(line_of(node), f"{quoted(name)} is no field of this entry; {hint}")

    def _take(self, name: str) -> yaml.Node | None:
        self.field_names.append(name)
        return self.nodes.get(name)


def read_entry(text: str, file: str) -> tuple[YamlEntry, Faults]:
    """The whole file as one entry. Raises `ReftelError` where it is invalid YAML."""
    faults = Faults(file)
    node = compose(text, file)
    return (YamlEntry(1, {}, faults) if node is None else yaml_entry(node, faults)), faults


def yaml_entry(node: yaml.Node, faults: Faults) -> YamlEntry:
    """A node as an entry; one that is no mapping is a fault and gives an empty entry."""
    if not isinstance(node, yaml.MappingNode):
        faults.add(line_of(node), "here fields were expected: write 'name: value' lines.")
        return YamlEntry(line_of(node), {}, faults)
    nodes: dict[str, yaml.Node] = {}
    for key, value in node.value:
        name = str(key.value) if isinstance(key, yaml.ScalarNode) else "?"
        if name in nodes:
            faults.add(
                line_of(key), f"{quoted(name)} stands twice in this entry: remove one of them."
            )
        nodes[name] = value
    return YamlEntry(line_of(node), nodes, faults)


def line_of(node: yaml.Node) -> int:
    """The line on which a value begins, from 1."""
    return int(node.start_mark.line) + 1


def quoted(text: str) -> str:
    """`text` between quotation marks as messages show it: cut where it is long, on one line."""
    shown = text if len(text) <= LONGEST_QUOTE else f"{text[:LONGEST_QUOTE]}…"
    return f"'{''.join(c if c.isprintable() else '�' for c in shown)}'"
