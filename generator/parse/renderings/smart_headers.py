"""The header of an older telegram below the block that a collection put above it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from generator.model import Fate
from generator.model.diagnostics import Diagnostic, diagnostic
from generator.parse import header_patterns
from generator.parse.class_line import read_class_line
from generator.parse.header_draft import is_para_start, starts_field
from generator.parse.lines import Line, LineAndFate
from generator.parse.pattern import any_matches, pattern
from generator.parse.renderings.archive_pages import page_line_at, read_record_pages
from generator.parse.renderings.rendered_text import CopyMetadata
from generator.parse.renderings.smart_blocks import begins_message

HEADER_REACH = 80
"""Number of lines within which a telegram with a header of its own begins its text."""

NUMBER_AT_END = pattern(
    r".*?[A-Z ]\s(?P<number>[0-9]{4,6})\s*$", "CORE Ett F tret SECTION 01 OF 02 LIMA 012345"
)
"""A classification line that text recognition wrecked still ends in post and number."""

CLASSIFIED_MARK = pattern(
    r"\s*¶?[0-9]{1,3}\s?\.\s?\((?P<word>C|S|TS)(?:[/ -][A-Z/, ]{1,40})?\)", "1. (C) Talks"
)
"""A paragraph of a classified telegram."""

ONE_WORD = pattern(r"\s*[A-Z][A-Z0-9]{2,11}\s*$", "SNES")
HANDLING_END = pattern(
    r"\s*.{0,80}\b(?:HANDLE|PROTECT) ACCORDINGLY\.?\s*$",
    "SENSHHAYHE BU TONELASSHAEB-- PLEASE HANDLE ACCORDINGLY",
)


@dataclass(slots=True)
class OwnHeader:
    """The telegram without lines of its header that are not fields."""

    lines: list[Line]
    taken: list[LineAndFate] = field(default_factory=list)
    """Those lines, with their fates."""
    diagnostics: list[Diagnostic] = field(default_factory=list)
    is_wrecked: bool = False
    """True if its classification line is wrecked."""
    classification: str | None = None
    """What is left of a wrecked classification line, as far as it is certain."""


def has_own_header(text: Sequence[Line]) -> bool:
    """True if a telegram with a classification line, a DTG or a sender is below the block."""
    present = (line.text for line in text if not line.is_blank)
    for _, line in zip(range(HEADER_REACH), present, strict=False):
        if is_para_start(line):
            return False
        if begins_message(line):
            return True
    return False


def read_own_header(text: Sequence[Line], block: CopyMetadata, *, is_struck: bool) -> OwnHeader:
    """Take off the telegram's header what is not a field: offices, wrecked lines, known captions.

    `block` is what the block says. `is_struck` is true where captions were struck out.
    """
    header = OwnHeader(list(text))
    _take_pages(header)
    end = _text_start(header.lines)
    has_class_line = any(read_class_line(line.text) for line in header.lines[:end])
    is_below = False
    for line in header.lines[:end]:
        words = " ".join(line.text.upper().split())
        if line.is_blank:
            continue
        if not has_class_line and _is_wrecked_class_line(line, block):
            header.taken.append((line, Fate.HEADER))
            header.is_wrecked = True
            header.classification = _wrecked_classification(line, header.lines)
            header.diagnostics.append(
                diagnostic("classification-unreadable", line=line.number, text=line.text)
            )
            is_below = True
        elif read_class_line(line.text) is not None:
            is_below = True
        elif words in block.captions or (is_struck and is_below and _is_struck_caption(line.text)):
            header.taken.append((line, Fate.CAPTION))
    if header.is_wrecked:
        _take_later_headers(header, end, block)
    numbers = {line.number for line, _ in header.taken}
    header.lines = [line for line in header.lines if line.number not in numbers]
    return header


def _text_start(lines: Sequence[Line]) -> int:
    """The index of the first numbered paragraph, or of the line behind a header's reach."""
    limit = min(len(lines), HEADER_REACH)
    return next((i for i in range(limit) if is_para_start(lines[i].text)), limit)


def _take_pages(header: OwnHeader) -> None:
    """Take page lines, distribution blocks and the repeated headers of later sections.

    `PAGE 01 LIMA 00259 310310Z` / `ACTION OES-09` / `INFO LOG-00 AID-01` / `R 310258Z JAN 94`
    """
    text = header.lines
    if any(page_line_at(text, index) for index in range(min(len(text), HEADER_REACH))):
        fates = read_record_pages(text).fates
        header.taken.extend((line, fates[line.number]) for line in text if line.number in fates)
        header.lines = [line for line in text if line.number not in fates]


def _take_later_headers(header: OwnHeader, start: int, block: CopyMetadata) -> None:
    """Take the headers of later sections: from the DTG to the wrecked classification line."""
    first: int | None = None
    for index in range(start, len(header.lines)):
        line = header.lines[index]
        if header_patterns.DTG.match(line.text):
            first = index
        elif is_para_start(line.text):
            first = None
        elif first is not None and _is_wrecked_class_line(line, block):
            header.taken.extend(
                (x, Fate.BLANK if x.is_blank else Fate.BANNER)
                for x in header.lines[first : index + 1]
            )
            first = None


def _is_wrecked_class_line(line: Line, block: CopyMetadata) -> bool:
    """True for a line that ends in the number of the block's MRN, and is no other field."""
    match = NUMBER_AT_END.match(line.text)
    number = re.search("[0-9]+$", (block.number or "")[2:])
    if match is None or number is None or int(match["number"]) != int(number[0]):
        return False
    is_other = any_matches(
        (header_patterns.TO, header_patterns.INFO, header_patterns.FROM), line.text
    )
    return not (is_other or starts_field(line.text) or "/" in line.text)


def _is_struck_caption(text: str) -> bool:
    """True for letters below the classification line in the place of a caption, `SNES`.

    Also for a wrecked sentence about handling.
    """
    word = ONE_WORD.match(text) is not None and not header_patterns.CAPTION.match(text.strip())
    return word or HANDLING_END.match(text) is not None


def _wrecked_classification(line: Line, text: Sequence[Line]) -> str | None:
    """The classification whose first letter is left, if the telegram agrees; else None.

    `CO Ett F tret ... LIMA 00259` above `E.O. 12356: DECL: OADR` or `1. (C)` is CONFIDENTIAL.
    """
    first = line.text.strip()[:1].upper()
    is_classified = any(
        CLASSIFIED_MARK.match(other.text)
        or (header_patterns.EXECUTIVE_ORDER.match(other.text) and "DECL" in other.text.upper())
        for other in text
    )
    word = {"C": "CONFIDENTIAL", "S": "SECRET", "U": "UNCLASSIFIED"}.get(first)
    return word if is_classified == (first in ("C", "S")) else None
