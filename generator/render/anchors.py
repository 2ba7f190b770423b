"""Anchors of dates, lines, notes and entries of lists within their pages.

Those of paras and headings are made in `model`.
"""

from __future__ import annotations

from generator.model import Anchor, Event, Precision
from generator.render.slugs import slugify


def rule_anchor(rule: str) -> str:
    """The anchor of a rule on the page "Withheld"."""
    return f"rule-{rule}"


def archive_number_anchor(number: str) -> Anchor:
    """The anchor of an archive number in its list."""
    return Anchor(slugify(number) or "number")


def date_anchor(event: Event) -> Anchor:
    """The anchor of a date in the chronology, shared by all events of that date."""
    first, last = event.first.isoformat(), event.last.isoformat()
    dates = {
        Precision.DAY: first,
        Precision.MONTH: first[:7],
        Precision.YEAR: first[:4],
        Precision.RANGE: f"{first}--{last}",
        Precision.MONTHS: f"{first[:7]}--{last[:7]}",
        Precision.YEARS: f"{first[:4]}--{last[:4]}",
    }
    return Anchor(f"d-{dates[event.precision]}")


def month_anchor(day: str) -> Anchor:
    """The anchor where the month of an ISO date begins in a list of cables."""
    return Anchor(f"m-{day[:7]}")


def note_anchor(anchor: Anchor, block: int, start: int) -> Anchor:
    """The anchor of the note that says why words in a para are not linked."""
    return Anchor(f"n-{anchor}-{block}-{start}")


def line_id(line: int) -> Anchor:
    """The anchor of a line on the source page."""
    return Anchor(f"L{line}")
