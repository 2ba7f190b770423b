"""How well definitions are found beside a known method, and how linking time grows."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

import pytest
from abbreviations import schwartz_hearst  # type: ignore[import-untyped]  # has no stubs

from generator.glossary.extract import find_definitions
from generator.glossary.glossary import build_glossary
from generator.glossary.uses import AbbreviationMatcher, with_plurals
from generator.model import CuratedGlossary, StoredCable
from tests.cables import filed_cable
from tests.corpus.scoring import CORPUS, read
from tests.corpus.terms_scoring import Pair, Terms, annotated, extracted, score

Figure = Callable[[str], None]
Benchmark = Any


def by_schwartz_hearst(name: str) -> list[Pair]:
    """What the method of Schwartz and Hearst (2003) finds in each para of a cable."""
    cable = read(CORPUS, name)
    texts = [cable.header.subject or "", *(b.text for p in cable.paras for b in p.blocks)]
    return [
        pair
        for text in texts
        for pair in schwartz_hearst.extract_abbreviation_definition_pairs(doc_text=text).items()
    ]


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the annotated cables are no part of the project")
def test_definitions_beside_schwartz_hearst(benchmark: Benchmark, figure: Figure) -> None:
    golds = annotated(CORPUS)
    methods: dict[str, Callable[[str], list[Pair]]] = {
        "Reftel": lambda name: extracted(CORPUS, name),
        "Schwartz-Hearst": by_schwartz_hearst,
    }
    for method, find in methods.items():
        total = Terms()
        for gold in golds:
            score(gold, find(gold["id"]), total)
        figure(
            f"definitions in {len(golds)} cables, {method}: precision {total.precision:.3f}, "
            f"recall {total.recall:.3f} ({total.found} of {total.annotated}, "
            f"{len(total.false)} false)"
        )
    cable = read(CORPUS, "08MEXICO721")
    benchmark(find_definitions, cable)


def text_with_terms(times: int) -> tuple[AbbreviationMatcher, str, int]:
    """A matcher of 50 * `times` abbreviations, a text with 20,000 of them, and their number."""
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    shorts = ["".join(word) for word in itertools.product(letters, repeat=4)][: 50 * times]
    matcher = AbbreviationMatcher(with_plurals(shorts))
    text = " ".join(f"The {shorts[i % 50]} met the council of region {i}." for i in range(20_000))
    return matcher, text, len(shorts)


@pytest.mark.parametrize("times", [1, 10, 100])
def test_linking_with_more_terms(benchmark: Benchmark, figure: Figure, times: int) -> None:
    """One text and more and more abbreviations: the time must not grow with their number."""
    matcher, text, shorts = text_with_terms(times)
    found = benchmark.pedantic(matcher.find, args=(text,), rounds=3)
    assert len(found) == 20_000
    seconds = benchmark.stats.stats.median
    figure(f"linking with {shorts:5} terms: {len(text) / seconds / 1e6:.1f} MB/s")


PARAS = tuple(
    f"The Council for Region {n % 7} (CR{n % 7}X) met. The CR{n % 7}X, ICE and NATO agreed on {n}."
    for n in range(20)
)


def many_cables(times: int) -> tuple[tuple[StoredCable, ...], int]:
    """Ten times as many cables, and the characters of their text."""
    filed = tuple(filed_cable(f"08EXAMPLE{i}", *PARAS) for i in range(1, 10 * times + 1))
    size = sum(len(b.text) for f in filed for p in f.cable.paras for b in p.blocks)
    return filed, size


@pytest.mark.parametrize("times", [1, 10, 100])
def test_linking_more_text(benchmark: Benchmark, figure: Figure, times: int) -> None:
    """The whole glossary over more and more cables."""
    filed, size = many_cables(times)
    benchmark.pedantic(build_glossary, args=(filed, CuratedGlossary()), rounds=2)
    seconds = benchmark.stats.stats.median
    figure(f"glossary of {len(filed):5} cables: {seconds:.2f} s, {size / seconds / 1e6:.2f} MB/s")
