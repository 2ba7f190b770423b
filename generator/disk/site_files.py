"""The files of a site."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from generator.disk.symlinks import irregular_paths
from generator.errors import ReftelError


def files(site: Path) -> dict[str, os.stat_result]:
    """All files below a folder, including hidden ones, by path with slashes, sorted.

    Links are not followed: they are listed themselves, and so is everything else that is not a
    folder.
    """
    return dict(sorted(_below(os.fspath(site), "")))


def check_regular(site: Path) -> None:
    """Raise `ReftelError` if a site contains anything but folders and regular files.

    No build creates such entries. Below hidden names, which are not the build's, they are allowed.
    """
    for path in irregular_paths(site):
        if not is_hidden(os.path.relpath(path, site)):
            raise ReftelError(
                f"{path} is not a regular file: a site contains no links. Remove it, or build the "
                "site again: reftel build."
            )


def is_below(path: str) -> bool:
    """Whether a path leads to something inside the folder that it is relative to."""
    return bool(path) and not path.startswith("/") and ".." not in path.split("/")


def is_hidden(path: str) -> bool:
    """Whether a name in the path begins with a dot: such files do not come from a build."""
    return path.startswith(".") or "/." in path


def remove(site: Path, path: str) -> None:
    """Remove a file of a site, and folders that are then empty."""
    (site / path).unlink()
    for folder in (site / path).parents:
        if folder == site or any(os.scandir(folder)):
            return
        folder.rmdir()


def link(source: str, target: str) -> None:
    """Make a hard link, or a copy with the same times if the file system allows no link.

    The folder of `target` must exist.
    """
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def _below(folder: str, inner: str) -> Iterator[tuple[str, os.stat_result]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _below(entry.path, f"{inner}{entry.name}/")
            else:
                yield inner + entry.name, entry.stat(follow_symlinks=False)
