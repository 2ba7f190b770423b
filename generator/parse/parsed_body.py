"""The parsed body: paras, headings and what became of each line."""

from __future__ import annotations

from dataclasses import dataclass, field

from generator.model import Anchor, Fate, Heading, Para, Repair
from generator.model.diagnostics import Diagnostic
from generator.model.releases import Gap
from generator.parse.lines import Line

PlacedLine = tuple[Line, Fate, Anchor | None]
"""A logical line, its fate, and the anchor of the part of the cable it belongs to."""


@dataclass(slots=True)
class ParsedBody:
    """The parsed body: paras, headings and what became of each line."""

    content: list[Heading | Para] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    placed_lines: list[PlacedLine] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)
    """Withheld passages outside the blocks."""
    repairs: list[Repair] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
