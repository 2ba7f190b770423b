"""A cable as JSON: what `reftel show` prints, and what `cable.json` of the site is made of."""

from __future__ import annotations

import dataclasses
import datetime
import hashlib
import json
from typing import Any

from generator.model import Cable, Para, Section

SCHEMA_VERSION = "1.1"
"""Version of all data that is given out, tables and JSON; `docs/data.md` has the rule."""


def cable_json(cable: Cable) -> str:
    """The cable as indented JSON."""
    return to_json(cable_view(cable))


def to_json(value: Any) -> str:
    """Values as indented JSON; text stays readable."""
    return json.dumps(value, ensure_ascii=False, indent=1)


def cable_view(cable: Cable) -> dict[str, Any]:
    """The cable as values of JSON: every field, each para's text, what can be told from them."""
    view = plain(cable)
    return {
        "schema_version": SCHEMA_VERSION,
        "mrn": view.pop("id"),
        "source_sha256": source_sha256(cable),
        **view,
        "pages_missing": list(cable.pages_missing),
    }


def source_sha256(cable: Cable) -> str:
    """SHA-256, hexadecimal, of the source's lines as the edition shows them, LF between them."""
    source = "\n".join(line.text for line in cable.lines)
    return hashlib.sha256(source.encode("utf-8", "surrogatepass")).hexdigest()


def timestamp(at: datetime.datetime) -> str:
    """A time in UTC: `2008-03-11T22:19:00Z`."""
    return at.isoformat(timespec="seconds").replace("+00:00", "Z")


def plain(value: Any) -> Any:
    """A value of the model as values of JSON: objects by field name, tuples as lists."""
    match value:
        case Section():
            return _section(value)
        case tuple() | list():
            return [plain(v) for v in value]
        case datetime.datetime():
            return timestamp(value)
        case datetime.date():
            return value.isoformat()
    if not dataclasses.is_dataclass(value):
        return value
    made = {f.name: plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    return {**made, "text": value.text} if isinstance(value, Para) else made


def _section(section: Section) -> dict[str, Any]:
    """A section names its paras, which stand in the cable once."""
    return {
        "title": section.title,
        "derived": section.derived,
        "heading": section.heading.anchor if section.heading else None,
        "paras": [para.anchor for para in section.paras],
    }
