"""The glossary against annotated real cables, where they are present; the figures are bounds."""

from __future__ import annotations

import pytest

from tests.corpus.scoring import CORPUS
from tests.corpus.terms_scoring import Terms, annotated, extracted, score

pytestmark = pytest.mark.skipif(
    not CORPUS.is_dir(), reason="the annotated cables are no part of the project"
)


@pytest.fixture(scope="module")
def total() -> Terms:
    result = Terms()
    for gold in annotated(CORPUS):
        score(gold, extracted(CORPUS, gold["id"]), result)
    return result


def test_precision(total: Terms) -> None:
    assert total.annotated > 100
    assert total.precision >= 0.97, total.false


def test_recall(total: Terms) -> None:
    assert total.recall >= 0.90, total.missed
