"""The recognition of people against annotated telegrams, where present; the figures are bounds."""

from __future__ import annotations

import pytest

from tests.corpus.annotated_names import telegrams
from tests.corpus.people_scoring import Mentions, people_of, score
from tests.corpus.scoring import CORPUS

pytestmark = pytest.mark.skipif(
    not CORPUS.is_dir(), reason="the annotated telegrams are no part of the project"
)


@pytest.fixture(scope="module")
def total() -> Mentions:
    result = Mentions()
    for telegram in telegrams(CORPUS):
        score(telegram, people_of(telegram), result)
    return result


def test_precision(total: Mentions) -> None:
    assert total.annotated > 600
    assert total.precision >= 0.97, total.false


def test_recall(total: Mentions) -> None:
    assert total.recall >= 0.60, total.missed
    assert total.person_recall >= 0.65, total.missed
