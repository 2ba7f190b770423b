"""Each version of the program has its own digest, so that versions do not share results."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from generator.execution import program_version as state

VERSION = "1.2.3"


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small package in place of this one."""
    (tmp_path / "inner").mkdir()
    for name in ("one.py", "inner/two.py", "facts.csv", "words.txt"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    monkeypatch.setattr(state, "_PACKAGE", tmp_path)
    monkeypatch.setattr(state, "version", lambda name: VERSION)
    return tmp_path


def found() -> bytes:
    """The digest of the program now; `program_digest` caches it for the process."""
    state.program_digest.cache_clear()
    try:
        return state.program_digest()
    finally:
        state.program_digest.cache_clear()


def test_the_location_of_the_program_does_not_matter(
    package: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = found()
    copied = shutil.copytree(package, tmp_path_factory.mktemp("other") / "program")
    monkeypatch.setattr(state, "_PACKAGE", copied)
    assert found() == before


@pytest.mark.parametrize("name", ["one.py", "inner/two.py", "facts.csv"])
@pytest.mark.parametrize("change", ["edited", "renamed", "removed"])
def test_any_changed_file_changes_the_digest(package: Path, name: str, change: str) -> None:
    before, path = found(), package / name
    match change:
        case "edited":
            path.write_text("other", encoding="utf-8")
        case "renamed":
            path.rename(path.with_stem("other"))
        case _:
            path.unlink()
    assert found() != before


@pytest.mark.parametrize("library", state.LIBRARIES)
def test_another_version_of_a_library_changes_the_digest(
    package: Path, library: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = found()
    monkeypatch.setattr(state, "version", lambda name: "2" if name == library else VERSION)
    assert found() != before


def test_another_python_version_changes_the_digest(
    package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = found()
    with monkeypatch.context() as patch:
        patch.setattr(sys, "version", f"{sys.version} of another kind")
        assert found() != before
