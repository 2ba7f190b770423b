"""The pieces a cable's text is made of, before they are set on lines."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """Running text."""

    words: str


@dataclass(frozen=True, slots=True)
class DemoItem:
    """A list item or a lettered sub-paragraph with what introduces it."""

    marker: str
    words: str


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines that stay as they are: a table, a title within a para."""

    rows: tuple[str, ...]


Block = Text | DemoItem | Lines


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoPara:
    """A paragraph."""

    number: int | None
    """Its number; None for an unnumbered one."""
    marking: str | None
    """Portion marking; None without one."""
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class DemoHeading:
    """A topic heading."""

    words: str


Element = DemoPara | DemoHeading
