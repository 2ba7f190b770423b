"""Files of editors on the disk: where it is not certain which rules hold, nothing is built."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from generator.curated.bounds import LARGEST
from generator.disk import (
    CURATED_GLOSSARY,
    CURATED_REDACTIONS,
    Workspace,
    new_workspace,
    read_curated,
    read_decisions,
    read_names,
)
from generator.disk.curated import (
    CURATED_ORGANISATIONS,
    CURATED_PEOPLE,
    CURATED_PLACES,
    read_copy_entries,
    read_correction_entries,
)
from generator.disk.regular import read_within
from generator.editions.edition_settings import PREDEFINED
from generator.errors import ReftelError
from generator.model import Decisions

PUBLIC, INTERNAL = PREDEFINED["public"], PREDEFINED["internal"]
RULES = "rules: []\n"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """A workspace without a file of rules."""
    new_workspace(tmp_path / "ws")
    (tmp_path / "ws" / CURATED_REDACTIONS).unlink()
    return Workspace(tmp_path / "ws")


def fault(workspace: Workspace) -> str:
    with pytest.raises(ReftelError) as raised:
        read_decisions(workspace, PUBLIC)
    return str(raised.value)


def test_a_new_workspace_says_that_it_has_no_rules(tmp_path: Path) -> None:
    new_workspace(tmp_path / "ws")
    assert read_decisions(Workspace(tmp_path / "ws"), PUBLIC) == Decisions()


def test_an_edition_with_rules_demands_the_file(workspace: Workspace) -> None:
    assert fault(workspace) == (
        f"{CURATED_REDACTIONS} is missing, but the edition 'public' needs its rules: add the file. "
        "To withhold nothing, write 'rules: []' into it, or 'rules: none' below the edition in "
        "mkdocs.yml."
    )
    assert read_decisions(workspace, INTERNAL) == Decisions()


@pytest.mark.parametrize(
    "name",
    ["content/curated/redactions.yaml", "content/curated/Redactions.yml",
     "content/curated/REDACTIONS.YAML", "content/curated/redaction.yml",
     "content/curated/redactions.yml.txt", "content/curated/reductions.yml",
     "content/redactions.yml", "redactions.yml"],
)  # fmt: skip
def test_a_near_name_is_an_error_that_says_to_rename_it(workspace: Workspace, name: str) -> None:
    (workspace.root / name).write_text(RULES, encoding="utf-8")
    assert fault(workspace) == f"{name} is not read: {CURATED_REDACTIONS} is missing; rename it."
    with pytest.raises(ReftelError, match="rename it"):
        read_decisions(workspace, INTERNAL)


def test_a_folder_of_a_near_name(workspace: Workspace) -> None:
    (workspace.root / "content" / "curated").rename(workspace.root / "content" / "Curated")
    assert "content/Curated is not read: content/curated is missing; rename it." in fault(workspace)


@pytest.mark.parametrize("name", ["redactions.yaml", "Redactions.yml"])
def test_a_second_file_beside_the_right_one(workspace: Workspace, name: str) -> None:
    for one in ("redactions.yml", name):
        (workspace.root / "content" / "curated" / one).write_text(RULES, encoding="utf-8")
    assert fault(workspace) == (
        f"content/curated/{name} is not read: {CURATED_REDACTIONS} exists too, and only that file "
        "is read; remove one of them."
    )


def test_a_copy_that_an_editor_leaves_does_no_harm(workspace: Workspace) -> None:
    for name in ("redactions.yml", "redactions.yml~", "redactions.yml.bak", ".redactions.yml.swp"):
        (workspace.root / "content" / "curated" / name).write_text(RULES, encoding="utf-8")
    assert read_decisions(workspace, PUBLIC) == Decisions()


@pytest.mark.parametrize(
    ("kind", "said"),
    [("folder", "a folder"), ("pipe", "a named pipe"), ("socket", "a socket"),
     ("broken", "a link to nothing"), ("outward", "a link that leads out of the workspace"),
     ("device", "a link that leads out of the workspace")],
)  # fmt: skip
def test_what_is_no_regular_file_is_refused_at_once(
    workspace: Workspace, tmp_path: Path, kind: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = workspace.root / CURATED_REDACTIONS
    (tmp_path / "rules.yml").write_text(RULES, encoding="utf-8")
    monkeypatch.chdir(path.parent)  # the address of a socket must be short
    match kind:
        case "folder":
            path.mkdir()
        case "pipe":
            os.mkfifo(path)
        case "socket":
            with socket.socket(socket.AF_UNIX) as one:
                one.bind(path.name)
        case "broken":
            path.symlink_to("nothing.yml")
        case "outward":
            path.symlink_to(tmp_path / "rules.yml")
        case _:
            path.symlink_to("/dev/zero")
    assert fault(workspace).startswith(
        f"{CURATED_REDACTIONS} is {said}; expected a regular file: put"
    )


def test_a_glossary_that_is_no_regular_file_or_misnamed(workspace: Workspace) -> None:
    path = workspace.root / CURATED_GLOSSARY
    path.unlink()
    assert read_curated(workspace).terms == ()
    os.mkfifo(path)
    with pytest.raises(ReftelError, match="is a named pipe"):
        read_curated(workspace)
    path.unlink()
    path.with_suffix(".yaml").write_text("terms: []\n", encoding="utf-8")
    with pytest.raises(ReftelError, match=r"glossary\.yaml is not read: .*; rename it"):
        read_curated(workspace)


def test_a_link_within_the_workspace_is_followed(workspace: Workspace) -> None:
    (workspace.root / "rules-of-2008.txt").write_text(RULES, encoding="utf-8")
    (workspace.root / CURATED_REDACTIONS).symlink_to("../../rules-of-2008.txt")
    assert read_decisions(workspace, PUBLIC) == Decisions()


def test_a_link_to_itself(workspace: Workspace) -> None:
    path = workspace.root / CURATED_REDACTIONS
    path.symlink_to(path.name)
    assert "cannot be read" in fault(workspace)


def test_a_folder_that_is_a_link_out_of_the_workspace(workspace: Workspace, tmp_path: Path) -> None:
    curated = workspace.root / "content" / "curated"
    curated.rename(tmp_path / "elsewhere")
    curated.symlink_to(tmp_path / "elsewhere")
    (tmp_path / "elsewhere" / "redactions.yml").write_text(RULES, encoding="utf-8")
    assert "a link that leads out of the workspace" in fault(workspace)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", ":1: 'rules' is missing"),
        (b"\xef\xbb\xbf# rules: []\n", ":1: 'rules' is missing"),
        ("rules: []".encode("utf-16"), ":1: not UTF-8 (byte 1 is 0xff)"),
        (b"# one\n# Jos\xe9\nrules: []\n", ":2: not UTF-8 (byte 12 is 0xe9)"),
        (b"#" * (LARGEST + 1), " has 2,000,001 bytes; expected at most 2,000,000"),
    ],
)
def test_a_text_that_cannot_be_read(workspace: Workspace, data: bytes, message: str) -> None:
    (workspace.root / CURATED_REDACTIONS).write_bytes(data)
    assert fault(workspace).startswith(f"{CURATED_REDACTIONS}{message}")


def test_a_byte_order_mark_does_no_harm(workspace: Workspace) -> None:
    (workspace.root / CURATED_REDACTIONS).write_bytes(b"\xef\xbb\xbfrules: []\n")
    assert read_decisions(workspace, PUBLIC) == Decisions()


def test_what_is_not_there_is_none(tmp_path: Path) -> None:
    assert read_within(tmp_path, "a.yml", largest=10) is None
    (tmp_path / "a").write_bytes(b"x")
    assert read_within(tmp_path, "a/b.yml", largest=10) is None
    assert read_within(tmp_path, "a", largest=1) == b"x"


def test_the_files_of_editors_are_not_misspellings_of_each_other(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    curated = tmp_path / "content" / "curated"
    curated.mkdir(parents=True)
    (curated / "redactions.yml").write_text("rules: []\n", encoding="utf-8")
    assert read_correction_entries(workspace) == ()
    (curated / "correction.yml").write_text("", encoding="utf-8")
    with pytest.raises(ReftelError, match=r"correction\.yml is not read: .*corrections\.yml is"):
        read_correction_entries(workspace)
    (curated / "copie.yml").write_text("", encoding="utf-8")
    with pytest.raises(ReftelError, match=r"copie\.yml is not read: .*copies\.yml is missing"):
        read_copy_entries(workspace)


def test_faults_of_all_files_about_names_are_listed_at_once(workspace: Workspace) -> None:
    for name in ("people", "organisations", "places"):
        file = workspace.root / "content" / "curated" / f"{name}.yml"
        file.write_text(f"{name}: [{{x: y}}]\n", encoding="utf-8")
    with pytest.raises(ReftelError) as raised:
        read_names(workspace)
    files = [line.partition(":")[0] for line in str(raised.value).splitlines()]
    assert [*dict.fromkeys(files)] == [CURATED_PEOPLE, CURATED_ORGANISATIONS, CURATED_PLACES]
