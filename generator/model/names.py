"""Normalised strings: message reference numbers (MRNs), TAGS codes and anchors."""

from __future__ import annotations

from typing import NewType

Mrn = NewType("Mrn", str)
"""A canonical message reference number: two-digit year, post in capital letters, number without
leading zeros, as in `08MEXICO721`. Created by `make_mrn` only."""

TagsCode = NewType("TagsCode", str)
"""A TAGS code in capitals, as in `PHUM`. Created by `tags_code` only."""

Anchor = NewType("Anchor", str)
"""The fragment of a URL: `p-17`, `pg-003`, `h-139`. Created by the `*_anchor` functions."""


def make_mrn(year: int, post: str, number: int) -> Mrn:
    """The canonical MRN of a post's cable; `year` has two or four digits."""
    letters = "".join(c for c in post.upper() if "A" <= c <= "Z")
    return Mrn(f"{year % 100:02d}{letters}{number}")


def split_mrn(text: str) -> tuple[int, str, int] | None:
    """Two-digit year, post and number of a canonical MRN; None for any other text."""
    post = text[2:].rstrip("0123456789")
    year, number = text[:2], text[2 + len(post) :]
    if not (text.isascii() and year.isdigit() and post.isalpha() and number and len(number) < 10):
        return None
    return (int(year), post, int(number)) if post.isupper() else None


TELEGRAM_YEARS = range(1940, 2040)
"""The years that two digits can stand for; most older telegrams survive in printed volumes only."""


FIRST_UNIQUE_YEAR = 1973
"""Since then a post numbers its telegrams of a year in one series; before, in one for each
addressee, so that a number names several telegrams."""


def full_year(two_digits: int) -> int:
    """The year within `TELEGRAM_YEARS` that ends in these two digits."""
    century = 1900 if 1900 + two_digits in TELEGRAM_YEARS else 2000
    return century + two_digits


def tags_code(text: str) -> TagsCode:
    """The TAGS code for `text`: in capitals, without surrounding spaces."""
    return TagsCode(text.strip().upper())


def para_anchor(name: str) -> Anchor:
    """The anchor of a para; `name` is its number, or its letter in lower case."""
    return Anchor(f"p-{name}")


def line_anchor(line: int) -> Anchor:
    """The anchor of an unnumbered para that begins on this source line."""
    return Anchor(f"l-{line}")


def page_anchor(number: int) -> Anchor:
    """The anchor of a transmission page."""
    return Anchor(f"pg-{number:03d}")


def heading_anchor(line: int) -> Anchor:
    """The anchor of a heading on this source line."""
    return Anchor(f"h-{line}")


def mrn_order(mrn: Mrn) -> tuple[int, str, int]:
    """Sort key of cables: four-digit year, post and number."""
    year, post, number = split_mrn(mrn) or (0, mrn, 0)
    return (full_year(year), post, number)
