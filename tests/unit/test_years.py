"""The year that two digits stand for."""

from __future__ import annotations

import pytest

from generator.model import full_year
from generator.parse.reference_forms import CableForm, read_cable


@pytest.mark.parametrize(
    ("digits", "year"), [(40, 1940), (57, 1957), (79, 1979), (99, 1999), (0, 2000), (39, 2039)]
)
def test_two_digits_stand_for_a_year_in_which_there_are_telegrams(digits: int, year: int) -> None:
    assert full_year(digits) == year


@pytest.mark.parametrize(("entry", "year"), [("78 LIMA 1200", 1978), ("08 LIMA 1200", 2008)])
def test_a_cited_year(entry: str, year: int) -> None:
    form = read_cable(entry, 0, 2009)
    assert isinstance(form, CableForm)
    assert form.year == year


@pytest.mark.parametrize("entry", ["57 LIMA 1200", "10 LIMA 1200"])
def test_a_year_in_which_no_cable_was_cited_so(entry: str) -> None:
    form = read_cable(entry, 0, 2009)
    assert not isinstance(form, CableForm) or form.year is None
