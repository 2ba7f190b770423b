"""Withheld passages in the text of a SMART telegram, of which only exemption codes are left.

The codes are at the right margin, behind text or alone on lines; a white gap, or a line that
begins in the middle of a sentence far from the margin, is where words were.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from generator.model import Fate, Gap
from generator.parse.lines import Line, LineAndFate
from generator.parse.pattern import pattern
from generator.parse.release_marks import exemption_codes, read_stamp
from generator.parse.sentences import is_finished

WHITE_GAP = pattern(r"(?<=\S)\s{5,}(?=\S)", "The minister said        in May")
"""White space in a line with codes, where words were."""

MARGIN = pattern(
    r"(?<=\S)\s{8,}(?=\S(?:\s{0,3}\S){0,40}$)", "The council met        RELEASE IN PART B6"
)
"""White space between text and what a release put at the right margin."""

LATE_INDENT = 12
"""A line begins late if it is indented by so much more than the line above."""

LATE_START = pattern(r"\s{12,}(?=[a-z,.;)])", "                  of the council.")
"""White space before the rest of a sentence."""

WORD = pattern(r"[A-Za-z]{3}", "The")

REASON = pattern(r"\s*Reasons?\s?:\s*$", "Reason:")
"""The field with the reason of the drafter's own classification."""


@dataclass(slots=True)
class _Withheld:
    """Codes that belong to one withheld passage."""

    lines: list[Line] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)

    def gap(self, line: Line) -> Line:
        """The logical line without text that stands for the passage, at the start of `line`."""
        texts = (codes_of(item)[1] for item in self.lines)
        words = " ".join(dict.fromkeys(" ".join(text.split()) for text in texts))
        gap = Gap(line=line.number, text=words, codes=tuple(dict.fromkeys(self.codes)))
        return Line(line.number, line.start, line.start, "", gap)


def codes_of(line: Line) -> tuple[int, str]:
    """The offset at which the codes of a line begin, and their words; the line's end and ""."""
    text = line.text
    if exemption_codes(text):
        return len(text) - len(text.lstrip()), text.strip()
    margin = MARGIN.search(text)
    is_value = margin is not None and REASON.match(text[: margin.start()])
    if margin is not None and not is_value and exemption_codes(text[margin.end() :]):
        return margin.end(), text[margin.end() :]
    return len(text), ""


def without_margin_marks(line: Line) -> Line:
    """The line without exemption codes or a stamp behind white space at its end."""
    start, words = codes_of(line)
    if words:
        return line.part(0, start)
    margin = MARGIN.search(line.text)
    is_stamp = margin is not None and read_stamp(line.part(margin.end())) is not None
    return line.part(0, margin.start()) if margin and is_stamp else line


def split_at_withheld(lines: Sequence[Line]) -> tuple[list[Line], list[LineAndFate]]:
    """The text with a logical line for each withheld passage, and the lines of mere codes.

    Codes on lines that follow each other, over blank lines, are of one passage. It is at the
    white gap of the line with the codes, or of a line directly above or below; else where the
    codes are. Without codes of its own, it is before a lone line that begins late.
    """
    result: list[Line] = []
    taken: list[LineAndFate] = []
    has_codes = any(codes_of(line)[1] for line in lines)
    position = 0
    while position < len(lines):
        line = lines[position]
        start, words = codes_of(line)
        if not words:
            if has_codes and _begins_late(line, result) and _is_lone(lines, position):
                result.append(_Withheld().gap(line))
            result.append(line)
            position += 1
            continue
        withheld, end = _run(lines, position)
        if line.text[:start].strip():
            _add_with_gap(result, line.part(0, start), withheld)
        else:
            parts = _split_at_gap(result[-1], withheld) if result else None
            below = lines[end] if end < len(lines) else None
            if parts is not None:
                result[-1:] = parts
                taken.append((line, Fate.RELEASE_MARK))
            elif below is not None and _begins_late(below, result):
                result.append(withheld.gap(below))
                taken.append((line, Fate.RELEASE_MARK))
            else:
                result.append(withheld.gap(line))
        for other in lines[position + 1 : end]:
            taken.append((other, Fate.BLANK if other.is_blank else Fate.RELEASE_MARK))
        position = end
    return result, taken


def _run(lines: Sequence[Line], start: int) -> tuple[_Withheld, int]:
    """The codes from the line `start` on, and the index behind the last line of mere codes."""
    withheld = _Withheld()
    end = index = start
    while index < len(lines):
        line = lines[index]
        offset, words = codes_of(line)
        is_alone = not line.text[:offset].strip()
        if words and (is_alone or index == start):
            withheld.lines.append(line)
            withheld.codes.extend(exemption_codes(words))
            end = index + 1
        elif not line.is_blank:
            break
        index += 1
    return withheld, end


def _add_with_gap(result: list[Line], line: Line, withheld: _Withheld) -> None:
    """Add the text of a line with codes, and the passage.

    It is before the line, at its white gap or at that of the line above; else behind it.
    """
    if _begins_late(line, result):
        result.extend((withheld.gap(line), line))
        return
    parts = _split_at_gap(line, withheld)
    above = _split_at_gap(result[-1], withheld) if result and parts is None else None
    if above is not None:
        result[-1:] = above
        result.append(line)
    else:
        result.extend(parts or (line, withheld.gap(line.part(len(line.text)))))


def _split_at_gap(line: Line, withheld: _Withheld) -> list[Line] | None:
    """The parts of a line that has a white gap behind a word; None for any other line."""
    match = WHITE_GAP.search(line.text) if line.gap is None else None
    if match is None or not WORD.search(line.text[: match.start()]):
        return None
    return [
        line.part(0, match.start()),
        withheld.gap(line.part(match.start(), match.start())),
        line.part(match.end()),
    ]


def _begins_late(line: Line, above: Sequence[Line]) -> bool:
    """True for the rest of a sentence that begins far behind the margin of the line above."""
    match = LATE_START.match(line.text)
    if match is None or not above or above[-1].is_blank:
        return False
    before = above[-1].text
    return match.end() >= len(before) - len(before.lstrip()) + LATE_INDENT


def _is_lone(lines: Sequence[Line], index: int) -> bool:
    """True if the line above is not finished, and the line below begins at its margin."""
    above = lines[index - 1].text
    below = lines[index + 1].text if index + 1 < len(lines) else ""
    margin = len(above) - len(above.lstrip())
    return not is_finished(above) and len(below) - len(below.lstrip()) <= margin
