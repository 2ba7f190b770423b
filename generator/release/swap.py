"""Put a finished site in the place of the served one, in one step."""

from __future__ import annotations

import ctypes
import errno
import logging
import os
import re
import shutil
from pathlib import Path

from generator.disk.symlinks import irregular_paths, kind_of, leads_out
from generator.errors import ReftelError
from generator.execution.executors import signals_deferred
from generator.release.previous_site import set_aside

log = logging.getLogger("mkdocs.plugins.reftel")

SITE_MARKER = Path("assets") / "reftel"
"""A folder that each site of this program has, and that makes it known as one."""

_HERE = -100
"""`AT_FDCWD` of Linux: paths are relative to the current folder."""

_EXCHANGE = 2
"""`RENAME_EXCHANGE` of renameat2(2)."""

_UNABLE = {errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP, errno.EPERM}
"""Errors of a system (or of what confines it) or a file system that knows no exchange."""


def build_folder(served: Path) -> Path:
    """Where a build makes its site: beside the served one, for only within one file system
    can folders change places.
    """
    return served.with_name(f".{served.name}-new-{os.getpid()}")


def remove_build_folder(fresh: Path) -> None:
    """Remove the folder of a build, where it is, and what stands beside it for its search index.

    No signal breaks it off: a build that is ended leaves nothing.
    """
    with signals_deferred():
        beside = f".{fresh.name}-search-"
        parts = [path for path in fresh.parent.iterdir() if path.name.startswith(beside)]
        for path in (fresh, *parts):
            shutil.rmtree(path, ignore_errors=True)


def remove_leftovers(served: Path) -> None:
    """Remove what builds that were ended in the middle left beside the served site.

    To be called under the workspace's lock: then none of them is alive.
    """
    name = re.escape(served.name)
    left = re.compile(rf"\.\.?{name}-(?:(?:new-|old-)?\d+(?:-search-\w+)?|search-\w+)")
    for path in served.parent.glob(".*"):
        if not left.fullmatch(path.name):
            continue
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink()  # planted: a link would be followed when the next site is made there


def check_replaceable(served: Path) -> None:
    """Raise `ReftelError` where a site cannot stand, or something else would be lost.

    Names that begin with a dot are kept by each build, so that they count for nothing here.
    """
    if served.exists() and not served.is_dir():
        raise ReftelError(f"{served} is a file: move it, or name another site_dir in mkdocs.yml.")
    if served.is_mount():
        raise ReftelError(
            f"{served} is where a disk is mounted and cannot be replaced: name a folder within it "
            "as site_dir in mkdocs.yml."
        )
    _check_kept(served)
    own = [path.name for path in served.glob("*") if not path.name.startswith(".")]
    if own and not (served / SITE_MARKER).is_dir():
        raise ReftelError(
            f"{served} holds {min(own)}, but no site of this program, and would be replaced by it: "
            "move what is there, or name another site_dir in mkdocs.yml."
        )


def _check_kept(served: Path) -> None:
    """Raise `ReftelError` where a link among what is kept leads out of the site."""
    for kept in served.glob(".*"):
        inner = irregular_paths(kept) if kept.is_dir() and not kept.is_symlink() else (str(kept),)
        for path in map(Path, inner):
            if path.is_symlink() and leads_out(path, served):
                raise ReftelError(
                    f"{path} is a link to {kind_of(path)} outside the site, which would be "
                    "published: remove it, and let the server's settings name what it leads to."
                )


def swap_in(fresh: Path, served: Path, spare: Path) -> None:
    """Let the fresh folder stand where the served one stood, which becomes the spare.

    Dot files, mode and group of the served folder carry over. Whoever reads by path reads
    either site and never none. All is on the disk before, so that a power cut leaves one
    of both whole. Raises `ReftelError` where the file system refuses.
    """
    check_replaceable(served)
    try:
        _carry_over(served, fresh)
        _write_through(fresh)
        old = _exchanged(fresh, served) if served.is_dir() else None
        if old is None:
            fresh.rename(served)
    except OSError as error:
        raise ReftelError(
            f"{served} cannot be replaced ({error.strerror}); the old site stands."
        ) from error
    _write_names(served.parent)
    if old is not None:
        set_aside(old, spare)


def _carry_over(served: Path, fresh: Path) -> None:
    """Copy what is not the build's own (`.gitignore`, `.well-known/`); let the same people read."""
    if not served.is_dir():
        return
    for path in served.glob(".*"):
        if path.is_dir() and not path.is_symlink():
            shutil.copytree(path, fresh / path.name, symlinks=True, dirs_exist_ok=True)
        else:
            shutil.copy2(path, fresh / path.name, follow_symlinks=False)
    was, now = served.stat(), fresh.stat()
    if (was.st_mode, was.st_gid) != (now.st_mode, now.st_gid):
        _admit(fresh, mode=was.st_mode & 0o7777, group=was.st_gid)


def _admit(folder: Path, *, mode: int, group: int) -> None:
    """Give the folder and all in it a group, and the mode of a folder; files cannot be run."""
    for path in (folder, *folder.rglob("*")):
        if path.is_symlink():
            continue
        if path.stat().st_gid != group:
            os.chown(path, -1, group)
        path.chmod(mode if path.is_dir() else mode & 0o666)


def _exchanged(fresh: Path, served: Path) -> Path:
    """Let both change places; where the old one stands now."""
    try:
        exchange_paths(fresh, served)
    except OSError as error:
        if error.errno not in _UNABLE:
            raise
        log.warning("This file system cannot exchange folders; for a moment there is no site.")
        return _renamed(fresh, served)
    return fresh


def exchange_paths(one: Path, other: Path) -> None:
    """Let two paths of one file system change places at once. Raises `OSError`."""
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError, TypeError) as error:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS)) from error
    if rename(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE):
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number), str(other))


def _renamed(fresh: Path, served: Path) -> Path:
    """The same by two renames; if the second fails, the first is taken back."""
    old = served.with_name(f".{served.name}-old-{os.getpid()}")
    served.rename(old)
    try:
        fresh.rename(served)
    except OSError:
        old.rename(served)
        raise
    return old


def _write_through(folder: Path) -> None:
    """Have the system write to the disk all that its file system still holds in memory.

    One call for all files takes a small part of the time of one for each. Raises `OSError` where
    the disk failed.
    """
    sync = getattr(ctypes.CDLL(None, use_errno=True), "syncfs", None)
    if sync is None:
        os.sync()
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        if sync(descriptor):
            number = ctypes.get_errno()
            raise OSError(number, os.strerror(number), str(folder))
    finally:
        os.close(descriptor)


def _write_names(folder: Path) -> None:
    """Have the system write to the disk which names stand in the folder."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
