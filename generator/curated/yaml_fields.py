"""Reads a YAML file entry by entry, with the line of every value for messages."""

from __future__ import annotations

import datetime
import difflib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

import yaml

from generator.curated.bounds import compose
from generator.errors import ReftelError
from generator.model.days import read_day

LONGEST_QUOTE = 80
"""The most characters that a message quotes."""

E = TypeVar("E")

_BOOLEAN = "tag:yaml.org,2002:bool"


@dataclass(slots=True)
class Faults:
    """The faults of a file, which are raised together so that all can be corrected at once."""

    file: str
    messages: list[tuple[int, str]] = field(default_factory=list)

    def add(self, line: int, message: str) -> None:
        """Add a message for `line`: what is wrong, what was expected, what to do."""
        self.messages.append((line, message))

    @property
    def lines(self) -> tuple[str, ...]:
        """All messages, each with file and line, in the order of lines."""
        return tuple(f"{self.file}:{line}: {text}" for line, text in sorted(self.messages))

    def raise_if_any(self) -> None:
        """Raise `ReftelError` with all messages in the order of lines, if there are any."""
        if self.messages:
            raise ReftelError("\n".join(self.lines))


@dataclass(slots=True)
class YamlEntry:
    """A mapping of the file. Fields are read one by one; those that nobody reads are faults."""

    line: int
    nodes: dict[str, yaml.Node]
    faults: Faults
    field_names: list[str] = field(default_factory=list)

    def text(self, name: str, *, required: bool = False) -> str | None:
        """The field as text; None if it is missing or not text."""
        node = self._take(name)
        if node is None:
            if required and self.nodes:
                self.faults.add(
                    self.line, f"'{name}' is missing: add a line '{name}: ...' to this entry."
                )
            return None
        if not isinstance(node, yaml.ScalarNode) or not node.value.strip():
            self.faults.add(line_of(node), f"'{name}' must be text: write '{name}: words'.")
            return None
        return " ".join(node.value.split())

    def short_text(self, name: str, longest: int, *, required: bool = False) -> str | None:
        """The field as printable text of at most `longest` characters; None as of `text`."""
        text = self.text(name, required=required)
        if text is not None and (len(text) > longest or not text.isprintable()):
            self.faults.add(
                line_of(self.nodes[name]),
                f"'{name}' has control characters or more than {longest} characters: remove them, "
                "or shorten it.",
            )
        return text

    def day(self, name: str, *, required: bool = False) -> datetime.date | None:
        """The field as a day; None if it is missing or not a day."""
        text = self.text(name, required=required)
        day = read_day(text) if text is not None else None
        if text is not None and day is None:
            self.faults.add(
                line_of(self.nodes[name]),
                f"{quoted(text)} is not a day: write year, month and day, as in 2006-05-03.",
            )
        return day

    def flag(self, name: str) -> bool:
        """The field as true or false; false if it is missing."""
        node = self._take(name)
        if node is None:
            return False
        value = node.value.lower() if node.tag == _BOOLEAN else ""
        if value not in ("true", "false"):
            self.faults.add(line_of(node), f"'{name}' must be true or false.")
        return value == "true"

    def texts(self, name: str) -> tuple[tuple[str, int], ...]:
        """The field as a list of texts, each with its line; empty if it is missing."""
        items = self.values(name)
        if not all(isinstance(item, yaml.ScalarNode) for item in items):
            self._no_list(name, self.nodes[name])
            return ()
        return tuple((" ".join(str(item.value).split()), line_of(item)) for item in items)

    def values(self, name: str) -> tuple[yaml.Node, ...]:
        """The field as a list of values; empty if it is missing."""
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

    def check_unknown_fields(self) -> None:
        """Add a fault for each field that was not read, with the most similar known field."""
        for name, node in self.nodes.items():
            if name in self.field_names:
                continue
            near = difflib.get_close_matches(name, self.field_names, n=1)
            expected = f"expected one of {', '.join(self.field_names)}."
            hint = f"did you mean '{near[0]}'?" if near else expected
            self.faults.add(line_of(node), f"unknown field {quoted(name)}: {hint}")

    def _take(self, name: str) -> yaml.Node | None:
        self.field_names.append(name)
        return self.nodes.get(name)


def read_entry(text: str, file: str) -> tuple[YamlEntry, Faults]:
    """The whole file as one entry, and its faults. Raises `ReftelError` for invalid YAML."""
    faults = Faults(file)
    node = compose(text, file)
    return (YamlEntry(1, {}, faults) if node is None else yaml_entry(node, faults)), faults


def read_list(
    text: str,
    file: str,
    name: str,
    read: Callable[[YamlEntry], E | None],
    check: Callable[[Sequence[E], Faults], None],
) -> tuple[E, ...]:
    """The entries of a file that is one list of that name.

    `read` adds the faults of an entry and gives None if it has any; `check` adds those that entries
    have together. Raises `ReftelError` with all faults, each with file and line.
    """
    top, faults = read_entry(text, file)
    entries = [value for entry in top.entries(name) if (value := read(entry)) is not None]
    top.check_unknown_fields()
    check(entries, faults)
    faults.raise_if_any()
    return tuple(entries)


def yaml_entry(node: yaml.Node, faults: Faults) -> YamlEntry:
    """A node as an entry. Anything but a mapping is a fault and gives an empty entry."""
    if not isinstance(node, yaml.MappingNode):
        faults.add(line_of(node), "expected fields: write lines of the form 'name: value'.")
        return YamlEntry(line_of(node), {}, faults)
    nodes: dict[str, yaml.Node] = {}
    for key, value in node.value:
        name = str(key.value) if isinstance(key, yaml.ScalarNode) else "?"
        if name in nodes:
            faults.add(
                line_of(key), f"{quoted(name)} appears twice in this entry: remove one of them."
            )
        nodes[name] = value
    return YamlEntry(line_of(node), nodes, faults)


def line_of(node: yaml.Node) -> int:
    """The first line of a value, counted from 1."""
    return int(node.start_mark.line) + 1


def quoted(text: str) -> str:
    """`text` in quotation marks for a message: on one line, and cut if it is long."""
    shown = text if len(text) <= LONGEST_QUOTE else f"{text[:LONGEST_QUOTE]}…"
    return f"'{''.join(c if c.isprintable() else '�' for c in shown)}'"
