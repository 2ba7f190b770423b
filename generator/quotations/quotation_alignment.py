"""The cheapest way to make the words of a quotation from a cable: as in `quotation-alignment.js`.

The quotation may begin and end anywhere in the cable. A place where something is withheld may
stand for words of the quotation; whether they are the withheld ones cannot be known here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from generator.quotations.quotable_text import PieceKind, QuotablePiece
from generator.quotations.quotation_reading import Reading
from generator.quotations.quotation_words import clean, words_of


class CableWord(NamedTuple):
    """A word of a cable, or a place where something is withheld."""

    kind: PieceKind
    key: str
    """The key of the word; empty for a place."""
    parts: tuple[str, ...]
    anchor: str
    text: str
    """The word as it is in the cable; empty for a place."""
    most_words: int
    """The words that something withheld may have; 0 for a word."""


class StepKind(StrEnum):
    """What one step does."""

    SAME = "same"
    REPLACED = "replaced"
    ADDED = "added"
    """A word of the quotation that the cable does not have."""
    MISSING = "missing"
    """A word of the cable that the quotation does not have."""
    COVERED = "covered"
    """A word of the quotation where something is withheld."""
    PASSED = "passed"
    """Words beside the text, or something withheld, that the quotation does not have."""
    JUMP = "jump"
    """Words that the quotation says it leaves out."""


class Step(NamedTuple):
    """One step: words of the quotation and words of the cable, as ranges of indices."""

    kind: StepKind
    quote: range
    cable: range


_COST = {
    StepKind.SAME: 0,
    StepKind.REPLACED: 15,
    StepKind.ADDED: 10,
    StepKind.MISSING: 10,
    StepKind.COVERED: 6,
    StepKind.PASSED: 0,
    StepKind.JUMP: 0,
}
"""The cost of a step; a word covered by a notice is dearer than one that is in the text."""

WORD_COST = 10
"""The cost of one word too many or too few."""

MOST_PARTS = 6
"""Parts of a word with hyphens that are compared with words."""


def cable_words(pieces: Iterator[QuotablePiece]) -> list[CableWord]:
    """The words and places of a cable."""
    words: list[CableWord] = []
    for piece in pieces:
        if piece.kind in (PieceKind.WITHHELD, PieceKind.GAP):
            words.append(CableWord(piece.kind, "", (), piece.anchor, "", piece.most_words))
            continue
        text = clean(piece.text)
        words += [
            CableWord(piece.kind, w.key, w.parts, piece.anchor, text[w.start : w.end], 0)
            for w in words_of(text)
        ]
    return words


_Cell = tuple[int, StepKind, int, int]
"""Cost so far, the last step, and how many words of quotation and cable it takes."""


def align(reading: Reading, words: Sequence[CableWord]) -> list[Step]:
    """The cheapest steps through a reading beside the words of a cable; the first of equals."""
    rows: list[list[_Cell]] = [[(0, StepKind.JUMP, 0, 0)] * (len(words) + 1)]
    for at in range(1, len(reading) + 1):
        row: list[_Cell] = []
        for column in range(len(words) + 1):
            row.append(_cheapest(reading, words, rows, row, at, column))
        rows.append(row)
    last = rows[-1]
    column = min(range(len(words) + 1), key=lambda index: last[index][0])
    return _steps(rows, column)


def _cheapest(
    reading: Reading,
    words: Sequence[CableWord],
    rows: Sequence[Sequence[_Cell]],
    row: Sequence[_Cell],
    at: int,
    column: int,
) -> _Cell:
    """The cheapest step that ends before word `at` of the quotation and `column` of the cable."""
    word, above = reading[at - 1], rows[at - 1]
    if word is None:
        best = (above[column][0], StepKind.JUMP, 1, 0)
        if column and row[column - 1][0] <= best[0]:
            best = (row[column - 1][0], StepKind.JUMP, 0, 1)
        return best
    best = (above[column][0] + _COST[StepKind.ADDED], StepKind.ADDED, 1, 0)
    if not column:
        return best
    other = words[column - 1]
    options: list[tuple[int, StepKind, int, int]]
    if other.most_words:
        covered = _COST[StepKind.COVERED]
        options = [
            (above[column - 1][0] + covered, StepKind.COVERED, 1, 1),
            (above[column][0] + covered, StepKind.COVERED, 1, 0),
            (row[column - 1][0], StepKind.PASSED, 0, 1),
        ]
    else:
        same = StepKind.SAME if word.key == other.key else StepKind.REPLACED
        is_aside = other.kind is PieceKind.ASIDE
        passing = StepKind.PASSED if is_aside else StepKind.MISSING
        options = [
            (above[column - 1][0] + _COST[same], same, 1, 1),
            *_joined(reading, words, rows, at, column),
            (row[column - 1][0] + _COST[passing], passing, 0, 1),
        ]
    for option in options:
        if option[0] < best[0]:
            best = option
    return best


def _joined(
    reading: Reading,
    words: Sequence[CableWord],
    rows: Sequence[Sequence[_Cell]],
    at: int,
    column: int,
) -> Iterator[_Cell]:
    """A word with hyphens against the same words without them: `anti-drug` and `anti drug`."""
    word, other = reading[at - 1], words[column - 1]
    assert word is not None
    count = len(word.parts)
    if 1 < count <= min(MOST_PARTS, column):
        keys = tuple(other.key for other in words[column - count : column])
        if word.parts == keys:
            yield (rows[at - 1][column - count][0], StepKind.SAME, 1, count)
    count = len(other.parts)
    if 1 < count <= min(MOST_PARTS, at):
        keys = tuple(w.key if w is not None else "" for w in reading[at - count : at])
        if other.parts == keys:
            yield (rows[at - count][column - 1][0], StepKind.SAME, count, 1)


def _steps(rows: Sequence[Sequence[_Cell]], column: int) -> list[Step]:
    """The steps that lead to a cell of the last row, in order."""
    steps: list[Step] = []
    at = len(rows) - 1
    while at:
        _, kind, quoted, passed = rows[at][column]
        steps.append(Step(kind, range(at - quoted, at), range(column - passed, column)))
        at, column = at - quoted, column - passed
    return steps[::-1]
