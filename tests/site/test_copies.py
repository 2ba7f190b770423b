"""Copies of a site that were made before a rule: none goes on showing what is now withheld."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from generator.disk import CURATED_REDACTIONS, Workspace, new_workspace
from tests.cases import FIXTURES
from tests.site.conftest import run

RULE = """rules:
  - id: weather
    reason: personal privacy
    note: The whole cable.
    cables: [08EXAMPLE98]
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Two sound cables."""
    made = Workspace(tmp_path / "ws")
    new_workspace(made.root)
    text = (FIXTURES / "sound.txt").read_text(encoding="utf-8")
    for number in (98, 99):
        cable = text.replace("000099", f"0000{number}")
        (made.cables / f"08EXAMPLE{number}.txt").write_text(cable, encoding="utf-8")
    return made


def withhold(workspace: Workspace) -> None:
    (workspace.root / CURATED_REDACTIONS).write_text(RULE, encoding="utf-8")


def reftel(workspace: Workspace, *words: str) -> subprocess.CompletedProcess[str]:
    done = run("reftel", *words, cwd=workspace.root)
    assert done.returncode == 0, done.stderr
    return done


def test_a_build_removes_the_offline_copy_of_an_earlier_site(workspace: Workspace) -> None:
    copy = workspace.root / "site-offline.zip"
    other = workspace.root / "site-internal-offline.zip"
    reftel(workspace, "build", "--offline")
    shutil.copy(copy, other)
    withhold(workspace)
    done = reftel(workspace, "build")
    assert not copy.exists()
    assert "site-offline.zip was made from an earlier site and has been removed" in done.stderr
    assert other.exists(), "it is of another edition"
    reftel(workspace, "build", "--offline")
    with zipfile.ZipFile(copy) as archive:
        assert not any("08EXAMPLE98/full" in name for name in archive.namelist())
    assert (
        "is removed" not in reftel(workspace, "build", "--edition", "internal", "--offline").stderr
    )
    assert copy.exists()


def test_a_plain_build_removes_it_too(workspace: Workspace) -> None:
    copy = workspace.root / "site-offline.zip"
    copy.write_bytes(b"old")
    done = subprocess.run(
        [str(Path(sys.executable).parent / "mkdocs"), "build"],
        cwd=workspace.root,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "REFTEL_SITE_URL": ""},
    )
    assert done.returncode == 0, done.stderr
    assert "was made from an earlier site and has been removed" in done.stderr
    assert not copy.exists()


def test_a_build_that_fails_leaves_it(workspace: Workspace) -> None:
    copy = workspace.root / "site-offline.zip"
    copy.write_bytes(b"old")
    (workspace.cables / "shopping.txt").write_text("bread and butter\n", encoding="utf-8")
    assert run("reftel", "build", "--strict", cwd=workspace.root).returncode == 2
    assert copy.exists()


def test_pdfs_of_an_earlier_site_in_a_folder_of_yours_are_named(workspace: Workspace) -> None:
    reftel(workspace, "build")
    assert "do not match this site" not in reftel(workspace, "pdf", "--to", "papers").stderr
    withhold(workspace)
    reftel(workspace, "build")
    done = reftel(workspace, "pdf", "--to", "papers")
    assert "papers also contains PDFs that do not match this site" in done.stderr
    assert ": 08EXAMPLE98.pdf. Make them again" in done.stderr
