"""Who signed a telegram, or bears a title, by the tables of the Office of the Historian."""

from __future__ import annotations

from datetime import date

import pytest

from generator.facts.officeholders import (
    OfficeHolder,
    chiefs_of_mission,
    principal_officers,
)
from generator.people.authority import agrees, ambassador, signer, titled_holder

DAY = date(2008, 3, 11)
VACANT = date(2009, 6, 1)
IN_1978 = (date(1978, 1, 5), date(1978, 1, 5))
YEAR = (date(2008, 1, 1), date(2008, 12, 31))


def holder(surname: str, forename: str) -> OfficeHolder:
    """An invented person in office."""
    return OfficeHolder(
        person="example",
        surname=surname,
        forename=forename,
        generation="",
        title="Ambassador Extraordinary and Plenipotentiary",
        office="exampland",
        posts=("EXAMPLE",),
        appointed=date(2000, 1, 1),
        started=date(2000, 2, 1),
        ended=date(2003, 1, 1),
    )


@pytest.mark.parametrize(
    ("post", "words", "day", "person"),
    [
        ("MADRID", ("AGUIRRE",), DAY, "aguirre-eduardo"),
        ("MADRID", ("E", "AGUIRRE"), DAY, "aguirre-eduardo"),
        ("MADRID", ("P", "AGUIRRE"), DAY, None),
        ("MADRID", ("AGUIRRE",), date(2012, 3, 11), None),
        ("LISBON", ("AGUIRRE",), DAY, None),
        ("MADRID", ("AGUIRR",), DAY, None),
        ("MADRID", ("AGUIRRE",), None, None),
        (None, ("AGUIRRE",), DAY, None),
        ("STATE", ("RICE",), DAY, "rice-condoleezza"),
        ("STATE", ("NEGROPONTE",), DAY, "negroponte-john-dimitri"),
        ("STATE", ("CLINTON",), DAY, None),
        ("STATE", ("KISSINGER",), date(1975, 3, 11), "kissinger-henry-a"),
        ("BUENOS", ("LODGE",), date(1973, 5, 1), "lodge-john-davis"),
    ],
)
def test_signer(post: str | None, words: tuple[str, ...], day: date | None, person: str) -> None:
    found = signer(words, post, None if day is None else (day, day))
    assert (found and found.person) == person


def test_the_ambassador_is_who_served_on_that_day() -> None:
    served = ambassador("MADRID", (DAY, DAY))
    assert served is not None
    assert served.person == "aguirre-eduardo"
    assert ambassador("MADRID", (VACANT, VACANT)) is None, "no one served between two ambassadors"


def test_a_year_is_enough_for_a_name_but_not_for_an_office_that_changed_hands() -> None:
    signed = signer(("AGUIRRE",), "MADRID", YEAR)
    assert signed is not None
    assert signed.person == "aguirre-eduardo"
    assert ambassador("MADRID", YEAR) is not None
    assert ambassador("MADRID", (date(2009, 1, 1), date(2009, 12, 31))) is None


def test_a_title_names_an_officer_of_the_department() -> None:
    vance = titled_holder("Secretary", ("VANCE",), "TELAVIV", IN_1978)
    assert vance is not None
    assert vance.person == "vance-cyrus-roberts"
    assert titled_holder("Secretary", ("VANCE",), "TELAVIV", (DAY, DAY)) is None
    assert titled_holder("Minister", ("VANCE",), "TELAVIV", IN_1978) is None


@pytest.mark.parametrize(
    ("words", "same"),
    [
        (("OLMAR",), True),
        (("T", "OLMAR"), True),
        (("INES", "OLMAR"), True),
        (("ROSA", "OLMAR"), False),
        (("OLMAR", "JR"), True),
        (("SALTOLMAR",), False),
    ],
)
def test_given_names_and_initials_must_agree(words: tuple[str, ...], same: bool) -> None:
    assert agrees(words, holder("Olmar", "Inés T.")) is same


@pytest.mark.parametrize(
    ("post", "words", "person"),
    [
        ("CANBER", ("GREEN",), "green-marshall"),
        ("PORTM", ("OLMSTED",), "olmsted-mary-seymour"),
        ("CANBERR", ("GREEN",), None),
    ],
)
def test_the_short_name_of_a_post_is_that_of_the_only_one(
    post: str, words: tuple[str, ...], person: str | None
) -> None:
    day = date(1975, 7, 1) if person == "green-marshall" else date(1976, 7, 1)
    chief = signer(words, post, (day, day))
    assert (chief and chief.person) == person


def test_a_compound_surname() -> None:
    assert agrees(("STRAUSZ", "HUPE"), holder("Strausz-Hupé", "Robert"))
    assert agrees(("VAN", "HOLT"), holder("Van Holt", "Ann"))


def test_every_role_is_words_not_an_identifier() -> None:
    holders = [h for chiefs in chiefs_of_mission().values() for h in chiefs]
    assert not {h.title for h in (*holders, *principal_officers()) if h.title == h.title.lower()}
    assert any(h.is_ambassador for h in chiefs_of_mission()["USUNNEWYORK"])
