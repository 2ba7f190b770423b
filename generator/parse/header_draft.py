"""The header under construction, filled by `transmission` and `fields`."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

from generator.model import Addressee, Dtg, Precedence, Repair, TagsCode
from generator.parse import body_patterns, header_patterns
from generator.parse.class_line import ClassLine
from generator.parse.lines import Line, LineAndFate
from generator.parse.pattern import any_matches

FIELDS = (
    header_patterns.EXECUTIVE_ORDER,
    header_patterns.TAGS,
    header_patterns.SUBJECT,
    header_patterns.REF,
    header_patterns.CLASSIFIED_BY,
    header_patterns.DECLASSIFY,
)
"""First lines of the fields after the classification line."""


@dataclass(slots=True)
class HeaderDraft:
    """A header under construction."""

    transmission_id: str | None = None
    precedence: Precedence | None = None
    info_precedence: Precedence | None = None
    routing: list[str] = field(default_factory=list)
    station: str | None = None
    sender: str | None = None
    action: list[Addressee] = field(default_factory=list)
    info: list[Addressee] = field(default_factory=list)
    dtg: Dtg | None = None
    day: datetime.date | None = None
    """The day of a newspaper's line above the classification line; None without one."""
    class_line: ClassLine | None = None
    class_line_number: int | None = None
    captions: dict[str, None] = field(default_factory=dict)
    """Captions in order of first appearance, without duplicates; likewise `tags`."""
    passing: list[str] = field(default_factory=list)
    executive_order: str | None = None
    tags: dict[TagsCode, None] = field(default_factory=dict)
    tags_line: int | None = None
    """Number of the first TAGS line; None without one."""
    persons: list[str] = field(default_factory=list)
    open_person: str | None = None
    """A person's name whose bracket is not closed on the same line; else None."""
    subject: list[Line] = field(default_factory=list)
    preceding_fields: HeaderDraft | None = None
    """Fields before the classification line; None without any."""
    references: list[Line] = field(default_factory=list)
    classified_by: list[str] = field(default_factory=list)
    declassify_on: str | None = None
    line_fates: list[LineAndFate] = field(default_factory=list)
    page_lines: list[Line] = field(default_factory=list)
    """Page lines within the header."""
    truncation: Line | None = None
    """The truncation mark of a copy that ends within its header; None for any other copy."""
    repairs: list[Repair] = field(default_factory=list)
    unparsed: list[Line] = field(default_factory=list)
    body: list[Line] = field(default_factory=list)
    """The lines after the header."""

    @property
    def all_persons(self) -> list[str]:
        """The persons of the TAGS, with one whose bracket is never closed."""
        last = " ".join((self.open_person or "").split())
        return [*self.persons, *([last] if last else [])]


def add_caption(text: str, header: HeaderDraft) -> None:
    """Add a caption in its correct spelling, if it is not there yet."""
    caption = " ".join(text.upper().split())
    caption = header_patterns.CAPTION_SPELLINGS.get(caption, caption)
    if caption:
        header.captions[caption] = None


def is_para_start(text: str) -> bool:
    """True for a line that opens a paragraph: `¶1. (U)`, `1.(SBU) Text`, `27.A. (SBU)`."""
    if text.lstrip()[:1] not in body_patterns.NUMBER_INITIALS:
        return False
    match = body_patterns.PARA_NUMBER.match(text)
    if match is not None:
        return bool(match["mark"] or text[match.end() :].strip())
    return body_patterns.PARA_LETTERED.match(text) is not None


def starts_field(text: str) -> bool:
    """True for a line that opens a field, such as `E.O.`, `TAGS:`, `SUBJECT:` or `REF:`."""
    return any_matches(FIELDS, text)
