"""The archive rendering: full records of telegrams of 1973 to 1979 in the National Archives.

A record is the text layer of a PDF, or a copy of it: release marks at the head and foot of each
page, banners, page lines and distribution blocks around the telegram, and behind it the archive's
attributes. Copies may have lost the blank lines, the attributes or the end. Some records have no
text: the attributes are all that is left of the telegram.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from generator.model import Fate, ReleaseMark, Repair
from generator.model.diagnostics import Diagnostic, diagnostic
from generator.model.source_text import SourceText
from generator.parse import body_patterns, header_patterns
from generator.parse.blocks import DEFAULT_WIDTH
from generator.parse.class_line import read_class_line
from generator.parse.lines import Line, LineAndFate, source_lines
from generator.parse.pattern import pattern
from generator.parse.release_marks import ARCHIVES_MARK, read_stamp
from generator.parse.renderings import archive_attributes
from generator.parse.renderings.archive_attributes import Attributes, attribute
from generator.parse.renderings.archive_class_lines import MAX_ADDRESSEES, with_class_line
from generator.parse.renderings.archive_pages import (
    TITLE,
    RecordPage,
    RecordPages,
    page_line_at,
    read_record_pages,
    split_early_names,
)
from generator.parse.renderings.line_spacing import undouble, without_margin
from generator.parse.renderings.rendered_text import CopyMetadata, RenderedText
from generator.parse.sentences import is_finished, needs_follower
from generator.parse.telegram_marks import shows_telegram

NAME = pattern(r"[A-Z][A-Z'-]{2,19}$", "STEDMAN", "O'NEILL")
DESTROYED = pattern(r"(?<!\*)\*{10,}(?!\*)", "THE MIN************** OF SALT")
"""Asterisks in place of characters that were lost."""

LOST_TEXT = "TELEGRAM TEXT FOR THIS MRN IS UNAVAILABLE"
"""Words of the archive in place of a text."""

MAX_HEAD = 20
"""Number of lines within which a record without attributes has its first page line."""

MAX_HEADER = 200
"""Number of lines within which a telegram has its REF line."""

YEARS = range(73, 80)
"""Two digits of the years whose telegrams the archive has released."""


def detects(text: str) -> bool:
    """True for a text with the archive's attributes, or with page line and ACTION at the head.

    The archive's words in place of a text that it has lost are enough too.
    Such a head belongs to a record if a banner is above or the date is of 1973 to 1979.
    """
    if "Document Number:" in text and any(map(archive_attributes.TITLE.match, text.split("\n"))):
        return True
    if LOST_TEXT in text:
        return True
    if "PAGE 01" not in text:
        return False
    lines = text.split("\n")
    head = lines[:MAX_HEAD]
    numbered = [Line(number, 0, 0, line) for number, line in enumerate(head, 1)]
    if not any(page_line_at(numbered, index) for index in range(len(numbered))):
        return False
    return any(map(header_patterns.DISTRIBUTION.match, head)) and (
        any(map(body_patterns.BANNER.match, head)) or _year(lines[: 2 * MAX_HEAD]) in YEARS
    )


def _year(lines: Sequence[str]) -> int | None:
    """The two digits of the year in the first date-time group; None without one."""
    match = next(filter(None, map(header_patterns.DTG.match, lines)), None)
    return int(match["year"]) if match is not None else None


def read(source: SourceText) -> RenderedText:
    """The telegram's own lines; everything else is furniture, and the attributes are metadata."""
    lines = without_margin(source_lines(source))
    start, end = _attribute_lines(lines)
    doubled: list[LineAndFate] = []
    telegram = undouble([*lines[:start], *lines[end:]], doubled)
    attributes = archive_attributes.read_attributes(lines[start + 1 : end])
    record = read_record_pages(telegram)
    own, names = split_early_names(
        [line for line in telegram if line.number not in record.fates], record
    )
    if _is_notice(own, record) or all(line.is_blank for line in own):
        own = []
    repairs: list[Repair] = []
    own = with_class_line(own, record.pages, repairs)
    furniture = [(x, record.fates[x.number]) for x in telegram if x.number in record.fates]
    furniture.extend([*names, *doubled])
    if not own:
        others = (x for x in telegram if x.number not in record.fates)
        furniture.extend((x, Fate.BLANK if x.is_blank else Fate.RECORD) for x in others)
    return RenderedText(
        lines=tuple(own),
        furniture=tuple(sorted([*furniture, *_record_fates(lines[start:end])], key=_line_number)),
        metadata=_metadata(attributes, own, record),
        is_without_text=not own,
        archive_numbers=archive_attributes.archive_numbers(attributes),
        release_marks=_release_marks(lines, attributes),
        diagnostics=tuple(_diagnostics(own, record, attributes)),
        repairs=tuple(repairs),
    )


def _is_notice(own: Sequence[Line], record: RecordPages) -> bool:
    """True if the archive's words are in place of a telegram: nothing of its header is there."""
    return (
        record.notice is not None
        and not record.pages
        and not shows_telegram(line.text for line in own)
    )


def _line_number(item: LineAndFate) -> int:
    return item[0].number


def _attribute_lines(lines: Sequence[Line]) -> tuple[int, int]:
    """The bounds of the attributes with their title: to the end, or to the title of the text."""
    start = next(
        (i for i, line in enumerate(lines) if archive_attributes.TITLE.match(line.text)), len(lines)
    )
    end = next((i for i in range(start, len(lines)) if TITLE.match(lines[i].text)), len(lines))
    return start, end


def _record_fates(lines: Sequence[Line]) -> list[LineAndFate]:
    """The fates of the lines of the attributes."""
    fates = []
    for line in lines:
        fate = Fate.RELEASE_MARK if ARCHIVES_MARK.match(line.text) else Fate.RECORD
        fates.append((line, Fate.BLANK if line.is_blank else fate))
    return fates


def _release_marks(lines: Sequence[Line], attributes: Attributes) -> tuple[ReleaseMark, ...]:
    """The archive's marks, each once: on the pages, else in the attributes."""
    marks = [
        mark for line in lines if ARCHIVES_MARK.match(line.text) for mark in [read_stamp(line)]
    ]
    for name in ("Markings", "Review Markings"):
        value = attributes.get(name)
        text = attribute(attributes, name) or ""
        if value is not None and ARCHIVES_MARK.match(text):
            first = value[0]
            marks.append(read_stamp(Line(first.number, first.start, first.end, text)))
    by_text: dict[str, ReleaseMark] = {}
    for mark in marks:
        if mark is not None:
            by_text.setdefault(mark.text, mark)
    return tuple(sorted(by_text.values(), key=lambda mark: mark.line))


def _metadata(attributes: Attributes, own: Sequence[Line], record: RecordPages) -> CopyMetadata:
    """What the attributes say of the telegram, else its first page line.

    The references of a telegram with text are its own; those of the attributes give their years.
    """
    metadata = archive_attributes.metadata_of(attributes)
    if own and not any(header_patterns.REF.match(line.text) for line in own[:MAX_HEADER]):
        metadata = replace(metadata, references=())
    if own:
        metadata = replace(metadata, signature=_signature(own, record))
    if metadata.number is None and own:
        metadata = replace(metadata, number=_page_number(own, record.pages))
    return metadata


def _signature(own: Sequence[Line], record: RecordPages) -> str | None:
    """The name alone on the last line above the end mark, where the text lacks its point.

    `NO OBJECTION TO THE VISIT` / `SMITH`: the name had room on the line above, so that it is not
    the last word of a sentence.
    """
    text = [line.text.strip() for line in own if not line.is_blank][-MAX_HEAD:]
    text = [line for line in text if not body_patterns.TRAILER.match(line)] or text
    name = text[-1]
    if len(text) < 2 or not record.has_end_mark or not NAME.match(name):
        return None
    if name in body_patterns.NO_SIGNATURE or needs_follower(text[-2]):
        return None
    has_room = len(text[-2]) + 1 + len(name) < max(DEFAULT_WIDTH, *map(len, text))
    return name if has_room or is_finished(text[-2]) else None


def _page_number(own: Sequence[Line], pages: Sequence[RecordPage]) -> str | None:
    """The MRN, if classification line and page line agree on a post that need not be known."""
    year = _year([line.text for line in own[:MAX_ADDRESSEES]])
    parsed = next(filter(None, (read_class_line(x.text) for x in own[:MAX_ADDRESSEES])), None)
    if year is None or parsed is None or not pages or pages[0].post is None:
        return None
    post = re.sub("[^A-Z]", "", parsed[0].post)
    letters = re.sub("[^A-Z]", "", pages[0].post)
    is_same = parsed[0].number == pages[0].number
    if not is_same or letters not in archive_attributes.truncated_posts(parsed[0].post):
        return None
    return f"{year:02}{post}{parsed[0].number}"


# --- What is wrong with the copy -----------------------------------------------


def _diagnostics(
    own: Sequence[Line], record: RecordPages, attributes: Attributes
) -> list[Diagnostic]:
    if not own:
        return [_text_unavailable(record, attributes)]
    items = []
    last = next(line for line in reversed(own) if not line.is_blank)
    if not record.has_end_mark and not _is_signed(last.text):
        items.append(diagnostic("text-cut", line=last.number, text=last.text))
    held = {page.section for page in record.pages if page.section is not None}
    of = max((page.of for page in record.pages if page.of is not None), default=0)
    missing = [str(section) for section in range(1, of + 1) if section not in held]
    if missing:
        items.append(diagnostic("section-missing", missing=", ".join(missing), of=of))
    destroyed = [line for line in own if _is_destroyed(line.text)]
    if destroyed:
        items.append(
            diagnostic(
                "text-destroyed",
                line=destroyed[0].number,
                text=destroyed[0].text,
                count=len(destroyed),
            )
        )
    return items


def _text_unavailable(record: RecordPages, attributes: Attributes) -> Diagnostic:
    """Why the text is missing, in the archive's words."""
    locator = attribute(attributes, "Locator") or ""
    reasons = [locator if "ON-LINE" not in locator else "", attribute(attributes, "Errors") or ""]
    notice = record.notice.text.strip() if record.notice is not None else ""
    return diagnostic(
        "text-unavailable",
        line=record.notice.number if record.notice is not None else None,
        text=notice,
        reason="; ".join(filter(None, reasons)) or notice or "it gives no reason",
    )


def _is_signed(text: str) -> bool:
    """True for a last line that is a signature, or ends in one: `OF THE TALKS. SMITH`."""
    own_line = body_patterns.SIGNATURE.match(text) is not None and text.isupper()
    return own_line or body_patterns.SIGNATURE_GLUED.search(text[-60:]) is not None


def _is_destroyed(text: str) -> bool:
    """True for asterisks that stand for lost text: beside words, or all of a line."""
    return DESTROYED.search(text) is not None
