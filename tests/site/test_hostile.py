"""Hostile text goes through a whole build to the browser, and is text there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Dialog, Page, Request
from selectolax.lexbor import LexborHTMLParser, LexborNode

from generator import parse_cable
from generator.disk import CURATED_GLOSSARY, Workspace, new_workspace, read_source_file
from generator.model import Cable, Mrn
from generator.render.markdown import visible
from tests import hostile
from tests.site.conftest import run
from tests.site.opening import open_page
from tests.site.test_phone import kind_of

CANARY = """
Object.defineProperty(window, "__pwned", { set() { window.name = "PWNED"; } });
"""
ACTING = "script,img,style,base,meta,iframe,object,embed,form,link,video,audio,template,math"
OWN = (
    "script[type='application/json'],script[type='application/ld+json'],form.rt-find,form.rt-search"
)


@pytest.fixture(scope="module")
def attacked(
    tmp_path_factory: pytest.TempPathFactory, served: tuple[Path, str]
) -> tuple[Workspace, str, str]:
    """A workspace of hostile cables, where its site is served, and what the build said."""
    folder, address = served
    around = tmp_path_factory.mktemp("attacked")
    workspace = Workspace(around / "workspace")
    new_workspace(workspace.root)
    for name, text in hostile.cables().items():
        data = text.encode("utf-8", "surrogatepass")
        (workspace.cables / name).write_bytes(data)
    for name in hostile.BAD_NAMES:
        told = f"{name}\n\n1. (U) Para of a file with a bad name.\n"
        (workspace.cables / name).write_text(told, encoding="utf-8")
    curated = workspace.root / CURATED_GLOSSARY
    curated.parent.mkdir(parents=True, exist_ok=True)
    curated.write_text(hostile.glossary(), encoding="utf-8")
    result = run("reftel", "build", cwd=workspace.root)
    assert result.returncode == 0, result.stderr[-3000:]
    assert [p.name for p in around.iterdir()] == ["workspace"]
    (folder / "attacked").symlink_to(workspace.root / "site")
    return workspace, address.replace("deep/path/", "attacked/"), result.stdout + result.stderr


@pytest.fixture(scope="module")
def cables(attacked: tuple[Workspace, str, str]) -> dict[Mrn, Cable]:
    """The hostile cables as the program reads them."""
    found: dict[Mrn, Cable] = {}
    for name in hostile.cables():
        source = next(read_source_file(attacked[0].cables / name, name))
        assert source.text is not None, f"{name}: {source.diagnostics}"
        cable = parse_cable(source.text, name=name.removesuffix(".txt"))
        assert cable.id is not None
        found[cable.id] = cable
    return found


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def pages(workspace: Workspace) -> Iterator[tuple[str, LexborHTMLParser]]:
    site = workspace.root / "site"
    for path in sorted(site.rglob("*.html")):
        yield path.relative_to(site).as_posix(), LexborHTMLParser(path.read_text(encoding="utf-8"))


def test_there_are_enough_payloads() -> None:
    assert len(hostile.PAYLOADS) >= 200


def test_a_build_says_nothing_that_acts_on_a_terminal(
    attacked: tuple[Workspace, str, str],
) -> None:
    assert all(c.isprintable() or c in "\n\t\r" for c in attacked[2])


def test_no_page_has_an_element_or_attribute_that_acts(
    attacked: tuple[Workspace, str, str],
) -> None:
    faults = []
    for name, tree in pages(attacked[0]):
        article = tree.css_first("article")
        if article is None:
            continue
        own = {node.mem_id for node in article.css(OWN)}
        faults += [
            (name, node.tag, (node.html or "")[:120])
            for node in article.css(ACTING)
            if node.mem_id not in own
        ]
        faults += [(name, *fault) for node in tree.css("*") for fault in acting(node)]
    assert faults == []


def acting(node: LexborNode) -> Iterator[tuple[str, str]]:
    for key, value in node.attributes.items():
        target = re.sub(r"[\s\x00-\x20]", "", value or "").lower()
        leads = key in {"href", "src", "action", "data", "xlink:href", "srcset", "style"}
        acts = target.startswith(("javascript:", "vbscript:", "data:", "//", "file:", "\\"))
        if key.startswith("on") or (leads and (acts or "evil.example" in target)):
            yield key, value or ""


def test_every_para_shows_its_text(
    attacked: tuple[Workspace, str, str], cables: dict[Mrn, Cable]
) -> None:
    faults = []
    paras = 0
    for mrn, cable in cables.items():
        path = attacked[0].root / "site" / "cables" / mrn / "full" / "index.html"
        tree = LexborHTMLParser(path.read_text(encoding="utf-8"))
        for para in cable.paras:
            node = tree.css_first(f'[id="{para.anchor}"]')
            shown = squeezed(node.text()) if node is not None else ""
            paras += 1
            faults += [
                (mrn, para.anchor, squeezed(visible(block.text)), shown)
                for block in para.blocks
                if squeezed(visible(block.text)) not in shown
            ]
    assert paras > 300
    assert faults == []


def test_every_line_of_a_source_is_copied_as_it_came(
    attacked: tuple[Workspace, str, str], cables: dict[Mrn, Cable]
) -> None:
    controls = {code: 0x2400 + code for code in range(32)} | {0x7F: 0x2421}
    for mrn, cable in cables.items():
        path = attacked[0].root / "site" / "cables" / mrn / "source" / "index.html"
        tree = LexborHTMLParser(path.read_text(encoding="utf-8"))
        shown = [node.text() for node in tree.css(".rt-source tbody td:nth-child(2)")]
        assert shown == [line.text.translate({**controls, 9: 9}) for line in cable.lines]


@pytest.fixture
def watched(page: Page) -> Iterator[tuple[Page, list[str]]]:
    """A page that tells whatever runs, asks or complains in it."""
    troubles: list[str] = []

    def refuse(dialog: Dialog) -> None:
        troubles.append(f"dialog {dialog.message}")
        dialog.dismiss()

    def ask(request: Request) -> None:
        if not request.url.startswith(("http://127.0.0.1:", "blob:", "data:")):
            troubles.append(request.url)

    page.add_init_script(CANARY)
    page.on("dialog", refuse)
    page.on("console", lambda message: troubles.append(message.text))
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("request", ask)
    yield page, troubles
    assert page.evaluate("window.name") != "PWNED"


@pytest.mark.parametrize("most", [8, pytest.param(40, marks=pytest.mark.long)])
def test_no_script_runs_and_no_request_leaves(
    attacked: tuple[Workspace, str, str], watched: tuple[Page, list[str]], most: int
) -> None:
    """Some pages of each kind in the browser, and more in the longer tests.

    The same templates and scripts make the pages of a kind; all pages are read above.
    """
    page, troubles = watched
    workspace, address, _ = attacked
    by_kind: dict[str, list[str]] = {}
    for path in sorted((workspace.root / "site").rglob("index.html")):
        name = path.relative_to(workspace.root / "site").as_posix()
        by_kind.setdefault(kind_of(name), []).append(name.removesuffix("index.html"))
    names = [name for kind in by_kind.values() for name in kind[:: -(-len(kind) // most)]]
    assert len(names) > 70, "pages of all kinds are opened"
    for name in names:
        page.goto(address + name, wait_until="load")
        assert page.evaluate("window.name") != "PWNED", name
        assert troubles == [], name


@pytest.mark.parametrize("query", ["script", "onerror", "Rain Office", "javascript", "Meaning"])
def test_hits_show_hostile_text_as_text(
    attacked: tuple[Workspace, str, str], watched: tuple[Page, list[str]], query: str
) -> None:
    page, troubles = watched
    open_page(page, f"{attacked[1]}search/#q={query}")
    page.wait_for_timeout(500)
    results = page.locator("article")
    assert query.split()[0].lower() in results.inner_text().lower()
    assert results.locator("img, iframe, svg[onload], [onerror], [onload]").count() == 0
    assert troubles == []


def test_previews_tooltips_and_citations_run_nothing(
    attacked: tuple[Workspace, str, str], watched: tuple[Page, list[str]]
) -> None:
    page, troubles = watched
    open_page(page, f"{attacked[1]}cables/08HOSTILE1/full/")
    for link in page.locator("article a[href]:visible, article abbr:visible").all()[:40]:
        link.hover(timeout=2000)
        page.wait_for_timeout(60)
    assert page.evaluate("window.name") != "PWNED"
    assert troubles == []
