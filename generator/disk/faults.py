"""Errors of the operating system as messages."""

from __future__ import annotations

import errno
import os


def os_fault(error: OSError) -> str:
    """A message with the path, the error and what to do about it."""
    name = error.filename if error.filename2 is None else error.filename2  # of a copy, the target
    place = f"{os.fsdecode(name)}: " if isinstance(name, (str, bytes, os.PathLike)) else ""
    advice = _ADVICE.get(error.errno or 0, "fix this and run the command again")
    return f"{place}{error.strerror or error}; {advice}."


_DENIED = "give the user who runs this command permission to read and write there"
_FULL = "make room on the disk and run the command again"
_OCCUPIED = "move away what is there"

_ADVICE = {
    errno.EACCES: _DENIED,
    errno.EPERM: _DENIED,
    errno.EROFS: "this disk is read-only: work in a copy of the workspace",
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EEXIST: _OCCUPIED,
    errno.ENOTDIR: _OCCUPIED,
    errno.EISDIR: _OCCUPIED,
    errno.ENOTEMPTY: _OCCUPIED,
    errno.ENAMETOOLONG: "shorten the name",
}
