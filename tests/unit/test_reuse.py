"""Which files of a served site are taken over, by all that they depend on."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.disk import Workspace
from generator.publish.anchors import Anchors, joined, leading_to, missing
from generator.publish.inspection import Seen
from generator.publish.ledger import Ledger, Noted, packed, unpacked
from generator.publish.reuse import stamp_of, unchanged
from generator.publish.state import read_ledger, write_ledger

FILES = ("a.md", "b.md", "c.md", "data.csv")


def ledger() -> Ledger:
    """A page that links to two files, one beside it, and a file that is copied."""
    return Ledger(
        common="x",
        secrets="y",
        names=frozenset([*FILES, "theme.js"]),
        stamps={name: (1, 2, 3, number) for number, name in enumerate(FILES)},
        pages={
            "a.md": Noted("b.md", joined(["b.md", "c.md", "d.md"])),
            "b.md": Noted("", ""),
        },
        anchors={"a.md": Anchors("a.md", joined(["p-1", "p-2"]), "b.md\0p-3")},
        volumes={"01": "z"},
        files={"a/index.html": Seen(size=1, mtime_ns=2, sha256="f" * 64)},
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


def test_anchors_that_are_missing_are_found_over_all_pages() -> None:
    pages = [
        Anchors("a.md", joined(["top"]), "a.md\0top\0\0b.md\0p-1\0p-2"),
        Anchors("b.md", joined(["p-1"]), ""),
        Anchors("c.md", "", "b.md\0p-1\0\0data.csv\0x"),
    ]
    assert missing(pages) == {"b.md": {"p-2"}}
    assert leading_to(missing(pages), pages) == ["a.md"]
