"""What is withheld without a rule that names it: e-mail addresses, telephone numbers.

Telephone numbers are found by the library `phonenumbers` (Google's libphonenumber), which knows the
numbering plan of each country: a number counts where it is valid in the post's country or in the
United States and its signs are those of a number (columns of figures have none), or, behind a word
that announces one ("tel.", "fax"), where it is possible there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import phonenumbers
from phonenumbers.geodata.locale import LOCALE_DATA

from generator import facts
from generator.model import Cable, Detector

_EMAIL = re.compile(
    r"[\w.+%'’-]{1,64}(?:\s?@|@\s|\s?\(at\)\s?)[\w-]{1,63}"
    r"(?:(?:\.[\w-]{1,63}){0,8}\.\s(?:com|org|net|gov|edu|mil)\b|(?:\.[\w-]{1,63}){1,8})",
    re.IGNORECASE,
)
"""Local part and domain; the last label of a sentence's end is no part of it.

A line may end beside `@` or in front of a common last label; some telegrams write `(at)`.
"""

_DIGITS = re.compile(r"\+?\(?\d[\d\s().+/-]{4,30}\d")
"""What may be a number: six or more signs from digit to digit."""

_FIGURES = re.compile(r"\d[\d\s().+/-]{4}")
"""How every such number goes on, which is found faster."""

_ANNOUNCED = re.compile(
    r"\b(?:tel|telephone|phone|fax|facsimile|cell|mobile|pager|voice|call)\b.{0,40}", re.IGNORECASE
)
"""Words that announce a number, and what follows them."""

_NO_NUMBER = re.compile(
    r".*/.*|\D*\d{1,4}[.-]\d{1,2}[.-]\d{1,4}\D*|(?:19|20)\d\d\s+(?:19|20)\d\d"
    r"|\d{2}(?:\d{2})?\s?[A-Z][A-Z ]+\d+"
)
"""Dates, file references, years, cable numbers ("02.12.2010", "51/2008/5", "06 STATE 202745").

Some plans would admit them: the library reads letters as the keys of a telephone.
"""

_SIGNS = re.compile(r"\+|\(\d|\d[-.]\d")
"""What a number has that is told without a word: blanks alone part columns of figures too."""

_FEWEST_DIGITS = 7
"""Digits of the shortest number that is taken: shorter ones are extensions, offices and years, and
withheld they would be withheld from every cable."""

_AROUND = 24
"""Characters on each side of what may be a number that are read with it (extensions)."""


def detect(detector: Detector, text: str, cable: Cable) -> Iterator[str]:
    """The passages of `text`, a part of `cable`, that `detector` finds."""
    match detector:
        case Detector.EMAIL:
            if "@" in text or "(at)" in text.casefold():
                yield from (found[0].rstrip(".-_") for found in _EMAIL.finditer(text))
        case Detector.TELEPHONE:
            if _FIGURES.search(text):
                yield from _telephones(text, countries(cable))


def _telephones(text: str, regions: tuple[str, ...]) -> Iterator[str]:
    stretches = [text[max(0, m.start() - 2) : m.end() + _AROUND] for m in _DIGITS.finditer(text)]
    stretches = [stretch for stretch in stretches if _SIGNS.search(stretch)]
    announced = [m[0] for m in _ANNOUNCED.finditer(text) if _DIGITS.search(m[0])]
    for region in regions:
        for stretch in stretches:
            for number in _numbers(stretch, region, phonenumbers.Leniency.VALID):
                if _SIGNS.search(number):
                    yield number
        for stretch in announced:
            yield from _numbers(stretch, region, phonenumbers.Leniency.POSSIBLE)


def _numbers(text: str, region: str, leniency: int) -> Iterator[str]:
    for found in phonenumbers.PhoneNumberMatcher(text, region, leniency=leniency):
        number = found.raw_string
        if sum(map(str.isdigit, number)) >= _FEWEST_DIGITS and not _NO_NUMBER.fullmatch(number):
            yield number


def countries(cable: Cable) -> tuple[str, ...]:
    """ISO codes of the countries in whose form a cable may write a number.

    Those of its geographic TAGS, by the country's name, and the United States.
    """
    known, regions = facts.tags(), _regions()
    names = [known[tag].meaning.casefold() for tag in cable.header.tags if tag in known]
    return tuple(dict.fromkeys(["US", *(regions[name] for name in names if name in regions)]))


@cache
def _regions() -> dict[str, str]:
    """Country names in English, folded, with their ISO codes."""
    return {_english(names).casefold(): code for code, names in LOCALE_DATA.items()}


def _english(names: dict[str, str]) -> str:
    """The English name; the library writes `*aa` where it is that of the language `aa`."""
    name = names.get("en", "")
    return names.get(name[1:], "") if name.startswith("*") else name
