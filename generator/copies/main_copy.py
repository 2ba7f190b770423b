"""Chooses the main copy of a cable: the text that readers see and that others are compared with."""

from __future__ import annotations

from collections.abc import Sequence

from generator.copies.comparison import CableCopy
from generator.copies.copy_words import count_gaps, count_words
from generator.model import Cable

MIN_COMPLETE_SHARE = 0.9
"""A copy is complete from this share of the words of the longest copy."""


def main_copy(copies: Sequence[CableCopy]) -> int:
    """The index of the main copy: the first that editors name, else the most complete one.

    Among the copies with at least nine tenths of the words of the longest, it is the one with the
    fewest gaps; then one with a date-time group; then the one with the most words; then the first.
    """
    named = next((index for index, copy in enumerate(copies) if copy.note.is_main), None)
    if named is not None:
        return named
    sizes = [count_words(copy.cable) for copy in copies]
    complete = [n for n, size in enumerate(sizes) if size >= MIN_COMPLETE_SHARE * max(sizes)]
    return min(
        complete,
        key=lambda n: (
            count_gaps(copies[n].cable),
            not _has_own_header(copies[n].cable),
            -sizes[n],
            n,
        ),
    )


def _has_own_header(cable: Cable) -> bool:
    return cable.header.dtg is not None
