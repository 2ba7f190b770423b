"""Every command in a document runs, and every document says what is true of the project."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from generator.model import REPAIR_RULES
from generator.model.diagnostic_codes import CODES
from tests.site.conftest import ROOT, SAMPLE, run

DOCUMENTS = sorted([ROOT / "README.md", ROOT / "ARCHITECTURE.md", *(ROOT / "docs").glob("*.md")])

ELSEWHERE = {
    "make site": "the site tests build the site",
    "make test": "it is running",
    "make serve": "the command tests serve a workspace",
    "make test-long": "these tests are run apart",
    "make mutants": "takes hours, where nothing else can be written",
    "make mutants ROOM=generator/resolve": "the same",
    "make bench": "tested by being importable; speed is not asserted",
    ".venv/bin/reftel deploy": "the tests of the policy run it on sites that they built",
    ".venv/bin/reftel package --date 2026-03-01": "the tests of packages run it",
    "bagit.py --validate site-package": "the same",
    ".venv/bin/reftel mcp site": "its tests run it with a client",
    ".venv/bin/reftel release --title 'First release' --date 2026-11-29": "the tests of releases "
    "run it",
    ".venv/bin/reftel quote article.txt": "the tests of quotations check a text",
    ".venv/bin/reftel verify": "the tests of builds verify a site that they built",
    "(cd site; sha256sum --check --quiet SHA256SUMS)": "the tests of builds run it",
    "reftel requests --post Mexico --year 2008 --to letters --pdf": "the tests of PDFs run it",
    "dask scheduler --host 10.0.0.1 --dashboard-address 10.0.0.1:8787": "clusters' tests run it",
    "dask worker tcp://10.0.0.1:8786 --host 10.0.0.2 --dashboard-address 10.0.0.2:0 --nthreads 1 "
    "--nworkers 4": "the same",
    "reftel build --executor dask --scheduler tcp://10.0.0.1:8786": "the tests of clusters run it",
}
"""Commands that another test runs, or that this test would run in a circle."""


def commands(path: Path) -> list[str]:
    blocks = re.findall(r"```sh\n(.*?)```", path.read_text(encoding="utf-8"), re.S)
    lines = [line.split("#")[0].strip() for block in blocks for line in block.splitlines()]
    return [line for line in lines if line]


ALL = [(path.name, line) for path in DOCUMENTS for line in commands(path)]


@pytest.mark.parametrize(("name", "line"), ALL, ids=[f"{n}: {c}" for n, c in ALL])
def test_command_runs(name: str, line: str, tmp_path: Path) -> None:
    plain = re.sub(r"^(?:[A-Z_]+=\S+ )+", "", line)
    if plain.startswith("python3 -m pip download"):
        assert "requirements/site.lock" in plain, "needs the network: looked at, not run"
        return
    if plain in ELSEWHERE:
        if plain.startswith("make "):
            makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
            assert re.search(rf"^{plain.split()[1]}:", makefile, re.M)
        return
    words = plain.replace(".venv/bin/", "").split()
    if words[0] == "cp":
        words = ["cp", str(SAMPLE), str(tmp_path / "my-cables" / "content" / "cables")]
        assert run("reftel", "new", "my-cables", cwd=tmp_path).returncode == 0
        assert subprocess.run(words, check=False).returncode == 0
        return
    if "import" in words:
        (tmp_path / "downloads").mkdir()
        shutil.copy(SAMPLE, tmp_path / "downloads")
        shutil.make_archive(str(tmp_path / "box"), "zip", tmp_path / "downloads")
    if words[0] in ("pytest", "python"):
        assert all((ROOT / w).exists() for w in words if w.startswith("tests/"))
        return
    folder = ROOT
    if "my-cables" in words:
        folder = tmp_path
        if "new" not in words:
            assert run("reftel", "new", "my-cables", cwd=folder).returncode == 0
    result = run(*words, cwd=folder)
    assert result.returncode == 0, result.stderr


def test_links_between_documents_lead_somewhere() -> None:
    for path in DOCUMENTS:
        text = re.sub(r"```.*?```", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        for target in re.findall(r"\]\(([^)#:]+)\)", text):
            assert (path.parent / target).exists(), f"{path.name}: {target}"


def test_the_table_of_diagnostics_is_the_table_in_code() -> None:
    text = (ROOT / "docs" / "diagnostics.md").read_text(encoding="utf-8")
    for code, entry in CODES.items():
        readers = "yes" if entry.for_readers else "no"
        row = f"| `{code}` | {entry.severity} | {entry.message} | {entry.advice} | {readers} |"
        assert row in text


def test_rules_are_described_in_words() -> None:
    assert all(what[0].isupper() and what[-1] != "." for what in REPAIR_RULES.values())
