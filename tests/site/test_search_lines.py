"""Lines of context: what a search found with the words on both sides, sorted by either."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page

from tests.site.searching import wait_for_all
from tests.site.test_search_page import STATUS, counts

ROWS = ".rt-lines tbody tr"


def lines(page: Page, library: str, fragment: str) -> list[list[str]]:
    """The cells of all lines of a search."""
    page.goto("about:blank")  # else only the fragment changes
    page.goto(f"{library}search/{fragment}&view=lines")
    page.wait_for_selector(".rt-search-take button")
    wait_for_all(page)
    more = page.locator(".rt-search-body > .rt-search-more")
    while more.is_visible():
        shown = page.locator(ROWS).count()
        more.press("Enter")
        page.wait_for_function(f"document.querySelectorAll('{ROWS}').length > {shown}")
        page.wait_for_timeout(50)
    script = "rows => rows.map(row => [...row.cells].map(cell => cell.textContent))"
    cells: list[list[str]] = page.locator(ROWS).evaluate_all(script)
    return cells


def folded(text: str) -> list[str]:
    """The words of a text for comparison, as a reader would sort them."""
    return re.findall(r"\w+", text.casefold())


def test_there_is_a_line_for_each_para(page: Page, library: str) -> None:
    rows = lines(page, library, "#q=law")
    paras, _ = counts(page.locator(STATUS).inner_text())
    places = {row[3] for row in rows}
    assert len(places) >= paras
    assert all(re.search("law|legal", row[1], re.IGNORECASE) for row in rows), rows
    assert any(row[0] for row in rows)
    assert any(row[2] for row in rows)


@pytest.mark.parametrize("side", ["left", "right"])
def test_lines_are_sorted_by_the_words_of_a_side(page: Page, library: str, side: str) -> None:
    as_found = lines(page, library, "#q=law")
    rows = lines(page, library, f"#q=law&by={side}")
    assert sorted(rows) == sorted(as_found)
    assert rows != as_found

    def key(row: list[str]) -> list[str]:
        words = folded(row[0 if side == "left" else 2])
        return words[::-1] if side == "left" else words

    nearest = [key(row)[:2] for row in rows]
    assert nearest == sorted(nearest)
    heads = page.locator(".rt-lines th").evaluate_all("all => all.map(head => head.ariaSort)")
    assert heads == ["ascending" if name == side else None for name in ("left", "", "right", "")]


def test_a_line_leads_to_its_para(page: Page, library: str) -> None:
    lines(page, library, "#q=debt-bondage")
    name = page.locator(f"{ROWS} a").first.inner_text()
    number = re.search(r"¶(\d+)", name)
    assert number is not None
    page.locator(f"{ROWS} a").first.press("Enter")
    page.wait_for_selector(f"#p-{number[1]} mark.rt-found")


def test_context_is_cut_at_words(page: Page, library: str) -> None:
    rows = lines(page, library, "#q=law")
    long = [row for row in rows if row[0].startswith("…") and row[2].endswith("…")]
    assert long
    assert all(len(cell) < 60 for row in long for cell in (row[0], row[2]))


def test_without_words_there_is_no_context(page: Page, library: str) -> None:
    assert lines(page, library, "#post=MEXICO") == []
    assert page.locator(".rt-lines-progress").inner_text().startswith("There are no words")
    assert not page.locator(".rt-lines").is_visible()
