"""The check of quotations in a browser: the cases of the program, the page, its limits."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from generator.quotations.quotation_check import judge
from generator.quotations.quotation_words import clean
from generator.site_reader.quotation_site import QuotationSite
from tests.cases import FIXTURES
from tests.quotation_maker import make_quotations
from tests.site.conftest import run
from tests.site.quotation_oracle import CHECK, read_cables
from tests.site.test_access import faults

CASES = json.loads((FIXTURES / "quotations" / "cases.json").read_text(encoding="utf-8"))

SCRIPTS = """async (cases) => {
  const load = (name) => import(new URL(`../assets/reftel/quotation-${name}.js`, location.href));
  const [words, text, compare, passages, check] = await Promise.all(
    ["words", "text", "compare", "passages", "check"].map(load));
  const cable = { words: text.cableWords(cases.pieces.map(([kind, anchor, words, most]) => (
    { kind, anchor, text: words, most }))) };
  cable.places = text.runPlaces(cable.words);
  const order = ["exact", "withheld", "altered", "undecided", "absent"];
  const shown = ({ steps = [], reading, words: own }) => steps
    .filter(({ kind }) => kind !== "same" && kind !== "jump")
    .map(({ kind, quote, cable: range }) => [
      `${kind} ${reading.slice(...quote).filter(Boolean).map((word) => word.key).join(" ")}`,
      own.slice(...range).map((word) => word.key).join(" ")].join("/")).join("; ");
  return {
    words: cases.words.map(([raw]) => words.wordsOf(words.clean(raw)).map((word) => word.key)),
    fingerprints: cases.fingerprints.map(([keys]) => {
      const prints = words.fingerprints(keys);
      return [prints, words.chosen(prints, 3)];
    }),
    passages: cases.passages.map(([raw]) => {
      const cleaned = words.clean(raw);
      return passages.quotedPassages(cleaned).map(
        ({ kind, start, end }) => [kind, cleaned.slice(start, end)]);
    }),
    judgements: cases.judgements.map(([raw]) => {
      const judged = compare.readings(words.clean(raw))
        .map((reading) => check.judgeReading(reading, 0, cable))
        .sort((a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict) || a.cost - b.cost);
      return [judged[0].verdict, judged[0].cost, shown(judged[0])];
    }),
  };
}"""

SAYS = "Mexico is a country of origin, transit, and destination for trafficked men"
ARTICLE = (
    f"The cable says “{SAYS}”, and also “{SAYS.replace('origin', 'refuge')}”. "
    "“NGOs such as the Brook House offer shelter to street children” is what it calls help. "
    "“Nobody in this building has ever written a sentence such as this one”."
)


@pytest.fixture
def quotations(page: Page, library: str) -> Page:
    page.goto(f"{library}quotations/")
    page.wait_for_selector("#rt-quotations-text")
    return page


def check(page: Page, text: str) -> list[str]:
    """The verdicts on the quotations of a text, by keyboard."""
    field = page.get_by_label("Text with quotations")
    field.fill(text)
    field.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_function(
        "/\\.$/.test(document.querySelector('.rt-quotations .rt-search-status').textContent)"
    )
    return page.locator(".rt-quote-verdict").all_inner_texts()


def test_the_script_has_the_rules_of_the_program(quotations: Page) -> None:
    result: dict[str, Any] = quotations.evaluate(SCRIPTS, CASES)
    assert result == {
        "words": [case[1] for case in CASES["words"]],
        "fingerprints": [case[1:] for case in CASES["fingerprints"]],
        "passages": [case[1] for case in CASES["passages"]],
        "judgements": [case[1:] for case in CASES["judgements"]],
    }


def test_page_and_program_judge_alike(page: Page, library: str, served: tuple[Path, str]) -> None:
    folder = served[0] / "library"
    made = make_quotations(read_cables(folder), seed=11, count=60)
    site = QuotationSite(folder)
    by_program = [list(judge(clean(quotation.text), site)[:3]) for quotation in made]
    page.goto(f"{library}quotations/")
    assert page.evaluate(CHECK, [quotation.text for quotation in made]) == by_program
    wrong = [q for q, (verdict, *_) in zip(made, by_program, strict=True) if verdict != q.verdict]
    assert wrong == []


def test_each_quotation_has_its_verdict_place_and_citation(quotations: Page) -> None:
    assert check(quotations, ARTICLE) == ["Exact", "Altered", "Withheld", "Not here"]
    items = quotations.locator(".rt-quote")
    assert items.nth(0).get_by_role("link", name="08MEXICO721 ¶5").is_visible()
    assert "Cable 08MEXICO721, March 11, 2008, para. 5" in items.nth(0).inner_text()
    assert items.nth(1).locator("del").text_content() == "[the quotation has: refuge]"
    assert items.nth(1).locator("ins").text_content() == "[the cable has: origin]"
    assert "cannot be answered here" in items.nth(2).inner_text()
    assert faults(quotations) == []
    quotations.get_by_role("button", name="Clear").press("Enter")
    assert quotations.locator(".rt-quote").count() == 0


def test_a_link_leads_to_the_para(quotations: Page) -> None:
    check(quotations, f"“{SAYS}”")
    quotations.get_by_role("link", name="08MEXICO721 ¶5").press("Enter")
    quotations.wait_for_url("**/cables/08MEXICO721/full/#p-5")
    assert SAYS in quotations.locator("#p-5").inner_text()


def test_nothing_of_the_text_leaves_the_browser(quotations: Page) -> None:
    requests: list[str] = []
    quotations.on("request", lambda request: requests.append(f"{request.url} {request.post_data}"))
    check(quotations, ARTICLE)
    assert requests
    assert [line for line in requests if "building" in line or "refuge" in line] == []
    assert "building" not in quotations.url


@pytest.mark.parametrize("piece", ["“a b c d e ", "'a 'b ", "[", "country of origin, "])
def test_a_long_text_is_cut_and_the_page_says_so(quotations: Page, piece: str) -> None:
    check(quotations, piece * (1_000_000 // len(piece)))
    note = quotations.locator(".rt-quotations-note").first
    assert "Only the first 50,000 characters were checked" in note.inner_text()


def test_markup_in_a_pasted_text_is_text(quotations: Page) -> None:
    check(quotations, "“<img src=x onerror=document.title=1> and some more words here”")
    assert quotations.locator(".rt-quote img").count() == 0
    assert quotations.title() != "1"


def test_without_scripts_the_page_says_what_it_needs(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}quotations/")
    assert "The check needs JavaScript" in page.locator(".rt-quotations").inner_text()
    context.close()


def test_on_a_phone_nothing_of_a_check_is_cut_off(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 700})
    page = context.new_page()
    page.goto(f"{address}quotations/")
    check(page, f"“{'x' * 200} {SAYS}” {ARTICLE}")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    context.close()


def test_the_command_prints_what_the_page_shows(
    tmp_path: Path, library: str, served: tuple[Path, str]
) -> None:
    (tmp_path / "article.txt").write_text(ARTICLE, encoding="utf-8")
    site = str(served[0] / library.rstrip("/").rpartition("/")[2])
    done = run("reftel", "quote", "--site", site, "article.txt", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "1. exact 08MEXICO721 ¶5" in done.stdout
    assert "a country of [-refuge-] {+origin+} transit" in done.stdout
    assert done.stdout.endswith("4 quotations: 1 exact, 1 withheld, 1 altered, 1 absent\n")
    (tmp_path / "old.txt").write_bytes(ARTICLE.encode("cp1252"))
    old = run("reftel", "quote", "--site", site, "old.txt", cwd=tmp_path)
    assert old.stdout == done.stdout
    (tmp_path / "article.doc").write_bytes(ARTICLE.encode("utf-16"))
    binary = run("reftel", "quote", "--site", site, "article.doc", cwd=tmp_path)
    assert binary.returncode == 2
    assert binary.stderr == (
        "reftel: article.doc is not plain text: save the text as UTF-8, and check that.\n"
    )
    empty = run("reftel", "quote", "--site", str(tmp_path), "article.txt", cwd=tmp_path)
    assert empty.returncode != 0
    assert "has no files for checking quotations" in empty.stderr
