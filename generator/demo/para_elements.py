"""The elements of a cable's text before layout."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """Running text."""

    words: str


@dataclass(frozen=True, slots=True)
class DemoItem:
    """A list item or lettered sub-paragraph, with its marker."""

    marker: str
    words: str


@dataclass(frozen=True, slots=True)
class Lines:
    """Preformatted lines, such as a table."""

    rows: tuple[str, ...]


Block = Text | DemoItem | Lines
"""A piece of a paragraph."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoPara:
    """A paragraph."""

    number: int | None
    """Its number; None if unnumbered."""
    marking: str | None
    """Its portion marking, if any."""
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class DemoHeading:
    """A topic heading."""

    words: str


Element = DemoPara | DemoHeading
"""A piece of a text."""
