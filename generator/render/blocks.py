"""Paras and their blocks as Markdown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from generator import facts
from generator.model import Block, BlockKind, Cable, Heading, Para, Part, page_anchor
from generator.render import urls
from generator.render.markdown import Md, attribute, escape, escape_start, preformatted


@dataclass(frozen=True, slots=True, kw_only=True)
class ParaView:
    """A para ready for a template."""

    anchor: str
    """Its address within the page."""
    name: str
    """What it is called: `¶17`, `27.A`; empty for an unnumbered para."""
    described: str
    """The same in words, for those who hear the page."""
    marking: str | None
    """The portion marking in parentheses; None without one."""
    marking_meaning: str
    """What the marking means; empty where that is not known."""
    lines: str
    """The source lines: `31`, `37–51`."""
    source: str
    """Link to the first of them on the source page."""
    repairs: int
    """Repairs made in those lines."""
    body: Md
    """The text."""


def para_view(
    cable: Cable, para: Para, page: str, heading_level: int, shared_lines: frozenset[int]
) -> ParaView:
    """The view of `para` on `page`; headings inside it have the level given.

    Repairs on `shared_lines` are not counted: they may be another para's.
    """
    assert cable.id is not None
    span = para.span
    first, last = span.line, span.end_line
    meaning = facts.captions().get(para.marking or "")
    name = _name(para)
    return ParaView(
        anchor=para.anchor,
        name=name,
        described=f"Paragraph {name.lstrip('¶')}" if name else f"Unnumbered text, line {first}",
        marking=f"({para.marking})" if para.marking else None,
        marking_meaning=meaning.meaning if meaning else "",
        lines=str(first) if first == last else f"{first}–{last}",
        source=urls.link(page, urls.source_page(cable.id), urls.line_id(first)),
        repairs=sum(first <= r.line <= last and r.line not in shared_lines for r in cable.repairs),
        body=_body(para, cable, heading_level),
    )


def _name(para: Para) -> str:
    if para.number is not None:
        return f"¶{para.number}"
    return para.letter or ""


def _body(para: Para, cable: Cable, heading_level: int) -> Md:
    """The blocks, questions and answers each in a frame of their own."""
    pieces: list[str] = []
    for part, group in groupby(para.blocks, key=lambda b: b.part):
        blocks = list(group)
        for run in _questions(blocks) if part is Part.QUESTION else [blocks]:
            inner = "\n\n".join(_runs(run, cable, heading_level, folded=part is Part.QUESTION))
            pieces.append(_framed(part, run[0], inner))
    return Md("\n\n".join(pieces))


def _questions(blocks: Sequence[Block]) -> list[list[Block]]:
    """Blocks of several questions in a row parted at each label."""
    runs: list[list[Block]] = []
    for block in blocks:
        if block.label or not runs:
            runs.append([])
        runs[-1].append(block)
    return runs


def _framed(part: Part | None, first: Block, inner: str) -> str:
    if part is Part.QUESTION:
        return (
            '<details class="rt-question" open markdown="1">\n'
            f"<summary>{attribute(first.label or 'Question')}</summary>\n\n{inner}\n\n</details>"
        )
    if part is Part.ANSWER:
        return f'<div class="rt-answer" markdown="1">\n\n{inner}\n\n</div>'
    return inner


def _runs(blocks: list[Block], cable: Cable, level: int, *, folded: bool) -> list[str]:
    """Items that follow each other make one list."""
    pieces: list[str] = []
    for is_item, group in groupby(blocks, key=lambda b: b.kind is BlockKind.ITEM):
        if is_item:
            pieces.append("\n".join(_item(block) for block in group))
        else:
            pieces.extend(
                _block(block, cable, level, labelled=not (folded and block is blocks[0]))
                for block in group
            )
    return pieces


def _item(block: Block) -> str:
    marker = block.marker or ""
    lead = "" if set(marker) <= set("-*•o") else f'<span class="rt-marker">{escape(marker)}</span> '
    text = _text(block) if lead else escape_start_of(block)
    return f"- {lead}{text}"


def _block(block: Block, cable: Cable, level: int, *, labelled: bool) -> str:
    if block.kind is BlockKind.HEADING:
        heading = _heading_of(block, cable)
        anchor = heading.anchor if heading else ""
        return f"{'#' * level} {_text(block)} {{: #{anchor} }}"
    if block.kind is BlockKind.COLUMNS:
        return f'<pre class="rt-columns" tabindex="0">{_columns(block)}</pre>'
    if block.kind is BlockKind.QUOTATION:
        return f"> {escape_start_of(block)}"
    if block.label and labelled:
        return f'<b class="rt-label">{escape(block.label)}</b> {_text(block)}'
    return escape_start_of(block)


def _heading_of(block: Block, cable: Cable) -> Heading | None:
    return next((h for h in cable.headings if h.span.start == block.span.start), None)


def escape_start_of(block: Block) -> str:
    """The block's text at the start of a Markdown block, page marks in their places."""
    if block.pages and block.pages[0].offset == 0:
        return _text(block)
    return _text(block, first=escape_start)


def _text(block: Block, first: object = escape) -> str:
    """The block's text with the anchors of transmission pages in their places."""
    pieces: list[str] = []
    position = 0
    for mark in block.pages:
        pieces.append(
            _part(block.text[position : mark.offset], at_start=position == 0, first=first)
        )
        pieces.append(_page_mark(mark.number))
        position = mark.offset
    pieces.append(_part(block.text[position:], at_start=position == 0, first=first))
    return "".join(pieces)


def _part(text: str, *, at_start: bool, first: object) -> str:
    """A stretch of text; the blanks at its ends part it from a page mark."""
    if not text.strip():
        return " " if text else ""
    escaped = escape_start(text) if at_start and first is escape_start else escape(text)
    return (" " if text[0].isspace() else "") + escaped + (" " if text[-1].isspace() else "")


def _columns(block: Block) -> str:
    pieces: list[str] = []
    position = 0
    for mark in block.pages:
        pieces.append(preformatted(block.text[position : mark.offset]))
        pieces.append(_page_mark(mark.number))
        position = mark.offset
    pieces.append(preformatted(block.text[position:]))
    return "".join(pieces)


def _page_mark(number: int) -> str:
    return (
        f'<span class="rt-page" id="{page_anchor(number)}" data-page="{number}" role="img" '
        f'aria-label="Transmission page {number} begins" title="Transmission page {number} begins">'
        "</span>"
    )
