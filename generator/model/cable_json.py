"""Cables as JSON, for `reftel show` and the site's `cable.json` files."""

from __future__ import annotations

import dataclasses
import datetime
import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

from generator.execution.fast_pickle import attribute_getter
from generator.model import Cable, Para, Section

SCHEMA_VERSION = "1.5"
"""Version of the exported tables and JSON; `docs/data.md` says when it changes."""


_encode_text = json.JSONEncoder(ensure_ascii=False).encode


def cable_json(cable: Cable) -> str:
    """The cable as indented JSON."""
    return to_json(cable_view(cable))


def cable_view(cable: Cable) -> dict[str, Any]:
    """The cable as a JSON object whose values are model values: its fields and derived values."""
    view = _object_fields(cable)
    return {
        "schema_version": SCHEMA_VERSION,
        "mrn": view.pop("id"),
        "source_sha256": source_sha256(cable),
        **view,
        "pages_missing": cable.pages_missing,
    }


def source_sha256(cable: Cable) -> str:
    """SHA-256 in hexadecimal of the source lines as the edition shows them, joined by LF."""
    source = "\n".join([line.text for line in cable.lines])
    return hashlib.sha256(source.encode("utf-8", "surrogatepass")).hexdigest()


def timestamp(at: datetime.datetime) -> str:
    """A UTC time in ISO 8601: `2008-03-11T22:19:00Z`."""
    return at.isoformat(timespec="seconds").replace("+00:00", "Z")


def to_json(value: Any) -> str:
    """JSON values and model values as indented JSON, without escapes for non-ASCII text.

    The result equals `json.dumps(plain(value), indent=1, ensure_ascii=False)`, which takes six
    times as long because it uses a generator for each value.
    """
    return _encode(value, "\n")


Encoder = Callable[[Any, str], str]
"""Encodes a value as JSON. The second argument is a line end and the indent of the last line."""


def _encode(value: Any, line_end: str) -> str:
    cls: Any = type(value)
    return _encoder(cls)(value, line_end)


@cache
def _encoder(cls: Any) -> Encoder:
    """The encoder of the nearest base class that has one, by default that of objects."""
    special = next((_ENCODERS[base] for base in cls.__mro__ if base in _ENCODERS), None)
    return special or _encode_object


def _encode_list(value: Sequence[Any], end: str) -> str:
    inner = end + " "
    items = [_encode_text(v) if isinstance(v, str) else _encode(v, inner) for v in value]
    return f"[{inner}{f',{inner}'.join(items)}{end}]" if items else "[]"


def _encode_dict(value: Mapping[str, Any], end: str) -> str:
    inner = end + " "
    items = [f"{_encode_text(k)}: {_encode(v, inner)}" for k, v in value.items()]
    return f"{{{inner}{f',{inner}'.join(items)}{end}}}" if items else "{}"


def _encode_object(value: Any, end: str) -> str:
    cls: Any = type(value)
    template, get_values = _object_template(cls, end)
    inner = end + " "
    # Most values are numbers or texts: encoding them here saves a call.
    encoded = [
        v if type(v) is int else _encode_text(v) if type(v) is str else _encode(v, inner)
        for v in get_values(value)
    ]
    return template % tuple(encoded)


@cache
def _object_template(cls: Any, end: str) -> tuple[str, Callable[[Any], tuple[object, ...]]]:
    """The JSON of a class's objects with `%s` for each value, and a getter of the values."""
    names = _field_names(cls)
    members = ",".join([f'{end} "{name}": %s' for name in names])
    return f"{{{members}{end}}}", attribute_getter(names)


_ENCODERS: Mapping[type, Encoder] = {
    str: lambda value, end: _encode_text(value),
    int: lambda value, end: str(value),
    bool: lambda value, end: "true" if value else "false",
    type(None): lambda value, end: "null",
    dict: _encode_dict,
    tuple: _encode_list,
    list: _encode_list,
    Section: lambda value, end: _encode_dict(_section_fields(value), end),
    datetime.datetime: lambda value, end: _encode_text(timestamp(value)),
    datetime.date: lambda value, end: _encode_text(value.isoformat()),
}
"""Types with their own encoder. All others are encoded as objects with their fields."""


def plain(value: Any) -> Any:
    """A model value as JSON values: objects as dictionaries of their fields, tuples as lists."""
    match value:
        case None | str() | int():
            return value
        case tuple() | list():
            return [plain(v) for v in value]
        case dict():
            return {key: plain(v) for key, v in value.items()}
    return plain(_object_fields(value))


def _object_fields(value: Any) -> Any:
    """A model value as a JSON value, one level deep: fields of objects are still model values."""
    match value:
        case Section():
            return _section_fields(value)
        case datetime.datetime():
            return timestamp(value)
        case datetime.date():
            return value.isoformat()
    cls: Any = type(value)
    return {name: getattr(value, name) for name in _field_names(cls)}


@cache
def _field_names(cls: Any) -> tuple[str, ...]:
    """The names of the fields of a model class; for a para also `text`."""
    names = tuple(field.name for field in dataclasses.fields(cls))
    return (*names, "text") if cls is Para else names


def _section_fields(section: Section) -> dict[str, Any]:
    """A section refers to its paras by anchor, since the cable already contains them."""
    return {
        "title": section.title,
        "derived": section.derived,
        "heading": section.heading.anchor if section.heading else None,
        "paras": [para.anchor for para in section.paras],
    }
