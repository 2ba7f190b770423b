"""The parsed cable: the parser's result and the input of every later stage."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field, fields
from enum import StrEnum
from itertools import starmap
from operator import attrgetter
from typing import Any

from generator.execution.fast_pickle import columns, fast_pickle
from generator.model.corrections import AppliedCorrection
from generator.model.diagnostics import Diagnostic
from generator.model.editions import Notice, NoticeDetails
from generator.model.names import Anchor, Mrn, TagsCode
from generator.model.releases import ArchiveNumber, Gap, ReleaseMark
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


class BlockKind(StrEnum):
    """The form of a block of a para."""

    TEXT = "text"
    ITEM = "item"
    HEADING = "heading"
    QUOTATION = "quotation"
    COLUMNS = "columns"


class QuestionnairePart(StrEnum):
    """The side of a questionnaire that a block belongs to."""

    QUESTION = "question"
    ANSWER = "answer"


class Fate(StrEnum):
    """What became of a source line: the part of the cable it was assigned to."""

    BLANK = "blank"
    PREAMBLE = "preamble"
    WEB_PAGE = "web page"
    E_MAIL = "e-mail"
    """An e-mail that carried the message, above or below it."""
    RELEASE_MARK = "release mark"
    SUPERSEDED = "superseded copy"
    RECORD = "database record"
    FORM = "form"
    """A printed form around the message: its titles, stamps, clearances and scraps."""
    NOTE = "editors' note"
    """A note or page mark of the edition that printed the message."""
    MARKUP = "markup"
    """Tags of the file, without words."""
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
    """One difference between the source and the reading text."""

    line: int
    """Source line, counted from 1."""
    before: str
    """The text in the source."""
    after: str
    """The text after the repair."""
    rule: str
    """The rule that made the repair, a key of `REPAIR_RULES`."""


REPAIR_RULES: dict[str, str] = {
    "markdown-link": "A Markdown link is replaced by its text",
    "markdown-escape": "A Markdown escape is replaced by the escaped character",
    "mark-link": "A link in place of a paragraph mark is read as the mark",
    "line-continuation": "A backslash added at the end of a line is removed",
    "doubled-quotes": "A doubled quotation mark is read as one",
    "form-stamp": "A word of the distribution stamp of a form is removed from the text",
    "misread-time": "A date-time group that a scan misread is restored",
    "misread-one": "The word I, read as a figure behind a paragraph's number, is restored",
    "stray-letter": "A single letter among TAGS, which is no code, is removed",
    "misread-digit": "A digit that a scan misread is restored",
    "mark-to-digit": "A paragraph mark garbled into a digit is restored",
    "false-mark": "A paragraph mark before a number in running text is removed",
    "year-digit": "A stray digit before a year is removed",
    "letter-doubled": "A repeated reference letter is read once",
    "page-line": "A transmission page line is removed from the text",
    "section-banner": "A line repeated at each transmission section is removed from the text",
    "stray-caption": "A caption repeated by the transmission is removed from the text",
    "word-rejoined": "A hyphen at the end of a line is taken out of a word",
    "class-line": "A classification line gets the post or spelling that the page line shows",
    "tags-misspelt": "A misspelt code is read as the code that the publisher lists in its place",
    "scan-misread": "A character that a scan misread is read as what the copy shows it to be",
    "marking-unreadable": "What is left of an unreadable portion marking is taken out",
    "field-name": "A misspelt field name of the header is read as the name that it must be",
    "sentence-rejoined": "A sentence split by the transmission is rejoined",
    "note-figure": "The figure of a footnote is removed from the text",
    "page-mark": "The mark of a printed page is removed from the text",
    "accent-lost": "An accented letter garbled into a question mark is restored",
    "apostrophe-comma": "An apostrophe garbled into a comma is restored",
}
"""Every repair rule and its description for readers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageMark:
    """The position where a transmission page begins inside a block."""

    number: int
    """The page, counted from 1."""
    offset: int
    """Offset in the block's text of the first word of the page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TransmissionPage:
    """A transmission page of the source."""

    number: int
    """The page, counted from 1."""
    of: int | None
    """Number of pages according to the telegram; None if it gives none."""
    line: int
    """Source line of the page line; for page 1 that of the classification line."""


@fast_pickle
@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A part of a para: running text, a list item, a minor heading, a quotation or columns."""

    kind: BlockKind
    text: str
    """The reading text without label and marker. Only columns keep their line breaks."""
    label: str | None = None
    """The label as typed, with its point or colon ("POST RESPONSE:"); None without one."""
    marker: str | None = None
    """The marker of a list item as typed ("--", "A.", "(1)"); None for other blocks."""
    part: QuestionnairePart | None = None
    """Question or answer; None outside questionnaires."""
    pages: tuple[PageMark, ...] = ()
    """Transmission pages that begin inside the block, in order."""
    gaps: tuple[Gap, ...] = ()
    """Passages that the publisher withheld, in order."""
    notices: tuple[Notice, ...] = ()
    """Notices in the text that replace withheld passages, in order."""
    span: Span = field(compare=False, repr=False)
    """Position in the source."""

    def has_gap(self, start: int, end: int) -> bool:
        """Whether something is missing from the text between two offsets."""
        return any(start < gap.offset < end for gap in self.gaps)


@fast_pickle
@dataclass(frozen=True, slots=True, kw_only=True)
class Para:
    """A paragraph: the unit that citations refer to."""

    number: int | None
    """The paragraph's number in the cable; None for an unnumbered one."""
    letter: str | None
    """Number and letter of the question it answers ("27.A"); None for any other para."""
    anchor: Anchor
    """URL fragment, unique within the cable."""
    marking: str | None
    """Portion marking without parentheses ("SBU", "SBU/NF"); None without one."""
    label: str | None
    """Leading label in capitals ("SUMMARY", "QUESTION A"); None without one."""
    blocks: tuple[Block, ...]
    """The para's blocks in order."""
    withheld: NoticeDetails | None = None
    """The details of the notice if the whole para is withheld, otherwise None."""
    span: Span = field(compare=False, repr=False)
    """Position in the source, from the paragraph mark to the last word."""

    @property
    def text(self) -> str:
        """The reading text after number, marking and leading label.

        Blocks are separated by a blank line. Only columns contain line ends.
        """
        has_leading_label = self.label is not None
        pieces = []
        for index, block in enumerate(self.blocks):
            label = None if index == 0 and has_leading_label else block.label
            pieces.append(" ".join(filter(None, (block.marker, label, block.text))))
        return "\n\n".join(filter(None, pieces))


@fast_pickle
@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A topic heading."""

    text: str
    """The heading as typed, on one line."""
    anchor: Anchor
    """URL fragment, unique within the cable."""
    opens_section: bool
    """True if paras follow; False for a heading inside a para ("Training")."""
    span: Span = field(compare=False, repr=False)
    """Position in the source, without rules above or below."""


@fast_pickle
@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """The paras under one heading. Each section is a page of the site."""

    title: str
    """The heading's text, or a title derived from the paras."""
    derived: bool
    """True if the cable has no heading here and the title was derived."""
    heading: Heading | None
    """The heading; None if the title is derived."""
    paras: tuple[Para, ...]
    """The paras in order; empty if another heading follows directly."""


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


@fast_pickle
@dataclass(frozen=True, slots=True)
class LineFate:
    """What became of one source line."""

    number: int
    """The line, counted from 1."""
    text: str
    """The line as received."""
    fates: tuple[Fate, ...]
    """The fates of the line's parts, in order; several if parts of the cable share the line."""
    anchor: Anchor | None
    """The para, heading or transmission page it became part of; None for other lines."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnparsedText:
    """Unrecognised text, shown as received."""

    text: str
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cable:
    """One telegram."""

    id: Mrn | None
    """Canonical message reference number; None if neither the text nor the file name gives one."""
    header: Header
    paras: tuple[Para, ...]
    headings: tuple[Heading, ...]
    sections: tuple[Section, ...]
    pages: tuple[TransmissionPage, ...]
    """The transmission pages, in order."""
    signature: str | None
    """The signature as typed; None without one."""
    trailer: str | None
    """Links and notices of the post at the end; None without them."""
    unparsed: tuple[UnparsedText, ...]
    repairs: tuple[Repair, ...]
    """Ordered by line."""
    diagnostics: tuple[Diagnostic, ...]
    """Ordered by line."""
    corrections: tuple[AppliedCorrection, ...] = ()
    """Editors' corrections: those of the header first, then ordered by line."""
    rendering: str = "plain text"
    """The form of the source, the name of an entry of `RENDERINGS`."""
    archive_numbers: tuple[ArchiveNumber, ...] = ()
    """Numbers of the copy in the publisher's own series."""
    release_marks: tuple[ReleaseMark, ...] = ()
    """The publisher's marks, each once, ordered by line."""
    gaps: tuple[Gap, ...] = ()
    """Passages that the publisher withheld outside the blocks, ordered by line."""
    lines: tuple[LineFate, ...]
    """Every line of the source, in order."""

    def __getstate__(self) -> tuple[Any, ...]:
        """The fields in order, with the lines as columns: half of the pickled data are lines."""
        *others, lines = _GET_FIELDS(self)
        return (*others, columns(lines))

    def __setstate__(self, state: tuple[Any, ...]) -> None:
        *others, line_columns = state
        lines = tuple(starmap(LineFate, zip(*line_columns, strict=True)))
        for name, value in zip(_FIELD_NAMES, (*others, lines), strict=True):
            object.__setattr__(self, name, value)

    @property
    def pages_missing(self) -> tuple[int, ...]:
        """Numbers of the transmission pages that have no page line in the source."""
        page_count = max((p.of or 0 for p in self.pages), default=0)
        present = {p.number for p in self.pages}
        last = max(present, default=0)
        return tuple(n for n in range(1, min(page_count, 999) + 1) if n not in present and n < last)


_FIELD_NAMES = tuple(field.name for field in fields(Cable))
_GET_FIELDS = attrgetter(*_FIELD_NAMES)


def para_name(para: Para) -> str:
    """The name of a para for readers: `¶17`, `27.A`, or `line 160` for an unnumbered one."""
    if para.number is not None:
        return f"¶{para.number}"
    return para.letter or f"line {para.span.line}"
