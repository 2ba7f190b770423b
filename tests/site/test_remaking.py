"""Pages that are left as they stand: after any changes they are those of a build from scratch."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from generator.build import build_pages
from generator.demo.cables import demo_cables
from generator.disk import CURATED_GLOSSARY, CURATED_REDACTIONS, Workspace, new_workspace
from generator.editions.settings import PREDEFINED
from generator.model import SiteInfo
from generator.workers import InTurn

CABLES = {str(cable.name): cable.text for cable in demo_cables(14, seed=7)}
SPARE = {str(cable.name): cable.text for cable in demo_cables(20, seed=8)}

Change = Callable[[random.Random, Workspace], None]


def _some(chance: random.Random, workspace: Workspace) -> Path:
    return chance.choice(sorted(workspace.cables.glob("*.txt")))


def _edit(chance: random.Random, workspace: Workspace) -> None:
    path = _some(chance, workspace)
    lines = path.read_text(encoding="utf-8").split("\n")
    at = chance.randrange(len(lines))
    words = ["On July 16, 2007 the Salt and Pepper Office (SPO) told the SPO.", "", "See para 3."]
    lines[at : at + chance.randrange(2)] = [chance.choice(words)]
    path.write_text("\n".join(lines), encoding="utf-8")


def _cite(chance: random.Random, workspace: Workspace) -> None:
    cited = chance.choice([*CABLES, *SPARE])
    path = _some(chance, workspace)
    path.write_text(f"{path.read_text(encoding='utf-8')}\nSee {cited}.\n", encoding="utf-8")


def _add(chance: random.Random, workspace: Workspace) -> None:
    name = chance.choice(sorted(SPARE))
    (workspace.cables / f"{name}.txt").write_text(SPARE[name], encoding="utf-8")


def _remove(chance: random.Random, workspace: Workspace) -> None:
    if len(list(workspace.cables.glob("*.txt"))) > 4:
        _some(chance, workspace).unlink()


def _move(chance: random.Random, workspace: Workspace) -> None:
    path = _some(chance, workspace)
    path.rename(path.with_name(f"x{path.name}"))


def _glossary(chance: random.Random, workspace: Workspace) -> None:
    meaning = f"Salt and Pepper Office {chance.randrange(3)}"
    entry = f"terms:\n  - short: SPO\n    meaning: {meaning}\n    source: An example\n"
    _write(workspace, CURATED_GLOSSARY, chance.choice(["terms: []\n", entry]))


def _withhold(chance: random.Random, workspace: Workspace) -> None:
    word = chance.choice(["July", "Pepper", "Embassy", "Decree"])
    rule = (
        "rules:\n  - id: one\n    reason: personal privacy\n    note: An example.\n"
        f"    kind: word\n    passages: [{word}]\n"
    )
    _write(workspace, CURATED_REDACTIONS, chance.choice(["rules: []\n", rule]))


def _template(chance: random.Random, workspace: Workspace) -> None:
    path = workspace.root / "templates" / "pages" / "search.md.j2"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"# Search {chance.randrange(3)}\n", encoding="utf-8")


def _touch_page(chance: random.Random, workspace: Workspace) -> None:
    pages = sorted(p for p in workspace.pages.rglob("*") if p.is_file() and p.name[0] != ".")
    chance.choice(pages).write_text("written by hand", encoding="utf-8")


def _lose_page(chance: random.Random, workspace: Workspace) -> None:
    pages = sorted(p for p in workspace.pages.rglob("*") if p.is_file() and p.name[0] != ".")
    chance.choice(pages).unlink()


def _forget(chance: random.Random, workspace: Workspace) -> None:
    """Half of what is remembered is lost."""
    path = workspace.state / "pages"
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])


CHANGES: tuple[Change, ...] = (
    _edit, _edit, _edit, _cite, _add, _remove, _move, _glossary, _withhold, _template,
    _touch_page, _lose_page, _forget,
)  # fmt: skip


def _write(workspace: Workspace, name: str, text: str) -> None:
    (workspace.root / name).write_text(text, encoding="utf-8")


def _pages(workspace: Workspace) -> dict[str, bytes]:
    files = (p for p in workspace.pages.rglob("*") if p.is_file() and p.name != ".gitignore")
    return {p.relative_to(workspace.pages).as_posix(): p.read_bytes() for p in files}


def _differ(chance: random.Random, root: Path, changes: int) -> None:
    new_workspace(root)
    workspace = Workspace(root)
    for name, text in CABLES.items():
        (workspace.cables / f"{name}.txt").write_text(text, encoding="utf-8")
    info = SiteInfo(name="Cables", edition=PREDEFINED["public"])
    build_pages(workspace, info, InTurn())
    for number in range(changes):
        names = []
        for change in chance.choices(CHANGES, k=chance.choice([1, 1, 2])):
            change(chance, workspace)
            names.append(change.__name__)
        if not number % 10:
            info = replace(info, address=chance.choice(["", "https://cables.example.org/"]))
        build_pages(workspace, info, InTurn())
        left = _pages(workspace)
        shutil.rmtree(workspace.pages)
        kept = workspace.state.rename(root / "kept")
        build_pages(workspace, info, InTurn())
        anew = _pages(workspace)
        assert left.keys() == anew.keys(), names
        assert [path for path in anew if left[path] != anew[path]] == [], names
        shutil.rmtree(workspace.state)
        kept.rename(workspace.state)


@pytest.mark.parametrize("seed", range(2))
def test_after_some_changes_pages_are_those_of_a_build_from_scratch(
    tmp_path: Path, seed: int
) -> None:
    _differ(random.Random(seed), tmp_path, 5)


@pytest.mark.long
def test_after_a_hundred_changes_pages_are_those_of_a_build_from_scratch(tmp_path: Path) -> None:
    _differ(random.Random(100), tmp_path, 100)
