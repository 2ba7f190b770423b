"""Reading packed values back, as data: what stands in a workspace may have been planted there.

`pickle` calls whatever its input names. Here it may name values alone: frozen dataclasses, named
tuples and enumerations of this program, and a few types of the standard library. None of them does
more than hold what it is given.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import is_dataclass
from datetime import date, datetime, time, timedelta, timezone
from enum import Enum
from io import BytesIO
from pickle import Unpickler, UnpicklingError
from typing import Any, NoReturn

from generator.errors import ReftelError

_OWN = "generator."

_HELD_PACKED = ("generator.model.corpus", "StoredCable")
"""The one class of its own kind: it keeps a cable as bytes, and reads them through this module."""


class _Call:
    """Stands for what is called to make a value; its attributes cannot be set by what is read."""

    __slots__ = ("_call",)

    def __init__(self, call: Callable[..., object]) -> None:
        self._call = call

    def __call__(self, *args: Any) -> object:
        return self._call(*args)

    def __setstate__(self, state: object) -> NoReturn:
        _refuse(state)


def _refuse(*state: object) -> NoReturn:
    raise UnpicklingError("a value that is shared is to be changed")


def _member(of: type[Enum], name: str) -> Enum:
    """A member by its name: Python 3.11.0 to 3.11.3 pack members as this look-up."""
    if not (isinstance(of, type) and issubclass(of, Enum)):
        raise UnpicklingError("an attribute is looked up")
    return of[name]


_STANDARD: dict[tuple[str, str], object] = {
    ("builtins", "getattr"): _Call(_member),
    ("builtins", "frozenset"): frozenset,
    ("builtins", "set"): set,
    ("collections", "Counter"): _Call(Counter),
    ("datetime", "date"): date,
    ("datetime", "datetime"): datetime,
    ("datetime", "time"): time,
    ("datetime", "timedelta"): timedelta,
    ("datetime", "timezone"): timezone,
}
"""What may be named besides this program's values: classes of which nothing can be set."""

_admitted: dict[tuple[str, str], object] = dict(_STANDARD)
"""All that was named so far and may be."""


class _Values(Unpickler):
    """Reads values alone."""

    def find_class(self, module: str, name: str) -> Any:
        """What a name stands for. Raises `UnpicklingError` where it is no value."""
        key = (module, name)
        if key not in _admitted:
            if not module.startswith(_OWN):
                raise UnpicklingError(f"{module}.{name} is no value")
            _admitted[key] = _own_value(super().find_class(module, name), module, name)
        return _admitted[key]


def unpickle(data: bytes | memoryview) -> Any:
    """The value that was packed with `pickle` into these bytes.

    Raises `ReftelError` where they hold anything but values, or are damaged.
    """
    try:
        return _Values(BytesIO(data)).load()
    except Exception as error:  # damaged data may raise anything
        raise ReftelError(
            f"the folder .reftel of the workspace holds what no build puts there ({error}): "
            "remove the folder and build again."
        ) from error


def _own_value(found: Any, module: str, name: str) -> Any:
    """A class of this program that only holds values."""
    if not (isinstance(found, type) and (found.__module__, found.__qualname__) == (module, name)):
        raise UnpicklingError(f"{module}.{name} is no value")
    if issubclass(found, Enum) or (issubclass(found, tuple) and hasattr(found, "_fields")):
        # Else its members, or the class itself, would be given attributes by what is read.
        found.__setstate__ = _refuse  # type: ignore[union-attr]
    elif not (_is_frozen(found) or (module, name) == _HELD_PACKED):
        raise UnpicklingError(f"{module}.{name} is no value")
    return found


def _is_frozen(of: type) -> bool:
    """Whether a class is a frozen dataclass that restores itself and runs nothing when made."""
    return (
        is_dataclass(of)
        and bool(of.__dataclass_params__.frozen)  # type: ignore[attr-defined]
        and hasattr(of, "__setstate__")
        and not hasattr(of, "__post_init__")
    )
