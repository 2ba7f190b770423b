"""The result of parsing a source."""

from __future__ import annotations

from dataclasses import dataclass

from generator.editions.parsed_sources import ParsedSource, SkippedSource
from generator.pipeline.cable_summaries import CableSummary


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedCable:
    """A source that gives a cable, before anything is withheld."""

    source: ParsedSource
    summary: CableSummary


@dataclass(frozen=True, slots=True, kw_only=True)
class ParseResult:
    """The result for one source: exactly one of `cable` and `skipped` is set."""

    name: str
    cable: ParsedCable | None
    """None if there is no cable to build."""
    skipped: SkippedSource | None
    """None if there is a cable."""
