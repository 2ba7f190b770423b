"""Telegrams with annotated names: what the scorings of people, organisations and places share."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from tests.corpus.scoring import CORPUS

ID = re.compile(r"(?P<year>\d{4})(?P<post>[A-Z]+)(?P<number>\d+)")
"""The number of a telegram in its `id`."""


def telegrams(folder: Path) -> list[dict[str, Any]]:
    """The annotated telegrams in the order of their names."""
    paths = sorted((folder / "entities").glob("*.json"))
    return [json.loads(path.read_text(encoding="utf-8")) for path in paths]


def named_telegrams(arguments: list[str]) -> list[dict[str, Any]]:
    """The telegrams of the folder among a command's arguments, or of the usual one.

    Where there are none, a sentence is printed.
    """
    folders = [argument for argument in arguments if argument != "-v"]
    folder = Path(folders[0]) if folders else CORPUS
    annotated = telegrams(folder)
    if not annotated:
        print(f"no annotated telegrams in {folder.name}/entities: nothing was measured")
    return annotated


def print_false(names: list[str]) -> None:
    """Print the names that are not annotated, a line each."""
    for name in names:
        print(f"    false  {name}")
