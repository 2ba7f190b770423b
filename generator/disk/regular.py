"""Reads files that must be regular files within a folder, without blocking."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from generator.disk.symlinks import kind_of_mode
from generator.errors import ReftelError


def read_within(root: Path, name: str, *, largest: int) -> bytes | None:
    """The bytes of the file `name` below `root`; None if there is nothing of that name.

    Links are followed within `root`. Opening never blocks, as it would for a named pipe. Raises
    `ReftelError` if it is not a regular file of at most `largest` bytes, or cannot be read.
    """
    path = root / name
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise _unreadable(name, error) from error
    try:
        real = path.resolve(strict=True)
        if not real.is_relative_to(root.resolve()):
            raise _refused(name, "a link that leads out of the workspace")
        _check_kind(name, real.stat())
        descriptor = os.open(real, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC)
    except FileNotFoundError as error:
        raise _refused(name, "a link to nothing") from error
    except (OSError, RuntimeError) as error:
        raise _unreadable(name, error) from error
    with os.fdopen(descriptor, "rb") as file:
        status = os.fstat(file.fileno())
        _check_kind(name, status)
        data = file.read(largest + 1)
    if len(data) > largest:
        size = max(status.st_size, len(data))
        raise ReftelError(
            f"{name} has {size:,} bytes; expected at most {largest:,}. Is this the right file?"
        )
    return data


def _check_kind(name: str, status: os.stat_result) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise _refused(name, kind_of_mode(status.st_mode))


def _refused(name: str, kind: str) -> ReftelError:
    return ReftelError(
        f"{name} is {kind}; expected a regular file: put the file itself there, or move away what "
        "is there."
    )


def _unreadable(name: str, error: Exception) -> ReftelError:
    reason = error.strerror if isinstance(error, OSError) else "a link to itself"
    return ReftelError(
        f"{name} cannot be read ({reason}): give the user who builds permission to read it."
    )
