"""Restricted unpickling: a workspace may come from someone else, so its files are never trusted.

`pickle` imports and calls whatever its input names. Here only types that hold data are allowed:
frozen dataclasses, named tuples and enumerations of this program, and a few types of the standard
library.
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

_OWN_PREFIX = "generator."

_STORED_CABLE = ("generator.model.corpus", "StoredCable")
"""The only other class allowed: it holds pickled bytes and reads them with `unpickle`."""


class _GuardedCallable:
    """Wraps a callable so that the pickled data cannot set its attributes."""

    __slots__ = ("_call",)

    def __init__(self, call: Callable[..., object]) -> None:
        self._call = call

    def __call__(self, *args: Any) -> object:
        return self._call(*args)

    def __setstate__(self, state: object) -> NoReturn:
        _refuse_state(state)


def _refuse_state(*state: object) -> NoReturn:
    raise UnpicklingError("the data changes a shared object")


def _enum_member(enum: type[Enum], name: str) -> Enum:
    """A member by name: Python 3.11.0 to 3.11.3 pickle members as a `getattr` call."""
    if not (isinstance(enum, type) and issubclass(enum, Enum)):
        raise UnpicklingError("the data calls getattr")
    return enum[name]


_STANDARD_TYPES: dict[tuple[str, str], object] = {
    ("builtins", "getattr"): _GuardedCallable(_enum_member),
    ("builtins", "frozenset"): frozenset,
    ("builtins", "set"): set,
    ("collections", "Counter"): _GuardedCallable(Counter),
    ("datetime", "date"): date,
    ("datetime", "datetime"): datetime,
    ("datetime", "time"): time,
    ("datetime", "timedelta"): timedelta,
    ("datetime", "timezone"): timezone,
}
"""Allowed names of the standard library; none has attributes that pickled data could set."""

_allowed: dict[tuple[str, str], object] = dict(_STANDARD_TYPES)
"""The names allowed so far, by module and qualified name."""


class _ValueUnpickler(Unpickler):
    """An unpickler that allows data types only."""

    def find_class(self, module: str, name: str) -> Any:
        """The object with this name. Raises `UnpicklingError` if it is not allowed."""
        key = (module, name)
        if key not in _allowed:
            if not module.startswith(_OWN_PREFIX):
                raise UnpicklingError(f"{module}.{name} is not allowed")
            _allowed[key] = _check_class(super().find_class(module, name), module, name)
        return _allowed[key]


def unpickle(data: bytes | memoryview) -> Any:
    """Restore a pickled value.

    Raises `ReftelError` if the data is damaged or names anything but the allowed types.
    """
    try:
        return _ValueUnpickler(BytesIO(data)).load()
    except Exception as error:  # damaged data may raise anything
        raise ReftelError(
            f"the .reftel folder of the workspace is damaged or was tampered with ({error}): "
            "remove the folder and build again."
        ) from error


def _check_class(cls: Any, module: str, name: str) -> Any:
    """Return a class of this program. Raises `UnpicklingError` if it does not only hold data."""
    if not (isinstance(cls, type) and (cls.__module__, cls.__qualname__) == (module, name)):
        raise UnpicklingError(f"{module}.{name} is not allowed")
    if issubclass(cls, Enum) or (issubclass(cls, tuple) and hasattr(cls, "_fields")):
        # Otherwise the data could set attributes of the members or of the class.
        cls.__setstate__ = _refuse_state  # type: ignore[union-attr]
    elif not (_is_frozen_dataclass(cls) or (module, name) == _STORED_CABLE):
        raise UnpicklingError(f"{module}.{name} is not allowed")
    return cls


def _is_frozen_dataclass(cls: type) -> bool:
    """True for a frozen dataclass with its own `__setstate__` and no `__post_init__`."""
    return (
        is_dataclass(cls)
        and bool(cls.__dataclass_params__.frozen)  # type: ignore[attr-defined]
        and hasattr(cls, "__setstate__")
        and not hasattr(cls, "__post_init__")
    )
