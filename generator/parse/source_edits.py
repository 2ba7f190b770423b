"""What editors say about a source before it is parsed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.parse.references import CitingContext


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceEdits:
    """Corrections of lines, and of what references depend on. Places are offsets in the source."""

    joined: frozenset[int] = frozenset()
    """Numbers of lines that continue the line above."""
    splits: tuple[int, ...] = ()
    """Offsets at which a line is split, in order."""
    numbers: Mapping[int, int | None] = field(default_factory=dict)
    """Offsets at which a para begins, each with its number; None where none begins."""
    citing: CitingContext | None = None
    """Date, post and number by which missing years of references are inferred; None to use those
    of the source."""


NO_EDITS = SourceEdits()
