"""Files that hold several SMART telegrams one after another, as some releases do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from generator.parse.lines import Line
from generator.parse.release_marks import read_case_line, read_stamp
from generator.parse.renderings.contained_text import ContainedText
from generator.parse.renderings.smart_blocks import find_block
from generator.parse.renderings.smart_furniture import BANNER
from generator.parse.renderings.smart_labels import OFFICES, BlockField, read_block_label

_LINE = re.compile(r"[^\n]*\n|[^\n]+")


def detects(text: str) -> bool:
    """True for a text with blocks of telegrams of different numbers."""
    if text.count("MRN") < 2:
        return False
    lines = text.split("\n")
    numbers = {"".join(filter(str.isalnum, lines[index])) for index in _blocks(lines)}
    return len(numbers) > 1


def split(text: str) -> Iterator[ContainedText]:
    """Each telegram with the banners, stamps and case lines above its block.

    What is above the first telegram, such as e-mails, is part of it.
    """
    lines = _LINE.findall(text)
    texts = [line.rstrip("\r\n") for line in lines]
    starts = [_start(texts, index) for index in _blocks(texts)]
    bounds = [0, *starts[1:], len(lines)]
    for number, (start, end) in enumerate(pairwise(bounds), 1):
        yield ContainedText(
            text="".join(lines[start:end]), first_line=start + 1, label=f"telegram {number}"
        )


def _blocks(texts: list[str]) -> list[int]:
    """The indexes of the lines with the MRNs of blocks."""
    marks = [
        index
        for index, text in enumerate(texts)
        if "MRN" in text
        and (label := read_block_label(text)) is not None
        and label.field is BlockField.MRN
    ]
    ends = [*marks, len(texts)][1:]
    return [mark for mark, end in zip(marks, ends, strict=True) if find_block(texts[mark:end]) == 0]


def _start(texts: list[str], mrn: int) -> int:
    """The index of the first line above an MRN that is of its telegram.

    Offices, one group of banners, and above these stamps and case lines. The next banner is the
    last line of the telegram above.
    """
    start = mrn
    below_banner = -1
    for index in range(mrn - 1, -1, -1):
        line = Line(index + 1, 0, len(texts[index]), texts[index])
        label = read_block_label(line.text)
        if BANNER.match(line.text):
            if below_banner not in (-1, index + 1):
                break
            below_banner = index
        elif line.is_blank:
            continue
        elif not (
            read_stamp(line)
            or read_case_line(line)
            or (label is not None and label.field in OFFICES)
        ):
            break
        start = index
    return start
