"""What the collection needs to know about one cable: the steps between passes read summaries."""

from __future__ import annotations

from dataclasses import dataclass

from generator.execution.result_cache import Digest, digest_of
from generator.glossary.cable_terms import CableTerms, collect_terms
from generator.indexes.chronology import DateStatement, find_date_statements
from generator.indexes.questions import QuestionUse, find_questions
from generator.model import Cable, Fate, Mrn
from generator.model.diagnostics import Diagnostic
from generator.resolve.catalogue import CatalogueEntry, catalogue_entry
from generator.resolve.parts import Part, message_part
from generator.resolve.same_text import TextSample, text_sample


@dataclass(frozen=True, slots=True, kw_only=True)
class CableSummary:
    """One cable, as the others see it."""

    mrn: Mrn
    catalogue_entry: CatalogueEntry
    part: Part | None
    """The part of a message that it is; None for a whole message."""
    sample: TextSample
    terms: CableTerms
    diagnostics: tuple[Diagnostic, ...]
    dates: tuple[DateStatement, ...]
    questions: tuple[QuestionUse, ...]
    has_earlier_copies: bool
    """Whether its file repeats the message, or a part of it."""
    digest: Digest
    """Covers what other cables depend on when they point to it or use its abbreviations."""


def summarize_cable(cable: Cable, mrn: Mrn) -> CableSummary:
    """The summary of the cable `mrn`."""
    entry, terms = catalogue_entry(cable, mrn), collect_terms(cable, mrn)
    return CableSummary(
        mrn=mrn,
        catalogue_entry=entry,
        part=message_part(cable),
        sample=text_sample(cable),
        terms=terms,
        diagnostics=cable.diagnostics,
        dates=tuple(find_date_statements(cable, mrn)),
        questions=tuple(find_questions(cable)),
        has_earlier_copies=any(Fate.SUPERSEDED in line.fates for line in cable.lines),
        digest=digest_of((entry, terms.definitions, terms.capital_words)),
    )
