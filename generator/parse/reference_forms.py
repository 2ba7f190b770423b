"""Forms of cable numbers in REF lines, each one a rule. A number's post is one of the table.

All functions read a text with single spaces from an offset. They never search ahead, so that no
number takes its post, year or digits from elsewhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.facts.post_names import known_post
from generator.model import full_year
from generator.parse import reference_patterns

HIGHEST_STATE_NUMBER = 350_000
"""The Department has never sent more telegrams in a year; those of 1978 and 1979 exceed 300,000."""

HIGHEST_POST_NUMBER = 60_000
"""No post has sent more in a year; Paris sent some 42,000 in 1978."""

FIRST_CITED_YEAR = 1966
"""Older cables are cited by date, so that lower digits beside a number are not a year."""


@dataclass(frozen=True, slots=True)
class CableForm:
    """A cable as a REF entry names it."""

    post: str
    """The post, as in MRNs."""
    number: int
    year: int | None
    """Four digits; None if the entry gives none."""
    start: int
    end: int
    """Offsets in the text of the entry, from its first character to the end of number and year."""


@dataclass(frozen=True, slots=True)
class UnreadForm:
    """Words and a number that look like a cable but are not understood."""

    reason: str
    """Why there is no MRN, as part of a sentence."""
    start: int
    end: int


def read_cable(text: str, start: int, latest_year: int) -> CableForm | UnreadForm | None:
    """The cable that begins at `start`; None if there is none.

    `06 STATE 1`, `2006 STATE 202745`, `09RIYADH 1302`, `08STATE2731`, `AMEMBASSY LIMA 12`,
    `STATE: 122214`, `STATE 12 (07)`, `4525-07` and `00935/08` behind a post. `latest_year` is the
    citing cable's year: two digits above it are not a year.
    """
    match = reference_patterns.CABLE.regex.match(text, start)
    if match is None or reference_patterns.AIRGRAM.regex.match(text, start):
        return None
    post = known_post(match["post"])
    if post is None:
        return _unknown_post(text, match)
    end = match.end()
    reason = _fault(text, match, post)
    if reason is not None:
        return UnreadForm(reason, start, end)
    year = _year(match["year"], latest_year)
    if match["year"] and year is None:
        return UnreadForm(f"{match['year']} is not a year before the cable's own", start, end)
    after = _year_after(text, end)
    if after is None:
        fault = _digits_after(text, end, year, latest_year)
        if fault is not None:
            return UnreadForm(fault, start, end)
        return CableForm(post, int(match["number"]), year, start, end)
    later = _year(next(filter(None, after.groups())), latest_year)
    is_date = after.lastgroup == "joined" and len(match["number"]) < 3
    is_doubtful = is_date or _may_lead_next(text, after)
    if later is None or is_doubtful or (year is not None and year != later):
        return UnreadForm(f"{after[0].strip()} is not clearly a year", start, after.end())
    return CableForm(post, int(match["number"]), later, start, after.end())


def _year_after(text: str, end: int) -> re.Match[str] | None:
    """The year behind a number, alone or in a date; None without one."""
    dated = reference_patterns.DATED.regex.match(text, end)
    return dated or reference_patterns.YEAR_AFTER.regex.match(text, end)


def _may_lead_next(text: str, year: re.Match[str]) -> bool:
    """True if the year may be that of a cable behind it: `LIMA 1 (07) QUITO 2`."""
    match year.lastgroup:
        case "inside" | "of":
            return _is_undated_cable(text, year.end() + 1)
        case "day":
            return names_cable(text, year.end() + 1)
    return False


def _digits_after(text: str, end: int, year: int | None, latest_year: int) -> str | None:
    """Why digits behind a number make it doubtful; None where they do not."""
    listed = reference_patterns.YEAR_LISTED.regex.match(text, end)
    if listed is not None and year is None and _year(listed[1], latest_year) is not None:
        return f"{listed[1]} may be its year or another number"
    if reference_patterns.DIGITS_AFTER.regex.match(text, end):
        return None if _is_dated_cable(text, end + 1) else "more digits follow the number"
    return None


def read_further_number(
    text: str, start: int, before: CableForm, latest_year: int
) -> CableForm | UnreadForm | None:
    """A number that takes its post from the cable before it: `MEXICO 700, 701`, `STATE 201/205`.

    It is nothing but a number, and none that could be a year.
    """
    match = reference_patterns.NUMBER.regex.match(text, start)
    if match is None or not 0 < int(match["number"]) <= _highest(before.post):
        return None
    number, end = match["number"], match.end()
    after = reference_patterns.YEAR_AFTER.regex.match(text, end)
    year = before.year
    if after is not None:
        year = _year(after["inside"] or after["joined"] or after["of"], latest_year)
        if year is None or (before.year is not None and before.year != year):
            return UnreadForm(f"{after[0].strip()} is not clearly a year", start, after.end())
        end = after.end()
    if not reference_patterns.NUMBER_ENDS.regex.match(text, end):
        return None
    if len(number) in (2, 4) and _year(number, latest_year) is not None:
        return UnreadForm(f"{number} may be a year or another number", start, end)
    return CableForm(before.post, int(number), year, start, end)


def names_cable(text: str, start: int) -> bool:
    """True where a post of the table and a number stand, with or without a year in front."""
    return _named_cable(text, start) is not None


def _named_cable(text: str, start: int) -> re.Match[str] | None:
    """The match of a post of the table and a number; None where there is none."""
    match = reference_patterns.CABLE.regex.match(text, start)
    return match if match is not None and known_post(match["post"]) is not None else None


def _is_dated_cable(text: str, start: int) -> bool:
    """True where another cable with its year begins: `95 STATE 1000 95 STATE 1001`."""
    match = _named_cable(text, start)
    return match is not None and match["year"] is not None


def _is_undated_cable(text: str, start: int) -> bool:
    """True where another cable begins that may have the year in front: `LIMA 1 (07) QUITO 2`."""
    match = _named_cable(text, start)
    return (
        match is not None
        and match["year"] is None
        and not reference_patterns.YEAR_AFTER.regex.match(text, match.end())
    )


def _unknown_post(text: str, match: re.Match[str]) -> UnreadForm | None:
    """`ATLANTIS 123`: a name in capitals and a number, and nothing that explains them."""
    name = match["post"]
    if reference_patterns.TALK.match(name):
        return None
    if not name.isupper() or reference_patterns.NO_NUMBER.regex.match(text, match.end()):
        return None
    if not reference_patterns.NUMBER_ENDS.regex.match(text, match.end()):
        return None
    return UnreadForm(f"{name} is not a known post", match.start(), match.end())


def _fault(text: str, match: re.Match[str], post: str) -> str | None:
    """Why the number after a known post is not a cable's; None if nothing speaks against it."""
    if reference_patterns.NO_NUMBER.regex.match(text, match.end()):
        return "the number is part of something else"
    if not 0 < int(match["number"]) <= _highest(post):
        return f"no cable of this post has the number {match['number']}"
    return None


def _highest(post: str) -> int:
    return HIGHEST_STATE_NUMBER if post == "STATE" else HIGHEST_POST_NUMBER


def _year(digits: str | None, latest: int) -> int | None:
    """The year of two or four digits; None if no cable of that year is cited by a year."""
    if digits is None:
        return None
    year = full_year(int(digits)) if len(digits) == 2 else int(digits)
    return year if FIRST_CITED_YEAR <= year <= latest else None
