"""Separates the marks of a release from the lines of the telegram that they are between."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.model import ArchiveNumber, Fate, ReleaseMark
from generator.parse.lines import Line, LineAndFate
from generator.parse.pattern import pattern
from generator.parse.release_marks import (
    exemption_codes,
    read_case_line,
    read_stamp,
    split_at_gaps,
)
from generator.parse.renderings.line_spacing import undouble
from generator.parse.sentences import is_finished

PAGE_MARK = pattern(
    r"\W{0,3}(?:Page|PAGE)\s?:?\s?\d{1,3}(?:\s?(?:of|OF|/)\s?\d{1,3})?\W{0,3}$",
    "[Page 2]",
    "Page 2 of 5",
)
"""The number of a page on a line of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleasedLines:
    """The lines of a released copy, with and without the marks of the release."""

    lines: tuple[Line, ...]
    """The telegram's lines; a withheld passage is a line of its own."""
    furniture: tuple[LineAndFate, ...]
    """The marks, and the blank lines of page breaks."""
    marks: tuple[ReleaseMark, ...]
    """Each mark once, in order."""
    numbers: tuple[ArchiveNumber, ...]
    """The case and document numbers, each once, in order."""


def separate_marks(lines: Sequence[Line]) -> ReleasedLines:
    """The lines without stamps, case lines, exemption codes and doubled line ends.

    Case lines are at the head and foot of each page, so that a pair of them may part a sentence:
    the blank lines beside them go with them if the sentence above is not finished.
    """
    doubled: list[LineAndFate] = []
    lines = undouble(lines, doubled)
    marks: dict[str, ReleaseMark] = {}
    numbers: dict[ArchiveNumber, None] = {}
    fates: dict[int, Fate] = {}
    stamp: ReleaseMark | None = None
    for line in lines:
        if line.is_blank:
            continue
        codes = exemption_codes(line.text) if stamp is not None and not stamp.codes else ()
        case = read_case_line(line)
        if stamp is not None and codes:
            marks[stamp.text] = replace(stamp, codes=codes)
            fates[line.number] = Fate.RELEASE_MARK
            continue
        stamp = read_stamp(line)
        mark = stamp or (case.mark if case else None)
        if mark is not None:
            marks.setdefault(mark.text, mark)
            fates[line.number] = Fate.RELEASE_MARK
        numbers.update(dict.fromkeys(case.numbers if case else ()))
    fates.update(dict.fromkeys(_page_marks(lines, fates), Fate.PAGE))
    fates.update(dict.fromkeys(page_break_blanks(lines, fates), Fate.BLANK))
    return ReleasedLines(
        lines=tuple(
            part for line in lines if line.number not in fates for part in split_at_gaps(line)
        ),
        furniture=(
            *((line, fates[line.number]) for line in lines if line.number in fates),
            *doubled,
        ),
        marks=tuple(marks.values()),
        numbers=tuple(numbers),
    )


def _page_marks(lines: Sequence[Line], marks: Mapping[int, Fate]) -> list[int]:
    """The numbers of page marks directly above or below a mark of the release: `[Page 2]`."""
    present = [line for line in lines if not line.is_blank]
    return [
        line.number
        for position, line in enumerate(present)
        if PAGE_MARK.match(line.text)
        and any(x.number in marks for x in present[max(0, position - 1) : position + 2])
    ]


def page_break_blanks(lines: Sequence[Line], furniture: Iterable[int]) -> list[int]:
    """The numbers of the blank lines beside furniture that parts an unfinished sentence."""
    numbers = frozenset(furniture)
    blanks: list[int] = []
    open_blanks: list[int] = []
    sentence_is_open = has_furniture = False
    for line in lines:
        if line.number in numbers:
            has_furniture = True
        elif line.is_blank:
            open_blanks.append(line.number)
        else:
            if has_furniture and sentence_is_open:
                blanks.extend(open_blanks)
            open_blanks, has_furniture = [], False
            sentence_is_open = not is_finished(line.text)
    return blanks
