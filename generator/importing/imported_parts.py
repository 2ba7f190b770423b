"""What an import makes of each part of a file: a telegram, or text that is none."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from generator.model import Mrn


class Outcome(StrEnum):
    """What became of a part of a file."""

    TELEGRAM = "telegram"
    """It is a telegram."""
    LEFT_OUT = "left out"
    """It is not a telegram, as expected: the titles of a table, the header of an e-mail."""
    REFUSED = "refused"
    """It cannot be read, or holds no telegram although one was expected."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Telegram:
    """A telegram as it is written to a file."""

    name: str
    """The name of the file without suffix: the cable's number, or a name of its own."""
    suffix: str
    """The suffix of the file, with its dot."""
    data: bytes
    """The content of the file."""
    text: str
    """The decoded content."""
    number: Mrn | None
    """The cable's number; None if it has none, or an uncertain one."""
    rendering: str
    """The form in which its publisher gives it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedPart:
    """A part of a file, and what became of it.

    The parts of a text follow one another: together they are the whole text.
    """

    member: str = ""
    """The path of the file within an archive or e-mail; empty for the file itself."""
    place: str = "whole file"
    """The place for readers: "row 12", "pages 3 to 5"."""
    line: int = 1
    """Line of the text where the part begins, counted from 1."""
    start: int = 0
    """Offset of the part in the decoded text, in characters."""
    end: int = 0
    """Offset behind its last character; equal to `start` for what has no text."""
    outcome: Outcome
    reason: str = ""
    """Why it is not a telegram, and what to do; empty for a telegram."""
    notes: tuple[str, ...] = ()
    """What was wrong with the bytes of the text."""
    telegram: Telegram | None = None
    """The telegram; None for other parts."""

    def within(self, member: str) -> ImportedPart:
        """The same part of a file that is the member of an archive."""
        return replace(self, member=f"{member}/{self.member}" if self.member else member)


def refused(reason: str, *, member: str = "") -> ImportedPart:
    """A file that is not read."""
    return ImportedPart(outcome=Outcome.REFUSED, reason=reason, member=member)


def left_out(reason: str, *, member: str = "", place: str = "whole file") -> ImportedPart:
    """A file, or a part without text, that is not a telegram."""
    return ImportedPart(outcome=Outcome.LEFT_OUT, reason=reason, member=member, place=place)
