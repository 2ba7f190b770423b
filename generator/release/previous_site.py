"""The site before the served one, kept so that the next one begins with it.

Its files are those of the served site under a second name, so that a new site needs neither
thousands of new names nor the removal of as many old ones. It stands in the workspace's hidden
folder, for what is withheld now it may still show where a build was killed. Nothing is believed of
it: what is taken from it is the very file that the served site has, and all else in folders that
are taken is removed.
"""

from __future__ import annotations

import logging
import os
import shutil
from collections.abc import Container, Mapping
from contextlib import suppress
from pathlib import Path

log = logging.getLogger("mkdocs.plugins.reftel")


def set_aside(old: Path, spare: Path) -> None:
    """Keep the folders of a site that is no longer served; remove all where that cannot be.

    They move to another folder: so whoever holds on to the old one, which was served,
    finds it empty, as if it had been removed, and reads no site that is being made.
    """
    shutil.rmtree(spare, ignore_errors=True)
    try:
        spare.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        spare.mkdir(mode=0o700)
        for path in [path for path in old.iterdir() if path.is_dir() and not path.is_symlink()]:
            path.rename(spare / path.name)
    except OSError:  # such as EXDEV: the site is on another file system
        shutil.rmtree(spare, ignore_errors=True)
    shutil.rmtree(old, ignore_errors=True)


def reuse_folder(spare: Path, site: Path, folder: str, wanted: Mapping[str, int]) -> set[str]:
    """Move what stands in a folder of the spare into a new site, but all that is not `wanted`.

    `wanted` has the inodes of files of the served site by path. Gives the paths of those that
    stand in the new site then: of none where the folder is not there or cannot be changed. The
    folder itself is made anew, for the same reason as in `set_aside`.
    """
    site.mkdir(parents=True, exist_ok=True)
    root = os.stat(site)
    found: set[str] = set()
    try:
        if _prune(f"{spare}/{folder}", folder, wanted, (root.st_mode, root.st_gid), found):
            (site / folder).mkdir(parents=True, exist_ok=True)
            for path in list((spare / folder).iterdir()):
                path.rename(site / folder / path.name)
            return found
    except OSError:
        shutil.rmtree(site / folder, ignore_errors=True)
    return set()


def remove_unshared(spare: Path, kept: Container[str]) -> None:
    """Remove from the spare all files but those that are `kept`, and folders without any."""
    for folder, folders, names in os.walk(spare, topdown=False):
        inner = f"{folder[len(str(spare)) + 1 :]}/".lstrip("/")
        links = [name for name in folders if os.path.islink(f"{folder}/{name}")]
        for name in (*names, *links):
            if f"{inner}{name}" not in kept:
                try:
                    os.unlink(f"{folder}/{name}")
                except OSError as error:
                    log.warning("%s/%s is no longer shown, and stays: %s", folder, name, error)
        with suppress(OSError):
            os.rmdir(folder)


def _prune(
    folder: str, inner: str, wanted: Mapping[str, int], like: tuple[int, int], found: set[str]
) -> bool:
    """Remove from a folder what is not `wanted`; whether it is there still, with what was `found`.

    A folder of another mode or group than a new one has is removed with all that is in it.
    """
    is_now = os.lstat(folder)
    if (is_now.st_mode, is_now.st_gid) != like:
        shutil.rmtree(folder)
        return False
    with os.scandir(folder) as entries:
        held = list(entries)
    left = len(held)
    for entry in held:
        path = f"{inner}/{entry.name}"
        if entry.is_dir(follow_symlinks=False):
            left -= not _prune(entry.path, path, wanted, like, found)
        elif wanted.get(path) == entry.inode():
            found.add(path)
        else:
            os.unlink(entry.path)
            left -= 1
    if not left:
        os.rmdir(folder)
    return left > 0
