"""The files of a site, found in one pass."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from generator.disk.symlinks import irregular_paths
from generator.errors import ReftelError


def files(site: Path) -> dict[str, os.stat_result]:
    """All files below a folder by their paths, with slashes, sorted; also those with a dot.

    Links are not followed: they stand there as what they are, and so does what is no file.
    """
    return dict(sorted(_below(os.fspath(site), "")))


def check_regular(site: Path) -> None:
    """Raise `ReftelError` where a site holds a link, or what is no file.

    No build puts one there. Below names with a dot others may have put some.
    """
    for path in irregular_paths(site):
        if not is_hidden(os.path.relpath(path, site)):
            raise ReftelError(
                f"{path} is no regular file: a site holds no links. Remove it, or build the site "
                "again: reftel build."
            )


def is_hidden(path: str) -> bool:
    """Whether a path has a name that begins with a dot: others than the build put it there."""
    return path.startswith(".") or "/." in path


def remove(site: Path, path: str) -> None:
    """Remove a file of a site, and the folders that are empty then."""
    (site / path).unlink()
    for folder in (site / path).parents:
        if folder == site or any(os.scandir(folder)):
            return
        folder.rmdir()


def link(source: str, target: str) -> None:
    """Let a file stand in a second place, where its folder is; as a copy with its times, where the
    file system links nothing there.
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
