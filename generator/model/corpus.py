"""All cables of a site, with the links, glossary and indexes built from them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import blake2b
from pickle import dumps

from generator.execution.safe_unpickle import unpickle
from generator.model.cable import Cable
from generator.model.compared_copies import CopyNote, StoredCopies
from generator.model.corrections import Correction
from generator.model.diagnostics import Diagnostic
from generator.model.editions import HandlingRequest, NoticeDetails, Tally
from generator.model.entities import Entity
from generator.model.glossary_terms import CuratedGlossary, Term
from generator.model.indexes import Indexes
from generator.model.mentions import CableLinks, Citation
from generator.model.names import Mrn
from generator.model.outline import CableStatistics, Outline, outline_of, statistics_of
from generator.model.reading_texts import ReadingText
from generator.model.records_requests import RecordsRequest
from generator.model.relations import RelatedCable
from generator.model.site_releases import ReleaseHistory


@dataclass(frozen=True, slots=True, kw_only=True)
class FilePart:
    """The place of a source that is one of several in its file: a row of a table."""

    file: str
    """The file name."""
    label: str
    """The place for readers ("row 12")."""
    first_line: int
    """Line of the file where the part begins, behind repeated lines."""
    repeated_lines: int = 0
    """Number of lines at the start of the source that repeat the first lines of the file."""

    def file_line(self, line: int) -> int:
        """The line of the file for a line of the source, both counted from 1."""
        if line <= self.repeated_lines:
            return line
        return self.first_line + line - self.repeated_lines - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A cable of content/cables as read from disk: a file, or a part of one."""

    name: str
    """The file name; of a part, with its place: `dump.csv#row 12`."""
    text: str | None
    """The decoded text; None if the file could not be read as text."""
    diagnostics: tuple[Diagnostic, ...]
    """Problems with reading and decoding the file."""
    corrections: tuple[Correction, ...] = ()
    """The editors' corrections of the file, in the order of `correction_lines`."""
    correction_lines: tuple[int, ...] = ()
    """The line of each correction in the editors' file, for messages."""
    copy_note: CopyNote = field(default_factory=CopyNote)
    """What editors say about the file as one of several copies."""
    part: FilePart | None = None
    """Its place in the file; None if it is the whole file."""


def file_stem(name: str) -> str:
    """The name of a source without folders and suffix: it may be the cable's number.

    Empty for a part of a file: the file's name is not its own.
    """
    base = name.rpartition("/")[2]
    stem, dot, suffix = base.rpartition(".")
    return "" if "#" in suffix else stem if dot else base


PickledCable = tuple[bytes, bytes, bytes]
"""A cable, its outline and its statistics, each pickled."""


class StoredCable:
    """A cable and the name of its file.

    A cable that was pickled for a worker or the cache is unpickled on access and not kept: all
    cables of an archive would take too much memory.
    """

    __slots__ = ("_cable", "_outline", "_pickled", "_statistics", "digest", "mrn", "name")

    name: str
    """The file name."""
    digest: bytes
    """Digest of the inputs: cables with the same digest are equal. Empty if it is not needed."""
    mrn: Mrn | None
    """The cable's MRN; None if it has none."""

    def __init__(self, *, name: str, cable: Cable, digest: bytes = b"") -> None:
        self.name = name
        self.digest = digest
        self.mrn = cable.id
        self._cable: Cable | None = cable
        self._outline: Outline | None = None
        self._statistics: CableStatistics | None = None
        self._pickled: PickledCable | None = None

    @property
    def cable(self) -> Cable:
        """The cable."""
        return self._cable or _unpickled_cable(self._pickle()[0])

    @property
    def outline(self) -> Outline:
        """The cable without its text."""
        if self._outline is None:
            self._outline = outline_of(self._cable) if self._cable else unpickle(self._pickle()[1])
        return self._outline

    @property
    def statistics(self) -> CableStatistics:
        """Counts and offsets of the cable."""
        if self._statistics is None:
            cable = self._cable
            self._statistics = statistics_of(cable) if cable else unpickle(self._pickle()[2])
        return self._statistics

    @property
    def outline_digest(self) -> bytes:
        """Digest of the outline: outlines with the same digest are equal."""
        return blake2b(self._pickle()[1], digest_size=16).digest()

    def _pickle(self) -> PickledCable:
        """The cable, its outline and its statistics, pickled once."""
        if self._pickled is None:
            parts = (self._cable, self.outline, self.statistics)
            cable, outline, statistics = (dumps(part, 5) for part in parts)
            self._pickled = (cable, outline, statistics)
        return self._pickled

    def __getstate__(self) -> tuple[object, ...]:
        """The state with the cable as bytes, which are unpickled only when needed."""
        return (self.name, self.digest, self.mrn, self._pickle())

    def __setstate__(self, state: tuple[str, bytes, Mrn | None, PickledCable]) -> None:
        self.name, self.digest, self.mrn, self._pickled = state
        self._cable = self._outline = self._statistics = None


UNPICKLED_CABLES = 64
"""Number of unpickled cables kept in memory; pages built in a row often use the same cables."""


@lru_cache(UNPICKLED_CABLES)
def _unpickled_cable(data: bytes) -> Cable:
    cable: Cable = unpickle(data)
    return cable


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """All cables of a site."""

    cables: tuple[StoredCable, ...]
    """The cables with an MRN, ordered by MRN, without duplicates."""
    diagnostics: tuple[tuple[str, Diagnostic], ...]
    """File name and diagnostic, ordered by file and line."""
    curated: CuratedGlossary = field(default_factory=CuratedGlossary)
    """The editors' decisions about the glossary."""
    links: Mapping[Mrn, CableLinks] = field(default_factory=dict)
    """Links from and to each cable; empty before the `resolve` stage."""
    related: Mapping[Mrn, tuple[RelatedCable, ...]] = field(default_factory=dict)
    """Cables that have something rare in common with each, the most related first."""
    citations: tuple[Citation, ...] = ()
    """All citations, of cables held or not, ordered by citing cable, then as in its text."""
    terms: tuple[Term, ...] = ()
    """The glossary in alphabetical order; empty before the `glossary` stage."""
    indexes: Indexes = field(default_factory=Indexes)
    """Empty before the `indexes` stage."""
    entities: tuple[Entity, ...] = ()
    """What the cables name, by kind and key; empty before the `naming` stage."""
    withheld: Mapping[Mrn, NoticeDetails] = field(default_factory=dict)
    """Cables that the edition withholds entirely, ordered by MRN."""
    tallies: tuple[Tally, ...] = ()
    """What each of the edition's rules withheld, in the order of the rules, detectors last."""
    copies: Mapping[Mrn, StoredCopies] = field(default_factory=dict)
    """The copies of each cable of which there are several, ordered by MRN."""
    history: ReleaseHistory = field(default_factory=ReleaseHistory)
    """The releases of the edition, and since when each cable is unchanged."""
    digest: bytes = b""
    """Digest of the inputs: corpora with the same digest are equal. Empty if it is not needed."""
    requests: tuple[HandlingRequest, ...] = ()
    """Requests for withholding in the cables; empty unless the edition is for editors."""
    records_requests: tuple[RecordsRequest, ...] = ()
    """What editors asked for and what was answered, of cables that are cited and not held."""
    readings: tuple[ReadingText, ...] = ()
    """The texts of editors as the edition shows them, the latest first."""
    parts: Mapping[str, FilePart] = field(default_factory=dict)
    """The place of each source that is a part of a file, by the source's name."""

    def place(self, name: str, line: int | None) -> str:
        """The place of a diagnostic for the terminal: file and line, and where in a part."""
        part = self.parts.get(name)
        if part is None:
            return f"content/cables/{name}" + (f":{line}" if line is not None else "")
        within = f"{part.label}, line {line}" if line is not None else part.label
        at = part.file_line(line) if line is not None else part.first_line
        return f"content/cables/{part.file}:{at} ({within})"
