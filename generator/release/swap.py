"""Swaps a finished site with the served one in one step."""

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
"""A folder that every site of this program has; it identifies one."""

_HERE = -100
"""`AT_FDCWD` of Linux: paths are relative to the current folder."""

_EXCHANGE = 2
"""`RENAME_EXCHANGE` of renameat2(2)."""

_UNABLE = {errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP, errno.EPERM}
"""Errors of a system, sandbox or file system that does not support the exchange."""


def build_folder(served: Path) -> Path:
    """The folder in which a build makes its site.

    It is beside the served one, because folders can only be swapped within one file system.
    """
    return served.with_name(f".{served.name}-new-{os.getpid()}")


def remove_build_folder(built: Path) -> None:
    """Remove the folder of a build, if it exists, and its temporary search folders beside it.

    Signals are deferred meanwhile, so that an interrupted build leaves nothing behind.
    """
    with signals_deferred():
        beside = f".{built.name}-search-"
        parts = [path for path in built.parent.iterdir() if path.name.startswith(beside)]
        for path in (built, *parts):
            shutil.rmtree(path, ignore_errors=True)


def remove_leftovers(served: Path) -> None:
    """Remove what interrupted builds left beside the served site.

    Call it under the workspace's lock: then none of these builds is running.
    """
    name = re.escape(served.name)
    left = re.compile(rf"\.\.?{name}-(?:(?:new-|old-)?\d+(?:-search-\w+)?|search-\w+)")
    for path in served.parent.glob(".*"):
        if not left.fullmatch(path.name):
            continue
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink()  # planted: the next build in that place would follow a link


def check_replaceable(served: Path) -> None:
    """Raise `ReftelError` if no site can be put there, or if other files would be lost.

    Hidden names are ignored, because each build keeps them.
    """
    if served.exists() and not served.is_dir():
        raise ReftelError(
            f"{served} is a file: move it away, or set another site_dir in mkdocs.yml."
        )
    if served.is_mount():
        raise ReftelError(
            f"{served} is a mount point and cannot be replaced: set site_dir in mkdocs.yml to a "
            "folder within it."
        )
    _check_hidden(served)
    own = [path.name for path in served.glob("*") if not path.name.startswith(".")]
    if own and not (served / SITE_MARKER).is_dir():
        raise ReftelError(
            f"{served} contains {min(own)} but is not a site of this program, and would be "
            "replaced: move its files away, or set another site_dir in mkdocs.yml."
        )


def _check_hidden(served: Path) -> None:
    """Raise `ReftelError` if a link among the hidden names leads out of the site."""
    for hidden in served.glob(".*"):
        inner = (
            irregular_paths(hidden)
            if hidden.is_dir() and not hidden.is_symlink()
            else (str(hidden),)
        )
        for path in map(Path, inner):
            if path.is_symlink() and leads_out(path, served):
                raise ReftelError(
                    f"{path} is a link to {kind_of(path)} outside the site, which would be "
                    "published: remove it, and name its target in the server's settings."
                )


def swap_in(built: Path, served: Path, previous: Path) -> None:
    """Put the site in `built` in place of the served one, which becomes the previous site.

    Hidden files, mode and group of the served folder are kept. A process that reads by path always
    sees one of the two sites. Everything is flushed to disk before, so that one of them is
    complete after a power failure. Raises `ReftelError` if the file system refuses.
    """
    check_replaceable(served)
    try:
        _carry_over(served, built)
        _flush(built)
        old = _swap(built, served) if served.is_dir() else None
        if old is None:
            built.rename(served)
    except OSError as error:
        raise ReftelError(
            f"{served} cannot be replaced ({error.strerror}); the old site is unchanged."
        ) from error
    _flush_names(served.parent)
    if old is not None:
        set_aside(old, previous)


def _carry_over(served: Path, built: Path) -> None:
    """Copy hidden names (`.gitignore`, `.well-known/`), mode and group of the served folder."""
    if not served.is_dir():
        return
    for path in served.glob(".*"):
        if path.is_dir() and not path.is_symlink():
            shutil.copytree(path, built / path.name, symlinks=True, dirs_exist_ok=True)
        else:
            shutil.copy2(path, built / path.name, follow_symlinks=False)
    was, now = served.stat(), built.stat()
    if (was.st_mode, was.st_gid) != (now.st_mode, now.st_gid):
        _set_access(built, mode=was.st_mode & 0o7777, group=was.st_gid)


def _set_access(folder: Path, *, mode: int, group: int) -> None:
    """Set group and mode of a folder and its contents; files are not made executable."""
    for path in (folder, *folder.rglob("*")):
        if path.is_symlink():
            continue
        if path.stat().st_gid != group:
            os.chown(path, -1, group)
        path.chmod(mode if path.is_dir() else mode & 0o666)


def _swap(built: Path, served: Path) -> Path:
    """Swap the two folders; returns where the old site is now."""
    try:
        exchange_paths(built, served)
    except OSError as error:
        if error.errno not in _UNABLE:
            raise
        log.warning("This file system cannot swap folders; for a moment there is no site.")
        return _renamed(built, served)
    return built


def exchange_paths(first: Path, second: Path) -> None:
    """Exchange two paths of one file system atomically. Raises `OSError`."""
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError, TypeError) as error:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS)) from error
    if rename(_HERE, os.fsencode(first), _HERE, os.fsencode(second), _EXCHANGE):
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number), str(second))


def _renamed(built: Path, served: Path) -> Path:
    """The same by two renames; if the second fails, the first is undone."""
    old = served.with_name(f".{served.name}-old-{os.getpid()}")
    served.rename(old)
    try:
        built.rename(served)
    except OSError:
        old.rename(served)
        raise
    return old


def _flush(folder: Path) -> None:
    """Flush the file system of a folder to disk.

    One call for all files is much faster than one for each. Raises `OSError` if the disk failed.
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


def _flush_names(folder: Path) -> None:
    """Flush the list of names in a folder to disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
