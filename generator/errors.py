"""The exception for problems that users can fix, and how failures of the program are reported."""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from contextlib import contextmanager


class ReftelError(Exception):
    """A problem with a setting, folder or disk. The message tells the user what to do."""


def fault_place(error: Exception) -> str:
    """Type and source line of an exception.

    Its message is left out because it may quote withheld text.
    """
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} at {frame.filename.rpartition('/')[2]}:{frame.lineno}"


@contextmanager
def reporting_faults(subject: str) -> Iterator[None]:
    """Turn unexpected exceptions into a `ReftelError` that names `subject`, the input at fault."""
    try:
        yield
    except (ReftelError, MemoryError):
        raise
    except Exception as error:
        raise ReftelError(
            f"{subject}: the program failed here ({fault_place(error)}); the site was not changed. "
            "Report it with the version and, if you may share it, the cable. The other files can "
            "be built without this one."
        ) from error
