"""A part of a file that holds many telegrams."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ContainedText:
    """A part of a file: one telegram, or text that is none."""

    text: str
    """The part as received; a rendering detects and reads a telegram from it alone."""
    repeated: int = 0
    """Characters at the start of `text` that repeat earlier lines of the file: a row of titles."""
    first_line: int
    """Line of the file where the part begins behind `repeated`, counted from 1."""
    label: str
    """Its place in the file, for readers ("row 12", "document d68")."""
    left_out: str | None = None
    """Why it is not a telegram; None for a telegram."""
