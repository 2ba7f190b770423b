"""Dates in running text, and statements about the same event."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import parse_cable
from generator.indexes import chronology
from generator.indexes.chronology import join_events
from generator.indexes.dates import Days, find_dates
from generator.indexes.event_sentences import sentence_at
from generator.model import Event, StoredCable
from tests.cables import filed_cable
from tests.cases import FIXTURES, Case, read_cases

CASES = [c for p in sorted((FIXTURES / "chronology").glob("*.txt")) for c in read_cases(p)]
SENT = Days(datetime.date(2008, 1, 20), datetime.date(2008, 1, 20))
YEAR = Days(datetime.date(2008, 1, 1), datetime.date(2008, 12, 31))
SAMPLE = Path(__file__).resolve().parents[2] / "content" / "cables" / "08MEXICO721.txt"


def rendered_dates(text: str) -> str:
    lines = []
    for match in find_dates(text, SENT):
        last = f" {match.last}" if match.last != match.first else ""
        words = text[match.start : match.end]
        lines.append(f'{match.first}{last} {match.precision} "{words}"')
    return "\n".join(lines) or "(none)"


@pytest.mark.parametrize("case", CASES, ids=[c.title for c in CASES])
def test_dates(case: Case) -> None:
    assert rendered_dates(case.source.strip()) == case.expected


def test_a_day_without_year_needs_the_cables_date() -> None:
    assert find_dates("On July 16 it rained.", None) == []


def test_a_day_without_year_is_of_the_cables_year_where_no_other_year_fits() -> None:
    """A cable of some day in 2008 may speak of December 2007 and, as a plan, of January 2009."""
    text = "It rained on April 18, on December 18, on January 18 and by 30 June."
    assert [(str(m.first), m.year_inferred) for m in find_dates(text, YEAR)] == [
        ("2008-04-18", True),
        ("2008-06-30", True),
    ]
    assert [m.year_inferred for m in find_dates("On April 18, 2008 and in 2007.", YEAR)] == [
        False,
        False,
    ]


def test_a_story_of_another_year_gives_no_day_to_a_cable_known_to_the_year() -> None:
    text = "The mill burned in 2006. On April 18 the owner left."
    assert [str(m.first) for m in find_dates(text, YEAR)] == ["2006-01-01"]
    assert [str(m.first) for m in find_dates(text.replace("2006", "2008"), YEAR)] == [
        "2008-01-01",
        "2008-04-18",
    ]


def events_of(*filed: StoredCable) -> tuple[Event, ...]:
    cables = [(f.cable, f.cable.id) for f in filed if f.cable.id is not None]
    return join_events(
        one for cable, mrn in cables for one in chronology.find_date_statements(cable, mrn)
    )


def groups(*paras: str) -> list[list[str]]:
    """The paras with statements about each event."""
    events = events_of(filed_cable("08EXAMPLE1", *paras))
    return [[source.place.anchor for source in event.sources] for event in events]


def test_statements_about_the_same_event_are_joined() -> None:
    assert groups(
        "On July 16, 2007, agents arrested Juan Example of the SALTO organization.",
        "On July 16, 2007 agents arrested Juan Example in connection with the Salto organization.",
        "The leader of the organization was arrested on July 16, 2007.",
    ) == [["p-1", "p-2", "p-3"]]


def test_two_arrests_on_one_day_are_two_events() -> None:
    assert groups(
        "On March 15, 2007, police arrested Juan Perdido in Lima on smuggling charges.",
        "On March 15, 2007, police arrested Pedro Ganado in Callao on smuggling charges.",
    ) == [["p-1"], ["p-2"]]


def test_a_sentence_without_names_does_not_join_two_persons() -> None:
    joined = groups(
        "On March 15, 2007, customs arrested Juan Perdido on smuggling charges.",
        "Smuggling arrests were made by customs on March 15, 2007.",
        "On March 15, 2007, customs arrested Pedro Ganado on smuggling charges.",
    )
    assert not any({"p-1", "p-3"} <= set(group) for group in joined)


def test_different_events_on_one_day_are_not_joined() -> None:
    assert groups(
        "On March 15, 2007, the bridge was opened.",
        "On March 15, 2007, the harvest began in the south.",
    ) == [["p-1"], ["p-2"]]


def test_dates_of_different_precision_are_not_joined() -> None:
    assert (
        len(groups("In March 2007 the bridge opened.", "On March 15, 2007 the bridge opened.")) == 2
    )


def test_events_join_across_cables() -> None:
    one = filed_cable("08EXAMPLE1", "On March 15, 2007, the Salto bridge was opened by ministers.")
    two = filed_cable("08OTHERPOST2", "Ministers opened the Salto bridge on March 15, 2007.")
    (event,) = events_of(one, two)
    assert [t.mrn for t in event.sources] == ["08EXAMPLE1", "08OTHERPOST2"]


def sample_events() -> tuple[Event, ...]:
    cable = parse_cable(SAMPLE.read_text(encoding="utf-8"))
    return events_of(StoredCable(name="08MEXICO721.txt", cable=cable))


@pytest.mark.parametrize(
    ("date", "paras"),
    [
        (datetime.date(2007, 7, 16), ["p-4", "p-15", "p-17"]),
        (datetime.date(2007, 11, 27), ["p-4", "p-7", "p-8", "p-10", "p-12"]),
    ],
)
def test_the_samples_events_with_several_paras(date: datetime.date, paras: list[str]) -> None:
    events = [e for e in sample_events() if e.first == date == e.last]
    assert [[s.place.anchor for s in e.sources] for e in events] == [paras]


def test_questions_of_a_questionnaire_are_not_events() -> None:
    cable = parse_cable(SAMPLE.read_text(encoding="utf-8"))
    sources = [source for event in sample_events() for source in event.sources]
    for source in sources:
        para = next(p for p in cable.paras if p.anchor == source.place.anchor)
        block = para.blocks[source.place.block]
        assert block.part != "question"
        assert block.text[source.place.start : source.place.end] == source.written


@pytest.mark.parametrize(
    ("text", "at", "sentence"),
    [
        ("One. On May 3 Dr. Vega came. Three.", "May 3", "On May 3 Dr. Vega came."),
        ("John D. Armstrong left in 2007. He", "2007", "John D. Armstrong left in 2007."),
        ("The U.S. gave $1.5 million in 2006. Then", "2006", "The U.S. gave $1.5 million in 2006."),
        ("-- item without an end mark, 2005", "2005", "-- item without an end mark, 2005"),
        ("In 2000 (see para. 28) it fell. Next", "2000", "In 2000 (see para. 28) it fell."),
    ],
)  # fmt: skip
def test_sentences(text: str, at: str, sentence: str) -> None:
    assert sentence_at(text, text.index(at)) == sentence


@given(st.text(alphabet="January 123, 2007-March.May of", max_size=80))
def test_nothing_raises(text: str) -> None:
    end = 0
    for match in find_dates(text, SENT):
        assert match.first <= match.last
        assert end <= match.start < match.end
        end = match.end
        assert sentence_at(text, match.start)
