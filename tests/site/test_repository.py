"""A workspace in a repository: what builds make is never committed by accident."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from generator.disk import Workspace, new_workspace
from tests.cases import FIXTURES
from tests.site.conftest import ROOT, run

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="Git is not installed")

LEFT = (
    ".site-new-123",
    "..site-new-123-search-x1",
    ".site-internal-old-9",
    ".site-internal-search-a_b",
    "site-other",
    "content/pages-other",
)
"""Folders of builds that were killed, and of other editions."""


def committed(root: Path) -> set[str]:
    """What `git add --all` would commit."""
    subprocess.run(["git", "init", "--quiet"], cwd=root, check=True)
    done = subprocess.run(
        ["git", "ls-files", "--others", "--exclude-standard", "-z"],
        cwd=root,
        check=True,
        capture_output=True,
        text=True,
    )
    return set(done.stdout.rstrip("\0").split("\0"))


def fresh(root: Path) -> Workspace:
    new_workspace(root)
    workspace = Workspace(root)
    shutil.copy(FIXTURES / "sound.txt", workspace.cables / "08EXAMPLE99.txt")
    return workspace


def built(workspace: Workspace, *options: str) -> None:
    done = run("reftel", "build", *options, cwd=workspace.root)
    assert done.returncode == 0, done.stderr


def test_nothing_that_builds_make_is_committed(tmp_path: Path) -> None:
    workspace = fresh(tmp_path / "ws")
    before = committed(workspace.root)
    assert {"mkdocs.yml", ".gitignore", "content/cables/08EXAMPLE99.txt"} <= before
    for folder in LEFT:
        (workspace.root / folder).mkdir(parents=True)
        (workspace.root / folder / "index.html").write_text("x", encoding="utf-8")
    built(workspace)
    built(workspace, "--edition", "internal")
    built(workspace, "--edition", "internal", "--offline")
    assert (workspace.root / "site-internal-offline.zip").is_file()
    assert committed(workspace.root) == before


def test_an_edition_for_editors_in_any_folder_is_left_out(tmp_path: Path) -> None:
    """Also in a workspace that was made before it had a list of what to leave out."""
    workspace = fresh(tmp_path / "ws")
    (workspace.root / ".gitignore").unlink()
    text = workspace.settings.read_text(encoding="utf-8")
    assert "folder: site-internal" in text
    text = text.replace("folder: site-internal", "folder: staff/desk")
    workspace.settings.write_text(text, encoding="utf-8")
    before = committed(workspace.root)
    built(workspace, "--edition", "internal")
    built(workspace, "--edition", "internal")
    assert (workspace.root / "staff/desk/index.html").is_file()
    assert (workspace.root / "content/pages-internal/index.md").is_file()
    assert committed(workspace.root) - {".reftel-lock"} == before
    done = run("reftel", "verify", "--edition", "internal", cwd=workspace.root)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_demo_has_the_list_too(tmp_path: Path) -> None:
    assert run("reftel", "demo", "--cables", "1", str(tmp_path / "d"), cwd=ROOT).returncode == 0
    assert "/site-*/" in (tmp_path / "d" / ".gitignore").read_text("utf-8").splitlines()
