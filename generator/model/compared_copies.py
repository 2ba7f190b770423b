"""Copies of one telegram: what is known of each, and how its text differs from the main copy."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum
from pickle import dumps

from generator.execution.safe_unpickle import unpickle
from generator.model.names import Anchor, Mrn
from generator.model.releases import ArchiveNumber


class DifferenceKind(StrEnum):
    """Why two copies differ at a place."""

    WITHHELD = "withheld in this copy"
    RELEASED = "released later"
    DAMAGE = "transmission damage"
    TYPING = "typing"
    HEADER = "another header"
    MISSING = "missing in this copy"
    WORDING = "other words"


class Side(StrEnum):
    """One of two copies that are compared."""

    MAIN = "main copy"
    OTHER = "other copy"


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyNote:
    """What editors say about a file, in `content/curated/copies.yml`."""

    publisher: str | None = None
    """Who published the copy; None if editors do not say."""
    date: datetime.date | None = None
    """The day of its publication; None if editors do not say."""
    is_main: bool = False
    """True if the file is the main copy of its cable."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyFacts:
    """What is known of a copy."""

    name: str
    """The name of its file."""
    line: int | None
    """The first source line of an earlier copy within the file; None for the file's message."""
    publisher: str | None
    """Who published it, in the editors' words; None if unknown."""
    date: datetime.date | None
    """The day of its release: the editors', else that of its latest release mark; None if unknown.
    """
    rendering: str
    """The form of the source, the name of an entry of `RENDERINGS`."""
    numbers: tuple[ArchiveNumber, ...]
    """Its numbers in the publisher's own series."""
    words: int
    """Words of text that it shows."""
    gaps: int
    """Passages that its publisher withheld."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeaderDifference:
    """A field of the header that has another value in each copy."""

    field: str
    """The field in words ("subject")."""
    main: str
    other: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CopySegment:
    """A stretch of text that two copies share, or one difference between them."""

    main: str
    """The words of the main copy on one line; what stands for a gap in its place."""
    other: str
    """The words of the other copy; the same as `main` where the copies agree."""
    kind: DifferenceKind | None = None
    """Why they differ; None where they agree."""
    side: Side | None = None
    """The copy that withholds or lacks the words; None if both have words."""
    codes: tuple[str, ...] = ()
    """Exemption codes of the passage that is withheld."""
    released: datetime.date | None = None
    """The day of the first copy that shows what an earlier one withholds; None if none does."""
    main_line: int | None = None
    """Source line of the para of the main copy; None if it has no text here."""
    other_line: int | None = None
    """Source line of the para of the other copy; None if it has no text here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AlignedPara:
    """A para of the main copy beside the same text of another copy."""

    anchor: Anchor | None
    """The para or heading of the main copy; None for text before its first para."""
    name: str
    """The name of the para for readers: `¶17`, `heading`."""
    segments: tuple[CopySegment, ...]

    @property
    def differences(self) -> tuple[CopySegment, ...]:
        """The segments in which the copies differ."""
        return tuple(segment for segment in self.segments if segment.kind is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyComparison:
    """The main copy beside another one."""

    other: CopyFacts
    header: tuple[HeaderDifference, ...]
    paras: tuple[AlignedPara, ...]
    """All paras of the main copy, in order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedCopies:
    """All copies of a cable."""

    main: CopyFacts
    comparisons: tuple[CopyComparison, ...]
    """The other copies: those in other files by name, then those within a file by line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleasedPassage:
    """A passage that one copy withholds and a later one shows."""

    mrn: Mrn
    copy: int
    """The comparison that has it, its index in `ComparedCopies.comparisons`."""
    anchor: Anchor | None
    para: str
    """The name of the para for readers."""
    words: str
    """The passage on one line."""
    codes: tuple[str, ...]
    """Exemption codes under which it was withheld."""
    date: datetime.date
    """The day of the copy that shows it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredCopies:
    """The copies of a cable, pickled: an archive has too many to keep them as values."""

    mrn: Mrn
    digest: bytes
    """Digest of the inputs: copies with the same digest are equal."""
    released: tuple[ReleasedPassage, ...]
    """The passages that a later copy shows."""
    numbers: tuple[ArchiveNumber, ...]
    """The numbers of the other copies in their publishers' series, each once."""
    other_words: tuple[str, ...]
    """The passages that the main copy withholds or lacks and another shows."""
    pickled: bytes
    """`ComparedCopies`, as `pack` makes it."""

    @property
    def compared(self) -> ComparedCopies:
        """The copies; unpickled on each access."""
        compared: ComparedCopies = unpickle(self.pickled)
        return compared


def pack(compared: ComparedCopies) -> bytes:
    """The copies of a cable as bytes for `StoredCopies`."""
    return dumps(compared, 5)
