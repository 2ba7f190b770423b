"""A cable as JSON: what `reftel show` prints, and what `cable.json` of the site is made of."""

from __future__ import annotations

import dataclasses
import datetime
import hashlib
from functools import cache
from json.encoder import encode_basestring
from typing import Any

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
    return _indented(value, "\n")


_WORDS = {None: "null", True: "true", False: "false"}


def _indented(value: Any, end: str) -> str:
    """A value as JSON; `end` is a line end and the margin of the line on which it ends."""
    if isinstance(value, str):
        return encode_basestring(value)
    if value is None or isinstance(value, bool):
        return _WORDS[value]
    if isinstance(value, int):
        return str(value)
    inside = end + " "
    if isinstance(value, dict):
        told = [f"{encode_basestring(k)}: {_indented(v, inside)}" for k, v in value.items()]
        return f"{{{inside}{f',{inside}'.join(told)}{end}}}" if told else "{}"
    if isinstance(value, (tuple, list)):
        told = [_indented(v, inside) for v in value]
        return f"[{inside}{f',{inside}'.join(told)}{end}]" if told else "[]"
    return _indented(_opened(value), end)


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
    made = {name: getattr(value, name) for name in _fields(kind)}
    return {**made, "text": value.text} if isinstance(value, Para) else made


@cache
def _fields(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(kind))


def _section(section: Section) -> dict[str, Any]:
    """A section names its paras, which stand in the cable once."""
    return {
        "title": section.title,
        "derived": section.derived,
        "heading": section.heading.anchor if section.heading else None,
        "paras": [para.anchor for para in section.paras],
    }
