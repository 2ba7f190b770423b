"""The cited cables that are not held, by post and year, and the bounds of their dates."""

from __future__ import annotations

import datetime
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter, itemgetter

from generator.model import (
    FIRST_UNIQUE_YEAR,
    Citation,
    Corpus,
    DateSource,
    Mrn,
    Outline,
    RecordsRequest,
    full_year,
    mrn_order,
    series_of,
    series_parts,
    split_mrn,
)


@dataclass(frozen=True, slots=True, order=True)
class DatedNumber:
    """A held cable of a series with the day on which it was sent."""

    number: int
    day: datetime.date
    mrn: Mrn


@dataclass(frozen=True, slots=True, kw_only=True)
class DateBound:
    """The first or last day on which a cable can have been sent, and the cable that shows it."""

    day: datetime.date
    evidence: Mrn | None
    """The held cable with this date; None if the day is the first or last of the year."""
    is_citing: bool = False
    """True if the evidence is a cable that cites this one, false if it is a neighbour."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DateBounds:
    """The days between which a cable was sent."""

    first: DateBound
    last: DateBound
    is_guess: bool
    """True if no citing cable gives the year."""
    conflict: tuple[Mrn, ...] = ()
    """Two cables whose dates contradict each other, so that only the year remains."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedSeries:
    """The cables of a post and year that are cited and not held, and what is known about them."""

    name: str
    """`08LIMA`."""
    citations: tuple[tuple[Mrn, tuple[Citation, ...]], ...]
    """Each number with its citations, in the order of numbers."""
    days: tuple[tuple[Mrn, datetime.date], ...]
    """The days of the citing cables, as far as they are known, in the order of their numbers as
    text."""
    in_order: tuple[DatedNumber, ...]
    """Held cables of the series whose dates rise with their numbers."""
    out_of_order: int
    """How many held cables of the series have a date that does not fit this order."""
    requests: tuple[RecordsRequest, ...]
    """The requests for any of these cables, the earliest first."""

    @property
    def year(self) -> int:
        """The year, with four digits."""
        return series_parts(self.name)[1]

    @property
    def post(self) -> str:
        """The post as in numbers of cables: `LIMA`."""
        return series_parts(self.name)[0]

    def requests_for(self, mrn: Mrn) -> tuple[RecordsRequest, ...]:
        """The requests for one of the cables, the earliest first."""
        return tuple(request for request in self.requests if request.covers(mrn))

    def citations_of(self, mrn: Mrn) -> tuple[Citation, ...]:
        """The citations of one of the cables."""
        at = bisect_left(self.citations, mrn_order(mrn), key=lambda item: mrn_order(item[0]))
        return self.citations[at][1]

    def _day(self, citing: Mrn) -> datetime.date | None:
        """The day of a citing cable; None if it is not known."""
        at = bisect_left(self.days, citing, key=itemgetter(0))
        return self.days[at][1] if at < len(self.days) and self.days[at][0] == citing else None

    def bounds(self, mrn: Mrn) -> DateBounds:
        """The days between which one of the cables was sent."""
        of_year = _year_bounds(self.year)
        citations = self.citations_of(mrn)
        is_guess = all(citation.year_inferred for citation in citations)
        before, after = self._neighbours(mrn)
        citing = min(
            (
                DateBound(day=day, evidence=citation.citing, is_citing=True)
                for citation in citations
                if (day := self._day(citation.citing)) is not None
            ),
            key=attrgetter("day"),
            default=None,
        )
        first = max(filter(None, [of_year[0], before]), key=attrgetter("day"))
        last = min(filter(None, [of_year[1], after, citing]), key=attrgetter("day"))
        if first.day > last.day:
            pair = tuple(b.evidence for b in (first, last) if b.evidence is not None)
            return DateBounds(first=of_year[0], last=of_year[1], is_guess=is_guess, conflict=pair)
        return DateBounds(first=first, last=last, is_guess=is_guess)

    def _neighbours(self, mrn: Mrn) -> tuple[DateBound | None, DateBound | None]:
        """The held cables with the next lower and the next higher number of the series.

        None for years in which a post had several series.
        """
        if self.year < FIRST_UNIQUE_YEAR:
            return None, None
        number = mrn_order(mrn)[2]
        of_number = attrgetter("number")
        below = bisect_left(self.in_order, number, key=of_number) - 1
        above = bisect_right(self.in_order, number, key=of_number)
        return (
            _bound(self.in_order[below]) if below >= 0 else None,
            _bound(self.in_order[above]) if above < len(self.in_order) else None,
        )


def _bound(dated: DatedNumber) -> DateBound:
    return DateBound(day=dated.day, evidence=dated.mrn)


def _year_bounds(year: int) -> tuple[DateBound, DateBound]:
    first, last = datetime.date(year, 1, 1), datetime.date(year, 12, 31)
    return DateBound(day=first, evidence=None), DateBound(day=last, evidence=None)


def series_names(corpus: Corpus) -> list[str]:
    """The names of all series, in order."""
    held = {item.mrn for item in corpus.cables}
    return sorted(
        {
            series_of(citation.cited)
            for citation in corpus.citations
            if citation.cited not in held and split_mrn(citation.cited) is not None
        }
    )


def cited_series(corpus: Corpus) -> dict[str, CitedSeries]:
    """The series of all cables that are cited and not held, by name."""
    outlines = {item.mrn: item.outline for item in corpus.cables if item.mrn is not None}
    cited: dict[str, dict[Mrn, list[Citation]]] = {}
    for citation in corpus.citations:
        if citation.cited not in outlines and split_mrn(citation.cited) is not None:
            of_series = cited.setdefault(series_of(citation.cited), {})
            of_series.setdefault(citation.cited, []).append(citation)
    dated = _dated(cited, outlines)
    return {
        name: _series(name, numbers, outlines, dated.get(name, ()), corpus.records_requests)
        for name, numbers in sorted(cited.items(), key=lambda item: series_parts(item[0]))
    }


def _series(
    name: str,
    numbers: Mapping[Mrn, Sequence[Citation]],
    outlines: Mapping[Mrn, Outline],
    dated: Sequence[DatedNumber],
    requests: Iterable[RecordsRequest],
) -> CitedSeries:
    rising = in_order(sorted(dated))
    citing = sorted({c.citing for citations in numbers.values() for c in citations})
    asked = [request for request in requests if any(map(request.covers, numbers))]
    return CitedSeries(
        name=name,
        citations=tuple((mrn, tuple(numbers[mrn])) for mrn in sorted(numbers, key=mrn_order)),
        days=tuple((mrn, day) for mrn in citing if (day := sending_day(outlines[mrn]))),
        in_order=tuple(rising),
        out_of_order=len(dated) - len(rising),
        requests=tuple(sorted(asked, key=lambda request: (request.asked, request.line))),
    )


def _dated(names: Iterable[str], outlines: Mapping[Mrn, Outline]) -> dict[str, list[DatedNumber]]:
    """The held cables of each of the series with a date of its year."""
    wanted = {*names}
    dated: dict[str, list[DatedNumber]] = {}
    for mrn, outline in outlines.items():
        parts, name = split_mrn(mrn), series_of(mrn)
        day = sending_day(outline)
        if parts and name in wanted and day is not None and day.year == full_year(parts[0]):
            dated.setdefault(name, []).append(DatedNumber(parts[2], day, mrn))
    return dated


def sending_day(outline: Outline) -> datetime.date | None:
    """The day on which a cable was sent; None if it is unknown, or only the day of drafting is."""
    if outline.header.date_source is DateSource.DRAFTING:
        return None
    return outline.header.date


def in_order(dated: Sequence[DatedNumber]) -> list[DatedNumber]:
    """The most of these cables, given by number, whose dates never fall.

    One wrong date thus counts for nothing, instead of moving all bounds. (Longest non-decreasing
    subsequence; of several, the one with the earliest dates at its end.)
    """
    ends: list[datetime.date] = []
    """The last date of the best chain of each length."""
    last: list[int] = []
    """The cable with that date, by its place."""
    before: list[int] = []
    """For each cable, the place of the one before it in its chain; -1 for the first."""
    for place, item in enumerate(dated):
        length = bisect_right(ends, item.day)
        before.append(last[length - 1] if length else -1)
        ends[length : length + 1] = [item.day]
        last[length : length + 1] = [place]
    chain, place = [], last[-1] if last else -1
    while place >= 0:
        chain.append(dated[place])
        place = before[place]
    return chain[::-1]
