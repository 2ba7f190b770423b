"""Everything before the text of a cable, by the kind of copy."""

from __future__ import annotations

from enum import StrEnum

from generator.demo.demo_fields import message_lines
from generator.demo.envelope import (
    database_record_lines,
    metadata_lines,
    old_format_lines,
    transmission_lines,
)
from generator.demo.layout import Style
from generator.demo.plans import Plan
from generator.demo.titles import Titles, subject_rows

EXTRACT = (
    "This record is a partial extract of the original cable. "
    "The full text of the original cable is not available."
)
"""The sentence that a publisher put in front of copies without a transmission header."""


class CopyKind(StrEnum):
    """The forms in which copies of cables circulate."""

    DUMP = "dump"
    """Metadata, transmission header and message, with one line break lost."""
    EXTRACT = "extract"
    """Metadata and message, without the transmission header."""
    PLAIN = "plain"
    """Transmission header and message."""
    BARE = "bare"
    """The message alone."""
    TWICE = "twice"
    """An extract, a database record and the message again."""
    OLD = "old"
    """The header of messages until 2002, and the message."""


def choose_copy_kind(plan: Plan) -> CopyKind:
    """Choose the kind of copy; the older forms are for the older years."""
    dice = plan.dice("copy")
    year = plan.sent.year
    if year < 1990:
        return dice.weighted(((CopyKind.OLD, 6), (CopyKind.PLAIN, 2), (CopyKind.DUMP, 2)))
    if year < 2004:
        return dice.weighted(((CopyKind.EXTRACT, 6), (CopyKind.DUMP, 2), (CopyKind.OLD, 2)))
    return dice.weighted(
        (
            (CopyKind.DUMP, 67),
            (CopyKind.EXTRACT, 6),
            (CopyKind.PLAIN, 22),
            (CopyKind.BARE, 4),
            (CopyKind.TWICE, 1.5),
        )
    )


def header_lines(plan: Plan, titles: Titles, style: Style, sections: int) -> list[str]:
    """All lines before the text. Between them and the text comes one line break."""
    metadata = metadata_lines(plan, subject_rows(titles.subject)[0])
    message = message_lines(plan, titles, style, sections)
    class_line, *fields = message
    extract = [*metadata, EXTRACT + class_line, *fields]
    match choose_copy_kind(plan):
        case CopyKind.DUMP:
            *transmission, last = transmission_lines(plan, sections)
            return [*metadata, *transmission, last + class_line, *fields]
        case CopyKind.EXTRACT:
            return extract
        case CopyKind.PLAIN:
            return [*transmission_lines(plan, sections), "", *message]
        case CopyKind.BARE:
            return message
        case CopyKind.TWICE:
            stub = ["", "Summary", "-------", "", "¶1. (U) ..."]
            return [*extract, *stub, *database_record_lines(plan, metadata), "", *message]
        case CopyKind.OLD:
            return [*old_format_lines(plan, sections), "", *message]
