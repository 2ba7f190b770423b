"""Lines and para numbers as an editor corrected them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.model import Fate, LineFate
from generator.parse import body_patterns
from generator.parse.candidates import CLEAN, MARKED, NumberReading, StartCandidate
from generator.parse.lines import Line
from generator.parse.rows import TEXT, Row
from generator.parse.source_edits import SourceEdits


def edited_lines(lines: Sequence[Line], edits: SourceEdits) -> list[Line]:
    """The lines, split and joined. Blank lines between joined lines are left out.

    A line that is not verbatim is not split: the place of an offset in its text is unknown.
    """
    edited: list[Line] = []
    for line in lines:
        splits = _within(line, edits.splits) if line.is_verbatim else ()
        pieces = _split(line, [at - line.start for at in splits])
        if line.number in edits.joined:
            while edited and edited[-1].is_blank:
                edited.pop()
            if edited:
                edited[-1] = _joined(edited[-1], pieces[0])
                pieces = pieces[1:]
        edited += pieces
    return edited


def _within(line: Line, offsets: Sequence[int]) -> Sequence[int]:
    """Those of the `offsets`, which are in order, that are in the line."""
    return offsets[bisect_left(offsets, line.start) : bisect_left(offsets, line.end)]


def _split(line: Line, columns: Sequence[int]) -> list[Line]:
    inner = [column for column in columns if 0 < column < len(line.text)]
    return [line.part(start, end) for start, end in zip([0, *inner], [*inner, None], strict=True)]


def _joined(line: Line, following: Line) -> Line:
    text = f"{line.text} {following.text.lstrip()}".strip()
    return Line(line.number, line.start, following.end, text)


def joined_fates(lines: Sequence[LineFate], edits: SourceEdits) -> tuple[LineFate, ...]:
    """The lines with the fates of those that were joined: those of the line they continue."""
    fates = list(lines)
    for number in sorted(edits.joined):
        above = number - 2
        while above >= 0 and not fates[above].text.strip():
            fates[above] = replace(fates[above], fates=(Fate.BLANK,))
            above -= 1
        if above >= 0:
            head = fates[above]
            fates[number - 1] = replace(fates[number - 1], fates=head.fates, anchor=head.anchor)
    return tuple(fates)


@dataclass(frozen=True, slots=True)
class CorrectedStart:
    """A place at which an editor says whether a para begins."""

    row: int
    """Index of the row."""
    column: int
    """Offset in the row's text."""
    number: int | None
    """The number of the para; None if none begins here."""


def corrected_starts(
    rows: Sequence[Row], numbers: Mapping[int, int | None]
) -> list[CorrectedStart]:
    """The places of `numbers`, which are offsets in the source, in the order of rows.

    In a row that is not verbatim, only its beginning is a place.
    """
    offsets = sorted(numbers)
    return [
        CorrectedStart(index, offset - row.line.start, numbers[offset])
        for index, row in enumerate(rows)
        if row.kind is TEXT
        for offset in _within(row.line, offsets)
        if row.line.is_verbatim or offset == row.line.start
    ]


def correct_candidates(
    rows: Sequence[Row], candidates: Sequence[StartCandidate], starts: Sequence[CorrectedStart]
) -> list[StartCandidate]:
    """The candidates, with those of `starts` in place of what was found there."""
    places = {(start.row, start.column) for start in starts}
    others = [c for c in candidates if (c.row, _first_word(rows, c)) not in places]
    return sorted([*others, *_candidates(rows, starts)], key=lambda c: (c.row, c.column))


def _first_word(rows: Sequence[Row], candidate: StartCandidate) -> int:
    """The offset of the candidate in its row, or 0 in a row that is not verbatim."""
    return candidate.column if rows[candidate.row].line.is_verbatim else 0


def _candidates(rows: Sequence[Row], starts: Sequence[CorrectedStart]) -> Iterator[StartCandidate]:
    for start in starts:
        if start.number is not None:
            text = rows[start.row].text[start.column :]
            typed = body_patterns.PARA_NUMBER.match(text)
            typed = typed or body_patterns.PARA_NUMBER_GARBLED.match(text)
            yield StartCandidate(
                start.row,
                start.column,
                start.column + (typed.end() if typed else 0),
                (NumberReading(start.number, False),),
                MARKED + CLEAN,
                has_marking=True,
                has_pilcrow=False,
                is_quoted=False,
                follows_rule=False,
            )
