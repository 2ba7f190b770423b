"""Whether work takes time in proportion to its text, measured so that other work hardly matters.

Ten times the text may take at most fifteen times as long; quadratic work takes a hundred times.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

SIZES = (2_000, 20_000)
"""Characters of the two texts that are compared; 200 take no time that can be measured."""
TRIES = 9
"""How often both texts are measured, unless they are in proportion before.

The least CPU time of each counts: what else runs on the machine disturbs it least.
"""
FLOOR = 0.004
"""Seconds below which the clock tells nothing."""
MOST = 15
"""How many times as long ten times the text may take."""


def growth(work: Callable[[str], object], piece: str, frame: str = "", end: str = "\0") -> float:
    """How many times longer the larger text takes; measured again where it seems too many.

    The texts are `piece` again and again, between `frame` and `end`.
    """
    small, large = (frame + (piece * (size // len(piece) + 1))[:size] + end for size in SIZES)
    least_small = least_large = float("inf")
    with _no_garbage_collection():
        for _ in range(TRIES):
            least_large = min(least_large, _seconds(work, large))
            if least_large < MOST * FLOOR:
                return least_large / FLOOR
            least_small = min(least_small, _seconds(work, small))
            if least_large < MOST * least_small:
                break
    return least_large / max(least_small, FLOOR)


def _seconds(work: Callable[[str], object], text: str) -> float:
    begin = time.process_time()
    work(text)
    return time.process_time() - begin


@contextmanager
def _no_garbage_collection() -> Iterator[None]:
    """How long the collection takes depends on the objects of all tests."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
