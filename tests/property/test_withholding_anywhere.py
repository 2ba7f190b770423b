"""Withheld words leave nothing behind, wherever and however they stand; nor does their absence."""

from __future__ import annotations

import random

import pytest

from tests.cables import cable_text
from tests.corpus.placements import SAMPLE, left, placements
from tests.editions import everything, published, rules

NAMES = """
rules:
  - id: names
    reason: protected source
    names: [{name}]
    note: The source asked for it.
"""

TEMPLATES = (
    "We met {0} in Lima. {0} said that the talks go on.",
    "Names:\n\n{1}  Lima   12\nOther Person  Quito  13\nThird Person  Bogota 14",
    "MEETING WITH {2}\n\nThe post met {0}, of June / \n\nand others.",
    "Tel. 202-647-4000 ({0}); see {0}'s note.\n\n-- {0}\n-- others",
)

PAIRS = (
    ("Ada Sample Specimen", "Zoe Example Quill"),
    ("Li Wu", "Bartholomew Featherstonehaugh"),
    ("Kim", "Vanderbilt"),
    ("Ana de la Cruz", "Jo van den Bergh"),
    ("José Núñez", "Bob Smith"),
)


@pytest.mark.parametrize("seed", range(4))
def test_no_word_of_a_name_is_left_anywhere(seed: int) -> None:
    found = [p for p in placements(15, seed) if left(p)]
    assert not [(p.file, p.spelling, p.broken) for p in found]


@pytest.mark.parametrize("pair", PAIRS)
@pytest.mark.parametrize("template", TEMPLATES)
def test_cables_that_differ_in_withheld_words_give_the_same_pages(
    pair: tuple[str, str], template: str
) -> None:
    """Noninterference: no byte of the edition depends on what is withheld."""
    editions = []
    for name in pair:
        body = template.format(name, name.ljust(32), name.upper())
        decisions = rules(NAMES.format(name=name))
        editions.append(everything(published(decisions, c08LIMA12=cable_text("08LIMA12", body))))
    assert editions[0] == editions[1]


def test_the_sample_does_not_depend_on_what_is_withheld_from_it() -> None:
    """Two names of equal shape, at the same random places of the sample."""
    text = SAMPLE.read_text(encoding="utf-8")
    chance = random.Random(7)
    places = sorted(chance.choice(range(len(text))) for _ in range(40))
    blanks = sorted({text.find(" ", place) for place in places} - {-1})
    editions = []
    for name in PAIRS[0]:
        pieces = [text[a:b] for a, b in zip([0, *blanks], [*blanks, None], strict=True)]
        written = f" {name}".join(pieces)
        made = published(rules(NAMES.format(name=name)), c08MEXICO721=written)
        editions.append(everything(made))
    assert editions[0] == editions[1]
