"""Printing from the browser: what is on paper must stand alone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page

from generator.disk import Workspace
from tests.site.opening import open_page
from tests.site.papers import document, plain, sheets

CABLE = "cables/08MEXICO721/"
SECTION = CABLE + "02-questions-a-to-e/"
MARKING = "UNCLASSIFIED // SIPDIS // SENSITIVE"
PAPERS = {"A4": (595, 842), "Letter": (612, 792)}


def printed(page: Page, address: str, paper: str = "A4") -> bytes:
    """A page of the site as a reader prints it."""
    page.goto(address, wait_until="load")
    return page.pdf(format=paper, prefer_css_page_size=True, print_background=True)


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("path", [CABLE, SECTION, CABLE + "full/"])
def test_every_sheet_says_what_it_is(page: Page, address: str, path: str, paper: str) -> None:
    data = printed(page, address + path, paper)
    found = sheets(data)
    for number, text in enumerate(found, 1):
        assert text.count(MARKING) >= 2, f"sheet {number}"
        assert f"Page {number} of {len(found)}" in text
        assert "08MEXICO721" in text
        assert "EIGHTH ANNUAL TRAFFICKING IN PERSONS (TIP) REPORT - MEXICO (PART 1 OF 2)" in text
        assert re.search(r"Edition [0-9a-f]{8}(?: \(\w+\))?\s", text)
        assert plain(address + path) in plain(text)
    width, height = document(data)[0].get_size()
    assert (width, height) == pytest.approx(PAPERS[paper], abs=1.5)


@pytest.mark.parametrize("paper", PAPERS)
def test_nothing_stands_outside_the_sheet(page: Page, address: str, paper: str) -> None:
    opened = document(printed(page, address + SECTION, paper))
    for sheet in opened:
        width, height = sheet.get_size()
        text = sheet.get_textpage()
        for index in range(text.count_rects()):
            left, bottom, right, top = text.get_rect(index)
            assert left >= 30, "a printer's margin"
            assert right <= width - 12
            assert bottom >= 12
            assert top <= height - 12


def test_no_tool_of_the_screen_is_printed(page: Page, address: str) -> None:
    text = "\n".join(sheets(printed(page, address + SECTION)))
    for words in ("Home", "copy link", "Hide questions", "as received", "Cite", "Search", "line "):
        assert words not in text
    assert not re.search(r"^(?:Previous|Next|All cables|Glossary)\s*$", text, re.M)


def test_paragraphs_keep_their_numbers_and_text(page: Page, address: str) -> None:
    page.goto(address + SECTION)
    paras = page.locator(".rt-para").evaluate_all(
        "paras => paras.map(p => [p.querySelector('.rt-number').textContent,"
        " p.querySelector('.rt-body').textContent])"
    )
    margins = re.compile(r"\A.*?Edition [0-9a-f]{8}(?: \(\w+\))?\s", re.S)
    text = "\n".join(margins.sub("", t) for t in sheets(printed(page, address + SECTION)))
    found = plain(re.sub(r"^p\. \d+\s*$|•", "", text, flags=re.M))
    assert [name for name, _ in paras] == ["¶5", "¶6", "¶7", "¶8", "¶9"]
    for name, body in paras:
        assert re.search(rf"^{name}\s", text, re.M)
        assert plain(body) in found


def test_addresses_of_links_stand_once_at_the_end(page: Page, address: str) -> None:
    text = "\n".join(sheets(printed(page, address + CABLE)))
    links = text[text.index("Links on this page") :]
    found = plain(links)
    for target in (SECTION, "tags/asec/", "posts/mexico/", "references/06STATE-202/#06STATE202745"):
        assert found.count(plain(f": {address}{target}")) == 1
    assert "glossary" not in links


def test_abbreviations_stand_at_the_end_with_their_meanings(page: Page, address: str) -> None:
    text = "\n".join(sheets(printed(page, address + SECTION)))
    end = text[text.index("Abbreviations on this page") :]
    assert re.search(r"^GOM\s+Government of Mexico", end, re.M)
    assert "glossary/" not in end, "meanings are there: no address is needed"


def test_the_whole_cable_begins_with_its_contents(page: Page, address: str) -> None:
    first = sheets(printed(page, address + CABLE + "full/"))[0]
    contents = re.findall(r"^(\d)\. (.+) \((¶[^)]+)\)", first[first.index("Contents") :], re.M)
    assert contents == [
        ("1", "Introduction", "¶1–4"),
        ("2", "Questions A to E", "¶5–9"),
        ("3", "INVESTIGATION AND PROSECUTION OF TRAFFICKERS", "¶10–22"),
        ("4", "PROTECTION AND ASSISTANCE TO VICTIMS", "¶23–26"),
    ]


def test_no_heading_ends_a_sheet(page: Page, address: str) -> None:
    for paper in PAPERS:
        data = printed(page, address + CABLE + "full/", paper)
        headings = set(page.locator(".md-content :is(h1, h2, h3)").all_inner_texts())
        for text in sheets(data):
            assert text.strip().splitlines()[-1].strip() not in headings


def test_the_dark_scheme_prints_black_on_white(browser: Browser, address: str) -> None:
    context = browser.new_context(color_scheme="dark")
    page = context.new_page()
    open_page(page, address + SECTION)
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert dark != "rgb(255, 255, 255)"
    opened = document(printed(page, address + SECTION))
    for sheet in opened:
        shades = sheet.render(scale=0.5).to_pil().convert("RGB").getcolors(1 << 20)
        assert max(shades)[1] == (255, 255, 255)
        assert all(max(c) - min(c) < 12 for _, c in shades), "no colour carries a meaning"
        assert sum(n for n, c in shades if c[0] < 128) < 0.1 * sum(n for n, _ in shades)
    context.close()


def test_folded_questions_are_printed(page: Page, address: str) -> None:
    open_page(page, address + SECTION)
    page.get_by_role("button", name="Hide questions").click()
    data = page.pdf(format="A4", prefer_css_page_size=True)
    assert "Is the country of origin" in "\n".join(sheets(data))


def test_without_script_the_sheets_bear_the_same(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    found = sheets(printed(context.new_page(), address + SECTION))
    for text in found:
        assert text.count(MARKING) >= 2
        assert plain(address + SECTION) in plain(text)
        assert "Edition " in text
    context.close()


def test_pages_that_are_no_cables_say_what_they_are(page: Page, address: str) -> None:
    for text in sheets(printed(page, address + "glossary/")):
        assert "Diplomatic cables" in text
        assert "Glossary" in text
        assert re.search(r"Page \d+ of \d+", text)
        assert plain(address + "glossary/") in plain(text)
    for text in sheets(printed(page, address + "chronology/")):
        markings = re.findall("UNCLASSIFIED|CLASSIFICATION UNKNOWN", text)
        assert len(markings) >= 2, "it quotes cables"


@pytest.mark.parametrize("path", ["", CABLE, SECTION, "glossary/", "packet/", "404.html"])
def test_the_first_sheet_shows_the_edition_once(page: Page, address: str, path: str) -> None:
    first, *others = sheets(printed(page, address + path))
    assert first.count("Public edition.") == 1
    assert not [text for text in others if "Public edition." in text]


def test_each_cable_has_one_sheet_of_strings(workspace: Workspace) -> None:
    folders = sorted((workspace.root / "site" / "cables").glob("08*/"))
    assert folders
    assert all((folder / "print.css").is_file() for folder in folders if folder.name[2].isalpha())
