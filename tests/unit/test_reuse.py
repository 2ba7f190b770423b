"""Which files of a served site are taken over, by all that they depend on."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace

import pytest
from mkdocs.structure.files import File, Files

from generator.disk import Workspace
from generator.incremental.anchors import PageAnchors, joined, leading_to, missing
from generator.incremental.ledger import Ledger, PageLookups, packed, unpacked
from generator.incremental.reuse import Reuse, stamp_of, unchanged
from generator.incremental.site_state import read_ledger, write_ledger
from generator.leak_check.inspection import AuditedFile
from generator.mkdocs_build.asked import LookupRecorder
from generator.model import Secret

FILES = ("a.md", "b.md", "c.md", "data.csv")


def ledger() -> Ledger:
    """A page that links to two files, one beside it, and a file that is copied."""
    return Ledger(
        common="x",
        secrets="y",
        names=frozenset([*FILES, "theme.js"]),
        stamps={name: (1, 2, 3, number) for number, name in enumerate(FILES)},
        pages={
            "a.md": PageLookups("b.md", joined(["b.md", "c.md", "d.md"])),
            "b.md": PageLookups("", ""),
        },
        anchors={"a.md": PageAnchors("a.md", joined(["p-1", "p-2"]), "b.md\0p-3")},
        volumes={"01": "z"},
        files={"a/index.html": AuditedFile(size=1, mtime_ns=2, sha256="f" * 64)},
    )


def nothing(now: Ledger) -> None:
    pass


def another_theme(now: Ledger) -> None:
    now.common = "other"


def another_text(now: Ledger) -> None:
    now.stamps["a.md"] = (9, 9, 9, 9)


def another_neighbour(now: Ledger) -> None:
    now.stamps["b.md"] = (9, 9, 9, 9)


def another_target(now: Ledger) -> None:
    now.stamps["c.md"] = (9, 9, 9, 9)


def no_target(now: Ledger) -> None:
    del now.stamps["c.md"]
    now.names -= {"c.md"}


def a_target_that_was_not_there(now: Ledger) -> None:
    now.names |= {"d.md"}


def a_file_that_nobody_looked_for(now: Ledger) -> None:
    now.names |= {"e.md"}


def changed_just_now(now: Ledger) -> None:
    del now.stamps["a.md"]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (nothing, {"a.md", "b.md", "data.csv"}),
        (another_theme, set()),
        (another_text, {"b.md", "data.csv"}),
        (another_neighbour, {"data.csv"}),
        (another_target, {"a.md", "b.md", "data.csv"}),
        (no_target, {"b.md", "data.csv"}),
        (a_target_that_was_not_there, {"b.md", "data.csv"}),
        (a_file_that_nobody_looked_for, {"a.md", "b.md", "data.csv"}),
        (changed_just_now, {"b.md", "data.csv"}),
    ],
)
def test_a_file_stays_if_nothing_changed_that_it_depends_on(
    change: Callable[[Ledger], None], expected: set[str]
) -> None:
    """`c.md` told something when it was made: it is made again, to tell it again."""
    now = ledger()
    change(now)
    assert unchanged(ledger(), now) == expected


def test_a_ledger_is_read_as_it_was_written(tmp_path: Path) -> None:
    assert unpacked(packed(ledger())) == ledger()
    workspace = Workspace(tmp_path)
    assert read_ledger(workspace) == Ledger()
    write_ledger(workspace, ledger())
    assert read_ledger(workspace) == ledger()
    assert [path.name for path in workspace.state.iterdir()] == ["site"]


@pytest.mark.parametrize("at", [0, 3, 20, 60, -1])
def test_a_damaged_ledger_counts_as_none(tmp_path: Path, at: int) -> None:
    workspace = Workspace(tmp_path)
    write_ledger(workspace, ledger())
    path = workspace.state / "site"
    data = bytearray(path.read_bytes())
    data[at] ^= 1
    path.write_bytes(data)
    assert read_ledger(workspace) == Ledger()
    path.write_bytes(data[:at])
    assert read_ledger(workspace) == Ledger()


def test_a_file_that_changed_just_now_may_change_unseen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "x"
    path.write_text("x", encoding="utf-8")
    begun = 1_700_000_000_000_000_000
    for changed, later, told in (
        (begun + 5, 40_000_000, False),
        (begun + 5, 60_000_000, True),
        (begun, 60_000_000, False),
        (begun, 3_000_000_000, True),
    ):
        os.utime(path, ns=(changed, changed))
        monkeypatch.setattr(time, "time_ns", lambda now=changed + later: now)
        assert (stamp_of(str(path)) is not None) is told


SECRETS = (
    Secret(words=("ann", "example"), rule="names"),
    Secret(words=("ben", "example"), rule="names"),
)


def looked_through(*secrets: Secret) -> Ledger:
    """What a build leaves that looked through its files for these secrets."""
    reuse = Reuse()
    assert reuse.known(secrets) == {}
    reuse.now.files = {"index.html": AuditedFile(size=1, mtime_ns=2, sha256="f" * 64)}
    return reuse.now


@pytest.mark.parametrize(
    ("secrets", "known"),
    [
        (SECRETS, True),
        (SECRETS[::-1], True),
        (SECRETS[:1], False),
        ((), False),
        ((*SECRETS, Secret(words=("carl",), rule="names")), False),
        ((SECRETS[0], Secret(words=("ben", "sample"), rule="names")), False),
        ((SECRETS[0], Secret(words=("benexample",), rule="names")), False),
    ],
)
def test_files_are_known_that_were_looked_through_for_the_same_secrets(
    secrets: tuple[Secret, ...], known: bool
) -> None:
    """In whatever order. Where anything else is withheld, each file is looked through again."""
    past = looked_through(*SECRETS)
    assert Reuse(past=past).known(secrets) == (past.files if known else {})


VOLUME = ("search/01/one.idx", "search/01/deep/two.idx")


def with_volume(root: Path) -> tuple[Path, Ledger]:
    """A served site with a volume of the index, and what is known of it."""
    served, past = root / "served", Ledger(volumes={"01": "digest"})
    for name in VOLUME:
        path = served / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")
        os.utime(path, ns=(5, 5))
        past.files[name] = AuditedFile(size=len(name), mtime_ns=5, sha256="")
    return served, past


def other_text(path: Path) -> None:
    """As many bytes: the time alone tells it."""
    path.write_text("x" * path.stat().st_size, encoding="utf-8")


def more_text(path: Path) -> None:
    """At the same time: the size alone tells it."""
    path.write_text("x" * (path.stat().st_size + 1), encoding="utf-8")
    os.utime(path, ns=(5, 5))


def a_link(path: Path) -> None:
    """To a file of the same size and time."""
    path.rename(path.with_name("other"))
    path.symlink_to("other")


def gone(path: Path) -> None:
    path.unlink()


def as_it_was(path: Path) -> None:
    pass


@pytest.mark.parametrize(
    ("change", "made_from", "taken"),
    [
        (as_it_was, "digest", True),
        (as_it_was, "another", False),
        (other_text, "digest", False),
        (more_text, "digest", False),
        (a_link, "digest", False),
        (gone, "digest", False),
    ],
)
@pytest.mark.parametrize("name", VOLUME)
def test_served_files_are_taken_over_if_all_are_as_they_were_built(
    tmp_path: Path, change: Callable[[Path], None], made_from: str, taken: bool, name: str
) -> None:
    served, past = with_volume(tmp_path)
    change(served / name)
    reuse, site = Reuse(served, past), tmp_path / "site"
    assert reuse.take_volume("01", made_from, "search/01", site) is taken
    assert reuse.now.volumes == {"01": made_from}
    there = {path.relative_to(site).as_posix() for path in site.rglob("*.idx")}
    assert there == (set(VOLUME) if taken else set())
    for path in there:
        assert (site / path).stat().st_ino == (served / path).stat().st_ino


STATE = {
    "st_size": 10,
    "st_mtime_ns": 1_000_000_001,
    "st_ctime_ns": 1_000_000_002,
    "st_ino": 4,
}
"""What the system tells of a source."""


@pytest.mark.parametrize("name", STATE)
def test_a_stamp_changes_with_each_trait_of_a_file(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file of which the time was set back has another time of change of its state."""

    def stamp(state: dict[str, int]) -> object:
        with monkeypatch.context() as patch:
            patch.setattr(os, "stat", lambda path: SimpleNamespace(**state))
            return stamp_of("x")

    assert stamp(STATE) is not None
    assert stamp({**STATE, name: STATE[name] + 1}) != stamp(STATE)


def test_of_a_spare_nothing_stays_but_what_the_new_site_has_too(tmp_path: Path) -> None:
    """A file of which the text changed may show what is withheld since."""
    spare, same, changed = tmp_path / "spare", AuditedFile(1, 2, "a"), AuditedFile(1, 2, "b")
    for name in ("same", "changed", "gone", "unknown"):
        (spare / name).parent.mkdir(exist_ok=True)
        (spare / name).write_text(name, encoding="utf-8")
    past = Ledger(files={"same": same, "changed": same, "gone": same})
    reuse = Reuse(tmp_path / "served", past, spare)
    reuse.now.files = {"same": same, "changed": changed, "unknown": same}
    reuse.thin_spare()
    assert [path.name for path in spare.iterdir()] == ["same"]


def test_anchors_that_are_missing_are_found_over_all_pages() -> None:
    pages = [
        PageAnchors("a.md", joined(["top"]), "a.md\0top\0\0b.md\0p-1\0p-2"),
        PageAnchors("b.md", joined(["p-1"]), ""),
        PageAnchors("c.md", "", "b.md\0p-1\0\0data.csv\0x"),
    ]
    assert missing(pages) == {"b.md": {"p-2"}}
    assert leading_to(missing(pages), pages) == ["a.md"]


@pytest.mark.parametrize(
    "ask",
    [
        lambda files, path: files.src_uris[path],
        lambda files, path: files.src_uris.get(path),
        lambda files, path: path in files.src_uris,
        lambda files, path: files.get_file_from_path(path),
    ],
    ids=["[]", "get", "in", "MkDocs"],
)
@pytest.mark.parametrize("path", ["there.md", "missing.md"])
def test_each_file_that_is_asked_for_is_noted(
    ask: Callable[[Files, str], object], path: str
) -> None:
    """Whether it is there or not; and by the page alone for which it is asked."""
    files = Files([File("there.md", None, "site", use_directory_urls=True)])
    asked = LookupRecorder(files)
    with asked.noted() as outer:
        with asked.noted() as inner, suppress(KeyError):
            ask(files, path)
        with asked.noted() as nothing:
            pass
        ask(files, "there.md")
    assert (inner, nothing, outer) == ({path}, set(), {"there.md"})
