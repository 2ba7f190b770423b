"""YAML composed within bounds: no text makes the program use all memory or end in a traceback."""

from __future__ import annotations

import yaml

from generator.errors import ReftelError

LARGEST = 2_000_000
"""Characters of the largest YAML file that is read."""

DEEPEST = 30
"""Levels of the deepest YAML file that is read; what this program asks for has five."""

MOST_VALUES = 200_000
"""Values of a file when its aliases are written out."""


class _BoundsError(Exception):
    """The line at which a text leaves the bounds, and the sentence for it."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line


class _BoundedLoader(yaml.SafeLoader):
    """Composes nodes as the safe loader does, but no deeper than `DEEPEST` levels."""

    def __init__(self, text: str, *, aliases: bool) -> None:
        super().__init__(text)
        self._depth = 0
        self._aliases = aliases

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]
        if not self._aliases and self.check_event(yaml.AliasEvent):
            raise _BoundsError(mark.line + 1, "an alias ('*name') is refused: write the value out.")
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
    """The root node of the YAML `text`; None where it holds no value.

    Nothing is constructed, so that tags run nothing and digits are not made into numbers. Aliases
    are refused unless `aliases`, when the values they stand for are bounded by `MOST_VALUES`, and
    none may hold itself. Raises `ReftelError` with file and line where the text is invalid, too
    large or too deep.
    """
    if len(text) > LARGEST:
        raise ReftelError(
            f"{file}: {len(text):,} characters are too many: expected at most {LARGEST:,}. Is it "
            "the right file?"
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
                f"{file}: with its aliases written out it has more than {MOST_VALUES:,} values: "
                "remove aliases."
            )
    return root


def decoded(data: bytes, file: str) -> str:
    """The text of a YAML file. Raises `ReftelError` with its line where it is not UTF-8."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ReftelError(
            f"{file}:{line}: not UTF-8 (byte {error.start + 1} is {data[error.start]:#04x}): save "
            "the file as UTF-8."
        ) from error


def _size(node: yaml.Node, known: dict[int, int | None]) -> int:
    """How many values `node` has, an alias counted as often as it stands for something.

    `known` has the sizes of the nodes before, and None for those that hold this one. Raises
    `_BoundsError` where a node holds itself.
    """
    size = known.get(id(node), 0)
    if size is None:
        raise _BoundsError(
            node.start_mark.line + 1, "the value holds itself by an alias: write the value out."
        )
    if not size:
        known[id(node)] = None
        parts: list[yaml.Node] = []
        if isinstance(node, yaml.SequenceNode):
            parts = node.value
        elif isinstance(node, yaml.MappingNode):
            parts = [part for pair in node.value for part in pair]
        size = known[id(node)] = 1 + sum(_size(part, known) for part in parts)
    return size
