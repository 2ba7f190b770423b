"""Files that must be regular ones: read without waiting, and never from outside the folder."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from generator.disk.symlinks import kind_of_mode
from generator.errors import ReftelError


def read_within(root: Path, name: str, *, largest: int) -> bytes | None:
    """The bytes of the file `name` below `root`; None where nothing has this name.

    Links are followed as long as they stay below `root`. Opening never waits, as it would for a
    named pipe. Raises `ReftelError` where something else than a regular file of up to `largest`
    bytes has the name, or it cannot be read.
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
        found = os.fstat(file.fileno())
        _check_kind(name, found)
        data = file.read(largest + 1)
    if len(data) > largest:
        raise ReftelError(
            f"{name} has {max(found.st_size, len(data)):,} bytes: expected at most {largest:,}. Is "
            "it the right file?"
        )
    return data


def _check_kind(name: str, found: os.stat_result) -> None:
    if not stat.S_ISREG(found.st_mode):
        raise _refused(name, kind_of_mode(found.st_mode))


def _refused(name: str, kind: str) -> ReftelError:
    return ReftelError(
        f"{name} is {kind}: expected a regular file. Put the file itself there, or move what is "
        "there away."
    )


def _unreadable(name: str, error: Exception) -> ReftelError:
    reason = error.strerror if isinstance(error, OSError) else "a link that leads to itself"
    return ReftelError(f"{name} cannot be read ({reason}): let whoever builds read it.")
