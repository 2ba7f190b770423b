"""What an import writes: telegrams, originals, the log; twice, and after it was killed."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
import signal
from collections import Counter
from pathlib import Path
from typing import Any, BinaryIO

import pytest
from click.testing import CliRunner

from generator import disk
from generator.cli import main
from generator.disk import symlinks
from generator.disk.ocr import recognise
from generator.errors import ReftelError
from generator.execution.result_cache import Data
from generator.importing.pdf_telegrams import NO_TEXT
from tests.unit.test_importing import TELEGRAM, text, zipped

ROWS = "number,date,classification,body\n" + "".join(
    f'08LIMA{n},2008-03-11,UNCLASSIFIED,"{TELEGRAM.format(number=n)}"\n' for n in range(1, 31)
)


@pytest.fixture
def workspace(tmp_path: Path) -> disk.Workspace:
    disk.new_workspace(tmp_path / "ws")
    return disk.Workspace((tmp_path / "ws").resolve())


@pytest.fixture
def box(tmp_path: Path) -> Path:
    """A folder of files of many forms."""
    root = tmp_path / "box"
    (root / "inner").mkdir(parents=True)
    (root / "a.txt").write_bytes(text(41))
    (root / "b.txt").write_bytes(text(41) + b"3. (U) Another copy.\n")
    (root / "inner" / "dump.csv").write_text(ROWS, encoding="utf-8")
    (root / "inner" / "c.zip").write_bytes(zipped({"x/42.txt": text(42), "p.png": b"\x89PNG"}))
    (root / ".hidden.txt").write_bytes(text(43))
    return root


def run(workspace: disk.Workspace, *arguments: object) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["-C", str(workspace.root), "import", *map(str, arguments)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.output


def tree(folder: Path) -> dict[str, bytes]:
    """All files below a folder, but for links."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != "README"
    }


def log_rows(workspace: disk.Workspace) -> list[dict[str, Any]]:
    log = workspace.root / "content" / "originals" / "imports.jsonl"
    return [json.loads(line) for line in log.read_text("utf-8").splitlines()]


def test_each_telegram_has_a_file_and_each_file_an_original(
    workspace: disk.Workspace, box: Path
) -> None:
    code, output = run(workspace, box)
    assert code == 1
    assert "33 telegrams in 4 files: 33 new, 0 already there; 1 part left out, 1 refused." in output
    assert "box/inner/c.zip, p.png: refused: it is a picture" in output
    names = {path.name for path in workspace.cables.iterdir()} - {"README"}
    second = hashlib.sha256((box / "b.txt").read_bytes()).hexdigest()[:8]
    assert names == {
        "08LIMA41.txt", f"08LIMA41.{second}.txt", "08LIMA42.txt",
        *(f"08LIMA{n}.csv" for n in range(1, 31)),
    }  # fmt: skip
    assert (workspace.cables / "08LIMA41.txt").read_bytes() == text(41)
    originals = workspace.root / "content" / "originals"
    data = (box / "inner" / "c.zip").read_bytes()
    sha256 = hashlib.sha256(data).hexdigest()
    assert (originals / sha256[:2] / f"{sha256}.zip").read_bytes() == data


def test_the_log_accounts_for_every_character(workspace: disk.Workspace, box: Path) -> None:
    run(workspace, box)
    rows = [row for row in log_rows(workspace) if row.get("source") == "box/inner/dump.csv"]
    assert [row["place"] for row in rows] == [f"row {n}" for n in range(1, 32)]
    assert rows[0]["reason"] == "it holds the titles of the columns"
    ends = [0, *(row["end"] for row in rows)]
    assert [row["start"] for row in rows] == ends[:-1]
    assert ends[-1] == len(ROWS)
    for row in rows[1:]:
        written = (workspace.root / "content" / row["file"]).read_text("utf-8")
        assert written.endswith(ROWS[row["start"] : row["end"]])
        assert ROWS.split("\n")[row["line"] - 1].startswith(row["number"])
    complete = [row for row in log_rows(workspace) if row.get("complete") == "box/inner/dump.csv"]
    assert [(row["telegrams"], row["left out"], row["refused"]) for row in complete] == [(30, 1, 0)]


def test_importing_again_changes_nothing(workspace: disk.Workspace, box: Path) -> None:
    run(workspace, box)
    before = tree(workspace.root)
    times = {path: path.stat().st_mtime_ns for path in workspace.cables.iterdir()}
    _, output = run(workspace, box)
    assert "0 new, 33 already there" in output
    assert tree(workspace.root) == before
    assert times == {path: path.stat().st_mtime_ns for path in workspace.cables.iterdir()}


def test_a_name_of_the_file_is_no_part_of_its_original(
    workspace: disk.Workspace, tmp_path: Path
) -> None:
    for name in ("x.txt", "y.cable"):
        (tmp_path / name).write_bytes(text())
        run(workspace, tmp_path / name)
    originals = tree(workspace.root / "content" / "originals")
    assert len(originals) == 2


@pytest.mark.parametrize("after", [0, 1, 2, 5, 17, 34, 35, 36, 40])
def test_an_import_that_was_killed_is_completed_by_the_next(
    after: int, workspace: disk.Workspace, box: Path, tmp_path: Path
) -> None:
    """It is killed while it writes its file number `after`, half of it written."""
    disk.new_workspace(tmp_path / "whole")
    whole = disk.Workspace((tmp_path / "whole").resolve())
    run(whole, box)
    child = os.fork()
    if child == 0:
        try:
            killed_writing(after)
            run(workspace, box)
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) is (after < 37)
    run(workspace, box)
    assert tree(workspace.root) == tree(whole.root)


def killed_writing(after: int) -> None:
    """Kill this process when it has written half of file number `after`."""
    replace_file = symlinks.replace_file
    count = Counter[str]()

    def write(path: Path, *chunks: Data) -> None:
        if count["files"] == after:
            replace_file(path, *(bytes(chunk)[: len(chunk) // 2] for chunk in chunks))
            os.kill(os.getpid(), signal.SIGKILL)
        count["files"] += 1
        replace_file(path, *chunks)

    pytest.MonkeyPatch().setattr("generator.disk.import_folder.replace_file", write)


def test_rows_that_were_not_completed_are_removed(workspace: disk.Workspace, box: Path) -> None:
    run(workspace, box)
    log = workspace.root / "content" / "originals" / "imports.jsonl"
    before = log.read_bytes()
    for rest in (b'{"source": "box/x', b'{"source": "box/x"}\n', b'{"complete": "box/x"'):
        log.write_bytes(before + rest)
        run(workspace, box)
        assert log.read_bytes() == before


def test_a_file_that_an_editor_changed_is_not_written_over(
    workspace: disk.Workspace, box: Path
) -> None:
    run(workspace, box)
    path = workspace.cables / "08LIMA42.txt"
    path.write_bytes(b"changed")
    run(workspace, box)
    assert path.read_bytes() == b"changed"
    assert len(list(workspace.cables.glob("08LIMA42.*.txt"))) == 1


def test_no_link_is_followed_or_written_through(
    workspace: disk.Workspace, box: Path, tmp_path: Path
) -> None:
    private = tmp_path / "private.txt"
    private.write_bytes(text(7))
    (box / "link.txt").symlink_to(private)
    (workspace.cables / "08LIMA41.txt").symlink_to(tmp_path / "new.txt")
    _, output = run(workspace, box)
    assert "box/link.txt: refused: it is a link to a file outside box" in output
    assert not (tmp_path / "new.txt").exists()
    assert not (workspace.cables / "08LIMA7.txt").exists()
    (workspace.root / "content" / "originals" / "imports.jsonl").unlink()
    (workspace.root / "content" / "originals" / "imports.jsonl").symlink_to(private)
    code, output = run(workspace, box)
    assert code == 2
    assert private.read_bytes() == text(7)


def test_originals_that_are_a_link_are_refused(
    workspace: disk.Workspace, box: Path, tmp_path: Path
) -> None:
    (tmp_path / "elsewhere").mkdir()
    (workspace.root / "content" / "originals").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "originals").symlink_to(tmp_path / "elsewhere")
    for target in ((), ("--to", tmp_path / "out")):
        code, output = run(workspace, box, *target)
        assert code == 2
        assert "is a link to a folder" in output
    assert not list((tmp_path / "elsewhere").iterdir())


def test_a_file_that_cannot_be_read_does_not_end_the_import(
    workspace: disk.Workspace, box: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def guarded(path: Path, mode: str) -> BinaryIO:
        if Path(path).name == "a.txt":
            raise PermissionError(errno.EACCES, "Permission denied", path)
        return Path(path).open("rb")

    monkeypatch.setattr("generator.disk.import_files.open", guarded, raising=False)
    code, output = run(workspace, box)
    assert code == 1
    assert "box/a.txt: refused: it cannot be read (Permission denied)" in output
    assert (workspace.cables / "08LIMA42.txt").is_file()


def test_hostile_names_of_members_write_nothing_elsewhere(
    workspace: disk.Workspace, tmp_path: Path
) -> None:
    path = tmp_path / "evil.zip"
    names = ["../../evil.txt", "/tmp/evil.txt", "a\n\x1b[31m/b.txt", "x" * 300 + ".txt"]
    path.write_bytes(zipped(dict.fromkeys(names, b"TAGS: PREL\nSUBJECT: A\n\n1. Text.\n")))
    before = set(tree(tmp_path)) - set(tree(workspace.root))
    code, output = run(workspace, path)
    assert code == 1
    assert "\x1b" not in output
    written = {name for name in tree(tmp_path) if not name.startswith("ws/content/")}
    assert written == {name for name in before if not name.startswith("ws/content/")}


def test_the_target_is_below_the_cables_or_outside_the_workspace(
    workspace: disk.Workspace, box: Path, tmp_path: Path
) -> None:
    run(workspace, box / "a.txt", "--to", workspace.cables / "lima")
    assert (workspace.cables / "lima" / "08LIMA41.txt").is_file()
    assert (workspace.root / "content" / "originals" / "imports.jsonl").is_file()
    code, output = run(workspace, box, "--to", workspace.root / "content" / "curated")
    assert code == 2
    assert "not below content/cables" in output
    run(workspace, box / "a.txt", "--to", tmp_path / "out")
    assert (tmp_path / "out" / "08LIMA41.txt").is_file()
    assert (tmp_path / "out" / "originals" / "imports.jsonl").is_file()
    code, output = run(workspace, box / "a.txt", "--to", tmp_path / "out")
    assert "0 new, 1 already there" in output


def test_what_is_in_the_cables_is_not_imported_again(workspace: disk.Workspace) -> None:
    (workspace.cables / "foo.txt").write_bytes(text())
    (workspace.cables / "bar.zip").write_bytes(zipped({"13.txt": text(13)}))
    _, output = run(workspace, workspace.cables)
    assert "1 telegram in 2 files" in output
    assert not (workspace.cables / "08LIMA12.txt").exists()


def test_nothing_found_is_a_fault(workspace: disk.Workspace, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    code, output = run(workspace, tmp_path / "empty")
    assert code == 1
    assert "no telegram was found in 0 files" in output
    code, output = run(workspace, tmp_path / "nowhere")
    assert code == 2
    assert "there is no such file or folder" in output


def test_many_refusals_are_not_hundreds_of_lines(workspace: disk.Workspace, tmp_path: Path) -> None:
    path = tmp_path / "pictures.zip"
    path.write_bytes(zipped({f"{n}.png": b"\x89PNG" for n in range(200)}))
    _, output = run(workspace, path)
    assert output.count("\n") < 20
    assert "and 190 more refused: it is a picture" in output


def test_a_volume_of_other_documents_has_a_short_summary(
    workspace: disk.Workspace, tmp_path: Path
) -> None:
    documents = "".join(
        f'<div type="document" n="{n}" xml:id="d{n}"><head>{n}. Memorandum No. {n}</head>'
        "<p>Text.</p></div>\n"
        for n in range(2, 300)
    )
    telegram = (
        '<div type="document" n="1" xml:id="d1"><head>1. Telegram From the Embassy in Peru to the '
        'Department of State</head><opener><dateline>Lima, <date when="1976-08-09">August 9, 1976'
        "</date>.</dateline></opener><p>3775. Subj: A Test.</p><p>1. Text.</p></div>\n"
    )
    path = tmp_path / "volume.xml"
    start = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>\n'
    path.write_text(f"{start}{telegram}{documents}</body></text></TEI>", encoding="utf-8")
    code, output = run(workspace, path)
    assert code == 0
    assert output.count("\n") < 20
    assert "left out for other reasons" in output
    shutil.copy(path, workspace.cables)
    result = CliRunner().invoke(main, ["-C", str(workspace.root), "check"])
    (line,) = [x for x in result.output.splitlines() if "[parts-left-out]" in x]
    assert " other parts" in line
    assert len(line) < 500


def test_two_imports_do_not_run_at_once(workspace: disk.Workspace, box: Path) -> None:
    folder = disk.make_import_folder(workspace, None)
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            with disk.open_log(folder):
                os.write(write, b"x")
                signal.pause()
        finally:
            os._exit(0)
    os.read(read, 1)
    try:
        with pytest.raises(ReftelError, match="another import"), disk.open_log(folder):
            pass
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    assert run(workspace, box / "a.txt")[0] == 0


def test_a_scanned_pdf_is_recognised_where_the_program_is_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert recognise(b"%PDF") == NO_TEXT
    program = tmp_path / "ocrmypdf"
    program.write_text("#!/bin/sh\necho recognised; exec /bin/cat\n", encoding="utf-8")
    program.chmod(0o755)
    assert recognise(b"%PDF") == b"recognised\n%PDF"
    program.write_text("#!/bin/sh\necho it is too dark >&2; exit 3\n", encoding="utf-8")
    assert "it is too dark" in str(recognise(b"%PDF"))
    monkeypatch.setattr("generator.disk.ocr.MAX_SECONDS", 0.2)
    program.write_text("#!/bin/sh\n/bin/sleep 60\n", encoding="utf-8")
    assert "takes longer" in str(recognise(b"%PDF"))
