"""What a publisher says of a copy: release marks, withheld passages, numbers in its own series."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
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
    """Its source line, counted from 1."""
    text: str
    """What replaces it, on one line ("[2 lines not declassified]"); empty for a blank."""
    codes: tuple[str, ...] = ()
    """Exemption codes in their usual form ("1.4(D)"), in order; empty if none are given."""
    extent: str | None = None
    """Its length as the publisher gives it ("2 lines"); None where it is silent."""
    kind: GapKind = GapKind.WITHHELD
    """Why it is missing."""
    offset: int = 0
    """Offset in the block's text; 0 outside blocks."""

    @property
    def mark(self) -> str:
        """What is shown in its place: `[2 lines not declassified: B1]`, `[not released: B6]`."""
        codes = f": {', '.join(self.codes)}" if self.codes else ""
        return f"{self.words}{codes}]"

    @property
    def words(self) -> str:
        """The mark without codes and the last bracket: the publisher's words, if it has any."""
        is_bracketed = self.text.startswith("[") and self.text.endswith("]")
        return self.text[:-1] if is_bracketed else "[not released"


OPENING = "([\"'“‘"
"""Characters after which there is no space before a mark."""


def spaced_mark(text: str, gap: Gap, mark: str) -> str:
    """The mark of a gap with the spaces that part it from the text around its offset."""
    before, after = text[gap.offset - 1 : gap.offset], text[gap.offset : gap.offset + 1]
    front = "" if not before or before.isspace() or before in OPENING else " "
    back = " " if after and (after.isalnum() or after in OPENING) else ""
    return f"{front}{mark}{back}"


def with_marks(text: str, gaps: Iterable[Gap], offset: int = 0) -> tuple[str, int]:
    """A block's text with a mark for each gap, for quotations; and the new place of `offset`.

    Covered passages are in the text already.
    """
    pieces: list[str] = []
    position, moved = 0, offset
    for gap in gaps:
        if gap.kind is not GapKind.COVERED:
            mark = spaced_mark(text, gap, gap.mark)
            pieces += [text[position : gap.offset], mark]
            position = gap.offset
            moved += len(mark) if gap.offset <= offset else 0
    return "".join([*pieces, text[position:]]), moved
