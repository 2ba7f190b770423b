"""When the collector looks for garbage: not while what is made stays, nor in what has been made."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """No search for garbage meanwhile: for making many values at once, all of which stay."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


@contextmanager
def frozen() -> Iterator[None]:
    """No search for garbage in what has been made before: it would be in vain each time.

    Workers that are forked meanwhile share it as it is.
    """
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
