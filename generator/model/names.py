"""Normalised strings: message reference numbers, TAGS codes, anchors; each made in one place."""

from __future__ import annotations

from typing import NewType

Mrn = NewType("Mrn", str)
"""A canonical message reference number: two-digit year, post in letters, number
without zeros, as in `08MEXICO721`. Made by `mrn` alone."""

TagsCode = NewType("TagsCode", str)
"""A TAGS code in capitals, as in `PHUM`. Made by `tags_code` alone."""

Anchor = NewType("Anchor", str)
"""The fragment of an address: `p-17`, `pg-003`, `h-139`. Made by the `*_anchor` functions."""


def mrn(year: int, post: str, number: int) -> Mrn:
    """The canonical MRN of `post`'s cable `number` of `year` (two or four digits)."""
    letters = "".join(c for c in post.upper() if "A" <= c <= "Z")
    return Mrn(f"{year % 100:02d}{letters}{number}")


def split_mrn(text: str) -> tuple[int, str, int] | None:
    """Two-digit year, post and number of a canonical MRN; None for anything else."""
    post = text[2:].rstrip("0123456789")
    year, number = text[:2], text[2 + len(post) :]
    if not (text.isascii() and year.isdigit() and post.isalpha() and number and len(number) < 10):
        return None
    return (int(year), post, int(number)) if post.isupper() else None


TELEGRAM_YEARS = range(1966, 2066)
"""The years that two digits name: the telegram files that exist begin in the 1960s."""


def full_year(two_digits: int) -> int:
    """The year of `TELEGRAM_YEARS` that ends in these two digits."""
    return 1900 + two_digits if two_digits >= 66 else 2000 + two_digits


def tags_code(text: str) -> TagsCode:
    """The TAGS code written as `text`, in capitals."""
    return TagsCode(text.strip().upper())


def para_anchor(name: str) -> Anchor:
    """The anchor of a para known by `name`: its number, or its letter in lower case."""
    return Anchor(f"p-{name}")


def line_anchor(line: int) -> Anchor:
    """The anchor of an unnumbered para that begins on source `line`."""
    return Anchor(f"l-{line}")


def page_anchor(number: int) -> Anchor:
    """The anchor of a transmission page."""
    return Anchor(f"pg-{number:03d}")


def heading_anchor(line: int) -> Anchor:
    """The anchor of a heading on source `line`."""
    return Anchor(f"h-{line}")


def mrn_order(mrn: Mrn) -> tuple[int, str, int]:
    """Year, post and number, by which cables stand in order; 1966 to 1999 before 2000."""
    year, post, number = split_mrn(mrn) or (0, mrn, 0)
    return (full_year(year), post, number)
