"""Reading sources and writing pages."""

from __future__ import annotations

import ast
import errno
import os
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

import generator
from generator import disk
from generator.disk.state import LIBRARIES
from generator.errors import ReftelError
from generator.model import Page

PACKAGE = Path(generator.__file__).parent
ELSEWHERE = ("publish", "plugin.py", "cli.py", "console.py", "cluster.py")
"""Rooms in which no Markdown page is made."""


def codes(data: bytes) -> list[str]:
    return [d.code for d in disk.decode(data, "x").diagnostics]


def test_utf8_with_and_without_a_byte_order_mark() -> None:
    assert disk.decode("¶1. é".encode(), "x").text == "¶1. é"
    assert disk.decode("¶1. é".encode("utf-8-sig"), "x").text == "¶1. é"
    assert codes("¶1. é".encode()) == []


def test_windows_1252_is_read_and_told() -> None:
    source = disk.decode("¶1. “é”".encode("cp1252"), "x")
    assert source.text == "¶1. “é”"
    assert codes("¶1. “é”".encode("cp1252")) == ["encoding-windows-1252"]


PAGES = [Page(path="index.md", text="a"), Page(path="cables/08X1/index.md", text="b")]


def filled(root: Path) -> disk.PageFolder:
    folder = disk.PageFolder(root, {})
    for page in PAGES:
        put(folder, page)
    return folder


def put(folder: disk.PageFolder, page: Page) -> None:
    folder.note(page.path, folder.put(page))


def test_pages_are_written_once_and_removed_when_gone(tmp_path: Path) -> None:
    before, path = filled(tmp_path), tmp_path / "index.md"
    written = path.stat().st_mtime_ns
    for known in (before.written, {}):
        folder = disk.PageFolder(tmp_path, known)
        put(folder, PAGES[0])
        assert path.stat().st_mtime_ns == written
    (tmp_path / ".gitignore").write_text("*", encoding="utf-8")
    folder.clear()
    assert sorted(p.name for p in tmp_path.rglob("*")) == [".gitignore", "index.md"]


def test_pages_that_stand_as_they_were_written_are_kept_all_or_none(tmp_path: Path) -> None:
    written = filled(tmp_path).written
    pages = [(path, page.digest) for path, page in written.items()]
    folder = disk.PageFolder(tmp_path, written)
    assert folder.keep(pages)
    assert folder.written == written
    (tmp_path / "index.md").write_text("changed by hand", encoding="utf-8")
    folder = disk.PageFolder(tmp_path, written)
    assert not folder.keep(pages)
    assert not folder.written
    put(folder, PAGES[0])
    assert (tmp_path / "index.md").read_text(encoding="utf-8") == "a"


def test_no_page_stands_outside_or_twice(tmp_path: Path) -> None:
    folder = filled(tmp_path)
    with pytest.raises(ReftelError, match="outside"):
        put(folder, Page(path="../../x.md", text=""))
    with pytest.raises(ReftelError, match="two pages"):
        put(folder, PAGES[0])


def test_sources_come_in_the_order_of_their_names(tmp_path: Path) -> None:
    workspace = disk.Workspace(tmp_path)
    (workspace.cables / "b").mkdir(parents=True)
    for name in ("z.txt", "a.txt", "b/m.txt", ".hidden.txt", "picture.png"):
        (workspace.cables / name).write_text("x", encoding="utf-8")
    names = [s.name for s in disk.read_sources(workspace, disk.source_files(workspace))]
    assert names == ["a.txt", "b/m.txt", "z.txt"]


def test_a_folder_that_is_no_workspace_is_told(tmp_path: Path) -> None:
    with pytest.raises(ReftelError, match="reftel new DIR"):
        disk.Workspace(tmp_path).check()
    (tmp_path / "mkdocs.yml").write_text("", encoding="utf-8")
    with pytest.raises(ReftelError, match="one text file each"):
        disk.Workspace(tmp_path).check()


def test_a_new_workspace_is_not_made_over_another(tmp_path: Path) -> None:
    disk.new_workspace(tmp_path / "new")
    assert (tmp_path / "new" / "content" / "pages" / ".gitignore").is_file()
    with pytest.raises(ReftelError, match="not empty"):
        disk.new_workspace(tmp_path / "new")


def test_a_template_of_the_workspace_takes_the_place_of_the_packaged_one(tmp_path: Path) -> None:
    own = tmp_path / "templates" / "pages"
    own.mkdir(parents=True)
    (own / "home.md.j2").write_text("# Mine", encoding="utf-8")
    templates = disk.read_templates(disk.Workspace(tmp_path))
    assert templates["home.md.j2"] == "# Mine"
    assert "cable.md.j2" in templates


def test_the_workspace_that_is_made_has_the_settings_of_this_one() -> None:
    root = Path(disk.__file__).resolve().parents[2]
    ours = (root / "mkdocs.yml").read_text(encoding="utf-8")
    assert (root / "templates" / "workspace" / "mkdocs.yml").read_text(encoding="utf-8") == ours


def test_damaged_utf8_is_read_as_utf8_and_told() -> None:
    source = disk.decode("¶1. caf".encode() + b"\xc3 " + "¶2. é".encode(), "x")
    assert source.text == "¶1. caf\ufffd ¶2. é"
    assert [d.code for d in source.diagnostics] == ["encoding-damaged"]


def test_a_folder_that_cannot_be_read_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "content" / "cables" / "locked").mkdir(parents=True)
    scandir = os.scandir

    def refused(path: str) -> object:
        if path.endswith("locked"):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refused)
    with pytest.raises(ReftelError, match="locked cannot be read"):
        disk.source_files(disk.Workspace(tmp_path))


def test_what_is_no_regular_file_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "x.txt")
    source = disk.read_source(tmp_path / "x.txt", "x.txt")
    assert source.text is None
    assert "no regular file" in source.diagnostics[0].message


def test_a_link_among_the_pages_is_removed(tmp_path: Path) -> None:
    folder = filled(tmp_path / "pages")
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "private.md").write_text("x", encoding="utf-8")
    (tmp_path / "pages" / "link").symlink_to(tmp_path / "other")
    folder.clear()
    assert not (tmp_path / "pages" / "link").exists()
    assert (tmp_path / "other" / "private.md").exists()


def test_every_library_that_pages_are_made_with_is_in_the_digest() -> None:
    """Rooms that make no page name theirs elsewhere: `publish/manifest.py`."""
    makes = [p for p in PACKAGE.rglob("*.py") if p.relative_to(PACKAGE).parts[0] not in ELSEWHERE]
    named = {
        (node.module or "").partition(".")[0] if isinstance(node, ast.ImportFrom) else name
        for path in makes
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in [alias.name.partition(".")[0] for alias in node.names]
    }
    distributions = packages_distributions()
    used = {distributions[n][0].lower().replace("_", "-") for n in named if n in distributions}
    assert used - {"reftel"} == {name.lower() for name in LIBRARIES}
