"""Finds the paragraph numbers by considering the whole sequence, not single lines.

Paragraph marks are not original: a publisher put them before every line that begins with digits
and a point, so years, list numbers and cross-references have them too. In some copies the mark
became a digit (`15.` for `¶5.`). Signs of a real paragraph are that its number follows the
previous one, that the line above is finished, and that a portion marking follows. Every possible
reading gets a score, and the chain of readings with the highest score wins.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass

from generator.parse import body_patterns
from generator.parse.candidates import (
    CLEAN,
    NumberReading,
    StartCandidate,
    find_start_candidates,
)
from generator.parse.line_edits import CorrectedStart, correct_candidates, corrected_starts
from generator.parse.rows import TEXT, Row

CORRUPT = -2.0
FOLLOWS, STARTS, REPEATS, BACKWARDS = 3.0, 2.0, -3.0, -11.0
GAP, GAP_STEP, WIDEST_GAP = -3.0, -0.3, 30
STARTS_LATE, STARTS_LATE_UNMARKED, STARTS_LATE_BARE = -1.0, -3.0, -9.0
STARTS_LATE_IN_PART, STARTS_HIGH = 2.0, -5.0
LOSES_MARKING, RESUMES, RESTARTS_MARKED = -4.0, -8.0, -6.0
LEAVES_LIST, RESTARTS, INSIDE_LETTERS = -1000.0, -1000.0, -1000.0
"""Weights of the first number of a chain and of a step from one number to the next.

`CORRUPT` applies where a run of garbled marks begins or ends, because they come in runs. The
weights of -1000 are prohibitive: a chain never starts again, and never continues inside a list
that it did not enter, if portion markings or the bounds of a quoted text reveal the list.
Otherwise the chain resumes at the first item with the expected number.
"""

NO_NUMBERS: Mapping[int, int | None] = {}

LAST_PLACE = (math.inf, 0)
"""A row and column behind all others."""

HIGH = 100
"""A first number from this one on probably has a garbled mark as its first digit."""


@dataclass(frozen=True, slots=True)
class ParaStart:
    """The start of a numbered paragraph."""

    row: int
    """Index of the row."""
    column: int
    """Offset in the row's text of the number or the paragraph mark before it."""
    end: int
    """Offset after the number and its point."""
    number: int
    is_corrupt: bool
    """True if the paragraph mark was garbled into a digit."""


@dataclass(frozen=True, slots=True)
class _ChainNode:
    score: float
    candidate: int
    reading: NumberReading
    previous: _ChainNode | None


def find_starts(
    rows: list[Row], *, later_part: bool = False, numbers: Mapping[int, int | None] = NO_NUMBERS
) -> list[ParaStart]:
    """The starts of numbered paragraphs, in order.

    `later_part` is true for part 2 and later of a message, whose numbers may continue those of
    the part before. `numbers` are those that an editor corrected, by their offset in the source.
    """
    candidates = find_start_candidates(rows)
    if not numbers:
        chain = _best_chain(rows, candidates, later_part=later_part)
        return _with_misprints(chain, candidates)
    corrected = corrected_starts(rows, numbers)
    candidates = correct_candidates(rows, candidates, corrected)
    chain = _best_chain(rows, candidates, later_part=later_part)
    return _with_corrected(chain, candidates, corrected)


def _with_misprints(chain: list[ParaStart], candidates: list[StartCandidate]) -> list[ParaStart]:
    """The chain with paragraphs whose number is misprinted, which keep it as printed."""
    starts: list[ParaStart] = []
    for index, start in enumerate(chain):
        starts.append(start)
        following = chain[index + 1 : index + 3]
        end = (following[0].row, following[0].column) if following else LAST_PLACE
        between = [c for c in candidates if (start.row, start.column) < (c.row, c.column) < end]
        numbers = [c.readings[0].number for c in between]
        is_clean = all(c.weight >= CLEAN and not c.is_quoted for c in between)
        if is_clean and _is_misprinted(start.number, numbers, [s.number for s in following]):
            starts.extend(
                ParaStart(c.row, c.column, c.end, number, False)
                for c, number in zip(between, numbers, strict=True)
            )
    return starts


def _is_misprinted(number: int, between: list[int], following: list[int]) -> bool:
    """True if the numbers behind `number` begin paragraphs; `following` are the next in the chain.

    Just one is in place of a missing one: `21.` `2.` `23.`, `4.` `4.` `6.`, where the chain may
    have taken the second `4.`. Behind the last, `10.` `1.`, a digit is lost.
    """
    if len(between) == 1 and following:
        is_first_of_two = following == [between[0], between[0] + 2] and between[0] == number + 1
        return following[0] == number + 2 or is_first_of_two
    if following:
        return False
    if len(between) == 2:
        return between[1] == number + 2
    return len(between) == 1 and _lost_digit(between[0], number + 1)


def _lost_digit(number: int, expected: int) -> bool:
    """True if `number` is a single digit of `expected`, which has two: `1` for `11`."""
    return expected >= 10 and number < 10 and str(number) in str(expected)


def _with_corrected(
    chain: list[ParaStart],
    candidates: list[StartCandidate],
    corrected: list[CorrectedStart],
) -> list[ParaStart]:
    """The chain with the corrected starts that do not fit it."""
    by_place = {(start.row, start.column): start for start in chain}
    places = {(start.row, start.column) for start in corrected}
    for c in candidates:
        if (c.row, c.column) in places:
            start = ParaStart(c.row, c.column, c.end, c.readings[0].number, False)
            by_place.setdefault((c.row, c.column), start)
    return [by_place[place] for place in sorted(by_place)]


def _best_chain(
    rows: list[Row], candidates: list[StartCandidate], *, later_part: bool
) -> list[ParaStart]:
    """The candidates of the chain with the highest score."""
    lettered_from = next(
        (
            i
            for i, row in enumerate(rows)
            if "¶" in row.line.text and body_patterns.SUBPARA.match(row.text)
        ),
        len(rows),
    )
    best: _ChainNode | None = None
    by_number: dict[int, _ChainNode] = {}
    for index, candidate in enumerate(candidates):
        nodes: list[_ChainNode] = []
        for reading in candidate.readings:
            weight = _start_weight(
                candidate, reading, is_restart=bool(by_number), later_part=later_part
            )
            if candidate.row > lettered_from and not candidate.has_marking:
                weight += INSIDE_LETTERS
            nodes.append(_best_node(candidates, index, reading, by_number, weight))
        for node in nodes:
            previous = by_number.get(node.reading.number)
            if previous is None or node.score >= previous.score:
                by_number[node.reading.number] = node
            if best is None or node.score > best.score:
                best = node
    return _chain_starts(best, candidates)


def _chain_starts(node: _ChainNode | None, candidates: list[StartCandidate]) -> list[ParaStart]:
    """The starts of the chain that ends with this node; empty if its score is not positive."""
    starts: list[ParaStart] = []
    if node is None or node.score <= 0:
        return starts
    while node is not None:
        place = candidates[node.candidate]
        starts.append(
            ParaStart(
                place.row, place.column, place.end, node.reading.number, node.reading.is_corrupt
            )
        )
        node = node.previous
    return starts[::-1]


def _best_node(
    candidates: list[StartCandidate],
    index: int,
    reading: NumberReading,
    by_number: dict[int, _ChainNode],
    start_weight: float,
) -> _ChainNode:
    """The best chain that ends with this reading of the candidate at `index`.

    `by_number` contains the best earlier chain for each last number. `start_weight` applies if
    the chain starts here.
    """
    candidate = candidates[index]
    best = _ChainNode(candidate.weight + start_weight, index, reading, None)
    for number in _predecessors(reading.number, by_number, has_marking=candidate.has_marking):
        previous = by_number[number]
        if previous.candidate == index:
            continue
        is_adjacent = previous.candidate == index - 1
        is_repeated = number == reading.number
        if is_repeated and not candidate.has_marking and (number == 1 or not is_adjacent):
            continue
        score = previous.score + candidate.weight + _step_weight(number, reading.number)
        if score <= best.score:
            continue  # the weights below are all negative
        score += _context_weight(candidates, index, reading.number, previous)
        score += CORRUPT if reading.is_corrupt != previous.reading.is_corrupt else 0
        if score > best.score:
            best = _ChainNode(score, index, reading, previous)
    return best


def _start_weight(
    candidate: StartCandidate, reading: NumberReading, *, is_restart: bool, later_part: bool
) -> float:
    """Weight of starting a chain with this number: part 3 of 3 may start at 74."""
    weight = CORRUPT if reading.is_corrupt else 0.0
    if is_restart:
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


def _predecessors(number: int, by_number: dict[int, _ChainNode], *, has_marking: bool) -> list[int]:
    """The last numbers of chains that this number may continue, the nearest first."""
    near = [n for n in range(number, max(0, number - 2 - WIDEST_GAP), -1) if n in by_number]
    if has_marking:
        near.extend(n for n in range(number + 1, number + 4) if n in by_number)
    return near


def _step_weight(before: int, number: int) -> float:
    if number == before + 1:
        return FOLLOWS
    if number == before:
        return REPEATS
    if number < before:
        return BACKWARDS
    return GAP + GAP_STEP * (number - before - 1)


def _context_weight(
    candidates: list[StartCandidate], index: int, number: int, previous: _ChainNode
) -> float:
    """Weight of a step from `previous` to the candidate at `index`, apart from the numbers."""
    weight = 0.0
    candidate = candidates[index]
    loses_marking = candidates[previous.candidate].has_marking and not candidate.has_marking
    if loses_marking:
        weight += LOSES_MARKING
    neighbour = candidates[index - 1]
    skips_item = (
        previous.candidate != index - 1
        and not candidate.has_marking
        and neighbour.weight > 0
        and (candidate.is_quoted or not neighbour.is_quoted)
        and any(r.number == number - 1 for r in neighbour.readings)
    )
    if skips_item:
        is_list = (loses_marking or candidate.is_quoted) and not candidate.follows_rule
        weight += LEAVES_LIST if is_list else RESUMES
    return weight


def split_at_starts(
    rows: list[Row], starts: list[ParaStart]
) -> tuple[list[Row], dict[int, ParaStart]]:
    """Split the rows in the middle of which a paragraph begins.

    Returns the new rows, and the starts by the index of their new row.
    """
    columns: dict[int, list[ParaStart]] = {}
    for start in starts:
        columns.setdefault(start.row, []).append(start)
    new_rows: list[Row] = []
    by_row: dict[int, ParaStart] = {}
    for index, row in enumerate(rows):
        position = 0
        for start in columns.get(index, ()):
            if row.text[position : start.column].strip():
                new_rows.append(Row(TEXT, row.line.part(position, start.column)))
            position = start.column
            by_row[len(new_rows)] = start
        if position:
            new_rows.append(Row(TEXT, row.line.part(position)))
        else:
            new_rows.append(row)
    return new_rows, by_row


def find_letter_starts(rows: list[Row], *, has_numbers: bool) -> dict[int, re.Match[str]]:
    """Starts of paras with number and letter (`27.A.`), or with letters if there are no numbers."""
    texts = [(i, row.line.text) for i, row in enumerate(rows) if row.kind is TEXT]
    candidates = [
        (i, text) for i, text in texts if text.lstrip()[:1] in body_patterns.NUMBER_INITIALS
    ]
    starts = {i: m for i, text in candidates if (m := body_patterns.PARA_LETTERED.match(text))}
    if has_numbers or starts:
        return starts
    letters = [(i, m) for i, text in texts if (m := body_patterns.PARA_LETTER_ONLY.match(text))]
    in_order = [m["name"] for _, m in letters] == [chr(65 + n) for n in range(len(letters))]
    return dict(letters) if len(letters) > 1 and in_order else {}
