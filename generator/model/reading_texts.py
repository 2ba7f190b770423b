"""Readings: texts by editors that quote cables by para."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum

from generator.model.names import Anchor, Mrn


class BlockForm(StrEnum):
    """The form of a block of a reading."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    BULLET = "item of a list"
    NUMBERED = "item of a numbered list"
    QUOTED = "words of others"
    """A paragraph of a block quotation that names no para."""
    QUOTATION = "quotation"
    """A quotation of a para."""
    RULE = "rule"


class SpanStyle(StrEnum):
    """The style of a span. The value is its HTML element."""

    EMPHASIS = "em"
    STRONG = "strong"
    CODE = "code"


@dataclass(frozen=True, slots=True, kw_only=True)
class TextSpan:
    """Running text of one style."""

    text: str
    styles: tuple[SpanStyle, ...] = ()
    address: str = ""
    """The address that it links to, on another site; empty for none."""
    mrn: Mrn | None = None
    """The cable that it links to; None for none."""
    anchor: Anchor | None = None
    """The para of that cable; None for the whole cable."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """Words of a para."""

    mrn: Mrn
    anchor: Anchor
    pieces: tuple[str, ...]
    """The words; in several pieces if the editor left out some between. In a corpus, they are as
    the edition shows them, with notices."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingBlock:
    """A block of a reading."""

    form: BlockForm
    line: int
    """Its first line in the file."""
    spans: tuple[TextSpan, ...] = ()
    """Its text; empty for a quotation or a rule."""
    level: int = 0
    """The level of a heading below the title, from 2; 0 for other blocks."""
    quotation: Quotation | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingText:
    """A text by an editor."""

    file: str
    """Its file, from the workspace: `content/readings/salt.md`."""
    title: str
    author: str
    date: datetime.date
    blocks: tuple[ReadingBlock, ...]

    @property
    def name(self) -> str:
        """The name of its file without the ending: `salt`."""
        return self.file.rpartition("/")[2].removesuffix(".md")

    @property
    def quotations(self) -> tuple[Quotation, ...]:
        """The quotations, in order."""
        return tuple(b.quotation for b in self.blocks if b.quotation is not None)
