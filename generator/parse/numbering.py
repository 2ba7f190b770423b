"""Paragraph numbers, recovered from the whole sequence and not line by line.

The paragraph mark was never typed: a publisher put it before every line that begins with
digits and a point, so years, list numbers and cross-references carry it too, and in some
copies it became a digit (`15.` for `¶5.`). What tells a paragraph is that its number
follows the last one, that it stands behind a finished line, and that a portion marking
follows it. Each possible reading is weighed, and the best chain of readings wins.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.parse import patterns
from generator.parse.rows import FURNITURE, Row, RowKind

HIGHEST_NUMBER = 999
"""A higher number is a year or a quantity."""

HEADED_WITHIN = 3
"""Rows above a paragraph within which a rule shows a heading."""

MARKED, PILCROW, LABELLED, CLEAN = 6.0, 2.0, 2.0, 2.0
UNFINISHED, BARE, CORRUPT = -8.0, -3.0, -2.0
FOLLOWS, STARTS, REPEATS, BACKWARDS = 3.0, 2.0, -3.0, -11.0
GAP, GAP_STEP, WIDEST_GAP = -3.0, -0.3, 30
STARTS_LATE, STARTS_LATE_BARE = -1.0, -9.0
LOSES_MARKING, LEAVES_LIST_AT_HEADING, RESTARTS_MARKED = -4.0, -8.0, -6.0
LEAVES_LIST, RESTARTS, INSIDE_LETTERS = -1000.0, -1000.0, -1000.0
"""Weights: what a reading has for it (above nought) and against it. They are ordered, not
measured: a marking outweighs a doubtful place, a cut sentence outweighs the mark and the
sequence together, and no chain enters a nested list halfway or begins
anew: ten more items do not make up for it."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One number a line may open a paragraph with."""

    number: int
    corrupt: bool
    """True where the first digit is taken for the paragraph mark."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place where a paragraph may begin."""

    row: int
    """Index of the row."""
    column: int
    """Where in the row's text the number begins."""
    end: int
    """Where the number, with its point, ends."""
    readings: tuple[Reading, ...]
    weight: float
    """What the place itself has for and against it."""
    marked: bool
    """True where a portion marking follows."""
    headed: bool
    """True where a rule, and so a heading, stands directly above."""


@dataclass(frozen=True, slots=True)
class Start:
    """A place where a paragraph does begin."""

    row: int
    column: int
    end: int
    number: int
    corrupt: bool


@dataclass(frozen=True, slots=True)
class _Node:
    score: float
    candidate: int
    reading: Reading
    previous: _Node | None


def find_starts(rows: list[Row]) -> list[Start]:
    """The places where numbered paragraphs begin, in order."""
    candidates = list(_candidates(rows))
    lettered_from = next(
        (i for i, row in enumerate(rows) if "¶" in row.text and patterns.SUBPARA.match(row.text)),
        len(rows),
    )
    best: _Node | None = None
    by_number: dict[int, _Node] = {}
    for index, candidate in enumerate(candidates):
        fresh: list[_Node] = []
        for reading in candidate.readings:
            node = _best_node(candidates, index, reading, by_number, lettered_from)
            fresh.append(node)
        for node in fresh:
            held = by_number.get(node.reading.number)
            if held is None or node.score >= held.score:
                by_number[node.reading.number] = node
            if best is None or node.score > best.score:
                best = node
    return _unwind(best, candidates)


def _unwind(node: _Node | None, candidates: list[Candidate]) -> list[Start]:
    starts: list[Start] = []
    if node is None or node.score <= 0:
        return starts
    while node is not None:
        place = candidates[node.candidate]
        starts.append(
            Start(place.row, place.column, place.end, node.reading.number, node.reading.corrupt)
        )
        node = node.previous
    return starts[::-1]


def _best_node(
    candidates: list[Candidate],
    index: int,
    reading: Reading,
    by_number: dict[int, _Node],
    lettered_from: int,
) -> _Node:
    """The best chain that ends with this reading."""
    candidate = candidates[index]
    own = candidate.weight + (CORRUPT if reading.corrupt else 0)
    start = STARTS if reading.number == 1 else STARTS_LATE if candidate.marked else STARTS_LATE_BARE
    if candidate.row > lettered_from and not candidate.marked:
        start += INSIDE_LETTERS
    if by_number:
        start += RESTARTS_MARKED if candidate.marked else RESTARTS
    best = _Node(own + start, index, reading, None)
    for number in _predecessors(reading.number, by_number, marked=candidate.marked):
        held = by_number[number]
        if held.candidate == index:
            continue
        score = held.score + own + _step(number, reading.number)
        score += _breaks(candidates, index, reading.number, held)
        if score > best.score:
            best = _Node(score, index, reading, held)
    return best


def _predecessors(number: int, by_number: dict[int, _Node], *, marked: bool) -> list[int]:
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


def _breaks(candidates: list[Candidate], index: int, number: int, held: _Node) -> float:
    """What speaks against the step from `held` to this candidate beyond the numbers."""
    against = 0.0
    candidate = candidates[index]
    if candidates[held.candidate].marked and not candidate.marked:
        against += LOSES_MARKING
    neighbour = candidates[index - 1]
    if (
        held.candidate != index - 1
        and not candidate.marked
        and neighbour.weight > 0
        and any(r.number == number - 1 for r in neighbour.readings)
    ):
        against += LEAVES_LIST_AT_HEADING if candidate.headed else LEAVES_LIST
    return against


# --- Candidates -------------------------------------------------------------------


def _candidates(rows: list[Row]) -> list[Candidate]:
    found: list[Candidate] = []
    piled = any(row.kind is RowKind.TEXT and row.text.lstrip().startswith("¶") for row in rows)
    for index, row in enumerate(rows):
        if row.kind is not RowKind.TEXT:
            continue
        match = patterns.PARA_NUMBER.match(row.text)
        if match is not None:
            found.extend(_line_candidate(rows, index, match, piled=piled))
        for inner in patterns.PARA_INLINE.regex.finditer(row.text) if "(" in row.text else ():
            if match is None or inner.start() > match.end():
                found.append(
                    Candidate(
                        index,
                        inner.start(),
                        inner.end(),
                        (Reading(int(inner["number"]), False),),
                        MARKED + BARE,
                        marked=True,
                        headed=False,
                    )
                )
    return found


def _line_candidate(
    rows: list[Row], index: int, match: re.Match[str], *, piled: bool
) -> list[Candidate]:
    text = rows[index].text
    behind = text[match.end() :]
    marking = patterns.MARKING.match(behind)
    label_at = behind[marking.end() :] if marking else behind
    labelled = bool(patterns.QUESTION_LABEL.match(label_at) or patterns.LABEL.match(label_at))
    readings = _readings(match, supported=marking is not None or labelled)
    if not readings:
        return []
    weight = _context(rows, index)
    weight += MARKED if marking else 0
    weight += LABELLED if labelled else 0
    weight += PILCROW if match["mark"] else BARE if piled and not marking else 0
    column = match.start("mark") if match["mark"] else match.start("number")
    above = rows[max(0, index - HEADED_WITHIN) : index]
    return [
        Candidate(
            index,
            column,
            match.end(),
            readings,
            weight,
            marked=marking is not None,
            headed=any(row.kind is RowKind.RULE for row in above),
        )
    ]


def _readings(match: re.Match[str], *, supported: bool) -> tuple[Reading, ...]:
    """`15.` is 15 or, where a marking or label follows, a 5 whose mark became a digit."""
    typed = match["number"]
    readings = []
    if 1 <= int(typed) <= HIGHEST_NUMBER:
        readings.append(Reading(int(typed), False))
    if supported and match["mark"] is None and re.fullmatch(r"1[1-9]\d{0,2}", typed):
        readings.append(Reading(int(typed[1:]), True))
    return tuple(readings)


def _context(rows: list[Row], index: int) -> float:
    """A paragraph begins behind a blank line, a rule or a finished line."""
    above = index - 1
    while above >= 0 and rows[above].kind in FURNITURE:
        above -= 1
    if above < 0 or rows[above].kind is not RowKind.TEXT:
        return CLEAN if above < 0 or not _cut_sentence(rows, above) else 0.0
    return CLEAN if is_finished(rows[above].text) or _is_title(rows, above) else UNFINISHED


def _cut_sentence(rows: list[Row], above: int) -> bool:
    """True where the text over a blank line ends in a comma or a word that needs a follower."""
    while above >= 0 and rows[above].kind is not RowKind.TEXT:
        if rows[above].kind is RowKind.RULE:
            return False
        above -= 1
    return above >= 0 and needs_follower(rows[above].text)


def _is_title(rows: list[Row], index: int) -> bool:
    """A short line with nothing above it: a heading that stands directly on its paragraph."""
    over = rows[index - 1].kind if index else RowKind.BLANK
    return (
        over is not RowKind.TEXT
        and len(rows[index].text) < 70
        and not needs_follower(rows[index].text)
    )


FUNCTION_WORDS = frozenset(
    "a an and as at between by for from has have had in including into is it its of on or "
    "over such than that the their this to under was were which who with".split()
)
"""Words that no sentence ends in."""


def is_finished(text: str) -> bool:
    """True where a line ends in an end mark, a colon, a closing quotation or parenthesis."""
    return text.rstrip()[-1:] in ".?!:;\"')]*"


def needs_follower(text: str) -> bool:
    """True where a line ends in a comma or in a word that no sentence ends in."""
    kept = text.rstrip()
    return kept.endswith(",") or (
        kept.rsplit(None, 1)[-1:] != [] and (kept.rsplit(None, 1)[-1].lower() in FUNCTION_WORDS)
    )
