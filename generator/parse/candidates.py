"""Places where a numbered paragraph may begin, and what each has for and against it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.parse import patterns
from generator.parse.rows import BLANK, FURNITURE, RULE, TEXT, Row
from generator.parse.sentences import is_finished, needs_follower

HIGHEST_NUMBER = 999
"""A higher number is a year or a quantity."""


NUMBER_INITIALS = frozenset("¶0123456789")
"""What a numbered line may begin with."""

HEADED_WITHIN = 3
"""Rows above a paragraph within which a rule shows a heading."""


MARKED, PILCROW, LABELLED, CLEAN = 6.0, 2.0, 2.0, 2.0


UNFINISHED, BARE = -8.0, -3.0
"""Weights of a place: what it has for it (above nought) and against it. They are ordered, not
measured: a marking outweighs a doubtful place, a cut sentence outweighs mark and sequence."""


@dataclass(frozen=True, slots=True)
class NumberReading:
    """One number a line may open a paragraph with."""

    number: int
    corrupt: bool
    """True where the first digit is taken for the paragraph mark."""


@dataclass(frozen=True, slots=True)
class StartCandidate:
    """A place where a paragraph may begin."""

    row: int
    """Index of the row."""
    column: int
    """Where in the row's text the number begins."""
    end: int
    """Where the number, with its point, ends."""
    readings: tuple[NumberReading, ...]
    weight: float
    """What the place itself has for and against it."""
    has_marking: bool
    """True where a portion marking follows."""
    has_pilcrow: bool
    """True where a paragraph mark stands in front."""
    is_quoted: bool
    """True between `Begin text` and `End text`."""
    follows_rule: bool
    """True where a rule, and so a heading, stands directly above."""


def find_start_candidates(rows: list[Row]) -> list[StartCandidate]:
    """The places in order."""
    found: list[StartCandidate] = []
    texts = [(index, row.line.text) for index, row in enumerate(rows) if row.kind is TEXT]
    quoted = _quoted_rows(texts)
    piled = any("¶" in text and text.lstrip().startswith("¶") for _, text in texts)
    for index, text in texts:
        opens = text.lstrip()[:1] in NUMBER_INITIALS
        match = patterns.PARA_NUMBER.match(text) if opens else None
        if match is not None:
            found.extend(_line_candidate(rows, index, match, piled=piled, quoted=index in quoted))
        for inner in patterns.PARA_INLINE.regex.finditer(text) if ". (" in text else ():
            if match is None or inner.start() > match.end():
                found.append(
                    StartCandidate(
                        index,
                        inner.start(),
                        inner.end(),
                        (NumberReading(int(inner["number"]), False),),
                        MARKED + BARE,
                        has_marking=True,
                        has_pilcrow=False,
                        is_quoted=index in quoted,
                        follows_rule=False,
                    )
                )
    return found


def _quoted_rows(texts: list[tuple[int, str]]) -> frozenset[int]:
    """Rows of texts that are quoted whole, from `Begin text` to `End text`.

    `texts` are the rows of text by their index.
    """
    quoted: set[int] = set()
    begun: int | None = None
    for index, text in texts:
        if "text" not in text.lower():
            continue
        if begun is not None and patterns.TEXT_ENDS.search(text):
            quoted.update(range(begun + 1, index + 1))
            begun = None
        elif patterns.TEXT_BEGINS.search(text):
            begun = index
    return frozenset(quoted)


def _line_candidate(
    rows: list[Row], index: int, match: re.Match[str], *, piled: bool, quoted: bool
) -> list[StartCandidate]:
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
        StartCandidate(
            index,
            column,
            match.end(),
            readings,
            weight,
            has_marking=marking is not None,
            has_pilcrow=match["mark"] is not None,
            is_quoted=quoted,
            follows_rule=any(row.kind is RULE for row in above),
        )
    ]


def _readings(match: re.Match[str], *, supported: bool) -> tuple[NumberReading, ...]:
    """`15.` is 15 or, where a marking or label follows, a 5 whose mark became a digit."""
    typed = match["number"]
    readings = []
    if 1 <= int(typed) <= HIGHEST_NUMBER:
        readings.append(NumberReading(int(typed), False))
    if supported and match["mark"] is None and re.fullmatch(r"1[1-9]\d{0,2}", typed):
        readings.append(NumberReading(int(typed[1:]), True))
    return tuple(readings)


def _context(rows: list[Row], index: int) -> float:
    """A paragraph begins behind a blank line, a rule or a finished line."""
    above = index - 1
    while above >= 0 and rows[above].kind in FURNITURE:
        above -= 1
    if above < 0 or rows[above].kind is not TEXT:
        return CLEAN if above < 0 or not _cut_sentence(rows, above) else 0.0
    return CLEAN if is_finished(rows[above].text) or _is_title(rows, above) else UNFINISHED


def _cut_sentence(rows: list[Row], above: int) -> bool:
    """True where the text over a blank line ends in a comma or a word that needs a follower."""
    while above >= 0 and rows[above].kind is not TEXT:
        if rows[above].kind is RULE:
            return False
        above -= 1
    return above >= 0 and needs_follower(rows[above].text)


def _is_title(rows: list[Row], index: int) -> bool:
    """A short line with nothing above it: a heading that stands directly on its paragraph."""
    over = rows[index - 1].kind if index else BLANK
    return over is not TEXT and len(rows[index].text) < 70 and not needs_follower(rows[index].text)
