"""Other builders of MkDocs pages make the same pages from content/pages.

They are what is left if MkDocs should one day no longer run. `make hosts` installs them in an
environment of their own.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from generator.disk import CURATED_GLOSSARY, Workspace, new_workspace
from tests.site.conftest import ROOT, SAMPLE, run

BIN = ROOT / ".venv" / "hosts" / "bin"

pytestmark = pytest.mark.skipif(
    not BIN.is_dir(), reason="ProperDocs and Zensical are not installed: run 'make hosts'"
)


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The sample's workspace, built with MkDocs."""
    root = tmp_path_factory.mktemp("hosts") / "ours"
    new_workspace(root)
    workspace = Workspace(root)
    shutil.copy(SAMPLE, workspace.cables)
    shutil.copy(ROOT / CURATED_GLOSSARY, workspace.root / CURATED_GLOSSARY)
    done = run("reftel", "build", cwd=root)
    assert done.returncode == 0, done.stderr
    return workspace


@pytest.fixture(scope="module", params=["properdocs", "zensical"])
def other(request: pytest.FixtureRequest, ours: Workspace) -> Path:
    """The site that another builder makes from the same pages."""
    root = ours.root.with_name(str(request.param))
    shutil.copytree(ours.root, root, ignore=shutil.ignore_patterns("site"))
    done = subprocess.run(
        [str(BIN / str(request.param)), "build"],
        cwd=root,
        env={**os.environ, "REFTEL_SITE_URL": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return root / "site"


def pages(site: Path) -> dict[str, LexborHTMLParser]:
    """The pages but the one of what is not found, by path."""
    return {
        path.relative_to(site).as_posix(): LexborHTMLParser(path.read_text("utf-8"))
        for path in site.rglob("*.html")
        if path.name != "404.html"
    }


def paras(page: LexborHTMLParser) -> list[tuple[str | None, str]]:
    """Anchor and words of each para."""
    return [
        (node.attributes.get("id"), " ".join(node.text(separator=" ").split()))
        for node in page.css("section.rt-para")
    ]


def anchors(page: LexborHTMLParser) -> set[str]:
    """The places within the text of a page that can be linked to."""
    found = {node.attributes.get("id") for node in page.css("article [id]")}
    return {name for name in found if name and not name.startswith("__")}


def links(page: LexborHTMLParser) -> list[str | None]:
    """Where the links within the text of a page lead."""
    return [node.attributes.get("href") for node in page.css("article section.rt-para a[href]")]


def test_every_page_is_there(ours: Workspace, other: Path) -> None:
    """A host that runs no plugins of MkDocs makes pages of data files in Markdown too."""
    data = {p for p in pages(other) if p.endswith(("/cable/index.html", "/term/index.html"))}
    assert pages(other).keys() - data == pages(ours.root / "site").keys()


def test_paras_have_the_same_words_and_places(ours: Workspace, other: Path) -> None:
    theirs = pages(other)
    told = {path: paras(page) for path, page in pages(ours.root / "site").items()}
    assert sum(map(len, told.values())) > 26
    assert {path: paras(theirs[path]) for path in told} == told


def test_every_place_that_can_be_linked_to_is_there(ours: Workspace, other: Path) -> None:
    theirs = pages(other)
    lost = {
        path: missing
        for path, page in pages(ours.root / "site").items()
        if (missing := anchors(page) - anchors(theirs[path]))
    }
    assert lost == {}


def test_links_within_paras_lead_to_the_same_places(ours: Workspace, other: Path) -> None:
    theirs = pages(other)
    told = {path: links(page) for path, page in pages(ours.root / "site").items()}
    assert sum(map(len, told.values())) > 10
    assert {path: links(theirs[path]) for path in told} == told
