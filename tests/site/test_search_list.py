"""A list of names or numbers as a matrix of cables, held against the text of all paras."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from io import StringIO
from pathlib import Path
from urllib.parse import quote_plus

import pytest
from playwright.sync_api import Page

from tests.site.searching import wait_for_all
from tests.site.test_search_page import STATUS

PHRASES = ["trade press", "press", "party lists", "qqzzqq vvxxvv"]
TABLE = ".rt-matrix-table"


def words(text: str) -> str:
    """The words of a text, each between blanks."""
    return " " + " ".join(re.findall(r"\w+", text.casefold().replace("'", ""))) + " "


@pytest.fixture(scope="module")
def counted(served: tuple[Path, str], library: str) -> dict[str, Counter[str]]:
    """For each phrase the number of paras by cable."""
    assert library
    path = served[0] / "library" / "exports" / "paras.jsonl"
    paras = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return {
        phrase: Counter(
            para["mrn"]
            for para in paras
            if words(phrase) in words(" ".join(filter(None, (para["label"], para["text"]))))
        )
        for phrase in PHRASES
    }


def paste(page: Page, library: str, text: str) -> None:
    """Search a list by keyboard."""
    page.goto(f"{library}search/")
    page.locator(".rt-search-views a", has_text="Many at once").press("Enter")
    page.locator("#rt-list-lines").fill(text)
    page.get_by_role("button", name="Search the list").press("Enter")
    page.locator(STATUS, has_text=re.compile(r"found in [\d,]+ cables?\.")).wait_for()


def test_the_matrix_counts_paras_by_cable(
    page: Page, library: str, counted: dict[str, Counter[str]]
) -> None:
    paste(page, library, "\n".join(PHRASES))
    found = [phrase for phrase in PHRASES if counted[phrase]]
    assert 1 < len(found) < len(PHRASES)
    cables = {mrn for phrase in found for mrn in counted[phrase]}
    status = page.locator(STATUS).inner_text()
    assert status == f"{len(found)} of {len(PHRASES)} lines found in {len(cables)} cables."
    assert "“qqzzqq vvxxvv”" in page.locator(".rt-search-remarks").inner_text()
    with page.expect_download() as download:
        page.get_by_role("button", name="CSV").press("Enter")
    rows = list(csv.DictReader(StringIO(Path(download.value.path()).read_text("utf-8"))))
    assert {row["mrn"] for row in rows} == cables
    for row in rows:
        for phrase in PHRASES:
            assert int(row[phrase]) == counted[phrase][row["mrn"]], (row["mrn"], phrase)


def test_a_count_leads_to_the_paras(page: Page, library: str) -> None:
    paste(page, library, "\n".join(PHRASES))
    row = page.locator(f"{TABLE} tbody tr").first
    mrn = row.locator("th a").inner_text()
    cell = row.locator("td a").first
    number = cell.inner_text()
    cell.press("Enter")
    page.wait_for_selector(".rt-hit")
    wait_for_all(page)
    assert page.locator(STATUS).inner_text().startswith(f"{number} paragraph")
    assert page.locator(".rt-hit h3").inner_text().startswith(mrn)


def test_the_list_is_in_the_address_and_sent_to_no_server(page: Page, library: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    paste(page, library, "trade press\npress")
    assert f"list={quote_plus('trade press')}" in page.url.partition("#")[2]
    shown = page.locator(f"{TABLE} tbody").inner_text()
    page.reload()
    page.wait_for_selector(TABLE)
    assert page.locator(f"{TABLE} tbody").inner_text() == shown
    assert not [url for url in asked if "press" in url.partition("#")[0]]
    assert "not sent to the server" in page.locator(".rt-list-form").inner_text()


def test_of_a_long_list_the_beginning_is_searched(page: Page, library: str) -> None:
    paste(page, library, "\n".join(f"qqzz{number}" for number in range(150)))
    assert page.locator(STATUS).inner_text() == "0 of 100 lines found in 0 cables."
    assert "Only the first 100 lines were searched." in (
        page.locator(".rt-search-remarks").inner_text()
    )
    assert page.locator(TABLE).count() == 0


def test_lines_may_be_queries(page: Page, library: str) -> None:
    paste(page, library, "press trade")
    assert "0 of 1 line found" in page.locator(STATUS).inner_text()
    page.locator("#rt-list-exact").press("Space")
    page.get_by_role("button", name="Search the list").press("Enter")
    page.locator(STATUS, has_text="1 of 1 line found").wait_for()
    assert "words=all" in page.url


def test_a_number_finds_its_cable(page: Page, library: str) -> None:
    paste(page, library, "08 Mexico 721")
    assert "08MEXICO721" in page.locator(f"{TABLE} tbody th").all_inner_texts()[0]
