"""Fingerprints of word runs: the same rules as `quotation-words.js`.

A fingerprint is the CRC-32 of three words in a row. Those of a cable are made from an edition's own
text, and none spans a place where something is withheld: the fingerprint of withheld words would
confirm a guess.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from zlib import crc32

RUN = 3
"""Words in a fingerprint."""


def fingerprints(keys: Sequence[str]) -> list[int]:
    """The fingerprint of each three words in a row."""
    runs = zip(keys, keys[1:], keys[2:], strict=False)
    return [crc32(f"{a} {b} {c}".encode()) for a, b, c in runs]


def chosen(prints: Sequence[int], window: int) -> list[int]:
    """The indices of the smallest of each `window` in a row; of equals, the last one.

    A run that two texts share has the same ones in both, so that a look-up needs these only.
    """
    indices: list[int] = []
    ahead: deque[tuple[int, int]] = deque()  # what may still be the smallest, in order
    for index, fingerprint in enumerate(prints):
        while ahead and ahead[-1][0] >= fingerprint:
            ahead.pop()
        ahead.append((fingerprint, index))
        if ahead[0][1] <= index - window:
            ahead.popleft()
        if index >= min(window, len(prints)) - 1 and indices[-1:] != [ahead[0][1]]:
            indices.append(ahead[0][1])
    return indices
