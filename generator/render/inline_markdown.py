"""The text of a block, with links and page marks in place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.model import Gap, GapKind, PageMark, page_anchor
from generator.render.gap_marks import GapMark, raw_gap_mark
from generator.render.markdown import Md, attribute, escape, escape_start, preformatted


@dataclass(frozen=True, slots=True, kw_only=True)
class InlineLink:
    """A link on words of a block."""

    start: int
    """Offset of the first character in the block's text."""
    end: int
    """Offset after the last character."""
    target: str
    """Markdown link target, relative to the page."""
    kind: str
    """Kind of link: a class of the style sheet, without `rt-`."""
    title: str
    """Title, shown before the link is followed; empty without one."""
    note: int = 0
    """Number of the printed note with its address; 0 without one."""


def inline(
    text: str,
    pages: Sequence[PageMark],
    links: Sequence[InlineLink],
    gaps: Sequence[GapMark],
    *,
    at_start: bool,
) -> Md:
    """Running text; `at_start` is true if it begins a Markdown block.

    Links do not overlap; a mark inside a link is moved after it.
    """
    if not pages and not links and not gaps:
        return Md(_text_piece(text, at_start=at_start))
    pieces: list[str] = []
    position = 0
    opens = at_start
    for start, end, markup in _in_order(text, pages, links, gaps):
        if start < position:
            start = end = position
        pieces.append(_text_piece(text[position:start], at_start=opens))
        pieces.append(markup)
        opens = False
        position = end
    pieces.append(_text_piece(text[position:], at_start=opens))
    return Md("".join(pieces))


def _in_order(
    text: str,
    pages: Sequence[PageMark],
    links: Sequence[InlineLink],
    gaps: Sequence[GapMark],
) -> list[tuple[int, int, str]]:
    """Start, end and markup of every insertion, sorted by position."""
    marks = [(mark.offset, mark.offset, page_mark(mark.number)) for mark in pages]
    link_pieces = [
        (link.start, link.end, _link(text[link.start : link.end], link)) for link in links
    ]
    gap_pieces = [(gap.start, gap.end, gap.markup) for gap in gaps]
    return sorted([*marks, *link_pieces, *gap_pieces], key=lambda piece: piece[:2])


def _link(words: str, link: InlineLink) -> str:
    title = f' title="{attribute(link.title)}"' if link.title else ""
    note = f' data-note="{link.note}"' if link.note else ""
    return f"[{escape(words)}]({link.target}){{: .rt-{link.kind}{note}{title} }}"


def _text_piece(text: str, *, at_start: bool) -> str:
    """A piece of text; blanks at its ends are kept as single spaces."""
    if not text.strip():
        return " " if text else ""
    escaped = escape_start(text) if at_start else escape(text)
    return (" " if text[0].isspace() else "") + escaped + (" " if text[-1].isspace() else "")


def columns(text: str, pages: Sequence[PageMark], gaps: Sequence[Gap]) -> Md:
    """Text with its line breaks and blanks kept, without links."""
    marks = [(mark.offset, mark.offset, page_mark(mark.number)) for mark in pages]
    for gap in gaps:
        length = len(gap.text) if gap.kind is GapKind.COVERED else 0
        marks.append((gap.offset, gap.offset + length, raw_gap_mark(gap)))
    pieces: list[str] = []
    position = 0
    for start, end, markup in sorted(marks, key=lambda mark: mark[:2]):
        pieces.append(preformatted(text[position:start]))
        pieces.append(markup)
        position = end
    pieces.append(preformatted(text[position:]))
    return Md("".join(pieces))


def page_mark(number: int) -> str:
    """Mark for the beginning of a transmission page."""
    return (
        f'<span class="rt-page" id="{page_anchor(number)}" data-page="{number}" role="img" '
        f'aria-label="Transmission page {number} begins" title="Transmission page {number} begins">'
        "</span>"
    )
