"""The one exception for what a user can mend, and for where the program itself fails."""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from contextlib import contextmanager


class ReftelError(Exception):
    """A setting, folder or disk that stands in the way; the message says what to do."""


def fault_place(error: Exception) -> str:
    """Kind and place of an exception, without its message: that may quote what is withheld."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} at {frame.filename.rpartition('/')[2]}:{frame.lineno}"


@contextmanager
def reporting_faults(subject: str) -> Iterator[None]:
    """Raise a fault of the program as a `ReftelError` that names the `subject` of the work."""
    try:
        yield
    except (ReftelError, MemoryError):
        raise
    except Exception as error:
        raise ReftelError(
            f"{subject}: the program failed here ({fault_place(error)}), and nothing was put in "
            "place. Report it with the version and, if it may be shown, the cable; without that "
            "file the others are built."
        ) from error
