"""Classification lines of archive records that cannot be read without the page line."""

from __future__ import annotations

import pytest

from generator import parse_cable

RECORD = """UNCLASSIFIED

PAGE 01  {page}  312300Z

ACTION ARA-03
INFO  OCT-01  AF-06  ISO-00  /010 W
R 312245Z JAN 77
FM {sender}
TO SECSTATE WASHDC 1188

{line}

E.O. 11652: N/A
TAGS: EFIS
SUBJECT: SALT

1. THE SHIPS SAILED.
ROEDOE

UNCLASSIFIED

NNN
"""


def identity(line: str, page: str, sender: str) -> tuple[str | None, str | None, tuple[str, ...]]:
    cable = parse_cable(RECORD.format(line=line, page=page, sender=sender))
    return cable.id, cable.header.classification, cable.header.captions


@pytest.mark.parametrize(
    ("line", "classification", "captions"),
    [
        ("UNCLAS LIMA 345", "UNCLASSIFIED", ()),
        ("UNCLASSIFIED LIMA NO. 345", "UNCLASSIFIED", ()),
        ("UNCLAS 345 LIMA", "UNCLASSIFIED", ()),
        ("UNCLAS LIMA345/1", "UNCLASSIFIED", ()),
        ("UNCLAS LIMA 345 EXDIS", "UNCLASSIFIED", ("EXDIS",)),
        ("CONFIDENTIAL LIMA STADIS 345", "CONFIDENTIAL", ("STADIS",)),
        ("S E C R E T LIMA 345 NODIS CHEROKEE", "SECRET", ("NODIS", "CHEROKEE")),
        ("CONFIDENTIALLIMA 345", "CONFIDENTIAL", ()),
        ("CONFIDENTAL SEC 1 OF 2 LIMA 345", "CONFIDENTIAL", ()),
        ("CONFIDENTIAL (SECTION 1 OF 2) LIMA 0345", "CONFIDENTIAL", ()),
        ("CONFIDENTIAL SECTION 1 OF 2 SECTIONS LIMA 345", "CONFIDENTIAL", ()),
        ("L I M I T E D OFFICIAL USE 0345", "LIMITED OFFICIAL USE", ()),
    ],
)
def test_what_is_left_means_one_thing(
    line: str, classification: str, captions: tuple[str, ...]
) -> None:
    expected = ("77LIMA345", classification, captions)
    assert identity(line, "LIMA  00345", "AMEMBASSY LIMA") == expected


def test_a_post_that_is_not_known() -> None:
    line, page = "UNCLAS PORT EXAMPLE 345", "PORT E  00345"
    assert identity(line, page, "AMEMBASSY PORT EXAMPLE")[0] == "77PORTEXAMPLE345"


def test_the_number_of_the_travels_is_not_the_telegrams() -> None:
    line, page = "UNCLAS TOSEC 110999/STATE 299999", "STATE  299999"
    assert identity(line, page, "SECSTATE WASHDC")[0] == "77STATE299999"


@pytest.mark.parametrize(
    "line",
    ["UNCLAS LIMA 346", "UNCLAS SHIPS SAILED 345", "UNCLAS QUITO 345", "SALT LIMA 345"],
)
def test_other_lines_are_not_mended(line: str) -> None:
    assert identity(line, "LIMA  00345", "AMEMBASSY LIMA")[0] is None
