"""A finished site takes the place of the served one."""

from __future__ import annotations

import ctypes
import errno
import logging
import os
import stat
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from generator.errors import ReftelError
from generator.release import swap


def site(folder: Path, text: str) -> Path:
    """A site of which each file holds `text`."""
    (folder / swap.SITE_MARKER).mkdir(parents=True)
    for name in ("index.html", "assets/reftel/reftel.css", "deep/page/index.html"):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def unable(one: Path, other: Path) -> None:
    raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))


def test_the_first_site_is_put_where_none_was(tmp_path: Path) -> None:
    swap.swap_in(site(tmp_path / ".site-new-1", "new"), tmp_path / "site", tmp_path / "spare")
    assert (tmp_path / "site" / "index.html").read_text("utf-8") == "new"
    assert [p.name for p in tmp_path.iterdir()] == ["site"]


def test_the_new_site_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    served = site(tmp_path / "site", "old")
    (served / "deep" / "stale.html").write_text("x", encoding="utf-8")
    swap.swap_in(site(tmp_path / ".site-new-1", "new"), served, tmp_path / "spare")
    assert (served / "deep" / "page" / "index.html").read_text("utf-8") == "new"
    assert not (served / "deep" / "stale.html").exists()
    assert (tmp_path / "spare" / "deep" / "stale.html").exists()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["site", "spare"]


SWAPS = 20_000
"""So many that two renames, between which nothing is there, are noticed."""

READER = """
import sys
page, seen, failed = sys.argv[1], set(), 0
print("ready", flush=True)
while "0" * 50_000 not in seen or len(seen) < 3 or open(sys.argv[2]).read() != "done":
    try:
        seen.add(open(page).read())
    except OSError:
        failed += 1
print(failed, sum(len(text) != 50_000 or len(set(text)) != 1 for text in seen))
"""
"""Reads a page again and again; tells how often it failed, and how many texts were mixed."""


def test_who_reads_by_path_meets_one_of_both_sites_and_never_none(tmp_path: Path) -> None:
    served = site(tmp_path / "site", "0" * 50_000)
    state = tmp_path / "state"
    state.write_text("going on", encoding="utf-8")
    page = served / "deep" / "page" / "index.html"
    command = [sys.executable, "-c", READER, str(page), str(state)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as reader:
        assert reader.stdout is not None
        assert reader.stdout.readline() == "ready\n"
        for number in range(1, 10):
            fresh = site(tmp_path / f".site-new-{number}", str(number) * 50_000)
            swap.swap_in(fresh, served, tmp_path / "spare")
        other = site(tmp_path / "other", "0" * 50_000)
        for _ in range(SWAPS):
            swap.exchange_paths(other, served)
        state.write_text("done", encoding="utf-8")
        assert reader.stdout.readline() == "0 0\n"


def test_a_file_system_without_exchange_gets_two_renames_and_a_word(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(swap, "exchange_paths", unable)
    served = site(tmp_path / "site", "old")
    with caplog.at_level(logging.WARNING):
        swap.swap_in(site(tmp_path / ".site-new-1", "new"), served, tmp_path / "spare")
    assert (served / "index.html").read_text("utf-8") == "new"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["site", "spare"]
    assert caplog.messages == [
        "This file system cannot swap folders; for a moment there is no site."
    ]


def test_a_second_rename_that_fails_takes_the_first_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(swap, "exchange_paths", unable)
    served = site(tmp_path / "site", "old")
    fresh = site(tmp_path / ".site-new-1", "new")
    rename = Path.rename

    def fail(path: Path, target: Path) -> Path:
        if path == fresh:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", fail)
    with pytest.raises(ReftelError, match=r"cannot be replaced .*; the old site is unchanged"):
        swap.swap_in(fresh, served, tmp_path / "spare")
    assert (served / "index.html").read_text("utf-8") == "old"


def test_other_errors_of_the_exchange_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(one: Path, other: Path) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(swap, "exchange_paths", full)
    served = site(tmp_path / "site", "old")
    with pytest.raises(ReftelError, match="No space left"):
        swap.swap_in(site(tmp_path / ".site-new-1", "new"), served, tmp_path / "spare")
    assert (served / "index.html").read_text("utf-8") == "old"


def test_a_folder_with_foreign_files_is_not_replaced(tmp_path: Path) -> None:
    served = tmp_path / "site"
    served.mkdir()
    (served / ".gitignore").write_text("*", encoding="utf-8")
    swap.check_replaceable(served)
    (served / "thesis.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(ReftelError) as caught:
        swap.swap_in(site(tmp_path / ".site-new-1", "new"), served, tmp_path / "spare")
    assert str(caught.value) == (
        f"{served} contains thesis.txt but is not a site of this program, and would be "
        "replaced: move its files away, or set another site_dir in mkdocs.yml."
    )
    assert (served / "thesis.txt").read_text("utf-8") == "mine"


def test_a_file_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "site").write_text("mine", encoding="utf-8")
    with pytest.raises(ReftelError, match="is a file: move it"):
        swap.check_replaceable(tmp_path / "site")


def test_a_mounted_disk_is_not_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "site").mkdir()
    monkeypatch.setattr(Path, "is_mount", lambda path: True)
    with pytest.raises(ReftelError, match="is a mount point"):
        swap.check_replaceable(tmp_path / "site")


def test_dot_files_links_and_modes_carry_over(tmp_path: Path) -> None:
    served = site(tmp_path / "site", "old")
    (served / ".gitignore").write_text("*\n", encoding="utf-8")
    (served / ".well-known" / "deep").mkdir(parents=True)
    (served / ".well-known" / "deep" / "x.txt").write_text("x", encoding="utf-8")
    (served / ".link").symlink_to("index.html")
    served.chmod(0o755)
    before = os.umask(0o077)
    try:
        fresh = site(tmp_path / ".site-new-1", "new")
    finally:
        os.umask(before)
    assert stat.S_IMODE((fresh / "index.html").stat().st_mode) == 0o600
    swap.swap_in(fresh, served, tmp_path / "spare")
    assert (served / ".well-known" / "deep" / "x.txt").read_text("utf-8") == "x"
    assert os.readlink(served / ".link") == "index.html"
    modes = {
        name: stat.S_IMODE((served / name).stat().st_mode)
        for name in (".", "deep", "index.html", "deep/page/index.html")
    }
    assert modes == {
        ".": 0o755,
        "deep": 0o755,
        "index.html": 0o644,
        "deep/page/index.html": 0o644,
    }


def test_only_what_builds_leave_is_removed(tmp_path: Path) -> None:
    left = (
        ".site-new-4711",
        ".site-old-4711",
        ".site-4711",
        "..site-new-4711-search-ab_12xyz",
        ".site-search-ab_12xyz",
    )
    kept = (
        ".site-backup",
        ".site-new-mine",
        ".website-new-1",
        "site-old-1",
        ".site-internal-new-1",
    )
    for name in (*left, *kept):
        (tmp_path / name / "inner").mkdir(parents=True)
    swap.remove_leftovers(tmp_path / "site")
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted(kept)


def test_what_a_build_made_is_discarded_with_what_stands_beside(tmp_path: Path) -> None:
    fresh = swap.build_folder(tmp_path / "a[b]" / "site")
    others = [
        fresh.parent / name for name in ("site", f".site-new-{os.getpid() + 1}", f".{fresh.name}x")
    ]
    for path in (fresh, *others, fresh.with_name(f".{fresh.name}-search-abc")):
        (path / "inner").mkdir(parents=True)
    swap.remove_build_folder(fresh)
    assert sorted(fresh.parent.iterdir()) == sorted(others)
    swap.remove_build_folder(fresh)


def test_a_hidden_link_out_of_the_site_is_refused(tmp_path: Path) -> None:
    served = site(tmp_path / "site", "old")
    (served / ".well-known").mkdir()
    link = served / ".well-known" / "keys"
    link.symlink_to(tmp_path)
    with pytest.raises(ReftelError) as caught:
        swap.check_replaceable(served)
    assert str(caught.value) == (
        f"{link} is a link to a folder outside the site, which would be published: remove it, "
        "and name its target in the server's settings."
    )


def test_a_link_in_a_hidden_folder_stays_a_link(tmp_path: Path) -> None:
    served = site(tmp_path / "site", "old")
    (served / ".well-known").mkdir()
    (served / ".well-known" / "start").symlink_to("../index.html")
    swap.swap_in(site(tmp_path / ".site-new-1", "new"), served, tmp_path / "spare")
    assert os.readlink(served / ".well-known" / "start") == "../index.html"
    assert (served / ".well-known" / "start").read_text("utf-8") == "new"


def test_the_group_of_the_served_folder_is_set_and_the_owner_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    built = site(tmp_path / "built", "new")
    (built / "link").symlink_to("index.html")
    calls: set[tuple[Path, int, int]] = set()
    monkeypatch.setattr(os, "chown", lambda path, owner, group: calls.add((path, owner, group)))
    group = built.stat().st_gid
    swap._set_access(built, mode=0o750, group=group)
    assert calls == set()
    swap._set_access(built, mode=0o750, group=group + 1)
    paths = {built, *built.rglob("*")} - {built / "link"}
    assert calls == {(path, -1, group + 1) for path in paths}


def test_an_exchange_that_fails_names_the_path_and_the_reason(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError) as caught:
        swap.exchange_paths(site(tmp_path / "built", "new"), tmp_path / "missing")
    assert caught.value.filename == str(tmp_path / "missing")
    assert caught.value.strerror == os.strerror(errno.ENOENT)


def test_a_system_without_the_call_cannot_exchange(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ctypes, "CDLL", lambda name, use_errno: SimpleNamespace())
    with pytest.raises(OSError, match=os.strerror(errno.ENOSYS)) as caught:
        swap.exchange_paths(tmp_path / "a", tmp_path / "b")
    assert caught.value.errno == errno.ENOSYS


def test_a_disk_that_fails_is_reported_and_the_old_site_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        ctypes, "CDLL", lambda name, use_errno: SimpleNamespace(syncfs=lambda descriptor: -1)
    )
    monkeypatch.setattr(ctypes, "get_errno", lambda: errno.EIO)
    served = site(tmp_path / "site", "old")
    with pytest.raises(OSError, match=os.strerror(errno.EIO)) as caught:
        swap._flush(served)
    assert (caught.value.errno, caught.value.filename) == (errno.EIO, str(served))
    with pytest.raises(ReftelError, match="cannot be replaced \\(Input/output error\\)"):
        swap.swap_in(site(tmp_path / ".site-new-1", "new"), served, tmp_path / "spare")
    assert (served / "index.html").read_text("utf-8") == "old"


def test_the_new_site_is_flushed_before_the_exchange(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[str] = []
    monkeypatch.setattr(ctypes, "CDLL", lambda name, use_errno: SimpleNamespace())
    monkeypatch.setattr(os, "sync", lambda: calls.append("flush"))
    monkeypatch.setattr(swap, "exchange_paths", lambda one, other: calls.append("exchange"))
    monkeypatch.setattr(os, "fsync", lambda descriptor: calls.append("flush names"))
    served = site(tmp_path / "site", "old")
    swap.swap_in(site(tmp_path / ".site-new-1", "new"), served, tmp_path / "spare")
    assert calls == ["flush", "exchange", "flush names"]
