"""Editions through the command: what they withhold is in no file, and a leak stops the build."""

from __future__ import annotations

import gzip
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]  # it has no annotations
import pytest
from playwright.sync_api import Page

from generator.disk import CURATED_REDACTIONS, Workspace, new_workspace
from tests.site.conftest import ROOT, SAMPLE, run

SECRETS = (
    "5080-2000", "5080-2247", "GuestJR", "Bricio", "Armand Paul", "Casa Alianza", "Mercedes",
)  # fmt: skip
RULES = ("contact-details", "open-investigation-names", "shelter-names")


@pytest.fixture(scope="module")
def editions(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The sample with its decisions, in both editions, with PDFs."""
    workspace = Workspace(tmp_path_factory.mktemp("editions") / "workspace")
    new_workspace(workspace.root)
    shutil.copy(SAMPLE, workspace.cables)
    shutil.copytree(
        ROOT / "content" / "curated", workspace.root / "content" / "curated", dirs_exist_ok=True
    )
    for edition in ("public", "internal"):
        done = run("reftel", "build", "--strict", "--pdf", "--edition", edition, cwd=workspace.root)
        assert done.returncode == 0, done.stderr
    return workspace


def holding(folder: Path, word: str) -> list[str]:
    """The files of a site that hold a word, packed or not."""
    return [name for name, text in texts(folder) if word.casefold() in text.casefold()]


def texts(folder: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            data = path.read_bytes()
            data = gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data
            yield path.name, data.decode("utf-8", "replace")
            if path.suffix == ".pdf":
                with pypdfium2.PdfDocument(path) as document:
                    pages = [page.get_textpage().get_text_bounded() for page in document]
                    yield path.name, " ".join(" ".join(pages).split())


@pytest.mark.parametrize("word", SECRETS)
def test_the_public_edition_holds_no_withheld_word(editions: Workspace, word: str) -> None:
    assert holding(editions.root / "site", word) == []
    found = holding(editions.root / "site-internal", word)
    assert {"index.html", "paras.csv", "paras.jsonl", "cable.json", "08MEXICO721.pdf"} <= set(found)
    assert any(name.endswith(".pf_fragment") for name in found)


def test_each_edition_says_which_it_is(editions: Workspace) -> None:
    public = (editions.root / "site" / "index.html").read_text(encoding="utf-8")
    internal = (editions.root / "site-internal" / "index.html").read_text(encoding="utf-8")
    assert "Public edition. Withheld passages are marked." in public
    assert "Internal edition. Nothing is withheld" in internal
    assert "Public edition" not in internal


def test_requests_are_shown_to_editors_alone(editions: Workspace) -> None:
    page = editions.root / "site-internal" / "requests" / "2008" / "index.html"
    assert "not/not for public disclosure" in page.read_text(encoding="utf-8")
    assert not (editions.root / "site" / "requests").exists()


def test_the_page_of_what_is_withheld_names_every_rule(editions: Workspace, page: Page) -> None:
    page.goto((editions.root / "site" / "withheld" / "index.html").as_uri())
    rows = [row.split("\t") for row in page.locator("tbody tr").all_inner_texts()]
    counts = {row[0]: [cell.strip() for cell in row[3:]] for row in rows}
    assert {name: counts[name] for name in RULES} == {
        "contact-details": ["3", "1", ""],
        "open-investigation-names": ["2", "1", ""],
        "shelter-names": ["2", "1", ""],
    }


def test_a_notice_is_read_followed_and_printed(editions: Workspace, page: Page) -> None:
    full = editions.root / "site" / "cables" / "08MEXICO721" / "full"
    page.goto((full / "index.html").as_uri())
    told = "[withheld: name, open investigation, rule open-investigation-names]"
    notices = page.get_by_role("link", name=told)
    assert notices.count() == 2
    notice = notices.first
    target = notice.get_attribute("href")
    assert target is not None
    assert target.endswith("withheld/#rule-open-investigation-names")
    page.emulate_media(media="print")
    assert notice.is_visible()
    page.wait_for_function(
        "e => getComputedStyle(e).color === 'rgb(0, 0, 0)'", arg=notice.element_handle()
    )


def test_a_copy_for_a_disk_withholds_the_same(editions: Workspace) -> None:
    done = run("reftel", "build", "--offline", cwd=editions.root)
    assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(editions.root / "site-offline.zip") as archive:
        for name in archive.namelist():
            text = archive.read(name).decode("utf-8", "replace")
            assert not [word for word in SECRETS if word in text], name


@pytest.mark.parametrize("edition", ["public", "internal"])
def test_a_leak_through_a_template_stops_the_build(editions: Workspace, edition: str) -> None:
    """The site that stands stays; the message names file and rule, and not the words."""
    own = editions.root / "templates" / "theme" / "partials"
    own.mkdir(parents=True)
    (own / "copyright.html").write_text("<p>With thanks to Casa\n Alianza</p>", encoding="utf-8")
    folder = editions.root / ("site" if edition == "public" else "site-internal")
    before = (folder / "about" / "index.html").read_bytes()
    try:
        done = run("reftel", "build", "--pdf", "--edition", edition, cwd=editions.root)
    finally:
        shutil.rmtree(editions.root / "templates")
    if edition == "internal":
        assert done.returncode == 0, done.stderr
        return
    assert done.returncode == 2
    assert "about/index.html: 2 words of the rule shelter-names" in done.stderr
    assert "Alianza" not in done.stderr + done.stdout
    assert (folder / "about" / "index.html").read_bytes() == before


def test_a_strict_build_wants_every_request_answered(editions: Workspace) -> None:
    decisions = editions.root / CURATED_REDACTIONS
    kept = decisions.read_text(encoding="utf-8")
    opened = kept.replace(
        '      - {cable: 08MEXICO721, para: "22", words: not/not for public}\n', ""
    )
    assert opened != kept
    decisions.write_text(opened, encoding="utf-8")
    try:
        done = run("reftel", "build", "--strict", cwd=editions.root)
        told = run("reftel", "review", cwd=editions.root)
        lenient = run("reftel", "build", "--pdf", cwd=editions.root)
    finally:
        decisions.write_text(kept, encoding="utf-8")
    assert done.returncode == 2
    assert "08MEXICO721 ¶22: not/not for public" in done.stderr
    assert told.returncode == 1
    assert "3 requests: 1 open, 2 answered by a rule, 0 acknowledged." in told.stdout
    assert lenient.returncode == 0, lenient.stderr
    assert run("reftel", "review", cwd=editions.root).returncode == 0


@pytest.mark.parametrize(
    ("edition", "message"),
    [("secret", "unknown edition 'secret'"), ("../x", "unknown edition '../x'")],
)
def test_an_unknown_edition_is_told(editions: Workspace, edition: str, message: str) -> None:
    done = run("reftel", "build", "--edition", edition, cwd=editions.root)
    assert (done.returncode, message in done.stderr) == (2, True)


def test_faults_of_the_rules_are_told_with_their_lines(editions: Workspace) -> None:
    decisions = editions.root / CURATED_REDACTIONS
    kept = decisions.read_text(encoding="utf-8")
    faulty = "rules:\n  - id: A b\n    reason: boredom\n    passages: [x]\n    nots: y\n"
    decisions.write_text(faulty, encoding="utf-8")
    try:
        done = run("reftel", "build", cwd=editions.root)
    finally:
        decisions.write_text(kept, encoding="utf-8")
    assert done.returncode == 2
    for told in (
        ":2: invalid id 'A b'",
        ":2: unknown reason 'boredom': expected one of personal privacy",
        ":2: 'note' is missing",
        ":4: 'x' is too short",
        ":5: unknown field 'nots': did you mean 'note'?",
    ):
        assert f"{CURATED_REDACTIONS}{told}" in done.stderr


@contextmanager
def leaking_settings(workspace: Workspace) -> Iterator[None]:
    """Settings that name somebody who is withheld."""
    settings = workspace.root / "mkdocs.yml"
    kept = settings.read_text(encoding="utf-8")
    leaking = kept.replace("site_description:", "site_description: With thanks to Casa Alianza #")
    assert leaking != kept
    settings.write_text(leaking, encoding="utf-8")
    try:
        yield
    finally:
        settings.write_text(kept, encoding="utf-8")


def test_plain_mkdocs_withholds_and_looks_for_leaks_too(
    editions: Workspace, tmp_path: Path
) -> None:
    """Under `mkdocs build` the public edition is made, and a leak fails it as well."""
    plain = run("mkdocs", "build", "--quiet", "--site-dir", str(tmp_path / "a"), cwd=editions.root)
    assert plain.returncode == 0, plain.stderr
    assert [holding(tmp_path / "a", word) for word in SECRETS] == [[]] * len(SECRETS)
    with leaking_settings(editions):
        done = run("mkdocs", "build", "--site-dir", str(tmp_path / "b"), cwd=editions.root)
    assert done.returncode != 0
    assert "index.html: 2 words of the rule shelter-names" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_a_leak_under_plain_mkdocs_leaves_the_old_site_and_foreign_files(
    editions: Workspace, tmp_path: Path
) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / ".nojekyll").write_text("kept", encoding="utf-8")
    done = run("mkdocs", "build", "--quiet", "-d", str(site), cwd=editions.root)
    assert done.returncode == 0, done.stderr
    before = {path: path.read_bytes() for path in site.rglob("*") if path.is_file()}
    assert site / ".nojekyll" in before
    with leaking_settings(editions):
        done = run("mkdocs", "build", "--quiet", "-d", str(site), cwd=editions.root)
    assert done.returncode != 0
    assert {path: path.read_bytes() for path in site.rglob("*") if path.is_file()} == before
    assert list(tmp_path.iterdir()) == [site]


def test_plain_mkdocs_does_not_empty_a_folder_of_others(
    editions: Workspace, tmp_path: Path
) -> None:
    (tmp_path / "letters.txt").write_text("mine", encoding="utf-8")
    done = run("mkdocs", "build", "--quiet", "-d", str(tmp_path), cwd=editions.root)
    assert done.returncode != 0
    assert f"{tmp_path} contains letters.txt but is not a site of this program" in done.stderr
    assert (tmp_path / "letters.txt").read_text(encoding="utf-8") == "mine"


def test_plain_mkdocs_puts_an_edition_where_the_command_line_says(
    editions: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Although the edition has a folder of its own."""
    monkeypatch.setenv("REFTEL_EDITION", "internal")
    own = editions.root / "site-internal"
    before = (own / "index.html").stat()
    done = run("mkdocs", "build", "--quiet", "-d", str(tmp_path / "x"), cwd=editions.root)
    assert done.returncode == 0, done.stderr
    assert holding(tmp_path / "x", "Casa Alianza")
    after = (own / "index.html").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
