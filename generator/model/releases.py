"""What a publisher says of a copy: release marks, withheld passages, numbers in its own series."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from enum import StrEnum


class ReleaseMarkKind(StrEnum):
    """The kind of a release mark."""

    STAMP = "stamp"
    """`RELEASE IN PART`, `Declassified/Released US Department of State ... 30 JUN 2005`."""
    CASE = "case line"
    """`UNCLASSIFIED U.S. Department of State Case No. F-2014-99999 Doc No. C05000000 ...`."""


class NumberKind(StrEnum):
    """The series that an archive number belongs to."""

    ARCHIVES = "National Archives document number"
    CASE = "case number"
    DOCUMENT = "document number"
    FRUS = "Foreign Relations of the United States"
    CONTROL = "control number"
    """The Department's number for an incoming telegram (`Control: 12345`)."""
    SERIES = "series number"
    """A number that a post gave in a series for one addressee (`865`), before 1973."""
    AIRGRAM = "airgram number"
    FILM = "microfilm number"
    """Reel and frame of the Department's microfilm (`D740096-0872`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseMark:
    """A mark that a publisher put on a copy when it released the telegram."""

    kind: ReleaseMarkKind
    line: int
    """Source line of its first occurrence, counted from 1."""
    text: str
    """The mark on one line, as received."""
    date: datetime.date | None = None
    """The day of the release; None if the mark gives none."""
    codes: tuple[str, ...] = ()
    """Exemption codes in their usual form ("B6", "1.4(D)"), in order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveNumber:
    """A number of the copy in a publisher's own series: not the number of the telegram."""

    kind: NumberKind
    text: str
    """As received ("1976BANGKO31810", "C05000000")."""


class GapKind(StrEnum):
    """Why a passage is missing."""

    WITHHELD = "withheld"
    """A reviewer withheld it."""
    OMITTED = "omitted"
    """An editor left it out: `[Omitted here is a list of names.]`."""
    COVERED = "covered"
    """A publisher covered it with letters, which the text keeps: `XXXXXXXXXXXX`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A passage that the publisher withheld or left out."""

    line: int = field(compare=False)
    """Source line where it stands, counted from 1."""
    text: str
    """What stands in its place, on one line ("[2 lines not declassified]"); empty for a blank."""
    codes: tuple[str, ...] = ()
    """Exemption codes in their usual form ("1.4(D)"), in order; empty if none are given."""
    extent: str | None = None
    """Its length as the publisher gives it ("2 lines"); None where it is silent."""
    kind: GapKind = GapKind.WITHHELD
    """Why it is missing."""
    offset: int = 0
    """Offset in the block's text; 0 outside blocks."""
