"""What a rendering of a cable holds: the message's lines, metadata and the lines around them."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

from generator.parse.lines import Line, LineAndFate


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyMetadata:
    """What a publisher says of a cable outside the message. All fields are None where it is silent.

    The fields are as the publisher gives them, in its own words.
    """

    number: str | None = None
    """The id ("08MEXICO721")."""
    date: datetime.date | None = None
    """The day on which the cable was written."""
    classification: str | None = None
    """The classification ("UNCLASSIFIED//FOR OFFICIAL USE ONLY")."""
    origin: str | None = None
    """The post ("Embassy Mexico")."""
    post: str | None = None
    """The post as in a classification line ("LA PAZ")."""
    subject: str | None = None
    """The subject."""
    tags: str | None = None
    """The TAGS as a line of codes ("EIND, EFIN")."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderedText:
    """A source with its rendering undone."""

    lines: tuple[Line, ...]
    """The lines of the message, as they would be in plain text."""
    furniture: tuple[LineAndFate, ...] = ()
    """The other lines of the source, each with its fate."""
    metadata: CopyMetadata = field(default_factory=CopyMetadata)
