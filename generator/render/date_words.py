"""The bounds of a cable's date in words, for pages and for letters."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from generator.model import Mrn
from generator.render.chronology_page import MONTHS
from generator.render.cited_series import DateBound, DateBounds

Piece = tuple[str, Mrn | None]
"""Words of a sentence, and the cable that they link to; None without one."""


def bounds_pieces(bounds: DateBounds) -> Iterator[Piece]:
    """When a cable was sent, with the evidence, in pieces.

    `between 2008-03-10 (date of ` `08LIMA120` `, the next lower number held) and 2008-03-14 (date
    of ` `08QUITO9` `, which cites it).`
    """
    if bounds.is_guess:
        yield "the year is inferred; if it is right, ", None
    first, last = bounds.first, bounds.last
    if first.evidence is None and last.evidence is None:
        yield f"in {first.day.year}, the year in its number", None
    elif first.day == last.day:
        yield f"on {first.day} (", None
        yield from _evidence(first, "lower")
        yield "; ", None
        yield from _evidence(last, "higher")
        yield ")", None
    else:
        yield f"between {first.day} (", None
        yield from _evidence(first, "lower")
        yield f") and {last.day} (", None
        yield from _evidence(last, "higher")
        yield ")", None
    if bounds.conflict:
        yield "; the dates of ", None
        for number, mrn in enumerate(bounds.conflict):
            yield (" and " if number else ""), None
            yield mrn, mrn
        yield " allow no closer bounds", None
    yield ".", None


def _evidence(bound: DateBound, side: str) -> Iterator[Piece]:
    """What shows a bound; `side` says on which side of the cable a neighbour's number is."""
    if bound.evidence is None:
        yield "the year in its number", None
        return
    yield "date of ", None
    yield bound.evidence, bound.evidence
    yield (", which cites it" if bound.is_citing else f", the next {side} number held"), None


def bounds_text(bounds: DateBounds) -> str:
    """When a cable was sent, with the evidence, as plain text."""
    return "".join(words for words, _ in bounds_pieces(bounds))


def bounds_in_letter(bounds: DateBounds) -> str:
    """When a cable was sent, for a letter: `between March 10, 2008 and March 14, 2008`."""
    first, last = bounds.first, bounds.last
    if first.evidence is None and last.evidence is None:
        when = f"in {first.day.year}"
    elif first.day == last.day:
        when = f"on {american_day(first.day)}"
    else:
        when = f"between {american_day(first.day)} and {american_day(last.day)}"
    return f"{when} (the year is inferred)" if bounds.is_guess else when


def american_day(day: datetime.date) -> str:
    """A day as Americans write it: `March 10, 2008`."""
    return f"{MONTHS[day.month - 1]} {day.day}, {day.year}"
