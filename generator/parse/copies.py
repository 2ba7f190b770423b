"""Finds the copy to parse in a file that contains the message more than once."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate, pairwise

from generator.parse import body_patterns, header_patterns, publisher_patterns
from generator.parse.class_line import CLASS_INITIALS, read_class_line
from generator.parse.lines import Line

MIN_COMPLETE_SHARE = 0.8
"""A copy counts as complete from this share of the longest copy's length."""

MAX_HEADER_LINES = 60
"""The transmission header begins at most this many lines before the classification line."""

MAX_RECORD_LENGTH = 300
"""A record ends within this many characters of its id; the real maximum is lower."""


def last_copy(lines: list[Line]) -> tuple[int, int]:
    """First and end index of the last complete copy; of all lines if there is only one copy.

    Publishers that merged two databases left two copies of a message: a stub that ends in `...`
    and the whole, or the whole twice.
    """
    class_lines = [
        (index, parsed[0])
        for index, line in enumerate(lines)
        if line.text.lstrip()[:1] in CLASS_INITIALS
        for parsed in (read_class_line(line.text),)
        if parsed is not None and parsed[0].section in (None, 1)
    ]
    if len(class_lines) < 2:
        return 0, len(lines)
    first = class_lines[0][1]
    same = [i for i, c in class_lines if (c.post, c.number) == (first.post, first.number)]
    starts = [0, *(_header_start(lines, a, b) for a, b in pairwise(same))]
    ends = [*starts[1:], len(lines)]
    lengths = [_text_length(lines[start:end]) for start, end in zip(same, ends, strict=True)]
    min_length = MIN_COMPLETE_SHARE * max(lengths)
    chosen = max(i for i, length in enumerate(lengths) if length >= min_length)
    return starts[chosen], ends[chosen]


def _header_start(lines: list[Line], before: int, class_line: int) -> int:
    """Index of the first line of a later copy's transmission header.

    `before` and `class_line` are the indexes of the classification lines of the previous copy
    and of this one.
    """
    start = class_line
    for index in range(class_line - 1, max(before, class_line - MAX_HEADER_LINES), -1):
        text = lines[index].text
        if body_patterns.PARA_NUMBER.match(text):
            break
        if any(
            f.match(text)
            for f in (header_patterns.FORMAT_LINE_1, header_patterns.DTG, header_patterns.FROM)
        ):
            start = index
    return start


def _text_length(lines: list[Line]) -> int:
    return sum(len(line.text) for line in lines)


def find_record(lines: list[Line], dump_id: str | None) -> frozenset[int]:
    """Indexes of the lines of the last database record; empty if there is none.

    A record consists of row number, date, id, origin, classification and references, on separate
    lines or in columns. The message follows it once more. Lines in which the record begins or ends
    are split, in place.
    """
    if dump_id is None or not any(dump_id in line.text for line in lines):
        return frozenset()
    text = "\n".join(line.text for line in lines)
    last: re.Match[str] | None = None
    text_end = text.rfind(dump_id) + MAX_RECORD_LENGTH
    for match in publisher_patterns.DUMP_RECORD.regex.finditer(text, 0, text_end):
        if match["id"] == dump_id:
            last = match
    if last is None:
        return frozenset()
    starts = list(accumulate((len(line.text) + 1 for line in lines), initial=0))
    after = bisect_right(starts, last.end() - 1)
    _split_line(lines, after - 1, last.end() - starts[after - 1])
    first = bisect_right(starts, last.start()) - 1
    if _split_line(lines, first, last.start() - starts[first]):
        first, after = first + 1, after + 1
    while after < len(lines) and (
        lines[after].is_blank or publisher_patterns.MRN_LIST.match(lines[after].text)
    ):
        after += 1
    return frozenset(range(first, after))


def _split_line(lines: list[Line], index: int, cut: int) -> bool:
    """Split the line at `index` before its character `cut`, in place, if parts of it remain."""
    line = lines[index]
    if not 0 < cut < len(line.text):
        return False
    lines[index : index + 1] = [line.part(0, cut), line.part(cut)]
    return True
