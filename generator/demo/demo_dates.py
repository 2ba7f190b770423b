"""Dates in the forms that drafters use."""

from __future__ import annotations

import datetime

from generator.demo.dice import Dice

MONTHS = (
    "January February March April May June July August September October November December"
).split()


def format_date(dice: Dice, day: datetime.date) -> str:
    """A date in one of eight forms, such as `March 3`, `3 March 2008` or `3/3/08`."""
    month = MONTHS[day.month - 1]
    form = dice.weighted(
        (
            ("day", 50),
            ("year", 22),
            ("european", 8),
            ("slashes", 3),
            ("short", 4),
            ("ordinal", 4),
            ("range", 6),
            ("weekday", 3),
        )
    )
    match form:
        case "day":
            return f"{month} {day.day}"
        case "year":
            return f"{month} {day.day}, {day.year}"
        case "european":
            return f"{day.day} {month} {day.year}"
        case "slashes":
            return f"{day.month}/{day.day}/{day.year % 100:02d}"
        case "short":
            return f"{month[:3]}. {day.day}"
        case "ordinal":
            return f"the {ordinal(day.day)} of {month}"
        case "range" if day.day < 25:
            return f"{month} {day.day}-{day.day + dice.between(1, 3)}"
        case _:
            return f"{WEEKDAYS[day.weekday()]}, {month} {day.day}"


WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
ORDINAL_SUFFIXES = {1: "st", 2: "nd", 3: "rd"}
"""Endings of ordinals by last digit; `th` for all others."""


def ordinal(number: int) -> str:
    """`1st`, `12th`, `23rd`."""
    if number % 100 in (11, 12, 13):
        return f"{number}th"
    return f"{number}{ORDINAL_SUFFIXES.get(number % 10, 'th')}"


def month_and_year(day: datetime.date, months: int) -> tuple[str, int]:
    """The name and year of the month `months` after that of `day`."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return MONTHS[month], year
