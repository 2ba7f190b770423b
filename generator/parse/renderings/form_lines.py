"""Lines of printed and scanned forms: banners, scraps, days, stamps of offices."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice, pairwise

from rapidfuzz.distance import Levenshtein

from generator.facts.post_names import OFFICE, known_post
from generator.model import Repair
from generator.parse.lines import Line
from generator.parse.message import MONTH_NUMBERS
from generator.parse.pattern import pattern

FORM_YEARS = range(1930, 2066)
"""The years that the date of a form can have."""

CLASSIFICATION = pattern(
    r"(?<![A-Za-z])(?P<name>TOP SECRET|SECRET|CONFIDENTIAL|LIMITED OFFICIAL USE|OFFICIAL USE ONLY"
    r"|UNCLASSIFIED)(?![A-Za-z])",
    "32 : __ UNCLASSIFIED",
    "LIMITED OFFICIAL USE ONLY",
)
QUOTED_CLASSIFICATION = pattern(
    r".*(?:\bUNLESS\b|[\"“‘']\s?UNCLASSIFIED\s?[\"”’'])",
    'PROHIBITED UNLESS "UNCLASSIFIED"',
)
"""The form's own words about copies."""
LONG_WORD = pattern(r"[^\W\d_]{4,}", "Department")

_MONTHS = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_YEAR = r"(?P<year>[0-9IlO]{4})(?![0-9A-Za-z])"
MONTH_FIRST = pattern(
    rf"\b{_MONTHS}\.?\s+(?P<day>\d{{1,2}})(?!\d)(?:\s?[,.]?\s+{_YEAR})?",
    "November 21, 1957",
    "Nov. 21",
    flags=re.IGNORECASE,
)
DAY_FIRST = pattern(
    rf"\b(?P<day>\d{{1,2}})\s+{_MONTHS}\.?,?\s+{_YEAR}", "21 November 1957", flags=re.IGNORECASE
)
POST_WORD = pattern(r"[A-Za-z][A-Za-z.'’-]*", "Hong")
MOST_POST_WORDS = 6
NUMBERED_DAY = pattern(
    r"(?<![\d/-])(?P<month>\d{1,2})[/-](?P<day>\d{1,2})[/-](?P<year>(?:19|20)?\d\d)(?![\d/-])",
    "08/26/2009",
    "11-20-63",
)
MISREAD_ONE = pattern(r"[47](?P<rest>9\d\d)$", "4963")
"""A year of the 20th century whose first digit a scan misread."""

DIGITS = str.maketrans("IlO", "110")
"""Letters that a scan reads in place of digits."""

LABEL = pattern(
    r"(?<![A-Za-z])(?P<label>[A-Za-z]{2,9})\s{0,12}[:;.]{1,2}\s*", "TO : DEPARTMENT", "crom :"
)
"""What may be the name of a field, with its colon or what a scan makes of it."""
LABEL_WORDS, LABEL_REACH = 5, 120
"""A field's name is among so many first words and characters of a line, behind scraps."""
SHORT_WORDS = frozenset(
    "A ALL AM AN AND ANY ARE AS AT BE BUT BY CAN DID DO FOR GO HAD HAS HE HER HIM HIS I IF IN IS "
    "IT ITS MAY ME MEN MY NO NOT NOW OF ON ONE OR OUR OUT PER SHE SIX SO TEN THE TO TWO UP US USE "
    "WAR WAS WAY WE WHO YES YET YOU".split()
)
"""Words of fewer than four letters that make a line of text."""

STAMPS = frozenset(
    "ACDA AF AGR AID AIR ARA ARMY CIA COM CPR DCL EUR FAA FBI FE FRB ICA INR INT IO IRC LAB NASA "
    "NAVY NEA NIC NSA NSC OCB OLI OSD PPT REA RMR SCA SCS SY TAR TRSY USIA XMB".split()
)
"""Offices and agencies of the distribution stamp at the left of a form."""

STAMP_AT_LEFT = pattern(r"\W*(?P<office>[A-Z]{2,5})\s{2,}(?=\S)", "RMR     PRIORITY")
"""An office of the stamp, with white space between it and the text."""


@dataclass(frozen=True, slots=True)
class PrintedDay:
    """A day as a form prints it."""

    month: int
    day: int
    printed_year: str
    """The year as printed, four characters; empty without one."""

    def in_year(self, year: int) -> datetime.date | None:
        """The date in a year; None if there is no such day."""
        try:
            date = datetime.date(year, self.month, self.day)
        except ValueError:
            return None
        return date if date.year in FORM_YEARS else None


def printed_classification(text: str) -> str | None:
    """The classification that a line of a form gives; None for any other line.

    Beside it stand scraps at most, and one word: `32 : __ UNCLASSIFIED`, `CONFIDENTIAL  COPY`.
    """
    match = CLASSIFICATION.search(text)
    if match is None or QUOTED_CLASSIFICATION.match(text):
        return None
    rest = text[: match.start()] + " " + text[match.end() :]
    words = [word for word in LONG_WORD.regex.findall(rest) if word != "ONLY"]
    return match["name"] if len(words) <= 1 else None


def is_scrap(text: str) -> bool:
    """True for what a scan makes of edges, rules and pen marks: `L <i`, `ee | | a`.

    It has no word of four letters, no number, and not only words such as `to do so`.
    """
    words = re.findall(r"[^\W\d_]+", text.upper())
    is_text = len(words) > 1 and SHORT_WORDS.issuperset(words)
    return LONG_WORD.search(text) is None and not (is_text or re.search(r"\d\d", text))


def is_stamp(text: str) -> bool:
    """True for a line of the distribution stamp: names of offices, and scraps: `USIA .`, `INR _`"""
    words = LONG_WORD.regex.findall(text)
    return all(word in STAMPS for word in words) and is_scrap(LONG_WORD.regex.sub("", text))


def without_stamp(line: Line) -> Line:
    """The line without an office of the distribution stamp at its left: `RMR     PRIORITY`."""
    match = STAMP_AT_LEFT.match(line.text)
    return line.part(match.end()) if match is not None and match["office"] in STAMPS else line


def label_end(text: str, name: str) -> int | None:
    """The offset behind a field's name in a line, as a scan reads it; None without that name.

    One letter in four may be misread: `crom : Amembassy` is FROM, `sc supjsEct : Salt` SUBJECT. The
    letters `rn` may be an `m`.
    """
    if not (":" in text or "." in text or ";" in text):
        return None
    for match in LABEL.regex.finditer(text, 0, LABEL_REACH):
        if len(text[: match.start()].split()) > LABEL_WORDS:
            return None
        faults = len(name) // 4 + (len(name) > 6)
        label = match["label"].upper().replace("RN", "M")
        if Levenshtein.distance(label, name, score_cutoff=faults) <= faults:
            return match.end()
    return None


def post_at_start(text: str) -> tuple[str, str] | None:
    """The known post at the start of a field, with its kind: whole name, and post in capitals.

    `Hong Kong  8:30 p.m.` is "Hong Kong" and "HONG KONG"; `Amembassy LIMA  DATE` is "Amembassy
    LIMA" and "LIMA".
    """
    words = list(islice(POST_WORD.regex.finditer(text), MOST_POST_WORDS))
    for index in range(len(words), 0, -1):
        parts = words[:index]
        gaps = [text[a.end() : b.start()].strip() for a, b in pairwise(parts)]
        if text[: parts[0].start()].strip(" ‘'\"“=_") or any(gaps):
            continue
        sender = " ".join(part[0] for part in parts)
        if known_post(sender) is not None:
            office = OFFICE.match(sender)
            return sender, sender[office.end() if office else 0 :].upper()
    return None


def printed_day(text: str) -> PrintedDay | None:
    """The first day in a text: `November 21, 1957`, `Nov. 21`, `21 November 1957`; else None."""
    matches = [m for m in (MONTH_FIRST.search(text), DAY_FIRST.search(text)) if m is not None]
    if not matches:
        return None
    match = min(matches, key=lambda match: match.start())
    month = MONTH_NUMBERS[match["month"][:3].upper()]
    return PrintedDay(month, int(match["day"]), match["year"] or "")


def numbered_day(text: str) -> datetime.date | None:
    """The first day in figures, month first: `08/26/2009`, `11-20-63`; None without one."""
    match = NUMBERED_DAY.search(text)
    if match is None:
        return None
    year = int(match["year"])
    if year < 100:
        year += 2000 if year < 30 else 1900
    return PrintedDay(int(match["month"]), int(match["day"]), match["year"]).in_year(year)


def printed_date(
    text: str, line: int, form: str
) -> tuple[datetime.date | None, tuple[Repair, ...]]:
    """The first date in a text with its year, and the repair of a misread digit of the year.

    A year such as `4963` is 1963 if the text of the whole `form` names that year elsewhere.
    """
    day = printed_day(text)
    if day is None or not day.printed_year:
        return numbered_day(text) if day is None else None, ()
    year = day.printed_year.translate(DIGITS)
    first = MISREAD_ONE.match(year)
    if first is not None and _names_year(form, f"1{first['rest']}"):
        year = f"1{first['rest']}"
    if year == day.printed_year:
        return day.in_year(int(year)), ()
    repair = Repair(line=line, before=day.printed_year, after=year, rule="misread-digit")
    return day.in_year(int(year)), (repair,)


def _names_year(form: str, year: str) -> bool:
    """True if a text names a year: `1963`, `11-20-63`."""
    days = NUMBERED_DAY.regex.finditer(form)
    return any(day["year"] in (year, year[2:]) for day in days) or (
        re.search(rf"(?<!\d){year}(?!\d)", form) is not None
    )


def agreed_classification(lines: Iterable[Line]) -> str | None:
    """The classification of the banners among the lines; None if they differ or there are none."""
    names = {printed_classification(line.text) for line in lines} - {None}
    return names.pop() if len(names) == 1 else None
