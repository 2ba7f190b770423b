"""Find dates in running text, with their precision."""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass

from generator.model import Header, Precision

EARLIEST_YEAR = 1900
"""Earlier dates are ignored."""
MAX_YEARS_AHEAD = 10
"""Maximum number of years after the cable's own; a later date is a typing error."""

MAX_PAST = datetime.timedelta(days=183)
MAX_FUTURE = datetime.timedelta(days=61)
"""How far a date without a year may be before and after the cable's own date."""

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


MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "January Jan", "February Feb", "March Mar", "April Apr", "May", "June Jun", "July Jul",
            "August Aug", "September Sept Sep", "October Oct", "November Nov", "December Dec",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
"""Numbers of the months by name and abbreviation."""

_NAMES = sorted(MONTHS, key=len, reverse=True)
_MONTH = "(?:" + "|".join(_NAMES) + r")\b\.?"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_YEAR = r"(?:19|20)\d\d"
_END = r"(?![\w/])"
_WORD = r"[\w/-]"
_FIRST_MONTH = "(?:" + "|".join(rf"{name}(?<!{_WORD}{name})" for name in _NAMES) + r")\b\.?"
"""A month at the start of a date. The lookbehind comes after the name, so that the regular
expression engine can skip to the next letter that may start a month."""
_FIRST_DAY = (
    rf"[0-9](?<!{_WORD}[0-9])(?:(?<=3)[01]|(?<=[12])\d|(?<=0)[1-9]|(?<=[1-9]))(?:st|nd|rd|th)?"
)
"""A day at the start of a date, with the lookbehinds after its digits for the same reason."""
_COUNTED_NOUNS = (
    "people|persons|men|women|children|victims|cases|times|words|pages|tons|dollars|troops|homes|"
    "villages|schools|jobs|places|members|soldiers|prices|terms|report|budget|elections?"
)
_TO = r"\s{0,2}(?:-|–|to|through|until)\s{0,2}"

DAYS_OF_TWO_MONTHS = re.compile(
    rf"(?P<month>{_FIRST_MONTH})\s(?P<day>{_DAY}){_TO}(?P<month2>{_MONTH})\s(?P<day2>{_DAY})"
    rf",?\s(?P<year>{_YEAR}){_END}"
)
"""July 30-August 3, 2007"""

DAYS_OF_ONE_MONTH = re.compile(
    rf"(?P<month>{_FIRST_MONTH})\s(?P<day>{_DAY}){_TO}(?P<day2>{_DAY}),?\s(?P<year>{_YEAR}){_END}"
)
"""October 16-25, 2007"""

DAYS_BEFORE_MONTH = re.compile(
    rf"(?P<day>{_FIRST_DAY}){_TO}(?P<day2>{_DAY})\s(?P<month>{_MONTH}),?\s(?P<year>{_YEAR}){_END}"
)
"""16-25 October 2007"""

MONTH_DAY_YEAR = re.compile(
    rf"(?P<month>{_FIRST_MONTH})\s(?P<day>{_DAY}),?\s{{0,2}}(?P<year>{_YEAR}){_END}"
)
"""July 16, 2007 | January 19 2007"""

DAY_MONTH_YEAR = re.compile(
    rf"(?P<day>{_FIRST_DAY})\s(?:of\s)?(?P<month>{_MONTH}),?\s(?P<year>{_YEAR}){_END}"
)
"""16 July 2007"""

MONTHS_OF_TWO_YEARS = re.compile(
    rf"(?P<month>{_FIRST_MONTH}),?\s(?P<year>{_YEAR}){_TO}"
    rf"(?P<month2>{_MONTH}),?\s(?P<year2>{_YEAR}){_END}"
)
"""May 2006 to June 2007"""

MONTH_YEAR = re.compile(rf"(?P<month>{_FIRST_MONTH}),?\s(?P<year>{_YEAR}){_END}")
"""October 2007"""

DAY_WITHOUT_YEAR = re.compile(
    rf"(?P<month>{_FIRST_MONTH})\s(?P<day>{_DAY}){_END}(?!,?\s{{0,2}}\d)(?!-\d)"
)
"""July 16, after one of the `LEADING_WORDS`"""

DAY_MONTH_WITHOUT_YEAR = re.compile(
    rf"(?P<day>{_FIRST_DAY})\s(?P<month>{_MONTH}){_END}(?!,?\s{{0,2}}\d)"
)
"""16 July, after one of the `LEADING_WORDS`"""

LEADING_WORDS = re.compile(
    r"\b(?:[Oo]n|[Ss]ince|(?P<term>[Uu]ntil|[Bb]y|[Bb]efore)|[Aa]fter|(?P<about>[Aa]round))\s\Z"
)
"""The words required before a day without its year; "around" only if the month comes first."""

_MAX_LEADING_LENGTH = len("around ")

YEAR_ALONE = re.compile(
    rf"(?P<year>(?:19|20)\d\d)(?:(?<=\b[Ii]n\s\d{{4}})|(?<=\b[Ss]ince\s\d{{4}})"
    rf"|(?<=\b[Dd]uring\s\d{{4}})|(?<=\b[Uu]ntil\s\d{{4}})){_END}"
    rf"(?!\s?[-–(]|\s[A-Z$%]|\s(?:{_COUNTED_NOUNS})\b)"
)
"""In 2004 | since 2005; not "in 2007 TIP Report", "in 2007-2008", "in 2000 cases"."""

AS_ADJECTIVE = re.compile(r"\b(?:[Tt]he|[Aa]n?|its|their|our|this)\s$")
"""Words before a month that only qualifies a noun: "since the June 2007 report"."""


def find_dates(text: str, sent: Days | None) -> list[DateMatch]:
    """The dates in `text`, in order and without overlaps.

    `sent` is when the cable was sent, if known. A date without a year is read only if exactly one
    year puts it between `MAX_PAST` before the first and `MAX_FUTURE` after the last of these days:
    "on April 18" in a cable of which only the year is known, but not "on December 18", which may be
    of the year before.
    Impossible dates ("February 30") are skipped.
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
    groups = match.groupdict()
    first = _date(int(match["year"]), match["month"], match["day"])
    last = _date(int(match["year"]), groups.get("month2") or match["month"], match["day2"])
    return (first, last, Precision.RANGE) if first and last else None


def _month(match: re.Match[str], sent: Days | None) -> DateRange:
    year, month = int(match["year"]), _month_number(match["month"])
    return (datetime.date(year, month, 1), _month_end(year, month), Precision.MONTH)


def _months(match: re.Match[str], sent: Days | None) -> DateRange:
    first = datetime.date(int(match["year"]), _month_number(match["month"]), 1)
    return (
        first,
        _month_end(int(match["year2"]), _month_number(match["month2"])),
        Precision.MONTHS,
    )


def _year(match: re.Match[str], sent: Days | None) -> DateRange:
    year = int(match["year"])
    return (datetime.date(year, 1, 1), datetime.date(year, 12, 31), Precision.YEAR)


def _month_day_without_year(match: re.Match[str], sent: Days | None) -> DateRange | None:
    return _day_without_year(match, sent, _leading_words(match))


def _day_month_without_year(match: re.Match[str], sent: Days | None) -> DateRange | None:
    lead = _leading_words(match)
    return _day_without_year(match, sent, None if lead and lead["about"] else lead)


def _leading_words(match: re.Match[str]) -> re.Match[str] | None:
    start = match.start()
    return LEADING_WORDS.search(match.string, max(0, start - _MAX_LEADING_LENGTH), start)


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
    return (candidates[0], candidates[0], Precision.DAY) if len(candidates) == 1 else None


Form = tuple[re.Pattern[str], Reader]
"""A pattern for a form of dates, and the function that reads its matches."""

WITH_YEAR: tuple[Form, ...] = (
    (DAYS_OF_TWO_MONTHS, _days),
    (DAYS_OF_ONE_MONTH, _days),
    (DAYS_BEFORE_MONTH, _days),
    (MONTH_DAY_YEAR, _day),
    (DAY_MONTH_YEAR, _day),
    (MONTHS_OF_TWO_YEARS, _months),
    (MONTH_YEAR, _month),
)
"""The forms with a month and a year. A longer form comes before a shorter one that it contains."""
WITHOUT_YEAR: tuple[Form, ...] = (
    (DAY_WITHOUT_YEAR, _month_day_without_year),
    (DAY_MONTH_WITHOUT_YEAR, _day_month_without_year),
)
"""The forms with a month and without a year."""

YEAR_ONLY: tuple[Form, ...] = ((YEAR_ALONE, _year),)
"""Forms without a month."""

_DIGIT = re.compile("[0-9]")

_ANY_MONTH = re.compile("(?:" + "|".join(_NAMES) + r")\b")


def _applicable_forms(text: str) -> tuple[Form, ...]:
    """The forms that may occur in a text, in the order in which they are tried."""
    if not _DIGIT.search(text):
        return ()
    has_year = "19" in text or "20" in text
    if not _ANY_MONTH.search(text):
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
