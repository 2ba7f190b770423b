"""Results of a search as files: all of them, not only those shown."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.site.test_search_page import counts, search, show_all


def taken(page: Page, button: str) -> str:
    """The text of a file of the results."""
    with page.expect_download() as download:
        page.get_by_role("button", name=button).press("Enter")
    page.locator(".rt-search-take", has_text="was written").wait_for()
    return Path(download.value.path()).read_text("utf-8")


def test_the_table_has_all_paras(page: Page, library: str) -> None:
    paras, cables = counts(search(page, library, "#q=law"))
    assert page.locator(".rt-hit").count() < cables
    rows = list(csv.DictReader(StringIO(taken(page, "CSV"))))
    of_cables = [row for row in rows if row["mrn"]]
    assert len({row["address"] for row in of_cables}) == len(of_cables) == paras
    assert len({row["mrn"] for row in of_cables}) == cables
    for row in of_cables:
        assert f"/cables/{row['mrn']}/" in row["address"]
        assert row["paragraph"].startswith("¶") or not row["paragraph"]
    assert sum(bool(row["keyword"] and (row["left"] or row["right"])) for row in rows) > paras / 2
    assert page.locator(".rt-hit").count() < cables, "what is shown stays"


@pytest.mark.parametrize(("button", "suffix"), [("RIS", "ris"), ("BibTeX", "bib")])
def test_a_file_gives_the_citations_of_all_cables(
    page: Page, library: str, served: tuple[Path, str], button: str, suffix: str
) -> None:
    search(page, library, "#q=law")
    show_all(page)
    page.get_by_role("button", name=button).wait_for()
    text = taken(page, button)
    headings = page.locator(".rt-hit h3").all_inner_texts()
    root = served[0] / "library" / "cables"
    mrns = [mrn for heading in headings if (root / (mrn := heading.split()[0])).is_dir()]
    assert len(mrns) > 1

    def without_address(text: str) -> list[str]:
        lines = [line for line in text.strip().split("\n") if "cables/" not in line]
        return [line.rstrip() for line in lines if line.strip()]

    own = [(root / mrn / f"cite.{suffix}").read_text("utf-8") for mrn in mrns]
    assert without_address(text) == [line for part in own for line in without_address(part)]


CATALOGUE = "**/catalogue/**"
"""The data that citations are written from; a search loads none of it."""


def test_a_failed_download_is_told(page: Page, library: str) -> None:
    search(page, library, "#q=government")
    page.route(CATALOGUE, lambda route: route.abort())
    page.get_by_role("button", name="RIS").press("Enter")
    page.locator(".rt-search-take").filter(has_text="could not be loaded").wait_for()


def test_a_long_download_can_be_stopped(page: Page, library: str) -> None:
    search(page, library, "#q=government")
    page.route(CATALOGUE, lambda _: None)  # it waits
    with page.expect_request(CATALOGUE):
        page.get_by_role("button", name="RIS").press("Enter")
    page.get_by_role("button", name="Stop").press("Enter")
    page.unroute(CATALOGUE)
    page.locator(".rt-search-take").filter(has_text="Stopped.").wait_for()
    assert page.get_by_role("button", name="RIS").is_visible()
