"""A workspace from elsewhere is data: commands change and publish nothing outside of it."""

from __future__ import annotations

import os
import pickle
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.disk import Workspace
from generator.release.lock import LOCK
from tests.site.building import invented, start_build
from tests.site.conftest import run
from tests.site.hashing import hashes
from tests.unit.test_executors import PATIENCE, is_alive, until
from tests.unit.test_state import Program

SECRET = "words of a private file"


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A workspace of three cables, built."""
    workspace = invented(tmp_path_factory.mktemp("foreign") / "workspace")
    assert run("reftel", "build", cwd=workspace.root).returncode == 0
    return workspace


@pytest.fixture
def built(first: Workspace, tmp_path: Path) -> Workspace:
    shutil.copytree(first.root, tmp_path / "workspace")
    return Workspace(tmp_path / "workspace")


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Path]:
    """A folder beside the workspace that must stay as it is."""
    folder = tmp_path / "elsewhere"
    for name in ("private.txt", "index.md", "index.html", "pages/private.md", ".hidden"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(f"{SECRET} {name}", encoding="utf-8")
    before = hashes(folder)
    yield folder
    assert hashes(folder) == before
    assert sorted(path.name for path in folder.parent.iterdir()) == ["elsewhere", "workspace"]


def replace_with_link(path: Path, target: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    path.unlink(missing_ok=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.symlink_to(target)


def published(folder: Path) -> list[str]:
    """The files below a folder in which words of the private files stand."""
    return [
        str(path)
        for path in folder.rglob("*")
        if path.is_file() and SECRET.encode() in path.read_bytes()
    ]


def test_a_build_follows_no_link_and_runs_no_planted_state(
    built: Workspace, elsewhere: Path, tmp_path: Path
) -> None:
    root, pages = built.root, built.pages
    for name in ("out.txt", "08EXAMPLE1.md", "sub/deep.txt"):
        replace_with_link(built.cables / name, elsewhere / "private.txt")
    replace_with_link(built.cables / "folder", elsewhere)
    replace_with_link(pages / "index.md", elsewhere / "index.md")
    replace_with_link(pages / "other.md", elsewhere / "index.md")
    replace_with_link(pages / "cables" / "08EXAMPLE97", elsewhere / "pages")
    replace_with_link(pages / ".hidden", elsewhere)
    os.mkfifo(pages / "pipe.md")
    (pages / "about.md").unlink()
    os.link(elsewhere / "index.md", pages / "about.md")
    replace_with_link(root / ".reftel" / ".gitignore", elsewhere / "private.txt")
    for name in ("pages", "site"):
        (built.state / name).write_bytes(pickle.dumps(Program(tmp_path / "trace")))
    for number in range(os.getpid(), os.getpid() + 300):
        replace_with_link(root / f".site-new-{number}", elsewhere)
        replace_with_link(built.state / f"pages.{number}", elsewhere / "private.txt")
    done = run("reftel", "build", cwd=root)
    assert done.returncode == 0, done.stderr
    for name in ("out.txt", "08EXAMPLE1.md", "sub/deep.txt", "folder"):
        told = [line for line in done.stderr.split("\n") if f"content/cables/{name}" in line]
        assert len(told) == 1
        assert "a link to a f" in told[0]
    assert published(root / "site") == published(pages) == []
    assert SECRET not in done.stderr + done.stdout
    assert not list(root.glob(".site-new-*"))
    assert (root / "site" / "cables" / "08EXAMPLE97" / "full" / "index.html").is_file()
    assert run("reftel", "verify", cwd=root).returncode == 0


@pytest.mark.parametrize(
    "name",
    [
        LOCK,
        "site",
        "site/.well-known",
        "content/cables",
        "content/pages",
        "content/curated",
        "content/curated/redactions.yml",
        "templates/theme/assets",
        "templates/pages/home.md.j2",
        ".reftel",
        ".reftel/public/spare",
    ],
)
def test_where_a_link_would_be_followed_nothing_is_built(
    name: str, built: Workspace, elsewhere: Path
) -> None:
    is_file = "." in name.rpartition("/")[2][1:] or name == LOCK
    replace_with_link(built.root / name, elsewhere / "private.txt" if is_file else elsewhere)
    for command in (["reftel", "build"], ["mkdocs", "build", "-d", "plain"]):
        if command[0] == "mkdocs" and name.startswith("site"):
            continue  # it writes where it is told to
        done = run(*command, cwd=built.root)
        assert done.returncode, name
        assert "a link" in done.stderr, done.stderr
        assert Path(name).name in done.stderr
        assert "Traceback" not in done.stderr
    assert not (built.root / "plain").exists() or published(built.root / "plain") == []


def test_links_in_a_site_are_neither_believed_nor_read(built: Workspace, elsewhere: Path) -> None:
    site = built.root / "site"
    replace_with_link(site / "about" / "index.html", elsewhere / "index.html")
    replace_with_link(site / "more", elsewhere)
    done = run("reftel", "verify", cwd=built.root)
    assert done.returncode == 1
    assert done.stderr.split() == ["about/index.html:", "changed", "more:", "additional"]
    for command in (["deploy"], ["pdf"]):
        done = run("reftel", *command, cwd=built.root)
        assert done.returncode == 2
        assert "is not a regular file: a site contains no links" in done.stderr
    assert run("reftel", "build", cwd=built.root).returncode == 0
    assert published(site) == []
    assert run("reftel", "verify", cwd=built.root).returncode == 0


def test_settings_of_servers_are_not_written_through_links(
    built: Workspace, elsewhere: Path
) -> None:
    replace_with_link(built.root / "deploy" / "nginx.conf", elsewhere / "private.txt")
    assert run("reftel", "deploy", cwd=built.root).returncode == 0
    assert not (built.root / "deploy" / "nginx.conf").is_symlink()
    replace_with_link(built.root / "deploy", elsewhere)
    done = run("reftel", "deploy", cwd=built.root)
    assert done.returncode == 2
    assert "deploy is a link to a folder" in done.stderr


@pytest.mark.parametrize(
    "command",
    [
        ["verify"],
        ["deploy"],
        ["check"],
        ["show", "content/cables/08EXAMPLE97.txt"],
        ["review"],
        ["pdf", "08EXAMPLE97"],
    ],
    ids=lambda command: command[0],
)
def test_only_build_and_serve_run_what_the_settings_name(
    command: list[str], built: Workspace
) -> None:
    trace = built.root / "trace"
    program = f"import pathlib\npathlib.Path({str(trace)!r}).touch()\n"
    (built.root / "hook.py").write_text(program, encoding="utf-8")
    settings = built.settings.read_text("utf-8")
    settings += "\nhooks: [hook.py]\n"
    settings += f"watch: !!python/object/apply:os.system ['touch {trace}']\n"
    built.settings.write_text(settings, encoding="utf-8")
    done = run("reftel", *command, cwd=built.root)
    assert done.returncode == 0, done.stderr
    assert not trace.exists()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_a_build_that_is_ended_leaves_no_process(number: signal.Signals, tmp_path: Path) -> None:
    root = tmp_path / "workspace"
    assert run("reftel", "demo", "--cables", "150", str(root), cwd=tmp_path).returncode == 0
    build = start_build(Workspace(root))
    assert build.stderr is not None
    assert build.stderr.readline() == "Parsing cables: 150\n"
    assert until(lambda: len(children(build.pid)) > 1, PATIENCE)
    workers = children(build.pid)
    build.send_signal(number)
    assert until(lambda: not any(map(is_alive, workers)), PATIENCE)
    rest = build.communicate(timeout=PATIENCE)[1]
    assert build.returncode == (-number if number == signal.SIGKILL else 128 + number)
    if number == signal.SIGTERM:
        assert rest == ""
        assert [p.name for p in root.iterdir() if p.name.startswith(".site")] == []


def children(process: int) -> list[int]:
    told = Path(f"/proc/{process}/task/{process}/children")
    return [int(child) for child in told.read_text("utf-8").split()]
