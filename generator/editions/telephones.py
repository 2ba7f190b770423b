"""Telephone numbers, recognised by the words before them or by their form.

After a word that announces it (`tel.`, `fax number is`) a number may have any form. Otherwise it
must have the form of a telephone number and be valid in the numbering plan of the United States or
of a country of the cable's TAGS, by the library `phonenumbers`. A part of a longer number, word or
code is never found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

import phonenumbers

from generator.editions import telephone_forms as forms
from generator.editions.telephone_forms import Announcement

# There are more patterns of national plans than `re` caches: they would be compiled repeatedly.
phonenumbers.enable_pattern_cache()

_LONGEST = 200
"""The most characters of a run of figures that may be a number."""
_LONGEST_BETWEEN = 40
"""The most characters between two numbers of one list."""
_FEWEST_DIGITS = {
    Announcement.LABEL: 4,
    Announcement.STRONG: 5,
    Announcement.MOBILE: 7,
    Announcement.WEAK: 7,
}
"""The fewest digits of a number after each kind of announcement."""
_FEWEST = 7
"""The fewest digits of a number that is not directly announced."""
_MOST_DIGITS = 18
"""The most digits of a number: fifteen, and the prefix for calls abroad."""
_PUNCTUATION = re.compile(r"[-+().]")
_ABROAD = re.compile(r"(?:00|011)[- .]?(?=\(?[1-9][0-9]{0,2}[-. )])")
"""The prefix for calls abroad, before a separate country code."""
_LIST_NUMBER = re.compile(r"\d{1,2}\)[ \t]{0,2}")
_ENDS = re.compile(r"\s{0,3}(?:[,;.)/\]<|]|\Z|\n|(?:or|and)\b)")
"""Text after a short number. Before other text, figures count what follows."""


@dataclass(frozen=True, slots=True)
class _Figures:
    """Figures that may be a telephone number."""

    text: str
    """The figures with the brackets that belong to them."""
    start: int
    end: int
    has_extension: bool = False
    """Whether an extension follows. `end` is then behind it."""

    @property
    def digits(self) -> int:
        return sum(map(str.isdigit, self.text))

    @property
    def last_group(self) -> int:
        return len(self.text) - len(self.text.rstrip("0123456789"))


def telephones(text: str, regions: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """The spans of the telephone numbers in `text`, which is in its plain form.

    `regions` are the ISO codes of countries whose plans count. Numbers with letters, and extensions
    without a number, are not found.
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
            _continues_list(text, figures, previous) or _has_number_form(text, figures, regions)
        ):
            accepted = figures
        if accepted:
            yield accepted.start, accepted.end
            previous = accepted


def _figures(text: str, run: re.Match[str], first: int) -> _Figures:
    """The figures of `run` with the brackets and plus sign before them, and their extension."""
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
    """Whether figures are a date, a quantity, or the beginning of something longer."""
    if forms.is_date(figures.text):
        return True
    if figures.has_extension:
        return False
    return bool(forms.CODE_AFTER.match(text, figures.end) or forms.UNIT.match(text, figures.end))


def _announced(text: str, figures: _Figures, regions: tuple[str, ...]) -> _Figures | None:
    """The number that words announce, with its rest on the next line; None for no number."""
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
    """Whether figures directly after an announcement are a number."""
    digits = figures.digits
    if digits < _FEWEST_DIGITS[level] and not (
        figures.has_extension and level >= Announcement.STRONG
    ):
        return False
    if text[figures.start - 1 : figures.start].isalnum():
        return level >= Announcement.STRONG and _PUNCTUATION.search(figures.text) is not None
    match level:
        case Announcement.LABEL:
            return digits > 4 or figures.has_extension or _ENDS.match(text, figures.end) is not None
        case Announcement.STRONG:
            return not (forms.is_short_date(figures.text) or forms.are_years(figures.text))
        case Announcement.MOBILE:
            return not (forms.are_times(figures.text) or forms.are_years(figures.text))
        case _:
            return _looks_like_number(figures, regions)


def _is_time(figures: str) -> bool:
    """Whether figures are times of day, years or a date."""
    return forms.are_times(figures) or forms.are_years(figures) or forms.is_short_date(figures)


def _looks_like_number(figures: _Figures, regions: tuple[str, ...]) -> bool:
    """Whether figures after a word like `call` or `office` are not a count, date or time."""
    if _is_time(figures.text):
        return False
    if figures.text.isdigit() or _PUNCTUATION.search(figures.text):
        return figures.digits <= _MOST_DIGITS or figures.has_extension
    return not forms.are_columns(figures.text) and _is_valid_in(regions, figures.text)


def _is_near_number(text: str, figures: _Figures, regions: tuple[str, ...]) -> bool:
    """Whether figures in a clause about a telephone are its number."""
    if forms.is_code(text, figures.start) or figures.digits > _MOST_DIGITS:
        return False
    pointed_at = forms.is_pointed_at(text, figures.start)
    if figures.text.isdigit():
        return pointed_at
    if "+" in figures.text:
        return _is_international(text, figures)
    if forms.is_bracketed(figures.text):
        return True
    if not _PUNCTUATION.search(figures.text):
        return pointed_at and _looks_like_number(figures, regions)
    return (
        forms.is_grouped(figures.text)
        and _looks_like_number(figures, regions)
        and (pointed_at or figures.digits >= 9)
    )


def _continued(text: str, figures: _Figures) -> _Figures | None:
    """The figures with those of the next line, if the first line is too short for a number."""
    gap = forms.LINE_END.match(text, figures.end)
    if gap is None or figures.digits >= (10 if _PUNCTUATION.search(figures.text[:1]) else _FEWEST):
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
    """Whether figures are the next number in a list after the `previous` one."""
    if previous is None or figures.start - previous.end > _LONGEST_BETWEEN:
        return False
    between = text[previous.end : figures.start]
    if not forms.joins_list(between):
        return False
    if not between.strip():
        return figures.digits >= _FEWEST and _PUNCTUATION.search(figures.text) is not None
    if _is_time(figures.text):
        return False
    if figures.digits >= 6:
        return not forms.are_columns(figures.text)
    return figures.digits == previous.last_group and _ENDS.match(text, figures.end) is not None


def _has_number_form(text: str, figures: _Figures, regions: tuple[str, ...]) -> bool:
    """Whether figures without an announcement have the form of a telephone number."""
    number = figures.text
    if not _FEWEST <= figures.digits <= _MOST_DIGITS:
        return False
    if number.startswith(("+", "(+")):
        return _is_international(text, figures)
    if forms.is_code(text, figures.start):
        return False
    if forms.is_bracketed(number) or _is_dialled_abroad(number):
        return True
    if _is_time(number) or not forms.is_grouped(number):
        return False
    if figures.has_extension or forms.LABEL_AFTER.match(text, figures.end):
        return True
    return _is_valid_in(regions, number)


def _is_dialled_abroad(number: str) -> bool:
    """Whether a number is `00` or `011` and a valid international number in groups."""
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
    """Whether a number is valid in one of the regions, or as a call abroad in any country."""
    return _is_dialled_abroad(number) or any(_is_valid(number, region) for region in regions)


@lru_cache(maxsize=10_000)
def _is_valid(number: str, region: str | None) -> bool:
    """Whether a number is valid in a region; with `+`, in any region."""
    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(number, region))
    except phonenumbers.NumberParseException:
        return False
