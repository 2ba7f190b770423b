"""How values are packed for workers and for the memory."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import fields
from operator import attrgetter
from typing import Any, TypeVar

T = TypeVar("T")


def columns(values: Sequence[object]) -> tuple[tuple[Any, ...], ...]:
    """Values of one dataclass as the tuples of their fields, which are packed much faster."""
    if not values:
        return ()
    get = attrgetter(*[field.name for field in fields(values[0])])  # type: ignore[arg-type]
    return tuple(zip(*map(get, values), strict=True))


def attribute_getter(names: Sequence[str]) -> Callable[[Any], tuple[Any, ...]]:
    """What gets the attributes of these names, of which there is at least one, from an object."""
    get = attrgetter(*names)
    return get if len(names) > 1 else lambda of: (get(of),)


def fast_pickle(cls: type[T]) -> type[T]:
    """Let a frozen dataclass with slots be packed in a quarter of the time.

    What the standard library does for such a class asks for its fields with each value. For the
    classes of which a collection has tens of thousands.
    """
    names = [field.name for field in fields(cls)]  # type: ignore[arg-type]  # a dataclass
    put = [getattr(cls, name).__set__ for name in names]
    get = attribute_getter(names)

    def state(self: T) -> tuple[Any, ...]:
        return get(self)

    def restore(self: T, values: Sequence[Any]) -> None:
        for set_value, value in zip(put, values, strict=True):
            set_value(self, value)

    cls.__getstate__ = state  # type: ignore[method-assign,assignment]  # in place of the slow ones
    cls.__setstate__ = restore  # type: ignore[attr-defined]
    return cls
