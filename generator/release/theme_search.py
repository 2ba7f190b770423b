"""The index of the theme's own search, which only offline copies have.

The theme's search plugin writes it as JSON. A page that is opened from a disk loads it as a script.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from generator.errors import ReftelError

INDEX = "search/search_index.json"
SCRIPT = "search/search_index.js"

_ASSIGNMENT = "var __index = "
"""What the script sets to the index."""


def change_addresses(site: Path, change: Callable[[str], str]) -> None:
    """Change the addresses of all documents, if the site has an index, and write it as a script."""
    path = site / INDEX
    if not path.is_file():
        return
    index: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    for document in index["docs"]:
        document["location"] = change(document["location"] or "./")
    text = json.dumps(index, ensure_ascii=False, separators=(",", ":"))
    path.write_text(text, encoding="utf-8")
    (site / SCRIPT).write_text(f"{_ASSIGNMENT}{text}", encoding="utf-8")


def index_languages(site: Path) -> list[str] | None:
    """The languages of the index; None if the site has no index. Raises `ReftelError`."""
    path = site / INDEX
    if not path.is_file():
        return None
    try:
        return [str(name) for name in json.loads(path.read_text("utf-8"))["config"]["lang"]]
    except (ValueError, KeyError, TypeError) as error:
        raise ReftelError(f"{path} is not a search index; build the copy again.") from error


def split_documents(text: str) -> tuple[list[str], Any] | None:
    """The documents of an index or its script as HTML, and the index without their texts.

    None if the text is not such an index.
    """
    try:
        index = json.loads(text.removeprefix(_ASSIGNMENT).rstrip(";\n"))
        pages = [f"<h1>{d.pop('title')}</h1>\n{d.pop('text')}" for d in index["docs"]]
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    return pages, index
