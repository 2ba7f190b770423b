"""Names of organisations against annotated telegrams, where they are present."""

from __future__ import annotations

import pytest

from tests.corpus.annotated_names import telegrams
from tests.corpus.organisations_scoring import NamesFound, score
from tests.corpus.scoring import CORPUS

pytestmark = pytest.mark.skipif(
    not (CORPUS / "entities").is_dir(), reason="the annotated telegrams are no part of the project"
)


def test_precision_and_recall() -> None:
    total = NamesFound()
    for telegram in telegrams(CORPUS):
        score(telegram, total)
    assert total.marked > 500
    assert total.precision >= 0.92, total.false
    assert total.recall >= 0.20
