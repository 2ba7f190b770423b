"""A cable as JSON: what `reftel show` prints, and what `cable.json` of the site is made of."""

from __future__ import annotations

import dataclasses
import datetime
import hashlib
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from json.encoder import encode_basestring
from typing import Any

from generator.execution.fast_pickle import attribute_getter
from generator.model import Cable, Para, Section

SCHEMA_VERSION = "1.1"
"""Version of all data that is given out, tables and JSON; `docs/data.md` has the rule."""


def cable_json(cable: Cable) -> str:
    """The cable as indented JSON."""
    return to_json(cable_view(cable))


def cable_view(cable: Cable) -> dict[str, Any]:
    """The cable as an object: every field as the model has it, and what can be told from them."""
    view = _opened(cable)
    return {
        "schema_version": SCHEMA_VERSION,
        "mrn": view.pop("id"),
        "source_sha256": source_sha256(cable),
        **view,
        "pages_missing": cable.pages_missing,
    }


def source_sha256(cable: Cable) -> str:
    """SHA-256, hexadecimal, of the source's lines as the edition shows them, LF between them."""
    source = "\n".join([line.text for line in cable.lines])
    return hashlib.sha256(source.encode("utf-8", "surrogatepass")).hexdigest()


def timestamp(at: datetime.datetime) -> str:
    """A time in UTC: `2008-03-11T22:19:00Z`."""
    return at.isoformat(timespec="seconds").replace("+00:00", "Z")


def to_json(value: Any) -> str:
    """Values of JSON and of the model as indented JSON; text stays readable.

    The same as `json.dumps` with an indent of 1 makes of `plain(value)`. That function goes through
    a generator for each value, which takes six times as long.
    """
    return _told(value, "\n")


Encoder = Callable[[Any, str], str]
"""Tells a value as JSON; the text is a line end and the margin of the line on which it ends."""


def _told(value: Any, end: str) -> str:
    kind: Any = type(value)
    return _teller(kind)(value, end)


@cache
def _teller(kind: Any) -> Encoder:
    """What tells the values of a type: that of the nearest type it comes from, else of objects."""
    found = next((_TELLERS[base] for base in kind.__mro__ if base in _TELLERS), None)
    return found or _object


def _list(value: Sequence[Any], end: str) -> str:
    inside = end + " "
    told = [encode_basestring(v) if isinstance(v, str) else _told(v, inside) for v in value]
    return f"[{inside}{f',{inside}'.join(told)}{end}]" if told else "[]"


def _dict(value: Mapping[str, Any], end: str) -> str:
    inside = end + " "
    told = [f"{encode_basestring(k)}: {_told(v, inside)}" for k, v in value.items()]
    return f"{{{inside}{f',{inside}'.join(told)}{end}}}" if told else "{}"


def _object(of: Any, end: str) -> str:
    kind: Any = type(of)
    form, values = _form(kind, end)
    inside = end + " "
    # Numbers and texts, which most values are, are told without a further call.
    told = [
        v if type(v) is int else encode_basestring(v) if type(v) is str else _told(v, inside)
        for v in values(of)
    ]
    return form % tuple(told)


@cache
def _form(kind: Any, end: str) -> tuple[str, Callable[[Any], tuple[object, ...]]]:
    """An object of a class as JSON with `%s` in place of each value, and what gets the values."""
    names = _names(kind)
    fields = ",".join([f'{end} "{name}": %s' for name in names])
    return f"{{{fields}{end}}}", attribute_getter(names)


_TELLERS: Mapping[type, Encoder] = {
    str: lambda value, end: encode_basestring(value),
    int: lambda value, end: str(value),
    bool: lambda value, end: "true" if value else "false",
    type(None): lambda value, end: "null",
    dict: _dict,
    tuple: _list,
    list: _list,
    Section: lambda value, end: _dict(_section(value), end),
    datetime.datetime: lambda value, end: encode_basestring(timestamp(value)),
    datetime.date: lambda value, end: encode_basestring(value.isoformat()),
}
"""The types that have a form of their own. All others are objects that are told by their fields."""


def plain(value: Any) -> Any:
    """A value of the model as values of JSON: objects by field name, tuples as lists."""
    match value:
        case None | str() | int():
            return value
        case tuple() | list():
            return [plain(v) for v in value]
        case dict():
            return {key: plain(v) for key, v in value.items()}
    return plain(_opened(value))


def _opened(value: Any) -> Any:
    """A value of the model as JSON has it; what an object holds is as the model has it."""
    match value:
        case Section():
            return _section(value)
        case datetime.datetime():
            return timestamp(value)
        case datetime.date():
            return value.isoformat()
    kind: Any = type(value)
    return {name: getattr(value, name) for name in _names(kind)}


@cache
def _names(kind: Any) -> tuple[str, ...]:
    """The fields of a class of the model, and what is told besides."""
    fields = tuple(field.name for field in dataclasses.fields(kind))
    return (*fields, "text") if kind is Para else fields


def _section(section: Section) -> dict[str, Any]:
    """A section names its paras, which stand in the cable once."""
    return {
        "title": section.title,
        "derived": section.derived,
        "heading": section.heading.anchor if section.heading else None,
        "paras": [para.anchor for para in section.paras],
    }
