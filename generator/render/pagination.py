"""Splits long lists into pages, so that no page grows with the collection."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

MAX_ROWS = 300
"""Maximum number of rows on a page; a longer list is split."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ListPage(Generic[T]):
    """One page of a list: rows, or links to smaller pages."""

    period: str
    """Name of the part: empty for the whole list, `2008`, `2008-03`."""
    items: Sequence[T]
    """The rows; empty if the page is split further."""
    periods: tuple[tuple[str, int], ...]
    """The smaller pages with their number of rows; empty if the page has rows."""


def paginated(
    items: Sequence[T], keys: Sequence[Callable[[T], str]], max_rows: int = MAX_ROWS
) -> Iterator[ListPage[T]]:
    """The list on one page, or split by the first of `keys` that distinguishes its rows.

    A page has at most `max_rows` rows, unless the keys cannot distinguish them. The names of pages
    come from the rows, so that a new row does not move others.
    """
    return _paginated("", items, keys, max_rows)


def _paginated(
    period: str, items: Sequence[T], keys: Sequence[Callable[[T], str]], max_rows: int
) -> Iterator[ListPage[T]]:
    if len(items) <= max_rows or not keys:
        yield ListPage(period, items, ())
        return
    groups: dict[str, list[T]] = {}
    for item in items:
        groups.setdefault(keys[0](item), []).append(item)
    if len(groups) == 1:
        yield from _paginated(period, items, keys[1:], max_rows)
        return
    groups = dict(sorted(groups.items()))
    yield ListPage(period, (), tuple((name, len(rows)) for name, rows in groups.items()))
    for name, rows in groups.items():
        yield from _paginated(name, rows, keys[1:], max_rows)


def period_name(period: str) -> str:
    """The name of a period for readers: `2008`, `2008-03`, `2008, month unknown`."""
    known, separator, _ = period.partition("-unknown")
    if not separator:
        return period
    return f"{known}, {'month' if len(known) == len('2008') else 'day'} unknown"


def date_key(iso_date: str, length: int) -> str:
    """The first characters of an ISO date: four for the year, seven for the month.

    A date that is known less exactly has a key of its own: `2008-unknown` among the months of 2008.
    """
    if not iso_date:
        return "undated"
    return iso_date[:length] if len(iso_date) >= length else f"{iso_date}-unknown"
