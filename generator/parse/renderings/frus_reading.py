"""Makes a telegram of a document of Foreign Relations of the United States.

The title, the dateline and the source note give what the header of a telegram would. The editors'
title is not the subject.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, replace

from generator.facts.post_names import post_letters
from generator.facts.sending_posts import spelled_post
from generator.model import (
    FIRST_UNIQUE_YEAR,
    Addressee,
    ArchiveNumber,
    Fate,
    Mrn,
    NumberKind,
    make_mrn,
)
from generator.model.diagnostics import Diagnostic, diagnostic
from generator.model.source_text import SourceText
from generator.parse.body_patterns import MARKING
from generator.parse.lines import Line, LineAndFate
from generator.parse.pattern import pattern
from generator.parse.renderings.frus_document import FrusDocument
from generator.parse.renderings.frus_flow import Flow
from generator.parse.renderings.frus_opening import Opening, read_opening
from generator.parse.renderings.frus_source_note import SourceNote, read_marking, read_source_note
from generator.parse.renderings.frus_title import (
    Dateline,
    DocumentTitle,
    iso_day,
    post_of,
    read_dateline,
    read_title,
)
from generator.parse.renderings.rendered_text import CopyMetadata, RenderedText

MARKED_NUMBER = pattern(
    r"(?:No\.\s)?(?P<series>[A-Z]{1,4})\s?[\u2013-]\s?(?P<number>\d{1,5})$", "A-42", "CA-1234"
)


@dataclass(frozen=True, slots=True)
class _Telegram:
    """What a document says of its telegram."""

    title: DocumentTitle
    opening: Opening
    dateline: Dateline | None
    note: SourceNote
    date: datetime.date | None
    post: str | None
    """The post that sent it, as in MRNs; None if it is not clear."""
    marked_number: str | None
    """The number above the text ("A-42"); None without one."""

    @property
    def place(self) -> str | None:
        """The city where it was written; None if the dateline gives none."""
        return self.dateline.place if self.dateline else None

    @property
    def number(self) -> str | None:
        """The number with the name of its series ("3775", "Secto 12"); None without one."""
        if self.opening.serial is None:
            return self.title.serial or self.marked_number
        joint = "-" if self.title.is_airgram else " "
        return joint.join(filter(None, (self.opening.series, self.opening.serial)))

    @property
    def serial(self) -> int | None:
        """The number in the series of the post; None without one."""
        series, _, digits = (self.number or "").rpartition(" ")
        is_own = not series or post_letters(series) == self.post
        return int(digits) if is_own and digits.isdecimal() else None

    @property
    def doubt(self) -> str | None:
        """Why the number does not name one telegram, as part of a sentence; None if it does."""
        if self.title.is_airgram:
            return f"{self.number} is the number of an airgram"
        if self.date is not None and self.date.year < FIRST_UNIQUE_YEAR:
            return (
                f"before {FIRST_UNIQUE_YEAR}, a post had a series for each addressee, so that "
                f"{self.number} names several telegrams"
            )
        return f"{self.number} is not of the sender's series" if self.serial is None else None

    @property
    def mrn(self) -> Mrn | None:
        """The MRN; None if the telegram has no number that is unique."""
        if self.date is None or self.post is None or self.serial is None or self.doubt:
            return None
        return make_mrn(self.date.year, self.post, self.serial)


def is_telegram(document: FrusDocument) -> bool:
    """True for a telegram or airgram, which the title or the source note calls so."""
    return _title(document) is not None


def _title(document: FrusDocument) -> DocumentTitle | None:
    return read_title(document.title.text if document.title else "", _notes(document))


def _notes(document: FrusDocument) -> str:
    return " ".join(note.text for note in document.notes)


def read_document(source: SourceText, document: FrusDocument) -> RenderedText:
    """The telegram in a document; no text if the document is none."""
    title = _title(document)
    if title is None:
        return _other_document(source, document)
    dateline = read_dateline(document.dateline.text if document.dateline else title.tail)
    date = dateline.date if dateline else iso_day(document.day or "")
    place = dateline.place if dateline else None
    telegram = _Telegram(
        title=title,
        opening=read_opening(document.paragraphs),
        dateline=dateline,
        note=_with_markings(read_source_note(_notes(document)), document),
        date=date,
        post=post_of(title.sender, place, date.year) if title.sender and date else None,
        marked_number=_marked_number(document),
    )
    return RenderedText(
        lines=tuple(_body_lines(source, telegram.opening.body)),
        furniture=_furniture(source, document, telegram.opening),
        metadata=_metadata(source, document, telegram),
        has_header=False,
        archive_numbers=tuple(_archive_numbers(document, telegram)),
        diagnostics=(*document.diagnostics, *_doubts(source, document, telegram)),
        repairs=tuple(document.repairs),
    )


def _marked_number(document: FrusDocument) -> str | None:
    """The number that is above the text of an airgram: `A-42`."""
    matches = (MARKED_NUMBER.match(flow.text) for flow in document.markings)
    return next((f"{m['series']}-{m['number']}" for m in matches if m), None)


def _other_document(source: SourceText, document: FrusDocument) -> RenderedText:
    """A memorandum, an editorial note: all of it is left out."""
    title = document.title
    line = source.line_at(title.start) if title else 1
    opening = Opening(header=[passage.flow for passage in document.paragraphs])
    refusal = diagnostic(
        "form-unknown",
        line=line,
        text=title.text if title else source.lines[line - 1],
        form="a document of a FRUS volume",
        expected="a title like '12. Telegram From the Embassy in Peru to the Department of State'",
    )
    return RenderedText(
        lines=(),
        furniture=_furniture(source, document, opening, Fate.UNPARSED),
        has_header=False,
        diagnostics=(refusal,),
    )


def _with_markings(note: SourceNote, document: FrusDocument) -> SourceNote:
    """The source note; what it does not say is taken from the words above the text."""
    marking = read_marking(" ".join(flow.text for flow in document.markings))
    return replace(
        note,
        classification=note.classification or marking.classification,
        precedence=note.precedence or marking.precedence,
        captions=note.captions or marking.captions,
    )


def _metadata(source: SourceText, document: FrusDocument, telegram: _Telegram) -> CopyMetadata:
    title, opening, note = telegram.title, telegram.opening, telegram.note
    addressee = title.addressee
    action = (
        (Addressee(routing=None, name=addressee, precedence=None, serial=None),)
        if addressee
        else ()
    )
    return CopyMetadata(
        number=telegram.mrn,
        date=telegram.date,
        classification=note.classification,
        post=spelled_post(telegram.post, telegram.place) if telegram.post else None,
        subject=_plain_subject(opening.subject.text) if opening.subject else None,
        tags=opening.tags.text.rstrip(".") if opening.tags else None,
        dtg=telegram.dateline.dtg if telegram.dateline else None,
        precedence=note.precedence,
        sender=title.sender,
        action=action,
        info=note.info,
        captions=note.captions,
        passing=tuple(flow.text for flow in opening.passing),
        executive_order=opening.executive_order.text if opening.executive_order else None,
        references=tuple(flow.line(source) for flow in opening.references),
        signature=document.signer,
    )


def _plain_subject(text: str) -> str:
    """The subject without its marking and the editors' point: `(C) Salt Harvest.`"""
    marking = MARKING.match(text)
    return text[marking.end() if marking else 0 :].removesuffix(".")


def _archive_numbers(document: FrusDocument, telegram: _Telegram) -> Iterator[ArchiveNumber]:
    number = document.number or (telegram.title.document and f"d{telegram.title.document}")
    if number:
        yield ArchiveNumber(kind=NumberKind.FRUS, text=number)
    if telegram.note.film:
        yield ArchiveNumber(kind=NumberKind.FILM, text=telegram.note.film)
    if telegram.number and telegram.mrn is None:
        kind = NumberKind.AIRGRAM if telegram.title.is_airgram else NumberKind.SERIES
        yield ArchiveNumber(kind=kind, text=telegram.number)


def _doubts(
    source: SourceText, document: FrusDocument, telegram: _Telegram
) -> Iterator[Diagnostic]:
    """Why there is no MRN, if the telegram has a number."""
    reason = telegram.doubt
    header = telegram.opening.header or ([document.title] if document.title else [])
    if telegram.number and reason and header:
        line, text = source.line_at(header[0].start), header[0].text
        yield diagnostic("number-uncertain", line=line, text=text, reason=reason)


def _body_lines(source: SourceText, paragraphs: list[Flow]) -> Iterator[Line]:
    """One line for each paragraph, with blank lines between them."""
    for paragraph in paragraphs:
        yield paragraph.line(source)
        yield Line(source.line_at(paragraph.end - 1), paragraph.end, paragraph.end, "")


def _furniture(
    source: SourceText,
    document: FrusDocument,
    opening: Opening,
    other_fate: Fate = Fate.HEADER,
) -> tuple[LineAndFate, ...]:
    """All lines of the source but the first of each paragraph, with their fates.

    A paragraph in several lines of the source is one logical line, which begins on the first.
    """
    parts = [
        *((flow, Fate.HEADER) for flow in (document.title, document.dateline) if flow),
        *((flow, Fate.HEADER) for flow in (*document.markings, *document.labels)),
        *((flow, other_fate) for flow in opening.header),
        *((flow, Fate.PASSING) for flow in opening.passing),
        *((flow, Fate.SIGNATURE) for flow in (document.signature,) if flow),
        *((flow, Fate.NOTE) for flow in (*document.notes, *document.page_marks)),
        *((flow, Fate.NOTE) for flow in (document.outside,) if flow),
    ]
    placed = [(line, fate) for flow, fate in parts for line in flow.source_lines(source)]
    for paragraph in opening.body:
        first = source.line_at(paragraph.start)
        lines = paragraph.source_lines(source)
        placed += [(line, Fate.TEXT) for line in lines if line.number != first]
    held = {line.number for line, _ in placed}
    held.update(source.line_at(paragraph.start) for paragraph in opening.body)
    if document.unread is not None:
        # One line, so that there is one message; a line of the source without a fate is unparsed.
        placed.append((document.unread.line(source), Fate.UNPARSED))
        held.update(line.number for line in document.unread.source_lines(source))
    for number, text in enumerate(source.lines, 1):
        if number not in held:
            start = source.starts[number - 1]
            fate = Fate.MARKUP if text.strip() else Fate.BLANK
            placed.append((Line(number, start, start + len(text), text), fate))
    return tuple(placed)
