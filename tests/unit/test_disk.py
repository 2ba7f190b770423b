"""Reading sources and writing pages."""

from __future__ import annotations

import ast
import errno
import os
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

import generator
from generator import disk
from generator.errors import ReftelError
from generator.execution.program_version import LIBRARIES
from generator.importing.decoding import decode
from generator.incremental.build_record import BuildRecord, write_record
from generator.model import Page
from generator.release.lock import LOCK, workspace_lock

PACKAGE = Path(generator.__file__).parent
ELSEWHERE = (
    "importing", "mkdocs_build", "incremental", "release", "leak_check", "pdf", "search",
    "plugin.py", "cli.py", "commands",
)  # fmt: skip
"""Rooms in which no Markdown page is made."""


def codes(data: bytes) -> list[str]:
    return [d.code for d in decode(data, "x").diagnostics]


def test_utf8_with_and_without_a_byte_order_mark() -> None:
    assert decode("¶1. é".encode(), "x").text == "¶1. é"
    assert decode("¶1. é".encode("utf-8-sig"), "x").text == "¶1. é"
    assert codes("¶1. é".encode()) == []


def test_windows_1252_is_read_and_told() -> None:
    source = decode("¶1. “é”".encode("cp1252"), "x")
    assert source.text == "¶1. “é”"
    assert codes("¶1. “é”".encode("cp1252")) == ["encoding-windows-1252"]


PAGES = [Page(path="index.md", text="a"), Page(path="cables/08X1/index.md", text="b")]


def filled(root: Path) -> disk.PageFolder:
    folder = disk.PageFolder(root, {})
    for page in PAGES:
        put(folder, page)
    return folder


def put(folder: disk.PageFolder, page: Page) -> None:
    folder.record(page.path, folder.write(page))


def test_pages_are_written_once_and_removed_when_gone(tmp_path: Path) -> None:
    before, path = filled(tmp_path), tmp_path / "index.md"
    written = path.stat().st_mtime_ns
    for known in (before.stamps, {}):
        folder = disk.PageFolder(tmp_path, known)
        put(folder, PAGES[0])
        assert path.stat().st_mtime_ns == written
    (tmp_path / ".gitignore").write_text("*", encoding="utf-8")
    folder.remove_others()
    assert sorted(p.name for p in tmp_path.rglob("*")) == [".gitignore", "index.md"]


def test_pages_that_stand_as_they_were_written_are_kept_all_or_none(tmp_path: Path) -> None:
    written = filled(tmp_path).stamps
    pages = [(path, page.digest) for path, page in written.items()]
    folder = disk.PageFolder(tmp_path, written)
    assert folder.keep(pages)
    assert folder.stamps == written
    (tmp_path / "index.md").write_text("changed by hand", encoding="utf-8")
    folder = disk.PageFolder(tmp_path, written)
    assert not folder.keep(pages)
    assert not folder.stamps
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
    for name in ("z.txt", "a.txt", "b/m.HTML", ".hidden.txt", "picture.png"):
        (workspace.cables / name).write_text("x", encoding="utf-8")
    names = [s.name for s in disk.read_sources(workspace, disk.source_files(workspace))]
    assert names == ["a.txt", "b/m.HTML", "picture.png", "z.txt"]


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
    source = decode("¶1. caf".encode() + b"\xc3 " + "¶2. é".encode(), "x")
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
    source = next(disk.read_source_file(tmp_path / "x.txt", "x.txt"))
    assert source.text is None
    assert "not a regular file" in source.diagnostics[0].message


def test_a_link_among_the_pages_is_removed(tmp_path: Path) -> None:
    folder = filled(tmp_path / "pages")
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "private.md").write_text("x", encoding="utf-8")
    (tmp_path / "pages" / "link").symlink_to(tmp_path / "other")
    folder.remove_others()
    assert not (tmp_path / "pages" / "link").exists()
    assert (tmp_path / "other" / "private.md").exists()


def test_every_library_that_pages_are_made_with_is_in_the_digest() -> None:
    """Rooms that make no page name theirs elsewhere: `release/manifest.py`."""
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


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Path]:
    """A folder with files outside any workspace, which stay as they are."""
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    for name in ("private.txt", "index.md"):
        (folder / name).write_text("private", encoding="utf-8")
    yield folder
    assert {p.name: p.read_text("utf-8") for p in folder.iterdir()} == {
        "private.txt": "private",
        "index.md": "private",
    }


def links_in(workspace: disk.Workspace, elsewhere: Path) -> dict[str, str]:
    """Links of each kind among the cables, with what is told of each; empty where it is read."""
    cables = workspace.cables
    (cables / "inner").mkdir(parents=True)
    (cables / "a.txt").write_text("text", encoding="utf-8")
    targets = {
        "in.txt": (cables / "a.txt", ""),
        "out.txt": (elsewhere / "private.txt", "a link to a file outside cables"),
        "device.txt": (Path("/dev/zero"), "a link to a device outside cables"),
        "folder.txt": (elsewhere, "a link to a folder outside cables"),
        "inner/up.txt": (
            Path("../../../../elsewhere/private.txt"),
            "a link to a file outside cables",
        ),
        "linked": (elsewhere, "a link to a folder outside cables"),
        "loop": (cables, "a link to a folder"),
        "gone.txt": (cables / "gone", "a link to nothing"),
    }
    for name, (target, _) in targets.items():
        (cables / name).symlink_to(target)
    os.mkfifo(cables / "pipe.txt")
    (cables / "piped.txt").symlink_to(cables / "pipe.txt")
    return {name: told for name, (_, told) in targets.items()} | {
        "a.txt": "",
        "pipe.txt": "a named pipe, not a regular file",
        "piped.txt": "a link to a named pipe",
    }


def test_links_among_the_cables_are_read_within_their_folder_alone(
    tmp_path: Path, elsewhere: Path
) -> None:
    workspace = disk.Workspace(tmp_path / "workspace")
    expected = links_in(workspace, elsewhere)
    sources = list(disk.read_sources(workspace, disk.source_files(workspace)))
    assert [source.name for source in sources] == sorted(expected)
    for source in sources:
        told = expected[source.name]
        assert (source.text == "text") is not bool(told)
        assert [told in d.message for d in source.diagnostics] == ([True] if told else [])
        assert "private" not in str(source.diagnostics)


@pytest.mark.parametrize(
    "name",
    [
        "mkdocs.yml",
        "content",
        "content/cables",
        "content/curated",
        "content/curated/redactions.yml",
        "content/curated/inner",
        "templates",
        "templates/pages/home.md.j2",
        "templates/theme",
        "content/pages",
        ".reftel",
        ".reftel/public",
        ".reftel/public/pages",
        ".reftel/public/site",
        ".reftel/public/spare",
    ],
)
def test_a_link_out_of_the_workspace_is_refused(name: str, tmp_path: Path, elsewhere: Path) -> None:
    workspace = disk.Workspace(tmp_path / "workspace")
    disk.new_workspace(workspace.root)
    workspace.check()
    path = workspace.root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists():
        path.rename(tmp_path / "moved")
    path.symlink_to(elsewhere if "." not in path.name[1:] else elsewhere / "private.txt")
    kind = "a file" if "." in path.name[1:] else "a folder"
    with pytest.raises(ReftelError) as refused:
        workspace.check()
    assert str(path) in str(refused.value)
    assert kind in str(refused.value)


def test_what_is_no_file_among_the_curated_ones_is_refused(tmp_path: Path) -> None:
    workspace = disk.Workspace(tmp_path)
    disk.new_workspace(tmp_path)
    (tmp_path / "content" / "curated").mkdir(exist_ok=True)
    path = tmp_path / disk.CURATED_REDACTIONS
    path.unlink(missing_ok=True)
    os.mkfifo(path)
    with pytest.raises(ReftelError, match=r"redactions\.yml is a named pipe, not a regular file"):
        workspace.check()
    path.unlink()
    path.symlink_to("nothing.yml")
    with pytest.raises(ReftelError, match=r"redactions\.yml is a link to nothing"):
        workspace.check()


def test_a_link_within_the_workspace_is_followed_where_it_is_read(tmp_path: Path) -> None:
    workspace = disk.Workspace(tmp_path)
    disk.new_workspace(tmp_path)
    (tmp_path / "content" / "cables").rename(tmp_path / "kept")
    workspace.cables.symlink_to("../kept")
    workspace.check()


def test_pages_are_put_in_place_of_links_and_of_other_names(
    tmp_path: Path, elsewhere: Path
) -> None:
    root = tmp_path / "pages"
    (root / "cables").mkdir(parents=True)
    (root / "index.md").symlink_to(elsewhere / "index.md")
    (root / "cables" / "08X1").symlink_to(elsewhere)
    (root / ".hidden").symlink_to(elsewhere)
    os.link(elsewhere / "private.txt", root / "twice.md")
    os.mkfifo(root / "pipe.md")
    folder = disk.PageFolder(root, {})
    folder.remove_irregular()
    for page in (*PAGES, Page(path="twice.md", text="c"), Page(path="pipe.md", text="d")):
        put(folder, page)
    folder.remove_others()
    found = {p.relative_to(root).as_posix(): p for p in root.rglob("*") if not p.is_dir()}
    assert {name: p.read_text("utf-8") for name, p in found.items()} == {
        "index.md": "a",
        "cables/08X1/index.md": "b",
        "twice.md": "c",
        "pipe.md": "d",
    }
    assert not any(p.is_symlink() for p in (root, *root.rglob("*")))


def test_a_page_is_not_written_through_a_link_made_meanwhile(
    tmp_path: Path, elsewhere: Path
) -> None:
    (tmp_path / "pages").mkdir()
    folder = disk.PageFolder(tmp_path / "pages", {})
    (tmp_path / "pages" / "index.md").symlink_to(elsewhere / "index.md")
    put(folder, PAGES[0])
    assert not (tmp_path / "pages" / "index.md").is_symlink()


def test_state_is_not_written_through_links(tmp_path: Path, elsewhere: Path) -> None:
    workspace = disk.Workspace(tmp_path / "workspace")
    workspace.state.mkdir(parents=True)
    (workspace.root / ".reftel" / ".gitignore").symlink_to(elsewhere / "private.txt")
    for name in ("record", f"record.{os.getpid()}"):
        (workspace.state / name).symlink_to(elsewhere / "private.txt")
    write_record(workspace, BuildRecord())
    assert [path.name for path in workspace.state.iterdir()] == ["record"]
    assert not any(path.is_symlink() for path in workspace.root.rglob("*"))


@pytest.mark.parametrize("kind", ["link", "other name", "FIFO", "folder", "link to nothing"])
def test_a_lock_that_is_no_file_of_its_own_is_refused(
    kind: str, tmp_path: Path, elsewhere: Path
) -> None:
    root = tmp_path / "workspace"
    root.mkdir()
    path = root / LOCK
    match kind:
        case "link":
            path.symlink_to(elsewhere / "private.txt")
        case "link to nothing":
            path.symlink_to(elsewhere / "new.txt")
        case "other name":
            os.link(elsewhere / "private.txt", path)
        case "FIFO":
            os.mkfifo(path)
        case _:
            path.mkdir()
    with pytest.raises(ReftelError, match="remove it"), workspace_lock(root, print):
        pass


@pytest.mark.parametrize("name", ["content/pages-internal", ".reftel", ".reftel/internal"])
def test_what_is_no_folder_where_the_program_writes_is_refused(name: str, tmp_path: Path) -> None:
    disk.new_workspace(tmp_path / "ws")
    path = tmp_path / "ws" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("x", encoding="utf-8")
    with pytest.raises(ReftelError, match=f"{name} is a file; expected a folder: move away"):
        disk.Workspace(tmp_path / "ws", "internal").check()


def test_settings_that_are_no_file_are_refused(tmp_path: Path) -> None:
    disk.new_workspace(tmp_path / "ws")
    workspace = disk.Workspace(tmp_path / "ws")
    workspace.settings.unlink()
    os.mkfifo(workspace.settings)
    with pytest.raises(ReftelError, match=r"mkdocs\.yml is a named pipe; expected a file"):
        workspace.check()
