"""A YAML file read entry by entry, with the line of every value, so that faults can be told."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, field

import yaml

from generator.errors import ReftelError


@dataclass(slots=True)
class Faults:
    """What is wrong with a file; raised together, so that all can be mended at once."""

    file: str
    found: list[tuple[int, str]] = field(default_factory=list)

    def add(self, line: int, what: str) -> None:
        """Note what is wrong on `line`, what was expected, and what to do."""
        self.found.append((line, what))

    def raise_if_any(self) -> None:
        """Raise `ReftelError` with every fault in the order of lines."""
        if self.found:
            raise ReftelError(
                "\n".join(f"{self.file}:{line}: {what}" for line, what in sorted(self.found))
            )


@dataclass(slots=True)
class Entry:
    """A mapping of the file: its fields are taken one by one, what is left over is a fault."""

    line: int
    nodes: dict[str, yaml.Node]
    faults: Faults
    known: list[str] = field(default_factory=list)

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
            self.faults.add(_line(node), f"'{name}' must be a text: write '{name}: words'.")
            return None
        return " ".join(node.value.split())

    def texts(self, name: str) -> tuple[tuple[str, int], ...]:
        """The field as a list of texts, each with its line; empty where it is missing."""
        node = self._take(name)
        if node is None:
            return ()
        items = node.value if isinstance(node, yaml.SequenceNode) else None
        if items is None or not all(isinstance(i, yaml.ScalarNode) for i in items):
            self.faults.add(_line(node), f"'{name}' must be a list: write '{name}: [one, two]'.")
            return ()
        return tuple((" ".join(str(i.value).split()), _line(i)) for i in items)

    def entries(self, name: str) -> Iterable[Entry]:
        """The field as a list of mappings."""
        node = self._take(name)
        if node is None:
            return
        if not isinstance(node, yaml.SequenceNode):
            self.faults.add(
                _line(node), f"'{name}' must be a list of entries that begin with '- '."
            )
            return
        for item in node.value:
            yield entry(item, self.faults)

    def check_left_over(self) -> None:
        """Tell of fields that do not exist, with the nearest that does."""
        for name, node in self.nodes.items():
            if name in self.known:
                continue
            near = difflib.get_close_matches(name, self.known, n=1)
            hint = f"did you mean '{near[0]}'?" if near else f"known are {', '.join(self.known)}."
            self.faults.add(_line(node), f"'{name}' is no field of this entry; {hint}")

    def _take(self, name: str) -> yaml.Node | None:
        self.known.append(name)
        return self.nodes.get(name)


def read(text: str, file: str) -> tuple[Entry, Faults]:
    """The whole file as one entry. Raises `ReftelError` where it is no YAML."""
    faults = Faults(file)
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        faults.add(
            mark.line + 1 if mark else 1,
            f"this is no YAML ({error.problem or error.context}): check indentation, colons and "
            "quotation marks.",
        )
        faults.raise_if_any()
        raise
    except yaml.YAMLError as error:
        faults.add(1, f"this is no YAML ({error}): save the file as UTF-8 text.")
        faults.raise_if_any()
        raise
    return (Entry(1, {}, faults) if node is None else entry(node, faults)), faults


def entry(node: yaml.Node, faults: Faults) -> Entry:
    """A node as an entry; one that is no mapping is a fault and gives an empty entry."""
    if not isinstance(node, yaml.MappingNode):
        faults.add(_line(node), "here fields were expected: write 'name: value' lines.")
        return Entry(_line(node), {}, faults)
    nodes: dict[str, yaml.Node] = {}
    for key, value in node.value:
        name = str(key.value)
        if name in nodes:
            faults.add(_line(key), f"'{name}' stands twice in this entry: remove one of them.")
        nodes[name] = value
    return Entry(_line(node), nodes, faults)


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1
