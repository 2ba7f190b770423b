"""Paragraphs that page breaks or a scan's blank lines part."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise

from generator.model import Fate
from generator.parse.header_draft import is_para_start, starts_field
from generator.parse.labels import read_label, read_marker
from generator.parse.lines import Line, LineAndFate
from generator.parse.renderings.smart_blocks import begins_message
from generator.parse.sentences import is_finished

FULL_LINE = 0.8
"""A line of at least this share of the usual width was broken by it, not by the drafter."""

MIN_SPACED = 3
"""A scan has blank lines within sentences if they part at least so many."""


def heal_breaks(
    lines: Sequence[Line], furniture: AbstractSet[int], taken: list[LineAndFate]
) -> list[Line]:
    """The lines without blank ones within sentences; those are added to `taken`.

    `furniture` are the numbers of lines between which a page ends. A sentence goes on behind a
    page break where the line above is not finished or fills the width, or in small letters.
    """
    lines = _without_margin(lines, furniture)
    present = [index for index, line in enumerate(lines) if not line.is_blank]
    width = _usual_width([lines[index] for index in present])
    gaps = [(a, b) for a, b in pairwise(present) if b - a > 1]
    is_spaced = sum(_goes_on(lines[a], lines[b]) for a, b in gaps) >= MIN_SPACED
    dropped: set[int] = set()
    for a, b in gaps:
        above, below = lines[a], lines[b]
        is_page_break = any(n in furniture for n in range(above.number + 1, below.number))
        is_full = len(above.text) >= FULL_LINE * width
        if (
            (is_page_break or is_spaced)
            and _may_go_on(below)
            and _continues(above, below, is_full=is_full, is_page_break=is_page_break)
        ):
            dropped.update(range(a + 1, b))
    taken.extend((lines[index], Fate.BLANK) for index in sorted(dropped))
    return [line for index, line in enumerate(lines) if index not in dropped]


def _without_margin(lines: Sequence[Line], furniture: AbstractSet[int]) -> list[Line]:
    """The lines of each page without the white space at the left that all of them have."""
    pages: list[list[Line]] = [[]]
    for line in lines:
        last = pages[-1][-1].number if pages[-1] else line.number
        if any(number in furniture for number in range(last + 1, line.number)):
            pages.append([])
        pages[-1].append(line)
    result: list[Line] = []
    for page in pages:
        indents = (len(x.text) - len(x.text.lstrip()) for x in page if not x.is_blank)
        margin = min(indents, default=0)
        result.extend(line.part(margin) if margin and not line.is_blank else line for line in page)
    return result


def _usual_width(lines: Sequence[Line]) -> int:
    """The length of the lines that the width broke."""
    lengths = sorted(len(line.text) for line in lines)
    return lengths[int(len(lengths) * 0.9)] if lengths else 0


def _goes_on(above: Line, below: Line) -> bool:
    """True if an unfinished line goes on in small letters."""
    return not is_finished(above.text) and below.text.lstrip()[:1].islower()


def _continues(above: Line, below: Line, *, is_full: bool, is_page_break: bool) -> bool:
    """True if the line below a page break, or in a spaced scan, goes on with the paragraph."""
    if below.text.lstrip()[:1].islower():
        return True
    return is_full and (is_page_break or not is_finished(above.text))


def _may_go_on(line: Line) -> bool:
    """False for a line that opens a paragraph, an item, a label or a field of a header."""
    text = line.text
    return not (
        is_para_start(text)
        or starts_field(text)
        or begins_message(text)
        or read_marker(line) is not None
        or read_label(line, None) is not None
    )
