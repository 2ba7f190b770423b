"""Values of a page that is not there yet: templates print marks for them, pages put in their own.

A mark answers nothing that a template could decide by, but what is known of all pages that it
stands for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import wraps
from typing import Any, NoReturn

from jinja2 import Environment
from jinja2.runtime import Context

Values = Mapping[str, Any]
"""What MkDocs hands to the theme for one page, by name."""

SIGN = "\0"
"""Stands around the number of a mark in what is rendered; no template and no setting holds it."""

ADDRESSES = ("url", "script_tag")
"""MkDocs' filters that make an address of the site relative to the page."""

PRINTED = "marks_are_printed"
"""A global name of templates, which is there while signs may stand in texts."""

_MARKED = re.compile(f"{SIGN}([0-9]+){SIGN}")


class NotSharedError(Exception):
    """A template asks of a page what is not the same for all pages that marks stand for."""


class PlaceholderSet:
    """The marks of one text, and the text in parts once it is rendered."""

    def __init__(self, env: Environment) -> None:
        self.env = env
        self._signed: list[Placeholder] = []

    @contextmanager
    def printed(self) -> Iterator[None]:
        """Be what templates print meanwhile."""
        self.env.globals[PRINTED] = self
        try:
            yield
        finally:
            del self.env.globals[PRINTED]

    def sign(self, mark: Placeholder) -> str:
        """What a template prints for the mark."""
        self._signed.append(mark)
        return f"{SIGN}{len(self._signed) - 1}{SIGN}"

    def parts(self, text: str) -> list[str | Placeholder]:
        """The rendered text with its marks in place of their signs."""
        parts = _MARKED.split(text)
        return [self._signed[int(part)] if at % 2 else part for at, part in enumerate(parts)]


class Placeholder:
    """Stands for a value; printed, it leaves a sign.

    What is made of it, by asking for a part or by a filter, is a mark again.
    """

    def __init__(
        self,
        marks: PlaceholderSet,
        read: Callable[[Values], Any],
        *,
        known: Values | None = None,
        holds: Mapping[str, bool] | None = None,
        targets: Sequence[str] = (),
    ) -> None:
        self._marks = marks
        self.value_for = read
        self._known = known
        """Parts of it that all pages have alike; None where it may be empty for some."""
        self._holds = holds or {}
        """Texts and whether they occur in it."""
        self.targets = targets
        """The addresses of the site to which it leads, if it hangs on nothing but the way there."""

    def __str__(self) -> str:
        return self._marks.sign(self)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        if self._known and name in self._known:
            return self._known[name]
        return self.made(lambda values: self._marks.env.getattr(self.value_for(values), name))

    def made(self, read: Callable[[Values], Any], targets: Sequence[str] = ()) -> Placeholder:
        """Another mark of the same text."""
        return Placeholder(self._marks, read, targets=targets)

    def __bool__(self) -> bool:
        return self._known is not None or _not_shared()

    def __contains__(self, text: str) -> bool:
        return self._holds[text] if text in self._holds else _not_shared()

    def __eq__(self, other: object) -> bool:
        _not_shared()

    def __getitem__(self, key: object) -> NoReturn:
        _not_shared()

    def __iter__(self) -> Iterator[Any]:
        _not_shared()

    __hash__ = None  # type: ignore[assignment]  # as __eq__: nothing may be decided by it


def _not_shared() -> NoReturn:
    raise NotSharedError


def value_for(given: Any, values: Values) -> Any:
    """What a page has in the place of a mark, or of the marks of a table; other values as given."""
    if isinstance(given, Placeholder):
        return given.value_for(values)
    if isinstance(given, dict) and any(isinstance(value, Placeholder) for value in given.values()):
        return {key: value_for(value, values) for key, value in given.items()}
    return given


def _is_plain(value: Any) -> bool:
    """Whether a value is no mark and holds neither marks nor signs."""
    return (
        SIGN not in value if isinstance(value, str) else not isinstance(value, Placeholder | dict)
    )


def _marks_in(given: Iterable[Any]) -> list[Placeholder]:
    found = []
    for value in given:
        if isinstance(value, Placeholder):
            found.append(value)
        elif isinstance(value, dict):
            found += [part for part in value.values() if isinstance(part, Placeholder)]
    return found


def understand_marks(env: Environment) -> None:
    """Let filters wait for the value of a mark, and tests refuse one."""
    for name, function in list(env.filters.items()):
        is_address = name in ADDRESSES
        env.filters[name] = _address(function) if is_address else _filter(env, function)
    tests: dict[str, Any] = env.tests
    for name, function in list(tests.items()):
        tests[name] = _test(name, function)


def _filter(env: Environment, function: Callable[..., Any]) -> Callable[..., Any]:
    """A filter that makes of a mark another one, and else does what it did.

    It refuses a text that holds signs already, for it would have to know what they stand for.
    """

    @wraps(function)
    def filtered(*given: Any, **named: Any) -> Any:
        if not named and all(map(_is_plain, given)):
            return function(*given)
        marks = _marks_in((*given, *named.values()))
        if not marks:
            signed = any(isinstance(value, str) and SIGN in value for value in given)
            if signed and PRINTED in env.globals:
                _not_shared()
            return function(*given, **named)

        def later(values: Values) -> Any:
            return function(
                *(value_for(value, values) for value in given),
                **{key: value_for(value, values) for key, value in named.items()},
            )

        if all(mark.targets for mark in marks):
            return marks[0].made(later, [target for mark in marks for target in mark.targets])
        return marks[0].made(later)

    return filtered


def _address(function: Callable[..., Any]) -> Callable[..., Any]:
    """A filter that makes an address as seen from the page; of a page that is a mark, a mark."""

    @wraps(function)
    def filtered(context: Context, target: Any) -> Any:
        page = context.get("page")
        if not isinstance(page, Placeholder):
            return function(context, target)
        return page.made(
            lambda values: function(values, value_for(target, values)),
            () if isinstance(target, Placeholder) else (str(target),),
        )

    return filtered


def _test(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """A test that is answered for a mark only where it asks whether there is one."""

    @wraps(function)
    def tested(*given: Any, **named: Any) -> Any:
        if name not in ("defined", "undefined") and any(isinstance(v, Placeholder) for v in given):
            _not_shared()
        return function(*given, **named)

    return tested
