"""Builds that are killed, or run out of disk, while somebody reads the served site."""

from __future__ import annotations

import random
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.site.building import (
    VERSIONS,
    Client,
    both_versions,
    entitle,
    invented,
    kill_after,
    start_build,
    time_of_a_build,
)
from tests.site.conftest import run
from tests.site.hashing import hashes
from tests.site.shared import serving

pytestmark = pytest.mark.long

KILLS = 12


def test_readers_notice_nothing_of_killed_builds(tmp_path: Path) -> None:
    """Half of the builds die at any moment, half near their end, where the sites change places."""
    workspace = invented(tmp_path / "ws")
    served = workspace.root / "site"
    one, two = both_versions(workspace)
    known = {path: {one[path], two[path]} for path in one.keys() & two.keys()}
    whole = time_of_a_build(workspace)
    chance = random.Random(1)
    killed = number = 0
    with serving(workspace.root) as port, Client(port, known) as client:
        while killed < KILLS:
            number += 1
            entitle(workspace, VERSIONS[number // 2 % 2])
            least = 0.0 if number % 2 else 0.8 * whole
            if kill_after(start_build(workspace), chance.uniform(least, 1.1 * whole)):
                killed += 1
            elif number > 2 * killed + 2:  # the machine is less busy than it was
                whole *= 0.9
            assert hashes(served) in (one, two)
        entitle(workspace, VERSIONS[0])
        last = run("reftel", "build", cwd=workspace.root)
    print(f"{client.answers.total()} reads, {killed} of {number} builds killed")
    assert set(client.answers) == {"whole"}
    assert client.answers["whole"] > 10 * KILLS
    assert last.returncode == 0, last.stderr
    assert hashes(served) == one
    assert sorted(p.name for p in workspace.root.iterdir() if p.name.startswith(".")) == [
        ".gitignore",
        ".reftel",
        ".reftel-lock",
    ]


@contextmanager
def small_disk(folder: Path) -> Iterator[None]:
    """A file system in memory, whose size can be changed; skips where that is not permitted."""
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=100m", "tmpfs", str(folder)]
    try:
        done = subprocess.run(mount, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        pytest.skip("there is no command to mount a disk")
    if done.returncode:
        pytest.skip(f"a small disk cannot be mounted here: {done.stderr.strip()}")
    try:
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def resize(folder: Path, size: int) -> None:
    subprocess.run(["mount", "-o", f"remount,size={size // 1024}k", str(folder)], check=True)


def used(folder: Path) -> int:
    done = subprocess.run(
        ["du", "-s", "-B1024", str(folder)], capture_output=True, text=True, check=True
    )
    return int(done.stdout.split()[0]) * 1024


def test_a_full_disk_leaves_the_old_site(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    with small_disk(disk):
        workspace = invented(disk / "ws")
        served = workspace.root / "site"
        _, old = both_versions(workspace)
        entitle(workspace, VERSIONS[0])
        # Of so small a site most of the room is for what theme and indexer write for a while.
        before, least = used(disk), int(2.2 * used(served))
        for part in (0.02, 0.1, 0.25, 0.4, 0.55, 0.7, 0.8, 0.9, 0.95):
            resize(disk, before + int(part * least))
            result = run("reftel", "build", cwd=workspace.root)
            told = f"{part:.0%} of the room: exit {result.returncode}: {result.stderr[-300:]}"
            print(told)
            assert result.returncode != 0, told
            assert "Traceback" not in result.stderr, told
            assert hashes(served) == old, told
        resize(disk, before + 4 * least)
        assert run("reftel", "build", cwd=workspace.root).returncode == 0
        assert hashes(served) != old
        assert run("reftel", "verify", cwd=workspace.root).returncode == 0
