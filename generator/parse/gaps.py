"""Gaps in the text: what reviewers, editors and publishers left out, and where.

A gap alone on its lines is a row of its own. A gap within a line leaves the line whole until its
block is finished, so that it has no effect on headings, numbers and the joining of lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, takewhile

from generator.model.releases import Gap, GapKind
from generator.parse import body_patterns
from generator.parse.lines import Line
from generator.parse.release_marks import (
    MARGIN_COLUMN,
    codes_at_end,
    editors_gaps,
    exemption_codes,
    split_at_gaps,
)

MAX_GAP_LINES = 8
"""Maximum number of lines over which the words of an editor go."""

CLOSING = ",.;:!?)]'\""
"""Characters before which there is no space."""


def mark_whole_gaps(lines: Sequence[Line]) -> list[Line]:
    """The lines, with a gap in place of each run of lines that is only one.

    `[2 lines not declassified]`, `[Omitted here is discussion` / `of the harvest.]`, and codes
    alone at the right margin, on a line each.
    """
    marked: list[Line] = []
    index = 0
    while index < len(lines):
        if not _may_open_gap(lines[index].text):
            marked.append(lines[index])
            index += 1
            continue
        count, gap = _whole_gap(lines, index)
        for line in lines[index : index + count]:
            marked.append(line if gap is None else _place(line, gap))
        index += count
    return marked


def _may_open_gap(text: str) -> bool:
    """False for a line that begins neither with a bracket nor at the margin; a fast test."""
    words = text.lstrip()
    return words[:1] == "[" or len(text) - len(words) >= MARGIN_COLUMN


def _whole_gap(lines: Sequence[Line], index: int) -> tuple[int, Gap | None]:
    """The number of lines of the gap that begins at `index`, and the gap; 1 and None if none."""
    first = lines[index]
    if first.gap is None and first.text.lstrip()[:1] == "[":
        run = lines[index : index + _bracket_lines(lines[index : index + MAX_GAP_LINES])]
        joined = _joined(run)
        gaps = editors_gaps(joined)
        if len(gaps) == 1 and joined.text.strip() == joined.text[gaps[0].start : gaps[0].end]:
            return len(run), gaps[0].gap
    run = list(takewhile(_is_only_codes, lines[index : index + MAX_GAP_LINES]))
    if not run:
        return 1, None
    text = " ".join(line.text.strip() for line in run)
    return len(run), Gap(line=first.number, text=text, codes=exemption_codes(text))


def _is_only_codes(line: Line) -> bool:
    """True for a line with nothing but codes at the right margin."""
    margin = codes_at_end(line.text) if line.gap is None else None
    return margin is not None and not line.text[: margin[0]].strip()


def _bracket_lines(lines: Sequence[Line]) -> int:
    """The number of lines up to the one that closes the last bracket of the first."""
    if "]" in lines[0].text[lines[0].text.rfind("[") :]:
        return 1
    for count, line in enumerate(lines[1:], 2):
        words, closing, _ = line.text.partition("]")
        if line.is_blank or "[" in words:
            return 1
        if closing:
            return count
    return 1


def _joined(lines: Sequence[Line]) -> Line:
    """Lines as one, for reading: without offsets of its own."""
    text = " ".join(line.text.strip() for line in lines)
    return Line(lines[0].number, lines[0].start, lines[-1].end, text)


def _place(line: Line, gap: Gap) -> Line:
    """The place of a gap on a line, without text."""
    return Line(line.number, line.start, line.end, "", gap)


# --- Within blocks -----------------------------------------------------------------------------


@dataclass(slots=True)
class LinesWithGaps:
    """The lines of a block without the words of editors and codes at the margin."""

    lines: list[Line] = field(default_factory=list)
    gaps: list[tuple[Gap, int]] = field(default_factory=list)
    """Each gap with the number of lines before it."""
    places: list[int] = field(default_factory=list)
    """The number of these lines before each line of the block, and before its end."""

    def add(self, parts: Iterable[Line]) -> None:
        """Add the parts of a line."""
        for part in parts:
            if part.gap is None:
                self.lines.append(part)
            else:
                self.gaps.append((part.gap, len(self.lines)))


def take_gaps(lines: Sequence[Line]) -> LinesWithGaps | None:
    """The lines of a block without what gaps put into them; None if there are no such gaps."""
    if not any("[" in line.text or len(line.text) > MARGIN_COLUMN for line in lines):
        return None
    taken = LinesWithGaps()
    rest = list(lines)
    for index, line in enumerate(rest):
        taken.places.append(len(taken.lines))
        parts = split_at_gaps(line)
        count = _bracket_lines(rest[index : index + MAX_GAP_LINES])
        wrapped = _wrapped_gap(rest[index : index + count]) if count > 1 else None
        if wrapped is not None:
            before, gap, after = wrapped
            parts = [*split_at_gaps(before), _place(before, gap)]
            rest[index + 1 : index + count] = [
                *(other.part(len(other.text)) for other in rest[index + 1 : index + count - 1]),
                after,
            ]
        taken.add(part for part in parts if part.gap is not None or not part.is_blank)
    taken.places.append(len(taken.lines))
    if not taken.gaps:
        return None
    if not taken.lines:
        taken.lines.append(lines[0].part(len(lines[0].text)))
    return taken


def _wrapped_gap(lines: Sequence[Line]) -> tuple[Line, Gap, Line] | None:
    """The gap from the last bracket of the first line to the first of the last line.

    With the rest of the first line, and that of the last.
    """
    start = lines[0].text.rfind("[")
    end = lines[-1].text.find("]") + 1
    run = [lines[0].part(start), *lines[1:-1], lines[-1].part(0, end)]
    gaps = editors_gaps(_joined(run))
    if len(gaps) != 1:
        return None
    return lines[0].part(0, start), gaps[0].gap, lines[-1].part(end)


def parts_of_a_line(lines: Sequence[Line]) -> dict[int, str]:
    """The separators between parts of one source line, by the index of the first part."""
    return {
        index: "" if after.text.lstrip()[:1] in CLOSING else " "
        for index, (before, after) in enumerate(pairwise(lines))
        if before.number == after.number
    }


def covered_passages(text: str, lines: Sequence[Line]) -> tuple[Gap, ...]:
    """The passages of a block that a publisher covered: `XXXXXXXXXXXX`, with their offsets."""
    if body_patterns.STRUCK_OUT not in text.lower():
        return ()
    regex = body_patterns.REDACTED.regex
    numbers = [line.number for line in lines for _ in regex.finditer(line.text)]
    matches = list(regex.finditer(text))
    if len(numbers) != len(matches):
        numbers = [lines[0].number] * len(matches)
    return tuple(
        Gap(line=number, text=match[0], kind=GapKind.COVERED, offset=match.start())
        for number, match in zip(numbers, matches, strict=True)
    )


def in_order(*groups: Iterable[Gap]) -> Iterator[Gap]:
    """Gaps of a block by their offsets."""
    yield from sorted((gap for group in groups for gap in group), key=lambda gap: gap.offset)
