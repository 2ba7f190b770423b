"""When the collector looks for garbage: not while what is made stays, nor in what has been made."""

from __future__ import annotations

import atexit
import gc
from collections.abc import Iterator
from contextlib import contextmanager


def collect_rarely() -> None:
    """Few searches for garbage in this process, and none when it ends: for a command.

    What it makes stays until its end, but for some ten thousand values that hold each other.
    """
    gc.set_threshold(50_000)
    atexit.register(gc.freeze)


@contextmanager
def gc_disabled() -> Iterator[None]:
    """No search for garbage meanwhile: for making many values at once, all of which stay."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


@contextmanager
def gc_frozen() -> Iterator[None]:
    """No search for garbage in what has been made before: it would be in vain each time.

    Workers that are forked meanwhile share it as it is.
    """
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
