"""Everything in front of the text, by the kind of copy that a file is."""

from __future__ import annotations

from enum import StrEnum

from generator.demo.demo_fields import message_lines
from generator.demo.envelope import old, preamble, record, transmission
from generator.demo.layout import Style
from generator.demo.plans import Plan
from generator.demo.titles import Titles, subject_rows

EXTRACT = (
    "This record is a partial extract of the original cable. "
    "The full text of the original cable is not available."
)
"""The sentence that a publisher put in front of copies without a header."""


class Copy(StrEnum):
    """What kind of copy a file is."""

    DUMP = "dump"
    EXTRACT = "extract"
    PLAIN = "plain"
    BARE = "bare"
    TWICE = "twice"
    OLD = "old"


def copy_of(plan: Plan) -> Copy:
    """What kind of copy the cable came in."""
    dice = plan.dice("copy")
    year = plan.sent.year
    if year < 1990:
        return dice.weighted(((Copy.OLD, 6), (Copy.PLAIN, 2), (Copy.DUMP, 2)))
    if year < 2004:
        return dice.weighted(((Copy.EXTRACT, 6), (Copy.DUMP, 2), (Copy.OLD, 2)))
    return dice.weighted(
        ((Copy.DUMP, 67), (Copy.EXTRACT, 6), (Copy.PLAIN, 22), (Copy.BARE, 4), (Copy.TWICE, 1.5))
    )


def header_lines(plan: Plan, titles: Titles, style: Style, sections: int) -> list[str]:
    """All lines up to the blank line before the text."""
    copy = copy_of(plan)
    metadata = copy in (Copy.DUMP, Copy.EXTRACT, Copy.TWICE)
    front = preamble(plan, subject_rows(titles.subject)[0]) if metadata else []
    sent = transmission(plan, sections) if copy in (Copy.DUMP, Copy.PLAIN) else []
    class_line, *fields = message_lines(plan, titles, style, sections)
    if copy is Copy.EXTRACT:
        return [*front, EXTRACT + class_line, *fields]
    if copy is Copy.TWICE:
        stub = [*front, EXTRACT + class_line, *fields, "", "Summary", "-------", "", "¶1. (U) ..."]
        return [*stub, *record(plan, front), "", class_line, *fields]
    if copy is Copy.DUMP:
        return [*front, *sent[:-1], sent[-1] + class_line, *fields]
    if copy is Copy.OLD:
        return [*old(plan, sections), "", class_line, *fields]
    return [*sent, *([""] if sent else []), class_line, *fields]
