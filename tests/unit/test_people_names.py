"""Names of people in a text: fixtures, and lines that name nobody."""

from __future__ import annotations

import pytest

from generator.glossary.word_kinds import is_in_capitals
from generator.people.name_forms import find_names
from tests.cases import FIXTURES, Case, read_cases

FOLDER = FIXTURES / "people"
CASES = read_cases(FOLDER / "names.txt")
TRAPS = (FOLDER / "traps.txt").read_text(encoding="utf-8").splitlines()


def names_in(text: str) -> list[str]:
    """Each name with its form and role."""
    return [
        f"{text[name.start : name.end]}: {name.form}" + (f", {name.role}" if name.role else "")
        for name in find_names(text, in_capitals=is_in_capitals(text))
    ]


@pytest.mark.parametrize("case", CASES, ids=[case.title for case in CASES])
def test_fixtures(case: Case) -> None:
    text = " ".join(case.source.split())
    assert names_in(text) == case.expected.splitlines()


@pytest.mark.parametrize("line", TRAPS)
def test_offices_posts_and_words_are_no_people(line: str) -> None:
    assert names_in(line) == []


def test_there_are_two_hundred_traps() -> None:
    assert len(set(TRAPS)) >= 200


def test_a_long_text_without_names_costs_a_pass() -> None:
    text = "AMBASSADOR OF " * 20_000
    assert find_names(text, in_capitals=True) == []
