"""Data files in JSON that scripts of the pages load."""

from __future__ import annotations

import json

from generator.model import Page


def json_file(path: str, content: object) -> Page:
    """A data file with `content` as compact JSON; lone surrogates in it become `?`."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return Page(path=path, text=text.encode("utf-8", "replace").decode())
