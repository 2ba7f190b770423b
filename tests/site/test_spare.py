"""A site that begins with the one before the served one: what a build promises holds as before."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.disk import CURATED_REDACTIONS, Workspace
from generator.execution.executors import SerialExecutor
from generator.incremental.build_record import previous_site_folder
from generator.mkdocs_build.site_build import BuildOptions, build_offline, build_site
from generator.mkdocs_build.site_settings import in_edition
from tests.site.building import Client, invented, kill_after, start_build, time_of_a_build
from tests.site.conftest import run
from tests.site.hashing import hashes
from tests.site.shared import serving

WORDS = "Nothing is wrong"
"""Stands in each cable."""


def build(workspace: Workspace) -> None:
    build_site(workspace, BuildOptions(executor=SerialExecutor()))


def change(workspace: Workspace, number: int) -> None:
    """Let the cable differ from what it was, so that some of its pages are others."""
    path = workspace.cables / "08EXAMPLE98.txt"
    lines = [line for line in path.read_text("utf-8").split("\n") if "Version" not in line]
    path.write_text("\n".join([*lines, f"Version {number}."]), encoding="utf-8")


def from_scratch(workspace: Workspace, root: Path) -> dict[str, str]:
    """The hashes of the site of the same sources where nothing was built before."""
    shutil.copytree(workspace.root, root, ignore=shutil.ignore_patterns("site", ".reftel"))
    shutil.rmtree(root / "content" / "pages")
    build(Workspace(root))
    return hashes(root / "site")


ROUNDS = 2
"""After them, what was planted in the served site or in the spare has been in both places."""


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, str]]:
    """The hashes of the site after change 0, 1 and so on, where nothing was built before."""
    workspace = invented(tmp_path_factory.mktemp("expected") / "ws")
    sites = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REFTEL_SITE_URL", "")
        for number in range(ROUNDS):
            change(workspace, number)
            root = workspace.root.with_name(f"scratch-{number}")
            shutil.copytree(workspace.root, root)
            build(Workspace(root))
            sites.append(hashes(root / "site"))
    return sites


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """A workspace with its site and a spare of almost the same files."""
    monkeypatch.setenv("REFTEL_SITE_URL", "")
    workspace = invented(tmp_path / "ws")
    for number in range(2):
        change(workspace, number)
        build(workspace)
    assert previous_site_folder(workspace).is_dir()
    return workspace


def folders(site: Path) -> dict[str, int]:
    return {p.relative_to(site).as_posix(): p.stat().st_ino for p in site.rglob("*") if p.is_dir()}


def test_a_site_begins_with_the_spare(workspace: Workspace) -> None:
    spare = folders(previous_site_folder(workspace))
    change(workspace, 9)
    build(workspace)
    site = folders(workspace.root / "site")
    assert all(site[name] == spare[name] for name in site if name.startswith("cables/08EXAMPLE97"))
    page = (workspace.root / "site/cables/08EXAMPLE98/full/index.html").read_text("utf-8")
    assert "Version 9." in page


def test_what_is_withheld_is_gone_from_what_is_served(workspace: Workspace, tmp_path: Path) -> None:
    """It was in the served site and in the spare."""
    rule = (
        "rules:\n  - id: r\n    reason: personal privacy\n    note: An example.\n"
        f"    passages: [{WORDS}]\n"
    )
    (workspace.root / CURATED_REDACTIONS).write_text(rule, encoding="utf-8")
    site = workspace.root / "site"
    for _ in range(2):
        build(workspace)
        texts = [p.read_bytes() for p in site.rglob("*") if p.suffix in {".html", ".json", ".csv"}]
        assert not any(WORDS.encode() in text for text in texts)
        kept = [p.read_bytes() for p in previous_site_folder(workspace).rglob("*") if p.is_file()]
        assert kept
        assert not any(WORDS.encode() in text for text in kept)
    assert hashes(site) == from_scratch(workspace, tmp_path / "scratch")


@pytest.mark.parametrize("at", ["site", "spare"])
def test_what_somebody_put_there_is_not_served(
    workspace: Workspace, expected: list[dict[str, str]], at: str
) -> None:
    folder = previous_site_folder(workspace) if at == "spare" else workspace.root / "site"
    for name in ("thesis.html", "cables/thesis.html", "mine/thesis.html", "pagefind/01/thesis"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("mine", encoding="utf-8")
    (folder / "cables/08EXAMPLE97/full/index.html").unlink(missing_ok=True)
    (folder / "cables/08EXAMPLE97/full/index.html").symlink_to(folder / "index.html")
    for number in range(ROUNDS):
        change(workspace, number)
        build(workspace)
        assert hashes(workspace.root / "site") == expected[number]


def test_what_is_no_longer_published_is_not_kept(workspace: Workspace) -> None:
    (workspace.cables / "08EXAMPLE97.txt").unlink()
    build(workspace)
    spare = previous_site_folder(workspace)
    assert (spare / "references/index.html").exists()
    assert [p for p in (spare / "cables/08EXAMPLE97").rglob("*") if p.is_file()] == []
    served = {p.stat().st_ino for p in (workspace.root / "site").rglob("*") if p.is_file()}
    assert [p for p in spare.rglob("*") if p.is_file() and p.stat().st_ino not in served] == []


def test_of_a_site_whose_files_are_not_known_nothing_is_kept(workspace: Workspace) -> None:
    (workspace.state / "record").unlink()
    build(workspace)
    assert not previous_site_folder(workspace).exists()


def test_a_hidden_file_that_was_removed_does_not_come_back(workspace: Workspace) -> None:
    known = workspace.root / "site" / ".well-known"
    known.mkdir()
    (known / "x").write_text("x", encoding="utf-8")
    for _ in range(2):
        build(workspace)
        assert (known / "x").exists()
    shutil.rmtree(known)
    for _ in range(2):
        build(workspace)
        assert not known.exists()


def mkdocs_alone(workspace: Workspace) -> None:
    command = [str(Path(sys.executable).parent / "mkdocs"), "build", "--quiet"]
    subprocess.run(command, cwd=workspace.root, check=True, capture_output=True)


def a_copy_for_a_disk(workspace: Workspace) -> None:
    build_offline(workspace, BuildOptions(executor=SerialExecutor()))


def another_edition(workspace: Workspace) -> None:
    build(in_edition(workspace, "internal"))


def a_build_that_fails(workspace: Workspace) -> None:
    path = workspace.cables / "shopping.txt"
    path.write_text("bread and butter\n", encoding="utf-8")
    assert run("reftel", "build", "--strict", cwd=workspace.root).returncode == 2
    path.unlink()


def a_hook(workspace: Workspace) -> None:
    """All pages are made in turn, and nothing is taken over."""
    (workspace.root / "hook.py").write_text(
        "def on_page_content(html, **more):\n    return html\n", encoding="utf-8"
    )
    settings = workspace.settings.read_text("utf-8")
    workspace.settings.write_text(f"{settings}\nhooks: [hook.py]\n", encoding="utf-8")
    build(workspace)
    workspace.settings.write_text(settings, encoding="utf-8")
    (workspace.root / "hook.py").unlink()


def the_workspace_is_copied(workspace: Workspace) -> None:
    moved = workspace.root.with_name("moved")
    shutil.rmtree(moved, ignore_errors=True)
    workspace.root.rename(moved)
    shutil.copytree(moved, workspace.root)


@pytest.mark.parametrize(
    "between",
    [
        mkdocs_alone,
        pytest.param(a_copy_for_a_disk, marks=pytest.mark.long),
        pytest.param(another_edition, marks=pytest.mark.long),
        a_build_that_fails,
        pytest.param(a_hook, marks=pytest.mark.long),
        the_workspace_is_copied,
    ],
)
def test_other_builds_between_two_change_nothing(
    workspace: Workspace, expected: list[dict[str, str]], between: Callable[[Workspace], None]
) -> None:
    for number in range(ROUNDS):
        change(workspace, number)
        between(workspace)
        build(workspace)
        assert hashes(workspace.root / "site") == expected[number]


def test_a_site_on_another_disk_leaves_no_spare(workspace: Workspace) -> None:
    shared = Path("/dev/shm")
    if not shared.is_dir() or shared.stat().st_dev == workspace.root.stat().st_dev:
        pytest.skip("there is no second file system here")
    place = shared / f"reftel-test-{os.getpid()}"
    place.mkdir()
    try:
        shutil.move(workspace.root / "site", place / "site")
        settings = workspace.settings.read_text("utf-8")
        settings = settings.replace("site_dir: site\n", f"site_dir: {place}/site\n")
        workspace.settings.write_text(settings, encoding="utf-8")
        for number in range(2):
            change(workspace, number)
            build(workspace)
            assert not previous_site_folder(workspace).exists()
            assert [path.name for path in place.iterdir()] == ["site"]
        assert run("reftel", "verify", cwd=workspace.root).returncode == 0
    finally:
        shutil.rmtree(place)


def differing(site: dict[str, str], versions: list[dict[str, str]]) -> set[str]:
    """The paths at which a site differs from the version that is most like it."""
    found = [
        {path for path in site.keys() | version.keys() if site.get(path) != version.get(path)}
        for version in versions
    ]
    return min(found, key=len)


def kill_again_and_again(workspace: Workspace, kills: int, seed: int) -> None:
    """Builds of a changed cable are killed while somebody reads; the site is whole after each."""
    served = workspace.root / "site"
    versions = []
    for number in range(2):
        change(workspace, number)
        build(workspace)
        versions.append(hashes(served))
    known = {
        path: {version[path] for version in versions}
        for path in versions[0].keys() & versions[1].keys()
    }
    change(workspace, 0)
    whole = time_of_a_build(workspace)
    chance = random.Random(seed)
    killed = number = 0
    with serving(workspace.root) as port, Client(port, known) as client:
        while killed < kills:
            number += 1
            change(workspace, number % 2)
            if kill_after(start_build(workspace), chance.uniform(0.3, 1.0) * whole):
                killed += 1
            else:  # the machine is less busy than it was
                whole *= 0.8
            assert differing(hashes(served), versions) == set()
    assert set(client.answers) == {"whole"}
    change(workspace, 0)
    assert run("reftel", "build", cwd=workspace.root).returncode == 0
    assert hashes(served) == versions[0]
    assert [p.name for p in workspace.root.iterdir() if p.name.startswith(".site")] == []


def test_readers_notice_nothing_of_killed_builds(workspace: Workspace) -> None:
    kill_again_and_again(workspace, kills=3, seed=1)


@pytest.mark.long
def test_readers_notice_nothing_of_many_killed_builds(workspace: Workspace) -> None:
    kill_again_and_again(workspace, kills=12, seed=2)
