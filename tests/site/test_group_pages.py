"""The page of a post or TAGS code: from bars and lists to a file of rows, in a few steps."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from generator.disk import Workspace, new_workspace
from tests.cables import cable_text
from tests.site.conftest import build
from tests.site.shared import built_once
from tests.site.test_access import faults
from tests.site.test_catalogue import ROWS, choose, total

MOST_STEPS = 5


def cables() -> dict[str, tuple[str, int, str]]:
    """Post, year and TAGS of each cable."""
    lima = {
        f"{year:02d}LIMA{number}": ("LIMA", year, "PREL, ECON" if number % 2 else "PREL, SENV")
        for year in (6, 7, 8)
        for number in range(1, 9)
    }
    quito = {f"08QUITO{number}": ("QUITO", 8, "PREL, ECON") for number in range(1, 5)}
    return lima | quito


WANTED = {
    m for m, (post, year, tags) in cables().items() if (post, year) == ("LIMA", 8) and "EC" in tags
}
"""The cables of one post and year with one TAGS code."""


@pytest.fixture(scope="module")
def groups(shared: tuple[Path, int], served: tuple[Path, str]) -> Iterator[str]:
    """The address of a site with two posts."""
    folder, address = served

    def make(root: Path) -> None:
        new_workspace(root)
        for mrn, (_, _, tags) in cables().items():
            text = cable_text(mrn, "Salt is mined.", "Nobody objected.").replace("PREL", tags, 1)
            (Workspace(root).cables / f"{mrn}.txt").write_text(text, encoding="utf-8")
        build(root)
        (folder / "groups").symlink_to(root / "site")

    with built_once(shared[0], "groups", make):
        yield address.replace("deep/path/", "groups/")


def taken(page: Page, button: Locator) -> set[str]:
    """The cables in the file that a button gives."""
    with page.expect_download() as download:
        button.press("Enter")
    text = Path(download.value.path()).read_text("utf-8")
    return {row["mrn"] for row in csv.DictReader(StringIO(text))}


@pytest.mark.parametrize("width", [1280, 360])
def test_from_the_front_page_to_a_file_of_a_posts_year_and_code(
    browser: Browser, groups: str, width: int
) -> None:
    """All cables of 2008 from Lima on one TAGS code as CSV, by keyboard."""
    context = browser.new_context(viewport={"width": width, "height": 740})
    page = context.new_page()
    page.goto(groups)
    main = page.locator("article")
    steps: list[Callable[[], Locator]] = [
        lambda: main.get_by_role("link", name="post", exact=True),
        lambda: main.get_by_role("link", name="LIMA", exact=True),
        lambda: main.locator('a[data-narrow="year=2008"], a[data-narrow^="year=2008&"]').first,
        lambda: main.locator('[data-narrow="tags=ECON"] a'),
    ]
    for number, step in enumerate(steps, 1):
        step().press("Enter")
        if number == 2:
            page.wait_for_selector(ROWS)
    assert len(steps) + 1 <= MOST_STEPS
    expect(page.locator(".rt-search-results .rt-search-status")).to_be_focused()
    assert total(page) == len(WANTED)
    assert taken(page, main.get_by_role("button", name="CSV")) == WANTED
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


def test_from_the_overview_to_the_same_file(page: Page, groups: str) -> None:
    """The shortest way: a cell of the table of posts and years, a TAGS code, CSV."""
    page.goto(f"{groups}overview/")
    page.locator('a[aria-label^="LIMA 2008"]').press("Enter")
    page.wait_for_selector(ROWS)
    choose(page, "tags", "ECON")
    assert total(page) == len(WANTED)
    assert taken(page, page.locator("article").get_by_role("button", name="CSV")) == WANTED


def test_a_page_names_its_feed(page: Page, groups: str) -> None:
    page.goto(f"{groups}posts/lima/")
    feeds = {
        link.get_attribute("title"): link.evaluate("link => link.href")
        for link in page.locator('link[type="application/atom+xml"]').all()
    }
    assert feeds.pop("LIMA - Diplomatic cables") == f"{groups}feeds/posts/lima.xml"
    assert list(feeds.values()) == [f"{groups}feed.xml"]
    answer = page.request.get(f"{groups}feeds/posts/lima.xml")
    assert answer.text().count("<entry>") == 24


def test_the_catalogue_of_a_post_has_its_cables_only(page: Page, groups: str) -> None:
    page.goto(f"{groups}posts/lima/")
    page.wait_for_selector(ROWS)
    assert page.locator(".rt-search-results .rt-search-status").inner_text() == "24 of 24 cables"
    assert page.locator('[data-facet="post"]').count() == 0, "one post is nothing to choose from"
    assert page.locator('[data-facet="year"] li').count() == 3
    page.locator(ROWS).first.locator("a").press("Enter")
    page.wait_for_url(f"{groups}cables/06LIMA1/")


def test_the_code_of_a_page_is_no_choice_on_it(page: Page, groups: str) -> None:
    page.goto(f"{groups}tags/econ/#post=QUITO")
    page.wait_for_selector(ROWS)
    assert total(page) == 4
    tags = page.locator('[data-facet="tags"] label').all_inner_texts()
    assert not any(text.startswith("ECON") for text in tags)


def test_rows_of_the_catalogue_are_the_works_of_the_list(
    browser: Browser, groups: str, page: Page
) -> None:
    """A reference manager takes what is in view, and reads the same as without scripts."""

    def works(of: Page) -> list[dict[str, list[str]]]:
        titles = [span.get_attribute("title") or "" for span in of.locator(".Z3988").all()]
        return [parse_qs(title, strict_parsing=True) for title in titles]

    context = browser.new_context(java_script_enabled=False)
    still = context.new_page()
    still.goto(f"{groups}posts/lima/")
    page.goto(f"{groups}posts/lima/")
    page.wait_for_selector(ROWS)
    in_view = works(page)
    assert len(in_view) == 24
    address = f"{groups}cables/06LIMA1/"
    assert in_view[0].pop("rft_id") == [address]
    assert in_view[0] == works(still)[0]
    context.close()


def test_two_posts_need_no_filter(page: Page, groups: str) -> None:
    page.goto(f"{groups}posts/")
    assert page.locator(".rt-filter").count() == 0
    assert page.get_by_role("link", name="QUITO").is_visible()


def test_a_list_of_groups_is_narrowed_by_typing(page: Page, library: str) -> None:
    page.goto(f"{library}posts/")
    page.get_by_label("Filter by name, code or meaning").fill("mexico")
    rows = page.locator(".rt-groups tbody tr:visible")
    assert [row.locator("a").inner_text() for row in rows.all()] == ["MEXICO"]
    assert page.locator(".rt-groups h2:visible").all_inner_texts() == ["Central America"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["posts/lima/", "tags/prel/", "posts/", "tags/"])
def test_axe_has_no_fault(browser: Browser, groups: str, path: str, scheme: str) -> None:
    context = browser.new_context(color_scheme=scheme)  # type: ignore[arg-type]  # a literal type
    page = context.new_page()
    page.goto(f"{groups}{path}")
    if path.count("/") > 1:
        page.wait_for_selector(ROWS)
    assert faults(page) == []
    context.close()
