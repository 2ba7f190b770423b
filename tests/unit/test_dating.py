"""The day or the year of a cable, and where it is written."""

from __future__ import annotations

import pytest

from generator import parse_cable
from generator.corrections.header_values import with_field
from generator.model import Cable, CorrectionKind, DateSource

TEXT = "SUBJECT: SALT\n\n¶1. (U) Salt is mined.\n\n¶2. (U) Nobody objected.\n"
CLASS_LINE = "UNCLAS LIMA 000838\n\n"
DTG = "R 112219Z MAR 08\n"
STATION = "DE RUEHPE #0838/01 0712219\n"
METADATA = "08LIMA838\nSALT\nTue Mar 11 00:00:00 +0100 2008\nUNCLASSIFIED\nEmbassy Lima\n"


def date_of(text: str, name: str | None = "08LIMA838") -> tuple[str, DateSource | None]:
    header = parse_cable(text, name=name).header
    return header.iso_date, header.date_source


@pytest.mark.parametrize(
    ("text", "date", "source"),
    [
        (f"{DTG}\n{CLASS_LINE}{TEXT}", "2008-03-11", DateSource.DTG),
        (f"{METADATA}{CLASS_LINE}{TEXT}", "2008-03-11", DateSource.METADATA),
        (f"{CLASS_LINE}{TEXT}\nNNNN\n{DTG}", "2008-03-11", DateSource.PAGE_LINE),
        (f"{STATION}{CLASS_LINE}{TEXT}", "2008-03-11", DateSource.STATION),
        (f"{CLASS_LINE}{TEXT}", "2008", DateSource.NUMBER),
    ],
)
def test_the_date_is_as_precise_as_the_copy_says(text: str, date: str, source: DateSource) -> None:
    assert date_of(text) == (date, source)


def test_a_page_line_may_have_the_date_time_group() -> None:
    first, second = TEXT.split("¶2.")
    text = f"{CLASS_LINE}{first}PAGE 02        LIMA  00838  112219Z MAR 08\n\n¶2.{second}"
    assert date_of(text) == ("2008-03-11", DateSource.PAGE_LINE)
    assert len(parse_cable(text, name="08LIMA838").paras) == 2


def test_a_group_of_another_year_than_the_number_is_not_the_cables() -> None:
    assert date_of(f"{CLASS_LINE}{TEXT}\nNNNN\nR 112219Z MAR 07\n") == ("2008", DateSource.NUMBER)


def test_a_day_that_the_year_does_not_have_is_left() -> None:
    station = STATION.replace("0712219", "3672219")
    assert date_of(f"{station}{CLASS_LINE}{TEXT}") == ("2008", DateSource.NUMBER)
    assert date_of(f"{station.replace('367', '000')}{CLASS_LINE}{TEXT}")[0] == "2008"


def test_without_a_number_nothing_is_known() -> None:
    assert date_of(f"{STATION}{CLASS_LINE}{TEXT}", name=None) == ("", None)


def test_a_corrected_number_takes_the_day_of_the_de_line_with_it() -> None:
    cable: Cable = parse_cable(f"{STATION}{CLASS_LINE}{TEXT}", name="08LIMA838")
    corrected = with_field(cable, CorrectionKind.NUMBER, "07LIMA838")
    assert (corrected.header.iso_date, corrected.header.date) == ("2007", None)
