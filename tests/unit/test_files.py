"""Files that no build can read or name: a sentence, or an error of one cable."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.disk import Workspace, new_workspace
from generator.editions.edition_settings import PREDEFINED
from generator.errors import ReftelError
from generator.execution.executors import SerialExecutor
from generator.mkdocs_build.site_build import write_pages
from generator.model import SiteInfo
from generator.pipeline import EditionBuild
from generator.release.manifest import manifest_text
from generator.release.provenance import read_provenance
from tests.cases import FIXTURES

LATIN = os.fsdecode(b"caf\xe9")
"""A name as an old archive writes it, in Windows-1252."""

PLACES = (
    "content/curated/{}.yml",
    "content/curated/{}/notes.txt",
    "templates/pages/{}.md.j2",
    "templates/theme/{}.html",
    "templates/theme/assets/{}/own.css",
)


def prepared(root: Path) -> Workspace:
    new_workspace(root)
    workspace = Workspace(root)
    text = (FIXTURES / "sound.txt").read_text(encoding="utf-8")
    (workspace.cables / "08EXAMPLE99.txt").write_text(text, encoding="utf-8")
    return workspace


def built(workspace: Workspace) -> EditionBuild:
    return write_pages(workspace, SiteInfo(name="Example"), SerialExecutor())


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(
    ("name", "fault"),
    [(LATIN, "not UTF-8"), ("a\nb", "a line break"), ("a\u2028b", "a line break")],
    ids=["latin", "newline", "separator"],
)
def test_a_name_that_no_page_can_hold_is_refused(
    place: str, name: str, fault: str, tmp_path: Path
) -> None:
    workspace = prepared(tmp_path / "ws")
    path = workspace.root / place.format(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("x", encoding="utf-8")
    with pytest.raises(ReftelError, match=f"{fault}; rename it") as raised:
        built(workspace)
    str(raised.value).encode("utf-8")


def fifo(path: Path) -> None:
    os.mkfifo(path)


def broken_link(path: Path) -> None:
    path.symlink_to("nowhere")


def latin(path: Path) -> None:
    path.write_bytes(b"caf\xe9")


@pytest.mark.parametrize(
    ("place", "make", "fault"),
    [
        ("content/curated/glossary.yml", fifo, "not a regular file"),
        ("content/curated/notes.txt", broken_link, "a link to nothing"),
        ("templates/pages/cable.md.j2", fifo, "not a regular file"),
        ("templates/theme/assets/own.css", broken_link, "a link to nothing"),
        ("templates/pages/cable.md.j2", latin, "is not UTF-8; save it"),
        ("templates/theme/main.html", latin, "is not UTF-8; save it"),
        ("templates", latin, "expected a folder"),
        ("content/curated", latin, "expected a folder"),
    ],
)
def test_what_no_build_can_read_is_refused(
    place: str, make: Callable[[Path], None], fault: str, tmp_path: Path
) -> None:
    workspace = prepared(tmp_path / "ws")
    path = workspace.root / place
    if path.is_dir():
        shutil.rmtree(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    make(path)
    with pytest.raises(ReftelError, match=f"{place}.*{fault}"):
        built(workspace)


def test_hidden_files_and_pictures_are_left_alone(tmp_path: Path) -> None:
    workspace = prepared(tmp_path / "ws")
    folder = workspace.root / "templates" / "theme" / "assets"
    folder.mkdir(parents=True)
    broken_link(folder / ".#own.css")
    latin(folder / "own.png")
    assert built(workspace).corpus.cables


def test_a_workspace_in_a_folder_without_a_sound_name_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReftelError, match=r"caf\\xe9.*not UTF-8; rename it"):
        built(prepared(tmp_path / LATIN))


@pytest.mark.parametrize("inner", [f"{LATIN}.txt", f"{LATIN}/08EXAMPLE12.txt"])
def test_a_cable_with_such_a_name_is_an_error_and_the_others_build(
    inner: str, tmp_path: Path
) -> None:
    workspace = prepared(tmp_path / "ws")
    path = workspace.cables / inner
    path.parent.mkdir(exist_ok=True)
    path.write_text("UNCLAS EXAMPLE 000012\n", encoding="utf-8")
    made = built(workspace)
    assert [item.cable.id for item in made.corpus.cables] == ["08EXAMPLE99"]
    assert [found.code for _, found in made.corpus.diagnostics] == ["file-name-unreadable"]
    manifest = json.loads(manifest_text(read_provenance(workspace, made, PREDEFINED["internal"])))
    names = [item["name"] for item in manifest["inputs"]]
    assert "content/cables/" + inner.replace(LATIN, "caf\\xe9") in names
