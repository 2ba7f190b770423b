"""All cables of a site, and what the stages found out about them together."""

from __future__ import annotations

import pickle
from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.diagnostics import Diagnostic
from generator.garbage import uncollected
from generator.model.cable import Cable
from generator.model.editions import HandlingRequest, Tally, Withheld
from generator.model.indexes import Indexes
from generator.model.links import Citation, Links
from generator.model.names import Mrn
from generator.model.terms import Curated, Term


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One file of content/cables as read from disk."""

    name: str
    """The file's name, for messages."""
    text: str | None
    """The decoded text; None where the file could not be read as text."""
    diagnostics: tuple[Diagnostic, ...]
    """What reading it showed."""


class Filed:
    """A cable and the file it came from; a cable that comes packed is unpacked when asked for."""

    __slots__ = ("_cable", "_mrn", "_packed", "digest", "name")

    name: str
    """The file's name."""
    digest: bytes
    """What the cable was made from: cables of one digest are the same. Empty where nobody asks."""

    def __init__(
        self,
        *,
        name: str,
        cable: Cable | None = None,
        packed: bytes = b"",
        digest: bytes = b"",
        mrn: Mrn | None = None,
    ) -> None:
        """One of `cable` and `packed`, its bytes, is needed; `mrn` is that of a packed cable."""
        self.name = name
        self.digest = digest
        self._packed = packed
        self._cable = cable
        self._mrn = mrn if cable is None else cable.id

    @property
    def mrn(self) -> Mrn | None:
        """The cable's number."""
        return self._mrn

    @property
    def cable(self) -> Cable:
        """The cable."""
        if self._cable is None:
            self._cable = _unpacked(self._packed)
        return self._cable

    def __reduce__(self) -> tuple[object, ...]:
        """Sent to a worker, or kept, as bytes: they are unpacked only where they are needed."""
        if not self._packed:
            self._packed = pickle.dumps(self._cable, pickle.HIGHEST_PROTOCOL)
        return (_filed, (self.name, self._packed, self.digest, self._mrn))


def _filed(name: str, packed: bytes, digest: bytes, mrn: Mrn | None) -> Filed:
    return Filed(name=name, packed=packed, digest=digest, mrn=mrn)


def _unpacked(packed: bytes) -> Cable:
    """The cable; collecting garbage meanwhile would take longer than unpacking does."""
    with uncollected():
        cable: Cable = pickle.loads(packed)
    return cable


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """All cables of a site."""

    filed: tuple[Filed, ...]
    """The cables that have an MRN, each MRN once, in the order of MRNs."""
    diagnostics: tuple[tuple[str, Diagnostic], ...]
    """What was found, each with its file's name, in the order of files and lines."""
    curated: Curated = field(default_factory=Curated)
    """What editors decided."""
    links: Mapping[Mrn, Links] = field(default_factory=dict)
    """What hangs on each cable; empty before `resolve`."""
    citations: tuple[Citation, ...] = ()
    """Who cites whom, held or not, in the order of the citing cables and of the text."""
    terms: tuple[Term, ...] = ()
    """The glossary in alphabetical order; empty before `glossary`."""
    indexes: Indexes = field(default_factory=Indexes)
    """Empty before `indexes`."""
    withheld: Mapping[Mrn, Withheld] = field(default_factory=dict)
    """The cables that the edition withholds as a whole, in the order of MRNs."""
    tallies: tuple[Tally, ...] = ()
    """What the edition's rules withheld, in the order of rules, detectors last."""
    digest: bytes = b""
    """What all of it was made from: corpora of one digest are the same. Empty where nobody asks."""
    requests: tuple[HandlingRequest, ...] = ()
    """What cables ask editors to withhold; empty in an edition that is not for editors."""
