"""Telephone numbers, announced by words or told by their form.

Behind a word that announces it (`tel.`, `fax number is`) a number may have any form. Without one it
must have the form of a telephone number, and a numbering plan must admit it: that of the United
States or of a country of the cable's TAGS, as the library `phonenumbers` knows them. Figures are
taken as a whole: nothing is found as a part of a longer number, word or code.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

import phonenumbers

from generator.editions import telephone_forms as forms
from generator.editions.telephone_forms import Announcement

# The patterns of the countries' plans are more than `re` keeps, and would be compiled again.
phonenumbers.enable_pattern_cache()

_LONGEST = 200
"""Characters of the longest run of figures that is read as numbers."""
_LONGEST_BETWEEN = 40
"""Characters between two numbers of one list."""
_FEWEST_DIGITS = {
    Announcement.LABEL: 4,
    Announcement.STRONG: 5,
    Announcement.MOBILE: 7,
    Announcement.WEAK: 7,
}
"""Digits of the shortest number behind each kind of announcement."""
_FEWEST = 7
"""Digits of the shortest number that is not directly announced."""
_MOST_DIGITS = 18
"""Digits of the longest number: fifteen, and those that are dialled to call abroad."""
_SIGN = re.compile(r"[-+().]")
_ABROAD = re.compile(r"(?:00|011)[- .]?(?=\(?[1-9][0-9]{0,2}[-. )])")
"""What is dialled in front of the code of a country, which stands apart."""
_LIST_NUMBER = re.compile(r"\d{1,2}\)[ \t]{0,2}")
_ENDS = re.compile(r"\s{0,3}(?:[,;.)/\]<|]|\Z|\n|(?:or|and)\b)")
"""What follows a number that is a short one: other figures count what comes next."""


@dataclass(frozen=True, slots=True)
class _Figures:
    """Figures that may be a telephone number."""

    text: str
    """As they stand, with the brackets that belong to them."""
    start: int
    end: int
    has_extension: bool = False
    """True where an extension follows, which `end` is behind."""

    @property
    def digits(self) -> int:
        return sum(map(str.isdigit, self.text))

    @property
    def last_group(self) -> int:
        return len(self.text) - len(self.text.rstrip("0123456789"))


def telephones(text: str, regions: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """The spans of the telephone numbers in `text`, which is in its plain form.

    `regions` are the ISO codes of the countries whose plans count. A number that has letters, or
    an extension without a number, is not found.
    """
    previous: _Figures | None = None
    for run in forms.runs(text):
        end = previous.end if previous else 0
        if run.start() < end or run.end() - run.start() > _LONGEST:
            continue
        figures = _figures(text, run, end)
        if _is_other_number(text, figures):
            continue
        accepted = _announced(text, figures, regions)
        if accepted is None and (
            _continues_list(text, figures, previous) or _is_told_by_form(text, figures, regions)
        ):
            accepted = figures
        if accepted:
            yield accepted.start, accepted.end
            previous = accepted


def _figures(text: str, run: re.Match[str], first: int) -> _Figures:
    """The figures of `run` with the brackets and the plus sign in front, and their extension."""
    start, end = run.span()
    while start > first and run.start() - start < 3 and text[start - 1] in "(+":
        start -= 1
    if start == run.start() and text[max(first, start - 2) : start] == "+ ":
        start -= 2
    listed = _LIST_NUMBER.match(text, start, end)
    if listed:
        start = listed.end()
    written = text[start:end]
    while written.startswith("(") and written.count("(") > written.count(")"):
        start += 1
        written = text[start:end]
    opened = written.rfind("(")
    if opened > 0 and ")" not in written[opened:]:
        end = start + len(written[:opened].rstrip(" \t\r\n-/."))
    extension = forms.EXTENSION.match(text, end)
    return _Figures(
        text[start:end], start, extension.end() if extension else end, extension is not None
    )


def _is_other_number(text: str, figures: _Figures) -> bool:
    """Whether figures are years, a date, a quantity, or the beginning of something longer."""
    if forms.is_date(figures.text):
        return True
    if figures.has_extension:
        return False
    return bool(forms.CODE_BEHIND.match(text, figures.end) or forms.UNIT.match(text, figures.end))


def _announced(text: str, figures: _Figures, regions: tuple[str, ...]) -> _Figures | None:
    """The number that words announce, with its rest on the next line; None if they do not."""
    level = forms.announcement(text, figures.start)
    if level is Announcement.NONE and (
        figures.digits < _FEWEST or not forms.is_spoken_of(text, figures.start)
    ):
        return None
    if not figures.has_extension and (whole := _continued(text, figures)):
        figures = whole
    accepted = (
        _is_announced_number(text, figures, level, regions)
        if level
        else _is_near_number(text, figures, regions)
    )
    return figures if accepted else None


def _is_announced_number(
    text: str, figures: _Figures, level: Announcement, regions: tuple[str, ...]
) -> bool:
    """Whether figures directly behind an announcement are a number."""
    digits = figures.digits
    if digits < _FEWEST_DIGITS[level] and not (
        figures.has_extension and level >= Announcement.STRONG
    ):
        return False
    if text[figures.start - 1 : figures.start].isalnum():
        return level >= Announcement.STRONG and _SIGN.search(figures.text) is not None
    match level:
        case Announcement.LABEL:
            return digits > 4 or figures.has_extension or _ENDS.match(text, figures.end) is not None
        case Announcement.STRONG:
            return not (forms.is_short_date(figures.text) or forms.are_years(figures.text))
        case Announcement.MOBILE:
            return not (forms.are_times(figures.text) or forms.are_years(figures.text))
        case _:
            return _looks_like_number(figures, regions)


def _counts_time(figures: str) -> bool:
    return forms.are_times(figures) or forms.are_years(figures) or forms.is_short_date(figures)


def _looks_like_number(figures: _Figures, regions: tuple[str, ...]) -> bool:
    """Whether figures behind a word like `call` or `office` are no count, date or time."""
    if _counts_time(figures.text):
        return False
    if figures.text.isdigit() or _SIGN.search(figures.text):
        return figures.digits <= _MOST_DIGITS or figures.has_extension
    return not forms.are_columns(figures.text) and _is_valid_in(regions, figures.text)


def _is_near_number(text: str, figures: _Figures, regions: tuple[str, ...]) -> bool:
    """Whether figures in a clause that speaks of a telephone are its number."""
    if forms.is_code(text, figures.start) or figures.digits > _MOST_DIGITS:
        return False
    pointed_at = forms.is_pointed_at(text, figures.start)
    if figures.text.isdigit():
        return pointed_at
    if "+" in figures.text:
        return _is_international(text, figures)
    if forms.is_bracketed(figures.text):
        return True
    if not _SIGN.search(figures.text):
        return pointed_at and _looks_like_number(figures, regions)
    return (
        forms.is_grouped(figures.text)
        and _looks_like_number(figures, regions)
        and (pointed_at or figures.digits >= 9)
    )


def _continued(text: str, figures: _Figures) -> _Figures | None:
    """The figures with those of the next line, where the first line is too short for a number."""
    gap = forms.LINE_END.match(text, figures.end)
    if gap is None or figures.digits >= (10 if _SIGN.search(figures.text[:1]) else _FEWEST):
        return None
    run = forms.RUN.match(text, gap.end())
    if run is None or (forms.YEAR.fullmatch(run[0]) and not _ENDS.match(text, run.end())):
        return None
    rest = _figures(text, run, figures.end)
    total = figures.digits + rest.digits
    if rest.digits < 3 or not _FEWEST <= total <= _MOST_DIGITS or _is_other_number(text, rest):
        return None
    return replace(rest, text=text[figures.start : run.end()], start=figures.start)


def _continues_list(text: str, figures: _Figures, previous: _Figures | None) -> bool:
    """Whether figures are a further number of the list in which the `previous` one stands."""
    if previous is None or figures.start - previous.end > _LONGEST_BETWEEN:
        return False
    between = text[previous.end : figures.start]
    if not forms.joins_list(between):
        return False
    if not between.strip():
        return figures.digits >= _FEWEST and _SIGN.search(figures.text) is not None
    if _counts_time(figures.text):
        return False
    if figures.digits >= 6:
        return not forms.are_columns(figures.text)
    return figures.digits == previous.last_group and _ENDS.match(text, figures.end) is not None


def _is_told_by_form(text: str, figures: _Figures, regions: tuple[str, ...]) -> bool:
    """Whether figures that no word announces have the form of a telephone number."""
    number = figures.text
    if not _FEWEST <= figures.digits <= _MOST_DIGITS:
        return False
    if number.startswith(("+", "(+")):
        return _is_international(text, figures)
    if forms.is_code(text, figures.start):
        return False
    if forms.is_bracketed(number) or _is_dialled_abroad(number):
        return True
    if _counts_time(number) or not forms.is_grouped(number):
        return False
    if figures.has_extension or forms.LABEL_BEHIND.match(text, figures.end):
        return True
    return _is_valid_in(regions, number)


def _is_dialled_abroad(number: str) -> bool:
    """Whether a number of some country stands behind `00` or `011`, in groups."""
    abroad = _ABROAD.match(number)
    return (
        abroad is not None
        and not forms.are_columns(number)
        and _is_valid("+" + number[abroad.end() :], None)
    )


def _is_international(text: str, figures: _Figures) -> bool:
    if figures.digits < 9 or text[figures.start - 1 : figures.start].isalnum():
        return False
    try:
        phonenumbers.parse(figures.text, None)
    except phonenumbers.NumberParseException:
        return False
    return True


def _is_valid_in(regions: tuple[str, ...], number: str) -> bool:
    """Whether the plan of one of the regions admits a number; from abroad, that of any country."""
    return _is_dialled_abroad(number) or any(_is_valid(number, region) for region in regions)


@lru_cache(maxsize=10_000)
def _is_valid(number: str, region: str | None) -> bool:
    """Whether the plan of a region admits a number; of any, where it is written with `+`."""
    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(number, region))
    except phonenumbers.NumberParseException:
        return False
