"""Cables that share most of their text name each other; others do not."""

from __future__ import annotations

import random

import pytest

from generator.model import CuratedGlossary, Mrn, SharedText, Source
from generator.pipeline import assemble
from generator.resolve.same_text import MAX_GROUP, similar_pairs, text_sample
from tests.cables import cable_text, filed_cable

CHANCE = random.Random(7)
WORDS = ["".join(CHANCE.choices("abcdefghiklmnoprstu", k=CHANCE.randint(2, 9))) for _ in range(900)]


def prose(seed: int, words: int) -> str:
    """Words in random order, as two sentences of different subjects never have them."""
    return " ".join(random.Random(seed).choices(WORDS, k=words)).capitalize() + "."


def same_text(**paras: list[str]) -> dict[str, tuple[SharedText, ...]]:
    """What each cable says of others with the same text, by file name."""
    sources = [
        Source(name=f"{name}.txt", text=cable_text(name, *texts), diagnostics=())
        for name, texts in paras.items()
    ]
    links = assemble(sources, CuratedGlossary()).links
    return {str(mrn): of.same_text for mrn, of in links.items() if of.same_text}


def test_a_retransmission_and_its_original_name_each_other() -> None:
    text = [prose(1, 120), prose(2, 90)]
    cables = {"08LIMA1": text, "08LIMA2": text, "08LIMA3": [prose(3, 200)]}
    assert same_text(**cables) == {
        "08LIMA1": (SharedText(mrn=Mrn("08LIMA2"), shared=210, words=210),),
        "08LIMA2": (SharedText(mrn=Mrn("08LIMA1"), shared=210, words=210),),
    }


def test_each_counts_its_own_words() -> None:
    """A corrected copy with another paragraph has words that the first does not have."""
    first, more = prose(1, 200), prose(2, 60)
    assert same_text(**{"08LIMA1": [first], "08LIMA2": [first, more]}) == {
        "08LIMA1": (SharedText(mrn=Mrn("08LIMA2"), shared=200, words=200),),
        "08LIMA2": (SharedText(mrn=Mrn("08LIMA1"), shared=200, words=260),),
    }


@pytest.mark.parametrize("shared", [30, 60, 90])
def test_a_quotation_is_not_the_same_text(shared: int) -> None:
    quoted = prose(9, shared)
    cables = {"08LIMA1": [quoted, prose(1, 200)], "08LIMA2": [prose(2, 200), quoted]}
    assert same_text(**cables) == {}


def test_a_short_text_is_not_compared() -> None:
    text = [prose(1, 40)]
    assert same_text(**{"08LIMA1": text, "08LIMA2": text}) == {}


def test_a_text_that_many_cables_have_connects_each_with_the_next() -> None:
    """The number of comparisons must not grow with the square of the cables."""
    count = 5 * MAX_GROUP
    samples = [text_sample(filed_cable(f"08LIMA{n}", prose(1, 300)).cable) for n in range(count)]
    assert similar_pairs(samples) == [(n, n + 1) for n in range(count - 1)]


def test_short_texts_have_enough_runs_in_their_samples() -> None:
    """With one run in 16, every seventh retransmission of 80 words was missed."""
    for seed in range(40):
        sample = text_sample(filed_cable("08LIMA1", prose(seed, 80)).cable)
        assert similar_pairs([sample, sample]) == [(0, 1)]
