"""Gaps and release marks in an edition that withholds: they stay, without what is withheld."""

from __future__ import annotations

import re

from generator.model import Block, GapKind, withholdings_of
from generator.parse.lines import Line
from generator.parse.release_marks import read_stamp
from tests.cables import cable_text
from tests.cases import FIXTURES
from tests.editions import everything, leaks_in, paras, published, rules

NAME = """
rules:
  - id: names
    reason: protected source
    names: [Ada Sample Specimen]
    note: The source asked for it.
  - id: letters
    reason: protected source
    paras: ["08LIMA12 para 3"]
    note: The source asked for it.
"""
NOTICE = "[withheld: name, protected source, rule names]"


def blocks() -> dict[str, Block]:
    margin = "In the harbour they met Ada Sample Specimen and the mayor of the coast".ljust(100)
    text = cable_text(
        "08LIMA12",
        "Ada Sample Specimen met [name not declassified] and XXXXXXXXXXXX.",
        f"{margin}B6\nlast June. [Omitted here is a letter from Ada Sample Specimen.]",
        "He met [name not declassified] and XXXXXXXXXXXX.",
        "[2 lines not declassified]",
    ).replace("¶4. (U) [", "[")
    made = published(rules(NAME), c08LIMA12=text)
    assert "pecimen" not in str(everything(made))
    return {anchor: para.blocks[0] for anchor, para in paras(made, "08LIMA12").items()}


def test_a_gap_is_behind_the_same_words() -> None:
    block = blocks()["p-1"]
    assert block.text == f"{NOTICE} met and XXXXXXXXXXXX."
    withheld, covered = block.gaps
    assert block.text[: withheld.offset] == f"{NOTICE} met "
    assert block.text[covered.offset :] == "XXXXXXXXXXXX."


def test_codes_and_the_words_of_editors() -> None:
    block = blocks()["p-2"]
    assert block.text == f"In the harbour they met {NOTICE} and the mayor of the coast last June."
    codes, omitted = block.gaps
    assert (codes.codes, block.text[codes.offset :]) == (("B6",), "last June.")
    assert omitted.text == f"[Omitted here is a letter from {NOTICE}.]"


def test_a_withheld_para_keeps_the_gaps_of_the_publisher() -> None:
    block = blocks()["p-3"]
    assert block.text.startswith("[withheld")
    assert [(gap.kind, gap.offset) for gap in block.gaps] == [(GapKind.WITHHELD, len(block.text))]


def test_a_release_without_a_name() -> None:
    """The marks, numbers and gaps of a copy are the same without a name in its blocks."""
    text = (FIXTURES / "released.txt").read_text(encoding="utf-8")
    by_name = NAME.replace("Ada Sample Specimen", "Jane Roe").partition("  - id: letters")[0]
    full = published(rules("rules: []"), cC05000000=text).corpus.cables[0].cable
    made = published(rules(by_name), cC05000000=text)
    cable = made.corpus.cables[0].cable
    assert not re.search(r"\bRoe\b", str(everything(made)))
    assert leaks_in(made) == []
    assert (cable.id, cable.archive_numbers) == (full.id, full.archive_numbers)
    assert cable.release_marks == full.release_marks
    assert withholdings_of(cable) == withholdings_of(full)
    assert [p.number for p in cable.paras] == [1, 3]


def test_a_withheld_case_is_in_no_list() -> None:
    text = (FIXTURES / "released.txt").read_text(encoding="utf-8")
    case = NAME.replace("names: [Ada Sample Specimen]", 'patterns: ["F-2014-99999"]')
    made = published(rules(case.partition("  - id: letters")[0]), cC05000000=text)
    assert "F-2014" not in str(everything(made))
    assert leaks_in(made) == []
    (document,) = made.corpus.cables[0].cable.archive_numbers
    assert document.text == "C05000000"


def test_a_mark_is_read_without_the_name_of_the_officer() -> None:
    text = "Zqxwaaaq Declassified/Released US Department of State EO Systematic Review 20 Mar 2014"
    mark = read_stamp(Line(1, 0, len(text), text))
    assert mark is not None
    assert mark.date is not None
