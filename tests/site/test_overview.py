"""The overview: its table leads to the catalogue, its lists are filtered, all by keyboard."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page

from tests.site.test_access import faults
from tests.site.test_catalogue import ROWS, total


def press(page: Page, name: str) -> None:
    """Follow a link of the page's text by keyboard: one step."""
    link = page.locator(".md-content").get_by_role("link", name=name, exact=True).first
    link.focus()
    link.press("Enter")


def test_a_cell_leads_to_the_catalogue_narrowed_to_it(page: Page, library: str) -> None:
    page.goto(f"{library}overview/")
    page.wait_for_selector("table.rt-heat a[href*='#post=']")
    cell = page.locator("table.rt-heat td a").first
    match = re.fullmatch(r"(.+) (\d{4}): (\d+) cables?", cell.get_attribute("aria-label") or "")
    assert match is not None
    cell.focus()
    cell.press("Enter")
    page.wait_for_selector(ROWS)
    assert total(page) == int(match[3])
    chips = page.locator(".rt-chip").all_inner_texts()
    assert [chip.removesuffix(" ×") for chip in chips] == [match[2], match[1]]


def test_without_scripts_a_cell_leads_to_the_list_of_the_post(
    browser: Browser, library: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{library}overview/")
    page.locator("table.rt-heat td a").first.click()
    assert "/posts/" in page.url
    assert page.locator(".rt-list tbody tr").count() > 0
    context.close()


def test_years_that_lack_numbers_are_three_steps_away(page: Page, library: str) -> None:
    page.goto(library)
    press(page, "overview")
    press(page, "serial numbers")
    assert page.locator("#numbers").evaluate("node => node.getBoundingClientRect().top") < 200
    press(page, "Numbers held and missing by post and year")
    page.wait_for_url("**/overview/numbers/")
    rows = page.locator(".rt-list--numbers tbody tr, table:not([class]) tbody tr")
    assert rows.count() > 0


def test_copies_are_filtered_by_state_and_words(page: Page, library: str) -> None:
    page.goto(f"{library}overview/copies/#truncated")
    shown = page.locator(".rt-list--faults tbody tr:visible")
    page.wait_for_selector(".rt-filter--states select")
    states = {row.split("\t")[0].strip() for row in shown.all_inner_texts()}
    assert states == {"Truncated"}
    truncated = shown.count()
    select = page.get_by_label("State", exact=True)
    select.focus()
    select.press("Home")
    every = shown.count()
    assert 0 < truncated < every
    words = page.get_by_label("Words", exact=False)
    words.focus()
    mrn = shown.last.locator("a").first.inner_text()
    page.keyboard.type(mrn.lower())
    assert 0 < shown.count() < every
    assert all(mrn in text for text in shown.all_inner_texts())
    count = page.locator(".rt-filter--states output").inner_text()
    assert count == f"{shown.count()} of {every} copies"
    assert faults(page) == []


@pytest.mark.parametrize("path", ["overview/", "overview/copies/", "overview/numbers/"])
def test_on_a_phone_only_the_table_scrolls(browser: Browser, library: str, path: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 700})
    page = context.new_page()
    page.goto(library + path)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    for region in page.locator(".rt-scroll").all():
        assert region.get_attribute("tabindex") == "0"
        assert region.get_attribute("aria-label")
    context.close()
