"""What the header's lines say, as it is gathered; both walks over the header fill it."""

from __future__ import annotations

from dataclasses import dataclass, field

from generator.model import Addressee, Dtg, Precedence, TagsCode
from generator.parse import patterns
from generator.parse.class_line import ClassLine
from generator.parse.lines import Line
from generator.parse.message import LineAndFate

FIELDS = (
    patterns.EXECUTIVE_ORDER,
    patterns.TAGS,
    patterns.SUBJECT,
    patterns.REF,
    patterns.CLASSIFIED_BY,
    patterns.DECLASSIFY,
)
"""Lines that open a field below the classification line."""


@dataclass(slots=True)
class HeaderDraft:
    """What the header lines say, gathered while they are walked."""

    transmission_id: str | None = None
    precedence: Precedence | None = None
    info_precedence: Precedence | None = None
    routing: list[str] = field(default_factory=list)
    station: str | None = None
    sender: str | None = None
    action: list[Addressee] = field(default_factory=list)
    info: list[Addressee] = field(default_factory=list)
    dtg: Dtg | None = None
    class_line: ClassLine | None = None
    class_line_number: int | None = None
    captions: dict[str, None] = field(default_factory=dict)
    """In the order they first stand, each once; so are the tags."""
    passing: list[str] = field(default_factory=list)
    executive_order: str | None = None
    tags: dict[TagsCode, None] = field(default_factory=dict)
    persons: list[str] = field(default_factory=list)
    subject: list[str] = field(default_factory=list)
    preceding: HeaderDraft | None = None
    """Fields that stand in front of the classification line; None without any."""
    references: list[Line] = field(default_factory=list)
    classified_by: list[str] = field(default_factory=list)
    declassify_on: str | None = None
    line_fates: list[LineAndFate] = field(default_factory=list)
    page_lines: list[Line] = field(default_factory=list)
    """Page lines that stand within the header."""
    truncation: Line | None = None
    """The mark of a copy that ends within its header; None for any other."""
    unparsed: list[Line] = field(default_factory=list)
    body: list[Line] = field(default_factory=list)
    """The lines behind the header."""


def add_caption(text: str, header: HeaderDraft) -> None:
    """Note a caption once, in the spelling it should have."""
    caption = " ".join(text.upper().split())
    caption = patterns.CAPTION_SPELLINGS.get(caption, caption)
    if caption:
        header.captions[caption] = None


def is_para_start(text: str) -> bool:
    """True for a line that opens a paragraph: `¶1. (U)`, `1.(SBU) Text`, `27.A. (SBU)`."""
    found = patterns.PARA_NUMBER.match(text)
    if found is not None:
        return (
            bool(found["mark"])
            or patterns.MARKING.match(
                text,
            )
            is not None
            or bool(text[found.end() :].strip())
        )
    return patterns.PARA_LETTERED.match(text) is not None


def starts_field(text: str) -> bool:
    """True for a line that opens a field: `E.O.`, `TAGS:`, `SUBJECT:`, `REF:` and the like."""
    return patterns.any_matches(FIELDS, text)
