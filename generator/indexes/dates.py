"""Dates in running text, as exact as they are told."""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass

from generator.model import Precision

EARLIEST = 1900
LATEST_AFTER = 10
"""Years behind the cable's own that a date may lie in; a later one is a slip."""

BEFORE = datetime.timedelta(days=183)
AFTER = datetime.timedelta(days=61)
"""How far a date without a year may lie before and after the cable's own date."""

BEFORE_A_TERM = datetime.timedelta(days=14)
"""How far before the cable's own date a term may lie ("by August 20"): it is mostly to come."""


@dataclass(frozen=True, slots=True)
class DateMatch:
    """A date at a place of a text."""

    start: int
    end: int
    first: datetime.date
    last: datetime.date
    precision: Precision


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

_NAMES = sorted(MONTHS, key=len, reverse=True)
_MONTH = "(?:" + "|".join(_NAMES) + r")\b\.?"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_YEAR = r"(?:19|20)\d\d"
_BEHIND = r"(?![\w/])"
_BEFORE = r"[\w/-]"
_FIRST_MONTH = "(?:" + "|".join(rf"{name}(?<!{_BEFORE}{name})" for name in _NAMES) + r")\b\.?"
"""A month that opens a date. What stands before it is looked at behind its name, so that a search
goes from one letter that may open a month to the next."""
_FIRST_DAY = (
    rf"[0-9](?<!{_BEFORE}[0-9])(?:(?<=3)[01]|(?<=[12])\d|(?<=0)[1-9]|(?<=[1-9]))(?:st|nd|rd|th)?"
)
"""A day that opens a date, read likewise from its first digit."""
_COUNTED = (
    "people|persons|men|women|children|victims|cases|times|words|pages|tons|dollars|troops|homes|"
    "villages|schools|jobs|places|members|soldiers|prices|terms|report|budget|elections?"
)
_TO = r"\s{0,2}(?:-|–|to|through|until)\s{0,2}"

DAYS_OF_TWO_MONTHS = re.compile(
    rf"(?P<month>{_FIRST_MONTH})\s(?P<day>{_DAY}){_TO}(?P<month2>{_MONTH})\s(?P<day2>{_DAY})"
    rf",?\s(?P<year>{_YEAR}){_BEHIND}"
)
"""July 30-August 3, 2007"""

DAYS_OF_ONE_MONTH = re.compile(
    rf"(?P<month>{_FIRST_MONTH})\s(?P<day>{_DAY}){_TO}(?P<day2>{_DAY}),?\s(?P<year>{_YEAR}){_BEHIND}"
)
"""October 16-25, 2007"""

DAYS_BEFORE_MONTH = re.compile(
    rf"(?P<day>{_FIRST_DAY}){_TO}(?P<day2>{_DAY})\s(?P<month>{_MONTH}),?\s(?P<year>{_YEAR}){_BEHIND}"
)
"""16-25 October 2007"""

MONTH_DAY_YEAR = re.compile(
    rf"(?P<month>{_FIRST_MONTH})\s(?P<day>{_DAY}),?\s{{0,2}}(?P<year>{_YEAR}){_BEHIND}"
)
"""July 16, 2007 | January 19 2007"""

DAY_MONTH_YEAR = re.compile(
    rf"(?P<day>{_FIRST_DAY})\s(?:of\s)?(?P<month>{_MONTH}),?\s(?P<year>{_YEAR}){_BEHIND}"
)
"""16 July 2007"""

MONTHS_OF_TWO_YEARS = re.compile(
    rf"(?P<month>{_FIRST_MONTH}),?\s(?P<year>{_YEAR}){_TO}(?P<month2>{_MONTH}),?\s(?P<year2>{_YEAR}){_BEHIND}"
)
"""May 2006 to June 2007"""

MONTH_YEAR = re.compile(rf"(?P<month>{_FIRST_MONTH}),?\s(?P<year>{_YEAR}){_BEHIND}")
"""October 2007"""

DAY_WITHOUT_YEAR = re.compile(
    rf"(?P<month>{_FIRST_MONTH})\s(?P<day>{_DAY}){_BEHIND}(?!,?\s{{0,2}}\d)(?!-\d)"
)
"""July 16, where it stands behind `LEADS`"""

DAY_MONTH_WITHOUT_YEAR = re.compile(
    rf"(?P<day>{_FIRST_DAY})\s(?P<month>{_MONTH}){_BEHIND}(?!,?\s{{0,2}}\d)"
)
"""16 July, where it stands behind `LEADS`"""

LEADS = re.compile(
    r"\b(?:[Oo]n|[Ss]ince|(?P<term>[Uu]ntil|[Bb]y|[Bb]efore)|[Aa]fter|(?P<about>[Aa]round))\s\Z"
)
"""What stands before a day that is told without its year; "around" before a month only."""

_LONGEST_LEAD = len("around ")

YEAR_ALONE = re.compile(
    rf"(?P<year>(?:19|20)\d\d)(?:(?<=\b[Ii]n\s\d{{4}})|(?<=\b[Ss]ince\s\d{{4}})"
    rf"|(?<=\b[Dd]uring\s\d{{4}})|(?<=\b[Uu]ntil\s\d{{4}})){_BEHIND}"
    rf"(?!\s?[-–(]|\s[A-Z$%]|\s(?:{_COUNTED})\b)"
)
"""In 2004 | since 2005; not "in 2007 TIP Report", "in 2007-2008", "in 2000 cases"."""

AS_ADJECTIVE = re.compile(r"\b(?:[Tt]he|[Aa]n?|its|their|our|this)\s$")
"""What stands before a month that only qualifies a noun: "since the June 2007 report"."""


def find(text: str, sent: datetime.date | None) -> list[DateMatch]:
    """The dates in `text`, in order, none overlapping another.

    `sent` is the cable's own date: a date without a year is read only where it is known and
    one year fits (at most `BEFORE` and `AFTER` it). A date that is none ("February 30") is left.
    """
    found: list[DateMatch] = []
    taken: set[int] = set()
    latest = (sent.year if sent else 2100) + LATEST_AFTER
    for pattern, read in _possible(text):
        for match in pattern.finditer(text):
            start, end = match.span()
            if not taken.isdisjoint(range(start, end)):
                continue
            dates = read(match, sent)
            if dates is None or not EARLIEST <= dates[0].year <= latest or dates[1] < dates[0]:
                continue
            if dates[2] is Precision.MONTH and AS_ADJECTIVE.search(text, max(0, start - 8), start):
                continue
            taken.update(range(start, end))
            found.append(DateMatch(start, end, *dates))
    return sorted(found, key=lambda f: f.start)


Dates = tuple[datetime.date, datetime.date, Precision]
Reader = Callable[[re.Match[str], datetime.date | None], Dates | None]


def _day(match: re.Match[str], sent: datetime.date | None) -> Dates | None:
    day = _date(int(match["year"]), match["month"], match["day"])
    return (day, day, Precision.DAY) if day else None


def _days(match: re.Match[str], sent: datetime.date | None) -> Dates | None:
    """A range within one year."""
    groups = match.groupdict()
    first = _date(int(match["year"]), match["month"], match["day"])
    last = _date(int(match["year"]), groups.get("month2") or match["month"], match["day2"])
    return (first, last, Precision.RANGE) if first and last else None


def _month(match: re.Match[str], sent: datetime.date | None) -> Dates:
    year, month = int(match["year"]), _number(match["month"])
    return (datetime.date(year, month, 1), _end(year, month), Precision.MONTH)


def _months(match: re.Match[str], sent: datetime.date | None) -> Dates:
    first = datetime.date(int(match["year"]), _number(match["month"]), 1)
    return (first, _end(int(match["year2"]), _number(match["month2"])), Precision.RANGE)


def _year(match: re.Match[str], sent: datetime.date | None) -> Dates:
    year = int(match["year"])
    return (datetime.date(year, 1, 1), datetime.date(year, 12, 31), Precision.YEAR)


def _month_day_without_year(match: re.Match[str], sent: datetime.date | None) -> Dates | None:
    return _day_without_year(match, sent, _lead(match))


def _day_month_without_year(match: re.Match[str], sent: datetime.date | None) -> Dates | None:
    lead = _lead(match)
    return _day_without_year(match, sent, None if lead and lead["about"] else lead)


def _lead(match: re.Match[str]) -> re.Match[str] | None:
    start = match.start()
    return LEADS.search(match.string, max(0, start - _LONGEST_LEAD), start)


def _day_without_year(
    match: re.Match[str], sent: datetime.date | None, lead: re.Match[str] | None
) -> Dates | None:
    """The one day that fits, where something stands before it that leads to a date."""
    if sent is None or lead is None:
        return None
    earliest = sent - (BEFORE_A_TERM if lead["term"] else BEFORE)
    fitting = [
        day
        for year in (sent.year - 1, sent.year, sent.year + 1)
        if (day := _date(year, match["month"], match["day"])) and earliest <= day <= sent + AFTER
    ]
    return (fitting[0], fitting[0], Precision.DAY) if len(fitting) == 1 else None


Form = tuple[re.Pattern[str], Reader]

WITH_YEAR: tuple[Form, ...] = (
    (DAYS_OF_TWO_MONTHS, _days),
    (DAYS_OF_ONE_MONTH, _days),
    (DAYS_BEFORE_MONTH, _days),
    (MONTH_DAY_YEAR, _day),
    (DAY_MONTH_YEAR, _day),
    (MONTHS_OF_TWO_YEARS, _months),
    (MONTH_YEAR, _month),
)
WITHOUT_YEAR: tuple[Form, ...] = (
    (DAY_WITHOUT_YEAR, _month_day_without_year),
    (DAY_MONTH_WITHOUT_YEAR, _day_month_without_year),
)
"""Every form with a month, the longer before those that stand inside them."""

ALONE: tuple[Form, ...] = ((YEAR_ALONE, _year),)
"""Forms without a month."""

_DIGIT = re.compile("[0-9]")

_ANY_MONTH = re.compile("(?:" + "|".join(_NAMES) + r")\b")


def _possible(text: str) -> tuple[Form, ...]:
    """The forms that may stand in a text, in the order in which they are tried."""
    if not _DIGIT.search(text):
        return ()
    dated = "19" in text or "20" in text
    if not _ANY_MONTH.search(text):
        return ALONE if dated else ()
    return (*WITH_YEAR, *WITHOUT_YEAR, *ALONE) if dated else WITHOUT_YEAR


def _date(year: int, month: str, day: str) -> datetime.date | None:
    number = int(re.sub(r"\D", "", day))
    if not 1 <= number <= calendar.monthrange(year, _number(month))[1]:
        return None
    return datetime.date(year, _number(month), number)


def _number(month: str) -> int:
    return MONTHS[month.rstrip(".")]


def _end(year: int, month: int) -> datetime.date:
    return datetime.date(year, month, calendar.monthrange(year, month)[1])
