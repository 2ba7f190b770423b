"""What a site may tell of the files that it was made from."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from generator import parse_cable
from generator.disk import CURATED_REDACTIONS, Workspace, new_workspace
from generator.model import INTERNAL_EDITION, Corpus, Secret, StoredCable
from generator.pipeline import EditionBuild
from generator.release.manifest import ManifestInput
from generator.release.provenance import read_provenance
from tests.cases import FIXTURES

PUBLIC = replace(INTERNAL_EDITION, name="public", rules=None)

MADE = EditionBuild(
    corpus=Corpus(
        cables=tuple(
            StoredCable(name=name, cable=parse_cable("")) for name in ("a.txt", "deep/b.txt")
        ),
        diagnostics=(),
    ),
    secrets=(Secret(words=("quillfeather",), rule="r1"),),
    hits={},
    redacted_files=frozenset({"deep/b.txt", "quillfeather.txt", "deep/d.txt"}),
    copy_files=frozenset({"c.txt", "deep/d.txt"}),
)
"""`b.txt` and the copy `d.txt` are shown with a notice; of `quillfeather.txt` nothing is shown."""


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    new_workspace(tmp_path / "ws")
    workspace = Workspace(tmp_path / "ws")
    (workspace.cables / "deep").mkdir()
    for name in ("a.txt", "deep/b.txt", "c.txt", "deep/d.txt", "quillfeather.txt"):
        (workspace.cables / name).write_bytes((FIXTURES / "sound.txt").read_bytes())
    own = workspace.root / "templates" / "pages"
    own.mkdir(parents=True)
    (own / "home.md.j2").write_text("# Home\n", encoding="utf-8")
    (own / ".home.md.j2.swp").write_text("editor's own", encoding="utf-8")
    return workspace


def hashed(inputs: tuple[ManifestInput, ...]) -> dict[str, bool]:
    return {item.name: item.sha256 is not None for item in inputs}


def test_only_what_is_shown_whole_has_a_hash(workspace: Workspace) -> None:
    told = read_provenance(workspace, MADE, PUBLIC)
    assert hashed(told.inputs) == {
        "content/cables/a.txt": True,
        "content/cables/c.txt": True,
        "content/cables/deep/b.txt": False,
        "content/cables/deep/d.txt": False,
        "content/curated/copies.yml": False,
        "content/curated/corrections.yml": False,
        "content/curated/glossary.yml": False,
        "content/curated/organisations.yml": False,
        "content/curated/people.yml": False,
        "content/curated/places.yml": False,
        "content/curated/requests.yml": False,
        CURATED_REDACTIONS: False,
        "mkdocs.yml": True,
        "templates/pages/home.md.j2": True,
    }
    assert list(hashed(told.inputs)) == sorted(hashed(told.inputs))
    assert (told.edition, told.unnamed) == ("public", 1)


def test_the_glossary_has_a_hash_where_nothing_is_withheld(workspace: Workspace) -> None:
    told = hashed(read_provenance(workspace, replace(MADE, secrets=()), PUBLIC).inputs)
    assert told["content/curated/glossary.yml"] is True
    assert told[CURATED_REDACTIONS] is False


def test_an_edition_that_withholds_nothing_names_and_hashes_all(workspace: Workspace) -> None:
    made = replace(MADE, secrets=(), hits={}, redacted_files=frozenset())
    told = read_provenance(workspace, made, INTERNAL_EDITION)
    assert set(hashed(told.inputs).values()) == {True}
    assert "content/cables/quillfeather.txt" in hashed(told.inputs)
    assert told.unnamed == 0
