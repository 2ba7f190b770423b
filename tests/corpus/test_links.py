"""The links against annotated real cables, where they are present; the figures are bounds."""

from __future__ import annotations

import pytest

from generator.resolve.cable_links import link_corpus
from tests.corpus.links_scoring import corpus, score
from tests.corpus.scoring import CORPUS, Score

pytestmark = pytest.mark.skipif(
    not CORPUS.is_dir(), reason="the annotated cables are no part of the project"
)


@pytest.fixture(scope="module")
def scores() -> dict[str, Score]:
    links, _ = link_corpus(corpus(CORPUS))
    return score(CORPUS, links)


@pytest.mark.parametrize("name", ["header", "text"])
def test_links(scores: dict[str, Score], name: str) -> None:
    assert scores[name].annotated > 0
    assert scores[name].recall >= 0.98, scores[name].missed
    assert scores[name].false == []
