"""The figures about cables without annotation, where they are present; the limits are bounds."""

from __future__ import annotations

import pytest

from tests.corpus.scoring import CORPUS
from tests.corpus.unseen import FIGURES, LIMITS, cables, faults

pytestmark = pytest.mark.skipif(
    not (CORPUS / "pre").is_dir(), reason="the texts are no part of the project"
)


@pytest.fixture(scope="module")
def counted() -> dict[str, list[str]]:
    items = cables(CORPUS)
    assert items
    return faults(items)


@pytest.mark.parametrize("name", FIGURES)
def test_figures_stay_within_their_limits(counted: dict[str, list[str]], name: str) -> None:
    assert len(counted[name]) <= LIMITS[name], "\n".join(counted[name])
