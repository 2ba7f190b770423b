"""Merges the notices of consecutive withheld paras; each para keeps its anchor."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from generator.model import Notice, Para, merge_details
from generator.render.block_markdown import ParaView

Run = tuple[Para, tuple[Para, ...]]
"""A para as shown, and the other paras that its notice covers."""


def merged_notices(paras: Sequence[Para]) -> Iterator[Run]:
    """The paras in order; consecutive paras withheld by the same rules are merged into one."""
    for rules, group in groupby(paras, key=lambda p: p.withheld.rules if p.withheld else None):
        run = list(group)
        if rules is None or len(run) == 1:
            yield from ((para, ()) for para in run)
        else:
            yield _joined(run), tuple(run[1:])


def _joined(paras: Sequence[Para]) -> Para:
    first = paras[0]
    notices = [para.withheld for para in paras if para.withheld is not None]
    details = replace(
        merge_details(notices, sum(notice.words for notice in notices)),
        kinds=(f"{len(paras)} paras",),
    )
    notice = Notice(start=0, end=len(details.text), withheld=details)
    block = replace(
        first.blocks[0],
        text=details.text,
        notices=(notice,),
        pages=tuple(mark for para in paras for block in para.blocks for mark in block.pages),
    )
    return replace(first, blocks=(block,), withheld=details)


def merged_view(view: ParaView, others: Sequence[Para]) -> ParaView:
    """The view of the first merged para, with the labels and anchors of the others."""
    if not others:
        return view
    last = others[-1]
    name = f"¶{last.number}" if last.number is not None else last.letter or ""
    return replace(
        view,
        name=f"{view.name}–{name}" if view.name and name else view.name,
        spoken_name=f"{view.spoken_name} and {len(others)} more, withheld",
        other_anchors=tuple(para.anchor for para in others),
        lines=f"{view.lines.partition('–')[0]}–{last.span.end_line}",
        repairs=0,
        corrections=0,
    )
