"""Which sentences tell of the past, which announce, and which say nothing."""

from __future__ import annotations

import pytest

from generator.indexes.chronology import find_date_statements
from generator.indexes.tenses import has_happened, is_announced, is_prose
from generator.model import Mrn
from tests.cables import filed_cable

DATE = "May 3"


def parts(sentence: str) -> tuple[str, str]:
    before, _, after = sentence.partition(DATE)
    return before, after


@pytest.mark.parametrize(
    "sentence",
    [
        "The bridge will be opened on May 3.",
        "On May 3, the council is to vote.",
        "Elections are scheduled for May 3.",
        "The mayor plans to visit Lima on May 3.",
        "She said the fair would close on May 3.",
        "The fair, due to open on May 3, has a new tent.",
        "Please report by May 3.",
        "Rooms have been reserved in the Salt Hotel for May 3.",
        "Forecasts are for continued rain on May 3.",
        "The council agreed to name its members by the end of May 3.",
        "They stressed the importance of reaching agreement by May 3.",
        "The survey will be carefully carried out in towns on May 3.",
    ],
)
def test_announced(sentence: str) -> None:
    assert is_announced(*parts(sentence))
    assert not has_happened(*parts(sentence))


@pytest.mark.parametrize(
    "sentence",
    [
        "On May 3, the council decided that it will meet again.",
        "The minister, who will run again, resigned on May 3.",
        "Since May 3 the office hopes to register ten boats.",
        "The party would have won on May 3.",
        "The bridge was opened on May 3.",
        "It was handed to the mayor by May 3.",
        "The council met on May 3 and will meet again in Lima.",
    ],
)
def test_not_announced(sentence: str) -> None:
    assert not is_announced(*parts(sentence))


def test_a_deadline_and_a_sentence_in_the_present_tense_tell_no_past() -> None:
    assert not has_happened(*parts("The court adjourned until May 3."))
    assert not has_happened(*parts("The mandate expires on May 3."))
    assert has_happened(*parts("On May 3, the mayor named a new chief."))


@pytest.mark.parametrize(
    ("sentence", "prose"),
    [
        ("Garmendia was born on May 3.", True),
        ("PRESIDENT OPENED BRIDGE ON May 3", True),
        ("Canada signs on May 3.", True),
        ("May 3", False),
        ("Ana Example, Board of Works, Lima, May 3", False),
        ("(Seal of the Office for Works) To: Embassy Lima: May 3 (end text)", False),
        ("Convention Number 29, in May 3;", False),
    ],
)
def test_prose(sentence: str, prose: bool) -> None:
    assert is_prose(sentence, DATE) is prose


def planned(para: str) -> list[tuple[str, bool]]:
    cable = filed_cable("08EXAMPLE1", para).cable
    statements = find_date_statements(cable, Mrn("08EXAMPLE1"))
    return [(s.source.written, s.source.planned) for s in statements]


def test_plans_are_dates_after_the_cable_and_announced_ones() -> None:
    assert planned("The mill burned in 2007, and the new one is finished in 2009.") == [
        ("2007", False),
        ("2009", True),
    ]
    assert planned("The mill burned in 2008. The new one will open in 2008.") == [
        ("2008", False),
        ("2008", True),
    ]


def test_an_earlier_date_is_no_plan_whatever_the_words() -> None:
    assert planned("In 2006 the mayor will build a pier.") == [("2006", False)]


def test_a_past_event_of_a_day_after_the_cable_is_not_read() -> None:
    """The cable is of June 1: a slip of the drafter, whose year cannot be inferred."""
    assert planned("On July 2, the mayor named a new chief.") == []
    assert planned("The mandate expires on July 2.") == [("July 2", True)]


def test_a_row_of_names_gives_no_event() -> None:
    assert planned("Ana Example, Board of Works, Lima, May 2007.") == []
