"""Which serial numbers of each post and year are held, and which are lacking."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO

from generator.model import Mrn, full_year, split_mrn
from generator.model.names import FIRST_UNIQUE_YEAR

NumberRange = tuple[int, int]
"""The first and the last of consecutive numbers."""

_Series = tuple[str, int]
"""Post and year of consecutive numbers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SerialYear:
    """The numbers that a post gave to its cables of one year."""

    post: str
    """The post as in MRNs: `THEHAGUE`."""
    year: int
    held: int
    """How many numbers are held."""
    withheld: int
    """How many are held, but withheld entirely from this edition."""
    highest: int
    """The highest number that is held, withheld or cited: the series has at least as many."""
    cited: Mrn | None
    """The cited cable with the highest number; None if a cable that is held or withheld has it."""
    missing: tuple[NumberRange, ...]
    """The numbers up to the highest that are lacking."""

    @property
    def lacking(self) -> int:
        """How many numbers are lacking."""
        return sum(last - first + 1 for first, last in self.missing)


def serial_years(
    held: Iterable[Mrn], withheld: Iterable[Mrn], cited: Iterable[Mrn]
) -> list[SerialYear]:
    """The numbers of each post and year, for posts of which something is held.

    Years before 1973 are left out: posts then had a series for each addressee. A number 0 is
    none: series begin with 1.
    """
    held_numbers, withheld_numbers = _by_series(held), _by_series(withheld)
    cited_numbers = _by_series(cited)
    posts = {post for post, _ in held_numbers}
    every = sorted({*held_numbers, *withheld_numbers, *cited_numbers})
    return [
        _serial_year(
            series,
            held_numbers.get(series, {}),
            withheld_numbers.get(series, {}),
            cited_numbers.get(series, {}),
        )
        for series in every
        if series[0] in posts
    ]


def _by_series(cables: Iterable[Mrn]) -> dict[_Series, dict[int, Mrn]]:
    """The numbers of each post and year, each with its cable."""
    numbers: dict[_Series, dict[int, Mrn]] = {}
    for mrn in cables:
        parts = split_mrn(mrn)
        if parts and parts[2] and full_year(parts[0]) >= FIRST_UNIQUE_YEAR:
            numbers.setdefault((parts[1], full_year(parts[0])), {})[parts[2]] = mrn
    return numbers


def _serial_year(
    series: _Series,
    held: Mapping[int, Mrn],
    withheld: Mapping[int, Mrn],
    cited: Mapping[int, Mrn],
) -> SerialYear:
    here = held.keys() | withheld.keys()
    highest = max(here | cited.keys())
    return SerialYear(
        post=series[0],
        year=series[1],
        held=len(held),
        withheld=len(withheld.keys() - held.keys()),
        highest=highest,
        cited=None if highest in here else cited[highest],
        missing=tuple(_missing(sorted(here), highest)),
    )


def _missing(numbers: Sequence[int], highest: int) -> Iterator[NumberRange]:
    """The ranges from 1 to `highest` without the `numbers`, which are sorted."""
    following = 1
    for number in numbers:
        if number > following:
            yield (following, number - 1)
        following = number + 1
    if following <= highest:
        yield (following, highest)


def range_text(numbers: NumberRange) -> str:
    """A range in figures: `12`, `1-12`."""
    first, last = numbers
    return str(first) if first == last else f"{first}-{last}"


def missing_numbers_csv(years: Iterable[SerialYear]) -> str:
    """The numbers that are lacking, a row for each range: `2009,MEXICO,1-12,1,12`.

    `first` and `last` are for programs that read `1-12` as a date.
    """
    out = StringIO(newline="")
    table = csv.writer(out, lineterminator="\r\n")
    table.writerow(["year", "post", "numbers", "first", "last"])
    for item in sorted(years, key=lambda item: (item.year, item.post)):
        for numbers in item.missing:
            table.writerow([item.year, item.post, range_text(numbers), *numbers])
    return out.getvalue()
