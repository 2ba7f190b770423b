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
"""The lock file of a workspace. It remains, empty, after a build."""


@contextmanager
def workspace_lock(root: Path, notify: Callable[[str], object]) -> Iterator[None]:
    """Hold the lock of the workspace `root`; wait while another build holds it.

    `notify` is called with a message before waiting. The lock covers content/pages and the site.
    The system releases it however the process ends; `lockf` locks belong to the process, so workers
    that outlive it do not hold it. Raises `ReftelError` if the lock file is a link or has another
    name, because it is emptied.
    """
    descriptor = _open(root / LOCK)
    try:
        _acquire(descriptor, notify)
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, str(os.getpid()).encode(), 0)
        yield
        os.ftruncate(descriptor, 0)
    finally:
        os.close(descriptor)


def _open(path: Path) -> int:
    """Open the lock file; create it if it is missing."""
    flags = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK
    try:
        descriptor = os.open(path, flags, 0o666)
    except OSError as error:
        if error.errno not in (errno.ELOOP, errno.EISDIR, errno.ENXIO):
            raise
        raise ReftelError(_refusal(path)) from error
    status = os.fstat(descriptor)
    if not stat.S_ISREG(status.st_mode) or status.st_nlink > 1:
        os.close(descriptor)
        raise ReftelError(_refusal(path))
    return descriptor


def _refusal(path: Path) -> str:
    kind = "a link to " * path.is_symlink() + kind_of(path)
    return f"{path} is {kind}; expected a file of its own, because a build empties it: remove it."


def _acquire(descriptor: int, notify: Callable[[str], object]) -> None:
    try:
        fcntl.lockf(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        holder = _holder(descriptor)
        notify(
            f"another build of this workspace is running (process {holder}); waiting for it to end."
        )
        fcntl.lockf(descriptor, fcntl.LOCK_EX)


def _holder(descriptor: int) -> str:
    """The number of the process that holds the lock, written just after it acquired it."""
    for _ in range(20):
        if number := os.pread(descriptor, 20, 0):
            return number.decode("ascii", "replace")
        time.sleep(0.01)
    return "unknown"
