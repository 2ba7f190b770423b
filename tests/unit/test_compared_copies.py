"""Two copies of a telegram side by side: every difference has a kind."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import pytest
from rapidfuzz import fuzz

from generator.copies.alignment import align
from generator.copies.comparison import CableCopy, compare_copies, released_passages
from generator.copies.comparison_text import comparison_lines
from generator.copies.copy_words import copy_text
from generator.copies.earlier_copies import earlier_copies
from generator.copies.main_copy import main_copy
from generator.copies.same_paras import same_paras
from generator.copies.text_differences import is_same_telegram, word_ranges
from generator.model import Anchor, Cable, Mrn
from generator.model.compared_copies import (
    CopyComparison,
    CopyNote,
    CopySegment,
    DifferenceKind,
    Side,
)
from generator.parse.stages import parse_cable
from tests.cables import cable_text, example
from tests.copy_pairs import CopyPair, copy_pair

EARLY, LATE = datetime.date(1998, 5, 1), datetime.date(2014, 3, 20)
WORDS = (
    "The minister said that the harbour will be open in June. He asked that nobody hear of it "
    "before the vote. Two advisers disagreed with him, and the second left the room."
)
SHOWN = "He asked that nobody hear of it before the vote."


def copy(*paras: str, date: datetime.date | None = None, is_main: bool = False) -> CableCopy:
    note = CopyNote(date=date, is_main=is_main)
    return CableCopy("x.txt", example("08LIMA12", *paras), note)


def compared(main: str | CableCopy, other: str | CableCopy) -> CopyComparison:
    pair = [copy(one) if isinstance(one, str) else one for one in (main, other)]
    return compare_copies(pair[0], pair[1:]).comparisons[0]


def differences(comparison: CopyComparison) -> list[CopySegment]:
    return [one for para in comparison.paras for one in para.differences]


def kinds(main: str | CableCopy, other: str | CableCopy) -> list[tuple[str, str, str]]:
    """The kind and both texts of each difference."""
    return [(str(one.kind), one.main, one.other) for one in differences(compared(main, other))]


# --- Kinds ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        ("harbour", "harb0ur", DifferenceKind.DAMAGE),
        ("minister", "rninister", DifferenceKind.DAMAGE),
        ("advisers", "adviscrs", DifferenceKind.DAMAGE),
        ("harbour", "harbor", DifferenceKind.TYPING),
        ("advisers", "advisres", DifferenceKind.TYPING),
        ("June", "October", DifferenceKind.WORDING),
        ("open", "closed for repairs", DifferenceKind.WORDING),
    ],
)
def test_a_word_that_differs(before: str, after: str, kind: DifferenceKind) -> None:
    ((found, main, other),) = kinds(WORDS, WORDS.replace(before, after))
    assert (found, main.strip("."), other.strip(".")) == (kind, before, after)


def test_figures_that_differ_are_other_words() -> None:
    ((kind, *_),) = kinds("He paid 1500 for the salt.", "He paid 1800 for the salt.")
    assert kind == DifferenceKind.WORDING


def test_words_that_both_stand_elsewhere_are_no_damage() -> None:
    text = "It was now or never. Now the talks go on, and not a word is said; not one, now."
    ((kind, *_),) = kinds(text, text.replace("was now", "was not"))
    assert kind == DifferenceKind.WORDING


@pytest.mark.parametrize(
    "after",
    [
        WORDS.upper(),
        WORDS.replace(" ", "\n", 7),
        WORDS.replace(",", "").replace("harbour", "har-bour"),
        WORDS.replace("nobody", "no body"),
    ],
)
def test_case_lines_punctuation_and_divided_words_are_no_difference(after: str) -> None:
    assert kinds(WORDS, after) == []


def test_words_that_one_copy_lacks() -> None:
    less = WORDS.replace(f" {SHOWN}", "")
    ((kind, main, other),) = kinds(WORDS, less)
    assert (kind, main, other) == (DifferenceKind.MISSING, SHOWN, "")
    (one,) = differences(compared(less, WORDS))
    assert (one.kind, one.side, one.other) == (DifferenceKind.MISSING, Side.MAIN, SHOWN)


def test_another_header() -> None:
    one, two = copy("One."), copy("One.")
    text = cable_text("08LIMA12", "One.").replace("An example", "A good example")
    two = replace(two, cable=parse_cable(text))
    (field,) = compared(one, two).header
    assert (field.field, field.main, field.other) == ("subject", "An example", "A good example")
    without = parse_cable("UNCLAS LIMA 000012\n\n1. (U) One.\n", name="08LIMA12")
    assert compared(one, replace(two, cable=without)).header == ()


# --- What is withheld ----------------------------------------------------------------------------


def withheld(mark: str) -> str:
    return WORDS.replace(SHOWN, mark)


MARKS = ("[1 line not declassified]", "XXXXXXXXXXXX", "XXXX", "X X X X")


@pytest.mark.parametrize("mark", MARKS)
def test_a_gap_and_the_words_in_its_place(mark: str) -> None:
    (one,) = differences(compared(WORDS, withheld(mark)))
    assert (one.kind, one.side) == (DifferenceKind.WITHHELD, Side.OTHER)
    assert (one.main, one.other.strip(".")) == (SHOWN, mark)
    (one,) = differences(compared(withheld(mark), WORDS))
    assert (one.kind, one.side) == (DifferenceKind.WITHHELD, Side.MAIN)
    assert (one.main.strip("."), one.other) == (mark, SHOWN)


def test_released_later_needs_both_dates_and_their_order() -> None:
    gap = withheld("[1 line not declassified]")

    def released(first: datetime.date | None, second: datetime.date | None) -> list[object]:
        main, other = copy(WORDS, date=first), copy(gap, date=second)
        return [(str(one.kind), one.released) for one in differences(compared(main, other))]

    assert released(LATE, EARLY) == [(DifferenceKind.RELEASED, LATE)]
    for dates in ((EARLY, LATE), (None, EARLY), (LATE, None), (LATE, LATE), (None, None)):
        assert released(*dates) == [(DifferenceKind.WITHHELD, None)]
    (one,) = differences(compared(copy(gap, date=EARLY), copy(WORDS, date=LATE)))
    assert (one.kind, one.side, one.released) == (DifferenceKind.RELEASED, Side.MAIN, LATE)


def test_what_a_transmission_lost_is_never_released() -> None:
    early = copy(WORDS.replace(f" {SHOWN}", ""), date=EARLY)
    assert kinds(copy(WORDS, date=LATE), early) == [(DifferenceKind.MISSING, SHOWN, "")]


def test_what_an_editor_omitted_is_not_withheld() -> None:
    early = copy(withheld("[Omitted here is a request.]"), date=EARLY)
    assert [kind for kind, *_ in kinds(copy(WORDS, date=LATE), early)] == [DifferenceKind.MISSING]


def test_more_words_than_the_gap_had_lines_are_not_released() -> None:
    long = " ".join(f"word{n}" for n in range(90))
    main, early = WORDS.replace(SHOWN, long), withheld("[1 line not declassified]")
    found = kinds(copy(main, date=LATE), copy(early, date=EARLY))
    assert [kind for kind, *_ in found] == [DifferenceKind.WITHHELD]
    fitting = withheld("[8 lines not declassified]")
    found = kinds(copy(main, date=LATE), copy(fitting, date=EARLY))
    assert [kind for kind, *_ in found] == [DifferenceKind.RELEASED]


def test_a_part_of_a_gap_is_released() -> None:
    early = copy(withheld("[3 lines not declassified]"), date=EARLY)
    late = copy(withheld(f"{SHOWN} [1 line not declassified]"), date=LATE)
    assert kinds(late, early) == [(DifferenceKind.RELEASED, SHOWN, "[3 lines not declassified]")]
    same = copy(withheld("[1 line not declassified]"), date=EARLY)
    assert [kind for kind, *_ in kinds(late, same)] == [DifferenceKind.MISSING]


def test_words_by_chance_within_what_is_withheld_do_not_divide_it() -> None:
    shown = "He said that the men of the minister and the minister agreed."
    gap = "He said [text not declassified] the minister agreed."
    (one,) = differences(compared(shown, gap))
    assert one.main == "that the men of the minister and"


def test_several_gaps_in_a_row() -> None:
    shown = "We met Ada Specimen and Bo Example of the salt office in Lima on Monday."
    gap = shown.replace("Ada Specimen", "XXXXXXXX").replace("Bo Example", "XXXXXXXX")
    assert [one.main for one in differences(compared(shown, gap))] == ["Ada Specimen", "Bo Example"]


def test_a_third_copy_says_that_a_passage_was_released() -> None:
    main, early = copy(WORDS), copy(withheld("[1 line not declassified]"), date=EARLY)
    late = copy(WORDS.replace("harbour", "harb0ur"), date=LATE)
    copies = compare_copies(main, [early, late])
    (passage,) = released_passages(Mrn("08LIMA12"), copies)
    assert (passage.copy, passage.words, passage.date) == (0, SHOWN, LATE)
    without = replace(late, cable=copy(WORDS.replace(SHOWN, "")).cable)
    assert not [*released_passages(Mrn("08LIMA12"), compare_copies(main, [early, without]))]


def test_words_of_this_edition_are_not_shown_from_another_copy() -> None:
    notice = "[withheld: name, personal privacy, rule first]"
    main, other = f"We met {notice} in Lima today.", "We met Jhon Specimin in Lima today."
    for comparison in (compared(main, other), compared(other, main)):
        assert differences(comparison) == []
        shown = [s.other for para in comparison.paras for s in para.segments]
        assert shown == [s.main for para in comparison.paras for s in para.segments]
    assert "Jhon" not in str(compared(main, other))


# --- Alignment -----------------------------------------------------------------------------------


def spans_of(pair: CopyPair) -> Iterator[tuple[bool, bool, bool]]:
    """For each withheld span: whether it is found, and whether it is and may be called released.

    The last line is for passages that are called released and are none.
    """
    first, second = (CableCopy("x", c.cable, CopyNote()) for c in (pair.first, pair.second))
    found = differences(compared(first, second))
    rest = {id(one): one for one in found if one.kind is DifferenceKind.RELEASED}
    for one, two, _, words in pair.withheld():
        side = Side.MAIN if one is pair.first else Side.OTHER
        place = max(
            (d for d in found if d.side is side and d.kind in GAP_KINDS),
            key=lambda d: similarity(words, d.other if side is Side.MAIN else d.main),
            default=None,
        )
        is_found = (
            place is not None
            and similarity(words, place.other if side is Side.MAIN else place.main) >= 90
        )
        may = one.date is not None and two.date is not None and one.date < two.date
        is_released = rest.pop(id(place), None) is not None if is_found else False
        yield is_found, is_released, may
    yield from ((True, True, False) for _ in rest)


GAP_KINDS = (DifferenceKind.WITHHELD, DifferenceKind.RELEASED)


def similarity(one: str, two: str) -> float:
    texts = [" ".join(re.findall(r"[^\W_]+", text.lower())) for text in (one, two)]
    return fuzz.ratio(*texts)


def test_spans_of_200_pairs_are_found_and_none_is_falsely_released() -> None:
    spans = [span for seed in range(200) for span in spans_of(copy_pair(seed))]
    found = sum(is_found for is_found, *_ in spans)
    assert len(spans) > 400
    assert found >= 0.99 * len(spans)
    assert not any(is_released and not may for _, is_released, may in spans)
    assert sum(is_released for _, is_released, _ in spans) > 50


@pytest.mark.parametrize("seed", range(12))
def test_ranges_cover_all_words_of_both_copies_in_order(seed: int) -> None:
    pair = copy_pair(seed)
    main, other = copy_text(pair.first.cable), copy_text(pair.second.cable)
    place = (0, 0)
    for one in word_ranges(main, other):
        assert (one.region.start, one.region.other_start) == place
        place = (one.region.end, one.region.other_end)
    assert place == (len(main.words), len(other.words))


def test_alignment_of_equal_lines() -> None:
    line = "the cat sat on the mat".split()
    first, second = line * 50_000, line * 50_000
    second[100_000] = second[200_000] = "dog"
    runs = align(first, second)
    assert sum(run.length for run in runs) > 299_900
    assert all(a.first + a.length <= b.first for a, b in pairwise(runs))


# --- Which copy, and which para ------------------------------------------------------------------


def test_the_main_copy_is_the_most_complete_one() -> None:
    gap = withheld("[1 line not declassified]")
    bare = CableCopy("x", parse_cable(f"UNCLAS LIMA 000012\n\n1. (U) {WORDS}\n"), CopyNote())
    assert main_copy([copy(gap), copy(WORDS)]) == 1
    assert main_copy([copy("The minister said."), copy(gap)]) == 1
    assert main_copy([bare, copy(WORDS)]) == 1
    assert main_copy([copy(WORDS), copy(WORDS)]) == 0
    assert main_copy([copy(WORDS), copy(f"{WORDS} More.")]) == 1
    assert main_copy([copy(WORDS), copy(gap, is_main=True)]) == 1


def test_another_text_is_no_copy() -> None:
    other = "Salt exporters want lower tariffs. " * 6
    assert is_same_telegram(copy_text(copy(WORDS).cable), copy_text(copy(WORDS[40:]).cable))
    assert not is_same_telegram(copy_text(copy(WORDS).cable), copy_text(copy(other).cable))
    assert is_same_telegram(copy_text(copy(WORDS).cable), copy_text(copy("See above.").cable))


def pairs(main: Cable, other: Cable, *anchors: str) -> list[tuple[str, str]]:
    names = [Anchor(anchor) for anchor in anchors]
    return [(a, b) for a, b in same_paras(copy_text(main), copy_text(other), names)]


def test_a_para_in_another_copy() -> None:
    secret = "The driver of the second car was seen at the northern pier on Monday night."
    main = example("08LIMA12", WORDS, secret, "Rain is expected on the coast this week.")
    shifted = example("08LIMA12", "Begin summary.", WORDS, secret, "Rain is expected.")
    assert ("p-3", "p-2") in pairs(main, shifted, "p-2")
    moved = example("08LIMA12", secret, WORDS)
    assert ("p-1", "p-2") in pairs(main, moved, "p-2")
    joined = example("08LIMA12", f"{WORDS} {secret}")
    assert ("p-1", "p-2") in pairs(main, joined, "p-2")
    damaged = "Tbe dr1ver of the sec0nd car was seeu at tbe northern p1er on Monday n1ght."
    assert ("p-3", "p-2") in pairs(main, example("08LIMA12", "One.", WORDS, damaged), "p-2")
    assert ("p-2", "p-2") in pairs(main, moved, "p-2"), "it has the number that a rule names"
    assert pairs(main, shifted) == []


def test_earlier_copies_keep_their_lines() -> None:
    text = f"{cable_text('08LIMA12', WORDS[:120])}\n\n{cable_text('08LIMA12', WORDS)}"
    cable = parse_cable(text)
    assert [para.text for para in cable.paras] == [WORDS]
    ((line, earlier),) = earlier_copies(cable)
    (para,) = earlier.paras
    assert (line, para.text) == (1, WORDS[:120])
    assert text.split("\n")[para.span.line - 1].endswith(WORDS[:120])
    for other in (WORDS[:20], "Salt exporters want lower tariffs. " * 6):
        text = f"{cable_text('08LIMA12', other)}\n\n{cable_text('08LIMA12', WORDS)}"
        assert [*earlier_copies(parse_cable(text))] == []
    assert [*earlier_copies(example("08LIMA12", WORDS))] == []


def test_the_text_of_a_comparison() -> None:
    main, other = copy(WORDS, date=LATE), copy(withheld("[1 line not declassified]"), date=EARLY)
    copies = compare_copies(main, [other])
    lines = [*comparison_lines(copies.main, copies.comparisons[0])]
    assert lines == [
        "A  x.txt (plain text, 2014-03-20): 32 words, 0 gaps",
        "B  x.txt (plain text, 1998-05-01): 22 words, 1 gap",
        "¶1: released later (B), 2014-03-20",
        f"    A: {SHOWN}",
        "    B: [1 line not declassified]",
        "1 released later.",
    ]
