"""The site before the served one becomes the next; nothing of it stays that is not wanted."""

from __future__ import annotations

import errno
import logging
import os
import shutil
import stat
from pathlib import Path

import pytest

from generator.release.previous_site import remove_unshared, reuse_folder, set_aside

PAGES = ("cables/a/index.html", "cables/a/full/index.html", "cables/b/index.html", "index.html")


def site(folder: Path) -> Path:
    for name in PAGES:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")
    return folder


def linked(served: Path, spare: Path) -> Path:
    shutil.copytree(served, spare, copy_function=os.link)
    return spare


def inodes(served: Path) -> dict[str, int]:
    return {name: (served / name).stat().st_ino for name in PAGES}


def files(folder: Path) -> set[str]:
    return {p.relative_to(folder).as_posix() for p in folder.rglob("*") if not p.is_dir()}


@pytest.fixture
def served(tmp_path: Path) -> Path:
    return site(tmp_path / "site")


@pytest.fixture
def fresh(tmp_path: Path) -> Path:
    (tmp_path / "fresh").mkdir()
    return tmp_path / "fresh"


def test_what_the_served_site_has_too_is_brought(served: Path, fresh: Path) -> None:
    spare = linked(served, served.with_name("spare"))
    found = reuse_folder(spare, fresh, "cables", inodes(served))
    assert found == files(fresh) == set(PAGES) - {"index.html"}
    assert files(spare) == {"index.html"}


def test_all_else_is_removed(served: Path, fresh: Path) -> None:
    """Another text, a page that is not wanted, what somebody put there, links of any kind."""
    spare = linked(served, served.with_name("spare"))
    other = spare / "cables/a/index.html"
    other.unlink()
    other.write_text(PAGES[0], encoding="utf-8")
    (spare / "cables/.hidden").write_text("x", encoding="utf-8")
    (spare / "cables/stale/deep").mkdir(parents=True)
    (spare / "cables/stale/deep/index.html").write_text("x", encoding="utf-8")
    (spare / "cables/out").symlink_to(served)
    (spare / "cables/page.html").symlink_to(served / "index.html")
    (spare / "cables/empty").mkdir()
    wanted = {name: inode for name, inode in inodes(served).items() if "/b/" not in name}
    assert reuse_folder(spare, fresh, "cables", wanted) == {"cables/a/full/index.html"}
    assert [p.relative_to(fresh).as_posix() for p in sorted(fresh.rglob("*"))] == [
        "cables",
        "cables/a",
        "cables/a/full",
        "cables/a/full/index.html",
    ]
    assert files(served) == set(PAGES)


def test_a_folder_below_is_brought_where_its_own_folder_is_not_there(
    served: Path, fresh: Path
) -> None:
    spare = linked(served, served.with_name("spare"))
    wanted = {"cables/a/index.html": (served / "cables/a/index.html").stat().st_ino}
    assert reuse_folder(spare, fresh, "cables/a", wanted) == files(fresh) == set(wanted)


def test_a_folder_that_others_may_read_or_not_is_made_anew(served: Path, fresh: Path) -> None:
    spare = linked(served, served.with_name("spare"))
    (spare / "cables/a").chmod(0o700)
    assert reuse_folder(spare, fresh, "cables", inodes(served)) == {"cables/b/index.html"}
    assert files(fresh) == {"cables/b/index.html"}


@pytest.mark.parametrize("name", ["nothing", "index.html", "link"])
def test_what_is_no_folder_is_not_brought(served: Path, fresh: Path, name: str) -> None:
    spare = linked(served, served.with_name("spare"))
    (spare / "link").symlink_to(served / "cables")
    assert reuse_folder(spare, fresh, name, inodes(served)) == set()
    assert files(fresh) == set()
    assert files(served) == set(PAGES)


def test_a_spare_that_cannot_be_changed_gives_nothing(
    served: Path, fresh: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(path: str) -> None:
        raise OSError(errno.EACCES, os.strerror(errno.EACCES))

    spare = linked(served, served.with_name("spare"))
    monkeypatch.setattr(os, "unlink", refused)
    assert reuse_folder(spare, fresh, "cables", {}) == set()
    assert files(fresh) == set()


def test_who_holds_on_to_the_old_folder_finds_it_empty(served: Path, tmp_path: Path) -> None:
    spare = site(tmp_path / "state" / "spare")
    (spare / "older.html").write_text("x", encoding="utf-8")
    holder = os.open(served, os.O_RDONLY)
    try:
        set_aside(served, spare)
        assert os.listdir(holder) == []
    finally:
        os.close(holder)
    assert files(spare) == set(PAGES) - {"index.html"}
    assert not served.exists()
    assert stat.S_IMODE(spare.stat().st_mode) == 0o700


def test_on_another_file_system_the_old_site_is_removed(
    served: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*paths: object) -> None:
        raise OSError(errno.EXDEV, os.strerror(errno.EXDEV))

    monkeypatch.setattr(Path, "rename", refused)
    set_aside(served, tmp_path / "spare")
    assert list(tmp_path.iterdir()) == []


def test_who_holds_on_to_a_folder_of_the_old_site_sees_nothing_of_the_new_one(
    served: Path, fresh: Path
) -> None:
    spare = linked(served, served.with_name("spare"))
    holder = os.open(spare / "cables", os.O_RDONLY)
    try:
        assert reuse_folder(spare, fresh, "cables", inodes(served))
        assert os.listdir(holder) == []
    finally:
        os.close(holder)


def test_nothing_but_what_is_kept_stays_in_the_spare(served: Path) -> None:
    """What no ledger told of too: a file that somebody put there, a link, a folder left empty."""
    spare = linked(served, served.with_name("spare"))
    (spare / "cables/a/a.pdf").write_text("x", encoding="utf-8")
    (spare / "cables/away").symlink_to(served)
    (spare / "empty").mkdir()
    remove_unshared(spare, {"cables/b/index.html"})
    assert files(spare) == {"cables/b/index.html"}
    assert sorted(p.name for p in spare.rglob("*")) == ["b", "cables", "index.html"]
    assert files(served) == set(PAGES)


def test_the_hidden_folder_is_for_nobody_else(served: Path, tmp_path: Path) -> None:
    set_aside(served, tmp_path / "state" / "public" / "spare")
    assert stat.S_IMODE((tmp_path / "state" / "public").stat().st_mode) == 0o700


def test_files_of_the_top_folder_stay_if_shared(served: Path) -> None:
    spare = linked(served, served.with_name("spare"))
    remove_unshared(spare, {"index.html"})
    assert files(spare) == {"index.html"}


def test_a_file_that_cannot_be_removed_is_named(
    served: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refused(path: str) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", path)

    monkeypatch.setattr(os, "unlink", refused)
    with caplog.at_level(logging.WARNING):
        remove_unshared(served, set(PAGES) - {"index.html"})
    assert caplog.messages == [
        f"{served}/index.html is no longer published but could not be removed: "
        f"[Errno 13] Permission denied: '{served}/index.html'"
    ]


def test_the_old_site_is_removed_if_it_cannot_be_set_aside(served: Path, tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file", encoding="utf-8")
    set_aside(served, tmp_path / "state" / "spare")
    assert not served.exists()
    set_aside(served, tmp_path / "spare")  # nothing is there: no error


def test_the_folder_of_the_new_site_is_created(served: Path, tmp_path: Path) -> None:
    spare = linked(served, served.with_name("spare"))
    fresh = tmp_path / "deep" / "fresh"
    assert reuse_folder(spare, fresh, "cables", inodes(served)) == files(fresh)
