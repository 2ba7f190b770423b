"""Numbers of cables and paras as editors write them."""

from __future__ import annotations

import pytest

from generator import parse_cable
from generator.curated.numbers import read_mrn, read_para, read_para_of_cable
from generator.curated.yaml_fields import Faults
from generator.errors import ReftelError
from tests.cables import cable_text


def faults_of(read: object, text: str) -> str:
    faults = Faults("f.yml")
    read(text, 7, faults)  # type: ignore[operator]  # one of the readers
    with pytest.raises(ReftelError) as raised:
        faults.raise_if_any()
    return str(raised.value)


@pytest.mark.parametrize(
    "text",
    ["08LIMA12", "08LIMA000012", "08 LIMA 12", "08 LIMA 00012", "2008 LIMA 12", "2008LIMA12",
     "LIMA 12 (08)", "LIMA 000012 (2008)", "08lima12", "08 Lima 12", "08LIMA 000012"],
)  # fmt: skip
def test_every_spelling_of_a_cable(text: str) -> None:
    faults = Faults("f.yml")
    assert read_mrn(text, 1, faults) == "08LIMA12"
    faults.raise_if_any()


@pytest.mark.parametrize(
    ("text", "mrn"),
    [("08 SECSTATE 12", "08STATE12"), ("05 SAN JOSE 02460", "05SANJOSE2460"),
     ("08 SANTIAG0 21", "08SANTIAGO21"), ("08 N'Djamena 5", "08NDJAMENA5")],
)  # fmt: skip
def test_a_post_is_named_as_the_parser_names_it(text: str, mrn: str) -> None:
    faults = Faults("f.yml")
    assert read_mrn(text, 1, faults) == mrn
    faults.raise_if_any()


def test_the_spelling_of_a_cables_own_line_is_read() -> None:
    cable = parse_cable(cable_text("08LIMA12", "One."), name="08LIMA12")
    assert cable.id == read_mrn("08LIMA000012", 1, Faults("f.yml"))


@pytest.mark.parametrize(
    "text",
    ["LIMA", "8LIMA", "08LIMA", "08 12", "", "08LIMA12x", "08LIMA" + "9" * 5000, "9" * 5000,
     "08LIMA1234567890", "2008 LIMA 12 (2008)", "08 . 12"],
)  # fmt: skip
def test_an_unreadable_number_is_an_error_with_its_line(text: str) -> None:
    message = faults_of(read_mrn, text)
    assert message.startswith("f.yml:7: '")
    assert "is not a message reference number" in message
    assert len(message) < 300


def test_a_number_without_year_asks_for_it() -> None:
    assert faults_of(read_mrn, "LIMA 12") == (
        "f.yml:7: 'LIMA 12' has no year: write it in front, as in 08MEXICO721."
    )


@pytest.mark.parametrize(
    ("text", "anchor"),
    [("22", "p-22"), ("¶22", "p-22"), ("¶ 22", "p-22"), ("para 22", "p-22"), ("Para. 22", "p-22"),
     ("PARAGRAPH 022", "p-22"), ("27.A", "p-27-a"), ("27a", "p-27-a"), ("¶27.A", "p-27-a"),
     ("A", "p-a"), ("line 160", "l-160"), ("p-45-2", "p-45-2"), ("l-9", "l-9")],
)  # fmt: skip
def test_every_spelling_of_a_para(text: str, anchor: str) -> None:
    assert read_para(text) == anchor


@pytest.mark.parametrize(
    "text", ["", "¶", "para", "0", "22.", "twenty", "¶" + "9" * 5000, "line " + "9" * 5000]
)
def test_what_names_no_para(text: str) -> None:
    assert read_para(text) is None


@pytest.mark.parametrize(
    "text",
    ["08LIMA12 ¶1", "08LIMA000012 ¶1", "08LIMA000012¶1", "08 LIMA 12 para 1", "08 lima 12, para. 1",
     "08 LIMA 12 1", "LIMA 12 (2008) ¶1"],
)  # fmt: skip
def test_every_spelling_of_a_para_of_a_cable(text: str) -> None:
    faults = Faults("f.yml")
    assert read_para_of_cable(text, 1, faults) == ("08LIMA12", "p-1")
    faults.raise_if_any()


@pytest.mark.parametrize(
    "text", ["08LIMA12", "08 LIMA 12", "¶1", "08LIMA12 ¶" + "9" * 5000, "8LIMA ¶1", "08LIMA12 ¶x1"]
)
def test_what_names_no_para_of_a_cable(text: str) -> None:
    message = faults_of(read_para_of_cable, text)
    assert "is not a para of a cable: write '08MEXICO721 ¶22'." in message
    assert len(message) < 300


def test_the_anchor_of_a_lettered_para_is_that_of_the_parser() -> None:
    text = cable_text("08LIMA12", "One.") + "\n27.A. (U) First.\n\n27.B. (U) Second.\n"
    lettered = [p for p in parse_cable(text, name="08LIMA12").paras if p.letter is not None]
    assert len(lettered) == 2
    assert [read_para(para.letter or "") for para in lettered] == [p.anchor for p in lettered]
