"""Names of files that can be written into pages, checksums and the manifest."""

from __future__ import annotations

import os

from generator.disk.workspaces import Workspace
from generator.errors import ReftelError


def is_utf8(name: str) -> bool:
    """Whether a name, as Python reads it from the disk, is UTF-8 there."""
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def shown_name(name: str) -> str:
    r"""A name with `\xe9` for each byte that is not UTF-8, so that any file can hold it."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def check_names(workspace: Workspace) -> None:
    """Raise `ReftelError` for a file of editors or a template whose name no page can hold.

    Cables are not looked at: one that is named badly is an error of its own, and the others build.
    """
    _check_path(os.fspath(workspace.root), "the workspace's folder")
    for folder in ("content/curated", "templates"):
        for path in sorted((workspace.root / folder).rglob("*")):
            _check_path(path.relative_to(workspace.root).as_posix(), "the name")


def _check_path(path: str, what: str) -> None:
    if not is_utf8(path):
        raise ReftelError(f"{shown_name(path)}: {what} is not UTF-8; rename it.")
    if len(f"{path}.".splitlines()) > 1:
        raise ReftelError(f"{path!r}: {what} holds a line break; rename it.")
