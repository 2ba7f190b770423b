"""The recognition of places against annotated telegrams, where present; the figures are bounds."""

from __future__ import annotations

import pytest

from generator.places.gazetteer import make_gazetteer
from tests.corpus.annotated_names import telegrams
from tests.corpus.places_scoring import PlaceScore, score
from tests.corpus.scoring import CORPUS

pytestmark = pytest.mark.skipif(
    not CORPUS.is_dir(), reason="the annotated telegrams are no part of the project"
)


@pytest.fixture(scope="module")
def total() -> PlaceScore:
    result, gazetteer = PlaceScore(), make_gazetteer()
    for telegram in telegrams(CORPUS):
        score(telegram, gazetteer, result)
    return result


def test_precision(total: PlaceScore) -> None:
    assert total.annotated > 1000
    assert total.precision >= 0.985, total.false


def test_recall(total: PlaceScore) -> None:
    assert total.recall >= 0.80, total.missed
