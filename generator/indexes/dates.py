"""Find dates in running text, with their precision."""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass

from generator.indexes.date_forms import (
    ANY_MONTH,
    ANY_YEAR,
    AS_ADJECTIVE,
    BETWEEN,
    DATES_OF_TWO_YEARS,
    DAY_MONTH_WITHOUT_YEAR,
    DAY_MONTH_YEAR,
    DAY_WITHOUT_YEAR,
    DAYS_BEFORE_MONTH,
    DAYS_OF_ONE_MONTH,
    DAYS_OF_TWO_MONTHS,
    DAYS_WITHOUT_YEAR,
    GOES_ON,
    IS_NOT_THE_DAY,
    IS_SECOND_HALF,
    LEADING_WORDS,
    MAX_FIRST_HALF,
    MAX_LEADING_LENGTH,
    MONTH_DAY_YEAR,
    MONTH_YEAR,
    MONTHS,
    MONTHS_OF_ONE_YEAR,
    RELATIVE_YEAR,
    YEAR_ALONE,
    YEARS,
)
from generator.indexes.event_sentences import sentence_range
from generator.model import Header, Precision

EARLIEST_YEAR = 1900
"""Earlier dates are ignored."""
MAX_YEARS_AHEAD = 10
"""Maximum number of years after the cable's own; a later date is a typing error."""

MAX_PAST = datetime.timedelta(days=183)
MAX_FUTURE = datetime.timedelta(days=61)
"""How far a date without a year may be before and after the cable's own date."""

NEAR_YEARS = 2
"""A year this near to the inferred one may be the year of the day; others are background."""

MAX_STORY_LENGTH = 2000
"""Maximum number of characters before a sentence in which its year is looked for."""

MAX_PAST_OF_DEADLINE = datetime.timedelta(days=14)
"""How far before the cable's own date a deadline may be ("by August 20"); most are yet to come."""


@dataclass(frozen=True, slots=True)
class DateMatch:
    """A date in a text, with its offsets."""

    start: int
    end: int
    first: datetime.date
    """The first day of the period."""
    last: datetime.date
    """The last day of the period; the same as `first` for a single day."""
    precision: Precision
    year_inferred: bool
    """True if the date is written without its year."""


@dataclass(frozen=True, slots=True)
class Days:
    """The days on which a cable may have been sent: one day, or those of a year."""

    first: datetime.date
    last: datetime.date


def days_of(header: Header) -> Days | None:
    """The days on which a cable may have been sent; None if not even the year is known."""
    if header.date is not None:
        return Days(header.date, header.date)
    if header.year is None:
        return None
    return Days(datetime.date(header.year, 1, 1), datetime.date(header.year, 12, 31))


def find_dates(text: str, sent: Days | None) -> list[DateMatch]:
    """The dates in `text`, in order and without overlaps.

    `sent` is when the cable was sent, if known. A date without a year is read only if exactly one
    year puts it between `MAX_PAST` before the first and `MAX_FUTURE` after the last of these days:
    "on April 18" in a cable of which only the year is known, but not "on December 18", which may be
    of the year before. Nor is it read where the text speaks of another year.
    Impossible dates ("February 30") and parts of ranges in an unknown form are skipped.
    """
    matches: list[DateMatch] = []
    covered: set[int] = set()
    latest_year = (sent.last.year if sent else 2100) + MAX_YEARS_AHEAD
    for pattern, read in _applicable_forms(text):
        for match in pattern.finditer(text):
            start, end = match.span()
            if not covered.isdisjoint(range(start, end)):
                continue
            date_range = read(match, sent)
            if date_range is None:
                continue
            first, last, precision = date_range
            if _stands_for_longer(text, start, end, precision):
                covered.update(range(start, end))
                continue
            if not EARLIEST_YEAR <= first.year <= latest_year or last < first:
                continue
            if precision is Precision.MONTH and AS_ADJECTIVE.search(text, max(0, start - 8), start):
                continue
            covered.update(range(start, end))
            year_inferred = "year" not in match.groupdict()
            matches.append(DateMatch(start, end, first, last, precision, year_inferred))
    return sorted(matches, key=lambda match: match.start)


DateRange = tuple[datetime.date, datetime.date, Precision]
"""First and last day, and the precision."""

Reader = Callable[[re.Match[str], Days | None], DateRange | None]
"""Reads a match of a form, given when the cable was sent; None if it is not a date."""


def _day(match: re.Match[str], sent: Days | None) -> DateRange | None:
    day = _date(int(match["year"]), match["month"], match["day"])
    return (day, day, Precision.DAY) if day else None


def _days(match: re.Match[str], sent: Days | None) -> DateRange | None:
    """A range within one year."""
    return _range_of_days(match, int(match["year"]), int(match["year"]))


def _range_of_days(match: re.Match[str], year: int, year2: int) -> DateRange | None:
    """The days from the first to the second; None if `link` does not make a range of them."""
    first = _date(year, match["month"], match["day"])
    last = _date(year2, match.groupdict().get("month2") or match["month"], match["day2"])
    if first is None or last is None or not _is_range(match, first, last):
        return None
    return (first, last, Precision.RANGE)


def _is_range(match: re.Match[str], end: datetime.date, start: datetime.date) -> bool:
    """True unless "and" joins two dates that are no neighbours: "June 3 and 17".

    `end` is the last day of the first date, `start` the first day of the second.
    """
    if match["link"].strip() not in {"and", "&"}:
        return True
    between = BETWEEN.search(match.string, max(0, match.start() - len("between ")), match.start())
    return between is not None or start - end == datetime.timedelta(days=1)


def _stands_for_longer(text: str, start: int, end: int, precision: Precision) -> bool:
    """True for a part of a range in a form that is not read, and for "the week of May 5"."""
    is_range = precision in {Precision.RANGE, Precision.MONTHS, Precision.YEARS}
    return bool(
        (not is_range and IS_NOT_THE_DAY.search(text, max(0, start - MAX_FIRST_HALF), start))
        or GOES_ON.match(text, end)
        or IS_SECOND_HALF.search(text, max(0, start - MAX_FIRST_HALF), start)
    )


def _month(match: re.Match[str], sent: Days | None) -> DateRange:
    year, month = int(match["year"]), _month_number(match["month"])
    return (datetime.date(year, month, 1), _month_end(year, month), Precision.MONTH)


def _dates_of_two_years(match: re.Match[str], sent: Days | None) -> DateRange | None:
    """A range of days, or of months if only one of the dates has a day."""
    if match["day"] and match["day2"]:
        return _range_of_days(match, int(match["year"]), int(match["year2"]))
    return _range_of_months(match, int(match["year"]), int(match["year2"]))


def _months_of_one_year(match: re.Match[str], sent: Days | None) -> DateRange | None:
    return _range_of_months(match, int(match["year"]), int(match["year"]))


def _range_of_months(match: re.Match[str], year: int, year2: int) -> DateRange | None:
    month, month2 = _month_number(match["month"]), _month_number(match["month2"])
    if not _is_range(match, _month_end(year, month), datetime.date(year2, month2, 1)):
        return None
    return (datetime.date(year, month, 1), _month_end(year2, month2), Precision.MONTHS)


def _years(match: re.Match[str], sent: Days | None) -> DateRange | None:
    first, last = datetime.date(int(match["year"]), 1, 1), int(match["year2"])
    if not _is_range(match, datetime.date(first.year, 12, 31), datetime.date(last, 1, 1)):
        return None
    return (first, datetime.date(last, 12, 31), Precision.YEARS)


def _year(match: re.Match[str], sent: Days | None) -> DateRange:
    year = int(match["year"])
    return (datetime.date(year, 1, 1), datetime.date(year, 12, 31), Precision.YEAR)


def _days_without_year(match: re.Match[str], sent: Days | None) -> DateRange | None:
    day = _day_without_year(match, sent, _leading_words(match))
    return _range_of_days(match, day[0].year, day[0].year) if day else None


def _month_day_without_year(match: re.Match[str], sent: Days | None) -> DateRange | None:
    lead = _leading_words(match)
    return _day_without_year(match, sent, None if lead and lead["range"] else lead)


def _day_month_without_year(match: re.Match[str], sent: Days | None) -> DateRange | None:
    lead = _leading_words(match)
    is_one_day = lead and not lead["about"] and not lead["range"]
    return _day_without_year(match, sent, lead if is_one_day else None)


def _leading_words(match: re.Match[str]) -> re.Match[str] | None:
    start = match.start()
    return LEADING_WORDS.search(match.string, max(0, start - MAX_LEADING_LENGTH), start)


def _day_without_year(
    match: re.Match[str], sent: Days | None, lead: re.Match[str] | None
) -> DateRange | None:
    """The day in the only year that fits; None without a leading word."""
    if sent is None or lead is None:
        return None
    earliest = sent.first - (MAX_PAST_OF_DEADLINE if lead["term"] else MAX_PAST)
    candidates = [
        day
        for year in range(sent.first.year - 1, sent.last.year + 2)
        if (day := _date(year, match["month"], match["day"]))
        and earliest <= day <= sent.last + MAX_FUTURE
    ]
    if len(candidates) != 1 or _speaks_of_other_year(match, candidates[0].year, sent):
        return None
    return (candidates[0], candidates[0], Precision.DAY)


def _speaks_of_other_year(match: re.Match[str], year: int, sent: Days) -> bool:
    """True if the sentence names another year of the time, or a relative one ("last year").

    For a cable of which only the year is known, the text before the sentence counts as well: its
    last year is the one in which the story goes on.
    """
    start, end = sentence_range(match.string, match.start())
    if RELATIVE_YEAR.search(match.string, start, end):
        return True
    years = [int(m[0]) for m in ANY_YEAR.finditer(match.string, start, end)]
    if sent.first != sent.last:
        earliest = max(0, start - MAX_STORY_LENGTH)
        years.extend(int(m[0]) for m in list(ANY_YEAR.finditer(match.string, earliest, start))[-1:])
    return any(other != year and abs(other - year) <= NEAR_YEARS for other in years)


Form = tuple[re.Pattern[str], Reader]
"""A pattern for a form of dates, and the function that reads its matches."""

WITH_YEAR: tuple[Form, ...] = (
    (DAYS_OF_TWO_MONTHS, _days),
    (DAYS_OF_ONE_MONTH, _days),
    (DAYS_BEFORE_MONTH, _days),
    (DATES_OF_TWO_YEARS, _dates_of_two_years),
    (MONTHS_OF_ONE_YEAR, _months_of_one_year),
    (MONTH_DAY_YEAR, _day),
    (DAY_MONTH_YEAR, _day),
    (MONTH_YEAR, _month),
)
"""The forms with a month and a year. A longer form comes before a shorter one that it contains."""
WITHOUT_YEAR: tuple[Form, ...] = (
    (DAYS_WITHOUT_YEAR, _days_without_year),
    (DAY_WITHOUT_YEAR, _month_day_without_year),
    (DAY_MONTH_WITHOUT_YEAR, _day_month_without_year),
)
"""The forms with a month and without a year."""

YEAR_ONLY: tuple[Form, ...] = ((YEARS, _years), (YEAR_ALONE, _year))
"""Forms without a month."""

_DIGIT = re.compile("[0-9]")


def _applicable_forms(text: str) -> tuple[Form, ...]:
    """The forms that may occur in a text, in the order in which they are tried."""
    if not _DIGIT.search(text):
        return ()
    has_year = "19" in text or "20" in text
    if not ANY_MONTH.search(text):
        return YEAR_ONLY if has_year else ()
    return (*WITH_YEAR, *WITHOUT_YEAR, *YEAR_ONLY) if has_year else WITHOUT_YEAR


def _date(year: int, month: str, day: str) -> datetime.date | None:
    number = int(re.sub(r"\D", "", day))
    if not 1 <= number <= calendar.monthrange(year, _month_number(month))[1]:
        return None
    return datetime.date(year, _month_number(month), number)


def _month_number(month: str) -> int:
    return MONTHS[month.rstrip(".")]


def _month_end(year: int, month: int) -> datetime.date:
    return datetime.date(year, month, calendar.monthrange(year, month)[1])
