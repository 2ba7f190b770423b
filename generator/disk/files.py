"""Checks the names of files, and the files of editors and templates, before a build begins."""

from __future__ import annotations

import os
from pathlib import Path

from generator.disk.workspaces import Workspace
from generator.errors import ReftelError

TEMPLATE_SUFFIXES = frozenset({".html", ".j2", ".xml"})
"""Suffixes of files that Jinja reads."""


def is_utf8(name: str) -> bool:
    """Whether a file name is UTF-8 on the disk, whatever the locale in which Python read it."""
    try:
        os.fsencode(name).decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def utf8_name(name: str) -> str:
    r"""A file name with `\xe9` for each byte that is not UTF-8, so that it can be printed."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def check_files(workspace: Workspace) -> None:
    """Raise `ReftelError` for a file of editors or a template that cannot be read or named.

    Hidden files are ignored. Cables are not checked: a faulty one is only an error of its own.
    """
    _check_name(os.fspath(workspace.root), "the workspace's folder")
    for name in ("content/curated", "templates"):
        folder = workspace.root / name
        if folder.exists() and not folder.is_dir():
            raise ReftelError(f"{name} is a file; expected a folder: move it away.")
        for path in sorted(folder.rglob("*")):
            inner = path.relative_to(workspace.root).as_posix()
            if "/." not in inner:
                _check_name(inner, "the name")
                _check_file(path, inner)


def _check_name(path: str, what: str) -> None:
    if not is_utf8(path):
        raise ReftelError(f"{utf8_name(path)}: {what} is not UTF-8; rename it.")
    if len(f"{path}.".splitlines()) > 1:
        raise ReftelError(f"{path!r}: {what} contains a line break; rename it.")


def _check_file(path: Path, name: str) -> None:
    if path.is_dir():
        return
    if not path.is_file():
        raise ReftelError(f"{name} is not a regular file or a link to one; remove it.")
    if path.suffix in TEMPLATE_SUFFIXES:
        try:
            path.read_bytes().decode("utf-8")
        except UnicodeDecodeError as error:
            raise ReftelError(f"{name} is not UTF-8; save it as UTF-8.") from error
