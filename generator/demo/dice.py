"""Seeded random choices, the same on every machine."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")


class Dice:
    """A seeded sequence of choices.

    Each cable and purpose has its own, so that no choice depends on other cables. Only
    `Random.random` is used, whose sequence Python guarantees for a given seed.
    """

    __slots__ = ("_random",)

    def __init__(self, *seeds: object) -> None:
        self._random = Random(":".join(map(str, seeds)))

    def chance(self, share: float) -> bool:
        """True with the probability `share` (0 to 1)."""
        return self._random.random() < share

    def between(self, least: int, most: int) -> int:
        """An integer from `least` to `most`, both included."""
        return least + int(self._random.random() * (most - least + 1))

    def pick(self, values: Sequence[T]) -> T:
        """One of `values`, all equally likely."""
        return values[int(self._random.random() * len(values))]

    def weighted(self, values: Sequence[tuple[T, float]]) -> T:
        """One of the values, chosen by weight. The weights may have any sum."""
        threshold = self._random.random() * sum(weight for _, weight in values)
        for value, weight in values:
            threshold -= weight
            if threshold < 0:
                return value
        return values[-1][0]

    def shuffled(self, values: Sequence[T]) -> list[T]:
        """All of `values` in random order."""
        result = list(values)
        for last in range(len(result) - 1, 0, -1):
            other = self.between(0, last)
            result[last], result[other] = result[other], result[last]
        return result

    def some(self, values: Sequence[T], least: int, most: int) -> list[T]:
        """From `least` to `most` distinct items of `values`, or fewer if there are not enough."""
        return self.shuffled(values)[: self.between(least, most)]
