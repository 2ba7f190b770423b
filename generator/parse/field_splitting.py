"""Splits header lines that a copy joined: several fields, a caption, or the first paragraph."""

from __future__ import annotations

from generator.parse import header_patterns
from generator.parse.class_line import ClassLine
from generator.parse.field_ends import MAX_SUBJECT
from generator.parse.lines import Line
from generator.parse.rows import split_page_lines


def split_header_line(line: Line, class_line: ClassLine | None) -> list[Line]:
    """The line in pieces, each of which begins a field, a paragraph, a page line or a caption.

    `TAGS: PREL SUBJECT: TALKS REF: LIMA 3`, `SUBJECT: TALKS IN LIMAREF: LIMA 3`,
    `REF: LIMA 3 LIMA 00000012  001.2 OF 003`, `SIPDIS STATE FOR WHA`,
    `SUBJECT: TALKS ¶1. (U) Talks began.`
    """
    return [
        piece
        for part in (row.line for row in split_page_lines(line, class_line))
        for piece in split_fields(part)
    ]


def split_fields(line: Line) -> list[Line]:
    """The line in pieces that each begin a field, a paragraph or, at its start, a caption."""
    pieces: list[Line] = []
    position = 0
    for gap in header_patterns.HEADER_GAP.regex.finditer(line.text):
        pieces.append(line.part(position, gap.end("captions") if gap["captions"] else gap.start()))
        position = gap.end()
    pieces.append(line.part(position) if position else line)
    return [part for piece in pieces if not piece.is_blank for part in _without_summary(piece)]


def _without_summary(line: Line) -> list[Line]:
    """A subject that is too long, and the summary that begins in it."""
    if len(line.text) <= MAX_SUBJECT or not header_patterns.SUBJECT.match(line.text):
        return [line]
    gaps = list(header_patterns.SUMMARY_GAP.regex.finditer(line.text, 0, MAX_SUBJECT))
    return [line.part(0, gaps[-1].start()), line.part(gaps[-1].end())] if gaps else [line]
