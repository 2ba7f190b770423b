"""Spellings near to a withheld name."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from generator.editions.near_finder import Nearness
from generator.editions.near_misses import NearMiss, limit_per_rule, near_misses
from generator.editions.near_words import NameDistance, NearWords, is_one_off
from generator.editions.text_lines import ReceivedCable, all_lines
from generator.execution.result_cache import CachedRunner
from generator.model import Mrn, Rule, Source
from generator.parse.stages import parse_cable
from generator.pipeline.editors_view import review
from tests.cables import cable_text
from tests.editions import PUBLIC, rules

NAMES = "names: [Ada Sample Specimen, Oskar Muentzer, Casa Exemplar]"


def rule(entries: str = NAMES) -> tuple[Rule, ...]:
    text = f"rules:\n  - {{id: names, reason: security, note: x, {entries}}}"
    return rules(text).rules


def misses(*paras: str, entries: str = NAMES) -> list[NearMiss]:
    """What `reftel review` lists of one cable with these paras."""
    text = cable_text("08LIMA12", *paras)
    source = Source(name="08LIMA12.txt", text=text, diagnostics=())
    decisions = rules(f"rules:\n  - {{id: names, reason: security, note: x, {entries}}}")
    return list(review([source], decisions, PUBLIC, CachedRunner()).near_misses)


def kinds(found: Iterable[NearMiss]) -> list[tuple[str, str]]:
    return [(miss.kind.name, miss.words) for miss in found]


@pytest.mark.parametrize(
    ("written", "kind", "words"),
    [
        ("Ada Sample Specimem", "LETTER", None),
        ("Ada Sample Speciment", "LETTER", None),
        ("Ada Sample Specmen", "LETTER", None),
        ("Ada Sample Speicmen", "LETTER", None),
        ("Ada Sam?le Specimen", "BROKEN", None),
        ("Ada Sample S\ufffdecimen", "BROKEN", None),
        ("Ada Quentin Sample Specimen", "BETWEEN", None),
        ('Ada ("Addie") Sample Specimen', "BETWEEN", None),
        ("Specimen, Quentin Sample, Ada", "ORDER", None),
        ("Ada S. Specimen", "INITIALS", None),
        ("A. S. Specimen", "INITIALS", None),
        ("A.S. Specimen", "INITIALS", None),
        ("Specimen, A. S.", "INITIALS", None),
        ("A. S. S.", "INITIALS", None),
        ("ASS", "INITIALS", None),
        ("Ada Specimen", "PART", None),
        ("Sample Specimen", "PART", None),
        ("Mr. Specimen", "SURNAME", "Specimen"),
        ("Minister Sample", "SURNAME", "Sample"),
        ("SPECIMEN", "SURNAME", None),
        ("the Exemplar", "SURNAME", "Exemplar"),
        ("Mr. Specimem", "SURNAME_NEAR", "Specimem"),
        ("Addie Specimen", "OTHER_NAME", None),
    ],
)
def test_each_kind(written: str, kind: str, words: str | None) -> None:
    found = misses(f"On Monday we met {written} in town.")
    assert kinds(found) == [(kind, words or written)]
    assert (found[0].rule, found[0].places[0].mrn) == ("names", "08LIMA12")
    assert "in town" in found[0].places[0].around


def test_two_letters_for_one_of_the_rule_are_near() -> None:
    found = misses("On Monday we met Oskar Mueller.", entries="names: [Oskar Muller]")
    assert kinds(found) == [("UMLAUT", "Oskar Mueller")]


def test_lines_and_page_lines_between_the_parts() -> None:
    text = "On Monday we met Ada Sample\n\nLIMA 00000012  002 OF 003\n\nSpecimem in town."
    assert kinds(misses(text)) == [("LETTER", "Ada Sample Specimem")]


@pytest.mark.parametrize(
    "written",
    [
        "Ada Sample Specimen",
        "Specimen, Ada Sample",
        "Ada",
        "Casa Grande",
        "one more sample of salt",
        "specimens of salt, a specimen",
        "Bo Example",
        "the agenda of Ada. A report on salt",
        "Oskar and his friends",
    ],
)
def test_what_is_withheld_or_means_something_else_is_not_listed(written: str) -> None:
    assert misses(f"On Monday we met {written} in town.") == []


@pytest.mark.parametrize("name", ["Ada R. Salt", "Working Group 8"])
def test_initials_and_numbers_of_a_name_are_no_surnames(name: str) -> None:
    assert misses("We met Mr. R. of 8 countries.", entries=f"names: [{name}]") == []


def test_common_words_are_no_near_misses_in_capitals() -> None:
    assert misses("WE ALSO ASKED BOTH OF THEM.", entries="names: [Pik Botha]") == []
    found = misses("WE ALSO ASKED BOTHE OF THEM.", entries="names: [Pik Botha]")
    assert kinds(found) == [("SURNAME_NEAR", "BOTHE")]


def test_a_name_twice_is_two_places() -> None:
    (found,) = misses("We met Ada Specimen, Ada Specimen told us.")
    assert (found.words, len(found.places)) == ("Ada Specimen", 2)


def test_parts_far_apart_are_no_one_name() -> None:
    found = misses("We met Ada Quentin Robert Xaver Sample Specimen in town.")
    assert kinds(found) == [("PART", "Sample Specimen")]


def test_ordinary_words_of_the_collection_are_no_surnames() -> None:
    entries = "names: [Bo Quill]"
    plain = "A quill is a quill. Quill pens are made of a quill."
    assert misses(plain, entries=entries) == []
    assert kinds(misses(f"{plain} We met Mr. Quill.", entries=entries)) == [("SURNAME", "Quill")]


def test_ordinary_words_of_a_body_name_nobody() -> None:
    entries = "names: [Human Rights Exemplar]"
    assert misses("We spoke of Human Rights with the Rights Commission.", entries=entries) == []
    found = misses("We spoke with the Exemplar.", entries=entries)
    assert kinds(found) == [("SURNAME", "Exemplar")]


@pytest.mark.parametrize(
    ("passage", "written", "kind"),
    [
        ("the salt office of Lima", "the salt offices of Lima", "LETTER"),
        ("the salt office of Lima", "the salt house of Lima", "WORD"),
        ("the salt office of Lima", "the salt office of old Lima", "WORD"),
        ("the salt office of Lima", "the salt of Lima", "WORD"),
        ("case 5550-0142 of 7", "case 5550-0124 of 7", "LETTER"),
    ],
)
def test_passages_with_one_word_off(passage: str, written: str, kind: str) -> None:
    found = misses(f"We wrote to {written} on Monday.", entries=f"passages: ['{passage}']")
    assert [miss.kind.name for miss in found] == [kind]


@pytest.mark.parametrize("written", ["the pepper house of Lima", "(52) (55) 5550-1999"])
def test_passages_with_more_off_are_other_passages(written: str) -> None:
    entries = "passages: ['the salt office of Lima', '(52) (55) 5550-0142']"
    assert misses(f"We wrote to {written} on Monday.", entries=entries) == []


def test_a_spelling_is_listed_once_with_all_places_and_can_be_dismissed() -> None:
    paras = ["We met Mr. Specimen.", "We met Ms. SPECIMEN."]
    (found,) = misses(*paras)
    assert [place.line for place in found.places] == [11, 13]
    assert misses(*paras, entries=f"{NAMES}, not_meant: [specimen]") == []


def test_the_nearest_come_first_and_the_rest_is_counted() -> None:
    found = misses("We met Mr. Specimen and Ada Specimen and Ada Sample Specimem.")
    assert [miss.kind for miss in found] == [Nearness.LETTER, Nearness.PART, Nearness.SURNAME]
    kept, left_out = limit_per_rule(found, most=2)
    assert (len(kept), dict(left_out)) == (2, {"names": 1})


def test_hidden_spans_are_not_listed() -> None:
    text = cable_text("08LIMA12", "We met Mr. Specimen and Ms. Specimen.")
    lines = all_lines(text, parse_cable(text, name="08LIMA12"))
    first = text.index("Specimen")
    hidden = [(first, first + len("Specimen"))]
    cable = ReceivedCable(mrn=Mrn("08LIMA12"), text=text, lines=lines, hidden=hidden)
    (found,) = near_misses(rule(), [cable])
    assert len(found.places) == 1
    assert found.places[0].around.endswith("and Ms. Specimen.")


@pytest.mark.parametrize("other", ["vila", "villla", "vilna", "vilal", "ivlla", "villas"])
def test_one_letter_off(other: str) -> None:
    assert is_one_off("villa", other)
    assert is_one_off(other, "villa")


@pytest.mark.parametrize("other", ["villa", "vil", "valle", "viall", "villano"])
def test_more_than_one_letter_off(other: str) -> None:
    assert not is_one_off("villa", other)


def test_words_of_few_letters_must_be_the_same() -> None:
    near = NearWords(["pazo", "villa"])
    assert near.near("Pazos") == ()
    assert [target.distance for target in near.near("Vila")] == [NameDistance.LETTER]
    assert near.near("Vil") == ()
