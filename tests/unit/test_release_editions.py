"""Gaps and release marks in an edition that withholds: they stay, without what is withheld."""

from __future__ import annotations

from generator.model import Block, GapKind
from generator.parse.lines import Line
from generator.parse.release_marks import read_stamp
from tests.cables import cable_text
from tests.editions import everything, paras, published, rules

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


def test_a_mark_is_read_without_the_name_of_the_officer() -> None:
    text = "Zqxwaaaq Declassified/Released US Department of State EO Systematic Review 20 Mar 2014"
    mark = read_stamp(Line(1, 0, len(text), text))
    assert mark is not None
    assert mark.date is not None
