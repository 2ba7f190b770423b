"""Rewrites all strings and spans within a value of the model."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Hashable
from enum import Enum
from functools import cache
from typing import Any, TypeVar

from generator.model.source_text import Span

Value = TypeVar("Value")

NAMES = frozenset({"id", "anchor", "target", "mrn", "tags", "code", "rule", "rules"})
"""Fields that hold identifiers (numbers, anchors, codes), not text."""


def rewrite(value: Value, text: Callable[[str], str], span: Callable[[Span], Span]) -> Value:
    """`value` with `text` applied to each string in it and `span` to each span.

    Identifiers (`NAMES`) and members of enumerations are kept. Unchanged values are returned as the
    same objects.
    """
    return _rewritten(value, text, span)  # type: ignore[no-any-return]  # the type is kept


def _rewritten(value: Any, text: Callable[[str], str], span: Callable[[Span], Span]) -> Any:
    match value:
        case Enum() | None | int() | float():
            return value
        case str():
            return text(value)
        case Span():
            return span(value)
        case tuple():
            items = tuple(_rewritten(v, text, span) for v in value)
            return value if all(a is b for a, b in zip(items, value, strict=True)) else items
    changed = {}
    for name in _fields(type(value)):  # type: ignore[arg-type]  # mypy: types have a hash
        before = getattr(value, name)
        after = _rewritten(before, text, span)
        if after is not before:
            changed[name] = after
    return dataclasses.replace(value, **changed) if changed else value


@cache
def _fields(kind: Hashable) -> tuple[str, ...]:
    """The fields of a model class that may hold text."""
    if not isinstance(kind, type) or not dataclasses.is_dataclass(kind):
        return ()
    return tuple(f.name for f in dataclasses.fields(kind) if f.name not in NAMES)
