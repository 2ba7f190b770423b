"""The stages of parsing, in order: from a source text to a `Cable`."""

from __future__ import annotations

from dataclasses import replace
from itertools import count

from generator.model import (
    Anchor,
    ArchiveNumber,
    Cable,
    Fate,
    LineFate,
    Mrn,
    NumberKind,
    Para,
    Repair,
    TransmissionPage,
    UnparsedText,
)
from generator.model.diagnostic_codes import Severity
from generator.model.source_text import SourceText
from generator.parse.body_builder import read_paras
from generator.parse.ending import MessageEnding, read_ending
from generator.parse.gaps import mark_whole_gaps
from generator.parse.header import draft_header, finish_header, is_later_part, read_mrn
from generator.parse.header_draft import HeaderDraft
from generator.parse.line_edits import joined_fates
from generator.parse.lines import span_of
from generator.parse.message import Message, find_message
from generator.parse.parse_diagnostics import diagnose_cable
from generator.parse.parsed_body import ParsedBody, PlacedLine
from generator.parse.rendering import read_rendering
from generator.parse.renderings.archive_attributes import number_in_name
from generator.parse.renderings.rendered_text import RenderedText
from generator.parse.rows import Row, read_rows
from generator.parse.sections import read_sections
from generator.parse.source_edits import NO_EDITS, SourceEdits


def parse_cable(text: str, *, name: str | None = None, edits: SourceEdits = NO_EDITS) -> Cable:
    """Parse one cable.

    `text` is the decoded source: plain text with or without paragraph marks, a dump with metadata
    at the start, or a Markdown copy. `name` is the file name without extension; it gives the MRN
    if the text has none. `edits` are editors' corrections of its lines. Does not raise for bad
    input: problems are in the cable's `diagnostics`.
    """
    source = SourceText(text)
    rendered, rendering_repairs = read_rendering(source, edits)
    message = find_message(rendered)
    draft = draft_header(message)
    ending = read_ending(
        read_rows(
            mark_whole_gaps(draft.body),
            draft.class_line,
            draft.captions,
            {line.text.strip() for line, _ in draft.line_fates},
        ),
        message.metadata.signature,
    )
    body = read_paras(source, ending.rows, later_part=is_later_part(draft), numbers=edits.numbers)
    identity = read_mrn(message, draft, name)
    header, header_repairs, reference_diagnostics = finish_header(
        source, message, draft, identity, edits, _dated_lines(draft, ending)
    )
    paras = tuple(p for p in body.content if isinstance(p, Para))
    cable = Cable(
        id=identity,
        header=header,
        paras=paras,
        headings=tuple(body.headings),
        sections=read_sections(body.content),
        pages=_pages(draft, ending.rows),
        signature=_signature(ending) or message.metadata.signature,
        trailer=" ".join(" ".join(r.text.split()) for r in ending.trailer) or None,
        unparsed=_unparsed(source, message, draft),
        repairs=tuple(
            sorted(
                [*rendering_repairs, *header_repairs, *_page_repairs(draft), *body.repairs],
                key=lambda r: r.line,
            )
        ),
        diagnostics=(),
        rendering=rendered.rendering,
        archive_numbers=_archive_numbers(rendered, name, identity, header.post),
        release_marks=rendered.release_marks,
        gaps=tuple(body.gaps),
        lines=joined_fates(_line_fates(source, message, draft, ending, body), edits),
    )
    refusals = [item for item in rendered.diagnostics if item.severity is Severity.ERROR]
    diagnostics = refusals or [
        *rendered.diagnostics,
        *reference_diagnostics,
        *body.diagnostics,
        *diagnose_cable(source, cable, message, draft, ending, name),
    ]
    return replace(cable, diagnostics=tuple(sorted(diagnostics, key=lambda d: d.line or 0)))


def _archive_numbers(
    rendered: RenderedText, name: str | None, identity: Mrn | None, post: str | None
) -> tuple[ArchiveNumber, ...]:
    """The numbers in the copy; also the archive's in the file name, if it fits the cable."""
    numbers = rendered.archive_numbers
    if any(number.kind is NumberKind.ARCHIVES for number in numbers):
        return numbers
    named = number_in_name(name or "", identity, post)
    return (named, *numbers) if named else numbers


def _dated_lines(draft: HeaderDraft, ending: MessageEnding) -> list[str]:
    """The page lines, and the transmission lines after the text."""
    header = [line.text for line in draft.page_lines]
    pages = [row.line.text for row in ending.rows if row.page is not None]
    furniture = [row.line.text for row in ending.furniture]
    return [line.strip() for line in (*header, *pages, *furniture)]


def _pages(draft: HeaderDraft, rows: list[Row]) -> tuple[TransmissionPage, ...]:
    """The transmission pages: page 1 begins with the classification line, others with page lines.

    A page line for the second half of a page (`001.2 OF 004`) does not begin another page.
    """
    header_rows = [
        row for line in draft.page_lines for row in read_rows([line], draft.class_line, (), set())
    ]
    pages: dict[int, TransmissionPage] = {}
    of = draft.class_line.of if draft.class_line else None
    if draft.class_line_number is not None:
        pages[1] = TransmissionPage(number=1, of=of, line=draft.class_line_number)
    for row in (*header_rows, *rows):
        if row.page is not None:
            page = TransmissionPage(number=row.page, of=row.of or of, line=row.line.number)
            pages.setdefault(row.page, page)
    return tuple(pages.values())


def _page_repairs(draft: HeaderDraft) -> list[Repair]:
    return [
        Repair(line=line.number, before=line.text.strip(), after="", rule="page-line")
        for line in draft.page_lines
    ]


def _signature(ending: MessageEnding) -> str | None:
    return ending.signature.text.strip(' "#\t') if ending.signature else None


def _unparsed(source: SourceText, message: Message, draft: HeaderDraft) -> tuple[UnparsedText, ...]:
    outside = [line for line, fate in message.line_fates if fate is Fate.UNPARSED]
    return tuple(
        UnparsedText(text=line.text.strip(), span=span_of(source, line, line))
        for line in sorted((*draft.unparsed, *outside), key=lambda line: line.number)
    )


def _without_blank(fates: tuple[Fate, ...]) -> tuple[Fate, ...]:
    """The fates of a line; one with words is not blank, though paragraphs are parted behind it."""
    if len(fates) == 1:
        return fates
    return tuple(fate for fate in fates if fate is not Fate.BLANK) or fates


def _line_fates(
    source: SourceText,
    message: Message,
    header: HeaderDraft,
    ending: MessageEnding,
    body: ParsedBody,
) -> tuple[LineFate, ...]:
    """The fates of all source lines, collected from the stages."""
    placed: list[PlacedLine] = [
        (line, fate, None) for line, fate in (*message.line_fates, *header.line_fates)
    ]
    placed.extend((line, Fate.PAGE, None) for line in header.page_lines)
    placed.extend(body.placed_lines)
    placed.extend((row.line, Fate.BANNER, None) for row in ending.furniture)
    if ending.signature is not None:
        placed.append((ending.signature.line, Fate.SIGNATURE, None))
    placed.extend((row.line, Fate.TRAILER, None) for row in ending.trailer)
    if ending.truncation is not None:
        placed.append((ending.truncation.line, Fate.UNPARSED, None))
    fates: list[tuple[Fate, ...]] = [()] * len(source.lines)
    anchors: list[Anchor | None] = [None] * len(source.lines)
    for line, fate, anchor in placed:
        at = line.number - 1
        if fate not in fates[at]:
            fates[at] += (fate,)
        anchors[at] = anchors[at] or anchor
        # A paragraph of XML is one logical line, which goes on over lines of the source.
        while anchor and at + 1 < len(anchors) and line.end > source.starts[at + 1]:
            at += 1
            anchors[at] = anchors[at] or anchor
    # A paragraph mark without words belongs to no para, so that its line has no fate yet.
    final_fates = [_without_blank(line_fates) or (Fate.UNPARSED,) for line_fates in fates]
    return tuple(map(LineFate, count(1), source.lines, final_fates, anchors))
