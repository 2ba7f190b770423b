"""Choices that follow from a seed alone, the same on every machine."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")


class Dice:
    """A seeded run of choices. Its own so that each cable's choices depend on no other cable."""

    __slots__ = ("_random",)

    def __init__(self, *seeds: object) -> None:
        self._random = Random(":".join(map(str, seeds)))

    def chance(self, share: float) -> bool:
        """True in `share` (0 to 1) of all calls."""
        return self._random.random() < share

    def between(self, least: int, most: int) -> int:
        """A whole number, both ends included."""
        return least + int(self._random.random() * (most - least + 1))

    def pick(self, values: Sequence[T]) -> T:
        """One of `values`, all alike likely."""
        return values[int(self._random.random() * len(values))]

    def weighted(self, values: Sequence[tuple[T, float]]) -> T:
        """One of the values, as likely as its weight says; weights need no sum."""
        left = self._random.random() * sum(weight for _, weight in values)
        for value, weight in values:
            left -= weight
            if left < 0:
                return value
        return values[-1][0]

    def shuffled(self, values: Sequence[T]) -> list[T]:
        """All of `values` in another order."""
        left = list(values)
        for last in range(len(left) - 1, 0, -1):
            other = self.between(0, last)
            left[last], left[other] = left[other], left[last]
        return left

    def some(self, values: Sequence[T], least: int, most: int) -> list[T]:
        """Different ones of `values`, as many as the bounds say or as there are."""
        return self.shuffled(values)[: self.between(least, most)]
