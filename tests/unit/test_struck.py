"""Passages struck out in one copy and in clear in another."""

from __future__ import annotations

from itertools import pairwise

import pytest

from generator.curated.redactions import read_redactions
from generator.editions.edition_settings import PREDEFINED
from generator.editions.struck import exposed_spans, struck_passages
from generator.editions.text_lines import message_lines, superseded_lines
from generator.errors import ReftelError
from generator.execution.result_cache import CachedRunner
from generator.model import INTERNAL_EDITION, Decisions, Edition, RequestState, Source
from generator.parse.stages import parse_cable
from generator.pipeline.editors_view import Review, publication_requests, review
from tests.cables import cable_text
from tests.editions import everything, published

PUBLIC = PREDEFINED["public"]
SOURCE, WITHHELD = "cables/08LIMA12/source.md", "withheld/index.md"


def spans(text: str) -> list[tuple[int, int]]:
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    return [(a, b - 1) for a, b in pairwise(starts)]


def clear(struck: str, shown: str) -> list[str]:
    """What `shown` has in place of what `struck` strikes out."""
    found = struck_passages(struck, spans(struck), shown, spans(shown))
    return [shown[slice(*passage.words_span)] for passage in found]


@pytest.mark.parametrize(
    ("struck", "shown", "expected"),
    [
        ("We met XXXX in Lima today.", "We met Ada Specimen in Lima today.", "Ada Specimen"),
        ("We met XXXXXXXXXXXX in\nLima.", "We\nmet Ada\nSpecimen in Lima.", "Ada\nSpecimen"),
        ("We met [name removed] in Lima.", "We met Ada Specimen in Lima.", "Ada Specimen"),
        ("We met (redacted) in Lima.", "We met Ada Specimen in Lima.", "Ada Specimen"),
        ("We met ████ in Lima.", "We met Ada Specimen in Lima.", "Ada Specimen"),
        ("We met X X X X in Lima.", "We met Ada Specimen in Lima.", "Ada Specimen"),
        ("We met XXXX's aide in Lima.", "We met Ada Specimen's aide in Lima.", "Ada Specimen"),
        (
            "We met [1 line not declassified] in Lima.",
            "We met Ada Specimen in Lima.",
            "Ada Specimen",
        ),
        (
            "We met XXXX and XXXX in Lima.",
            "We met Ada Specimen and Bo Example in Lima.",
            "Ada Specimen and Bo Example",
        ),
        (
            "We met XXXX in Lima.",
            "We met Ada\nLIMA 00000012  002 OF 003\nSpecimen in Lima.",
            "Ada\nLIMA 00000012  002 OF 003\nSpecimen",
        ),
        (
            "We met\nLIMA 00000012  002 OF 003\nXXXX in Lima.",
            "We met Ada Specimen in Lima.",
            "Ada Specimen",
        ),
    ],
)
def test_what_the_other_copy_shows(struck: str, shown: str, expected: str) -> None:
    assert clear(struck, shown) == [expected]


@pytest.mark.parametrize(
    ("struck", "shown"),
    [
        ("We met XXXX in Lima.", "We met XXXX in Lima."),
        ("We met XXXX and XXXX in Lima.", "We met XXXX and XXXX in Lima."),
        ("We met XXXX in Lima.", "They met Ada Specimen in Lima."),
        ("We met XXXX in Lima.", "We met Ada Specimen in Cuzco."),
        ("We met XXXX in Lima.", "We met in Lima."),
        ("Chapter XXX in Lima.", "Chapter thirty in Lima."),
        ("We met Ada Specimen in Lima.", "We met Bo Example in Lima."),
    ],
)
def test_nothing_without_a_mark_or_without_two_words_on_each_side(struck: str, shown: str) -> None:
    assert clear(struck, shown) == []


def test_the_best_place_of_several() -> None:
    struck = "At noon we met XXXX in the city of Lima."
    shown = "We met Bo Example in the hall. At noon we met Ada Specimen in the city of Lima."
    assert clear(struck, shown) == ["Ada Specimen"]


def test_several_equal_places_all_count() -> None:
    shown = "We met Bo Example in Lima. We met Ada Specimen in Lima."
    assert clear("We met XXXX in Lima.", shown) == ["Bo Example", "Ada Specimen"]


TWICE = (
    cable_text("08LIMA12", "At noon we met Ada Specimen in the city of Lima.")
    + "\n"
    + cable_text("08LIMA12", "At noon we met XXXXXXXXXXXX in the city of Lima.")
)


def test_spans_of_an_earlier_copy_in_the_same_file() -> None:
    cable = parse_cable(TWICE, name="08LIMA12")
    assert "XXXX" in cable.paras[0].text
    found = exposed_spans(TWICE, message_lines(TWICE, cable), superseded_lines(TWICE, cable))
    assert [TWICE[start:end] for start, end in found] == ["Ada Specimen"]


def seen(rules: str = "", edition: Edition = PUBLIC, **texts: str) -> Review:
    decisions = read_redactions(rules, "redactions.yml") if rules else Decisions()
    sources = [Source(name=f"{n}.txt", text=t, diagnostics=()) for n, t in texts.items()]
    return review(sources, decisions, edition, CachedRunner())


def test_a_struck_passage_is_a_request() -> None:
    (request,) = seen(a=TWICE).struck
    assert (request.mrn, request.anchor, request.para) == ("08LIMA12", "p-1", "¶1")
    assert (request.words, request.state) == ("Ada Specimen", RequestState.OPEN)
    assert request.sentence == "Struck out on line 23, in clear on line 11."


def test_a_copy_that_strikes_out_what_the_later_one_shows_is_one_too() -> None:
    first, last = TWICE.replace("Ada Specimen", "~"), "XXXXXXXXXXXX"
    (request,) = seen(a=first.replace(last, "Ada Specimen").replace("~", last)).struck
    assert (request.para, request.words) == ("line 11", "Ada Specimen")


def test_two_files_of_one_number() -> None:
    one = cable_text("08LIMA12", "At noon we met XXXXXXXXXXXX in the city of Lima.")
    two = cable_text("08LIMA12", "At noon we met Ada Specimen in the city of Lima.")
    (request,) = seen(a=one, b=two).struck
    assert request.sentence == "Struck out on line 11 of a.txt, in clear on line 11 of b.txt."


def test_a_rule_or_an_acknowledgement_answers_it() -> None:
    rule = (
        "rules: [{id: names, reason: protected source, note: asked, names: [Ada Specimen]}]\n"
        "acknowledged: []"
    )
    (request,) = seen(rule, a=TWICE).struck
    assert request.state is RequestState.ANSWERED
    word = (
        "rules: []\n"
        "acknowledged: [{cable: 08LIMA12, para: '1', words: Ada Specimen, by: us, why: published}]"
    )
    (request,) = seen(word, a=TWICE).struck
    assert request.state is RequestState.ACKNOWLEDGED


def test_an_edition_withholds_what_the_later_copy_strikes_out() -> None:
    made = published(Decisions(), c08LIMA12=TWICE)
    shown = everything(made)
    assert not [path for path, text in shown.items() if "Ada" in text or "Specimen" in text]
    assert "[withheld: passage, request of the sender, rule struck-out]" in shown[SOURCE]
    (tally,) = (tally for tally in made.corpus.tallies if tally.rule == "struck-out")
    assert (tally.passages, tally.cables) == (1, 1)
    assert "request of the sender. A later copy of the cable strikes it out." in shown[WITHHELD]


def test_the_internal_edition_shows_it() -> None:
    made = published(Decisions(), INTERNAL_EDITION, c08LIMA12=TWICE)
    assert "At noon we met Ada Specimen" in everything(made, INTERNAL_EDITION)[SOURCE]
    assert made.corpus.tallies == ()


def test_it_must_be_answered_before_an_edition_is_published_though_it_is_withheld() -> None:
    source = Source(name="a.txt", text=TWICE, diagnostics=())
    (demand,) = publication_requests([source], Decisions(), PUBLIC, CachedRunner())
    assert (demand.words, demand.state) == ("Ada Specimen", RequestState.OPEN)


def test_a_rule_answers_a_struck_passage_over_two_lines() -> None:
    rule = "rules: [{id: names, reason: protected source, note: asked, names: [Ada Specimen]}]"
    (request,) = seen(rule, a=TWICE.replace("Ada Specimen", "Ada\nSpecimen")).struck
    assert request.state is RequestState.ANSWERED


def test_no_rule_of_editors_has_the_name_of_the_programs_own() -> None:
    rule = "rules: [{id: struck-out, reason: security, note: x, names: [Ada Specimen]}]"
    with pytest.raises(ReftelError, match="the id 'struck-out' is reserved"):
        read_redactions(rule, "redactions.yml")
