"""The site before the served one, from which the next build starts.

Its files are hard links to files of the served site, so that a new site needs neither thousands of
new directory entries nor the removal of as many old ones. It is in the workspace's hidden folder,
because after a killed build it may contain what is now withheld. It is never trusted: only files
with the inode of a file of the served site are used, and everything else in a reused folder is
removed.
"""

from __future__ import annotations

import logging
import os
import shutil
from collections.abc import Container, Mapping
from contextlib import suppress
from pathlib import Path

from generator.disk.site_files import is_below

log = logging.getLogger("mkdocs.plugins.reftel")


def set_aside(old: Path, previous: Path) -> None:
    """Move the folders of a site that is no longer served to `previous`, or remove the site.

    They move to another folder, so that a process with a handle on the old one finds it empty, as
    if it had been removed, and does not read a site while it is built.
    """
    shutil.rmtree(previous, ignore_errors=True)
    try:
        previous.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        previous.mkdir(mode=0o700)
        for path in [path for path in old.iterdir() if path.is_dir() and not path.is_symlink()]:
            path.rename(previous / path.name)
    except OSError:  # such as EXDEV: the site is on another file system
        shutil.rmtree(previous, ignore_errors=True)
    shutil.rmtree(old, ignore_errors=True)


def reuse_folder(previous: Path, site: Path, folder: str, wanted: Mapping[str, int]) -> set[str]:
    """Move the files of a folder of the previous site that are in `wanted` into a new site.

    `wanted` has the inodes of files of the served site by path. Returns the paths of the moved
    files: none if the folder is missing or cannot be changed. Other files are removed. The folder
    itself is created again, for the same reason as in `set_aside`. Raises `ValueError` for a folder
    outside the site: what is not wanted in it would be removed.
    """
    if not is_below(folder):
        raise ValueError(f"{folder!r} is not a folder below a site")
    site.mkdir(parents=True, exist_ok=True)
    root = os.stat(site)
    remaining: set[str] = set()
    try:
        if _prune(f"{previous}/{folder}", folder, wanted, (root.st_mode, root.st_gid), remaining):
            (site / folder).mkdir(parents=True, exist_ok=True)
            for path in list((previous / folder).iterdir()):
                path.rename(site / folder / path.name)
            return remaining
    except OSError:
        shutil.rmtree(site / folder, ignore_errors=True)
    return set()


def remove_unshared(previous: Path, shared: Container[str]) -> None:
    """Remove from the previous site all files that are not in `shared`, and empty folders."""
    for folder, folders, names in os.walk(previous, topdown=False):
        inner = f"{folder[len(str(previous)) + 1 :]}/".lstrip("/")
        links = [name for name in folders if os.path.islink(f"{folder}/{name}")]
        for name in (*names, *links):
            if f"{inner}{name}" not in shared:
                try:
                    os.unlink(f"{folder}/{name}")
                except OSError as error:
                    log.warning(
                        "%s/%s is no longer published but could not be removed: %s",
                        folder,
                        name,
                        error,
                    )
        with suppress(OSError):
            os.rmdir(folder)


def _prune(
    folder: str,
    inner: str,
    wanted: Mapping[str, int],
    expected: tuple[int, int],
    remaining: set[str],
) -> bool:
    """Remove from a folder all files that are not `wanted`, and add the others to `remaining`.

    A folder with another mode or group than `expected`, that of a new folder, is removed
    completely. Returns False if the folder was removed.
    """
    status = os.lstat(folder)
    if (status.st_mode, status.st_gid) != expected:
        shutil.rmtree(folder)
        return False
    with os.scandir(folder) as entries:
        listed = list(entries)
    left = len(listed)
    for entry in listed:
        path = f"{inner}/{entry.name}"
        if entry.is_dir(follow_symlinks=False):
            left -= not _prune(entry.path, path, wanted, expected, remaining)
        elif wanted.get(path) == entry.inode():
            remaining.add(path)
        else:
            os.unlink(entry.path)
            left -= 1
    if not left:
        os.rmdir(folder)
    return left > 0
