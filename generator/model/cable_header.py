"""The header of a cable: everything before the text."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from enum import StrEnum

from generator.execution.fast_pickle import fast_pickle
from generator.model.names import Mrn, TagsCode
from generator.model.source_text import Span


class Precedence(StrEnum):
    """The urgency of a telegram (5 FAH-2 H-421)."""

    FLASH = "FLASH"
    IMMEDIATE = "IMMEDIATE"
    PRIORITY = "PRIORITY"
    ROUTINE = "ROUTINE"


class DateSource(StrEnum):
    """Where the date of a cable comes from."""

    DTG = "date-time group"
    METADATA = "metadata"
    FORM = "date field"
    """The date field of a telegram form or airgram."""
    DRAFTING = "drafting date"
    """The day on which a draft was written; the telegram may have been sent later."""
    PAGE_LINE = "page line"
    """The date-time group in a page line or after the text."""
    STATION = "DE line"
    """The day of the year in the DE line, and the year in the cable's number."""
    NUMBER = "number"
    """The year in the cable's number; the day is unknown."""
    CORRECTION = "correction"
    """An editor's correction, which may give the year only."""


class ReferenceKind(StrEnum):
    """The kind of document that a reference names."""

    CABLE = "cable"
    SEPTEL = "septel"
    EMAIL = "email"
    OTHER = "other"


@fast_pickle
@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """One entry of the REF lines."""

    letter: str | None
    """Its letter in capitals; None for a single unlettered reference."""
    raw: str
    """The entry as typed, without its letter."""
    target: Mrn | None
    """The cable; None if the entry names no cable or its year is unknown."""
    kind: ReferenceKind
    title: str | None
    """Words beside the number ("NOTAL", "AND PREVIOUS"); None without any."""
    year_inferred: bool
    """True if the entry has no year and one was inferred."""
    span: Span = field(compare=False, repr=False)
    """Position in the source."""


@fast_pickle
@dataclass(frozen=True, slots=True, kw_only=True)
class Addressee:
    """One line of the TO or INFO lists."""

    routing: str | None
    """Routing indicator ("RUEHC"); None without one."""
    name: str
    """The addressee as typed ("SECSTATE WASHDC")."""
    precedence: str | None
    """Precedence word after the name; None without one."""
    serial: str | None
    """Channel serial number at the end of the line; None without one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dtg:
    """A date-time group."""

    raw: str
    """As typed: "112219Z MAR 08"."""
    at: datetime.datetime
    """The time of filing, in UTC."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """The header: everything before the text. Any field may be absent from a damaged source."""

    transmission_id: str | None = None
    """Format line 1 ("VZCZCXRO2093"); None if the copy lacks it."""
    precedence: Precedence | None = None
    """Precedence for the action addressees; None without a DTG line."""
    info_precedence: Precedence | None = None
    """Precedence for the information addressees if it differs, otherwise None."""
    routing: tuple[str, ...] = ()
    """Routing indicators of format line 2."""
    station: str | None = None
    """The DE line's text ("RUEHME #0721/01 0712219"); None without one."""
    sender: str | None = None
    """Originator as typed ("AMEMBASSY MEXICO"); None without a FM line."""
    action_addressees: tuple[Addressee, ...] = ()
    info_addressees: tuple[Addressee, ...] = ()
    dtg: Dtg | None = None
    """Date-time group; None if the copy lacks it."""
    date: datetime.date | None = None
    """Date of the DTG, else of the metadata at the start of the file; None without either."""
    year: int | None = None
    """Year of the date, else of the MRN; None without either."""
    date_source: DateSource | None = None
    """Where date and year come from; None without a year."""
    post: str | None = None
    """The post of the classification line ("THE HAGUE"); None without such a line."""
    classification: str | None = None
    """Classification in full ("UNCLASSIFIED"); None without a classification line."""
    captions: tuple[str, ...] = ()
    """Captions in order of first appearance, without duplicates."""
    passing: tuple[str, ...] = ()
    """Routing lines as typed ("STATE FOR WHA/MEX")."""
    executive_order: str | None = None
    """The E.O. line as typed; None without one."""
    tags: tuple[TagsCode, ...] = ()
    tag_persons: tuple[str, ...] = ()
    """Persons named in the TAGS line ("VANCE, CYRUS")."""
    subject: str | None = None
    """The subject on one line; None without one."""
    references: tuple[Reference, ...] = ()
    classified_by: str | None = None
    """The CLASSIFIED BY line's text; None without one."""
    declassify_on: str | None = None
    """The DECL line's text; None without one."""
    part: int | None = None
    """Which part of a message sent in parts this is; None for a whole message."""
    part_count: int | None = None
    """How many parts there are; None for a whole message."""

    @property
    def iso_date(self) -> str:
        """The date as far as it is known: `2008-03-11`, `2008`, or empty."""
        if self.date is not None:
            return self.date.isoformat()
        return "" if self.year is None else str(self.year)
