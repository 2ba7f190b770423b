"""What editors write beside the cables, apart from decisions about them."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.reading_texts import ReadingText
from generator.model.records_requests import RecordsRequest


@dataclass(frozen=True, slots=True, kw_only=True)
class EditorTexts:
    """The texts of editors that pages show."""

    records_requests: tuple[RecordsRequest, ...] = ()
    """In the order of the file."""
    readings: tuple[ReadingText, ...] = ()
    """In the order of their files."""
    faults: tuple[str, ...] = ()
    """What is left out: the messages about each reading and request, with file and line."""
