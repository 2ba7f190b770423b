"""Values as JSON: what `reftel show` prints."""

from __future__ import annotations

import dataclasses
import datetime
import json
from typing import Any

from generator.model import Cable, Para


def cable_json(cable: Cable) -> str:
    """The cable as indented JSON; every field, and each para's text."""
    return json.dumps(_plain(cable), ensure_ascii=False, indent=2)


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        plain = {f.name: _plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
        if isinstance(value, Para):
            plain["text"] = value.text
        if isinstance(value, Cable):
            plain["sections"] = [
                {"title": s.title, "derived": s.derived, "paras": [p.anchor for p in s.paras]}
                for s in value.sections
            ]
            plain["pages_missing"] = list(value.pages_missing)
        return plain
    if isinstance(value, tuple | list):
        return [_plain(v) for v in value]
    if isinstance(value, datetime.date | datetime.datetime):
        return value.isoformat()
    return value
