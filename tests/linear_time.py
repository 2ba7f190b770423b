"""Whether work takes time in proportion to its text, measured so that other work hardly matters.

Ten times the text may take at most fifteen times as long; quadratic work takes a hundred times.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

SMALL, LARGE = 2_000, 20_000
"""Characters of the two texts that are compared; 200 take no time that can be measured."""
FLOOR = 0.004
"""Seconds below which the clock tells nothing."""
MOST = 15
"""How many times as long ten times the text may take."""


def growth(work: Callable[[str], object], piece: str, frame: str = "", end: str = "\0") -> float:
    """How many times longer the larger text takes; measured again where it seems too long.

    The texts are `piece` again and again, between `frame` and `end`.
    """
    texts = [frame + (piece * (size // len(piece) + 1))[:size] + end for size in (SMALL, LARGE)]
    least = float("inf")
    with _no_garbage_collection():
        for _ in range(3):
            small, large = (_seconds(work, text) for text in texts)
            least = min(least, large / max(small, FLOOR))
            if least < MOST:
                break
    return least


def _seconds(work: Callable[[str], object], text: str) -> float:
    """The least CPU time of three runs, which what else runs disturbs least."""
    least = float("inf")
    for _ in range(3):
        begin = time.process_time()
        work(text)
        least = min(least, time.process_time() - begin)
    return least


@contextmanager
def _no_garbage_collection() -> Iterator[None]:
    """How long the collection takes depends on the objects of all tests."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
