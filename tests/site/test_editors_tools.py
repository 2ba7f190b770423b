"""The commands with which editors look at what is withheld."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.disk import CURATED_REDACTIONS, Workspace, new_workspace
from tests.cables import cable_text
from tests.site.conftest import run

RULES = """
rules:
  - id: names
    reason: protected source
    note: The source asked for it.
    names: [Ada Sample Specimen]
"""
CROWD = "On Tuesday Bo Example met Cy Quill, Dee Salter and Eve Pepper."


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """A small workspace with one rule."""
    new_workspace(tmp_path)
    made = Workspace(tmp_path)
    (tmp_path / CURATED_REDACTIONS).write_text(RULES, encoding="utf-8")
    return made


def write(workspace: Workspace, name: str, text: str) -> None:
    (workspace.cables / f"{name}.txt").write_text(text, encoding="utf-8")


def test_review_lists_near_misses_and_does_not_fail_for_them(workspace: Workspace) -> None:
    write(workspace, "08LIMA12", cable_text("08LIMA12", "We met Ada Sample Specimem in town."))
    result = run("reftel", "review", cwd=workspace.root)
    assert result.returncode == 0, result.stderr
    assert (
        "names: “Ada Sample Specimem”: one letter off, close to “Ada Sample Specimen”\n"
        "    08LIMA12 line 11: “"
    ) in result.stdout
    assert "to withhold it: names: [Ada Sample Specimem]\n" in result.stdout
    assert "to dismiss it: not_meant: [Ada Sample Specimem]\n" in result.stdout
    assert "1 spelling close to withheld names." in result.stdout


def test_review_fails_while_a_struck_passage_stands_in_clear(workspace: Workspace) -> None:
    one = cable_text("08LIMA12", "At noon we met Bo Example in the city of Lima.")
    two = cable_text("08LIMA12", "At noon we met XXXXXXXX in the city of Lima.")
    write(workspace, "08LIMA12", f"{one}\n{two}")
    result = run("reftel", "review", cwd=workspace.root)
    assert result.returncode == 1
    assert "08LIMA12 ¶1: open (Bo Example)" in result.stdout
    assert "Struck out on line 23, in clear on line 11." in result.stdout
    word = "acknowledged: [{cable: 08LIMA12, para: '1', words: Bo Example, by: us, why: known}]\n"
    path = workspace.root / CURATED_REDACTIONS
    path.write_text(RULES + word, encoding="utf-8")
    assert run("reftel", "review", cwd=workspace.root).returncode == 0


def test_audit_fails_where_a_name_is_given_away_and_only_when_strict(workspace: Workspace) -> None:
    clinic = "The clinic is run by {} since winter."
    write(workspace, "08LIMA12", cable_text("08LIMA12", clinic.format("Ada Sample Specimen")))
    write(workspace, "08LIMA13", cable_text("08LIMA13", clinic.format("Specimen"), CROWD))
    result = run("reftel", "audit", cwd=workspace.root)
    assert result.returncode == 0, result.stderr
    assert "names: “Ada Sample Specimen”: given away: 1 of " in result.stdout
    assert "same words around (08LIMA12 line 11)" in result.stdout
    assert "1 withheld name, 1 given away." in result.stdout
    assert "cannot see what readers know from other sources" in result.stdout
    assert run("reftel", "audit", "--strict", cwd=workspace.root).returncode == 1


def test_a_strict_build_stops_while_a_struck_passage_stands_in_clear(workspace: Workspace) -> None:
    one = cable_text("08LIMA12", "At noon we met Bo Example in the city of Lima.")
    two = cable_text("08LIMA12", "At noon we met XXXXXXXX in the city of Lima.")
    write(workspace, "08LIMA12", f"{one}\n{two}")
    result = run("reftel", "build", "--strict", cwd=workspace.root)
    assert result.returncode == 2
    assert "08LIMA12 ¶1: Bo Example" in result.stderr
    assert "1 request to withhold or struck passage without an answer" in result.stderr
