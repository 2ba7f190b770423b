"""Parses YAML within bounds, so that no file can exhaust memory or cause a traceback."""

from __future__ import annotations

import yaml

from generator.errors import ReftelError

LARGEST = 2_000_000
"""The most characters of a YAML file."""

DEEPEST = 30
"""The most levels of a YAML file. Valid files have five at most."""

MOST_VALUES = 200_000
"""The most values of a file with its aliases expanded."""


class _BoundsError(Exception):
    """A text exceeds the bounds at a line; the message says how."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line


class _BoundedLoader(yaml.SafeLoader):
    """The safe loader, limited to `DEEPEST` levels."""

    def __init__(self, text: str, *, aliases: bool) -> None:
        super().__init__(text)
        self._depth = 0
        self._aliases = aliases

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]
        if not self._aliases and self.check_event(yaml.AliasEvent):
            raise _BoundsError(
                mark.line + 1, "aliases ('*name') are not supported: write the value out."
            )
        if self._depth == DEEPEST:
            raise _BoundsError(
                mark.line + 1,
                f"values are nested deeper than {DEEPEST} levels: remove brackets or indentation.",
            )
        self._depth += 1
        try:
            return super().compose_node(parent, index)
        finally:
            self._depth -= 1


def compose(text: str, file: str, *, aliases: bool = False) -> yaml.Node | None:
    """The root node of the YAML `text`; None if it has no value.

    Nodes are not converted to values, so tags run no code and digits stay text. With `aliases`,
    aliases are allowed if the expanded file has at most `MOST_VALUES` values and no value contains
    itself. Raises `ReftelError` with file and line if the text is invalid, too large or too deep.
    """
    if len(text) > LARGEST:
        raise ReftelError(
            f"{file}: the file has {len(text):,} characters, but at most {LARGEST:,} are allowed: "
            "check that it is the right file."
        )
    try:
        loader = _BoundedLoader(text, aliases=aliases)
        try:
            root: yaml.Node | None = loader.get_single_node()
        finally:
            loader.dispose()
    except _BoundsError as error:
        raise ReftelError(f"{file}:{error.line}: {error}") from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise ReftelError(
            f"{file}:{mark.line + 1 if mark else 1}: invalid YAML ({error.problem or error.context}"
            "): check indentation, colons and quotation marks."
        ) from error
    except yaml.YAMLError as error:
        fault = " ".join(str(error).split())
        raise ReftelError(f"{file}:1: invalid YAML ({fault}): save the file as UTF-8.") from error
    if aliases and root is not None:
        try:
            size = _size(root, {})
        except _BoundsError as error:
            raise ReftelError(f"{file}:{error.line}: {error}") from error
        if size > MOST_VALUES:
            raise ReftelError(
                f"{file}: the file has more than {MOST_VALUES:,} values with its aliases expanded: "
                "remove aliases."
            )
    return root


def decoded(data: bytes, file: str) -> str:
    """The text of a YAML file. Raises `ReftelError` with the line if it is not UTF-8."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ReftelError(
            f"{file}:{line}: not UTF-8 (byte {error.start + 1} is {data[error.start]:#04x}): save "
            "the file as UTF-8."
        ) from error


def _size(node: yaml.Node, sizes: dict[int, int | None]) -> int:
    """The number of values of `node` with its aliases expanded.

    `sizes` has the sizes of nodes visited before, and None for nodes that contain this one. Raises
    `_BoundsError` if a node contains itself.
    """
    size = sizes.get(id(node), 0)
    if size is None:
        raise _BoundsError(
            node.start_mark.line + 1, "an alias makes this value contain itself: remove the alias."
        )
    if not size:
        sizes[id(node)] = None
        parts: list[yaml.Node] = []
        if isinstance(node, yaml.SequenceNode):
            parts = node.value
        elif isinstance(node, yaml.MappingNode):
            parts = [part for pair in node.value for part in pair]
        size = sizes[id(node)] = 1 + sum(_size(part, sizes) for part in parts)
    return size
