"""What a scan misread in a telegram of the usual form is put right only where nothing else fits."""

from __future__ import annotations

import pytest

from generator import parse_cable
from generator.model import ReferenceKind

TELEGRAM = """\
UNCLASSIFIED

P 1423022 MAY 01 .
FM AMEMBASSY LIMA
TO SECSTATE WASHDC PRIORITY 5817
UNCLAS LIMA 01234

E.0.12958: N/A
TAGS: CVIS f PE
SUBJECT: THE SALT HARVEST

1. THE HARVEST BEGAN EARLY THIS YEAR AND THE WORKERS OF

THE COAST WERE PAID IN SACKS OF SALT.

2.1 WISH TO INFORM THE DEPARTMENT THAT THE COUNCIL OF THE PORT

HAS DECIDED TO HOLD ALL PRICES UNTIL JUNE.

3. THE COUNCIL AGREES.
DOE
"""


def test_a_scanned_telegram() -> None:
    cable = parse_cable(TELEGRAM)
    assert cable.id == "01LIMA1234"
    assert cable.header.iso_date == "2001-05-14"
    assert cable.header.tags == ("CVIS", "PE")
    assert [(p.number, p.text) for p in cable.paras] == [
        (
            1,
            "THE HARVEST BEGAN EARLY THIS YEAR AND THE WORKERS OF THE COAST WERE PAID IN SACKS OF "
            "SALT.",
        ),
        (
            2,
            "I WISH TO INFORM THE DEPARTMENT THAT THE COUNCIL OF THE PORT HAS DECIDED TO HOLD ALL "
            "PRICES UNTIL JUNE.",
        ),
        (3, "THE COUNCIL AGREES."),
    ]
    assert {r.rule for r in cable.repairs} == {
        "misread-time",
        "stray-letter",
        "misread-one",
        "sentence-rejoined",
    }
    assert cable.unparsed == ()


@pytest.mark.parametrize(
    ("typed", "date"),
    [
        ("P 142302Z MAY 01", "2001-05-14"),
        ("0 142302Z MAY 01", "2001-05-14"),
        ("P 14O3022 MAY 01 ,", "2001-05-14"),
        ("P R 142302z MAY 01", "2001-05-14"),
        ("P 142302 MAY 01", ""),
        ("P 1423023 MAY 01", ""),
        ("P 4423022 MAY 01", ""),
        ("P 1499022 MAY 01", ""),
        ("P 1423022 MAV 01", ""),
    ],
)
def test_a_date_time_group_is_restored_if_it_is_a_time(typed: str, date: str) -> None:
    assert parse_cable(TELEGRAM.replace("P 1423022 MAY 01 .", typed)).header.iso_date == date


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("3. THE COUNCIL", "2.2 SACKS\n\n3. THE COUNCIL"),
        ("3. THE COUNCIL", "2. THE PORT.\n\n3. THE COUNCIL"),
        ("2.1 WISH TO", "4.1 WISH TO"),
        ("2.1 WISH TO", "2.1. WISH TO"),
    ],
)
def test_a_part_of_a_number_stays(before: str, after: str) -> None:
    repairs = parse_cable(TELEGRAM.replace(before, after)).repairs
    assert "misread-one" not in [r.rule for r in repairs]


def test_one_title_with_a_blank_line_below_is_not_joined() -> None:
    text = TELEGRAM.replace("OF\n\nTHE COAST", "OF\nTHE COAST").replace("2.1", "2. I")
    text = text.replace("DEPARTMENT THAT THE COUNCIL OF THE PORT\n\n", "DEPARTMENT\nTHAT THE PORT ")
    title = "3. THE PRICES OF SALT AND OF NEW SACKS ON THE COAST\n\nTHE PRICES ROSE.\n"
    cable = parse_cable(text.replace("3. THE COUNCIL AGREES.\n", title))
    assert len(cable.paras[-1].blocks) == 2


def test_marks_of_a_release_are_no_text() -> None:
    case = "UNCLASSIFIED U.S. Department of State Case No. F-2014-99999 Doc No. C05000000 Date:"
    text = TELEGRAM.replace("THE COAST WERE", f"{case} 09/30/2015\n\nTHE COAST WERE")
    cable = parse_cable(f"RELEASE IN FULL\n\n{text}")
    assert cable.paras[0].text == parse_cable(TELEGRAM).paras[0].text
    assert len(cable.release_marks) == 2
    assert [n.text for n in cable.archive_numbers] == ["F-2014-99999", "C05000000"]


def test_references_before_1973_have_no_year() -> None:
    form = (
        "DEPARTMENT OF STATE\nAIRGRAM\nTO : DEPARTMENT OF STATE\nFROM : Amembassy LIMA  DATE: "
        "November 20, 1968\nSUBJECT : Salt\nREF : Quito 94; LIMA 12\n\nThe harvest began.\n"
    )
    references = parse_cable(form).header.references
    assert [(r.kind, r.target) for r in references] == [(ReferenceKind.CABLE, None)] * 2
