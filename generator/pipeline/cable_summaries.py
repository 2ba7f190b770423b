"""What one cable says that the collection must know: the part of it that stages join."""

from __future__ import annotations

from dataclasses import dataclass

from generator.execution.result_cache import Digest, digest_of
from generator.glossary.cable_terms import CableTerms, collect_terms
from generator.indexes.chronology import DateStatement, told
from generator.indexes.questions import QuestionUse, asked
from generator.model import Cable, Mrn
from generator.model.diagnostics import Diagnostic
from generator.resolve.catalogue import CatalogueEntry, catalogue_entry
from generator.resolve.parts import Part, message_part


@dataclass(frozen=True, slots=True, kw_only=True)
class CableSummary:
    """One cable, as far as others ask for it."""

    mrn: Mrn
    catalogue_entry: CatalogueEntry
    part: Part | None
    """Which part of a message it is; None for a whole message."""
    glossed: CableTerms
    diagnostics: tuple[Diagnostic, ...]
    told: tuple[DateStatement, ...]
    asked: tuple[QuestionUse, ...]
    digest: Digest
    """What other cables can see of it where they point to it or use its short forms."""


def reading(cable: Cable, mrn: Mrn) -> CableSummary:
    """What the cable `mrn` says."""
    known, glossed = catalogue_entry(cable, mrn), collect_terms(cable, mrn)
    return CableSummary(
        mrn=mrn,
        catalogue_entry=known,
        part=message_part(cable),
        glossed=glossed,
        diagnostics=cable.diagnostics,
        told=tuple(told(cable, mrn)),
        asked=tuple(asked(cable)),
        digest=digest_of((known, glossed.definitions)),
    )
