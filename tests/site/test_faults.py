"""Faults of templates and of sites from elsewhere: sentences that act on no terminal."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from generator.disk import Workspace, new_workspace
from generator.release.manifest import hash_files, write_sums
from tests.cases import FIXTURES
from tests.site.conftest import run

ESCAPE = "a\x1b[31mb\x07"
"""Acts on a terminal."""


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    made = Workspace(tmp_path / "ws")
    new_workspace(made.root)
    shutil.copy(FIXTURES / "sound.txt", made.cables / "08EXAMPLE99.txt")
    return made


def told(root: Path, *words: str, program: str = "reftel") -> str:
    """What a command says that fails."""
    done = run(program, *words, cwd=root)
    assert done.returncode in (1, 2)
    said = done.stdout + done.stderr
    assert "Traceback" not in said
    if program == "mkdocs":  # prints its advertisement in colours
        return said
    assert all(c.isprintable() or c == "\n" for c in said), repr(said)
    return said


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ("{{ 1 / 0 }}", "line 3: division by zero; correct this template"),
        ("{{ 'a' + 1 }}", "line 3: can only concatenate str"),
        ("{{ 1 + }}", "line 3: unexpected 'end of print statement'"),
        ("{{ nothing.of.that }}", "line 3: 'nothing' is undefined; correct this template"),
        (
            "{% include 'nothing.html' %}",
            "line 3: there is no template 'nothing.html'",
        ),
    ],
)
def test_a_fault_in_a_template_of_yours(workspace: Workspace, words: str, fault: str) -> None:
    own = workspace.root / "templates" / "theme" / "main.html"
    own.parent.mkdir(parents=True)
    text = f'{{% extends "base.html" %}}\n{{% block content %}}\n{words}{{% endblock %}}\n'
    own.write_text(text, encoding="utf-8")
    assert f"main.html, {fault}" in told(workspace.root, "build")
    assert f"main.html, {fault}" in told(workspace.root, "build", program="mkdocs")
    own.unlink()
    page = workspace.root / "templates" / "pages" / "home.md.j2"
    page.parent.mkdir(parents=True)
    page.write_text(f"# Home\n\n{words}\n", encoding="utf-8")
    assert f"index.md: home.md.j2, {fault}" in told(workspace.root, "build")
    assert not (workspace.root / "site").exists()


def test_names_of_files_do_not_act_on_a_terminal(workspace: Workspace) -> None:
    path = workspace.root / "templates" / "pages" / f"{ESCAPE}.md.j2"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"\xff")
    assert "is not UTF-8" in told(workspace.root, "build")
    assert "unknown edition" in told(workspace.root, "build", "--edition", ESCAPE)


def test_a_site_from_elsewhere_is_verified_without_harm(tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / ESCAPE).write_text("x", encoding="utf-8")
    (site / "SHA256SUMS").write_text(f"{'0' * 64}  {ESCAPE}\n", encoding="utf-8")
    assert "changed" in told(tmp_path, "verify", "site")
    (site / ESCAPE).unlink()
    (site / "SHA256SUMS").write_text("", encoding="utf-8")
    os.mkfifo(site / "manifest.json")
    assert "manifest.json: additional" in told(tmp_path, "verify", "site")
    (site / "SHA256SUMS").unlink()
    os.mkfifo(site / "SHA256SUMS")
    assert "not a regular file" in told(tmp_path, "verify", "site")


@pytest.mark.parametrize("text", ["[" * 200_000, f'{{"unnamed": {"9" * 5000}}}', "5", '"a"'])
def test_a_manifest_that_is_none(text: str, tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "manifest.json").write_text(text, encoding="utf-8")
    write_sums(site, hash_files(site))
    assert "is not a valid manifest" in told(tmp_path, "verify", "site")
