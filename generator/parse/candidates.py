"""Candidates for the start of a numbered paragraph, with weights for and against each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.parse import body_patterns
from generator.parse.blocks import RAGGED_MARGIN
from generator.parse.rows import BLANK, FURNITURE, RULE, TEXT, Row
from generator.parse.sentences import is_finished, needs_follower

HIGHEST_NUMBER = 999
"""Higher numbers are years or quantities, not paragraph numbers."""

MIN_OTHERS = 2
"""So many numbers in another form, in order, show that a telegram writes all of them so."""

MAX_RULE_DISTANCE = 3
"""A rule at most this many rows above a paragraph belongs to a heading."""

WIDTH_ROWS = 8
"""So many rows above and below a line show how long lines are."""

MARKED, PILCROW, LABELLED, CLEAN = 6.0, 2.0, 2.0, 2.0
UNFINISHED, BARE = -8.0, -3.0
"""Weights for (positive) and against (negative) a candidate. Only their order matters: a portion
marking outweighs a doubtful place; a split sentence outweighs paragraph mark and sequence."""


@dataclass(frozen=True, slots=True)
class NumberReading:
    """One interpretation of the number at the start of a paragraph."""

    number: int
    is_corrupt: bool
    """True if the first digit is read as a garbled paragraph mark."""


@dataclass(frozen=True, slots=True)
class StartCandidate:
    """A position where a paragraph may begin."""

    row: int
    """Index of the row."""
    column: int
    """Offset in the row's text of the number or the paragraph mark before it."""
    end: int
    """Offset after the number and its point."""
    readings: tuple[NumberReading, ...]
    weight: float
    """Sum of the weights that do not depend on other candidates."""
    has_marking: bool
    """True if a portion marking follows."""
    has_pilcrow: bool
    """True if a paragraph mark precedes the number."""
    is_quoted: bool
    """True between `Begin text` and `End text`."""
    follows_rule: bool
    """True if a rule, and so a heading, is directly above."""


def find_start_candidates(rows: list[Row]) -> list[StartCandidate]:
    """The candidates in order."""
    candidates: list[StartCandidate] = []
    texts = [(index, row.line.text) for index, row in enumerate(rows) if row.kind is TEXT]
    quoted_rows = _quoted_rows(texts)
    may_be_glued = _may_be_glued("\n".join(text for _, text in texts))
    uses_pilcrows = any("¶" in text and text.lstrip().startswith("¶") for _, text in texts)
    others = _other_numbers(rows, texts)
    for index, text in texts:
        is_quoted = index in quoted_rows
        may_match = text.lstrip()[:1] in body_patterns.NUMBER_INITIALS
        match = body_patterns.PARA_NUMBER.match(text) if may_match else None
        match = others.get(index, match)
        candidate = match and _line_candidate(
            rows, index, match, uses_pilcrows=uses_pilcrows, is_quoted=is_quoted
        )
        if candidate:
            candidates.append(candidate)
        if may_be_glued or ". (" in text:
            start = match.end() if match is not None else 0
            candidates.extend(_inner_candidates(index, text, start, is_quoted=is_quoted))
    return candidates


def _other_numbers(rows: list[Row], texts: list[tuple[int, str]]) -> dict[int, re.Match[str]]:
    """The numbers of a body that writes all of them in one other form, by row.

    `(1) THE TRIAL`, `1) THE TRIAL`, `1- THE TRIAL`. The first line has the
    first, and each stands at the start of a block; no paragraph is numbered as usual.
    """
    first = body_patterns.PARA_NUMBER_OTHER.match(texts[0][1]) if texts else None
    if first is None or first["number"] != "1" or _is_usual(first):
        return {}
    numbers: dict[int, re.Match[str]] = {}
    for index, text in texts:
        match = body_patterns.PARA_NUMBER_OTHER.match(text)
        if body_patterns.PARA_NUMBER.match(text):
            return {}
        is_same = match is not None and (match["sign"], match["end"]) == (
            first["sign"],
            first["end"],
        )
        if match is None or not is_same or _weight_of_context(rows, index) < CLEAN:
            continue
        if int(match["number"]) != len(numbers) + 1:
            return {}
        numbers[index] = match
    return numbers if len(numbers) >= MIN_OTHERS else {}


def _is_usual(match: re.Match[str]) -> bool:
    return match["end"] == "." and match["sign"] is None


def _may_be_glued(text: str) -> bool:
    """False if no number is behind a sentence; a fast test before the pattern."""
    return bool(
        body_patterns.POINTS_AROUND_NUMBER.search(text) or body_patterns.SUMMARY_NUMBER.search(text)
    )


def _inner_candidates(
    index: int, text: str, start: int, *, is_quoted: bool
) -> Iterator[StartCandidate]:
    """The candidates within a row from offset `start`: a number with marking, or behind a sentence.

    `a separate mandate. 5. (SBU) Germany has`, `END SUMMARY.1. ART`
    """
    inline = body_patterns.PARA_INLINE.regex.finditer(text, start)
    glued = body_patterns.PARA_GLUED.regex.finditer(text, start)
    for match, weight, has_marking in (
        *((m, MARKED + BARE, True) for m in inline),
        *((m, CLEAN, False) for m in glued),
    ):
        yield StartCandidate(
            index,
            match.start(),
            match.end(),
            (NumberReading(int(match["number"]), False),),
            weight,
            has_marking=has_marking,
            has_pilcrow=False,
            is_quoted=is_quoted,
            follows_rule=False,
        )


def _quoted_rows(texts: list[tuple[int, str]]) -> frozenset[int]:
    """Indexes of the rows between `Begin text` and `End text`, `Quote` and `Unquote`.

    `texts` contains the index and text of each text row.
    """
    quoted: set[int] = set()
    begin: int | None = None
    for index, text in texts:
        lowered = text.lower()
        if not ("text" in lowered or "quote" in lowered or "qte" in lowered):
            continue
        if begin is not None and body_patterns.TEXT_ENDS.search(text):
            quoted.update(range(begin + 1, index + 1))
            begin = None
        elif body_patterns.TEXT_BEGINS.search(text):
            begin = index
    return frozenset(quoted)


def _line_candidate(
    rows: list[Row], index: int, match: re.Match[str], *, uses_pilcrows: bool, is_quoted: bool
) -> StartCandidate | None:
    """The candidate for a number at the start of a row; None if no reading is plausible.

    `uses_pilcrows` is true if paragraphs of this cable have marks.
    """
    text = rows[index].text
    after = text[match.end() :]
    is_entire = body_patterns.ENTIRE_TEXT.match(after) is not None
    marking = None if is_entire else body_patterns.MARKING.match(after)
    label_text = after[marking.end() :] if marking else after
    is_labelled = bool(
        body_patterns.QUESTION_LABEL.match(label_text) or body_patterns.LABEL.match(label_text)
    )
    readings = _readings(match, is_supported=marking is not None or is_labelled)
    if not readings:
        return None
    weight = _weight_of_context(rows, index)
    weight += MARKED if marking else 0
    weight += LABELLED if is_labelled else 0
    weight += PILCROW if match["mark"] else BARE if uses_pilcrows and not marking else 0
    rows_above = rows[max(0, index - MAX_RULE_DISTANCE) : index]
    return StartCandidate(
        index,
        len(text) - len(text.lstrip()),
        match.end(),
        readings,
        weight,
        has_marking=marking is not None,
        has_pilcrow=match["mark"] is not None,
        is_quoted=is_quoted,
        follows_rule=any(row.kind is RULE for row in rows_above),
    )


def _readings(match: re.Match[str], *, is_supported: bool) -> tuple[NumberReading, ...]:
    """`15.` is 15 or, if a marking or label follows, 5 with a mark garbled into a digit."""
    typed = match["number"]
    readings = []
    if 1 <= int(typed) <= HIGHEST_NUMBER:
        readings.append(NumberReading(int(typed), False))
    if is_supported and match["mark"] is None and re.fullmatch(r"1[1-9]\d{0,2}", typed):
        readings.append(NumberReading(int(typed[1:]), True))
    return tuple(readings)


def _weight_of_context(rows: list[Row], index: int) -> float:
    """Weight of the rows above: a paragraph follows a blank line, a rule or a finished line."""
    above = index - 1
    while above >= 0 and rows[above].kind in FURNITURE:
        above -= 1
    if above < 0 or rows[above].kind is not TEXT:
        return CLEAN if above < 0 or not _ends_unfinished(rows, above) else 0.0
    if is_finished(rows[above].text) or _is_title(rows, above):
        return CLEAN
    return 0.0 if _ends_early(rows, above, index) else UNFINISHED


def _ends_early(rows: list[Row], above: int, index: int) -> bool:
    """True if the line above was not ended by its width: the number and a word had fitted there.

    `HE SAID THEY DID NOT` / `3. COMMENT: THE` among longer lines; the sentence lacks its point.
    """
    line = rows[above].text
    start = " ".join(rows[index].text.split()[:2])
    near = rows[max(0, above - WIDTH_ROWS) : index + WIDTH_ROWS]
    width = max(len(row.text) for row in near if row.kind is TEXT)
    return not needs_follower(line) and len(line) + 1 + len(start) + RAGGED_MARGIN < width


def _ends_unfinished(rows: list[Row], above: int) -> bool:
    """True if the last text at or above the row `above` ends in a word that needs a follower."""
    while above >= 0 and rows[above].kind is not TEXT:
        if rows[above].kind is RULE:
            return False
        above -= 1
    return above >= 0 and needs_follower(rows[above].text)


def _is_title(rows: list[Row], index: int) -> bool:
    """True for a short line with no text above it: a heading directly above its paragraph."""
    above = rows[index - 1].kind if index else BLANK
    return above is not TEXT and len(rows[index].text) < 70 and not needs_follower(rows[index].text)
