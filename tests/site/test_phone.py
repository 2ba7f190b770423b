"""On a phone, every kind of page: nothing is cut off, headings in order, room for a finger."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page

from generator.disk import Workspace
from tests.site.test_access import AXE

WIDTH = 360

RULES = ("target-size", "heading-order", "empty-heading", "landmark-unique", "label", "link-name")
"""Rules of axe-core that are run at this width; the others are run at another."""

FAULTS = r"""(width) => {
  const faults = [];
  const moves = "pre, .rt-columns, .rt-picture, .rt-latest, .rt-scroll[tabindex='0'][aria-label]";
  const shown = { visibilityProperty: true, opacityProperty: true };
  const all = (selector) => [...document.querySelectorAll(selector)]
    .filter((node) => node.checkVisibility(shown));
  const name = (node) => `${node.tagName.toLowerCase()}.${[...node.classList].join(".")}`;
  const wide = document.documentElement.scrollWidth;
  if (wide > width) { faults.push(`the page is ${wide} wide`); }
  for (const node of all("article *")) {
    const [inside, room] = [node.scrollWidth, node.clientWidth];
    const cut = room > 24 && inside > room + 1 && getComputedStyle(node).overflowX !== "visible";
    if (cut && !node.matches(moves)) {
      faults.push(`${name(node)} is cut off: ${inside} > ${room}`);
    }
  }
  const headings = all("h1, h2, h3, h4, h5, h6");
  const levels = headings.map((node) => Number(node.tagName[1]));
  const one = levels[0] === 1 && levels.lastIndexOf(1) === 0;
  if (!one) { faults.push(`headings begin with ${levels}`); }
  headings.slice(1).forEach((node, at) => {
    if (levels[at + 1] > levels[at] + 1) { faults.push(`after h${levels[at]}: ${node.outerHTML}`); }
  });
  for (const node of all("header, footer, nav, main, aside, form, [role=region], [role=search]")) {
    const empty = !node.textContent.trim() && !node.querySelector("input, svg, img");
    if (empty) { faults.push(`empty: ${name(node)}`); }
    if (node.matches("nav:not([aria-label], [aria-labelledby])")) {
      faults.push(`no name: ${name(node)}`);
    }
  }
  return faults;
}"""
"""What is cut off, unless a reader can move it (a picture, lines as received, a table of two
dimensions); headings that skip a level; landmarks without content or name."""


def kind_of(path: str) -> str:
    """The kind of a page, from its address: names of cables, terms and periods are left out."""
    kind = re.sub(r"^cables/(?:\d{4}(?:-[\w-]+)?|undated)/", "cables/period/", path)
    kind = re.sub(r"^cables/\d\d[A-Z]+\d+/", "cables/one/", kind)
    kind = re.sub(r"^(cables/one/)\d\d-[^/]+/", r"\1section/", kind)
    kind = re.sub(r"^(cables/one/)copy-[^/]+/", r"\1copy/", kind)
    kind = re.sub(r"^(chronology/)years-[^/]+/", r"\1years-part/", kind)
    if not kind.startswith(("cables/", "chronology/years")):
        kind = re.sub(r"/(?!index\.html|a-z/|lists/)[^/]+(?=/)", "/name", kind)
    return kind


def a_page_of_each_kind(site: Path) -> dict[str, tuple[int, str]]:
    """Size and address of the largest page of each kind."""
    sizes: dict[str, tuple[int, str]] = {}
    for file in sorted(site.rglob("index.html")):
        path = file.relative_to(site).as_posix()
        size = (file.stat().st_size, path.removesuffix("index.html"))
        sizes[kind_of(path)] = max(size, sizes.get(kind_of(path), (0, "")))
    return sizes


def faults_at(page: Page, address: str) -> list[str]:
    """What is wrong with a page on a phone."""
    page.goto(address, wait_until="load")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    result = page.evaluate(
        "rules => axe.run(document, { runOnly: { type: 'rule', values: rules } })", [*RULES]
    )
    by_axe = [
        f"{fault['id']}: {node['html'][:160]}"
        for fault in result["violations"]
        for node in fault["nodes"][:3]
    ]
    return [*page.evaluate(FAULTS, WIDTH), *by_axe]


def test_every_kind_of_page_fits_on_a_phone(
    page: Page, workspace: Workspace, address: str, served: tuple[Path, str], library: str
) -> None:
    """Of two sites, the larger page of each kind: of many forms of cables, and of many cables."""
    page.set_viewport_size({"width": WIDTH, "height": 740})
    sites = {address: workspace.root / "site", library: served[0] / "library"}
    largest: dict[str, tuple[int, str]] = {}
    for root, site in sites.items():
        for kind, (size, path) in a_page_of_each_kind(site).items():
            largest[kind] = max((size, root + path), largest.get(kind, (0, "")))
    faults = {place: faults_at(page, place) for _, place in largest.values()}
    assert {place: of_page for place, of_page in faults.items() if of_page} == {}
    assert len(faults) > 40


def test_kinds_of_pages_are_told_apart() -> None:
    kinds = {
        "cables/08LIMA12/index.html": "cables/one/index.html",
        "cables/08LIMA12/01-salt/index.html": "cables/one/section/index.html",
        "cables/2008-03/index.html": "cables/period/index.html",
        "glossary/ins/index.html": "glossary/name/index.html",
        "glossary/a-z/n/index.html": "glossary/a-z/name/index.html",
        "chronology/years-2007/index.html": "chronology/years-part/index.html",
        "index.html": "index.html",
    }
    assert {path: kind_of(path) for path in kinds} == kinds


@pytest.mark.parametrize(
    ("html", "fault"),
    [
        ("<h1>A</h1><h3>B</h3>", "after h1: <h3>B</h3>"),
        ("<h2>A</h2>", "headings begin with 2"),
        ("<h1>A</h1><footer class=f></footer>", "empty: footer.f"),
        ("<h1>A</h1><nav class=n>A</nav>", "no name: nav.n"),
        ("<h1>A</h1><div style='width:700px'>wide</div>", "the page is 708 wide"),
        (
            "<h1>A</h1><article><div class=c style='overflow:auto;width:300px'>"
            "<table><tr><td style='min-width:500px'>A</table></div></article>",
            "div.c is cut off: 50",
        ),
    ],
)
def test_a_fault_is_seen(page: Page, html: str, fault: str) -> None:
    page.set_viewport_size({"width": WIDTH, "height": 740})
    page.set_content(f"<!doctype html><body style='margin:8px'>{html}")
    faults = page.evaluate(FAULTS, WIDTH)
    assert any(fault in line for line in faults), faults
