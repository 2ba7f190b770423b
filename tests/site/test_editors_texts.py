"""Readings and requests of a workspace: built, changed, left out, and named by `reftel check`."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generator.disk import Workspace, new_workspace
from tests.cables import cable_text
from tests.site.conftest import run

READING = """---
title: The price of salt
author: An Editor
date: 2026-11-29
---

> Salt rose

-- 08LIMA12 para 1
"""
REQUESTS = """requests:
  - {numbers: [07LIMA9, 07LIMA8], asked: 2024-05-01, kind: foia, status: asked}
"""


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A small workspace, built."""
    made = Workspace(tmp_path_factory.mktemp("texts") / "workspace")
    new_workspace(made.root)
    cable = cable_text("08LIMA12", "Salt rose again.", "See 07 LIMA 9 and 07 LIMA 10.")
    (made.cables / "08LIMA12.txt").write_text(cable, encoding="utf-8")
    (made.root / "content" / "readings").mkdir()
    (made.root / "content" / "readings" / "salt.md").write_text(READING, encoding="utf-8")
    (made.root / "content" / "curated" / "requests.yml").write_text(REQUESTS, encoding="utf-8")
    done = run("reftel", "build", cwd=made.root)
    assert done.returncode == 0, done.stderr
    return made


def site_files(root: Path) -> dict[str, bytes]:
    site = root / "site"
    return {p.relative_to(site).as_posix(): p.read_bytes() for p in site.rglob("*") if p.is_file()}


def test_a_changed_text_gives_the_site_that_a_new_build_gives(
    workspace: Workspace, tmp_path: Path
) -> None:
    changed, fresh = tmp_path / "changed", tmp_path / "fresh"
    for root in (changed, fresh):
        shutil.copytree(workspace.root, root)
        reading = root / "content" / "readings" / "salt.md"
        reading.write_text(READING.replace("The price", "A price"), encoding="utf-8")
        requests = root / "content" / "curated" / "requests.yml"
        requests.write_text(REQUESTS.replace("07LIMA9", "07LIMA10"), encoding="utf-8")
    shutil.rmtree(fresh / ".reftel")
    shutil.rmtree(fresh / "site")
    for root in (changed, fresh):
        done = run("reftel", "build", cwd=root)
        assert done.returncode == 0, done.stderr
    files = site_files(changed)
    assert files == site_files(fresh)
    assert b"A price of salt" in files["cables/08LIMA12/full/index.html"]
    assert b"07 LIMA 9," in files["records-requests/07-lima-foia.txt"]
    assert b"07 LIMA 10" not in files["records-requests/07-lima-foia.txt"]


def test_a_site_without_these_features_has_nothing_of_them(
    workspace: Workspace, tmp_path: Path
) -> None:
    root = tmp_path / "without"
    shutil.copytree(workspace.root, root)
    settings = root / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    left_out = text.replace("  - reftel:\n", "  - reftel:\n      leave_out: [requests, readings]\n")
    settings.write_text(left_out, encoding="utf-8")
    done = run("reftel", "build", cwd=root)
    assert done.returncode == 0, done.stderr
    files = site_files(root)
    assert not [path for path in files if path.startswith(("readings/", "records-requests/"))]
    pages = [data for path, data in files.items() if path.endswith(".html")]
    assert pages
    done = run("reftel", "requests", "--to", str(tmp_path / "letters"), cwd=root)
    assert done.returncode == 2
    assert "site has no records requests: it is not built, or it cites no cable" in done.stderr
    assert not [page for page in pages if b"records-requests/" in page or b"Quoted in" in page]


def test_check_names_faults_of_both(workspace: Workspace, tmp_path: Path) -> None:
    root = tmp_path / "faulty"
    shutil.copytree(workspace.root, root)
    done = run("reftel", "check", cwd=root)
    assert "content/curated/requests.yml:2: 07LIMA8 is neither cited nor held" in done.stdout
    reading = root / "content" / "readings" / "salt.md"
    reading.write_text(READING.replace("Salt rose", "Salt fell"), encoding="utf-8")
    people = root / "content" / "curated" / "people.yml"
    people.write_text("people: [{persn: ada}]\n", encoding="utf-8")
    done = run("reftel", "check", cwd=root)
    assert done.returncode == 1
    fault = "error: content/readings/salt.md:7: the quotation is not word for word in 08LIMA12 ¶1: "
    assert f"{fault}behind 'Salt' it has 'fell', and the cable has 'rose again.'." in done.stderr
    assert "error: content/curated/people.yml:1: unknown field 'persn'" in done.stderr
    assert "2 errors" not in done.stdout
    assert " errors," in done.stdout


def test_a_faulty_text_is_left_out_and_the_others_are_built(
    workspace: Workspace, tmp_path: Path
) -> None:
    root = tmp_path / "faulty"
    shutil.copytree(workspace.root, root)
    wrong = READING.replace("Salt rose", "Salt fell").replace("of salt", "of sugar")
    (root / "content" / "readings" / "sugar.md").write_text(wrong, encoding="utf-8")
    done = run("reftel", "build", cwd=root)
    assert done.returncode == 0, done.stderr
    assert "error: content/readings/sugar.md:7: the quotation is not word for word" in done.stderr
    assert "1 error," in done.stdout
    assert "readings/salt/index.html" in (files := site_files(root))
    assert not [path for path, data in files.items() if "sugar" in path or b"of sugar" in data]
    done = run("reftel", "build", "--strict", cwd=root)
    assert done.returncode == 2
    assert "1 error in content; the site was not built" in done.stderr
