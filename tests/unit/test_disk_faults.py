"""What the system refuses is told as a sentence with what to do."""

from __future__ import annotations

import errno
import os

import pytest

from generator.disk import os_fault


@pytest.mark.parametrize(
    ("number", "name", "message"),
    [
        (errno.EACCES, "a/b", "a/b: Permission denied; give the user who runs this command"),
        (errno.ENOSPC, None, "No space left on device; make room on the disk and run"),
        (errno.EEXIST, b"a", "a: File exists; move away what is there."),
        (errno.EIO, 7, "Input/output error; fix this and run the command again."),
    ],
)
def test_a_refusal_of_the_system(number: int, name: str | bytes | None, message: str) -> None:
    assert os_fault(OSError(number, os.strerror(number), name)).startswith(message)


def test_a_refusal_without_a_number() -> None:
    assert os_fault(OSError("no such thing")).startswith("no such thing; fix this")


def test_a_refusal_of_a_copy_names_where_it_was_to_stand() -> None:
    error = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "source", None, "target")
    assert os_fault(error).startswith("target: No space left on device; ")
