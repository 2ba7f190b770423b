"""`reftel release`, and what a site tells of its releases."""

from __future__ import annotations

import shutil
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from playwright.sync_api import Browser

from generator.disk import CURATED_GLOSSARY, CURATED_REDACTIONS, Workspace
from tests.site.building import invented
from tests.site.conftest import run
from tests.site.hashing import hashes
from tests.site.test_access import faults

ATOM = "{http://www.w3.org/2005/Atom}"
FIRST = ("release", "--title", "First", "--date", "2026-11-01")
SECOND = ("release", "--title", "Salt & wells", "--date", "2026-11-20")
RECORDS = "content/releases/public"
SECOND_PAGE = "releases/2026-11-20-salt-wells/index.html"
RULES = """rules:
  - {id: a-word, reason: security, note: An example., passages: [in year 98]}
"""


def reftel(workspace: Workspace, *arguments: str) -> str:
    """The output of a command that succeeds."""
    done = run("reftel", *arguments, cwd=workspace.root)
    assert done.returncode == 0, done.stderr
    return done.stdout


def refusal(workspace: Workspace, *arguments: str) -> str:
    """The message of a command that fails."""
    done = run("reftel", *arguments, cwd=workspace.root)
    assert done.returncode == 2, done.stdout
    return done.stderr


def edit(workspace: Workspace) -> None:
    """Withhold words of one cable, change another, remove the third, and explain a term."""
    cables = workspace.cables
    (workspace.root / CURATED_REDACTIONS).write_text(RULES, encoding="utf-8")
    (workspace.root / CURATED_GLOSSARY).write_text("terms: []\n", encoding="utf-8")
    text = (cables / "08EXAMPLE97.txt").read_text("utf-8")
    (cables / "08EXAMPLE97.txt").write_text(text.replace("in year 97", "in spring"), "utf-8")
    (cables / "08EXAMPLE99.txt").unlink()


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A workspace with two releases, built after the second."""
    workspace = invented(tmp_path_factory.mktemp("releases") / "workspace")
    reftel(workspace, "build")
    reftel(workspace, *FIRST)
    edit(workspace)
    reftel(workspace, "build")
    out = reftel(workspace, *SECOND)
    assert f"{RECORDS}/2026-11-20-salt-wells.jsonl: 1 cable removed; 2 cables changed" in out
    assert not (workspace.root / "site" / SECOND_PAGE).exists()
    reftel(workspace, "build", "--strict")
    return workspace


def test_a_site_tells_what_changed_and_nothing_of_what_is_withheld(released: Workspace) -> None:
    site = released.root / "site"
    page = (site / SECOND_PAGE).read_text("utf-8")
    for words in ("08EXAMPLE97", "08EXAMPLE98", "08EXAMPLE99", "a passage is withheld now"):
        assert words in page
    feed = ET.parse(site / "feeds" / "releases.xml").getroot()
    titles = [title.text for title in feed.findall(f"{ATOM}entry/{ATOM}title")]
    assert titles == ["Salt & wells", "First"]
    for folder in ("site", "content/pages"):
        for path in (released.root / folder).rglob("*"):
            assert path.is_dir() or b"in year 98" not in path.read_bytes(), path
    for path in (released.root / RECORDS).iterdir():
        assert "year 98" not in path.read_text("utf-8")
    front = (site / "cables" / "08EXAMPLE98" / "index.html").read_text("utf-8")
    assert "Unchanged since release" in front


def test_a_build_from_scratch_gives_the_same_site(released: Workspace, tmp_path: Path) -> None:
    copy = Workspace(tmp_path / "copy")
    ignored = shutil.ignore_patterns("site", ".reftel", "pages")
    shutil.copytree(released.root, copy.root, ignore=ignored)
    reftel(copy, "build")
    assert hashes(copy.root / "site") == hashes(released.root / "site")


def test_an_unsuitable_release_is_refused(released: Workspace) -> None:
    before = sorted((released.root / RECORDS).iterdir())
    assert "is recorded already" in refusal(released, *SECOND)
    early = ("release", "--title", "Third", "--date", "2026-11-02")
    assert "the last release, 'Salt & wells', is dated 2026-11-20" in refusal(released, *early)
    later = ("--date", "2026-12-01")
    assert "is not a day" in refusal(released, "release", "--title", "T", "--date", "20261201")
    assert "needs a title and a day" in refusal(released, "release", "--title", "T")
    assert "is not a suitable title" in refusal(released, "release", "--title", "¶", *later)
    message = refusal(released, "release", "--title", "All in year 98", *later)
    assert "the title has words that the edition withholds" in message
    path = released.cables / "08EXAMPLE97.txt"
    text = path.read_text("utf-8")
    path.write_text(text.replace("in spring", "in autumn"), encoding="utf-8")
    assert "is out of date" in refusal(released, "release", "--title", "Third", *later)
    out = reftel(released, "release", "--dry-run")
    assert out.startswith("08EXAMPLE97: ¶")
    assert out.endswith("Not yet released: 1 cable changed in part; 1 place changed.\n")
    out = run("reftel", "review", cwd=released.root).stdout
    assert out.endswith("\nNot yet released: 1 cable changed in part; 1 place changed.\n")
    path.write_text(text, encoding="utf-8")
    assert sorted((released.root / RECORDS).iterdir()) == before


def test_a_site_that_the_last_build_did_not_make_is_not_released(
    released: Workspace, tmp_path: Path
) -> None:
    copy = Workspace(tmp_path / "copy")
    shutil.copytree(released.root, copy.root)
    later = ("release", "--title", "Third", "--date", "2026-12-01")
    assert "is out of date" in refusal(copy, *later)


def test_a_damaged_record_is_named_and_all_else_is_built(
    released: Workspace, tmp_path: Path
) -> None:
    copy = Workspace(tmp_path / "copy")
    shutil.copytree(released.root, copy.root, ignore=shutil.ignore_patterns("site", "pages"))
    record = copy.root / RECORDS / "2026-11-20-salt-wells.jsonl"
    lines = record.read_text("utf-8").split("\n")
    record.write_text("\n".join([lines[0], lines[1][:-9], *lines[2:]]), encoding="utf-8")
    done = run("reftel", "build", cwd=copy.root)
    assert done.returncode == 0, done.stderr
    assert f"error: {RECORDS}/2026-11-20-salt-wells.jsonl:2: invalid JSON" in done.stderr
    assert not (copy.root / "site" / "releases").exists()
    assert (copy.root / "site" / "cables" / "08EXAMPLE97" / "index.html").exists()
    later = ("release", "--title", "Third", "--date", "2026-12-01")
    assert ".jsonl:2: invalid JSON" in refusal(copy, *later)


def test_releases_can_be_left_out(released: Workspace, tmp_path: Path) -> None:
    copy = Workspace(tmp_path / "copy")
    shutil.copytree(released.root, copy.root, ignore=shutil.ignore_patterns("site", "pages"))
    text = copy.settings.read_text("utf-8")
    left_out = text.replace("  - reftel:\n", "  - reftel:\n      leave_out: [releases]\n")
    copy.settings.write_text(left_out, encoding="utf-8")
    reftel(copy, "build", "--strict")
    for path in (copy.root / "site").rglob("*"):
        assert not path.match("*releases*"), path
        if path.suffix == ".html":
            assert "releases/" not in path.read_text("utf-8"), path
            assert "Unchanged since" not in path.read_text("utf-8"), path
    assert "leaves releases out" in refusal(copy, "release", "--dry-run")


def test_editors_see_what_is_not_yet_released(released: Workspace, tmp_path: Path) -> None:
    copy = Workspace(tmp_path / "copy")
    shutil.copytree(released.root, copy.root, ignore=shutil.ignore_patterns("site", "pages"))
    internal = ("--edition", "internal")
    reftel(copy, "build", *internal)
    reftel(copy, *FIRST, *internal)
    path = copy.cables / "08EXAMPLE97.txt"
    path.write_text(path.read_text("utf-8").replace("in spring", "in autumn"), encoding="utf-8")
    reftel(copy, "build", *internal)
    site = copy.root / "site-internal"
    assert "08EXAMPLE97" in (site / "releases/not-yet-released/index.html").read_text("utf-8")
    foot = (site / "cables/08EXAMPLE97/index.html").read_text("utf-8")
    assert "Changed since the last release" in foot
    assert not (released.root / "site" / "releases" / "not-yet-released").exists()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_of_releases_have_no_fault_and_fit_a_phone(
    released: Workspace, browser: Browser, scheme: str
) -> None:
    context = browser.new_context(
        color_scheme=scheme,  # type: ignore[arg-type]  # a literal type
        viewport={"width": 360, "height": 740},
    )
    page = context.new_page()
    for name in ("releases/index.html", SECOND_PAGE, "releases/2026-11-01-first/index.html"):
        page.goto((released.root / "site" / name).as_uri())
        assert faults(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") == 360
        small = page.evaluate(
            "[...document.querySelectorAll('.rt-list a')].filter(a => a.offsetHeight < 24).length"
        )
        assert small == 0
    context.close()
