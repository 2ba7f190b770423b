"""How corrections are applied to a source, and reported where they do not fit."""

from __future__ import annotations

import pytest

from generator.corrections.corrected_cable import CorrectedCable, parse_corrected
from generator.model import Correction, CorrectionKind, DateSource, Fate, ReferenceKind
from generator.parse.stages import parse_cable

CABLE = """R 010900Z JUN 08
FM AMEMBASSY LIMAA
UNCLAS LIMAA 000012

TAGS: PREL
SUBJECT: SALT
REF: A. STATE 15O188
     B. QUITO 4

¶1. (U) One begins
here.

¶2. (U) Two ends. (U) Three begins.

(U) Four
goes on.

And on.

¶7. (U) Five.

15. (U) Six.
"""
"""Its lines are counted from 1: ¶1 is on line 10, ¶2 on 13, `(U) Four` on 15, ¶7 on 20."""


def correction(
    kind: str, value: str = "", line: int | None = None, was: str = "none"
) -> Correction:
    return Correction(
        kind=CorrectionKind(kind), line=line, was=was, value=value, reason="A fault.", source="Copy"
    )


def corrected(*corrections: Correction, text: str = CABLE) -> CorrectedCable:
    return parse_corrected(text, corrections, name="08LIMAA12")


def numbers(result: CorrectedCable) -> list[int | None]:
    return [para.number for para in result.cable.paras]


def test_without_corrections_a_source_is_read_as_always() -> None:
    assert corrected().cable == parse_cable(CABLE, name="08LIMAA12")


def test_a_field_of_the_header() -> None:
    result = corrected(
        correction("number", "08LIMA12", was="08LIMAA12"),
        correction("date", "2008-06-02", was="2008-06-01"),
        correction("post", "LIMA", was="LIMAA"),
        correction("classification", "CONFIDENTIAL", was="UNCLASSIFIED"),
        correction("subject", "SALT (PART 1 OF 2)", was="SALT"),
        correction("tags", "PREL PGOV", was="PREL"),
    )
    cable, header = result.cable, result.cable.header
    assert (cable.id, str(header.date), header.post) == ("08LIMA12", "2008-06-02", "LIMA")
    assert (header.classification, header.tags) == ("CONFIDENTIAL", ("PREL", "PGOV"))
    assert (header.subject, header.part, header.part_count) == ("SALT (PART 1 OF 2)", 1, 2)
    assert [(c.kind, c.before, c.after) for c in cable.corrections] == [
        ("number", "08LIMAA12", "08LIMA12"),
        ("date", "2008-06-01", "2008-06-02"),
        ("post", "LIMAA", "LIMA"),
        ("classification", "UNCLASSIFIED", "CONFIDENTIAL"),
        ("subject", "SALT", "SALT (PART 1 OF 2)"),
        ("tags", "PREL", "PREL PGOV"),
    ]
    assert cable.lines == parse_cable(CABLE).lines


def test_a_value_is_taken_away_or_added() -> None:
    result = corrected(correction("subject", "none", was="SALT"))
    assert result.cable.header.subject is None
    assert [(c.before, c.after) for c in result.cable.corrections] == [("SALT", "")]
    bare = CABLE.replace("SUBJECT: SALT\n", "")
    result = corrected(correction("subject", "SALT"), text=bare)
    assert result.cable.header.subject == "SALT"
    assert [(c.before, c.after) for c in result.cable.corrections] == [("", "SALT")]


def test_a_number_that_could_not_be_read_makes_a_cable() -> None:
    text = "SUBJECT: SALT\n\n¶1. (U) One.\n"
    assert parse_corrected(text, (), name="x").cable.id is None
    result = parse_corrected(text, [correction("number", "08LIMA12")], name="x")
    assert result.cable.id == "08LIMA12"
    assert "mrn-missing" not in [d.code for d in result.cable.diagnostics]


def test_years_of_references_follow_from_the_corrected_header() -> None:
    assert corrected().cable.header.references[1].target == "08QUITO4"
    result = corrected(correction("date", "2003-06-01", was="2008-06-01"))
    assert result.cable.header.references[1].target == "03QUITO4"


def test_a_date_is_known_to_the_year() -> None:
    result = corrected(correction("date", "2003", was="2008-06-01"))
    header = result.cable.header
    assert (header.date, header.year, header.date_source) == (None, 2003, DateSource.CORRECTION)
    assert header.references[1].target == "03QUITO4"
    assert result.cable.corrections[0].after == "2003"


def test_the_year_of_the_number_is_no_date_that_was_read() -> None:
    bare = CABLE.replace("R 010900Z JUN 08\n", "")
    assert parse_cable(bare, name="08LIMAA12").header.year == 2008
    dated = corrected(correction("date", "2003-06-01"), text=bare).cable
    assert (dated.header.year, dated.corrections[0].before) == (2003, "")
    numbered = corrected(correction("number", "07LIMA12", was="08LIMAA12"), text=bare).cable
    assert (numbered.header.year, numbered.header.date_source) == (2007, DateSource.NUMBER)
    undated = corrected(correction("date", "none", was="2008-06-01")).cable
    assert (undated.header.year, undated.header.date_source) == (2008, DateSource.NUMBER)


def test_the_target_of_a_reference() -> None:
    result = corrected(
        correction("reference", "07STATE150188", 7, "STATE 15O188"),
        correction("reference", "none", 8, "QUI…"),
    )
    first, second = result.cable.header.references
    assert (first.target, first.kind, first.raw) == (
        "07STATE150188",
        ReferenceKind.CABLE,
        "STATE 15O188",
    )
    assert (second.target, second.kind) == (None, ReferenceKind.OTHER)
    assert not [d for d in result.cable.diagnostics if d.code.startswith("reference-")]


def test_the_number_of_a_para() -> None:
    result = corrected(correction("para", "3", 20, "¶7. (U)"), correction("para", "4", 22, "15."))
    assert numbers(result) == [1, 2, 3, 4]
    assert [(c.line, c.before, c.after) for c in result.cable.corrections] == [
        (20, "7", "3"),
        (22, "15", "4"),
    ]


def test_a_para_without_a_number_in_the_source() -> None:
    result = corrected(correction("para", "3", 15, "(U) Four"))
    para = result.cable.paras[2]
    assert (para.number, para.marking, para.text) == (3, "U", "Four goes on.\n\nAnd on.")


def test_a_number_without_a_point_is_no_part_of_the_text() -> None:
    text = CABLE.replace("¶7. (U)", "6 (U)")
    result = corrected(correction("para", "3", 20, "6 (U)"), text=text)
    assert [para.text for para in result.cable.paras if para.number == 3] == ["Five."]
    year = corrected(correction("para", "3", 20, "2007"), text=text.replace("6 (U)", "2007"))
    assert [para.text for para in year.cable.paras if para.number == 3] == ["2007 Five."]


def test_no_para_begins_where_an_editor_says_so() -> None:
    result = corrected(correction("para", "none", 20, "¶7."))
    assert 7 not in numbers(result)
    assert "7. (U) Five." in result.cable.paras[1].text


def test_a_para_within_a_line() -> None:
    result = corrected(correction("para", "3", 13, "(U) Three"))
    assert result.cable.paras[1].text == "Two ends."
    assert result.cable.paras[2].text.startswith("Three begins.")


def test_a_line_continues_the_one_above() -> None:
    result = corrected(correction("join", line=18, was="And on."))
    assert "Four goes on. And on." in result.cable.paras[1].text
    lines = result.cable.lines
    assert lines[16].fates == (Fate.BLANK,)
    assert (lines[17].fates, lines[17].anchor) == (lines[15].fates, lines[15].anchor)


def test_a_line_is_split() -> None:
    text = CABLE.replace("And on.", "-- one -- two")
    result = corrected(correction("split", line=18, was="-- two"), text=text)
    items = [block.text for block in result.cable.paras[1].blocks if block.marker == "--"]
    assert items == ["one", "two"]
    assert result.cable.lines[17].fates == (Fate.TEXT,)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_corrections_fit_with_all_line_ends(end: str) -> None:
    text = CABLE.replace("\n", end)
    result = corrected(
        correction("para", "4", 22, "15."), correction("join", line=18, was="And"), text=text
    )
    assert len(result.applied) == 2


@pytest.mark.parametrize(
    "wrong",
    [
        correction("subject", "PEPPER", was="SALD"),
        correction("date", "2008-06-02"),
        correction("reference", "07STATE1", 7, "STATE 15"),
        correction("reference", "07STATE1", 8, "STATE 15O188"),
        correction("reference", "07STATE1", 700, "STATE 15O188"),
        correction("para", "3", 13, "U"),
        correction("para", "3", 5, "TAGS"),
        correction("para", "3", 99, "¶7."),
        correction("join", line=18, was="on."),
        correction("join", line=1, was="R"),
        correction("split", line=18, was="And"),
        correction("split", line=13, was="(U)"),
        correction("split", line=17, was="…"),
    ],
    ids=str,
)
def test_a_correction_that_does_not_fit_changes_nothing(wrong: Correction) -> None:
    result = corrected(wrong)
    assert result.applied == ()
    assert result.cable == corrected().cable


def test_two_corrections_of_one_place_change_nothing() -> None:
    for one, other in (
        (correction("para", "3", 20, "¶7."), correction("para", "4", 20, "¶7. (U)")),
        (
            correction("reference", "07STATE1", 7, "STATE…"),
            correction("reference", "07STATE2", 7, "STATE 15O188"),
        ),
    ):
        assert corrected(one, other).cable == corrected().cable


def test_a_chain_of_numbers_is_not_lost_to_a_number_that_does_not_fit_it() -> None:
    result = corrected(correction("para", "400", 20, "¶7."))
    assert numbers(result)[:2] == [1, 2]
    assert 400 in numbers(result)
