"""What the system refuses, as a sentence."""

from __future__ import annotations

import errno
import os


def os_fault(error: OSError) -> str:
    """What the system refused, and what to do about it, as a sentence."""
    name = error.filename if error.filename2 is None else error.filename2  # of a copy, the target
    place = f"{os.fsdecode(name)}: " if isinstance(name, (str, bytes, os.PathLike)) else ""
    advice = _ADVICE.get(error.errno or 0, "mend this and run the command again")
    return f"{place}{error.strerror or error}; {advice}."


_DENIED = "let the user who runs this command read and write there"
_FULL = "make room on the disk and run the command again"
_TAKEN = "move away what stands there"

_ADVICE = {
    errno.EACCES: _DENIED,
    errno.EPERM: _DENIED,
    errno.EROFS: "this disk can only be read: work in a copy of the workspace",
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EEXIST: _TAKEN,
    errno.ENOTDIR: _TAKEN,
    errno.EISDIR: _TAKEN,
    errno.ENOTEMPTY: _TAKEN,
    errno.ENAMETOOLONG: "shorten the name",
}
