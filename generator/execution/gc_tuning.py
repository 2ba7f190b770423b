"""Garbage collection settings for a program whose values mostly live until it ends."""

from __future__ import annotations

import atexit
import gc
from collections.abc import Iterator
from contextlib import contextmanager


def collect_rarely() -> None:
    """Collect garbage rarely in this process, and not at its end.

    For commands: almost all their values live until the process ends. Only some ten thousand
    are in reference cycles.
    """
    gc.set_threshold(50_000)
    atexit.register(gc.freeze)


@contextmanager
def gc_disabled() -> Iterator[None]:
    """Disable garbage collection while many long-lived values are created."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


@contextmanager
def gc_frozen() -> Iterator[None]:
    """Exclude all existing objects from garbage collection.

    Forked workers then also keep sharing the memory of those objects.
    """
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
