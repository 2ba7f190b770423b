"""What readers type and what must come first: read from a fixture, asked of the site."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page

from tests.cases import FIXTURES

ASK = """async ([query, kind]) => {
  const engine = await import(new URL("assets/reftel/search-engine.js", SITE));
  const found = await engine.search(query, kind ? { kind: [kind] } : {});
  const hits = await found.more(3);
  return hits.map((hit) => hit.best.plain);
}"""
"""Gives the addresses of the first hits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """One line of the fixture."""

    typed: str
    kind: str
    """The kind of page to which it is restricted; empty for all."""
    right: tuple[str, ...]
    """What the first hit may be: `¶17` for a para of the sample, else an address."""


def queries() -> list[Query]:
    """Every query of the fixture."""
    found = []
    for line in (FIXTURES / "search.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            typed, _, right = line.partition(" => ")
            text = typed.removeprefix("text: ")
            kind = "Cable" if text != typed else ""
            found.append(Query(typed=text, kind=kind, right=tuple(right.split())))
    return found


def ask(page: Page, address: str, query: Query) -> list[str]:
    """The addresses of the first hits, relative to the site at `address`."""
    script = ASK.replace("SITE", repr(address))
    hits: list[Any] = page.evaluate(script, [query.typed, query.kind])
    return [hit.removeprefix(address) for hit in hits]


def is_right(query: Query, hits: Sequence[str]) -> bool:
    """True where the first hit is one that the fixture names."""
    return bool(hits) and any(_meets(target, hits[0]) for target in query.right)


def _meets(target: str, hit: str) -> bool:
    if target.startswith("¶"):
        return hit.startswith("cables/08MEXICO721/") and hit.endswith(f"#p-{target[1:]}")
    return hit == target


ANSWER = """async ([site, typed]) => {
  const engine = await import(new URL("assets/reftel/search-engine.js", site));
  const result = await engine.search(typed);
  const groups = await result.more(1);
  return {
    hits: groups.map((group) => group.best.plain),
    suggested: result.suggestions.map(({ instead }) => instead.toLowerCase()),
  };
}"""
"""Gives the address of the first hit, and the words that are suggested."""


def realistic() -> list[Query]:
    """The queries with operators and misspellings, each with what is right."""
    text = (FIXTURES / "search" / "queries.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return [Query(typed=typed, kind="", right=tuple(right.split())) for typed, right in rows]


def answer(page: Page, address: str, typed: str) -> dict[str, list[str]]:
    """What the site at `address` gives: `hits`, at most one address, and `suggested` words."""
    given: dict[str, list[str]] = page.evaluate(ANSWER, [address, typed])
    return {**given, "hits": [hit.removeprefix(address) for hit in given["hits"]]}


def suits(query: Query, given: dict[str, list[str]]) -> bool:
    """True where the right para comes first, or the right word is suggested."""
    words = {target[1:].lower() for target in query.right if target.startswith("?")}
    return bool(words & set(given["suggested"])) or is_right(query, given["hits"])


def wait_for_all(page: Page) -> None:
    """Wait until the page of the search has drawn results, filters and counts."""
    page.wait_for_selector(".rt-search-page[data-busy=no]")


def narrow_to_mexico(page: Page, root: str) -> None:
    """Search for law on the page of the search, and narrow what is found to one post."""
    page.goto(root + "search/#q=law")
    wait_for_all(page)
    every = page.locator(".rt-search-status").inner_text()
    page.locator("details[data-facet=post] summary").click()
    if (rest := page.locator("details[data-facet=post] .rt-facet-all")).count():
        rest.click()
    page.locator("details[data-facet=post] label", has_text=re.compile("^MEXICO")).first.click()
    page.wait_for_function(
        "old => document.querySelector('.rt-search-status').textContent !== old", arg=every
    )
    wait_for_all(page)
