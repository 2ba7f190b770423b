"""One build of a workspace at a time."""

from __future__ import annotations

import errno
import fcntl
import os
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.disk.symlinks import kind_of
from generator.errors import ReftelError

LOCK = ".reftel-lock"
"""The file in the workspace that a build holds. It stays, empty, when nobody holds it."""


@contextmanager
def workspace_lock(root: Path, tell: Callable[[str], object]) -> Iterator[None]:
    """Hold the lock of the workspace; wait, and `tell` so, while another build holds it.

    It covers content/pages as well as the site. The system releases it when the process ends,
    however it ends; for `lockf` belongs to the process, the workers that make PDFs do not keep it.
    Raises `ReftelError` where the file is a link, or another file too: it would be emptied.
    """
    descriptor = _open(root / LOCK)
    try:
        _take(descriptor, tell)
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, str(os.getpid()).encode(), 0)
        yield
        os.ftruncate(descriptor, 0)
    finally:
        os.close(descriptor)


def _open(path: Path) -> int:
    """The lock file, opened; it is made where it is missing."""
    flags = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK
    try:
        descriptor = os.open(path, flags, 0o666)
    except OSError as error:
        if error.errno not in (errno.ELOOP, errno.EISDIR, errno.ENXIO):
            raise
        raise ReftelError(_no_lock(path)) from error
    found = os.fstat(descriptor)
    if not stat.S_ISREG(found.st_mode) or found.st_nlink > 1:
        os.close(descriptor)
        raise ReftelError(_no_lock(path))
    return descriptor


def _no_lock(path: Path) -> str:
    kind = "a link to " * path.is_symlink() + kind_of(path)
    return (
        f"{path} is {kind}; expected a file without another name, which a build may empty: "
        "remove it."
    )


def _take(descriptor: int, tell: Callable[[str], object]) -> None:
    try:
        fcntl.lockf(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        holder = _holder(descriptor)
        tell(f"another build of this workspace is running (process {holder}); waiting for its end.")
        fcntl.lockf(descriptor, fcntl.LOCK_EX)


def _holder(descriptor: int) -> str:
    """The process that holds the lock; it writes its number a moment after it has it."""
    for _ in range(20):
        if found := os.pread(descriptor, 20, 0):
            return found.decode("ascii", "replace")
        time.sleep(0.01)
    return "unknown"
