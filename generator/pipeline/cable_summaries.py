"""What one cable says that the collection must know: the part of it that stages join."""

from __future__ import annotations

from dataclasses import dataclass

from generator.execution.result_cache import Digest, digest_of
from generator.glossary.cable_terms import Glossed, gloss
from generator.indexes.chronology import Told, told
from generator.indexes.questions import Asked, asked
from generator.model import Cable, Mrn
from generator.model.diagnostics import Diagnostic
from generator.resolve.catalogue import Held, held
from generator.resolve.parts import Part, part_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One cable, as far as others ask for it."""

    mrn: Mrn
    held: Held
    part: Part | None
    """Which part of a message it is; None for a whole message."""
    glossed: Glossed
    diagnostics: tuple[Diagnostic, ...]
    told: tuple[Told, ...]
    asked: tuple[Asked, ...]
    digest: Digest
    """What other cables can see of it where they point to it or use its short forms."""


def reading(cable: Cable, mrn: Mrn) -> Reading:
    """What the cable `mrn` says."""
    known, glossed = held(cable, mrn), gloss(cable, mrn)
    return Reading(
        mrn=mrn,
        held=known,
        part=part_of(cable),
        glossed=glossed,
        diagnostics=cable.diagnostics,
        told=tuple(told(cable, mrn)),
        asked=tuple(asked(cable)),
        digest=digest_of((known, glossed.definitions)),
    )
