"""A cable with notices in place of placeholders."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from generator.editions.edits import EditedText
from generator.editions.placeholders import Placeholders, RedactedSource
from generator.editions.values import rewrite
from generator.model import (
    Anchor,
    Block,
    BlockKind,
    Cable,
    Gap,
    GapKind,
    Header,
    Notice,
    NoticeDetails,
    PageMark,
    Para,
    ReferenceKind,
)
from generator.model.source_text import SourceText


def with_notices(
    cable: Cable, redacted: RedactedSource, whole: Mapping[Anchor, NoticeDetails]
) -> Cable:
    """The cable parsed from a redacted source, as readers see it.

    `whole` has the notices of paras that are withheld completely.
    """
    placeholders, shown = redacted.placeholders, redacted.notice_edits
    lines = SourceText(shown.text).lines
    paras = {p.anchor: _para(p, placeholders, shown, whole.get(p.anchor)) for p in cable.paras}
    rest = replace(cable, paras=(), sections=(), lines=())
    return replace(
        replace(
            rewrite(rest, placeholders.replace_in, shown.new_span),
            header=_header(cable.header, placeholders, shown),
        ),
        paras=tuple(paras.values()),
        sections=tuple(
            replace(
                rewrite(replace(section, paras=()), placeholders.replace_in, shown.new_span),
                paras=tuple(paras[para.anchor] for para in section.paras),
            )
            for section in cable.sections
        ),
        lines=tuple(replace(line, text=lines[line.number - 1]) for line in cable.lines),
    )


def _header(header: Header, placeholders: Placeholders, shown: EditedText) -> Header:
    """The header, without numbers and TAGS codes that contain a placeholder."""
    references = tuple(
        replace(reference, target=None, kind=ReferenceKind.OTHER)
        if placeholders.stem in (reference.target or "").lower()
        else reference
        for reference in header.references
    )
    tags = tuple(tag for tag in header.tags if placeholders.stem not in tag.lower())
    rest = replace(header, references=references, tags=tags)
    return rewrite(rest, placeholders.replace_in, shown.new_span)


def _para(
    para: Para, placeholders: Placeholders, shown: EditedText, whole: NoticeDetails | None
) -> Para:
    rest = rewrite(replace(para, blocks=()), placeholders.replace_in, shown.new_span)
    if whole is None:
        return replace(rest, blocks=tuple(_block(b, placeholders, shown) for b in para.blocks))
    marks = tuple(PageMark(number=m.number, offset=0) for b in para.blocks for m in b.pages)
    notice = Notice(start=0, end=len(whole.text), withheld=whole)
    gaps = tuple(
        replace(gap, offset=len(whole.text))
        for block in para.blocks
        for gap in _gaps(block, placeholders, shown)
        if gap.kind is not GapKind.COVERED
    )
    block = Block(
        kind=BlockKind.TEXT,
        text=whole.text,
        pages=marks,
        gaps=gaps,
        notices=(notice,),
        span=rest.span,
    )
    return replace(rest, label=None, blocks=(block,), withheld=whole)


def _gaps(block: Block, placeholders: Placeholders, shown: EditedText) -> tuple[Gap, ...]:
    """The gaps of a block, with notices in the publisher's words too."""
    return rewrite(block.gaps, placeholders.replace_in, shown.new_span)


def _block(block: Block, placeholders: Placeholders, shown: EditedText) -> Block:
    text, notices, edited = placeholders.insert_notices(block.text)
    bare = replace(block, text="", pages=(), gaps=())
    rest = rewrite(bare, placeholders.replace_in, shown.new_span)
    marks = tuple(replace(mark, offset=edited.new_offset(mark.offset)) for mark in block.pages)
    gaps = tuple(
        replace(gap, offset=edited.new_offset(gap.offset))
        for gap in _gaps(block, placeholders, shown)
    )
    return replace(rest, text=text, notices=notices, pages=marks, gaps=gaps)
