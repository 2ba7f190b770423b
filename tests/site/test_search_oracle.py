"""What the search gives for generated queries, against a reading of every para."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page

from generator.disk import Workspace
from tests.site.search_oracle import QueryMaker, compare, read_paras

QUERIES = 60
SEED = 11
"""For more queries: `python -m tests.site.search_oracle WORKSPACE --queries 1000 --seed 1`."""


def test_generated_queries_give_exactly_the_paras_that_match(
    page: Page, library: str, served: tuple[Path, str]
) -> None:
    workspace = Workspace((served[0] / "library").resolve().parent)
    maker = QueryMaker(*read_paras(workspace), SEED)
    queries = [maker.make() for _ in range(QUERIES)]
    page.goto(library + "404.html")
    score = compare(page, library, maker.paras, queries)
    assert score.matched > QUERIES // 2
    assert score.precision == 1.0, score.failures
    assert score.recall >= 0.99, score.failures
