"""A citation as pieces: words that stand always, and places that depend on what is cited.

One text serves the whole cable and each of its paras, so that a page carries it once.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from generator.model import Anchor


class ParaCitation(StrEnum):
    """What of a para a citation tells."""

    NAME = "name"
    ANCHOR = "anchor"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pin:
    """Words that stand only where a para is cited."""

    field: ParaCitation
    before: str
    after: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where what is cited is read."""

    cable: str
    para: str | None
    """The page that holds every para, without an anchor; None where a citation of a para, too,
    leads to the whole cable."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Italic:
    """Words in italics; plain text has them upright."""

    words: str


Piece = str | Pin | Address | Italic
Text = tuple[Piece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pinpoint:
    """A para that is cited."""

    anchor: Anchor
    name: str | None
    """Its number or letter ("17", "27.A"); None for an unnumbered para."""


def filled(text: Text, at: Pinpoint | None = None) -> str:
    """The citation as plain text: of the whole cable, or of a para."""
    return "".join(_filled(piece, at) for piece in text)


def _filled(piece: Piece, at: Pinpoint | None) -> str:
    match piece:
        case str():
            return piece
        case Italic(words=words):
            return words
        case Address(cable=cable, para=para):
            return f"{para}#{at.anchor}" if at and para else cable
        case Pin(field=field, before=before, after=after):
            value = at and (at.name if field is ParaCitation.NAME else at.anchor)
            return f"{before}{value}{after}" if value else ""
