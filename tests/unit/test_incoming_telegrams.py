"""Incoming telegrams on the Department's form of before 1973, as scans give them."""

from __future__ import annotations

import datetime

import pytest

from generator import parse_cable
from generator.model import ArchiveNumber, DateSource, Fate, NumberKind
from generator.parse.renderings import incoming_telegrams
from tests.linear_time import MOST, growth

FORM = """\
INCOMING TELEGRAM Department of State “ “eeed W/

32 : __ CONFIDENTIAL

en

Action . Control: 12435
: : Rec’d: November 21, 1957
Pio FROM: Hong Kong 8:30 p.m.

RMR TO: ‘Secretary of State
NO: = 865, November 21

INR .
FE _ SENT DEPARTMENT 865, REPEATED INFORMATION KOBE 2, YOKOHAMA 3.
The salt harvest began early this year. The workers of the
IRC coast were paid in sacks of salt, and the council expects
that more will follow.
ies ae een en ne a e

CIA DRUMROE

HMR:CMS/15
Note: Advance copy to FE and to the desk of the harvest on the same day.

REPRODUCTION FROM THIS COPY IS PROHIBITED UNLESS "UNCLASSIFIED"
"""

TEXT = (
    "The salt harvest began early this year. The workers of the coast were paid in sacks of salt, "
    "and the council expects that more will follow."
)


def test_the_fields_of_the_form() -> None:
    cable = parse_cable(FORM)
    header = cable.header
    assert cable.rendering == "incoming telegram"
    assert header.date == datetime.date(1957, 11, 21)
    assert header.date_source is DateSource.FORM
    assert (header.post, header.sender) == ("HONG KONG", "Hong Kong")
    assert header.classification == "CONFIDENTIAL"
    assert [a.name for a in header.action_addressees] == ["Secretary of State"]
    assert header.passing == ("SENT DEPARTMENT 865, REPEATED INFORMATION KOBE 2, YOKOHAMA 3.",)
    assert cable.signature == "DRUMROE"
    assert cable.archive_numbers == (
        ArchiveNumber(kind=NumberKind.CONTROL, text="12435"),
        ArchiveNumber(kind=NumberKind.SERIES, text="865"),
    )


def test_the_number_is_not_unique_and_gives_no_mrn() -> None:
    cable = parse_cable(FORM)
    assert cable.id is None
    (found,) = [item for item in cable.diagnostics if item.code == "number-uncertain"]
    assert found.line == 12
    assert "before 1973" in found.message


def test_the_form_is_no_text() -> None:
    cable = parse_cable(FORM)
    assert [para.text for para in cable.paras] == [TEXT]
    assert all(line.fates for line in cable.lines)
    fates = {line.text: line.fates for line in cable.lines}
    assert fates["INR ."] == (Fate.FORM,)
    assert set(fates["IRC coast were paid in sacks of salt, and the council expects"]) == {
        Fate.FORM,
        Fate.TEXT,
    }
    assert fates["CIA DRUMROE"] == (Fate.SIGNATURE,)
    assert [(r.rule, r.before) for r in cable.repairs] == [("form-stamp", "IRC")]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("INCOMING TELEGRAM", "lNCOMlNG TELEGRAM"),
        ("INCOMING TELEGRAM Department of State “ “eeed W/", ""),
        ("Control: 12435\n: : Rec’d:", "Control 12435 Rec'd:"),
        ("Control: 12435\n: : Rec’d:", "Control: 12435 Rec'd:"),
        ("Rec’d: November 21, 1957", "Rec'd:\nNOV. 21, 1957"),
        ("Rec’d: November 21, 1957", "Recd: 22 November 1957"),
        ("November 21, 1957\n", "November 21, I957\n"),
        ("FROM: Hong Kong 8:30 p.m.", "FRCM: HONG KONG\n8:30 PM"),
        ("FROM: Hong Kong 8:30 p.m.", "FROM : Hong Kong    e ~ 8:30"),
        ("Pio FROM", "FROM"),
        ("NO: = 865, November 21", "NO. 865, November 21, 8 p.m."),
        ("NO: = 865, November 21", "N0: 865\nDATE: November 21, 8 p.m."),
        ("RMR TO: ‘Secretary", "RMR T0: Secretary"),
        ("\nINR .\n", "\nINR .\n\nPRIORITY\n\n"),
        ("CIA DRUMROE", "DRUMROE"),
        ("CIA DRUMROE", "DRUMROE\n\nA"),
        ("HMR:CMS/15\n", ""),
        ("Note:", "NOTE : PASSED OSD\n"),
        (
            " The workers of the\n",
            " The workers of the\n\nCONFIDENTIAL\n\nPERMANENT RECORD COPY * This copy must be "
            "returned\n\n-2- 865, November 21, 8 p.m., from Hong Kong\n\n",
        ),
    ],
)
def test_damaged_forms(before: str, after: str) -> None:
    assert before in FORM
    cable = parse_cable(FORM.replace(before, after, 1))
    header = cable.header
    assert cable.id is None
    assert header.iso_date == "1957-11-21"
    assert header.post == "HONG KONG"
    assert header.classification == "CONFIDENTIAL"
    assert cable.signature == "DRUMROE"
    assert [para.text for para in cable.paras] == [TEXT]
    assert ArchiveNumber(kind=NumberKind.SERIES, text="865") in cable.archive_numbers


def test_the_year_of_a_telegram_received_in_january() -> None:
    text = FORM.replace("Rec’d: November 21, 1957", "Rec'd: January 1, 1958")
    text = text.replace("865, November 21", "865, December 31")
    assert parse_cable(text).header.iso_date == "1957-12-31"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("865, November 21", "865, Nevomber 21"),
        ("865, November 21", "865, November 27"),
        ("865, November 21", "865, March 21"),
        ("Rec’d: November 21, 1957", "Rec'd: November 21, 19S7"),
    ],
)
def test_an_unsure_day_is_missing(before: str, after: str) -> None:
    cable = parse_cable(FORM.replace(before, after))
    assert cable.header.date is None
    assert "date-missing" in [item.code for item in cable.diagnostics]


def test_banners_that_differ_give_no_classification() -> None:
    cable = parse_cable(FORM + "\nUNCLASSIFIED\n")
    assert cable.header.classification is None
    assert "classification-missing" in [item.code for item in cable.diagnostics]


def test_a_form_without_banner_is_not_unclassified() -> None:
    assert parse_cable(FORM.replace("CONFIDENTIAL", "")).header.classification is None


def test_an_unknown_post_is_reported() -> None:
    cable = parse_cable(FORM.replace("Hong Kong 8:30", "Atlantis 8:30"))
    assert cable.header.post is None
    assert "post-unknown" in [item.code for item in cable.diagnostics]


def test_numbered_paragraphs_and_a_later_form() -> None:
    cable = parse_cable(
        "INCOMING TELEGRAM Department of State\n43 SECRET\nAction Control: 18999\n"
        "SS Rec'd: NOVEMBER 27, 1963\nInfo 10:01 PM\nFROM: MEXICO CITY\n"
        "ACTION: SECSTATE 1201 PRIORITY\nINFO: EMBASSY LIMA 12\nDATE: NOVEMBER 27, 9 PM\n\n"
        "LIMIT DISTRIBUTION\n\n1. THE HARVEST BEGAN EARLY.\n\n2. THE SACKS WERE SOLD.\n\nGP-1\n\n"
        "DOE\n\nBT\n"
    )
    assert [para.number for para in cable.paras] == [1, 2]
    assert cable.header.captions == ("LIMIT DISTRIBUTION",)
    assert cable.header.post == "MEXICO CITY"
    assert cable.header.iso_date == "1963-11-27"
    assert ArchiveNumber(kind=NumberKind.SERIES, text="1201") in cable.archive_numbers
    assert cable.signature == "DOE"


def test_a_form_without_readable_title_and_receipt() -> None:
    cable = parse_cable(
        "ee\nSECRET\n\nFROM: Hong Kong\nTO: Secretary of State\nNO: 865, November 21, 1957\n\n"
        "The harvest began early.\n\nDOE\n"
    )
    assert cable.rendering == "incoming telegram"
    assert cable.header.iso_date == "1957-11-21"
    assert cable.header.classification == "SECRET"


def test_values_that_stand_apart_from_their_names() -> None:
    cable = parse_cable(
        "INCOMING TELEGRAM\nUNCLASSIFIED\nAction\nFE\nRMR\nControl:\nRec'd:\nFROM:\nTO:\nNO:\n"
        "12435\nNovember 21, 1957\n8:30 p.m.\nHong Kong\nSecretary of State\n865, November 21\n\n"
        "The harvest began early.\n\nDOE\n"
    )
    assert cable.header.iso_date == "1957-11-21"
    assert cable.header.post == "HONG KONG"
    assert ArchiveNumber(kind=NumberKind.SERIES, text="865") in cable.archive_numbers
    assert [para.text for para in cable.paras] == ["The harvest began early."]


@pytest.mark.parametrize("number", ["2 715, November 21", "8 65, November 21"])
def test_parted_digits_are_no_number(number: str) -> None:
    cable = parse_cable(FORM.replace("865, November 21", number))
    assert cable.header.iso_date == "1957-11-21"
    assert [n.kind for n in cable.archive_numbers] == [NumberKind.CONTROL]


def test_the_address_line_and_the_reference_above_the_text() -> None:
    text = FORM.replace("YOKOHAMA 3.\n", "YOKOHAMA\n3.\n\nReference: Deptel 12.\n\n")
    cable = parse_cable(text)
    assert cable.header.passing[0].endswith("KOBE 2, YOKOHAMA 3.")
    assert [r.raw for r in cable.header.references] == ["Deptel 12"]
    assert [para.text for para in cable.paras] == [TEXT]


def test_a_long_line_goes_on_below_a_blank_one() -> None:
    cable = parse_cable(FORM.replace("The workers of the\n", "The workers of\n\nNorthern "))
    (para,) = cable.paras
    assert "The workers of Northern" in para.text
    assert "sentence-rejoined" in [r.rule for r in cable.repairs]


def test_a_signer_with_small_letters_and_no_signer() -> None:
    assert parse_cable(FORM.replace("CIA DRUMROE", "Drumroe")).signature == "Drumroe"
    text = FORM.replace("CIA DRUMROE\n\n", "").replace("will follow.", "will follow in\nLima")
    cable = parse_cable(text)
    assert cable.signature is None
    assert "follow in Lima" in cable.paras[0].text


def test_a_paragraph_keeps_its_first_word_and_agencies() -> None:
    text = FORM.replace("The salt harvest", "INR says that the salt harvest")
    text = text.replace("that more will follow.", "CIA reports that more will follow.")
    (para,) = parse_cable(text).paras
    assert para.text.startswith("INR says")
    assert "expects CIA reports" in para.text


@pytest.mark.parametrize(
    "text",
    [
        "UNCLAS LIMA 000012\n\nSUBJECT: AN INCOMING TELEGRAM\n\n1. (U) From: the coast.",
        "FROM: Lima\nTO: Secretary of State\nNO: 12\n\nThe harvest.",
        "FROM: Lima\nTO: the council\nNO: 12, May 4\n\nThe harvest.",
        "R 112219Z MAR 08\nFM AMEMBASSY LIMA\nTO SECSTATE WASHDC\nUNCLAS LIMA 12\n",
        "From: Doe, Jane\nTo: Roe, Richard\nSubject: INCOMING TELEGRAM\n\nPlease read it.",
        "From: Doe, Jane\nTo: Roe, Richard\nSubject: The incoming telegram\n\nNo. 865, May 4.",
        "UNCLAS LIMA 000012\n\n1. (U) FROM: arms control 12345 Rec'd the text.",
        "Telegram From the Embassy in Peru to the Department of State\n\nLima, May 1, 1962.",
    ],
)
def test_other_texts_are_no_incoming_telegrams(text: str) -> None:
    assert not incoming_telegrams.detects(text)


@pytest.mark.parametrize(
    "piece", ["FROM: ", "Control: 12435 Rec'd: ", "NO: 1 ", "ab:", "DOE\n", "A-1\n"]
)
def test_hostile_text_is_read_in_linear_time(piece: str) -> None:
    head, rest = FORM.split("FROM", maxsplit=1)
    assert growth(parse_cable, piece, FORM) < MOST
    assert growth(parse_cable, piece, head, f"FROM{rest}") < MOST
