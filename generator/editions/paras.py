"""Paras with notices in place of what is withheld, or withheld as a whole."""

from __future__ import annotations

from dataclasses import replace

from generator.editions.concealer import Concealer, Found, whole
from generator.editions.secrets import Cause
from generator.editions.source import EditedSource
from generator.editions.values import rewritten
from generator.editions.view import View
from generator.model import (
    Block,
    BlockKind,
    Notice,
    PageMark,
    Para,
)


def passages(para: Para, concealer: Concealer) -> list[list[Found]]:
    """The withheld passages of each block; one that goes over blocks is parted."""
    joined = "\n".join(block.text for block in para.blocks)
    found = concealer.find(joined)
    parted: list[list[Found]] = []
    start = 0
    for block in para.blocks:
        end = start + len(block.text)
        parted.append(
            [
                replace(f, start=max(f.start, start) - start, end=min(f.end, end) - start)
                for f in found
                if f.start < end and f.end > start
            ]
        )
        start = end + 1
    return parted


def para_shown(para: Para, view: View, cause: Cause | None) -> Para:
    """A para with its notices; withheld as a whole where there is a `cause`."""
    if cause is not None:
        return _whole_para(para, view.edited, cause)
    blocks = zip(para.blocks, passages(para, view.concealer), strict=True)
    made = replace(para, blocks=())
    return replace(
        rewritten(made, view.told, view.edited.span),
        blocks=tuple(_block(block, found, view) for block, found in blocks),
    )


def _whole_para(para: Para, edited: EditedSource, cause: Cause) -> Para:
    """The para with nothing but its number, its marking and a notice."""
    told = whole(cause, "para", para.text)
    marks = tuple(
        PageMark(number=mark.number, offset=0) for block in para.blocks for mark in block.pages
    )
    span = edited.span(para.span)
    notice = Notice(start=0, end=len(told.told), withheld=told)
    block = Block(kind=BlockKind.TEXT, text=told.told, pages=marks, notices=(notice,), span=span)
    return replace(para, label=None, blocks=(block,), withheld=told, span=span)


def _block(block: Block, found: list[Found], view: View) -> Block:
    crossing = view.crossing(block.span, len(found))
    if crossing is not None:
        found = [replace(crossing, start=0, end=len(block.text))]
    pieces, notices, position, length = [], [], 0, 0
    for passage in found:
        before, told = block.text[position : passage.start], passage.withheld.told
        start = length + len(before)
        notices.append(Notice(start=start, end=start + len(told), withheld=passage.withheld))
        pieces += [before, told]
        position, length = passage.end, start + len(told)
    kept = replace(block, text="", pages=())
    return replace(
        rewritten(kept, view.told, view.edited.span),
        text="".join([*pieces, block.text[position:]]),
        notices=tuple(notices),
        pages=tuple(
            replace(mark, offset=_moved(mark.offset, found, notices)) for mark in block.pages
        ),
    )


def _moved(offset: int, found: list[Found], notices: list[Notice]) -> int:
    """Where a place of a block's text is behind the notices; inside one, at its start."""
    shift = 0
    for passage, notice in zip(found, notices, strict=True):
        if offset <= passage.start:
            break
        if offset < passage.end:
            return notice.start
        shift = notice.end - passage.end
    return offset + shift
