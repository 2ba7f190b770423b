"""Checks the folders of the editions' sites: each separate, and outside the sources."""

from __future__ import annotations

import os
from collections.abc import Mapping
from itertools import combinations
from pathlib import Path

from generator.errors import ReftelError

SOURCES = ("content", "templates", ".reftel")
"""Folders of a workspace that no site may contain or be in."""


def check_folders(root: Path, folders: Mapping[str, Path]) -> None:
    """Check the folders of all editions, by name of the edition, of the workspace `root`.

    Links are resolved first. Raises `ReftelError` if a folder is the workspace or above it, is in
    or around a source folder, or is or is within the folder of another edition.
    """
    real = {name: _resolved(name, folder) for name, folder in folders.items()}
    for name, folder in real.items():
        subject = f"mkdocs.yml: the folder of the edition '{name}', {folders[name]},"
        if _is_within(root.resolve(), folder):
            raise ReftelError(f"{subject} is the workspace or a folder above it: {_ADVICE}")
        for source in SOURCES:
            inner = _resolved(source, root / source)
            if _is_within(folder, inner) or _is_within(inner, folder):
                raise ReftelError(f"{subject} is {source}/, or in or around it: {_ADVICE}")
    for (one, first), (other, second) in combinations(real.items(), 2):
        if _is_within(first, second) or _is_within(second, first):
            raise ReftelError(
                f"mkdocs.yml: the editions '{one}' ({folders[one]}) and '{other}' "
                f"({folders[other]}) have the same folder, or one is within the other: {_ADVICE}"
            )


_ADVICE = "give each edition a folder of its own, such as 'site-internal'."


def _resolved(name: str, folder: Path) -> Path:
    try:
        return folder.resolve()
    except (OSError, RuntimeError) as error:
        raise ReftelError(
            f"mkdocs.yml: the folder of '{name}', {folder}, is a link to itself: remove it."
        ) from error


def _is_within(path: Path, folder: Path) -> bool:
    """Whether `path` is `folder` or below it, also if the same folder is mounted twice."""
    if path.is_relative_to(folder):
        return True
    if not folder.exists():
        return False
    return any(
        above.exists() and os.path.samefile(above, folder) for above in (path, *path.parents)
    )
