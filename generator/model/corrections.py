"""Editors' corrections of how a source is read, and their record in the cable."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

NOTHING = "none"
"""The value, or the words read, of a correction that takes a value away or adds one."""


class CorrectionKind(StrEnum):
    """What a correction changes. The value is its key in `corrections.yml`."""

    NUMBER = "number"
    DATE = "date"
    POST = "post"
    CLASSIFICATION = "classification"
    SUBJECT = "subject"
    TAGS = "tags"
    REFERENCE = "reference"
    PARA = "para"
    JOIN = "join"
    SPLIT = "split"


HEADER_KINDS = (
    CorrectionKind.NUMBER,
    CorrectionKind.DATE,
    CorrectionKind.POST,
    CorrectionKind.CLASSIFICATION,
    CorrectionKind.SUBJECT,
    CorrectionKind.TAGS,
)
"""The kinds that set a field of the header. All others name a source line."""

LINE_KINDS = (CorrectionKind.PARA, CorrectionKind.JOIN, CorrectionKind.SPLIT)
"""The kinds that change how source lines are divided. They apply before the cable is parsed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A correction as an editor wrote it."""

    kind: CorrectionKind
    line: int | None
    """Source line, counted from 1; None for a field of the header."""
    was: str
    """The words that must be there, with single spaces: for a field of the header its value as
    read, or `NOTHING`; for a reference the entry as typed, or its beginning before `…`; for a line
    the words at the place, or its beginning before `…`."""
    value: str
    """The right value in the form of `value_text`; `NOTHING` to take a reference or para number
    away; empty for lines that are joined or split."""
    reason: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AppliedCorrection:
    """A correction that was applied to a cable."""

    kind: CorrectionKind
    line: int | None
    """Source line, counted from 1; None for a field of the header."""
    before: str
    """What was read without it: the value, the entry of a reference as typed, the number of a para.
    Empty if there was none, and for joined and split lines."""
    after: str
    """The corrected value; empty if it takes a value away, and for joined or split lines."""
    reason: str
    """Why, in the editor's words."""
    source: str
    """Where the right value comes from, in the editor's words."""
