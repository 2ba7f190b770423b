"""The forms of dates in running text, as regular expressions."""

from __future__ import annotations

import re

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
_LINK = rf"(?P<link>{_TO}|\s(?:and|&)\s)"
"""Between two dates of a range. "And" makes a range of neighbours and after "between" only."""

DAYS_OF_TWO_MONTHS = re.compile(
    rf"(?P<month>{_FIRST_MONTH})\s(?P<day>{_DAY}){_LINK}(?P<month2>{_MONTH})\s(?P<day2>{_DAY})"
    rf",?\s(?P<year>{_YEAR}){_END}"
)
"""July 30-August 3, 2007"""

DAYS_OF_ONE_MONTH = re.compile(
    rf"(?P<month>{_FIRST_MONTH})\s(?P<day>{_DAY}){_LINK}(?P<day2>{_DAY}),?\s(?P<year>{_YEAR}){_END}"
)
"""October 16-25, 2007 | June 3 and 4, 2007"""

DAYS_BEFORE_MONTH = re.compile(
    rf"(?P<day>{_FIRST_DAY}){_LINK}(?P<day2>{_DAY})\s(?P<month>{_MONTH}),?\s(?P<year>{_YEAR}){_END}"
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

DATES_OF_TWO_YEARS = re.compile(
    rf"(?P<month>{_FIRST_MONTH})(?:\s(?P<day>{_DAY}))?,?\s(?P<year>{_YEAR}){_LINK}"
    rf"(?P<month2>{_MONTH})(?:\s(?P<day2>{_DAY}))?,?\s(?P<year2>{_YEAR}){_END}"
)
"""May 2006 to June 2007 | February 28, 2005 until December 1, 2005 | May 2006 to June 3, 2007"""

MONTHS_OF_ONE_YEAR = re.compile(
    rf"(?P<month>{_FIRST_MONTH}){_LINK}(?P<month2>{_MONTH}),?\s(?P<year>{_YEAR}){_END}"
)
"""March to June 2005"""

MONTH_YEAR = re.compile(rf"(?P<month>{_FIRST_MONTH}),?\s(?P<year>{_YEAR}){_END}")
"""October 2007"""

_NO_MORE_DAYS = r"(?!,?\s{0,2}\d)(?!\s{0,2}(?:-|–|to|through|until|and|or|&)\s{0,2}\d)"

DAYS_WITHOUT_YEAR = re.compile(
    rf"(?P<month>{_FIRST_MONTH})\s(?P<day>{_DAY}){_LINK}(?:(?P<month2>{_MONTH})\s)?"
    rf"(?P<day2>{_DAY}){_END}{_NO_MORE_DAYS}"
)
"""May 9-13, after one of the `LEADING_WORDS`"""

DAY_WITHOUT_YEAR = re.compile(rf"(?P<month>{_FIRST_MONTH})\s(?P<day>{_DAY}){_END}{_NO_MORE_DAYS}")
"""July 16, after one of the `LEADING_WORDS`"""

DAY_MONTH_WITHOUT_YEAR = re.compile(
    rf"(?P<day>{_FIRST_DAY})\s(?P<month>{_MONTH}){_END}{_NO_MORE_DAYS}"
)
"""16 July, after one of the `LEADING_WORDS`"""

LEADING_WORDS = re.compile(
    r"\b(?:[Oo]n|[Ss]ince|[Aa]fter|(?P<range>[Ff]rom|[Bb]etween|[Dd]uring)"
    r"|(?P<term>[Uu]ntil|[Bb]y|[Bb]efore)|(?P<about>[Aa]round))\s\Z"
)
"""The words required before a day without its year; "around" only if the month comes first,
"from" and "between" only before a range."""

MAX_LEADING_LENGTH = len("between ")

_NOT_COUNTED = rf"{_END}(?!\s?[-–(]|\s[A-Z$%]|\s(?:{_COUNTED_NOUNS})\b)"

YEARS = re.compile(
    r"(?P<year>(?:19|20)\d\d)(?:(?<=\b[Ii]n\s\d{4})|(?<=\b[Ff]rom\s\d{4})"
    r"|(?<=\b[Bb]etween\s\d{4})|(?<=\b[Dd]uring\s\d{4}))"
    rf"(?P<link>\s(?:to|through|until|and)\s)(?P<year2>{_YEAR}){_NOT_COUNTED}"
)
"""From 1988 to 1990 | between 1994 and 1996 | in 2008 and 2009"""

YEAR_ALONE = re.compile(
    rf"(?P<year>(?:19|20)\d\d)(?:(?<=\b[Ii]n\s\d{{4}})|(?<=\b[Ss]ince\s\d{{4}})"
    rf"|(?<=\b[Dd]uring\s\d{{4}})|(?<=\b[Uu]ntil\s\d{{4}})){_NOT_COUNTED}"
    rf"(?!\s(?:to|through|until|and|or)\s{_YEAR})"
)
"""In 2004 | since 2005; not "in 2007 TIP Report", "in 2007-2008", "in 2000 cases"."""

GOES_ON = re.compile(
    rf"\s?[-–]\s?\d|{_TO}(?:the\s)?(?:{_YEAR}\b|{_MONTH}|{_DAY}\s(?:of\s)?{_MONTH})"
)
"""After a date: it is the first half of a range in a form that is not read."""

IS_SECOND_HALF = re.compile(rf"(?:\d(?:st|nd|rd|th)?|\b{_MONTH}),?{_TO}\Z")
"""Before a date: it is the second half of such a range."""

IS_NOT_THE_DAY = re.compile(
    r"\b(?:[Ww]eek(?:end)?\s(?:of|beginning|starting|ending)|[Bb]etween)\s\Z"
)
"""Before a date that stands for a longer time: "the week of May 5, 2008", "between May 2007 and the
end of 2008"."""

MAX_FIRST_HALF = len("September until   ")

BETWEEN = re.compile(r"\b[Bb]etween\s\Z")

ANY_YEAR = re.compile(rf"\b{_YEAR}\b")

RELATIVE_YEAR = re.compile(
    r"\b(?:last|previous|preceding|following|next|same|that)\syear\b"
    r"|\byears?\s(?:ago|earlier|before|later)\b",
    re.IGNORECASE,
)
"""A year that is not the cable's, or may not be."""

AS_ADJECTIVE = re.compile(r"\b(?:[Tt]he|[Aa]n?|its|their|our|this)\s$")
"""Words before a month that only qualifies a noun: "since the June 2007 report"."""

ANY_MONTH = re.compile("(?:" + "|".join(_NAMES) + r")\b")
