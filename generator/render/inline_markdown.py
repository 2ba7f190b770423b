"""A block's text with links and page marks in their places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.model import PageMark, page_anchor
from generator.render.markdown import Md, attribute, escape, escape_start, preformatted


@dataclass(frozen=True, slots=True, kw_only=True)
class InlineLink:
    """Words of a block that lead somewhere."""

    start: int
    """Offset of the first character in the block's text."""
    end: int
    """Offset behind the last."""
    target: str
    """Link as Markdown has it, relative to the page."""
    kind: str
    """What kind of link it is: a class of the style sheet."""
    title: str
    """What a reader is told before following it; empty for nothing."""
    note: int = 0
    """Number of the note that tells its address on paper; 0 without one."""


def inline(
    text: str, pages: Sequence[PageMark], links: Sequence[InlineLink], *, at_start: bool
) -> Md:
    """Running text; `at_start` where it opens a Markdown block.

    Links do not overlap; a page mark inside a link stands behind it.
    """
    if not pages and not links:
        return Md(_stretch(text, at_start=at_start))
    pieces: list[str] = []
    position = 0
    opens = at_start
    for start, end, markup in _in_order(text, pages, links):
        if start < position:
            start = end = position
        pieces.append(_stretch(text[position:start], at_start=opens))
        pieces.append(markup)
        opens = False
        position = end
    pieces.append(_stretch(text[position:], at_start=opens))
    return Md("".join(pieces))


def _in_order(
    text: str, pages: Sequence[PageMark], links: Sequence[InlineLink]
) -> list[tuple[int, int, str]]:
    """Start, end and markup of every insertion, by where it begins."""
    marks = [(mark.offset, mark.offset, page_mark(mark.number)) for mark in pages]
    linked = [(link.start, link.end, _link(text[link.start : link.end], link)) for link in links]
    return sorted([*marks, *linked], key=lambda piece: piece[:2])


def _link(words: str, link: InlineLink) -> str:
    told = f' title="{attribute(link.title)}"' if link.title else ""
    noted = f' data-note="{link.note}"' if link.note else ""
    return f"[{escape(words)}]({link.target}){{: .rt-{link.kind}{noted}{told} }}"


def _stretch(text: str, *, at_start: bool) -> str:
    """A stretch of text; the blanks at its ends part it from what stands beside it."""
    if not text.strip():
        return " " if text else ""
    escaped = escape_start(text) if at_start else escape(text)
    return (" " if text[0].isspace() else "") + escaped + (" " if text[-1].isspace() else "")


def columns(text: str, pages: Sequence[PageMark]) -> Md:
    """Text whose lines and blanks are kept; links are not set in it."""
    pieces: list[str] = []
    position = 0
    for mark in pages:
        pieces.append(preformatted(text[position : mark.offset]))
        pieces.append(page_mark(mark.number))
        position = mark.offset
    pieces.append(preformatted(text[position:]))
    return Md("".join(pieces))


def page_mark(number: int) -> str:
    """Where a transmission page begins."""
    return (
        f'<span class="rt-page" id="{page_anchor(number)}" data-page="{number}" role="img" '
        f'aria-label="Transmission page {number} begins" title="Transmission page {number} begins">'
        "</span>"
    )
