"""All cables of a site, and what the stages found out about them together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import blake2b
from pickle import dumps

from generator.execution.safe_unpickle import unpickle
from generator.model.cable import Cable
from generator.model.diagnostics import Diagnostic
from generator.model.editions import HandlingRequest, NoticeDetails, Tally
from generator.model.glossary_terms import CuratedGlossary, Term
from generator.model.indexes import Indexes
from generator.model.mentions import CableLinks, Citation
from generator.model.names import Mrn
from generator.model.outline import CableStatistics, Outline, outline_of, statistics_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One file of content/cables as read from disk."""

    name: str
    """The file's name, for messages."""
    text: str | None
    """The decoded text; None where the file could not be read as text."""
    diagnostics: tuple[Diagnostic, ...]
    """What reading it showed."""


PickledCable = tuple[bytes, bytes, bytes]
"""A cable, its outline and its figures as bytes."""


class StoredCable:
    """A cable and the file it came from; a cable that comes packed is unpacked when asked for.

    Nobody keeps what was unpacked: all cables of an archive would take much memory.
    """

    __slots__ = ("_cable", "_figures", "_outline", "_packed", "digest", "mrn", "name")

    name: str
    """The file's name."""
    digest: bytes
    """What the cable was made from: cables of one digest are the same. Empty where nobody asks."""
    mrn: Mrn | None
    """The cable's number."""

    def __init__(self, *, name: str, cable: Cable, digest: bytes = b"") -> None:
        self.name = name
        self.digest = digest
        self.mrn = cable.id
        self._cable: Cable | None = cable
        self._outline: Outline | None = None
        self._figures: CableStatistics | None = None
        self._packed: PickledCable | None = None

    @property
    def cable(self) -> Cable:
        """The cable."""
        return self._cable or _unpacked(self._pack()[0])

    @property
    def outline(self) -> Outline:
        """The cable without its text."""
        if self._outline is None:
            self._outline = outline_of(self._cable) if self._cable else unpickle(self._pack()[1])
        return self._outline

    @property
    def statistics(self) -> CableStatistics:
        """What is counted in the cable."""
        if self._figures is None:
            self._figures = statistics_of(self._cable) if self._cable else unpickle(self._pack()[2])
        return self._figures

    @property
    def outline_digest(self) -> bytes:
        """The digest of the outline: outlines of one digest are the same."""
        return blake2b(self._pack()[1], digest_size=16).digest()

    def _pack(self) -> PickledCable:
        """Cable, outline and figures as bytes."""
        if self._packed is None:
            parts = (self._cable, self.outline, self.statistics)
            cable, outline, figures = (dumps(part, 5) for part in parts)
            self._packed = (cable, outline, figures)
        return self._packed

    def __getstate__(self) -> tuple[object, ...]:
        """Sent to a worker, or kept, as bytes: they are unpacked only where they are needed."""
        return (self.name, self.digest, self.mrn, self._pack())

    def __setstate__(self, state: tuple[str, bytes, Mrn | None, PickledCable]) -> None:
        self.name, self.digest, self.mrn, self._packed = state
        self._cable = self._outline = self._figures = None


UNPICKLED_CABLES = 64
"""Cables that stay unpacked: pages that are made one after the other often look at the same."""


@lru_cache(UNPICKLED_CABLES)
def _unpacked(packed: bytes) -> Cable:
    """The cable."""
    cable: Cable = unpickle(packed)
    return cable


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """All cables of a site."""

    cables: tuple[StoredCable, ...]
    """The cables that have an MRN, each MRN once, in the order of MRNs."""
    diagnostics: tuple[tuple[str, Diagnostic], ...]
    """What was found, each with its file's name, in the order of files and lines."""
    curated: CuratedGlossary = field(default_factory=CuratedGlossary)
    """What editors decided."""
    links: Mapping[Mrn, CableLinks] = field(default_factory=dict)
    """What hangs on each cable; empty before `resolve`."""
    citations: tuple[Citation, ...] = ()
    """Who cites whom, held or not, in the order of the citing cables and of the text."""
    terms: tuple[Term, ...] = ()
    """The glossary in alphabetical order; empty before `glossary`."""
    indexes: Indexes = field(default_factory=Indexes)
    """Empty before `indexes`."""
    withheld: Mapping[Mrn, NoticeDetails] = field(default_factory=dict)
    """The cables that the edition withholds as a whole, in the order of MRNs."""
    tallies: tuple[Tally, ...] = ()
    """What the edition's rules withheld, in the order of rules, detectors last."""
    digest: bytes = b""
    """What all of it was made from: corpora of one digest are the same. Empty where nobody asks."""
    requests: tuple[HandlingRequest, ...] = ()
    """What cables ask editors to withhold; empty in an edition that is not for editors."""
