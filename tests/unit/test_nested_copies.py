"""A page or a table whose message is a copy of another form reads like that copy."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from generator import parse_cable
from generator.model import Cable, Fate
from tests.editions import everything, published, rules
from tests.unit.test_csv_tables import doubled, escaped, minimal
from tests.unit.test_html_pages import values

RECORD = """\
Message Text

UNCLASSIFIED

PAGE 01        LIMA  00012  112230Z
ACTION ARA-10

INFO  OCT-01  /011 W
                        ------------------033101  112240Z /41
R 112222Z MAR 78
FM AMEMBASSY LIMA
TO SECSTATE WASHDC 7998
UNCLAS LIMA 0012

E.O. 11652: N/A
TAGS: PGOV, PE
SUBJECT: TALKS

1. THE COUNCIL SAID "NO" AND THEN
UNCLASSIFIED

UNCLASSIFIED

PAGE 02        LIMA  00012  112230Z

MET AGAIN.
SMITH
UNCLASSIFIED

NNN

                Message Attributes

Document Number: 1978LIMA00012
Draft Date: 11 MAR 1978
From: LIMA
Original Classification: UNCLASSIFIED
Subject: TALKS
TAGS: PGOV, PE
"""

SMART = """\
UNCLASSIFIED
SBU

MRN:                11 LIMA 504
Date/DTG:           Apr 07, 2011 / 071322Z APR 11
From:               AMEMBASSY LIMA
Action:             WASHDC, SECSTATE IMMEDIATE
E.O.:               13526
TAGS:               PGOV, PREL, PE
Captions:           SENSITIVE, SIPDIS
Subject:            (SBU) Ambassador Meets Council

1. (SBU) The council met.

2. (U) It will meet again.

Signature:          SMITH

UNCLASSIFIED
SBU
"""


UNAVAILABLE = """\
Message Text

MRN: 1973LIMA000073  SEGMENT NUMBER: 000001  ERROR READING TEXT INDEX FILE; TELEGRAM TEXT \
FOR THIS MRN IS UNAVAILABLE

                Message Attributes

Document Number: 1973LIMA00073
Draft Date: 11 MAR 1973
From: LIMA
Original Classification: UNCLASSIFIED
Subject: TALKS
TAGS: PGOV, PE
"""


def as_page(text: str) -> str:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;")
    return f"<html><body>\n<h1>A copy</h1>\n<pre>{escaped}</pre>\n</body></html>"


def as_row(text: str) -> str:
    return doubled(["id", "body"], ["", text])


def as_escaped_row(text: str) -> str:
    return escaped(["id", "body"], ["", text])


def as_bare_row(text: str) -> str:
    return minimal(["id", "body"], ["", text])


def as_page_in_a_row(text: str) -> str:
    return doubled(["id", "body"], ["", as_page(text)])


@pytest.mark.parametrize("text", [RECORD, UNAVAILABLE, SMART], ids=["record", "no text", "smart"])
@pytest.mark.parametrize("frame", [as_page, as_row, as_escaped_row, as_bare_row, as_page_in_a_row])
def test_a_copy_in_a_frame_reads_like_the_copy(frame: Callable[[str], str], text: str) -> None:
    source = frame(text)
    cable, expected = parse_cable(source), parse_cable(text)
    assert values(cable) == values(expected)
    assert cable.release_marks == expected.release_marks
    assert cable.archive_numbers == expected.archive_numbers
    assert all(line.fates for line in cable.lines)
    for para in cable.paras:
        assert source[para.span.start : para.span.end].startswith(f"{para.number}.")


def as_one_line(text: str) -> str:
    titles, _, row = as_row(text).partition("\n")
    escaped_ends = row.rstrip("\n").replace("\n", "\\n")
    return f"{titles}\n{escaped_ends}\n"


def with_references(text: str) -> str:
    return as_page(text).replace("\n", "&#10;")


@pytest.mark.parametrize(
    "frame", [as_page, with_references, as_row, as_escaped_row, as_page_in_a_row, as_one_line]
)
def test_a_name_across_a_page_break_is_withheld(frame: Callable[[str], str]) -> None:
    text = RECORD.replace("AND THEN", "AND ADA").replace("MET AGAIN", "SPECIMEN MET AGAIN")
    made = published(
        rules("rules: [{id: a, reason: security, kind: name, names: [Ada Specimen], note: x}]"),
        c78LIMA12=frame(text),
    )
    (item,) = made.corpus.cables
    assert item.cable.paras[0].text.endswith("MET AGAIN.")
    assert "specimen" not in str(everything(made)).lower()


def fates(cable: Cable) -> dict[str, tuple[Fate, ...]]:
    return {line.text.strip(): line.fates for line in cable.lines}


def test_lines_keep_their_fates_in_the_frame() -> None:
    cable = parse_cable(as_page(RECORD))
    for text, expected in fates(parse_cable(RECORD)).items():
        if text and text != "Message Text":
            assert fates(cable)[text] == expected
    assert fates(cable)["<h1>A copy</h1>"] == (Fate.WEB_PAGE,)


def test_the_table_is_right_against_the_copy() -> None:
    titles = ["number", "date", "classification", "body"]
    row = ["78LIMA13", "3/12/1978", "UNCLASSIFIED", RECORD]
    cable = parse_cable(doubled(titles, row))
    assert cable.id == "78LIMA13"
    assert str(cable.header.date) == "1978-03-12"
    assert [d.code for d in cable.diagnostics].count("metadata-differs") == 2
