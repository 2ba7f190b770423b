"""Paras and their blocks as Markdown."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from generator import facts
from generator.indexes.questions import answer_blocks
from generator.model import Block, BlockKind, Cable, Gap, Heading, Mrn, Para, QuestionnairePart
from generator.render import anchors, site_links, urls
from generator.render.gap_marks import GapMark, gap_mark, gap_marks
from generator.render.inline_markdown import InlineLink, columns, inline
from generator.render.markdown import Md, attribute, escape
from generator.render.page_context import PageContext
from generator.render.para_links import links_in

MAX_READINGS = 5
"""The most readings that a para names; each of them is in the list of readings."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ParaView:
    """A para ready for a template."""

    anchor: str
    """Its address within the page."""
    name: str
    """Label of the para: `¶17`, `27.A`; empty for an unnumbered para."""
    spoken_name: str
    """The same in words, for screen readers."""
    marking: str | None
    """The portion marking in parentheses; None without one."""
    marking_meaning: str
    """Meaning of the marking; empty if unknown."""
    marking_entry: str
    """Link to the marking's glossary entry; empty without one."""
    lines: str
    """The source lines: `31`, `37–51`."""
    source: str
    """Link to the first of them on the source page."""
    repairs: int
    """Number of repairs in those lines."""
    corrections: int
    """Number of editors' corrections of those lines."""
    body: Md
    """The text."""
    gaps_before: tuple[Md, ...] = ()
    """What was withheld between the para before and this one, outside paras."""
    quoted_in: tuple[tuple[str, str], ...] = ()
    """Titles of readings that quote the para, with links; at most `MAX_READINGS`."""
    other_anchors: tuple[str, ...] = ()
    """Anchors of other paras under the same notice; empty unless paras in a row are withheld."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """A block and the links in it."""

    block: Block
    links: Sequence[InlineLink]
    gaps: Sequence[GapMark]


def para_view(
    context: PageContext,
    mrn: Mrn,
    para: Para,
    page: str,
    heading_level: int,
    shared_lines: frozenset[int],
    numbers: Mapping[str, int],
) -> ParaView:
    """The view of `para` on `page`, with headings inside it at `heading_level`.

    Repairs on `shared_lines` are not counted: they may belong to another para. `numbers` are the
    numbers of printed link notes, by link target.
    """
    cable = context.held[mrn]
    span = para.span
    first, last = span.line, span.end_line
    meaning = facts.captions().get(para.marking or "")
    name = _name(para)
    return ParaView(
        anchor=para.anchor,
        name=name,
        spoken_name=f"Paragraph {name.lstrip('¶')}" if name else f"Unnumbered text, line {first}",
        marking=f"({para.marking})" if para.marking else None,
        marking_entry=site_links.link(page, urls.term_page(para.marking))
        if para.marking and para.marking in context.senses
        else "",
        marking_meaning=meaning.meaning if meaning else "",
        lines=str(first) if first == last else f"{first}–{last}",
        source=site_links.link(page, urls.source_page(mrn), anchors.line_id(first)),
        repairs=_repairs(cable, first, last, shared_lines),
        corrections=sum(
            first <= (correction.line or 0) <= last and correction.line not in shared_lines
            for correction in cable.corrections
        ),
        quoted_in=tuple(
            (title, site_links.link(page, urls.reading_page(reading)))
            for anchor, reading, title in context.quoted_in(mrn)
            if anchor == para.anchor
        )[:MAX_READINGS],
        gaps_before=tuple(gap_mark(gap, page) for gap in gaps_before(cable, para)),
        body=_body(para, cable, heading_level, page, links_in(context, mrn, para, page, numbers)),
    )


def gaps_before(cable: Cable, para: Para) -> list[Gap]:
    """The gaps outside paras between the para above and this one."""
    if not cable.gaps:
        return []
    first = para.span.line
    above = max((p.span.line for p in cable.paras if p.span.line < first), default=0)
    return [gap for gap in cable.gaps if above <= gap.line < first]


def is_same_on_every_page(context: PageContext, mrn: Mrn, para: Para) -> bool:
    """Whether a para looks the same on all pages of its cable, which share a folder.

    False with a heading, whose level depends on the page, and with mentions of a cable or para:
    links to other pages are numbered on paper, and links within a page have no path.
    """
    if context.mentions_in(mrn, para):
        return False
    return all(block.kind is not BlockKind.HEADING for block in para.blocks)


def _repairs(cable: Cable, first: int, last: int, shared_lines: frozenset[int]) -> int:
    """The number of repairs in these lines, without shared lines. Repairs are in line order."""
    begin = bisect_left(cable.repairs, first, key=lambda repair: repair.line)
    end = bisect_right(cable.repairs, last, key=lambda repair: repair.line)
    return sum(repair.line not in shared_lines for repair in cable.repairs[begin:end])


def _name(para: Para) -> str:
    if para.number is not None:
        return f"¶{para.number}"
    return para.letter or ""


def _body(
    para: Para, cable: Cable, level: int, page: str, links: Mapping[int, Sequence[InlineLink]]
) -> Md:
    """The blocks, with a frame around each question and each answer."""
    all_pieces = [
        _Piece(block, links.get(i, ()), gap_marks(block, page))
        for i, block in enumerate(para.blocks)
    ]
    frames: list[str] = []
    for part, group in groupby(all_pieces, key=lambda p: p.block.part):
        pieces = list(group)
        for run in _questions(pieces) if part is QuestionnairePart.QUESTION else [pieces]:
            inner = "\n\n".join(_runs(run, cable, level, folded=part is QuestionnairePart.QUESTION))
            frames.append(_framed(part, run[0].block, inner))
    return Md("\n\n".join(frames))


def answer_body(context: PageContext, mrn: Mrn, para: Para, question: str, page: str) -> Md:
    """The answer in a para, for the page of its question: without the question and anchors."""
    links = links_in(context, mrn, para, page)
    pieces = [
        _Piece(_without_anchors(para.blocks[i]), links.get(i, ()), gap_marks(para.blocks[i], page))
        for i in answer_blocks(para, question)
    ]
    return Md("\n\n".join(_runs(pieces, context.held[mrn], 3, folded=False)))


def _without_anchors(block: Block) -> Block:
    """The block without page marks, and as text if it is a heading."""
    kind = BlockKind.TEXT if block.kind is BlockKind.HEADING else block.kind
    return replace(block, kind=kind, pages=())


def _questions(pieces: Sequence[_Piece]) -> list[list[_Piece]]:
    """Consecutive question blocks, split at each label."""
    runs: list[list[_Piece]] = []
    for piece in pieces:
        if piece.block.label or not runs:
            runs.append([])
        runs[-1].append(piece)
    return runs


def _framed(part: QuestionnairePart | None, first: Block, inner: str) -> str:
    if part is QuestionnairePart.QUESTION:
        return (
            '<details class="rt-question" open markdown="1">\n'
            f"<summary>{attribute(first.label or 'Question')}</summary>\n\n{inner}\n\n</details>"
        )
    if part is QuestionnairePart.ANSWER:
        return f'<div class="rt-answer" markdown="1">\n\n{inner}\n\n</div>'
    return inner


def _runs(pieces: list[_Piece], cable: Cable, level: int, *, folded: bool) -> list[str]:
    """The blocks as Markdown; consecutive items form one list."""
    runs: list[str] = []
    for is_item, group in groupby(pieces, key=lambda p: p.block.kind is BlockKind.ITEM):
        if is_item:
            runs.append("\n".join(_item(piece) for piece in group))
        else:
            runs.extend(
                _block(piece, cable, level, labelled=not (folded and piece is pieces[0]))
                for piece in group
            )
    return runs


def _item(piece: _Piece) -> str:
    marker = piece.block.marker or ""
    lead = "" if set(marker) <= set("-*•o") else f'<span class="rt-marker">{escape(marker)}</span> '
    return f"- {lead}{_text(piece, at_start=not lead)}"


def _block(piece: _Piece, cable: Cable, level: int, *, labelled: bool) -> str:
    block = piece.block
    if block.kind is BlockKind.HEADING:
        heading = _heading_of(block, cable)
        anchor = heading.anchor if heading else ""
        return f"{'#' * level} {_text(piece, at_start=False)} {{: #{anchor} }}"
    if block.kind is BlockKind.COLUMNS:
        text = columns(block.text, block.pages, block.gaps)
        return f'<pre class="rt-columns" tabindex="0">{text}</pre>'
    if block.kind is BlockKind.QUOTATION:
        return f"> {_text(piece, at_start=True)}"
    if block.label and labelled:
        return f'<b class="rt-label">{escape(block.label)}</b> {_text(piece, at_start=False)}'
    return _text(piece, at_start=True)


def _heading_of(block: Block, cable: Cable) -> Heading | None:
    at = bisect_left(cable.headings, block.span.start, key=lambda h: h.span.start)
    return next((h for h in cable.headings[at : at + 1] if h.span.start == block.span.start), None)


def _text(piece: _Piece, *, at_start: bool) -> Md:
    block = piece.block
    return inline(block.text, block.pages, piece.links, piece.gaps, at_start=at_start)
