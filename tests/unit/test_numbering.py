"""Candidates for the start of a paragraph, their weights, and the choice among them."""

from __future__ import annotations

import pytest

from generator.parse import candidates as weights
from generator.parse import numbering
from generator.parse.candidates import (
    BARE,
    CLEAN,
    LABELLED,
    MARKED,
    PILCROW,
    UNFINISHED,
    NumberReading,
    StartCandidate,
    find_start_candidates,
)
from generator.parse.lines import Line
from generator.parse.numbering import ParaStart, find_starts, split_at_starts
from generator.parse.rows import Row, RowKind, read_rows


def rows(text: str) -> list[Row]:
    """The rows of a body. A line `PAGE 02        STATE  187250` is a page line."""
    lines, start = [], 0
    for number, line in enumerate(text.split("\n"), 1):
        lines.append(Line(number, start, start + len(line), line))
        start += len(line) + 1
    return read_rows(lines, None, (), set())


def last_candidate(text: str) -> StartCandidate:
    return find_start_candidates(rows(text))[-1]


# --- Candidates ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "weight"),
    [
        ("5. Text", CLEAN),
        ("¶5. Text", CLEAN + PILCROW),
        ("5. (U) Text", CLEAN + MARKED),
        ("¶5. (U) Text", CLEAN + MARKED + PILCROW),
        ("5. COMMENT: Text", CLEAN + LABELLED),
        ("5. (U) COMMENT: Text", CLEAN + MARKED + LABELLED),
        ("5. QUESTION A. Text", CLEAN + LABELLED),
        ("¶4. Four.\n\n5. Text", CLEAN + BARE),
        ("¶4. Four.\n\n5. (U) Text", CLEAN + MARKED),
        ("A mark ¶ in a line.\n5. Text", CLEAN),
        (
            "An unfinished line before it and more words, up to more than seventy letters\n5. Text",
            UNFINISHED,
        ),
        ("A finished line.\n5. Text", CLEAN),
        ("A short title\n5. Text", CLEAN),
        ("A short title of\n5. Text", UNFINISHED),
        ("Above it.\nA short title\n5. Text", UNFINISHED),
        ("Words that go on in the\n\n5. Text", 0.0),
        ("Words that go on, and\n\n\n5. Text", 0.0),
        ("Words that go on in the\n-------\n\n5. Text", CLEAN),
        ("Words that end\n\n5. Text", CLEAN),
        ("\n5. Text", CLEAN),
        ("A title\nPAGE 02        STATE  187250\n5. Text", CLEAN),
        ("A line with the\nPAGE 02        STATE  187250\n5. Text", UNFINISHED),
        ("PAGE 02        STATE  187250\n5. Text", CLEAN),
    ],
)
def test_the_weight_of_a_candidate_is_a_sum(text: str, weight: float) -> None:
    assert last_candidate(text).weight == weight


def test_a_title_is_shorter_than_seventy_characters() -> None:
    assert last_candidate("x" * 69 + "\n5. Text").weight == CLEAN
    assert last_candidate("x" * 70 + "\n5. Text").weight == UNFINISHED


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("1. Text", [(1, False)]),
        ("15. Text", [(15, False)]),
        ("15. (U) Text", [(15, False), (5, True)]),
        ("15. COMMENT: Text", [(15, False), (5, True)]),
        ("15. QUESTION A. Text", [(15, False), (5, True)]),
        ("¶15. (U) Text", [(15, False)]),
        ("10. (U) Text", [(10, False)]),
        ("25. (U) Text", [(25, False)]),
        ("117. (U) Text", [(117, False), (17, True)]),
        ("999. Text", [(999, False)]),
        ("1000. (U) Text", []),
        ("1117. (U) Text", [(117, True)]),
        ("11117. (U) Text", []),
        ("0. Text", []),
        ("2007. Text", []),
    ],
)
def test_a_first_digit_may_be_a_garbled_mark_if_a_marking_or_label_follows(
    text: str, readings: list[tuple[int, bool]]
) -> None:
    found = [c.readings for c in find_start_candidates(rows(text))]
    assert found == ([tuple(NumberReading(*r) for r in readings)] if readings else [])


@pytest.mark.parametrize(
    ("text", "flags"),
    [
        ("5. Text", ""),
        ("5. (U) Text", "marking"),
        ("¶5. Text", "pilcrow"),
        ("----------\n5. Text", "rule"),
        ("----------\n\n\n5. Text", "rule"),
        ("----------\n\n\n\n5. Text", ""),
        ("Begin text:\n5. Text\nEnd text.", "quoted"),
        ("5. Begin text:\nText\nEnd text.", ""),
        ("Begin text:\nText\n5. End text.", "quoted"),
        ("Begin text:\nText\nEnd text.\n5. Text", ""),
        ("Begin text:\n5. Text", ""),
        ("End text.\nBegin unofficial text:\n\n5. Text\nEND TEXT.", "quoted"),
    ],
)
def test_a_candidate_knows_what_is_around_it(text: str, flags: str) -> None:
    candidate = last_candidate(text)
    given = {
        "marking": candidate.has_marking,
        "pilcrow": candidate.has_pilcrow,
        "quoted": candidate.is_quoted,
        "rule": candidate.follows_rule,
    }
    assert " ".join(name for name, is_given in given.items() if is_given) == flags


@pytest.mark.parametrize(
    ("text", "cut"),
    [("  ¶5. Text", "¶5."), ("  5. Text", "5."), ("¶ 5 . Text", "¶ 5 ."), ("5.(U) x", "5.")],
)
def test_a_candidate_has_the_place_of_mark_and_number(text: str, cut: str) -> None:
    candidate = last_candidate(text)
    assert text[candidate.column : candidate.end] == cut
    assert candidate.row == 0


def test_paragraphs_within_a_line_are_candidates_too() -> None:
    text = "¶4. (U) Four is here. 5. (SBU) Five is. 6. (C) Six. 7. Seven, no marking."
    found = find_start_candidates(rows(text))
    assert [c.readings[0].number for c in found] == [4, 5, 6]
    assert [text[c.column :][:7] for c in found] == ["¶4. (U)", "5. (SBU", "6. (C) "]
    for inner in found[1:]:
        assert inner.weight == MARKED + BARE
        assert text[inner.end :].startswith("(")
        assert inner.has_marking
        assert not any((inner.has_pilcrow, inner.is_quoted, inner.follows_rule))
    quoted = find_start_candidates(rows("Begin text:\nA line. 5. (U) Five.\nEnd text."))
    assert [(c.row, c.is_quoted) for c in quoted] == [(1, True)]


def test_lines_that_begin_otherwise_have_no_candidate() -> None:
    assert find_start_candidates(rows("Text 5. Text\n(5. Text\n5, Text\n\n-----")) == []


# --- Weights of steps ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "number", "weight"),
    [
        (4, 5, numbering.FOLLOWS),
        (4, 4, numbering.REPEATS),
        (5, 4, numbering.BACKWARDS),
        (9, 1, numbering.BACKWARDS),
        (4, 6, numbering.GAP + numbering.GAP_STEP),
        (4, 10, numbering.GAP + 5 * numbering.GAP_STEP),
    ],
)
def test_the_weight_of_a_step_depends_on_the_numbers(
    before: int, number: int, weight: float
) -> None:
    assert numbering._step_weight(before, number) == pytest.approx(weight)


@pytest.mark.parametrize(
    ("text", "is_restart", "later_part", "weight"),
    [
        ("1. Text", False, False, numbering.STARTS),
        ("1. Text", False, True, numbering.STARTS),
        ("2. Text", False, True, numbering.STARTS_LATE_IN_PART),
        ("2. Text", False, False, numbering.STARTS_LATE_BARE),
        ("¶2. Text", False, False, numbering.STARTS_LATE_UNMARKED),
        ("2. (U) Text", False, False, numbering.STARTS_LATE),
        ("¶2. (U) Text", False, False, numbering.STARTS_LATE),
        ("99. (U) Text", False, False, numbering.STARTS_LATE),
        ("¶100. (U) Text", False, False, numbering.STARTS_LATE + numbering.STARTS_HIGH),
        ("1. Text", True, False, numbering.RESTARTS),
        ("1. (U) Text", True, False, numbering.RESTARTS_MARKED),
        ("1. (U) Text", True, True, numbering.RESTARTS_MARKED),
        ("1117. (U) Text", False, False,
         numbering.CORRUPT + numbering.STARTS_LATE + numbering.STARTS_HIGH),
    ],
)  # fmt: skip
def test_the_weight_of_a_first_number(
    text: str, is_restart: bool, later_part: bool, weight: float
) -> None:
    candidate = last_candidate(text)
    assert weight == numbering._start_weight(
        candidate, candidate.readings[-1], is_restart=is_restart, later_part=later_part
    )


def chain(number: int, candidate: int = 0) -> numbering._ChainNode:
    return numbering._ChainNode(1.0, candidate, NumberReading(number, False), None)


@pytest.mark.parametrize(
    ("number", "has_marking", "predecessors"),
    [
        (5, False, [5, 4, 3, 1]),
        (5, True, [5, 4, 3, 1, 6, 8]),
        (2, False, [1]),
        (40, False, [40, 9]),
        (41, False, [40]),
        (39, False, [9, 8]),
    ],
)
def test_a_number_may_continue_chains_of_near_numbers(
    number: int, has_marking: bool, predecessors: list[int]
) -> None:
    chains = {n: chain(n) for n in (0, 1, 3, 4, 5, 6, 8, 9, 40)}
    assert numbering._predecessors(number, chains, has_marking=has_marking) == predecessors


@pytest.mark.parametrize(
    ("text", "previous", "weight"),
    [
        ("1. (U) One.\n\n2. (U) Two.", 0, 0.0),
        ("1. One.\n\n2. Two.", 0, 0.0),
        ("1. One.\n\n2. (U) Two.", 0, 0.0),
        ("1. (U) One.\n\n2. Two.", 0, numbering.LOSES_MARKING),
        ("1. One.\n\n2. Two.\n\n3. Three.", 0, numbering.RESUMES),
        ("1. One.\n\n2. Two.\n\n3. (U) Three.", 0, 0.0),
        ("1. One.\n\n7. Two.\n\n3. Three.", 0, 0.0),
        ("1. One.\n\nGo in the first of\n2. Two.\n\n3. Three.", 0, 0.0),
        ("1. (U) One.\n\n2. Two.\n\n3. Three.", 0, numbering.LOSES_MARKING + numbering.LEAVES_LIST),
        ("1. (U) One.\n\n2. Two.\n\n------\n3. Three.", 0,
         numbering.LOSES_MARKING + numbering.RESUMES),
        ("Begin text:\n1. One.\n\n2. Two.\n\n3. Three.\nEnd text.", 0, numbering.LEAVES_LIST),
    ],
)  # fmt: skip
def test_the_weight_of_leaving_out_an_item(text: str, previous: int, weight: float) -> None:
    candidates = find_start_candidates(rows(text))
    last = len(candidates) - 1
    number = candidates[last].readings[0].number
    step = chain(candidates[previous].readings[0].number, previous)
    assert numbering._context_weight(candidates, last, number, step) == weight


# --- Starts --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("", []),
        ("Text without numbers.", []),
        ("1. One.\n\n2. Two.", [1, 2]),
        ("¶1. One.\n\n¶2. Two.\n\n¶2. Two again.", [1, 2, 2]),
        ("1. (U) One.\n\n1. (U) One again.\n\n2. (U) Two.", [1, 1, 2]),
        ("1. One.\n\n1. One again.\n\n2. Two.", [1]),
        ("1. (U) One.\n\n5. (U) Five.\n\n6. (U) Six.", [1, 5, 6]),
        ("7. Seven.", []),
        ("¶7. Seven.", [7]),
        ("1. (U) One.\n\n3. (U) Three.\n\n2. (U) Two.\n\n4. (U) Four.", [1, 3, 4]),
        ("15. (U) Five.\n\n16. (U) Six.", [15, 16]),
        ("¶4. (U) Four.\n\n15. (U) Five.\n\n16. (U) Six.", [4, 5, 6]),
        ("1. (U) One:\n\n1. Item.\n\n2. Item.\n\n3. Item.\n\n2. (U) Two.", [1, 2]),
        ("¶2. Item.\n\n¶3. Item.", [2, 3]),
        ("¶A. Letter.\n\n¶2. Item.\n\n¶3. Item.", []),
        ("¶A. Letter.\n\n¶2. (U) Two.\n\n¶3. Three.", [2, 3]),
        ("¶2. Item.\n\n¶A. Letter.\n\n¶3. Item.", [2, 3]),
    ],
)
def test_the_best_chain_is_chosen(text: str, numbers: list[int]) -> None:
    assert [start.number for start in find_starts(rows(text))] == numbers


def test_a_later_part_may_start_at_any_number() -> None:
    text = "11. Eleven.\n\n12. Twelve."
    assert [start.number for start in find_starts(rows(text), later_part=True)] == [11, 12]
    assert find_starts(rows(text)) == []


def test_a_start_has_its_place_and_whether_its_mark_was_garbled() -> None:
    starts = find_starts(rows("¶4. (U) Four.\n\n15. (U) Five."))
    assert starts == [ParaStart(0, 0, 3, 4, False), ParaStart(2, 0, 3, 5, True)]


def test_rows_are_split_where_a_paragraph_begins_within_them() -> None:
    text = "Text.\n  ¶4. (U) Four is here. 5. (SBU) Five is.\n\nMore. 6. (C) Six."
    before = rows(text)
    after, starts = split_at_starts(before, find_starts(before))
    assert [row.text for row in after] == [
        "Text.",
        "¶4. (U) Four is here.",
        "5. (SBU) Five is.",
        "",
        "More.",
        "6. (C) Six.",
    ]
    assert {row: start.number for row, start in starts.items()} == {1: 4, 2: 5, 5: 6}
    assert [row.kind for row in after] == [RowKind.TEXT] * 3 + [RowKind.BLANK] + [RowKind.TEXT] * 2
    assert [row.line.number for row in after] == [1, 2, 2, 3, 4, 4]
    for row in after:
        assert text[row.line.start : row.line.end] == row.text


def test_rows_without_a_start_stay_the_same_objects() -> None:
    before = rows("Text.\n\n1. One.")
    after, starts = split_at_starts(before, find_starts(before))
    assert all(one is other for one, other in zip(before, after, strict=True))
    assert list(starts) == [2]


def test_only_the_order_of_weights_is_relied_on() -> None:
    """A marking outweighs a doubtful place; a split sentence outweighs mark and sequence."""
    assert MARKED > CLEAN
    assert MARKED + UNFINISHED + numbering.FOLLOWS > 0
    assert UNFINISHED + PILCROW + numbering.FOLLOWS < 0
    assert weights.HIGHEST_NUMBER == 999
