"""Withheld words leave nothing behind, wherever and however they stand; nor does their absence."""

from __future__ import annotations

import pytest

from tests.corpus.pairs import TEMPLATES, Pair, differences, filled, pairs
from tests.corpus.placements import left, placements

NAMES = (
    ("Ada Sample Specimen", "Zoe Example Quill"),
    ("Li", "Bartholomew Featherstonehaugh"),
    ("Kim", "Ana Maria de la Cruz"),
    ("José Núñez", "Bob Smith"),
)


@pytest.mark.parametrize("seed", range(4))
def test_no_word_of_a_name_is_left_anywhere(seed: int) -> None:
    found = [p for p in placements(15, seed) if left(p)]
    assert not [(p.file, p.spelling, p.broken) for p in found]


@pytest.mark.parametrize("names", NAMES)
@pytest.mark.parametrize("template", TEMPLATES)
def test_short_texts_that_differ_in_withheld_words_give_the_same_pages(
    names: tuple[str, str], template: str
) -> None:
    """Noninterference: no byte of the edition depends on what is withheld."""
    one, other = (filled(template, name) for name in names)
    assert not differences(Pair("08LIMA12", names, (one, other)))


@pytest.mark.parametrize("seed", range(4))
def test_cables_that_differ_in_withheld_words_give_the_same_pages(seed: int) -> None:
    """Random names of one to five words at random places of the sample and of short texts."""
    for pair in pairs(2, seed):
        assert not differences(pair), (pair.file, pair.names)
