"""Long lists parted into shorter ones, so that no page grows with the collection."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

MOST_ROWS = 300
"""Rows that one list holds; a longer list is parted."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ListPage(Generic[T]):
    """One list, or a list of shorter lists."""

    period: str
    """Which part it is: empty for the whole, `2008`, `2008-03`."""
    items: Sequence[T]
    """The rows; empty where the list is parted further."""
    periods: tuple[tuple[str, int], ...]
    """The parts with how many rows they hold; empty where the rows stand here."""


def paginated(
    items: Sequence[T], partings: Sequence[Callable[[T], str]], most: int = MOST_ROWS
) -> Iterator[ListPage[T]]:
    """The list as it is, or its parts by the first of `partings` that tells rows apart.

    A part holds at most `most` rows where the partings can tell so many apart. The addresses of
    parts come from the rows, so that a new row moves no other.
    """
    return _parted("", items, partings, most)


def _parted(
    period: str, items: Sequence[T], partings: Sequence[Callable[[T], str]], most: int
) -> Iterator[ListPage[T]]:
    if len(items) <= most or not partings:
        yield ListPage(period, items, ())
        return
    groups: dict[str, list[T]] = {}
    for item in items:
        groups.setdefault(partings[0](item), []).append(item)
    if len(groups) == 1:
        yield from _parted(period, items, partings[1:], most)
        return
    groups = dict(sorted(groups.items()))
    yield ListPage(period, (), tuple((name, len(some)) for name, some in groups.items()))
    for name, some in groups.items():
        yield from _parted(name, some, partings[1:], most)


def date_key(date: datetime.date | None, length: int) -> str:
    """The first characters of the ISO date: four for the year, seven for the month."""
    return date.isoformat()[:length] if date else "undated"
