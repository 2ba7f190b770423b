"""`reftel package` on a built site."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import bagit  # type: ignore[import-untyped]
import pytest

from generator.disk import Workspace, new_workspace
from tests.archiving import package_texts
from tests.cases import FIXTURES
from tests.site.conftest import ROOT, SAMPLE, run

DATE = ("--date", "2026-03-01")
REDACTIONS = ROOT / "content" / "curated" / "redactions.yml"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The sample and its rules, with its built public site."""
    workspace = Workspace(tmp_path_factory.mktemp("archive") / "workspace")
    new_workspace(workspace.root)
    shutil.copy(SAMPLE, workspace.cables)
    shutil.copy(FIXTURES / "sound.txt", workspace.cables / "08EXAMPLE99.txt")
    shutil.copy(REDACTIONS, workspace.root / "content" / "curated")
    done = run("reftel", "build", cwd=workspace.root)
    assert done.returncode == 0, done.stderr
    return workspace


def test_a_package_is_beside_the_site_and_the_same_each_time(built: Workspace) -> None:
    done = run("reftel", "package", *DATE, cwd=built.root)
    assert done.returncode == 0, done.stderr
    first = package_texts(built.root / "site-package")
    count = sum(name.startswith("data/") for name in first)
    assert done.stdout == f"2 cables of the edition public in site-package: {count} files.\n"
    assert done.stderr == "Reading cables: 2\nPacking cables: 2\n"
    validator = Path(sys.executable).parent / "bagit.py"
    checked = subprocess.run(
        [sys.executable, validator, "--validate", "site-package"], cwd=built.root, check=False
    )
    assert checked.returncode == 0
    site = package_texts(built.root / "site")
    for name in ("cables/08MEXICO721/cable.json", "exports/paras.csv", "manifest.json"):
        assert first[f"data/{name}"] == site[name]
    again = run("reftel", "package", *DATE, "--to", "elsewhere", cwd=built.root)
    assert again.returncode == 0, again.stderr
    assert package_texts(built.root / "elsewhere") == first
    shutil.rmtree(built.root / "elsewhere")


def test_a_build_says_that_the_package_is_of_an_earlier_site(built: Workspace) -> None:
    (built.root / "site-package").mkdir(exist_ok=True)
    done = run("reftel", "build", cwd=built.root)
    assert "site-package was made from an earlier site and may show what is" in done.stderr
    shutil.rmtree(built.root / "site-package")
    done = run("reftel", "build", cwd=built.root)
    assert "earlier site" not in done.stderr


def test_another_edition_has_its_own_package(built: Workspace) -> None:
    done = run("reftel", "build", "--edition", "internal", cwd=built.root)
    assert done.returncode == 0, done.stderr
    done = run("reftel", "package", "--edition", "internal", *DATE, cwd=built.root)
    assert done.returncode == 0, done.stderr
    files = package_texts(built.root / "site-internal-package")
    assert b"[withheld:" not in files["data/cables/08MEXICO721/tei.xml"]
    assert files[".gitignore"] == b"*\n"
    bagit.Bag(os.fspath(built.root / "site-internal-package")).validate()


@pytest.mark.parametrize(
    "folder", ["site", "site/package", "content/package", ".", "site-internal"]
)
def test_a_package_is_never_in_a_site_or_among_the_sources(built: Workspace, folder: str) -> None:
    done = run("reftel", "package", *DATE, "--to", folder, cwd=built.root)
    assert done.returncode == 2
    assert "or in or around it: choose another folder with --to." in done.stderr


def test_the_day_is_that_of_the_last_release(built: Workspace, tmp_path: Path) -> None:
    done = run("reftel", "package", "--to", str(tmp_path / "bag"), cwd=built.root)
    assert done.returncode == 2
    assert (
        "a package needs a date, and the site has no release to take it from: reftel package"
        in done.stderr
    )
    named = ("release", "--title", "First", "--date", "2026-02-01")
    for command in (named, ("build",), ("package", "--to", str(tmp_path / "bag"))):
        done = run("reftel", *command, cwd=built.root)
        assert done.returncode == 0, done.stderr
    assert bagit.Bag(str(tmp_path / "bag")).info["Bagging-Date"] == "2026-02-01"
    premis = (tmp_path / "bag" / "data" / "premis.xml").read_text(encoding="utf-8")
    assert "<eventDetail>Release “First” of the collection.</eventDetail>" in premis


def test_a_site_that_is_not_built_or_not_up_to_date_is_refused(
    built: Workspace, tmp_path: Path
) -> None:
    shutil.copytree(built.root, tmp_path / "ws", ignore=shutil.ignore_patterns(".reftel"))
    workspace = Workspace(tmp_path / "ws")
    cable = workspace.cables / "08EXAMPLE99.txt"
    cable.write_text(cable.read_text(encoding="utf-8") + "\nMore.\n", encoding="utf-8")
    done = run("reftel", "package", *DATE, "--to", "other", cwd=workspace.root)
    assert done.returncode == 2
    assert "of the built site is not what the workspace gives now: build the site" in done.stderr
    shutil.rmtree(workspace.root / "site")
    done = run("reftel", "package", *DATE, "--to", "other", cwd=workspace.root)
    assert done.returncode == 2
    assert "site holds no built site: build it first with 'reftel build'." in done.stderr
    assert not list(workspace.root.glob("*other*"))
