"""How queries are parsed, and what matches: the functions of the search, called in a browser."""

from __future__ import annotations

import random
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.cases import FIXTURES

PARSE = """async ([site, queries]) => {
  const { parse } = await import(new URL("assets/reftel/search-query.js", site));
  return queries.map((query) => parse(query));
}"""


def parsed(page: Page, library: str, queries: list[str]) -> list[dict[str, Any]]:
    page.goto(library + "404.html")
    given: list[dict[str, Any]] = page.evaluate(PARSE, [library, queries])
    return given


def shown(node: dict[str, Any] | None) -> str:
    """A tree in the form of the fixture."""
    if node is None:
        return ""
    parts = [shown(part) for part in node.get("parts", ())]
    match node["type"]:
        case "and":
            return f"({' '.join(parts)})"
        case "or":
            return f"({' | '.join(parts)})"
        case "not":
            return f"-{shown(node['part'])}"
        case "near":
            return f"{{{' '.join(parts)} {node['distance']}}}"
        case "field" if node["field"] == "year":
            return f"year:{node['from']}-{node['to']}"
        case "field":
            return f"{node['field']}:{node['value']}"
        case "phrase":
            return f'"{node["shown"]}"'
        case _:
            return str(node["shown"])


def test_queries_are_parsed(page: Page, library: str) -> None:
    text = (FIXTURES / "search" / "parsed.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    trees = parsed(page, library, [row[0] for row in rows])
    assert [
        (row[0], shown(tree["tree"]), tree["problems"])
        for row, tree in zip(rows, trees, strict=True)
    ] == [(row[0], row[1], row[2:]) for row in rows]


PIECES = (
    '( ) " - * OR AND NOT NEAR NEAR/3 | post: year: in: tags: law taxi 08MEXICO721 2008 ¶ é 𝟎 “ :'
)


def test_no_text_breaks_the_parser_or_the_search(page: Page, library: str) -> None:
    pieces, chance = PIECES.split(), random.Random(5)
    texts = [
        chance.choice(("", " ")).join(chance.choices(pieces, k=chance.randint(1, 12)))
        for _ in range(300)
    ]
    assert len(parsed(page, library, texts)) == 300
    found = page.evaluate(
        """async ([site, queries]) => {
          const engine = await import(new URL("assets/reftel/search-engine.js", site));
          const counts = [];
          for (const query of queries) {
            counts.push((await (await engine.search(query)).more(2)).length);
          }
          return counts;
        }""",
        [library, texts[:60]],
    )
    assert len(found) == 60
    assert any(found)


STEMS = [
    ("laws", "law"), ("trafficking", "traffick"), ("traffickers", "traffick"),
    ("policies", "policy"), ("police", "polic"), ("planned", "plan"), ("running", "run"),
    ("controlled", "control"), ("polling", "poll"), ("agrees", "agre"), ("tied", "tied"),
    ("business", "business"), ("status", "status"), ("minister", "minist"), ("law53", "law53"),
]  # fmt: skip


def test_regular_endings_are_taken_off(page: Page, library: str) -> None:
    page.goto(library + "404.html")
    stems = page.evaluate(
        """async ([site, words]) => {
          const { stem } = await import(new URL("assets/reftel/search-words.js", site));
          return words.map(stem);
        }""",
        [library, [word for word, _ in STEMS]],
    )
    assert list(zip([word for word, _ in STEMS], stems, strict=True)) == STEMS


@pytest.mark.parametrize(
    ("one", "other", "mistakes"),
    [
        ("law", "law", 0),
        ("traficking", "trafficking", 1),
        ("polcie", "police", 1),
        ("abc", "xyz", 3),
    ],
)
def test_mistakes_are_counted(
    page: Page, library: str, one: str, other: str, mistakes: int
) -> None:
    page.goto(library + "404.html")
    counted = page.evaluate(
        """async ([site, one, other]) => {
          const { distance } = await import(new URL("assets/reftel/search-spelling.js", site));
          return distance(one, other, 2);
        }""",
        [library, one, other],
    )
    assert counted == mistakes
