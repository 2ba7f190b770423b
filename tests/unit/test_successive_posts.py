"""A post that took the place of another: the name in numbers of cables follows the year."""

from __future__ import annotations

import pytest

from generator import parse_cable
from generator.facts import posts
from generator.facts.post_names import post_in_year
from generator.model import Mrn
from generator.resolve.catalogue import canonical_mrn


@pytest.mark.parametrize(
    ("name", "year", "post"),
    [
        ("AIT TAIPEI", 2008, "AITTAIPEI"),
        ("TAIPEI", 1979, "AITTAIPEI"),
        ("TAIPEI", 1976, "TAIPEI"),
        ("LIMA", 1776, "LIMA"),
    ],
)
def test_the_name_of_a_post_follows_the_year(name: str, year: int, post: str) -> None:
    assert post_in_year(name, year) == post


def test_the_predecessor_is_a_post_of_its_own() -> None:
    assert posts()["TAIPEI"].meaning == "Embassy Taipei"


@pytest.mark.parametrize(
    ("number", "canonical"), [("76TAIPEI12", "76TAIPEI12"), ("08TAIPEI12", "08AITTAIPEI12")]
)
def test_a_number_is_looked_up_under_the_name_of_its_year(number: str, canonical: str) -> None:
    assert canonical_mrn(Mrn(number)) == canonical


def test_a_cable_of_the_embassy() -> None:
    text = (
        "UNCLAS TAIPEI 000012\n\nSIPDIS\n\nE.O. 11652: N/A\nTAGS: PINT, TW\n"
        "SUBJECT: A HARBOUR FESTIVAL\n\nREF: TAIPEI 11\n\n1. The harbour was full.\n"
    )
    cable = parse_cable(f"R 020900Z JAN 76\nFM AMEMBASSY TAIPEI\nTO SECSTATE WASHDC\n{text}")
    assert cable.id == "76TAIPEI12"
    assert cable.header.references[0].target == "76TAIPEI11"
