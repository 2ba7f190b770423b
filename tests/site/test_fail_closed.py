"""Through the commands: where it is not certain that a rule is in force, nothing is published."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from generator.disk import CURATED_REDACTIONS, Workspace, new_workspace
from tests.site.conftest import ROOT, SAMPLE, run
from tests.site.hashing import hashes


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The sample with its decisions, built; tests leave the workspace and the site as they are."""
    workspace = Workspace(tmp_path_factory.mktemp("guarded") / "workspace")
    new_workspace(workspace.root)
    shutil.copy(SAMPLE, workspace.cables)
    shutil.copytree(
        ROOT / "content" / "curated", workspace.root / "content" / "curated", dirs_exist_ok=True
    )
    done = run("reftel", "build", cwd=workspace.root)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(
        "3 rules in force (4 names, 3 passages, 0 patterns, 0 paras, 0 cables), hitting 7 places."
    )
    return workspace


@contextmanager
def changed(path: Path, text: str | None = None) -> Iterator[Path]:
    """A file with another text for a while, or without the file."""
    kept = path.read_bytes()
    path.unlink()
    if text is not None:
        path.write_text(text, encoding="utf-8")
    try:
        yield path
    finally:
        path.rmdir() if path.is_dir() and not path.is_symlink() else path.unlink(missing_ok=True)
        path.write_bytes(kept)


def fewer(workspace: Workspace) -> str:
    """The decisions without one rule, and with a name misspelt throughout another."""
    text = (workspace.root / CURATED_REDACTIONS).read_text(encoding="utf-8")
    text = text[: text.index("  - id: shelter-names")]
    return text.replace("Bricio Villa", "Brizio Vila").replace("Armand Paul", "Armant Pol")


def test_the_manifest_of_the_site_says_what_is_withheld(guarded: Workspace) -> None:
    manifest = json.loads((guarded.root / "site" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["withheld"][:3] == [
        {"rule": "contact-details", "places": 3},
        {"rule": "open-investigation-names", "places": 2},
        {"rule": "shelter-names", "places": 2},
    ]


@pytest.mark.parametrize(
    ("kind", "command"),
    [("missing", "reftel"), ("empty", "reftel"), ("pipe", "reftel"), ("folder", "reftel"),
     ("yaml", "reftel"), ("missing", "mkdocs"), ("pipe", "mkdocs")],
)  # fmt: skip
def test_without_a_sound_file_of_rules_nothing_is_built(
    guarded: Workspace, kind: str, command: str
) -> None:
    before = hashes(guarded.root / "site")
    other = guarded.root / "content" / "curated" / "redactions.yaml"
    with changed(guarded.root / CURATED_REDACTIONS, "" if kind == "empty" else None) as path:
        if kind == "pipe":
            os.mkfifo(path)
        elif kind == "folder":
            path.mkdir()
        elif kind == "yaml":
            other.write_text("rules: []\n", encoding="utf-8")
        try:
            done = run(command, "build", cwd=guarded.root)
        finally:
            other.unlink(missing_ok=True)
    assert done.returncode != 0
    assert "Traceback" not in done.stderr
    said = {"missing": "is missing", "empty": "'rules' is missing", "pipe": "is a named pipe",
            "folder": "is a folder", "yaml": "rename it"}  # fmt: skip
    assert CURATED_REDACTIONS in done.stderr
    assert said[kind] in done.stderr
    assert hashes(guarded.root / "site") == before


@pytest.mark.parametrize("arguments", [("reftel", "build"), ("reftel", "build", "--offline"),
                                       ("mkdocs", "build")])  # fmt: skip
def test_less_withheld_than_before_is_refused(
    guarded: Workspace, arguments: tuple[str, ...]
) -> None:
    before = hashes(guarded.root / "site")
    with changed(guarded.root / CURATED_REDACTIONS, fewer(guarded)):
        done = run(*arguments, cwd=guarded.root)
    assert done.returncode != 0
    assert (
        "the rule 'open-investigation-names' matched 2 places, and now matches none" in done.stderr
    )
    assert "the rule 'shelter-names' is gone; it matched 2 places" in done.stderr
    assert "run: reftel build --accept" in done.stderr
    assert "Alianza" not in done.stderr + done.stdout
    assert hashes(guarded.root / "site") == before
    assert not (guarded.root / "site-offline.zip").exists()


def test_less_withheld_is_published_when_accepted(guarded: Workspace, tmp_path: Path) -> None:
    root = tmp_path / "workspace"
    shutil.copytree(guarded.root, root, symlinks=True)
    (root / CURATED_REDACTIONS).write_text(fewer(guarded), encoding="utf-8")
    done = run("reftel", "build", "--accept", cwd=root)
    assert done.returncode == 0, done.stderr
    again = run("reftel", "build", cwd=root)
    assert again.returncode == 0, again.stderr


@pytest.mark.parametrize(
    ("old", "new", "edition"),
    [
        ("folder: site-internal", "folder: site/internal", "internal"),
        ("site_dir: site", "site_dir: site-internal", "public"),
        ("folder: site-internal", "folder: link", "internal"),
        ("folder: site-internal", "folder: content/cables/site", "internal"),
        ("folder: site-internal", "folder: .reftel/site", "internal"),
        ("site_dir: site", "site_dir: templates", "public"),
    ],
)
def test_folders_in_each_other_are_refused_before_anything_is_written(
    guarded: Workspace, old: str, new: str, edition: str
) -> None:
    settings = guarded.settings.read_text(encoding="utf-8")
    assert settings.count(old) == 1
    link = guarded.root / "link"
    link.symlink_to("site")
    before = {path: path.stat().st_mtime_ns for path in guarded.root.rglob("*")}
    try:
        with changed(guarded.settings, settings.replace(old, new)):
            before[guarded.settings] = guarded.settings.stat().st_mtime_ns
            done = run("reftel", "build", "--edition", edition, cwd=guarded.root)
            after = {path: path.stat().st_mtime_ns for path in guarded.root.rglob("*")}
    finally:
        link.unlink()
    assert done.returncode == 2
    assert "give each edition a folder of its own" in done.stderr
    assert after.keys() == before.keys()
    changes = [path for path in before if path.is_file() and after[path] != before[path]]
    assert changes == []


def test_plain_mkdocs_does_not_build_into_another_editions_folder(guarded: Workspace) -> None:
    done = run("mkdocs", "build", "--site-dir", "site-internal", cwd=guarded.root)
    assert done.returncode != 0
    assert "give each edition a folder of its own" in done.stderr
    assert not (guarded.root / "site-internal").exists()


def test_another_target_for_plain_mkdocs_hides_no_nested_folder(
    guarded: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = guarded.settings.read_text(encoding="utf-8")
    nested = settings.replace("folder: site-internal", "folder: site/internal")
    monkeypatch.setenv("REFTEL_EDITION", "internal")
    with changed(guarded.settings, nested):
        done = run("mkdocs", "build", "--site-dir", str(tmp_path / "out"), cwd=guarded.root)
    assert done.returncode != 0
    assert "give each edition a folder of its own" in done.stderr
    assert not (guarded.root / "site" / "internal").exists()


@pytest.mark.parametrize("folder", ["site", "site/internal"])
def test_plain_mkdocs_is_refused_the_folder_of_another_edition(
    guarded: Workspace, folder: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REFTEL_EDITION", "internal")
    before = hashes(guarded.root / "site")
    done = run("mkdocs", "build", "--site-dir", folder, cwd=guarded.root)
    assert done.returncode != 0
    assert "give each edition a folder of its own" in done.stderr
    assert hashes(guarded.root / "site") == before


def test_the_internal_edition_does_not_take_the_public_place(guarded: Workspace) -> None:
    settings = guarded.settings.read_text(encoding="utf-8")
    swapped = settings.replace("folder: site-internal", "folder: site")
    swapped = swapped.replace("site_dir: site", "site_dir: site-public")
    before = hashes(guarded.root / "site")
    with changed(guarded.settings, swapped):
        done = run("reftel", "build", "--edition", "internal", cwd=guarded.root)
    assert done.returncode == 2
    assert "it is the edition 'public', and 'internal' would replace it" in done.stderr
    assert hashes(guarded.root / "site") == before


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (f"copyright: {'9' * 5000}", "invalid YAML (Exceeds the limit"),
        (f"extra_x: {'[' * 5000}", "values are nested deeper than 30 levels"),
        ("#" * 2_000_000, "but at most 2,000,000 are allowed"),
    ],
)
def test_settings_out_of_bounds_give_a_sentence(
    guarded: Workspace, line: str, message: str
) -> None:
    settings = guarded.settings.read_text(encoding="utf-8")
    with changed(guarded.settings, f"{settings}\n{line}\n"):
        done = run("reftel", "verify", cwd=guarded.root)
    assert done.returncode == 2
    assert done.stderr.startswith("reftel: mkdocs.yml")
    assert message in done.stderr


@pytest.mark.parametrize("address", ["127.0.0.1:" + "9" * 5000, "127.0.0.1:²"])
def test_a_port_of_many_digits_gives_a_sentence(guarded: Workspace, address: str) -> None:
    done = run("reftel", "serve", "--address", address, cwd=guarded.root)
    assert done.returncode == 2
    assert "is not an address: expected host:port" in done.stderr


def test_review_shows_the_words_that_guard_a_rule_for_a_para(guarded: Workspace) -> None:
    text = (guarded.root / CURATED_REDACTIONS).read_text(encoding="utf-8")
    rule = (
        "  - id: one-para\n    reason: security\n    note: A note.\n    paras:\n"
        "      - 08MEXICO000721 para. 1\n"
        "      - {para: 08MEXICO721 ¶2, begins: Other words}\n"
    )
    with changed(guarded.root / CURATED_REDACTIONS, f"{text}{rule}"):
        done = run("reftel", "review", cwd=guarded.root)
    assert done.returncode == 1
    assert "Write: {para: 08MEXICO721 ¶1, begins: '" in done.stdout
    assert "the para 08MEXICO721 p-2 of the rule 'one-para' does not begin with" in done.stdout


def test_a_demo_builds_at_once(tmp_path: Path) -> None:
    root = tmp_path / "demo"
    assert run("reftel", "demo", "--cables", "2", str(root), cwd=tmp_path).returncode == 0
    done = run("reftel", "build", cwd=root)
    assert "0 rules in force" in done.stdout, done.stderr


def test_an_item_that_hits_nothing_warns_and_stops_a_strict_build(guarded: Workspace) -> None:
    text = (guarded.root / CURATED_REDACTIONS).read_text(encoding="utf-8")
    with changed(
        guarded.root / CURATED_REDACTIONS, text.replace("- Casa Alianza", "- Casa Aliansa")
    ):
        done = run("reftel", "build", "--strict", cwd=guarded.root)
    assert done.returncode == 2
    assert "name 1 of the rule 'shelter-names' hits nothing" in done.stderr
