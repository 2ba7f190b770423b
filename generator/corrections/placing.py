"""Finds the places in a source that corrections of lines name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from generator.model import LINE_KINDS, NOTHING, Correction, CorrectionKind
from generator.model.source_text import SourceText
from generator.parse.source_edits import SourceEdits

CUT = "…"
"""Ends words of which only the beginning is given."""


def places(source: SourceText, corrections: Sequence[Correction]) -> dict[Correction, int]:
    """The offset of each correction of lines whose words are at their place, exactly once.

    A joined line begins with its words, a split is not at the beginning of its line, and the number
    of a para is not within a word. Corrections of one kind at one place are left out.
    """
    offsets = {c: _offset(source, c) for c in corrections if c.kind in LINE_KINDS}
    times = Counter((correction.kind, at) for correction, at in offsets.items())
    return {c: at for c, at in offsets.items() if at is not None and times[c.kind, at] == 1}


def _offset(source: SourceText, correction: Correction) -> int | None:
    line = correction.line or 0
    words = correction.was.removesuffix(CUT).split()
    if not 0 < line <= len(source.lines) or not words:
        return None
    text = source.lines[line - 1]
    columns = [m.start() for m in re.finditer(r"\s+".join(map(re.escape, words)), text)]
    if len(columns) != 1:
        return None
    before = text[: columns[0]]
    is_first = not before.strip()
    fits = {
        CorrectionKind.JOIN: is_first and line > 1,
        CorrectionKind.SPLIT: not is_first,
        CorrectionKind.PARA: not before[-1:].isalnum(),
    }[correction.kind]
    return source.starts[line - 1] + columns[0] if fits else None


def source_edits(
    placed: Mapping[Correction, int], new_offset: Callable[[int], int] = lambda offset: offset
) -> SourceEdits:
    """The edits of corrections at their places; `new_offset` maps a place to the parsed text."""
    kinds = CorrectionKind
    return SourceEdits(
        joined=frozenset(c.line for c in placed if c.kind is kinds.JOIN and c.line is not None),
        splits=tuple(sorted(new_offset(at) for c, at in placed.items() if c.kind is kinds.SPLIT)),
        numbers={
            new_offset(at): None if c.value == NOTHING else int(c.value)
            for c, at in placed.items()
            if c.kind is kinds.PARA
        },
    )
