"""What a rendering of a cable holds: the message's lines, metadata and the lines around them."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass, field

from generator.model import (
    Addressee,
    ArchiveNumber,
    DateSource,
    Dtg,
    Precedence,
    ReleaseMark,
    Repair,
)
from generator.model.diagnostics import Diagnostic
from generator.model.source_text import SourceText
from generator.parse.lines import Line, LineAndFate


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyMetadata:
    """What a publisher says of a cable outside the message: None or empty where it is silent.

    The fields are as the publisher gives them, in its own words. The message's own header, where
    it has one, is right against them, unless it is one of `prevailing`.
    """

    number: str | None = None
    """The id ("08MEXICO721")."""
    date: datetime.date | None = None
    """The day on which the cable was written."""
    date_source: DateSource = DateSource.METADATA
    """Where the publisher gives the day."""
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
    classified_by: str | None = None
    """Who classified it, and why."""
    declassify_on: str | None = None
    dtg: Dtg | None = None
    """The date-time group."""
    precedence: Precedence | None = None
    """The precedence for the action addressees."""
    sender: str | None = None
    """The originator ("AMEMBASSY MEXICO")."""
    action: tuple[Addressee, ...] = ()
    info: tuple[Addressee, ...] = ()
    captions: tuple[str, ...] = ()
    """The captions in their usual spelling, without duplicates."""
    passing: tuple[str, ...] = ()
    """Routing lines as typed ("STATE FOR WHA/MEX")."""
    executive_order: str | None = None
    """The E.O. line's text."""
    references: tuple[Line, ...] = ()
    """The lines of the references, without the field's name."""
    signature: str | None = None
    """The signature."""
    prevailing: frozenset[str] = frozenset()
    """Which of the fields `number`, `date` and `classification` are right against the message's own
    header. With `references`, they complete those of the header."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderedText:
    """A source with its rendering undone."""

    lines: tuple[Line, ...]
    """The lines of the message, as they would be in plain text."""
    rendering: str = "plain text"
    """The name of the rendering."""
    furniture: tuple[LineAndFate, ...] = ()
    """The other lines of the source, each with its fate."""
    metadata: CopyMetadata = field(default_factory=CopyMetadata)
    has_header: bool = True
    """False if the message begins with its text: the metadata are all that is left of a header."""
    is_without_text: bool = False
    """True if the source is a record of a telegram whose text it lacks."""
    archive_numbers: tuple[ArchiveNumber, ...] = ()
    """Numbers of the copy in the publisher's own series."""
    release_marks: tuple[ReleaseMark, ...] = ()
    """The publisher's marks, each once, ordered by line."""
    diagnostics: tuple[Diagnostic, ...] = ()
    """What the reader found wrong with the copy. An error refuses it and is the only one."""
    repairs: tuple[Repair, ...] = ()
    """The reader's changes to lines of the message, and to values of its form."""


@dataclass(frozen=True, slots=True)
class Rendering:
    """A form in which publishers give cables."""

    name: str
    """Its name for readers."""
    detects: Callable[[str], bool]
    """True if a source text has this form, which its own marks show."""
    read: Callable[[SourceText], RenderedText]
    """Separates the message from the rest of the source."""
