"""The parser against annotated real cables, where they are present; the figures are bounds."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import parse_cable
from tests.corpus.scoring import CORPUS, Score, score
from tests.unit.test_spans import check

pytestmark = pytest.mark.skipif(
    not CORPUS.is_dir(), reason="the annotated cables are no part of the project"
)

CABLES = sorted((CORPUS / "cables").glob("*.txt"))


@pytest.fixture(scope="module")
def scores() -> dict[str, Score]:
    return score(CORPUS)


@pytest.mark.parametrize(
    ("name", "least"),
    [
        *((name, 1) for name in ("id", "date", "post", "classification", "captions")),
        *((name, 1) for name in ("tags", "subject")),
        *((name, 0.98) for name in ("references", "paras")),
        *((name, 0.95) for name in ("headings", "signature")),
    ],
)
def test_recall(scores: dict[str, Score], name: str, least: float) -> None:
    assert scores[name].annotated > 0
    assert scores[name].recall >= least, scores[name].missed


@pytest.mark.parametrize("name", ["paras", "references"])
def test_nothing_false(scores: dict[str, Score], name: str) -> None:
    assert scores[name].false == []


@pytest.mark.parametrize("path", CABLES, ids=[p.stem for p in CABLES])
def test_every_line_is_accounted_for(path: Path) -> None:
    cable = parse_cable(path.read_text(encoding="utf-8"), name=path.stem)
    assert cable.id == path.stem
    assert [line.number for line in cable.lines if not line.fates] == []


@pytest.mark.parametrize("path", CABLES, ids=[p.stem for p in CABLES])
def test_spans(path: Path) -> None:
    check(path.read_text(encoding="utf-8"))
