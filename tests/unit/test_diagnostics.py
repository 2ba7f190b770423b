"""Every diagnostic has a folder with a file that causes it and the expected output."""

from __future__ import annotations

import importlib.util
import shutil
from pathlib import Path

import pytest

from generator.build.workspace_build import read_corpus
from generator.disk import Workspace
from generator.execution.executors import SerialExecutor
from generator.model.diagnostic_codes import CODES
from generator.model.diagnostics import diagnostic, format_diagnostic
from tests.cases import FIXTURES

FOLDER = FIXTURES / "diagnostics"


def provoke(code: str, workspace: Path, patch: pytest.MonkeyPatch) -> str:
    """The output of `reftel check` for the folder's cables and a correct one."""
    cables = workspace / "content" / "cables"
    prepared = FOLDER / code / "cables"
    if prepared.is_dir():
        shutil.copytree(prepared, cables)
    else:
        cables.mkdir(parents=True)
        spec = importlib.util.spec_from_file_location("make", FOLDER / code / "make.py")
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        module.make(cables)
        if hasattr(module, "provoke"):
            module.provoke(patch)
    shutil.copy(FIXTURES / "sound.txt", cables / "08EXAMPLE99.txt")
    corpus = read_corpus(Workspace(workspace), SerialExecutor())
    assert "08EXAMPLE99" in [f.cable.id for f in corpus.cables], "a sound cable must still build"
    return "\n".join(format_diagnostic(found, name) for name, found in corpus.diagnostics) + "\n"


@pytest.mark.parametrize("code", CODES)
def test_message(code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = provoke(code, tmp_path, monkeypatch)
    assert f"[{code}]" in told
    assert told == (FOLDER / code / "expected.txt").read_text(encoding="utf-8")


def test_no_folder_is_left_over() -> None:
    assert {p.name for p in FOLDER.iterdir()} == set(CODES)


def test_every_diagnostic_is_documented() -> None:
    page = (Path(__file__).resolve().parents[2] / "docs" / "diagnostics.md").read_text("utf-8")
    for code in CODES:
        assert f"`{code}`" in page


def test_output_contains_no_control_characters() -> None:
    found = diagnostic("text-unparsed", where="", text="a\x1b[31m\u202eb\x9b\u2066c\ud800")
    told = format_diagnostic(found, "08\x1b[2J\u202eX.txt")
    assert all(c.isprintable() or c == "\n" for c in told)
    assert "08 [2J X.txt" in told
    assert "a [31m b c" in told
