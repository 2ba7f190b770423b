"""Pages that we put into the theme are those that MkDocs makes of the same Markdown."""

from __future__ import annotations

import os
import re
import shutil
import signal
from collections.abc import Sequence
from pathlib import Path

import pytest

from generator.build.page_builder import SitePart
from generator.disk import Workspace
from generator.errors import ReftelError
from generator.execution.executors import SerialExecutor
from generator.mkdocs_build.site_build import BuildOptions, build_site
from generator.mkdocs_build.site_writer import SiteWriter
from generator.model import Page
from tests.site.conftest import run
from tests.site.hashing import hashes

CABLES = 12
"""Invented cables beside the sample."""

SAMPLE = Path(__file__).parents[2] / "content"


@pytest.fixture(autouse=True)
def _forks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Threads that other tests left waiting forbid no fork here."""
    monkeypatch.setattr("generator.execution.executors.threading.active_count", lambda: 1)


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The sample and invented cables with their built site; tests work on copies of it."""
    return built_workspace(tmp_path_factory.mktemp("both-ways") / "ws", CABLES)


def built_workspace(root: Path, cables: int) -> Workspace:
    """A workspace with the sample, its curated files and a demo, and its site."""
    assert run("reftel", "demo", "--cables", str(cables), str(root), cwd=Path("/")).returncode == 0
    shutil.copytree(SAMPLE / "curated", root / "content" / "curated", dirs_exist_ok=True)
    shutil.copy(SAMPLE / "cables" / "08MEXICO721.txt", root / "content" / "cables")
    done = run("reftel", "build", cwd=root)
    assert done.returncode == 0, done.stderr
    assert "MkDocs converts" not in done.stderr
    return Workspace(root)


@pytest.fixture
def built(first: Workspace, tmp_path: Path) -> Workspace:
    """A copy that a test may change."""
    shutil.copytree(first.root, tmp_path / "ws")
    return Workspace(tmp_path / "ws")


def own(workspace: Workspace, name: str, text: str) -> None:
    """Give the workspace a template of its own."""
    path = workspace.root / "templates" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def warnings(told: str) -> list[str]:
    """The warnings and errors in what a build tells, without their labels."""
    return [
        line.partition(" ")[2].lstrip(" -")
        for line in told.splitlines()
        if line.startswith(("WARNING", "ERROR", "warning", "error"))
    ]


def test_the_site_is_that_of_mkdocs_itself(first: Workspace, tmp_path: Path) -> None:
    check_both_ways(first, tmp_path)


@pytest.mark.long
def test_the_site_of_a_hundred_cables_is_that_of_mkdocs_itself(tmp_path: Path) -> None:
    check_both_ways(built_workspace(tmp_path / "ws", 100), tmp_path)


def check_both_ways(workspace: Workspace, folder: Path) -> None:
    """Plain `mkdocs build` makes the same bytes as the command, in every file."""
    done = run("mkdocs", "build", "--quiet", "-d", str(folder / "plain"), cwd=workspace.root)
    assert done.returncode == 0, done.stderr
    assert hashes(folder / "plain") == hashes(workspace.root / "site")


def test_every_kind_of_page_has_a_shell(built: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """Otherwise the theme renders its pages in full, which takes ten times as long."""
    writers: list[SiteWriter] = []
    finish = SiteWriter.finish

    def finished(self: SiteWriter, parts: Sequence[SitePart]) -> None:
        writers.append(self)
        finish(self, parts)

    monkeypatch.setattr(SiteWriter, "finish", finished)
    shutil.rmtree(built.state)
    build_site(built, BuildOptions(executor=SerialExecutor()))
    (writer,) = writers
    shells = writer._layout._shells
    assert [key for key, shell in shells.items() if shell is None] == []
    assert 8 < len(shells) < 30


BROKEN = """
[to nowhere](nowhere.md) [to no anchor](index.md#nothing) [nor here](#nought)
"""


def test_broken_links_fail_a_strict_build(
    built: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """MkDocs finds as many in the same pages."""
    monkeypatch.setenv("REFTEL_EDITION", "internal")  # in which no request waits for an answer
    name = "cable.md.j2"
    packaged = Path(__file__).parents[2] / "templates" / "pages" / name
    own(built, f"pages/{name}", packaged.read_text("utf-8") + BROKEN)
    expected = len(warnings(run("mkdocs", "build", cwd=built.root).stderr))
    before = hashes(built.root / "site-internal")
    assert expected >= 3 * CABLES
    done = run("reftel", "build", "--strict", cwd=built.root)
    assert done.returncode == 2
    messages = warnings(done.stderr)
    assert len(messages) == expected
    mrn = min(path.stem for path in built.cables.glob("*.txt"))
    page = f"cables/{mrn}/index.md"
    assert {
        f"{page} links to cables/{mrn}/nowhere.md, which does not exist.",
        f"{page} links to {page}#nothing: {page} has no anchor 'nothing'.",
        f"{page} links to {page}#nought: {page} has no anchor 'nought'.",
    } <= set(messages)
    assert f"built with {expected} warnings and was not put in place" in done.stderr
    assert hashes(built.root / "site-internal") == before


FAILS = """{% extends "base.html" %}{% block content %}
{% if page and page.meta.cable %}{{ page.nothing.at.all }}{% endif %}{% endblock %}
"""
"""A template of the theme that fails at pages of cables."""


def test_a_page_that_cannot_be_made_ends_the_build_with_its_fault(built: Workspace) -> None:
    own(built, "theme/main.html", FAILS)
    before = hashes(built.root / "site")
    expected = warnings(run("mkdocs", "build", "-d", "plain", cwd=built.root).stderr)
    done = run("reftel", "build", cwd=built.root)
    assert done.returncode == 2
    assert [line for line in warnings(done.stderr) if "building page" in line] == expected[:1]
    assert hashes(built.root / "site") == before


def test_a_worker_that_is_killed_ends_the_build(
    built: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    parent = os.getpid()
    write = SiteWriter.write

    def killed(self: SiteWriter, pages: Sequence[Page]) -> SitePart:
        if os.getpid() != parent and any("/full" in page.path for page in pages):
            os.kill(os.getpid(), signal.SIGKILL)
        return write(self, pages)

    monkeypatch.setattr(SiteWriter, "write", killed)
    shutil.rmtree(built.state)
    before = hashes(built.root / "site")
    with pytest.raises(ReftelError, match="killed"):
        build_site(built, BuildOptions())
    assert hashes(built.root / "site") == before
    assert [p.name for p in built.root.iterdir() if p.name.startswith(".site")] == []


ODD = "Odd {text} in *single* marks.\n"


def test_markdown_of_an_unknown_form_is_left_to_mkdocs(built: Workspace, tmp_path: Path) -> None:
    own(built, "pages/search.md.j2", ODD)
    done = run("reftel", "build", cwd=built.root)
    assert "MkDocs converts the pages" in done.stderr
    assert "<em>single</em>" in (built.root / "site" / "search" / "index.html").read_text("utf-8")
    plain = run("mkdocs", "build", "--quiet", "-d", str(tmp_path / "plain"), cwd=built.root)
    assert plain.returncode == 0, plain.stderr
    assert hashes(tmp_path / "plain") == hashes(built.root / "site")


@pytest.mark.parametrize("by_mkdocs", [False, True], ids=["by us", "by MkDocs"])
def test_the_sitemap_lists_pages_and_none_that_only_leads_on(
    built: Workspace, *, by_mkdocs: bool
) -> None:
    command = ("mkdocs", "build") if by_mkdocs else ("reftel", "build")
    assert run(*command, cwd=built.root, address="https://example.org/").returncode == 0
    site = built.root / "site"
    listed = re.findall(r"<loc>https://example.org/(.*?)</loc>", (site / "sitemap.xml").read_text())
    moved = [
        path.parent.relative_to(site).as_posix() + "/"
        for path in site.rglob("index.html")
        if 'http-equiv="refresh"' in path.read_text(encoding="utf-8")
    ]
    assert moved
    assert "cables/08MEXICO721/" in listed
    assert not {*moved}.intersection(listed)
