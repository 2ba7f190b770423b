"""A web page saved as text reads like its message; the page's own words are furniture."""

from __future__ import annotations

import datetime

import pytest

from generator import parse_cable
from generator.model import Fate
from tests.unit.test_html_pages import MESSAGE, TRANSMISSION, values

MENU = "Cable viewer\nBrowse by year\n\n08\n09\n" + "Embassy Lima\n" * 300

TABLES = (
    "Reference ID\tCreated\tReleased\tClassification\tOrigin\n"
    "08LIMA12\t2008-03-11 22:22\t2010-12-10 09:09\tUNCLASSIFIED\tEmbassy Lima",
    "Reference ID\nCreated\nReleased\nClassification\nOrigin\n\n08LIMA12\n2008-03-11 22:22\n\n"
    "2010-12-10 09:09\nUNCLASSIFIED//FOR OFFICIAL USE ONLY\nEmbassy Lima",
    "| Reference ID | Created | Released | Classification | Origin |\n"
    "| 08LIMA12 | 2008-03-11 22:22 | 2010-12-10 09:09 | UNCLASSIFIED | Embassy Lima |",
)


@pytest.mark.parametrize("table", TABLES)
def test_a_saved_page_reads_like_its_message(table: str) -> None:
    message = f"{TRANSMISSION}\n{MESSAGE}"
    cable = parse_cable(f"{MENU}\n{table}\n\nArticles about it:\nExample News\n\n{message}\n\n\n")
    expected = values(parse_cable(message))
    assert cable.rendering == "web page saved as text"
    assert values(cable) == expected
    fates = {line.text: line.fates for line in cable.lines}
    assert fates["Browse by year"] == (Fate.WEB_PAGE,)
    assert fates["Example News"] == (Fate.WEB_PAGE,)
    assert fates[table.split("\n")[-1]] == (Fate.PREAMBLE,)


def test_the_table_gives_number_and_date() -> None:
    body = MESSAGE.replace("LIMA 000012", "")
    cable = parse_cable(f"{MENU}\n{TABLES[0]}\n\n{body}", name="page")
    assert (cable.id, cable.header.date) == ("08LIMA12", datetime.date(2008, 3, 11))


def test_words_in_front_of_a_telegram_give_one_message() -> None:
    cable = parse_cable(f"{MENU}\n{MESSAGE}", name="08LIMA12")
    unparsed = [item for item in cable.diagnostics if item.code == "text-unparsed"]
    assert [(item.line, item.message) for item in unparsed] == [
        (1, "unrecognised text up to line 305, shown as received")
    ]
