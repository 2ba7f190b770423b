"""Where the editions' sites stand: each in a folder of its own, outside of the sources."""

from __future__ import annotations

import os
from collections.abc import Mapping
from itertools import combinations
from pathlib import Path

from generator.errors import ReftelError

SOURCES = ("content", "templates", ".reftel")
"""Folders of a workspace in or around which no site may stand."""


def check_folders(root: Path, folders: Mapping[str, Path]) -> None:
    """Check the folders of all editions, by the edition's name, in the workspace `root`.

    They are compared as what links lead to. Raises `ReftelError` where one is the workspace or
    above it, lies in or around the sources, or is or lies within that of another edition.
    """
    real = {name: _resolved(name, folder) for name, folder in folders.items()}
    for name, folder in real.items():
        said = f"mkdocs.yml: the folder of the edition '{name}', {folders[name]},"
        if _is_within(root.resolve(), folder):
            raise ReftelError(f"{said} is the workspace or one above it: {_ADVICE}")
        for source in SOURCES:
            inner = _resolved(source, root / source)
            if _is_within(folder, inner) or _is_within(inner, folder):
                raise ReftelError(f"{said} is {source}/, or in or around it: {_ADVICE}")
    for (one, first), (other, second) in combinations(real.items(), 2):
        if _is_within(first, second) or _is_within(second, first):
            raise ReftelError(
                f"mkdocs.yml: the editions '{one}' ({folders[one]}) and '{other}' "
                f"({folders[other]}) have the same folder, or one within the other: {_ADVICE}"
            )


_ADVICE = "give each edition a folder of its own, such as 'site-internal'."


def _resolved(name: str, folder: Path) -> Path:
    try:
        return folder.resolve()
    except (OSError, RuntimeError) as error:
        raise ReftelError(
            f"mkdocs.yml: the folder of '{name}', {folder}, is a link that leads to itself: "
            "remove it."
        ) from error


def _is_within(path: Path, folder: Path) -> bool:
    """Whether `path` is `folder` or below it, also where both are one folder mounted twice."""
    if path.is_relative_to(folder):
        return True
    if not folder.exists():
        return False
    return any(
        above.exists() and os.path.samefile(above, folder) for above in (path, *path.parents)
    )
