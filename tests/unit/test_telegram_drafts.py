"""Drafts of telegrams: who drafted, cleared and receives them is no text, nothing is invented."""

from __future__ import annotations

import datetime

import pytest

from generator import parse_cable
from generator.model import DateSource, Fate
from generator.parse.renderings import telegram_drafts

CASE = (
    "     UNCLASSIFIED U.S. Department of State Case No. F-2014-99999 Doc No. C05000000 "
    "Date: 09/30/2015"
)

DRAFT = f"""{CASE}


                                                              RELEASE IN PART B6

UNCLASSIFIED


ARA/AND:JDOE-POE
03/11/2008 202-555-0100
THE SECRETARY

ARA:RROE
ARA/FO:MPOE - OK
ARA/CEN:SMOE - OK +

ARA/AND, ARA/BSC, PM

IMMEDIATE LIMA, +

PRIORITY SALT, +


SENSITIVE

E.O. 12958: N/A

TAGS: PREL, MARR, PE

SUBJECT: THE SALT HARVEST

REF: A. STATE 100001
     B. 07 LIMA 12

1. (SBU) The harvest began early this year. The council of the
port met with
{CASE}
 {CASE}


the workers of the coast.

2. (U) Begin text:

Dear Minister:

The sacks were sold.

End text.


YY
{CASE}
{CASE}

PM:TCOE — OK
D(S):LPOE — OK (PROVISIONAL)
OSD:       — INFO                                                                                B6

Y

IMMEDIATE   QUITO
IMMEDIATE   LA PAZ

Y

PRIORITY BOGOTA

Y

UNCLASSIFIED

{CASE}
"""


def test_a_draft_has_no_number_and_the_day_of_drafting() -> None:
    cable = parse_cable(DRAFT, name="C05000000")
    header = cable.header
    assert cable.id is None
    assert header.date == datetime.date(2008, 3, 11)
    assert header.date_source is DateSource.DRAFTING
    assert (header.post, header.sender) == ("STATE", "SECSTATE WASHDC")
    assert header.classification == "UNCLASSIFIED"
    assert header.captions == ("SENSITIVE",)
    assert header.tags == ("PREL", "MARR", "PE")
    assert header.subject == "THE SALT HARVEST"
    assert [r.target for r in header.references] == ["08STATE100001", "07LIMA12"]
    codes = [item.code for item in cable.diagnostics]
    assert "number-uncertain" in codes
    assert "date-of-draft" in codes


def test_clearances_and_addressees_are_no_text() -> None:
    cable = parse_cable(DRAFT)
    assert [(para.number, para.text) for para in cable.paras] == [
        (
            1,
            "The harvest began early this year. The council of the port met with the workers of "
            "the coast.",
        ),
        (2, "Begin text:\n\nDear Minister:\n\nThe sacks were sold.\n\nEnd text."),
    ]
    assert [a.name for a in cable.header.action_addressees] == ["LIMA", "QUITO", "LA PAZ"]
    assert [a.name for a in cable.header.info_addressees] == ["SALT", "BOGOTA"]
    assert all(line.fates for line in cable.lines)
    fates = {line.text.strip(): line.fates[0] for line in cable.lines}
    assert fates["PM:TCOE — OK"] is Fate.HEADER
    assert fates["YY"] is Fate.HEADER
    assert fates["UNCLASSIFIED"] is Fate.BANNER
    assert cable.signature is None
    assert [n.text for n in cable.archive_numbers] == ["F-2014-99999", "C05000000"]


@pytest.mark.parametrize(
    ("before", "after", "date"),
    [
        ("03/11/2008 202-555-0100", "03/11/2008", "2008-03-11"),
        ("03/11/2008 202-555-0100", "3/11/08   X7-0100", "2008-03-11"),
        ("03/11/2008 202-555-0100", "O3/1I/2008 202-555-O1OO", "2008-03-11"),
        ("03/11/2008 202-555-0100", "03/11/2008\n(202) 555-0100", "2008-03-11"),
        ("03/11/2008 202-555-0100", "13/41/2008 202-555-0100", ""),
        ("ARA/AND:JDOE-POE\n03/11/2008", "ARA/AND: JDOE:JD  03/11/2008", "2008-03-11"),
        ("ARA/AND:JDOE-POE\n", "ARA/AND:JDOE-POE\n\n\n", "2008-03-11"),
        (" - OK", " — O.K.", "2008-03-11"),
        ("YY\n", "Y\n", "2008-03-11"),
        ("202-555-0100", f"202-555-0100{60 * ' '}B6", "2008-03-11"),
        ("ARA/FO:MPOE - OK", "ARA/FO:MPOE   DS:RPOE - OK", "2008-03-11"),
        ("IMMEDIATE   QUITO\nIMMEDIATE   LA PAZ", "IMMEDIATE   QUITO, LA PAZ", "2008-03-11"),
        ("UNCLASSIFIED\n\n\nARA", "32 : UNCLASSIFIED\n\nee\nARA", "2008-03-11"),
    ],
)
def test_damaged_drafts(before: str, after: str, date: str) -> None:
    assert before in DRAFT
    cable = parse_cable(DRAFT.replace(before, after))
    assert cable.id is None
    assert cable.header.iso_date == date
    assert cable.header.subject == "THE SALT HARVEST"
    assert cable.header.classification == "UNCLASSIFIED"
    assert [para.number for para in cable.paras] == [1, 2]
    assert cable.paras[1].text.endswith("End text.")
    assert len(cable.header.action_addressees) == 3


def test_misread_digits_of_the_day_are_repaired() -> None:
    cable = parse_cable(DRAFT.replace("03/11/2008", "O3/11/2008"))
    assert ("misread-digit", "O3/11/2008", "03/11/2008") in [
        (r.rule, r.before, r.after) for r in cable.repairs
    ]


def test_info_addressees_of_a_draft() -> None:
    text = DRAFT.replace("PRIORITY SALT, +", "INFO IMMEDIATE SALT, BOGOTA")
    cable = parse_cable(text.replace("PRIORITY BOGOTA", "PRIORITY CARACAS"))
    assert [a.name for a in cable.header.info_addressees] == ["SALT", "BOGOTA", "CARACAS"]


def test_a_draft_to_the_department_is_not_the_departments() -> None:
    cable = parse_cable(DRAFT.replace("IMMEDIATE LIMA, +", "IMMEDIATE SECSTATE WASHDC, +"))
    assert cable.header.post is None
    assert cable.header.sender is None


def test_a_clearance_within_the_text_is_text() -> None:
    text = DRAFT.replace("The sacks were sold.", "PM:TCOE - OK\n\nThe sacks were sold.")
    assert "PM:TCOE - OK" in parse_cable(text).paras[1].text


@pytest.mark.parametrize(
    "line",
    ["R 112219Z MAR 08", "FM SECSTATE WASHDC", "UNCLAS STATE 000012", "DE RUEHC #0012 0712219"],
)
def test_a_telegram_that_was_sent_is_no_draft(line: str) -> None:
    assert telegram_drafts.detects(DRAFT)
    assert not telegram_drafts.detects(DRAFT.replace("ARA:RROE", line))


def test_an_office_without_a_drafting_date_is_no_draft() -> None:
    assert not telegram_drafts.detects(DRAFT.replace("03/11/2008 202-555-0100", ""))
    assert not telegram_drafts.detects(DRAFT.replace("ARA/AND:JDOE-POE", "To the desk"))
