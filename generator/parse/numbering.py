"""Paragraph numbers, recovered from the whole sequence and not line by line.

The paragraph mark was never typed: a publisher put it before every line that begins with
digits and a point, so years, list numbers and cross-references carry it too, and in some
copies it became a digit (`15.` for `¶5.`). What tells a paragraph is that its number
follows the last one, that it stands behind a finished line, and that a portion marking
follows it. Each possible reading is weighed, and the best chain of readings wins.
"""

from __future__ import annotations

from dataclasses import dataclass

from generator.parse import patterns
from generator.parse.candidates import NumberReading, StartCandidate, find_start_candidates
from generator.parse.rows import TEXT, Row

CORRUPT = -2.0
FOLLOWS, STARTS, REPEATS, BACKWARDS = 3.0, 2.0, -3.0, -11.0
GAP, GAP_STEP, WIDEST_GAP = -3.0, -0.3, 30
STARTS_LATE, STARTS_LATE_UNMARKED, STARTS_LATE_BARE = -1.0, -3.0, -9.0
STARTS_LATE_IN_PART, STARTS_HIGH = 2.0, -5.0
LOSES_MARKING, RESUMES, RESTARTS_MARKED = -4.0, -8.0, -6.0
LEAVES_LIST, RESTARTS, INSIDE_LETTERS = -1000.0, -1000.0, -1000.0
"""Weights of a step from one number to the next.

`CORRUPT` is charged where a run of corrupt marks begins or ends, for they come in runs. No
chain begins anew, or goes on with the items of a list that it did not enter, where a marking or
the bounds of a quoted text show the list; ten more items do not make up for it. Where
nothing shows it, the outer numbers resume at the first item that has the number expected.
"""

HIGH = 100
"""A first number from here on is rather one whose mark became a digit."""


@dataclass(frozen=True, slots=True)
class ParaStart:
    """A place where a paragraph does begin."""

    row: int
    column: int
    end: int
    number: int
    corrupt: bool


@dataclass(frozen=True, slots=True)
class _ChainNode:
    score: float
    candidate: int
    reading: NumberReading
    previous: _ChainNode | None


def find_starts(rows: list[Row], *, later_part: bool = False) -> list[ParaStart]:
    """The places where numbered paragraphs begin, in order.

    `later_part` is true of part 2 and later of a message, whose numbers may go on from the last.
    """
    candidates = find_start_candidates(rows)
    lettered_from = next(
        (
            i
            for i, row in enumerate(rows)
            if "¶" in row.line.text and patterns.SUBPARA.match(row.text)
        ),
        len(rows),
    )
    best: _ChainNode | None = None
    by_number: dict[int, _ChainNode] = {}
    for index, candidate in enumerate(candidates):
        fresh: list[_ChainNode] = []
        for reading in candidate.readings:
            start = _start(candidate, reading, begun=bool(by_number), later_part=later_part)
            if candidate.row > lettered_from and not candidate.has_marking:
                start += INSIDE_LETTERS
            fresh.append(_best_node(candidates, index, reading, by_number, start))
        for node in fresh:
            held = by_number.get(node.reading.number)
            if held is None or node.score >= held.score:
                by_number[node.reading.number] = node
            if best is None or node.score > best.score:
                best = node
    return _unwind(best, candidates)


def _unwind(node: _ChainNode | None, candidates: list[StartCandidate]) -> list[ParaStart]:
    starts: list[ParaStart] = []
    if node is None or node.score <= 0:
        return starts
    while node is not None:
        place = candidates[node.candidate]
        starts.append(
            ParaStart(place.row, place.column, place.end, node.reading.number, node.reading.corrupt)
        )
        node = node.previous
    return starts[::-1]


def _best_node(
    candidates: list[StartCandidate],
    index: int,
    reading: NumberReading,
    by_number: dict[int, _ChainNode],
    start: float,
) -> _ChainNode:
    """The best chain that ends with this reading."""
    candidate = candidates[index]
    own = candidate.weight
    best = _ChainNode(own + start, index, reading, None)
    for number in _predecessors(reading.number, by_number, marked=candidate.has_marking):
        held = by_number[number]
        if held.candidate == index:
            continue
        repeats = number == reading.number
        if repeats and not candidate.has_marking and (number == 1 or held.candidate != index - 1):
            continue
        score = held.score + own + _step(number, reading.number)
        if score <= best.score:
            continue  # All that is weighed below speaks against the step.
        score += _breaks(candidates, index, reading.number, held)
        score += CORRUPT if reading.corrupt != held.reading.corrupt else 0
        if score > best.score:
            best = _ChainNode(score, index, reading, held)
    return best


def _start(
    candidate: StartCandidate, reading: NumberReading, *, begun: bool, later_part: bool
) -> float:
    """What it weighs that the first number is this one: part 3 of 3 may start at 74."""
    weight = CORRUPT if reading.corrupt else 0.0
    if begun:
        weight += RESTARTS_MARKED if candidate.has_marking else RESTARTS
    elif reading.number == 1:
        weight += STARTS
    elif later_part:
        weight += STARTS_LATE_IN_PART
    elif candidate.has_marking:
        weight += STARTS_LATE
    else:
        weight += STARTS_LATE_UNMARKED if candidate.has_pilcrow else STARTS_LATE_BARE
    return weight + (STARTS_HIGH if reading.number >= HIGH else 0.0)


def _predecessors(number: int, by_number: dict[int, _ChainNode], *, marked: bool) -> list[int]:
    near = [n for n in range(number, max(0, number - 2 - WIDEST_GAP), -1) if n in by_number]
    if marked:
        near.extend(n for n in range(number + 1, number + 4) if n in by_number)
    return near


def _step(before: int, number: int) -> float:
    if number == before + 1:
        return FOLLOWS
    if number == before:
        return REPEATS
    if number < before:
        return BACKWARDS
    return GAP + GAP_STEP * (number - before - 1)


def _breaks(candidates: list[StartCandidate], index: int, number: int, held: _ChainNode) -> float:
    """What speaks against the step from `held` to this candidate beyond the numbers."""
    against = 0.0
    candidate = candidates[index]
    loses_marking = candidates[held.candidate].has_marking and not candidate.has_marking
    if loses_marking:
        against += LOSES_MARKING
    neighbour = candidates[index - 1]
    if (
        held.candidate != index - 1
        and not candidate.has_marking
        and neighbour.weight > 0
        and any(r.number == number - 1 for r in neighbour.readings)
    ):
        shown = (loses_marking or candidate.is_quoted) and not candidate.follows_rule
        against += LEAVES_LIST if shown else RESUMES
    return against


def split_at_starts(
    rows: list[Row], starts: list[ParaStart]
) -> tuple[list[Row], dict[int, ParaStart]]:
    """Part rows in the middle of which a paragraph begins; starts by the index of their row."""
    columns: dict[int, list[ParaStart]] = {}
    for start in starts:
        columns.setdefault(start.row, []).append(start)
    parted: list[Row] = []
    by_row: dict[int, ParaStart] = {}
    for index, row in enumerate(rows):
        position = 0
        for start in columns.get(index, ()):
            if row.text[position : start.column].strip():
                parted.append(Row(TEXT, row.line.part(position, start.column)))
            position = start.column
            by_row[len(parted)] = start
        if position:
            parted.append(Row(TEXT, row.line.part(position)))
        else:
            parted.append(row)
    return parted, by_row
