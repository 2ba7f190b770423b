"""The catalogue: by keyboard and on a phone, with the counts and files of the cables' own pages."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.site.test_access import faults

ROWS = ".rt-catalogue-table tbody tr"


@pytest.fixture(scope="module")
def cables(served: tuple[Path, str], library: str) -> list[dict[str, Any]]:
    """What the data say of the cables of the library."""
    assert library
    path = served[0] / "library" / "exports" / "cables.jsonl"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.fixture
def catalogue(page: Page, library: str) -> Page:
    page.goto(f"{library}cables/")
    page.wait_for_selector(ROWS)
    return page


def total(page: Page) -> int:
    """The number of rows that the status line names."""
    found = re.match(r"[\d,]+", page.locator(".rt-search-results .rt-search-status").inner_text())
    assert found is not None
    return int(found[0].replace(",", ""))


def choose(page: Page, facet: str, value: str) -> None:
    """Tick a value of a facet by keyboard."""
    group = page.locator(f'details[data-facet="{facet}"]')
    if group.get_attribute("open") is None:
        group.locator("summary").press("Enter")
    narrow = group.locator(".rt-facet-narrow")
    if narrow.count():
        narrow.fill(value)
    label = group.locator("li:not([hidden]) label").filter(has_text=re.compile(f"^{value}"))
    tick = page.locator(f"#{label.get_attribute('for')}")
    tick.focus()
    tick.press("Space")


def test_every_facet_counts_what_the_cables_have(
    catalogue: Page, cables: list[dict[str, Any]]
) -> None:
    assert total(catalogue) == len(cables)
    counts = Counter(cable["post"] for cable in cables)
    post, count = counts.most_common(1)[0]
    choose(catalogue, "post", post)
    assert total(catalogue) == count


def test_facets_narrow_each_other(catalogue: Page, cables: list[dict[str, Any]]) -> None:
    pairs = Counter((cable["post"], tag) for cable in cables for tag in cable["tags"])
    (post, tag), count = pairs.most_common(1)[0]
    choose(catalogue, "post", post)
    choose(catalogue, "tags", tag)
    assert total(catalogue) == count
    catalogue.reload()
    catalogue.wait_for_selector(ROWS)
    assert total(catalogue) == count, "the address holds the state"
    for _ in range(2):
        catalogue.locator(".rt-chip").first.press("Enter")
    assert total(catalogue) == len(cables)


def test_the_rows_can_be_taken_along(catalogue: Page, cables: list[dict[str, Any]]) -> None:
    year, count = Counter(str(cable["year"]) for cable in cables).most_common(1)[0]
    choose(catalogue, "year", year)
    with catalogue.expect_download() as download:
        catalogue.get_by_role("button", name="CSV").press("Enter")
    rows = list(csv.DictReader(StringIO(Path(download.value.path()).read_text("utf-8"))))
    of_year = {cable["mrn"] for cable in cables if str(cable["year"]) == year}
    assert {row["mrn"] for row in rows} == of_year
    assert len(rows) == count


@pytest.mark.parametrize(("button", "suffix"), [("RIS", "ris"), ("BibTeX", "bib")])
def test_a_file_gives_the_citations_of_the_cables(
    catalogue: Page, served: tuple[Path, str], button: str, suffix: str
) -> None:
    row = catalogue.locator(ROWS).first
    mrn = row.locator("a").inner_text()
    row.locator("input").press("Space")
    with catalogue.expect_download() as download:
        catalogue.get_by_role("button", name=button).press("Enter")
    taken = Path(download.value.path()).read_text("utf-8")
    own = (served[0] / "library" / "cables" / mrn / f"cite.{suffix}").read_text("utf-8")

    def without_address(text: str) -> list[str]:
        lines = [line for line in text.strip().split("\n") if "cables/" not in line]
        return [line.rstrip() for line in lines]

    assert without_address(taken) == without_address(own)


def test_without_scripts_the_lists_lead_to_every_cable(browser: Browser, library: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{library}cables/")
    assert page.locator(".rt-catalogue-static tbody tr").count() > 0
    assert page.locator(".rt-catalogue-static tbody a").first.is_visible()
    context.close()


def test_on_a_phone_nothing_is_cut_off(browser: Browser, library: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(f"{library}cables/")
    page.wait_for_selector(ROWS)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.locator(".rt-filters > summary").press("Enter")
    assert page.locator(".rt-facets").is_visible()
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_fault_for_those_who_hear_or_see_less(
    browser: Browser, library: str, scheme: str
) -> None:
    context = browser.new_context(color_scheme=scheme)  # type: ignore[arg-type]  # a literal type
    page = context.new_page()
    page.goto(f"{library}cables/#sort=newest")
    page.wait_for_selector(ROWS)
    assert faults(page) == []
    context.close()
