"""Citations as sequences of pieces: fixed words, and places that depend on the cited para.

One text serves the whole cable and each of its paras, so that a page contains it once.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from generator.model import Anchor


class ParaCitation(StrEnum):
    """Which attribute of a para a citation gives."""

    NAME = "name"
    ANCHOR = "anchor"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pin:
    """Words that only appear if a para is cited."""

    field: ParaCitation
    before: str
    after: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """The address of the cited cable or para."""

    cable: str
    para: str | None
    """The page with every para, without an anchor; None if a citation of a para also gives the
    address of the whole cable."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Italic:
    """Words in italics; upright in plain text."""

    words: str


Piece = str | Pin | Address | Italic
Text = tuple[Piece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pinpoint:
    """A cited para."""

    anchor: Anchor
    name: str | None
    """Its number or letter ("17", "27.A"); None for an unnumbered para."""


def filled(text: Text, at: Pinpoint | None = None) -> str:
    """The citation as plain text, for the whole cable or for the para `at`."""
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
