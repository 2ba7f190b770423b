"""One source text to one cable: the stages of parsing in their order."""

from __future__ import annotations

from dataclasses import replace
from itertools import count

from generator.model import (
    Anchor,
    Cable,
    Fate,
    LineFate,
    Para,
    Repair,
    TransmissionPage,
    UnparsedText,
)
from generator.model.source_text import SourceText
from generator.parse.ending import MessageEnding, read_ending
from generator.parse.header import read_header, read_headers, read_identity, read_part
from generator.parse.header_draft import HeaderDraft
from generator.parse.lines import span_of
from generator.parse.message import Message, find_message
from generator.parse.para_walk import ParsedBody, PlacedLine, read_paras
from generator.parse.parse_diagnostics import diagnose
from generator.parse.rendering import read_lines
from generator.parse.rows import Row, read_rows
from generator.parse.sections import read_sections


def parse_cable(text: str, *, name: str | None = None) -> Cable:
    """Parse one cable.

    `text` is the source as decoded, in any of the renderings that are known: plain text
    with or without paragraph marks, a dump with metadata in front, a Markdown copy.
    `name` is the file's stem, believed for the MRN where the text does not give one.
    Nothing in `text` makes it raise: what is wrong is told in `.diagnostics`.
    """
    source = SourceText(text)
    lines, rendering_repairs = read_lines(source)
    message = find_message(source, lines)
    header_lines = read_headers(message)
    ending = read_ending(
        read_rows(
            header_lines.body,
            header_lines.class_line,
            header_lines.captions,
            {line.text.strip() for line, _ in header_lines.line_fates},
        )
    )
    part = read_part(header_lines)
    body = read_paras(source, ending.rows, later_part=part is not None and part[0] > 1)
    identity = read_identity(message, header_lines, name)
    header, header_repairs, reference_diagnostics = read_header(source, message, header_lines)
    header_pages = [
        row
        for line in header_lines.page_lines
        for row in read_rows([line], header_lines.class_line, (), set())
    ]
    pages = _pages(header_lines, [*header_pages, *ending.rows])
    paras = tuple(p for p in body.parts if isinstance(p, Para))
    cable = Cable(
        id=identity,
        header=header,
        paras=paras,
        headings=tuple(body.headings),
        sections=read_sections(body.parts),
        pages=pages,
        signature=_signature(ending),
        trailer=" ".join(" ".join(r.text.split()) for r in ending.trailer) or None,
        unparsed=_unparsed(source, header_lines),
        repairs=tuple(
            sorted(
                [*rendering_repairs, *header_repairs, *_page_repairs(header_lines), *body.repairs],
                key=lambda r: r.line,
            )
        ),
        diagnostics=(),
        lines=_line_fates(source, message, header_lines, ending, body),
    )
    found = [
        *reference_diagnostics,
        *body.diagnostics,
        *diagnose(source, cable, message, header_lines, ending, name),
    ]
    return replace(cable, diagnostics=tuple(sorted(found, key=lambda d: d.line or 0)))


def _pages(lines: HeaderDraft, rows: list[Row]) -> tuple[TransmissionPage, ...]:
    """Page 1 begins with the classification line; the others where their page lines stand.

    A page line of the second half of a page (`001.2 OF 004`) begins no other page.
    """
    pages: dict[int, TransmissionPage] = {}
    of = lines.class_line.of if lines.class_line else None
    if lines.class_line_number is not None:
        pages[1] = TransmissionPage(number=1, of=of, line=lines.class_line_number)
    for row in rows:
        if row.page is not None:
            page = TransmissionPage(number=row.page, of=row.of or of, line=row.line.number)
            pages.setdefault(row.page, page)
    return tuple(pages.values())


def _page_repairs(lines: HeaderDraft) -> list[Repair]:
    return [
        Repair(line=line.number, before=line.text.strip(), after="", rule="page-line")
        for line in lines.page_lines
    ]


def _signature(ending: MessageEnding) -> str | None:
    return ending.signature.text.strip().strip('"').strip() if ending.signature else None


def _unparsed(source: SourceText, lines: HeaderDraft) -> tuple[UnparsedText, ...]:
    return tuple(
        UnparsedText(text=line.text.strip(), span=span_of(source, line, line))
        for line in lines.unparsed
    )


def _line_fates(
    source: SourceText,
    message: Message,
    header: HeaderDraft,
    ending: MessageEnding,
    body: ParsedBody,
) -> tuple[LineFate, ...]:
    """What became of every source line, from what every stage says of its own."""
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
    # A mark without words becomes no para: such a line fits no part of a cable.
    told = [of_line or (Fate.UNPARSED,) for of_line in fates]
    return tuple(map(LineFate, count(1), source.lines, told, anchors))
