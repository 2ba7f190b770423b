"""The SMART rendering: telegrams of the Department's message system, since 2010, as released.

A block of labels (`MRN:`, `Date/DTG:`, ... `Subject:`) is above the text and another
(`Signature:`, `Drafted By:`, ... `Dissemination Rule:`) below it, under stamps and case lines of
the release, often at the end of e-mails. Collections put the first block above an older telegram
with a header of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from generator.model import Fate, Repair
from generator.model.diagnostics import Diagnostic, diagnostic
from generator.model.source_text import SourceText
from generator.parse import body_patterns, header_patterns
from generator.parse.lines import Line, LineAndFate, source_lines
from generator.parse.release_marks import exemption_codes
from generator.parse.renderings.line_spacing import undouble
from generator.parse.renderings.rendered_text import CopyMetadata, RenderedText
from generator.parse.renderings.scanned_lines import mend_header
from generator.parse.renderings.smart_blocks import (
    SmartParts,
    find_block,
    split_source,
)
from generator.parse.renderings.smart_fields import PORTION, read_values
from generator.parse.renderings.smart_furniture import (
    BANNER,
    BANNER_BELOW,
    furniture_fates,
    release_marks,
)
from generator.parse.renderings.smart_gaps import split_at_withheld
from generator.parse.renderings.smart_headers import (
    CLASSIFIED_MARK,
    OwnHeader,
    has_own_header,
    read_own_header,
)
from generator.parse.renderings.smart_healing import heal_breaks
from generator.parse.renderings.smart_labels import BlockField
from generator.parse.renderings.smart_marks import read_wrecked_marks

MAX_SUBJECT_LINES = 4
"""The text may repeat a subject of at most so many lines."""

ORDER = ("UNCLASSIFIED", "CONFIDENTIAL", "SECRET", "TOP SECRET")
"""Classifications, the lowest first."""


def detects(text: str) -> bool:
    """True for a text with a block of labels below `MRN:` or `Date/DTG:`."""
    may_be = "MRN" in text or "DTG" in text
    return may_be and find_block(text.split("\n")) is not None


def read(source: SourceText) -> RenderedText:
    """The text of the telegram, or the telegram with its own header; the blocks are metadata."""
    taken: list[LineAndFate] = []
    lines = undouble(source_lines(source), taken)
    furniture = furniture_fates(lines)
    parts = split_source(lines, furniture.keys())
    healed = heal_breaks(parts.text, furniture.keys(), taken)
    split_text, code_lines = split_at_withheld(healed)
    marked = read_wrecked_marks(split_text)
    reading = read_values({**parts.head, **parts.foot}, marked.lines)
    misread: list[Repair] = []
    text = mend_header(_with_title(marked.lines, reading.metadata.subject), misread)
    metadata = _with_banners(reading.metadata, lines, parts, furniture)
    is_struck = any(item.code == "captions-unreadable" for item in reading.diagnostics)
    has_header = has_own_header(text)
    header = (
        read_own_header(text, metadata, is_struck=is_struck)
        if has_header
        else OwnHeader(list(text))
    )
    if header.is_wrecked:
        metadata = replace(metadata, classification=header.classification)
    marks, numbers = release_marks([line for line in lines if not line.is_blank])
    outside = [*taken, *code_lines, *header.taken]
    return RenderedText(
        lines=tuple(header.lines),
        furniture=tuple(_fates(lines, parts, furniture, outside)),
        metadata=metadata,
        has_header=has_header,
        archive_numbers=tuple(numbers),
        release_marks=tuple(marks),
        repairs=(*reading.repairs, *misread, *marked.repairs),
        diagnostics=(
            *reading.diagnostics,
            *marked.diagnostics,
            *header.diagnostics,
            *_diagnose(parts, header.lines, has_header=has_header),
        ),
    )


def _with_title(text: Sequence[Line], subject: str | None) -> Sequence[Line]:
    """The text with an end below its first lines, where they repeat the subject as a title.

    `(U) Talks in Lima` / `1. (U) Talks began.`
    """
    words = ""
    first = next((i for i, line in enumerate(text) if not line.is_blank), 0)
    for index in range(first, min(first + MAX_SUBJECT_LINES, len(text))):
        words = f"{words} {text[index].text}"
        marking = PORTION.match(words)
        if _letters(words[marking.end() :] if marking else words) == _letters(subject or "") != "":
            last = text[index]
            return [*text[: index + 1], last.part(len(last.text)), *text[index + 1 :]]
    return text


def _letters(text: str) -> str:
    """The letters and figures of a text, in small letters."""
    return "".join(filter(str.isalnum, text.lower()))


def _with_banners(
    metadata: CopyMetadata, lines: Sequence[Line], parts: SmartParts, furniture: dict[int, Fate]
) -> CopyMetadata:
    """The metadata with what the banners around and in the telegram say of its classification.

    The highest word counts: releases stamp `UNCLASSIFIED` beside the banner of the telegram. None
    where a portion marking or a classifier contradicts it. `SBU` is the caption SENSITIVE;
    `SECRET//NOFORN` also has one.
    """
    last_above = max((line.number for line in parts.above if not line.is_blank), default=0)
    banners = [
        line.text
        for line in lines
        if line.number > last_above and furniture.get(line.number) in (Fate.BANNER, Fate.PAGE)
    ]
    words = [match["word"] for text in banners if (match := BANNER.match(text)) is not None]
    is_sensitive = any(
        "SBU" in text or "SENSITIVE" in text or BANNER_BELOW.match(text) for text in banners
    )
    ranks = [ORDER.index(word) if word in ORDER else 0 for word in words]
    classification = ORDER[max(ranks)] if ranks else None
    is_classified = (
        metadata.classified_by
        or metadata.declassify_on
        or any(CLASSIFIED_MARK.match(line.text) for line in parts.text)
    )
    if classification == ORDER[0] and is_classified:
        classification = None
    riders = [
        word
        for text in banners
        if (match := BANNER.match(text)) is not None
        for word in re.findall("[A-Z]+", match["word"] + match["rider"])
        if header_patterns.CAPTION.match(word)
    ]
    added = [*riders, *(["SENSITIVE"] if is_sensitive else [])]
    captions = tuple(dict.fromkeys((*metadata.captions, *added)))
    return replace(metadata, classification=classification, captions=captions)


def _fates(
    lines: Sequence[Line],
    parts: SmartParts,
    furniture: dict[int, Fate],
    taken: Sequence[LineAndFate],
) -> Iterator[LineAndFate]:
    """The lines outside the telegram, each with its fate."""
    signature = parts.foot.get(BlockField.SIGNATURE)
    signed = {x.number for x in (signature.first, *signature.lines)} if signature else set()
    groups = (
        (parts.above, Fate.E_MAIL),
        (parts.head_lines, Fate.HEADER),
        (parts.foot_lines, Fate.FORM),
        (parts.below, Fate.E_MAIL),
    )
    for group, fate in groups:
        for line in group:
            own = Fate.SIGNATURE if line.number in signed else fate
            own = Fate.RELEASE_MARK if exemption_codes(line.text) else own
            yield line, Fate.BLANK if line.is_blank else own
    yield from ((line, furniture[line.number]) for line in lines if line.number in furniture)
    yield from taken


def _diagnose(parts: SmartParts, text: Sequence[Line], *, has_header: bool) -> Iterator[Diagnostic]:
    """Diagnostics of e-mails around the telegram, of withheld passages and of a lost end."""
    last = next((line for line in reversed(text) if not line.is_blank), None)
    is_unsigned = last is not None and body_patterns.SIGNATURE.match(last.text) is None
    if last is not None and is_unsigned and not (parts.foot or has_header):
        yield diagnostic("text-cut", line=last.number, text=last.text)
    around = (*parts.above, *parts.below)
    mails = [x for x in around if not (x.is_blank or exemption_codes(x.text))]
    if mails:
        yield diagnostic("email-around", line=mails[0].number, text=mails[0].text, count=len(mails))
    gaps = [line.gap for line in text if line.gap is not None]
    if gaps:
        codes = ", ".join(dict.fromkeys(code for gap in gaps for code in gap.codes))
        places = ", ".join(dict.fromkeys(str(gap.line) for gap in gaps))
        yield diagnostic(
            "text-withheld", line=gaps[0].line, text=gaps[0].text, codes=codes, lines=places
        )
