"""What is withheld without a rule that names it: e-mail addresses, telephone numbers.

Telephone numbers are found by the library `phonenumbers` (Google's libphonenumber), which knows the
numbering plan of each country: a number counts where it is valid in the post's country or in the
United States and its signs are those of a number (columns of figures have none), or, behind a word
that announces one ("tel.", "fax"), where it is possible there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

import phonenumbers

from generator import facts
from generator.model import Cable, Detector

# The patterns of the countries' plans are more than `re` keeps, and would be compiled again.
phonenumbers.enable_pattern_cache()

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

_FIGURES = re.compile(r"\d[\d\s().+/-]{4,30}\d")
"""The same without the signs in front, which is found faster."""

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


def detect(detector: Detector, texts: Iterable[str], cable: Cable) -> Iterator[str]:
    """The passages of `texts`, parts of `cable`, that `detector` finds."""
    match detector:
        case Detector.EMAIL:
            for text in texts:
                if "@" in text or ("(" in text and "(at)" in text.casefold()):
                    yield from (found[0].rstrip(".-_") for found in _EMAIL.finditer(text))
        case Detector.TELEPHONE:
            regions = countries(cable)
            for text in texts:
                if _FIGURES.search(text):
                    yield from _telephones(text, regions)


def _telephones(text: str, regions: tuple[str, ...]) -> Iterator[str]:
    stretches = [text[max(0, m.start() - 2) : m.end() + _AROUND] for m in _DIGITS.finditer(text)]
    stretches = [s for s in stretches if _SIGNS.search(s) and _has_enough_digits(s)]
    announced = [m[0] for m in _ANNOUNCED.finditer(text)]
    announced = [s for s in announced if _DIGITS.search(s) and _has_enough_digits(s)]
    for region in regions:
        for stretch in stretches:
            for number in _numbers(stretch, region, phonenumbers.Leniency.VALID):
                if _SIGNS.search(number):
                    yield number
        for stretch in announced:
            yield from _numbers(stretch, region, phonenumbers.Leniency.POSSIBLE)


@lru_cache(maxsize=1000)
def _numbers(text: str, region: str, leniency: int) -> tuple[str, ...]:
    """The numbers in a stretch; what looks like one, as a date in front, stands in many cables."""
    matches = phonenumbers.PhoneNumberMatcher(text, region, leniency=leniency)
    numbers = [found.raw_string for found in matches]
    return tuple(n for n in numbers if _has_enough_digits(n) and not _NO_NUMBER.fullmatch(n))


def _has_enough_digits(text: str) -> bool:
    return sum(map(str.isdigit, text)) >= _FEWEST_DIGITS


def countries(cable: Cable) -> tuple[str, ...]:
    """ISO codes of the countries in whose form a cable may write a number.

    Those of its geographic TAGS, and the United States.
    """
    known = facts.tags()
    named = [known[tag].country for tag in cable.header.tags if tag in known]
    return tuple(dict.fromkeys(["US", *filter(None, named)]))
