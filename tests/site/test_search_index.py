"""How the script of the search reads the index: its functions, called in a browser."""

from __future__ import annotations

import random
from typing import Any

import cbor2
import pytest
from playwright.sync_api import Page

from tests.cases import FIXTURES

STEMS = """async ([site, words]) => {
  const { indexStem } = await import(new URL("assets/reftel/search-stem.js", site));
  return words.map(indexStem);
}"""

DECODED = """async ([site, files]) => {
  const { decoded } = await import(new URL("assets/reftel/search-packed.js", site));
  return files.map((bytes) => decoded(new Uint8Array(bytes)));
}"""

PLACES = """async ([site, lists]) => {
  const { placesOf } = await import(new URL("assets/reftel/search-index.js", site));
  return placesOf(lists);
}"""


@pytest.fixture
def missing(page: Page, library: str) -> Page:
    """A page that loads no script of the search itself."""
    page.goto(library + "404.html")
    return page


def stems() -> list[list[str]]:
    """Words with their stems in the index."""
    path = FIXTURES / "search" / "stems.txt"
    return [line.split(" ") for line in path.read_text(encoding="utf-8").splitlines()]


def test_words_have_the_stems_of_the_index(missing: Page, library: str) -> None:
    words = [word for word, _ in stems()]
    given: list[str] = missing.evaluate(STEMS, [library, words])
    assert [list(pair) for pair in zip(words, given, strict=True)] == stems()


def invented(source: random.Random, depth: int) -> Any:
    """A value of the kinds that the index has."""
    if depth and source.random() < 0.6:
        return [invented(source, depth - 1) for _ in range(source.choice((0, 1, 5, 30)))]
    if source.random() < 0.3:
        return "".join(source.choices("aé⟦漢𝄞 ", k=source.choice((0, 3, 23, 24, 300))))
    return source.choice((0, 23, 24, -1, -24, -25, 255, 256, -257, 65_535, 65_536, 4_294_967_296))


def test_packed_values_are_read_as_they_were_written(missing: Page, library: str) -> None:
    source = random.Random(7)
    values = [invented(source, 3) for _ in range(200)]
    files = [list(cbor2.dumps(value)) for value in values]
    assert missing.evaluate(DECODED, [library, files]) == values


def test_places_are_counted_anew_after_each_weight(missing: Page, library: str) -> None:
    lists = [[-25, 4, 3, 10, -13, 5, 0], [-25, 1]]
    assert missing.evaluate(PLACES, [library, lists]) == [1, 4, 5, 5, 7, 17]
