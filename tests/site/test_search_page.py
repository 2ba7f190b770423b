"""The page of the search: results by cable, views and their addresses, on a phone, on paper."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from playwright.sync_api import Browser, Page

from tests.site.searching import wait_for_all
from tests.site.test_access import faults

RESULTS = ".rt-search-body"
STATUS = ".rt-search-results > .rt-search-status"
VIEWS = {
    "cables": "#q=law",
    "lines": "#q=law&view=lines&by=left",
    "list": "#view=list&list=law%0Apolice%0Aqqzzqq",
}


def search(page: Page, library: str, fragment: str) -> str:
    """Open the page in a state; the words of its status when it has results."""
    page.goto("about:blank")  # else only the fragment changes
    page.goto(f"{library}search/{fragment}")
    page.wait_for_selector(".rt-search-take button")
    wait_for_all(page)
    return page.locator(STATUS).inner_text()


def counts(status: str) -> tuple[int, int]:
    """The paragraphs and cables that a status names."""
    found = re.match(r"([\d,]+) paragraphs? in ([\d,]+) cables?", status)
    assert found is not None, status
    return int(found[1].replace(",", "")), int(found[2].replace(",", ""))


def show_all(page: Page) -> None:
    """Press "More results" until there are no more."""
    more = page.locator(".rt-search-body > .rt-search-more")
    while more.is_visible():
        shown = page.locator(".rt-hit").count()
        more.press("Enter")
        page.wait_for_function(f"document.querySelectorAll('.rt-hit').length > {shown}")
        page.wait_for_timeout(50)


def test_each_cable_is_named_once_with_its_paras(page: Page, library: str) -> None:
    paras, cables = counts(search(page, library, "#q=law"))
    show_all(page)
    headings = [text.split()[0] for text in page.locator(".rt-hit h3").all_inner_texts()]
    numbers = [name for name in headings if re.fullmatch(r"\d\d[A-Z]+\d+", name)]
    assert len(numbers) == len(set(numbers)) == cables
    more = sum(
        int(text.split()[0]) for text in page.locator(".rt-hit-more summary").all_inner_texts()
    )
    assert cables + more == paras


def test_headings_are_in_order(page: Page, library: str) -> None:
    search(page, library, "#q=law")
    script = "all => all.map(heading => Number(heading.tagName[1]))"
    levels = page.locator("main :is(h1, h2, h3, h4)").evaluate_all(script)
    assert levels[:3] == [1, 2, 3]
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_other_paras_of_a_cable_open_in_place(page: Page, library: str) -> None:
    search(page, library, "#q=law")
    item = page.locator(".rt-hit", has=page.locator("summary")).first
    mrn = item.locator("h3").inner_text().split()[0]
    summary = item.locator("summary")
    number = int(summary.inner_text().split()[0])
    assert summary.inner_text().strip() == (
        f"{number} more paragraph{'s' if number > 1 else ''} in this cable"
    )
    summary.press("Enter")
    item.locator(".rt-hit-others li").first.wait_for()
    links = item.locator(".rt-hit-link")
    assert links.count() == 1 + number
    places = links.evaluate_all("all => all.map(link => link.href.split('&h=')[0])")
    assert len(set(places)) == len(places)
    assert all(f"/cables/{mrn}/" in place for place in places)
    assert item.locator(".rt-hit-others mark").count() >= number
    assert page.url == f"{library}search/#q=law"


def test_what_was_found_is_said_aloud(page: Page, library: str) -> None:
    search(page, library, "#q=law")
    status = page.get_by_role("status").filter(has_text="paragraphs in")
    said = r"\d+ paragraphs in \d+ cables, and \d+ other pages for “law”\."
    assert re.fullmatch(said, status.inner_text())


SPELLING = """export async function suggested(leaves) {
  return leaves.map((leaf) => ({ word: leaf.shown, instead: "trafficking" }));
}"""


@pytest.fixture
def spelling(page: Page) -> None:
    """Every word that is nowhere is taken for "trafficking"."""
    page.route(
        "**/search-spelling.js",
        lambda route: route.fulfill(content_type="text/javascript", body=SPELLING),
    )


@pytest.mark.usefixtures("spelling")
def test_a_misspelling_leads_to_a_suggestion(page: Page, library: str) -> None:
    page.goto(f"{library}search/#q=traficking")
    link = page.locator(".rt-search-suggestion").first
    assert link.inner_text() == "trafficking"
    link.press("Enter")
    page.locator(STATUS, has_text="“trafficking”").wait_for()
    wait_for_all(page)
    assert counts(page.locator(STATUS).inner_text())[0] > 0
    assert page.locator(".rt-search-page .rt-search-input").input_value() == "trafficking"


def test_many_results_are_counted_to_the_end(page: Page, library: str) -> None:
    search(page, library, "#q=government")
    page.locator(STATUS, has_text=re.compile("^[^A]")).wait_for()
    paras, cables = counts(page.locator(STATUS).inner_text())
    show_all(page)
    headings = [text.split()[0] for text in page.locator(".rt-hit h3").all_inner_texts()]
    assert len([name for name in headings if re.fullmatch(r"\d\d[A-Z]+\d+", name)]) == cables
    assert paras > cables


def test_of_very_many_results_counting_is_offered(page: Page, library: str) -> None:
    page.route(
        "**/search-page.js",
        lambda route: route.fulfill(
            content_type="text/javascript",
            body=route.fetch().text().replace("COUNTED = 200", "COUNTED = 0"),
        ),
    )
    assert search(page, library, "#q=government").startswith("At least ")
    page.get_by_role("button", name="Count all results").press("Enter")
    page.locator(STATUS, has_text=re.compile("^[^A]")).wait_for()
    assert page.get_by_role("button", name="Count all results").count() == 0


@pytest.mark.usefixtures("spelling")
def test_a_suggestion_is_taken_in_the_box(page: Page, library: str) -> None:
    page.goto(library)
    page.keyboard.press("/")
    page.locator("#rt-search-input").fill("traficking")
    page.locator(".rt-search .rt-search-suggestion").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.locator(".rt-search .rt-search-status", has_text="“trafficking”").wait_for()
    assert page.url == library


def test_words_that_are_nowhere_are_named(page: Page, library: str) -> None:
    page.goto(f"{library}search/#q=qqzzqq+taxi")
    page.locator(".rt-search-remarks", has_text="“qqzzqq”").wait_for()
    assert "“taxi”" not in page.locator(".rt-search-remarks").inner_text()
    page.wait_for_selector(".rt-hit")


def test_a_fault_of_the_query_is_explained(page: Page, library: str) -> None:
    page.goto(f"{library}search/#q=law+year%3Asoon")
    page.locator(".rt-search-remarks p").first.wait_for()
    assert "soon" in page.locator(".rt-search-remarks").inner_text()


def test_each_operator_has_an_example_that_searches(page: Page, library: str) -> None:
    page.goto(f"{library}search/")
    page.locator(".rt-help summary").press("Enter")
    page.wait_for_selector(".rt-help-list a")
    examples = page.locator(".rt-help-list a").all_inner_texts()
    for operator in ('"', " OR ", " -", "*", " NEAR ", "post:", "tags:", "year:"):
        assert any(operator in example for example in examples), operator
    for example in examples:
        page.get_by_role("link", name=example, exact=True).press("Enter")
        page.locator(STATUS, has_text=f"“{example}”").wait_for()
        assert page.locator(".rt-help[open]").count() == 0, "the results are in view"
        page.locator(".rt-help summary").press("Enter")
        assert page.locator(".rt-search-page .rt-search-input").input_value() == example
        remarks = page.locator(".rt-search-remarks").inner_text()
        assert not [word for word in ("left out", "needs", "no year") if word in remarks], remarks


def test_the_back_button_undoes_each_step(page: Page, library: str) -> None:
    search(page, library, "#q=law")
    before = page.locator(STATUS).inner_text()
    page.locator(".rt-search-views a", has_text="In context").press("Enter")
    page.wait_for_selector(".rt-lines tbody tr")
    page.select_option("#rt-search-sort", "right")
    page.wait_for_url(re.compile("by=right"))
    page.go_back()
    page.wait_for_url(re.compile("view=lines$"))
    assert page.locator("#rt-search-sort").input_value() == "found"
    page.go_back()
    page.wait_for_selector(".rt-hit")
    assert page.locator(STATUS).inner_text() == before
    assert page.locator('.rt-search-views a[aria-current="true"]').inner_text() == "By cable"


def test_typing_is_one_step_for_the_back_button(page: Page, library: str) -> None:
    page.goto(library)
    page.goto(f"{library}search/")
    page.locator(".rt-search-page .rt-search-input").press_sequentially("law police", delay=120)
    page.locator(STATUS, has_text="“law police”").wait_for()
    page.go_back()
    page.wait_for_url(library)


def test_a_facet_of_any_name_is_shown(page: Page, library: str) -> None:
    page.goto(f"{library}search/")
    shown = page.evaluate(
        """async (root) => {
          const { drawFacets } = await import(root + "assets/reftel/search-facets.js");
          const groups = document.body.appendChild(document.createElement("div"));
          const every = { year: { 2008: 2 }, people: { "DOE, Jane": 3 } };
          const chosen = [];
          drawFacets(groups, { counts: every, every, codes: {}, filters: {},
            choose: (...choice) => chosen.push(choice) });
          groups.querySelector("[data-facet=people] input").click();
          return [[...groups.querySelectorAll("summary")].map((node) => node.textContent), chosen];
        }""",
        library,
    )
    assert shown == [["Year", "People"], [["people", ["DOE, Jane"]]]]


def test_a_facet_that_the_index_lacks_narrows_nothing(page: Page, library: str) -> None:
    status = search(page, library, "#q=law")
    assert search(page, library, "#q=law&constructor=1&people=x") == status


@pytest.mark.parametrize("view", VIEWS)
def test_on_a_phone_nothing_is_cut_off(browser: Browser, library: str, view: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    search(page, library, VIEWS[view])
    page.locator(".rt-help summary").press("Enter")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert page.locator(".rt-search-body").evaluate(CUT_OFF) == []
    assert page.locator(".rt-search-page").evaluate(SMALL) == []
    context.close()


CUT_OFF = """body => [...body.querySelectorAll("td, p, li, h3")]
  .filter((node) => node.checkVisibility() && node.getBoundingClientRect().right > 361)
  .map((node) => node.outerHTML.slice(0, 120))"""

SMALL = """page => [...page.querySelectorAll(
    "button, summary, select, h3 a, td a, dt a, .rt-search-views a, .rt-search-suggestion")]
  .filter((node) => node.checkVisibility())
  .filter((node) => {
    const box = node.getBoundingClientRect();
    return box.height < 24 || box.width < 24;
  })
  .map((node) => node.outerHTML.slice(0, 120))"""
"""Targets of less than 24 pixels; links within text may be as high as its lines (WCAG 2.5.8)."""


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_fault_for_those_who_hear_or_see_less(
    browser: Browser, library: str, view: str, scheme: str
) -> None:
    context = browser.new_context(color_scheme=scheme)  # type: ignore[arg-type]  # a literal type
    page = context.new_page()
    search(page, library, VIEWS[view])
    page.locator(".rt-help summary").press("Enter")
    assert faults(page) == []
    context.close()


@pytest.mark.parametrize("view", VIEWS)
def test_results_are_printed_without_controls(page: Page, library: str, view: str) -> None:
    search(page, library, VIEWS[view])
    page.emulate_media(media="print")
    assert page.locator(f"{RESULTS} a").first.is_visible()
    assert page.locator(STATUS).is_visible()
    for control in ("input", "select", "button", "summary", "textarea", ".rt-search-views"):
        shown = page.locator(f".rt-search-page {control}").all()
        assert not [
            node for node in shown if node.is_visible() and "more para" not in node.inner_text()
        ]
