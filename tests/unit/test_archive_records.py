"""Full records of the National Archives: furniture is taken off, attributes fill gaps."""

from __future__ import annotations

import datetime

import pytest

from generator import parse_cable
from generator.model import Fate, NumberKind
from tests.editions import everything, published, rules
from tests.linear_time import MOST, growth

MARK = " Declassified/Released US Department of State EO Systematic Review 30 JUN 2005"

ATTRIBUTES = f"""{MARK}
Message Attributes
Automatic Decaptioning: X
Document Number: 1974PORTOV02576
Draft Date: 24 APR 1974
Film Number: D740096-0872, D740097-0001
From: PORTO VERDE OR-M
Handling Restrictions: n/a
Original Classification: LIMITED OFFICIAL USE
Original Handling Restrictions: EXDIS, ONLY
Reference: 73 LIMA 12
Review Markings:

Declassified/Released
30 JUN 2005

Subject: THE SALT
HARVEST
TAGS: EIND, EAGR, (DOE, JANE), MX
To: STATE
Markings: {MARK.strip()}
{MARK}
"""

RECORD = f"""{MARK}
Message Text

UNCLASSIFIED

PAGE 01  PORTO V 02576  01 OF 02  241930Z

70
ACTION EB-11

INFO  OCT-01  ARA-16  /189 W
                       ---------------------     050383
R 241535Z APR 74
FM AMEMBASSY MEXICO
TO SECSTATE WASHDC 2908

UNCLAS SECTION 1 OF 2 MEXICO 2576

EXDIS

E.O. 11652: N/A
TAGS: EIND, EFIN
SUBJECT: SALT
REF: LIMA 12

1. THE HARVEST BEGAN EARLY THIS YEAR, AND THE WORKERS OF THE COAST
UNCLASSIFIED

UNCLASSIFIED

PAGE 02  PORTO V 02576  01 OF 02  241930Z

WERE PAID
{MARK}
{MARK}
IN SACKS OF SALT.
DOE


UNCLASSIFIED

NNN

UNCLASSIFIED

PAGE 01  PORTO V 02576  02 OF 02  241916Z

70
ACTION EB-11
                       ---------------------     050114
R 241535Z APR 74
FM AMEMBASSY MEXICO
TO SECSTATE WASHDC 2909

UNCLAS FINAL SECTION OF 2 MEXICO 2576/2

EXDIS

2. THE SACKS WERE SOLD.
DOE


UNCLASSIFIED

NNN

"""


def test_a_paragraph_goes_on_behind_a_page_break() -> None:
    cable = parse_cable(RECORD + ATTRIBUTES)
    assert [(para.number, para.text) for para in cable.paras] == [
        (
            1,
            "THE HARVEST BEGAN EARLY THIS YEAR, AND THE WORKERS OF THE COAST WERE PAID IN SACKS OF "
            "SALT.",
        ),
        (2, "THE SACKS WERE SOLD."),
    ]
    assert cable.signature == "DOE"
    assert cable.unparsed == ()


def test_the_telegram_wins_over_the_attributes() -> None:
    header = parse_cable(RECORD + ATTRIBUTES).header
    assert header.classification == "UNCLASSIFIED"
    assert header.subject == "SALT"
    assert header.tags == ("EIND", "EFIN")
    assert header.dtg is not None


def test_every_line_of_a_record_has_a_fate() -> None:
    cable = parse_cable(RECORD + ATTRIBUTES)
    assert all(line.fates for line in cable.lines)
    fates = {line.text.strip(): line.fates for line in cable.lines}
    assert fates[MARK.strip()] == (Fate.RELEASE_MARK,)
    assert fates["To: STATE"] == (Fate.RECORD,)
    assert fates["PAGE 02  PORTO V 02576  01 OF 02  241930Z"] == (Fate.PAGE,)
    assert fates["UNCLAS FINAL SECTION OF 2 MEXICO 2576/2"] == (Fate.BANNER,)


def test_a_record_without_text_has_what_the_attributes_say() -> None:
    text = (
        "Message Text\n\nMRN: 1974PORTOV02576  SEGMENT NUMBER: 000001  ERROR READING TEXT INDEX "
        "FILE; TELEGRAM TEXT FOR THIS MRN IS UNAVAILABLE\n\n"
    )
    cable = parse_cable(text + ATTRIBUTES)
    assert cable.id == "74PORTOVERDE2576"
    assert cable.header.date == datetime.date(1974, 4, 24)
    assert cable.header.post == "PORTO VERDE"
    assert cable.header.classification == "LIMITED OFFICIAL USE"
    assert cable.header.subject == "THE SALT HARVEST"
    assert cable.header.tags == ("EIND", "EAGR", "MX")
    assert cable.header.sender == "PORTO VERDE"
    assert cable.header.captions == ("EXDIS",)
    assert [reference.target for reference in cable.header.references] == ["73LIMA12"]
    assert cable.paras == ()
    assert [d.code for d in cable.diagnostics] == ["text-unavailable"]


def test_a_document_number_of_another_post_is_not_believed() -> None:
    text = ATTRIBUTES.replace("From: PORTO VERDE", "From: LIMA")
    assert parse_cable(f"Message Text\n\n{text}").id is None


def test_an_airgram_has_no_number_of_a_telegram() -> None:
    cable = parse_cable(ATTRIBUTES.replace("To: STATE", "To: STATE\nType: AIRGRAM"))
    assert cable.id is None
    assert cable.header.subject == "THE SALT HARVEST"
    assert cable.archive_numbers[0].text == "1974PORTOV02576"


def test_numbers_and_marks_of_the_archive_are_kept() -> None:
    cable = parse_cable(RECORD + ATTRIBUTES)
    assert [(number.kind, number.text) for number in cable.archive_numbers] == [
        (NumberKind.ARCHIVES, "1974PORTOV02576"),
        (NumberKind.FILM, "D740096-0872"),
        (NumberKind.FILM, "D740097-0001"),
    ]
    assert [(mark.line, mark.date) for mark in cable.release_marks] == [
        (1, datetime.date(2005, 6, 30))
    ]


def test_the_attributes_give_the_year_of_a_reference() -> None:
    cable = parse_cable(RECORD + ATTRIBUTES)
    assert [reference.target for reference in cable.header.references] == ["73LIMA12"]
    assert not cable.header.references[0].year_inferred


COPY = """UNCLASSIFIED
PAGE 01
LIMA 00576 01 OF 02 241930Z
ACTION EB-11
------------------120824Z 014429 /12
R 241535Z APR 74
FM AMEMBASSY LIMA
TO SECSTATE WASHDC 2908
UNCLAS SECTION 1 OF 2 LIMA 576
E.O. 11652: N/A
TAGS: EIND
{fields}
1. THE HARVEST BEGAN EARLY THIS YEAR, AND THE WORKERS OF THE COAST
UNCLASSIFIED
UNCLASSIFIED
PAGE 02
LIMA 00576 01 OF 02 241930Z
WERE PAID IN SACKS OF SA
"""


def test_sections_of_a_record_are_no_transmission_pages() -> None:
    made = published(rules("rules: []"), c74LIMA576=COPY.format(fields="SUBJECT: SALT"))
    page = everything(made)["cables/74LIMA576/index.md"]
    assert "| Sections | 2 according to the classification line |" in page
    assert "Transmission pages" not in page


@pytest.mark.parametrize(
    ("fields", "subject", "references", "texts"),
    [
        (
            "SUBJECT: SALT\nTHE EMBASSY AGREES WITH THIS.",
            "SALT",
            [],
            ["THE EMBASSY AGREES WITH THIS."],
        ),
        (
            "SUBJECT: THE SALT OF THE COAST AND ITS HAR-\nVEST",
            "THE SALT OF THE COAST AND ITS HARVEST",
            [],
            [],
        ),
        (
            "SUBJECT: THE SALT OF THE COAST IN ITS RELATION TO INTERNATIONAL\nSALT TRADE",
            None,
            [],
            [],
        ),
        ("SUBJECT: SALT\n   AND SUGAR", "SALT AND SUGAR", [], []),
        ("SUBJECT: SALT\nSUGAR\nREF: LIMA 55", "SALT SUGAR", ["74LIMA55"], []),
        (
            "SUBJECT: SALT\nREF: LIMA 55, STATE\n123456\nTHE EMBASSY AGREES.",
            "SALT",
            ["74LIMA55", "74STATE123456"],
            ["THE EMBASSY AGREES."],
        ),
        ("SUBJECT: SALT\nDEPT PASS USDA", "SALT", [], []),
        ("SUBJECT: SALT\nOF THE COAST", "SALT OF THE COAST", [], []),
        ("SUBJECT: SALT\nFOR THE SECRETARY FROM AMBASSADOR", "SALT", [], []),
    ],
)
def test_a_copy_without_blank_lines(
    fields: str, subject: str | None, references: list[str], texts: list[str]
) -> None:
    cable = parse_cable(COPY.format(fields=fields))
    expected = subject or "THE SALT OF THE COAST IN ITS RELATION TO INTERNATIONAL SALT TRADE"
    assert cable.header.subject == expected
    assert [reference.target for reference in cable.header.references] == references
    assert [para.text for para in cable.paras] == [
        *texts,
        "THE HARVEST BEGAN EARLY THIS YEAR, AND THE WORKERS OF THE COAST WERE PAID IN SACKS OF SA",
    ]
    assert {"text-cut", "section-missing"} <= {item.code for item in cable.diagnostics}


@pytest.mark.parametrize(
    ("above", "below", "texts"),
    [
        ("THE SALT WAS SOLD.\n", "\nTHE REST WAS KEPT.", 2),
        ("THE SALT WAS SOLD.", "\n\nTHE REST WAS KEPT.", 2),
        ("THE SALT WAS SOLD.", "\nTHE REST WAS KEPT.", 1),
        ("THE SALT WAS", "\n\nSOLD.", 1),
    ],
)
def test_a_page_break_ends_a_paragraph_only_with_a_blank_line_of_its_own(
    above: str, below: str, texts: int
) -> None:
    page = "UNCLASSIFIED\n\nUNCLASSIFIED\n\nPAGE 02  LIMA 00576  241930Z\n"
    body = f"THE HARVEST BEGAN EARLY.\n{above}\n{page}{below}\nDOE\n\nUNCLASSIFIED\n\nNNN\n"
    head = COPY.split("{fields}", maxsplit=1)[0].replace(" 01 OF 02", "")
    cable = parse_cable(f"{head}SUBJECT: SALT\n\n{body}")
    assert len(cable.paras) == texts
    assert cable.signature == "DOE"


def test_a_page_line_in_a_plain_text_is_no_archive_record() -> None:
    text = "UNCLAS LIMA 000012\n\n1. He read PAGE 01 of the book.\n"
    assert parse_cable(text).id is None or parse_cable(text).paras


def test_page_lines_without_end_take_linear_time() -> None:
    head = COPY.split("{fields}", maxsplit=1)[0]
    assert growth(parse_cable, "PAGE 02 ##\n\n", head) < MOST


def test_the_secretary_on_travel_has_a_series_of_his_own() -> None:
    text = COPY.format(fields="SUBJECT: SALT\nREF: SECTO 12011")
    text = text.replace("LIMA 00576", "SECTO 12015").replace("LIMA 576", "SECTO 12015")
    cable = parse_cable(text.replace("AMEMBASSY LIMA", "USDEL SECRETARY ABOARD"))
    assert cable.id == "74SECTO12015"
    assert cable.header.post == "SECTO"
    assert [reference.target for reference in cable.header.references] == ["74SECTO12011"]


@pytest.mark.parametrize(
    ("last", "signature"),
    [
        ("THE EMBASSY HAS NO OBJECTION TO THE VISIT\nDOE", "DOE"),
        ("THE EMBASSY HAS NO OBJECTION TO THE VISIT IN\nJUNE", None),
        ("THE EMBASSY HAS NO OBJECTION TO A VISIT OF THE MINISTER NEXT\nJUNE", None),
    ],
)
def test_a_signature_below_a_sentence_without_point(last: str, signature: str | None) -> None:
    head = COPY.split("{fields}", maxsplit=1)[0].replace(" 01 OF 02", "")
    cable = parse_cable(f"{head}SUBJECT: SALT\n\n{last}\n\nUNCLASSIFIED\n\nNNNN\n")
    assert cable.signature == signature
    assert len(cable.paras) == 1


def test_a_withdrawal_card_is_no_text() -> None:
    card = "Message Text\n\nWITHDRAWAL CARD\n\nDATE: 14 MAY 2004\nREASON: B1\n\n"
    cable = parse_cable(card + ATTRIBUTES)
    assert cable.id == "74PORTOVERDE2576"
    assert cable.paras == ()
    assert [(d.code, d.line) for d in cable.diagnostics] == [("text-unavailable", 3)]
    assert {line.text: line.fates for line in cable.lines}["REASON: B1"] == (Fate.RECORD,)
