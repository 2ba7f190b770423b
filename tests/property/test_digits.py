"""Numbers of any length, in any script, never make anything raise."""

from __future__ import annotations

import datetime
import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator import parse_cable
from generator.curated.numbers import read_para
from generator.model import TELEGRAM_YEARS
from generator.model.cable_json import cable_json
from tests.digits import HEADS, YEARS, cable
from tests.fuzz.targets import pages

dice = st.integers(0, 2**32).map(random.Random)


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(dice)
def test_a_cable_is_parsed_and_shown(dice: random.Random) -> None:
    parsed = parse_cable(cable(dice), name="08EXAMPLE12")
    assert cable_json(parsed)
    date = parsed.header.date
    assert date is None or date.year in TELEGRAM_YEARS


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(dice)
def test_two_such_cables_become_a_site(dice: random.Random) -> None:
    first, second = cable(dice), cable(dice)
    pages(first, second)


@pytest.mark.parametrize("year", YEARS)
def test_a_day_without_a_year_in_a_cable_of_any_year(year: str) -> None:
    text = HEADS[2].format(year) + "¶1. (U) On March 3 he went, and on 30 December too.\n"
    date = parse_cable(text, name="08EXAMPLE12").header.date
    sound = int(year) in TELEGRAM_YEARS
    assert date == (datetime.date(int(year), 3, 27) if sound else None)
    pages(text, text.replace("EXAMPLE", "PARIS"))


@pytest.mark.parametrize(
    "name", ["9" * 5000, f"line {'9' * 5000}", "line ²", "²", "٢٢", f"1{'0' * 6}", f"{'1' * 400}.A"]
)
def test_what_is_no_number_of_a_para_names_none(name: str) -> None:
    assert read_para(name) is None
