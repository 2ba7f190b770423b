"""Telegrams on a form with a field on each line, whose number stands behind the sender."""

from __future__ import annotations

import datetime

import pytest

from generator import parse_cable
from generator.model import DateSource, Fate
from generator.parse.renderings import telegram_forms

FORM = """\
UNCLASSIFIED
TELEGRAM March 11, 2008

To: ALL DIPLOMATIC AND CONSULAR POSTS - ROUTINE

Origin: VO

From: SECSTATE WASHDC (STATE 100000 - ROUTINE)

TAGS: CVIS, PTER

Captions: VISAS

Subject: THE SALT HARVEST OF THE
NORTHERN COAST

Ref: (A) 07 STATE 100001, (B)06 LIMA 12, (C) 07 STATE
220555

Introduction

1. The harvest began early this year, and the workers of the
coast were paid in sacks of salt.

2. The council gives two reasons:
a) The rain came late.
b) The sacks were sold.
"""


def test_the_number_stands_behind_the_sender() -> None:
    cable = parse_cable(FORM)
    header = cable.header
    assert cable.id == "08STATE100000"
    assert header.date == datetime.date(2008, 3, 11)
    assert header.date_source is DateSource.FORM
    assert (header.post, header.sender) == ("STATE", "SECSTATE WASHDC")
    assert header.classification == "UNCLASSIFIED"
    assert header.captions == ("VISAS",)
    assert header.tags == ("CVIS", "PTER")
    assert header.subject == "THE SALT HARVEST OF THE NORTHERN COAST"
    assert [r.target for r in header.references] == ["07STATE100001", "06LIMA12", "07STATE220555"]
    assert [(a.name, a.precedence) for a in header.action_addressees] == [
        ("ALL DIPLOMATIC AND CONSULAR POSTS", "ROUTINE")
    ]


def test_the_text_begins_below_the_fields() -> None:
    cable = parse_cable(FORM)
    assert [heading.text for heading in cable.headings] == ["Introduction"]
    assert [para.number for para in cable.paras] == [1, 2]
    assert all(line.fates for line in cable.lines)
    fates = {line.text: line.fates for line in cable.lines}
    assert fates["TELEGRAM March 11, 2008"] == (Fate.FORM,)
    assert fates["Origin: VO"] == (Fate.HEADER,)
    assert fates["UNCLASSIFIED"] == (Fate.BANNER,)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("(STATE 100000 - ROUTINE)", "{STATE 100000- ROUTINE)"),
        ("(STATE 100000 - ROUTINE)", "(STATE 1OO000 - ROUTINE"),
        ("(STATE 100000 - ROUTINE)", "( STATE  100000 )"),
        ("(STATE 100000 - ROUTINE)", "(STATE I00000 - ROUTINE)"),
        ("From: SECSTATE WASHDC (STATE 100000 - ROUTINE)", "STATE 100000\nFROM: SECSTATE WASHDC"),
        ("From:", "Frorn:"),
        ("Captions:", "Capuons:"),
        ("Origin:", "Ongin ;"),
        ("220555\n\n", "220555\n_________________________\n\n"),
        ("March 11, 2008", "MARCH 11 2008"),
        ("March 11, 2008", "11 March 2008"),
        ("March 11, 2008", "March 11, 2OO8"),
        ("March 11, 2008", "03/11/2008"),
        ("UNCLASSIFIED\nTELEGRAM", "UNCLASSIFIED TELEGRAM"),
        ("TELEGRAM March 11, 2008", "~ TELEGRAM\nDate: March 11, 2008"),
        ("Origin: VO\n\n", ""),
        ("\n\nTAGS: CVIS, PTER\n\n", "\nTAGS: CVIS, PTER\n"),
        ("TAGS: CVIS, PTER\n\nCaptions: VISAS", "Captions: VISAS\n\nTAGS: CVIS, PTER"),
        ("To:", "Classification:   UNCLASSIFIED\nTO:"),
        ("Subject:", "SUBJECT :"),
        (
            "b) The sacks were sold.\n",
            "b) The sacks were sold.\n\ncc: None\n\nDistribution:\nS/S-O\n",
        ),
        ("2. The", "UNCLASSIFIED   STATE 100000   Page 2 of 2\n\n2. The"),
    ],
)
def test_damaged_forms(before: str, after: str) -> None:
    assert before in FORM
    cable = parse_cable(FORM.replace(before, after))
    header = cable.header
    assert cable.id == "08STATE100000"
    assert header.date == datetime.date(2008, 3, 11)
    assert header.classification == "UNCLASSIFIED"
    assert header.captions == ("VISAS",)
    assert header.tags == ("CVIS", "PTER")
    assert header.subject == "THE SALT HARVEST OF THE NORTHERN COAST"
    assert len(header.references) == 3
    assert [para.number for para in cable.paras] == [1, 2]
    assert cable.paras[-1].text.endswith("The sacks were sold.")


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        (" (STATE 100000 - ROUTINE)", "", "does not hold it"),
        (
            "From: SECSTATE WASHDC (STATE 100000",
            "LIMA 12\nFrom: SECSTATE WASHDC (ROUTINE",
            "not hold",
        ),
        ("(STATE 100000", "(ATLANTIS 100000", "ATLANTIS is not a known post"),
        ("March 11, 2008", "March 1l, 2", "the year, is not readable"),
    ],
)
def test_a_number_is_not_guessed(before: str, after: str, reason: str) -> None:
    cable = parse_cable(FORM.replace(before, after))
    assert cable.id is None
    (found,) = [item for item in cable.diagnostics if item.code == "number-uncertain"]
    assert reason in found.message


def test_a_form_without_banner_has_no_classification() -> None:
    cable = parse_cable(FORM.replace("UNCLASSIFIED\n", ""))
    assert cable.header.classification is None


@pytest.mark.parametrize(
    "text",
    [
        "From: Doe, Jane\nTo: Roe, Richard\nSubject: The telegram of March 11\n\nSee below.",
        "UNCLAS LIMA 000012\n\nSUBJECT: TELEGRAM\n\n1. (U) From: the coast.",
        "INCOMING TELEGRAM\nFROM: Lima\nTO: Secretary of State\n",
        "To: all\nFrom: the desk (room 12)\nSubject: SALT\n",
    ],
)
def test_other_texts_are_no_forms(text: str) -> None:
    assert not telegram_forms.detects(text)
