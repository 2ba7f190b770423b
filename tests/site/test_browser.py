"""The site in a real browser: what a reader can do, and what the page does on its own."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.site.opening import open_page

QUESTIONS = "cables/08MEXICO721/02-questions-a-to-e/"
FULL = "cables/08MEXICO721/full/"
INDEXES = [
    "posts/",
    "tags/",
    "references/",
    "glossary/",
    "glossary/inm/",
    "open-terms/",
    "organisations/",
    "people/",
    "people/felipe-calderon-mexico/",
    "chronology/",
    "questions/",
    "questions/is-prostitution-legalized-or-decriminalized-c28f6a/",
]
PAGES = [
    "",
    "cables/",
    "cables/08MEXICO721/",
    QUESTIONS,
    FULL,
    "cables/08MEXICO721/source/",
    *INDEXES,
]


def test_no_page_asks_another_host_or_reports_an_error(page: Page, address: str) -> None:
    asked: list[str] = []
    troubles: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: troubles.append(message.text))
    page.on("pageerror", lambda error: troubles.append(str(error)))
    for path in [*PAGES, "cables/08HOSTILE1/", "cables/08HOSTILE1/full/"]:
        open_page(page, address + path)
    assert {url for url in asked if not url.startswith((address, "data:", "blob:"))} == set()
    assert troubles == []


def test_previous_and_next_lead_through_the_cable(page: Page, address: str) -> None:
    page.goto(address + "cables/08MEXICO721/")
    seen = []
    while page.locator(".md-footer__link--next").count():
        seen.append(page.url.removeprefix(address))
        following = page.locator(".md-footer__link--next .md-ellipsis").inner_text().strip()
        page.click(".md-footer__link--next")
        page.wait_for_function("words => document.title.startsWith(words)", arg=following)
        page.wait_for_load_state("domcontentloaded")
    assert len(seen) == 6


def test_side_navigation_shows_the_cables_sections(page: Page, address: str) -> None:
    page.goto(address + QUESTIONS)
    titles = [
        t.strip() for t in page.locator(".md-sidebar--primary .md-nav__link").all_inner_texts()
    ]
    assert titles[1:5] == [
        "Introduction",
        "Questions A to E",
        "INVESTIGATION AND PROSECUTION OF TRAFFICKERS",
        "PROTECTION AND ASSISTANCE TO VICTIMS",
    ]
    assert page.locator(".md-sidebar--primary [aria-current=page]").inner_text() == titles[2]
    trail = page.locator(".rt-trail a").all_inner_texts()
    assert trail == ["Home", "All cables", "08MEXICO721"]


@pytest.mark.parametrize("path", ["glossary/", FULL])
def test_groups_of_the_navigation_are_open_without_script(
    browser: Browser, address: str, path: str
) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740}, java_script_enabled=False)
    page = context.new_page()
    page.goto(address + path)
    page.click(".md-header label[for=__drawer]")
    group = page.get_by_role("list", name="Names and terms")
    group.get_by_role("link", name="Organisations").click()
    page.wait_for_url(address + "organisations/")
    context.close()


def test_questions_fold_one_by_one_and_all_at_once(page: Page, address: str) -> None:
    page.goto(address + QUESTIONS)
    question = page.locator("#p-5 details.rt-question")
    text = question.locator("p").first
    assert text.is_visible()
    question.locator("summary").click()
    assert not text.is_visible()
    question.locator("summary").press("Enter")
    assert text.is_visible()
    page.click(".rt-folding button")
    assert not page.locator("details.rt-question p").first.is_visible()
    assert page.locator("#p-5 .rt-answer p").first.is_visible()
    page.click(".rt-folding button")
    assert page.locator("details.rt-question p").first.is_visible()


def test_the_copy_button_copies_the_paras_address(
    context: BrowserContext, page: Page, address: str
) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(address + FULL)
    page.click("#p-17 .rt-copy")
    page.wait_for_function("document.querySelector('#p-17 .rt-copy').textContent === 'copied'")
    assert page.evaluate("navigator.clipboard.readText()") == address + FULL + "#p-17"


def test_a_paras_address_opens_at_the_para(page: Page, address: str) -> None:
    open_page(page, address + FULL + "#p-17")
    top = page.evaluate("document.getElementById('p-17').getBoundingClientRect().top")
    assert 30 < top < 140, "hidden under the header, or far below it"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_can_be_read_in_both_colour_schemes(page: Page, address: str, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # a literal type
    open_page(page, address + QUESTIONS)
    for selector in (".rt-lead", ".rt-number", ".rt-tools", ".rt-body p", "summary", ".rt-banner"):
        ratio = page.evaluate(CONTRAST, selector)
        assert ratio >= 4.5, f"{selector}: {ratio:.2f}"


CONTRAST = """selector => {
  const canvas = document.createElement("canvas").getContext("2d", {willReadFrequently: true});
  const pixel = colours => {
    canvas.clearRect(0, 0, 1, 1);
    for (const colour of colours) { canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1); }
    return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const light = ([r, g, b]) => [r, g, b].map(v => v / 255)
    .map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const node = document.querySelector(selector);
  const under = [];
  for (let n = node; n; n = n.parentElement) { under.unshift(getComputedStyle(n).backgroundColor); }
  const back = pixel(["white", ...under]);
  const front = pixel(["white", ...under, getComputedStyle(node).color]);
  const [a, b] = [light(back), light(front)].sort((x, y) => y - x);
  return (a + 0.05) / (b + 0.05);
}"""


def test_a_folded_question_is_printed(page: Page, address: str) -> None:
    page.goto(address + QUESTIONS)
    page.click(".rt-folding button")
    page.emulate_media(media="print")
    assert page.locator("#p-5 details.rt-question p").first.is_visible()
    assert not page.locator(".rt-copy").first.is_visible()
    assert not page.locator(".md-header").is_visible()


def meaning(page: Page) -> str:
    """The tooltip that is shown; empty for none."""
    tip = page.locator("[role=tooltip]")
    return tip.inner_text() if tip.count() else ""


def test_a_meaning_is_shown_on_hover_and_focus(page: Page, address: str) -> None:
    open_page(page, address + QUESTIONS)
    term = page.locator("#p-5 a.rt-term", has_text=re.compile("^INM$")).first
    term.hover()
    assert meaning(page).startswith("National Migration Institute · Instituto Nacional")
    assert term.get_attribute("aria-describedby") == "rt-tip"
    page.keyboard.press("Escape")
    assert meaning(page) == ""
    page.mouse.move(0, 0)
    term.focus()
    assert "defined in this cable" in meaning(page)
    page.keyboard.press("Tab")
    assert not meaning(page).startswith("National Migration Institute")
    term.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(address + "glossary/inm/")


def test_the_first_touch_shows_the_meaning_the_second_follows(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True)
    page = context.new_page()
    open_page(page, address + QUESTIONS)
    term = page.locator("#p-5 a.rt-term", has_text=re.compile("^INM$")).first
    term.tap()
    assert "National Migration Institute" in meaning(page)
    assert page.url == address + QUESTIONS
    box = page.locator("[role=tooltip]").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    term.tap()
    page.wait_for_url(address + "glossary/inm/")
    context.close()


def test_without_script_the_meaning_is_a_title(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + QUESTIONS)
    title = page.locator("#p-5 a.rt-term", has_text=re.compile("^INM$")).first.get_attribute(
        "title"
    )
    assert title is not None
    assert title.startswith("National Migration Institute")
    context.close()


def test_the_glossary_is_filtered_in_the_page(page: Page, address: str) -> None:
    open_page(page, address + "glossary/")
    page.fill(".rt-filter input", "migracion instituto")
    rows = page.locator(".rt-az tbody tr:visible")
    assert rows.count() == 1
    assert rows.inner_text().startswith("INM")
    assert page.locator(".rt-filter output").inner_text().startswith("1 of ")
    assert page.locator(".rt-az h2:visible").all_inner_texts() == ["I"]
    page.fill(".rt-filter input", "")
    assert rows.count() > 20


def test_the_timeline_leads_to_the_table(page: Page, address: str) -> None:
    open_page(page, address + "chronology/")
    page.locator(".rt-pic-timeline a[aria-label^='16 July 2007: ']").first.click()
    page.wait_for_url(re.compile("#d-2007-07-16$"))
    row = page.locator("tr", has=page.locator("#d-2007-07-16"))
    assert {"08MEXICO721 ¶4", "08MEXICO721 ¶15", "08MEXICO721 ¶17"} <= set(
        row.locator("a").all_inner_texts()
    )


def test_words_of_the_text_lead_to_a_para(page: Page, address: str) -> None:
    open_page(page, address + FULL)
    page.locator("#p-20 a.rt-ref", has_text="question 19").click()
    page.wait_for_url(address + FULL + "#p-19")
