"""The parsed cable: the parser's result and the input of every later stage."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from enum import StrEnum
from itertools import starmap
from operator import attrgetter
from typing import Any

from generator.execution.fast_pickle import columns, fast_pickle
from generator.model.cable_header import Header
from generator.model.corrections import AppliedCorrection
from generator.model.diagnostics import Diagnostic
from generator.model.editions import Notice, NoticeDetails
from generator.model.names import Anchor, Mrn
from generator.model.releases import ArchiveNumber, Gap, ReleaseMark
from generator.model.repairs import Repair
from generator.model.source_text import Span


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
