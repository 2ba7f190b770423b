"""Parsed sources, the same for all editions: the input of withholding."""

from __future__ import annotations

from dataclasses import dataclass, field

from generator.editions.redaction import SourceCable
from generator.editions.secrets import SearchResults
from generator.execution.result_cache import Digest, digest, digest_of
from generator.model import Correction, Mrn, StoredCable
from generator.model.compared_copies import CopyNote
from generator.model.diagnostics import Diagnostic


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedSource:
    """A parsed source, the same for all editions."""

    stored: StoredCable
    text: str
    """The source."""
    mrn: Mrn
    search_results: SearchResults
    """The hits of patterns and detectors."""
    diagnostics: tuple[Diagnostic, ...]
    """The diagnostics of decoding it, and of corrections that do not fit."""
    corrections: tuple[Correction, ...] = ()
    """The corrections that were applied to the cable."""
    note: CopyNote = field(default_factory=CopyNote)
    """What editors say about the file as one of several copies."""

    @property
    def digest(self) -> Digest:
        """Covers the source and its search results, which detectors withhold from it alone."""
        return digest(self.stored.digest, digest_of(sorted(self.search_results.items())))


@dataclass(frozen=True, slots=True, kw_only=True)
class SkippedSource:
    """A source without a cable on the site: it is not a cable, or another file has its number."""

    name: str
    received: SourceCable | None
    """The parsed source; None for a file that cannot be read."""
    diagnostics: tuple[Diagnostic, ...]
    """Diagnostics other than those of parsing: of decoding, or of a duplicate number."""


def source_cable(source: ParsedSource) -> SourceCable:
    """A parsed source as `Redactor` takes it."""
    return SourceCable(
        name=source.stored.name,
        text=source.text,
        cable=source.stored.cable,
        search_results=source.search_results,
        corrections=source.corrections,
    )
