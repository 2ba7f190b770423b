"""The cable as values: what the parser makes and everything after it reads."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field, fields
from enum import StrEnum
from itertools import starmap
from operator import attrgetter
from typing import Any

from generator.execution.fast_pickle import columns, fast_pickle
from generator.model.diagnostics import Diagnostic
from generator.model.editions import Notice, NoticeDetails
from generator.model.names import Anchor, Mrn, TagsCode
from generator.model.source_text import Span


class Precedence(StrEnum):
    """How urgently a telegram is handled (5 FAH-2 H-421)."""

    FLASH = "FLASH"
    IMMEDIATE = "IMMEDIATE"
    PRIORITY = "PRIORITY"
    ROUTINE = "ROUTINE"


class ReferenceKind(StrEnum):
    """What a reference names."""

    CABLE = "cable"
    SEPTEL = "septel"
    EMAIL = "email"
    OTHER = "other"


class BlockKind(StrEnum):
    """What form a piece of a para has."""

    TEXT = "text"
    ITEM = "item"
    HEADING = "heading"
    QUOTATION = "quotation"
    COLUMNS = "columns"


class Part(StrEnum):
    """Which side of a questionnaire a piece of text belongs to."""

    QUESTION = "question"
    ANSWER = "answer"


class Fate(StrEnum):
    """What became of a source line."""

    BLANK = "blank"
    PREAMBLE = "preamble"
    SUPERSEDED = "superseded copy"
    RECORD = "database record"
    HEADER = "header"
    CAPTION = "caption"
    PASSING = "passing line"
    HEADING = "heading"
    RULE = "rule"
    TEXT = "text"
    PAGE = "page line"
    STRAY = "stray caption"
    BANNER = "section banner"
    SIGNATURE = "signature"
    TRAILER = "trailer"
    UNPARSED = "unparsed"


@fast_pickle
@dataclass(frozen=True, slots=True, kw_only=True)
class Repair:
    """One change between the source and the reading text."""

    line: int
    """Source line, counted from 1."""
    before: str
    """The text as it stands in the source."""
    after: str
    """The text as it is read."""
    rule: str
    """Name of the rule that made the change: a key of `REPAIR_RULES`."""


REPAIR_RULES: dict[str, str] = {
    "markdown-link": "A link made by the rendering is read as its text",
    "markdown-escape": "An escape of the rendering is read as the character it protects",
    "mark-link": "A link that stands for the paragraph mark is read as the mark",
    "line-continuation": "A backslash that the rendering put at the line's end is left out",
    "doubled-quotes": "A quotation mark doubled by the rendering is read once",
    "mark-to-digit": "A paragraph mark that became a digit is read as the mark",
    "false-mark": "A paragraph mark put before a number in running text is left out",
    "year-digit": "A mark that became a digit in front of a year is left out",
    "letter-doubled": "A reference letter that stands twice is read once",
    "page-line": "A transmission page line is taken out of the text",
    "section-banner": "A line repeated at each transmission section is taken out of the text",
    "stray-caption": "A caption repeated by the transmission is taken out of the text",
    "sentence-rejoined": "A sentence cut by the transmission is joined again",
    "accent-lost": "A letter that lost its accent to a question mark is restored",
    "apostrophe-comma": "An apostrophe that became a comma is restored",
}
"""Every rule of repair, with what it does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageMark:
    """The place where a transmission page begins inside a block."""

    number: int
    """The page, counted from 1."""
    offset: int
    """Characters of the block's text before the page's first word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TransmissionPage:
    """A transmission page found in the source."""

    number: int
    """The page, counted from 1."""
    of: int | None
    """How many pages the telegram says it has; None where it does not say."""
    line: int
    """Source line of the page line, or of the classification line for page 1."""


@fast_pickle
@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A piece of a para: a run of text, an item, a minor heading, columns."""

    kind: BlockKind
    text: str
    """The reading text; lines are kept in columns only. Without label and marker."""
    label: str | None = None
    """The label as typed, with its point or colon ("POST RESPONSE:"); None without one."""
    marker: str | None = None
    """What introduces an item as typed ("--", "A.", "(1)"); None for other blocks."""
    part: Part | None = None
    """Question or answer; None outside questionnaires."""
    pages: tuple[PageMark, ...] = ()
    """Transmission pages that begin inside the block, in order."""
    notices: tuple[Notice, ...] = ()
    """Notices in the text that stand for what is withheld, in order."""
    span: Span = field(compare=False, repr=False)
    """Where it stands in the source."""


@fast_pickle
@dataclass(frozen=True, slots=True, kw_only=True)
class Para:
    """A paragraph, the unit that is cited."""

    number: int | None
    """The number the cable gives it; None for an unnumbered paragraph."""
    letter: str | None
    """Number and letter of a question that it answers ("27.A"); None for any other para."""
    anchor: Anchor
    """Its address within the cable, unique there."""
    marking: str | None
    """Portion marking without parentheses ("SBU", "SBU/NF"); None without one."""
    label: str | None
    """Leading label in capitals ("SUMMARY", "QUESTION A"); None without one."""
    blocks: tuple[Block, ...]
    """Its pieces in order."""
    withheld: NoticeDetails | None = None
    """What is told where the whole para is withheld; None for any other."""
    span: Span = field(compare=False, repr=False)
    """Where it stands in the source, from the mark to the last word."""

    @property
    def text(self) -> str:
        """The reading text behind number, marking and leading label.

        A blank line stands between blocks, a line end in columns only.
        """
        first_label = self.label is not None
        pieces = []
        for index, block in enumerate(self.blocks):
            lead = () if index == 0 and first_label else (block.label,)
            words = [w for w in (block.marker, *lead, block.text) if w]
            pieces.append(" ".join(words))
        return "\n\n".join(p for p in pieces if p)


@fast_pickle
@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A topic heading."""

    text: str
    """The heading on one line, as typed."""
    anchor: Anchor
    """Its address within the cable."""
    opens_section: bool
    """True where paras follow; False for a heading inside a para ("Training")."""
    span: Span = field(compare=False, repr=False)
    """Where it stands in the source, without its rules."""


@fast_pickle
@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A run of paras under one heading; one page of the site each."""

    title: str
    """The heading's text, or a title derived from the paras."""
    derived: bool
    """True where the cable has no heading here and the title was derived."""
    heading: Heading | None
    """The heading; None where the title is derived."""
    paras: tuple[Para, ...]
    """The paras, in order; empty for a heading without text of its own."""


@fast_pickle
@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """One entry of the REF lines."""

    letter: str | None
    """Its letter in capitals; None for a single unlettered reference."""
    raw: str
    """The entry as typed, without its letter."""
    target: Mrn | None
    """The cable named; None for anything that is not a cable."""
    kind: ReferenceKind
    title: str | None
    """What the entry says beside the number ("NOTAL", "AND PREVIOUS"); None if nothing."""
    year_inferred: bool
    """True where the entry has no year and one was inferred."""
    span: Span = field(compare=False, repr=False)
    """Where it stands in the source."""


@fast_pickle
@dataclass(frozen=True, slots=True, kw_only=True)
class Addressee:
    """One line of the TO or INFO lists."""

    routing: str | None
    """Routing indicator ("RUEHC"); None where the line has none."""
    name: str
    """The addressee as typed ("SECSTATE WASHDC")."""
    precedence: str | None
    """Precedence word behind the name; None without one."""
    serial: str | None
    """Channel serial that closes the line; None without one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dtg:
    """A date-time group."""

    raw: str
    """As typed: "112219Z MAR 08"."""
    at: datetime.datetime
    """The time of filing, in UTC."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What stands before the text. Every field may be absent from a damaged source."""

    transmission_id: str | None = None
    """Format line 1 ("VZCZCXRO2093"); None where the copy lacks it."""
    precedence: Precedence | None = None
    """Precedence for the action addressees; None without a DTG line."""
    info_precedence: Precedence | None = None
    """Precedence for the information addressees where it differs; None otherwise."""
    routing: tuple[str, ...] = ()
    """Routing indicators of format line 2."""
    station: str | None = None
    """The DE line's text ("RUEHME #0721/01 0712219"); None without one."""
    sender: str | None = None
    """Originator as typed ("AMEMBASSY MEXICO"); None without a FM line."""
    action_addressees: tuple[Addressee, ...] = ()
    info_addressees: tuple[Addressee, ...] = ()
    dtg: Dtg | None = None
    """Date-time group; None where the copy lacks it."""
    date: datetime.date | None = None
    """The DTG's date, else that of the metadata in front; None without either."""
    post: str | None = None
    """The post of the classification line ("THE HAGUE"); None without such a line."""
    classification: str | None = None
    """Classification in full ("UNCLASSIFIED"); None without a classification line."""
    captions: tuple[str, ...] = ()
    """Captions in the order they first stand, each once."""
    passing: tuple[str, ...] = ()
    """Lines that pass the telegram on ("STATE FOR WHA/MEX"), as typed."""
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


@fast_pickle
@dataclass(frozen=True, slots=True)
class LineFate:
    """What became of one source line."""

    number: int
    """The line, counted from 1."""
    text: str
    """The line as it came."""
    fates: tuple[Fate, ...]
    """In the order of the line's parts; more than one where parts are glued together."""
    anchor: Anchor | None
    """The para, heading or page it became part of; None for the rest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnparsedText:
    """Text that fits no part of a cable, shown as it came."""

    text: str
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cable:
    """One telegram."""

    id: Mrn | None
    """Canonical message reference number; None where neither text nor name gives one."""
    header: Header
    paras: tuple[Para, ...]
    headings: tuple[Heading, ...]
    sections: tuple[Section, ...]
    pages: tuple[TransmissionPage, ...]
    """The transmission pages found, in order."""
    signature: str | None
    """The signature as typed; None without one."""
    trailer: str | None
    """Closing links and notices of the post; None without them."""
    unparsed: tuple[UnparsedText, ...]
    repairs: tuple[Repair, ...]
    """In the order of lines."""
    diagnostics: tuple[Diagnostic, ...]
    """In the order of lines."""
    lines: tuple[LineFate, ...]
    """Every line of the source, in order."""

    def __getstate__(self) -> tuple[Any, ...]:
        """The fields in their order, the lines in columns: they are half of all that is packed."""
        *others, lines = _FIELDS(self)
        return (*others, columns(lines))

    def __setstate__(self, state: tuple[Any, ...]) -> None:
        *others, packed = state
        lines = tuple(starmap(LineFate, zip(*packed, strict=True)))
        for name, value in zip(_NAMES, (*others, lines), strict=True):
            object.__setattr__(self, name, value)

    @property
    def pages_missing(self) -> tuple[int, ...]:
        """Numbers of transmission pages that the source should have and has no mark of."""
        of = max((p.of or 0 for p in self.pages), default=0)
        found = {p.number for p in self.pages}
        last = max(found, default=0)
        return tuple(n for n in range(1, min(of, 999) + 1) if n not in found and n < last)


_NAMES = tuple(field.name for field in fields(Cable))
_FIELDS = attrgetter(*_NAMES)


def para_name(para: Para) -> str:
    """What a para is called: `¶17`, `27.A`, `line 160` for an unnumbered one."""
    if para.number is not None:
        return f"¶{para.number}"
    return para.letter or f"line {para.span.line}"
