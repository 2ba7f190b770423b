"""The search as readers use it, in a real browser."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from generator.build.workspace_build import read_corpus
from generator.disk import Workspace
from generator.execution.executors import SerialExecutor
from generator.incremental.served_site import ServedSite
from generator.search import indexing
from generator.search import volumes as parting
from generator.search.indexing import build_search
from tests.site.searching import (
    answer,
    ask,
    is_right,
    narrow_to_mexico,
    queries,
    realistic,
    suits,
    wait_for_all,
)

MOST_WRONG = 3
"""Of sixty."""

SUBJECT = "EIGHTH ANNUAL TRAFFICKING IN PERSONS (TIP) REPORT - MEXICO (PART 1 OF 2)"
MORE = ".rt-search-body > .rt-search-more"
QUESTIONS = "cables/08MEXICO721/02-questions-a-to-e/"


def test_the_right_para_comes_first(page: Page, library: str) -> None:
    page.goto(library)
    every = queries()
    wrong = [(q, hits) for q in every if not is_right(q, hits := ask(page, library, q))]
    assert len(every) == 60
    assert len(wrong) <= MOST_WRONG, wrong


def test_realistic_queries_give_the_right_para_or_word(page: Page, library: str) -> None:
    page.goto(library)
    every = realistic()
    wrong = [(q, given) for q in every if not suits(q, given := answer(page, library, q.typed))]
    assert len(every) >= 40
    assert len(wrong) <= MOST_WRONG, wrong


KINDS = """async ([site, terms]) => {
  const engine = await import(new URL("assets/reftel/search-engine.js", site));
  return Promise.all(terms.map(async (term) => {
    const groups = await (await engine.search(term)).more(100);
    const text = (group) => group.best.excerpt.map((piece) => piece.word).join(" ");
    return groups.map((group) => (text(group).includes("meaning not known") ? "open" : group.kind));
  }));
}"""


def test_abbreviations_of_unknown_meaning_come_last(page: Page, library: str) -> None:
    page.goto(library + "open-terms/")
    terms = page.locator(".md-content a[href*='glossary/']").all_inner_texts()[:12]
    every = page.evaluate(KINDS, [library, [term for term in terms if term.isalpha()]])
    several = [kinds for kinds in every if "open" in kinds and "Cable" in kinds]
    assert len(several) > 3
    assert all(kinds[-1] == "open" for kinds in several), several


def type_in_box(page: Page, text: str) -> None:
    page.keyboard.press("/")
    page.locator("#rt-search-input").press_sequentially(text)
    page.wait_for_function(
        "text => document.querySelector('.rt-search-status').textContent.includes(`“${text}”`)",
        arg=text,
    )


def test_a_slash_opens_the_box_and_a_hit_leads_to_its_para(page: Page, library: str) -> None:
    page.goto(library)
    type_in_box(page, "taxi drivers")
    told = page.locator(".rt-search .rt-search-status").inner_text()
    assert re.fullmatch(r"\d+ paragraphs? in \d+ cables? for “taxi drivers”\.", told)
    page.keyboard.press("ArrowDown")
    first = page.locator(".rt-hit-link").first
    assert first.evaluate("link => link === document.activeElement")
    assert first.inner_text().split() == ["08MEXICO721", "¶6", "(SBU)", *SUBJECT.split()]
    about = page.locator(".rt-hit").first.inner_text()
    for words in ("08MEXICO721", "2008-03-11", "MEXICO", "UNCLASSIFIED // SIPDIS // SENSITIVE"):
        assert words in about
    page.keyboard.press("Enter")
    page.wait_for_selector("#p-6 mark.rt-found")
    assert page.url == f"{library}{QUESTIONS}#p-6", "the words are no part of the address"
    assert {w.lower() for w in page.locator("mark.rt-found").all_inner_texts()} == {
        "taxi",
        "drivers",
    }
    expect(page.locator("mark.rt-found").first).to_be_in_viewport()
    assert page.locator("#p-6:target").count() == 1


def test_control_k_opens_and_escape_closes_the_box(page: Page, library: str) -> None:
    page.goto(library + QUESTIONS)
    opener = page.locator("header .rt-search-open")
    opener.focus()
    page.keyboard.press("Control+k")
    assert page.locator("#rt-search-input").evaluate("field => field === document.activeElement")
    page.keyboard.press("Escape")
    assert not page.locator("dialog.rt-search").is_visible()
    assert opener.evaluate("link => link === document.activeElement")


def test_a_number_and_enter_lead_straight_to_the_para(page: Page, library: str) -> None:
    page.goto(library)
    page.keyboard.press("/")
    page.keyboard.type("mexico 721 para 17")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/03-investigation[^/]*/#p-17$"))


def test_words_and_enter_lead_to_all_results(page: Page, library: str) -> None:
    page.goto(library)
    page.keyboard.press("/")
    page.keyboard.type("trafficking law")
    page.keyboard.press("Enter")
    page.wait_for_url(library + "search/#q=trafficking+law")
    page.wait_for_selector(".rt-hit")


def test_facets_narrow_and_their_state_can_be_shared(
    page: Page, library: str, browser: Browser
) -> None:
    narrow_to_mexico(page, library)
    assert "post=MEXICO" in page.url
    about = page.locator(".rt-hit").all_inner_texts()
    assert about
    assert all("· MEXICO ·" in text for text in about)
    shared = browser.new_page()
    shared.goto(page.url)
    wait_for_all(shared)
    assert shared.locator(".rt-hit").all_inner_texts() == about
    assert shared.locator(".rt-search-input").input_value() == "law"
    shared.close()


def test_a_tag_is_counted_and_explained(page: Page, library: str) -> None:
    page.goto(library + "search/#tags=PHUM&kind=Cable")
    wait_for_all(page)
    found = int(page.locator(".rt-search-status").inner_text().split()[0])
    told = page.locator("details[data-facet=tags] li[data-value=PHUM]")
    page.locator("details[data-facet=tags]").evaluate("group => { group.open = true; }")
    assert "Human Rights" in told.inner_text()
    assert told.locator(".rt-facet-count").inner_text() == str(found), "every cable once"


def test_an_archive_number_leads_to_its_cable(page: Page, address: str) -> None:
    page.goto(f"{address}search/#q=C05000000")
    wait_for_all(page)
    hits = page.locator(".rt-hit").all_inner_texts()
    assert any("12EXAMPLE1954" in text for text in hits)
    assert all(re.match(r"\d\d[A-Z]+\d+", text) for text in hits), "cables only"


def test_an_exemption_code_is_counted_and_explained(page: Page, address: str) -> None:
    page.goto(f"{address}search/#withheld=B6")
    wait_for_all(page)
    facet = page.locator("[data-facet=withheld]")
    assert "B6 personal privacy" in facet.inner_text()
    about = page.locator(".rt-hit").all_inner_texts()
    of_cable = [text for text in about if text.startswith("12EXAMPLE1954")]
    assert len(of_cable) == 1, "the header and the text are one hit"


def test_hits_are_sorted_by_date(page: Page, library: str) -> None:
    page.goto(library + "search/#q=government&kind=Cable&sort=newest")
    wait_for_all(page)
    newest = dates(page)
    page.select_option("#rt-search-sort", "oldest")
    page.wait_for_url(re.compile("sort=oldest"))
    page.wait_for_function(
        "old => !document.querySelector('.rt-hit').innerText.includes(old)", arg=newest[0]
    )
    wait_for_all(page)
    oldest = dates(page)
    assert len(newest) > 10
    assert newest == sorted(newest, reverse=True)
    assert oldest == sorted(oldest)
    assert oldest[0] < newest[0]


def dates(page: Page) -> list[str]:
    texts = page.locator(".rt-hit").all_inner_texts()
    return [found[0] for text in texts if (found := re.search(r"\d{4}-\d\d-\d\d", text))]


def test_more_results_are_given_on_demand(page: Page, library: str) -> None:
    page.goto(library + "search/#q=government")
    wait_for_all(page)
    assert page.locator(".rt-hit").count() == 20
    page.click(MORE)
    page.wait_for_function("document.querySelectorAll('.rt-hit').length > 20")
    assert (
        page.locator(".rt-hit")
        .nth(20)
        .locator("a")
        .first.evaluate("link => link === document.activeElement")
    )


def test_what_is_nowhere_is_said_so(page: Page, library: str) -> None:
    page.goto(library)
    type_in_box(page, "qqzzqq")
    assert page.locator(".rt-search-status").inner_text() == "Nothing found for “qqzzqq”."
    page.locator("#rt-search-input").fill("")
    page.locator("#rt-search-input").press_sequentially("qqzzqq taxi")
    page.wait_for_function(
        "document.querySelector('.rt-search-status').textContent.includes('qqzzqq taxi')"
    )
    assert (
        page.locator(".rt-search-remarks")
        .inner_text()
        .startswith("No paragraph contains “qqzzqq”.")
    )
    page.locator("#rt-search-input").fill("08LIMA99999")
    page.wait_for_function(
        "document.querySelector('.rt-search-status').textContent.includes('08LIMA99999')"
    )
    assert page.locator(".rt-hit").count() == 0, "a cable that is not there is no other cable"


def test_no_server_is_told_what_is_searched(page: Page, library: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(library)
    type_in_box(page, "taxi drivers")
    page.locator(".rt-hit-link").first.click()
    page.wait_for_selector("mark.rt-found")
    page.goto(library + "search/#q=taxi")
    page.wait_for_selector(".rt-hit")
    assert not [url for url in asked if "taxi" in url.partition("#")[0]]
    assert all(url.startswith((library, "data:")) for url in asked)


def test_text_of_a_cable_stays_text_in_a_hit(page: Page, library: str) -> None:
    troubles: list[str] = []
    page.on("dialog", lambda dialog: dialog.dismiss())
    page.on("console", lambda message: troubles.append(message.text))
    page.goto(library + "search/#q=script&kind=Cable")
    wait_for_all(page)
    text = " ".join(page.locator(".rt-hit").all_inner_texts())
    assert "<script>" in text
    assert page.locator(".rt-hits script, .rt-hits img, .rt-hits [onclick]").count() == 0
    assert troubles == []


def test_a_missing_index_is_told(page: Page, library: str) -> None:
    page.route("**/pagefind/**", lambda route: route.abort())
    page.goto(library + "search/#q=law")
    page.wait_for_function(
        "document.querySelector('.rt-search-status').textContent.includes('could not be loaded')"
    )


def test_without_script_the_page_says_where_else_to_look(browser: Browser, library: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(library)
    page.click("header .rt-search-open")
    assert page.url == library + "search/"
    assert "needs JavaScript" in page.locator(".rt-search-page").inner_text()
    page.click(".rt-search-page a >> nth=0")
    assert page.url == library + "glossary/"
    context.close()


UNDERSTOOD = [
    ("08MEXICO721", "08mexico721", None),
    ("08 Mexico 721", "08mexico721", None),
    ("2008 MEXICO 000721", "08mexico721", None),
    ("MEXICO 00721", "mexico721", None),
    ("The Hague 3128 (2005)", "05thehague3128", None),
    ("ref 08 STATE 02731", "08state2731", None),
    ("08MEXICO721 ¶17", "08mexico721", 17),
    ("08MEXICO721, para 17", "08mexico721", 17),
    ("San José 12 paragraph 3", "sanjose12", 3),
    ("November 27, 2007", None, None),
    ("trafficking law", None, None),
    ("110 months", None, None),
    ("¶17", None, None),
]


def test_numbers_are_understood(page: Page, library: str) -> None:
    page.goto(library + "404.html")
    script = "async t => (await import('SITEassets/reftel/search-query.js')).understand(t)"
    script = script.replace("SITE", library)
    answers = [(typed, page.evaluate(script, typed)) for typed, _, _ in UNDERSTOOD]
    assert [(typed, answer["number"], answer["para"]) for typed, answer in answers] == UNDERSTOOD


@pytest.fixture
def parted(page: Page, library: str, served: tuple[Path, str]) -> Page:
    """A page of the library whose index is parted into volumes of up to fifty documents."""
    workspace = Workspace((served[0] / "library").resolve().parent)
    folder = served[0] / "parted"
    if not folder.exists():
        folder.mkdir()
        corpus = read_corpus(workspace, SerialExecutor())
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(parting, "CABLES_PER_VOLUME", 15)
            patch.setattr(parting, "OTHER_DOCUMENTS_PER_VOLUME", 50)
            patch.setattr(indexing, "CHUNK_SIZE", 100)
            found = parting.search_volumes(corpus)
            assert len(found) > 3
            build_search(found, {}, folder, SerialExecutor(), ServedSite())
    page.route(
        "**/library/pagefind/**",
        lambda route: route.continue_(url=route.request.url.replace("/library/", "/parted/")),
    )
    page.goto(library + "search/#q=government&kind=Cable&sort=newest")
    return page


def test_volumes_are_merged(parted: Page) -> None:
    wait_for_all(parted)
    newest = dates(parted)
    while parted.locator(MORE).is_visible():
        shown = parted.locator(".rt-hit").count()
        parted.click(MORE)
        parted.wait_for_function(f"document.querySelectorAll('.rt-hit').length > {shown}")
    every = dates(parted)
    assert every[: len(newest)] == newest
    assert every == sorted(every, reverse=True)
    assert datetime.date.fromisoformat(every[0]).year > datetime.date.fromisoformat(every[-1]).year
    found = parted.locator(".rt-hit").count()
    assert len(every) == found


def test_a_passage_is_found_in_whatever_volume(parted: Page, library: str) -> None:
    every = queries()
    wrong = [(q, hits) for q in every if not is_right(q, hits := ask(parted, library, q))]
    assert len(wrong) <= MOST_WRONG, wrong


@pytest.mark.parametrize("sort", ["relevance", "newest"])
def test_a_word_of_one_volume_is_not_outweighed_by_what_begins_like_it(
    parted: Page, sort: str
) -> None:
    """Volumes that lack the word answer with cables that have "debt"."""
    parted.goto(parted.url.partition("#")[0] + f"#q=debt-bondage&sort={sort}")
    parted.wait_for_function(
        "document.querySelector('.rt-search-status').textContent.includes('debt-bondage')"
    )
    wait_for_all(parted)
    assert parted.locator(".rt-search-status").inner_text().startswith("2 paragraphs in 1 cable")
    cables = [text for text in parted.locator(".rt-hit").all_inner_texts() if "Index" not in text]
    assert len(cables) == 1
    assert "08MEXICO721" in cables[0]


TOTAL = """async ([site, query]) => {
  const engine = await import(new URL("assets/reftel/search-engine.js", site));
  return (await (await engine.search(query)).count()).total;
}"""
"""Gives the number of paras that match."""


@pytest.mark.parametrize("beginning", ["gov*", "minist*", "pol*", "com*"])
def test_words_that_begin_alike_are_found_in_several_files(
    parted: Page, browser: Browser, library: str, beginning: str
) -> None:
    whole = browser.new_page()
    whole.goto(library + "404.html")
    total = whole.evaluate(TOTAL, [library, beginning])
    whole.close()
    assert parted.evaluate(TOTAL, [library, beginning]) == total > 0


def test_few_documents_are_read_for_the_first_results(page: Page, library: str) -> None:
    read: list[str] = []

    def note(route: Route) -> None:
        read.append(route.request.url)
        route.fallback()

    page.route("**/*.pf_fragment", note)
    page.goto(library)
    page.keyboard.press("/")
    page.locator("#rt-search-input").fill("government")
    page.locator(".rt-search-status", has_text="At least").wait_for()
    assert 7 <= len(read) <= 12, "a cable is some kilobytes"


LONG = {
    "one letter": "a+" * 25_000,
    "two words": "law+police+" * 4_000,
    "paragraphs": "para+" * 10_000 + "1",
    "accents": "a" + "%CC%81" * 16_000,
    "halves": "law" + "%F0%9D%9F%8E" * 5_000,
}
"""Queries of an address, each of which took from 4 seconds to minutes."""


def test_of_a_long_query_the_beginning_is_searched(page: Page, library: str) -> None:
    for query in LONG.values():
        page.goto("about:blank")  # else only the fragment changes
        page.goto(f"{library}search/#q={query}")
        status = page.locator(".rt-search-status")
        status.filter(has_text="Only the first 500 characters were searched.").wait_for()
        assert len(status.inner_text()) < 1200
        page.locator("header .rt-search-open").wait_for()
        page.keyboard.press("Control+k")
        assert page.locator(".rt-search-page input[type=search]").evaluate(
            "field => field === document.activeElement"
        )


def test_of_a_long_text_in_the_box_the_beginning_is_searched(page: Page, library: str) -> None:
    page.goto(library)
    page.keyboard.press("/")
    page.locator("#rt-search-input").fill("law police " * 4_000)
    page.locator(".rt-search-status", has_text="Only the first 500").wait_for()


def test_of_thousands_of_filters_the_first_are_kept(page: Page, library: str) -> None:
    filters = "&".join(f"tags=x{number}" for number in range(20_000))
    page.goto(f"{library}search/#q=law&{filters}")
    page.locator(".rt-search-status", has_text="Nothing found for “law”.").wait_for()
    page.locator(".rt-search-page input[type=search]").fill("police")
    page.locator(".rt-search-status", has_text="“police”").wait_for()
    assert 5_000 < page.evaluate("location.hash.length") < 21_000


BROKEN_FRAGMENTS = ("%", "p-6&h=%", "%&h=taxi", "%E0%A4%A&h=%E0", "p-6&h=%zz+a")


@pytest.mark.parametrize("name", ["", QUESTIONS, "search/", "glossary/"])
def test_a_broken_fragment_raises_nothing(page: Page, library: str, name: str) -> None:
    troubles: list[str] = []
    page.on("pageerror", lambda error: troubles.append(f"{page.url}: {error}"))
    for fragment in BROKEN_FRAGMENTS:
        page.goto("about:blank")  # else only the fragment changes
        page.goto(f"{library}{name}#{fragment}", wait_until="load")
        page.evaluate("fragment => { location.hash = fragment + '%'; }", fragment)
        page.wait_for_timeout(100)
    assert troubles == []


def test_a_link_with_a_broken_fragment_has_a_tip_and_raises_nothing(
    page: Page, library: str
) -> None:
    troubles: list[str] = []
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.goto(f"{library}cables/08MEXICO721/full/")
    link = page.locator(".md-content a.rt-ref").first
    link.evaluate("link => { link.href = link.href.split('#')[0] + '#%'; }")
    link.hover()
    page.locator("#rt-tip").wait_for()
    page.wait_for_timeout(200)
    assert troubles == []
