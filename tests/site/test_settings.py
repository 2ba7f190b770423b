"""Titles that would act in a page, and numbers that no number of a cable is, through a build."""

from __future__ import annotations

import json
import random
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from playwright.sync_api import Page
from selectolax.lexbor import LexborHTMLParser

from generator.disk import Workspace, new_workspace
from tests.digits import cable
from tests.site.conftest import run

ACTS = "</title></style></script><script>window.__pwned=1</script>\"'><img src=x onerror={}>&lt;b"
"""What begins an element wherever it is not escaped."""

NAME, DESCRIPTION, AUTHOR, BANNER = (f"{word} {ACTS}" for word in ("Name", "Words", "By", "Note"))

CABLES = 30


def entitle(workspace: Workspace) -> None:
    """Put titles that act into the settings."""
    titles = {"site_name": NAME, "site_description": DESCRIPTION, "site_author": AUTHOR}
    lines = workspace.settings.read_text(encoding="utf-8").splitlines()
    at = next(i for i, line in enumerate(lines) if line.startswith("          banner: Public"))
    lines[at] = f"          banner: {json.dumps(BANNER)}"
    lines = [line for line in lines if line.partition(":")[0] not in titles]
    lines += [f"{key}: {json.dumps(value)}" for key, value in titles.items()]
    workspace.settings.write_text("\n".join(lines) + "\n", encoding="utf-8")


@pytest.fixture(scope="module")
def titled(tmp_path_factory: pytest.TempPathFactory, served: tuple[Path, str]) -> tuple[Path, str]:
    """A site of cables with odd numbers under titles that act, and where it is served."""
    folder, address = served
    workspace = Workspace(tmp_path_factory.mktemp("titled") / "workspace")
    new_workspace(workspace.root)
    dice = random.Random(7)
    for number in range(CABLES):
        path = workspace.cables / f"08EXAMPLE{number + 1}.txt"
        text = f"UNCLAS EXAMPLE {number + 1:06d}\n\n{cable(dice, most=40)}"
        path.write_text(text, encoding="utf-8")
    entitle(workspace)
    result = run("reftel", "build", cwd=workspace.root, address="https://example.org/a/")
    assert result.returncode == 0, result.stderr[-2000:]
    (folder / "titled").symlink_to(workspace.root / "site")
    return workspace.root / "site", address.replace("deep/path/", "titled/")


def test_titles_are_text_in_every_page(titled: tuple[Path, str]) -> None:
    pages = sorted(titled[0].rglob("*.html"))
    assert len(pages) > CABLES
    for path in pages:
        tree = LexborHTMLParser(path.read_text(encoding="utf-8"))
        assert tree.css("[onerror]") == [], path
        assert not any(
            "__pwned" in (node.text() or "") for node in tree.css("script:not([type*=json])")
        )
        title = tree.css_first("title")
        assert title is not None
        assert title.text().endswith(NAME), path
        assert tree.css_matches(".md-header")


def test_they_are_whole_where_machines_read_them(titled: tuple[Path, str]) -> None:
    site = titled[0]
    home = LexborHTMLParser((site / "index.html").read_text(encoding="utf-8"))
    told = {
        node.attributes.get("name") or node.attributes.get("property"): node.attributes["content"]
        for node in home.css("meta[content]")
    }
    assert told["author"] == AUTHOR
    assert told["og:site_name"] == NAME
    assert [node.text() for node in home.css(".rt-edition")] == [BANNER]
    feed = ET.parse(site / "feed.xml").getroot()
    atom = "{http://www.w3.org/2005/Atom}"
    assert (feed.findtext(f"{atom}title"), feed.findtext(f"{atom}subtitle")) == (NAME, DESCRIPTION)
    ET.parse(site / "sitemap.xml")
    assert json.loads((site / "exports/datapackage.json").read_text("utf-8"))["title"] == NAME


def test_nothing_of_them_acts_in_a_browser(titled: tuple[Path, str], page: Page) -> None:
    page.add_init_script(
        'Object.defineProperty(window, "__pwned", { set() { window.name = "PWNED"; } });'
    )
    site, address = titled
    for name in ("", "cables/", "about/", "search/", "404.html", "withheld/"):
        page.goto(f"{address}{name}", wait_until="load")
        assert page.evaluate("window.name") != "PWNED", name
    cables = [path.parent.relative_to(site) for path in site.glob("cables/*/full/index.html")]
    for folder in cables[:3]:
        page.goto(f"{address}{folder.as_posix()}/", wait_until="load")
        assert page.evaluate("window.name") != "PWNED", folder
