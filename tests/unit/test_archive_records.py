"""Full records of the National Archives: furniture is taken off, attributes fill gaps."""

from __future__ import annotations

import datetime

from generator import parse_cable
from generator.model import Fate

MARK = " Declassified/Released US Department of State EO Systematic Review 30 JUN 2005"

ATTRIBUTES = f"""{MARK}
Message Attributes
Automatic Decaptioning: X
Document Number: 1974PORTOV02576
Draft Date: 24 APR 1974
From: PORTO VERDE
Handling Restrictions: n/a
Original Classification: LIMITED OFFICIAL USE
Review Markings:

Declassified/Released
30 JUN 2005

Subject: THE SALT HARVEST
TAGS: EIND, EAGR, (DOE, JANE), MX
To: STATE
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

E.O. 11652: N/A
TAGS: EIND, EFIN
SUBJECT: SALT

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
    assert cable.paras == ()
    assert [d.code for d in cable.diagnostics if d.code == "paragraphs-missing"]


def test_a_document_number_of_another_post_is_not_believed() -> None:
    text = ATTRIBUTES.replace("From: PORTO VERDE", "From: LIMA")
    assert parse_cable(f"Message Text\n\n{text}").id is None


def test_a_page_line_in_a_plain_text_is_no_archive_record() -> None:
    text = "UNCLAS LIMA 000012\n\n1. He read PAGE 01 of the book.\n"
    assert parse_cable(text).id is None or parse_cable(text).paras
