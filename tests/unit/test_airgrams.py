"""Airgrams on the Department's form, as scans give them."""

from __future__ import annotations

import datetime

import pytest

from generator import parse_cable
from generator.model import ArchiveNumber, DateSource, Fate, NumberKind
from generator.parse.renderings import airgrams

FORM = """\
ORIGIN/ ACTION
Tae DEPARTMENT OF STATE

eal AN Ir RI G RR JN, IVA Spe bie
F ‘de dl

FOR RM USE ONLY

ee | | pesos CONFIDENTIAL

NEA NO. HANDLING IN CAT
ls To . DEPARTMENT OF STATE a Noni! he /

. ed INFO : Amconsul QUITO “No, «

‘ via a Department: Pass copies Defense}'! NASA « DRY Me

re)
it he
/
een ‘ge crom : Amembassy RIO DE JANEIRO pate. November 20, 4963

sc supjsEct : The Salt Harvest of the Northern Coast and Its
Effects on the Workers.

NASA ‘S| REF :Embtel 94 to Amconsul Quito (to SecState 1054) of
ae ae November 14, 1963.
Information copies of the above Embtel were sent to the port, and
~s Department with the request that they be passed to the office
of the harvest.
Mr. Richard Roe, the Consul in Quito, replied by

telegram No. 157 of November 14 to the above cited Embtel; as
follows:

"The harvest began early this year and the workers were

paid in sacks of salt."

According to the council, the only reason is the rain, which the
port had not seen for ten years, and the price of the new sacks -

L <i

CONFIDENTIAL y oe i968 DEPT. USE ONLY
ron DS-323 a) = Lou

"SA:JADoe/roe 11-20-63 Soren ano TOF
Clearances: POL:RPoe (in substance ECON: SMoe Cl» h

Vrafted b

DECLASSIFIED NND 900000

ae . .
CONFIDENTIAL
Page 2 of A-123 from Rio
that came by ship.
For the Amassador: .
Jané A. Doe
Scientific Attache
CONFIDENTIAL
W ;
DECLASSIFIED NND 900000 ,
"""

FIRST = (
    "Information copies of the above Embtel were sent to the port, and ~s Department with the "
    "request that they be passed to the office of the harvest."
)
LAST = (
    "According to the council, the only reason is the rain, which the port had not seen for ten "
    "years, and the price of the new sacks - that came by ship."
)


def test_the_fields_of_the_form() -> None:
    cable = parse_cable(FORM)
    header = cable.header
    assert cable.rendering == "airgram"
    assert header.date == datetime.date(1963, 11, 20)
    assert header.date_source is DateSource.FORM
    assert (header.post, header.sender) == ("RIO DE JANEIRO", "Amembassy RIO DE JANEIRO")
    assert header.classification == "CONFIDENTIAL"
    assert header.subject == (
        "The Salt Harvest of the Northern Coast and Its Effects on the Workers."
    )
    assert [a.name for a in header.action_addressees] == ["DEPARTMENT OF STATE"]
    assert [a.name for a in header.info_addressees] == ["Amconsul QUITO"]
    assert [r.target for r in header.references] == [None]
    assert cable.signature == "Jané A. Doe"
    assert ("misread-digit", "4963", "1963") in [(r.rule, r.before, r.after) for r in cable.repairs]
    assert [mark.text for mark in cable.release_marks] == [
        "DECLASSIFIED NND 900000",
        "DECLASSIFIED NND 900000 ,",
    ]


def test_an_airgram_has_no_mrn() -> None:
    cable = parse_cable(FORM)
    assert cable.id is None
    assert cable.archive_numbers == (ArchiveNumber(kind=NumberKind.AIRGRAM, text="A-123"),)
    (found,) = [item for item in cable.diagnostics if item.code == "number-uncertain"]
    assert "A-123" in found.message
    assert not [item for item in cable.diagnostics if item.code == "reference-unreadable"]


def test_the_form_is_no_text() -> None:
    cable = parse_cable(FORM)
    assert [para.text for para in cable.paras] == [
        FIRST,
        "Mr. Richard Roe, the Consul in Quito, replied by telegram No. 157 of November 14 to the "
        'above cited Embtel; as follows:\n\n"The harvest began early this year and the workers '
        'were paid in sacks of salt."',
        LAST,
    ]
    assert all(line.fates for line in cable.lines)
    fates = {line.text: line.fates for line in cable.lines}
    assert fates["Page 2 of A-123 from Rio"] == (Fate.PAGE,)
    assert fates["L <i"] == (Fate.FORM,)
    assert fates["Scientific Attache"] == (Fate.SIGNATURE,)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("eal AN Ir RI G RR JN, IVA Spe bie", "A I R G R A M"),
        ("FOR RM USE ONLY", "FOR R USE ON"),
        ("ls To .", "TO     :"),
        ("ls To . DEPARTMENT OF STATE", "TO : The Department of State"),
        ("een ‘ge crom :", "FROM   :"),
        ("een ‘ge crom :", "~ FRON ;"),
        ("pate. November 20, 4963", "\n\nDATE: November 20, 1963"),
        ("pate. November 20, 4963", "DATE: 20 November I963"),
        ("pate. November 20, 4963", "DATE: November 20, 7963"),
        ("sc supjsEct :", "SUBJECT:"),
        ("sc supjsEct :", "SUBJ ECT : x\n\nSUBIECT:"),
        ("NASA ‘S| REF :Embtel", "REF:\nEmbtel"),
        ("ron DS-323", "FORM DS-323"),
        ("Vrafted b", "Drafted by:"),
        ("Page 2 of A-123 from Rio", "Page 2\nA-123 from Rio"),
        ("Page 2 of A-123 from Rio", "Page 2 of\nPage 2 of A-123, from Rio de Janeiro"),
        ("CONFIDENTIAL\nW ;", "CONFIDENTIAL\n\nEnclosures: 1. Clipping of the paper\nW ;"),
    ],
)
def test_damaged_forms(before: str, after: str) -> None:
    assert before in FORM
    cable = parse_cable(FORM.replace(before, after, 1))
    header = cable.header
    assert cable.rendering == "airgram"
    assert cable.id is None
    assert header.iso_date == "1963-11-20"
    assert header.post == "RIO DE JANEIRO"
    assert header.classification == "CONFIDENTIAL"
    assert (header.subject or "").endswith("Effects on the Workers.")
    assert cable.signature == "Jané A. Doe"
    assert cable.paras[0].text == FIRST
    assert cable.paras[-1].text == LAST


def test_a_misread_year_without_another_witness_is_missing() -> None:
    text = FORM.replace("14, 1963", "14").replace("11-20-63", "")
    cable = parse_cable(text)
    assert cable.header.date is None
    assert "date-missing" in [item.code for item in cable.diagnostics]


def test_numbers_that_differ_are_left_out() -> None:
    text = FORM.replace("W ;", "Page 3 of A-128 from Rio")
    assert (
        parse_cable(
            text.replace("For the Amassador", "Page 3 of A-128 from Rio\nFor the Am")
        ).archive_numbers
        == ()
    )


def test_a_signature_below_a_title_or_in_capitals() -> None:
    text = FORM.replace("For the Amassador: .\n", "\n")
    assert parse_cable(text).signature == "Jané A. Doe"
    text = text.replace("Jané A. Doe\nScientific Attache", "MARTINROE")
    assert parse_cable(text).signature == "MARTINROE"


def test_an_airgram_of_the_department() -> None:
    text = FORM.replace("DEPARTMENT OF STATE a Noni! he /", "Amembassy LIMA")
    text = text.replace("Amembassy RIO DE JANEIRO", "Department of State")
    cable = parse_cable(
        text.replace("crom : Department", "FROM : DEPARTMENT").replace(
            "of State pate", "OF STATE pate"
        )
    )
    assert cable.header.post == "STATE"
    assert [a.name for a in cable.header.action_addressees] == ["Amembassy LIMA"]


@pytest.mark.parametrize(
    "text",
    [
        "UNCLAS LIMA 000012\n\nSUBJECT: AIRGRAM\n\nREF: LIMA A-123\n\n1. (U) From: the coast.",
        "From: LIMA\nTo: STATE\nSubject: AIRGRAM A-123\nDocument Number: 1974LIMA00012\n",
        "Airgram From the Embassy in Peru to the Department of State\n\nA-123\n\nMay 1, 1962.",
        "From: Doe, Jane\nTo: Roe, Richard\nSubject: The airgram DS-323\n",
    ],
)
def test_other_texts_are_no_airgrams(text: str) -> None:
    assert not airgrams.detects(text)
