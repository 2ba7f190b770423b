"""What publishers withheld from a cable, as one list: gaps in the text, and codes of its stamps."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from generator.execution.fast_pickle import fast_pickle
from generator.model.cable import Cable
from generator.model.names import Anchor
from generator.model.releases import Gap, GapKind


@fast_pickle
@dataclass(frozen=True, slots=True, kw_only=True)
class Withholding:
    """A withheld passage under one exemption code, or a code that only a stamp gives."""

    code: str | None
    """The exemption code in its usual form; None for a passage without one."""
    kind: GapKind | None
    """Why the passage is missing; None for a code of a stamp, which names no passage."""
    anchor: Anchor | None
    """The para; None outside paras and for a stamp."""
    block: int | None
    """Index of the block in the para, from 0; None outside paras and for a stamp."""
    offset: int | None
    """Offset in the block's text; None outside paras and for a stamp."""
    extent: str | None
    """The length as the publisher gives it; None where it is silent."""
    text: str
    """What replaces it, or the stamp, as received."""
    line: int
    """Source line of the passage or the stamp, counted from 1."""


def withholdings_of(cable: Cable) -> tuple[Withholding, ...]:
    """What was withheld: passages in line order, one for each code, then codes of stamps only."""
    placed: list[tuple[Gap, Anchor | None, int | None]] = [
        *((gap, None, None) for gap in cable.gaps),
        *(
            (gap, para.anchor, index)
            for para in cable.paras
            for index, block in enumerate(para.blocks)
            for gap in block.gaps
        ),
    ]
    placed.sort(key=lambda item: item[0].line)
    passages = [
        Withholding(
            code=code,
            kind=gap.kind,
            anchor=anchor,
            block=block,
            offset=None if anchor is None else gap.offset,
            extent=gap.extent,
            text=gap.text,
            line=gap.line,
        )
        for gap, anchor, block in placed
        for code in gap.codes or (None,)
    ]
    return (*passages, *_stamped(cable, {item.code for item in passages}))


def _stamped(cable: Cable, placed: set[str | None]) -> list[Withholding]:
    """The codes of the stamps that no passage has, each once."""
    codes: dict[str, Withholding] = {}
    for mark in cable.release_marks:
        for code in mark.codes:
            if code not in placed:
                stamped = Withholding(
                    code=code,
                    kind=None,
                    anchor=None,
                    block=None,
                    offset=None,
                    extent=None,
                    text=mark.text,
                    line=mark.line,
                )
                codes.setdefault(code, stamped)
    return list(codes.values())


def release_date(cable: Cable) -> datetime.date | None:
    """The day of the latest release that the copy's marks name; None if they name none."""
    return max((mark.date for mark in cable.release_marks if mark.date), default=None)
