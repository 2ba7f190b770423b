"""What is served stands until a whole new site takes its place; both are what they say."""

from __future__ import annotations

import json
import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from generator.disk import CURATED_REDACTIONS, Workspace
from generator.release.lock import LOCK
from tests.site.building import VERSIONS, entitle, invented, start_build
from tests.site.conftest import run
from tests.site.hashing import hashes


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A workspace with its built site; tests work on copies of it."""
    workspace = invented(tmp_path_factory.mktemp("first") / "ws")
    done = run("reftel", "build", cwd=workspace.root)
    assert done.returncode == 0, done.stderr
    return workspace


@pytest.fixture
def built(first: Workspace, tmp_path: Path) -> Workspace:
    """A copy that a test may change."""
    shutil.copytree(first.root, tmp_path / "ws")
    return Workspace(tmp_path / "ws")


def hidden(workspace: Workspace) -> list[str]:
    return sorted(p.name for p in workspace.root.iterdir() if p.name.startswith("."))


def break_template(workspace: Workspace) -> None:
    own = workspace.root / "templates" / "theme"
    own.mkdir(parents=True)
    (own / "main.html").write_text("{% broken", encoding="utf-8")


def break_page_template(workspace: Workspace) -> None:
    own = workspace.root / "templates" / "pages"
    own.mkdir(parents=True)
    (own / "home.md.j2").write_text("{{ nothing.at.all }}", encoding="utf-8")


def break_cable(workspace: Workspace) -> None:
    (workspace.cables / "shopping.txt").write_text("bread and butter\n", encoding="utf-8")


def break_settings(workspace: Workspace) -> None:
    workspace.settings.write_text("site_name: [\n", encoding="utf-8")


def break_glossary(workspace: Workspace) -> None:
    (workspace.root / "content" / "curated" / "glossary.yml").write_text("]", encoding="utf-8")


def leak(workspace: Workspace) -> None:
    """A template of the workspace's own tells what a rule withholds."""
    words = "Nothing is wrong"
    rule = (
        "rules:\n"
        "  - id: r1\n    reason: personal privacy\n    note: A private person.\n"
        f'    kind: name\n    passages: ["{words}"]\n'
    )
    (workspace.root / CURATED_REDACTIONS).write_text(rule, encoding="utf-8")
    own = workspace.root / "templates" / "pages"
    own.mkdir(parents=True)
    (own / "home.md.j2").write_text(f"# Home\n\n{words}\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("harm", "told"),
    [
        (break_template, "main.html"),
        (break_page_template, "home.md.j2"),
        (break_cable, "1 error in content;"),
        (break_settings, "mkdocs.yml"),
        (break_glossary, "glossary.yml"),
        (leak, "contains what its edition withholds"),
    ],
)
def test_a_build_that_fails_leaves_the_old_site(
    built: Workspace, harm: Callable[[Workspace], None], told: str
) -> None:
    before = hashes(built.root / "site")
    harm(built)
    result = run("reftel", "build", "--strict", cwd=built.root)
    assert result.returncode != 0
    assert told in result.stderr
    assert "Traceback" not in result.stderr
    assert hashes(built.root / "site") == before
    assert hidden(built) == [".gitignore", ".reftel", ".reftel-lock"]


HOLDER = """
import sys, pathlib
from generator.release.lock import workspace_lock
with workspace_lock(pathlib.Path(sys.argv[1]), print):
    print("held", flush=True)
    sys.stdin.readline()
"""


@contextmanager
def lock_held(workspace: Workspace) -> Iterator[subprocess.Popen[str]]:
    """A process that holds the lock of a workspace, as a build does, until it reads a line."""
    command = [sys.executable, "-c", HOLDER, str(workspace.root)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        yield holder


def test_of_two_builds_the_second_waits_and_says_so(built: Workspace) -> None:
    with lock_held(built) as other:
        build = start_build(built)
        assert build.stderr is not None
        assert build.stderr.readline() == (
            f"reftel: another build of this workspace is running (process {other.pid}); "
            "waiting for it to end.\n"
        )
        other.communicate("\n")
        assert "waiting" not in build.communicate(timeout=120)[1]
    assert build.returncode == 0
    assert run("reftel", "verify", cwd=built.root).returncode == 0


def test_the_lock_of_a_killed_build_holds_nobody_up(built: Workspace) -> None:
    with lock_held(built) as other:
        assert (built.root / LOCK).read_text(encoding="ascii") == str(other.pid)
        other.kill()
    result = run("reftel", "build", cwd=built.root)
    assert result.returncode == 0, result.stderr
    assert "waiting" not in result.stderr


def test_plain_mkdocs_takes_its_turn_too(built: Workspace) -> None:
    with lock_held(built) as other:
        mkdocs = subprocess.Popen(
            [str(Path(sys.executable).parent / "mkdocs"), "build", "-d", str(built.root / "plain")],
            cwd=built.root,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert mkdocs.stderr is not None
        told = next(line for line in mkdocs.stderr if "waiting" in line)
        assert f"(process {other.pid})" in told
        assert not (built.root / "plain" / "index.html").exists()
        other.communicate("\n")
        mkdocs.communicate(timeout=120)
    assert mkdocs.returncode == 0
    assert hashes(built.root / "plain") == hashes(built.root / "site")


def test_what_killed_builds_left_is_removed(built: Workspace) -> None:
    for name in (".site-new-1", ".site-old-1", "..site-new-1-search-abc", ".site-mine"):
        (built.root / name / "deep").mkdir(parents=True)
        (built.root / name / "deep" / "x.html").write_text("x", encoding="utf-8")
    assert run("reftel", "build", cwd=built.root).returncode == 0
    assert hidden(built) == [".gitignore", ".reftel", ".reftel-lock", ".site-mine"]


def test_a_folder_of_somebody_else_is_not_replaced(built: Workspace) -> None:
    shutil.rmtree(built.root / "site")
    (built.root / "site").mkdir()
    (built.root / "site" / "thesis.txt").write_text("mine", encoding="utf-8")
    result = run("reftel", "build", cwd=built.root)
    assert result.returncode == 2
    assert "contains thesis.txt but is not a site of this program" in result.stderr
    assert hashes(built.root / "site").keys() == {"thesis.txt"}


def test_a_site_behind_a_link_is_replaced_where_it_stands(built: Workspace) -> None:
    (built.root / "srv").mkdir()
    shutil.move(built.root / "site", built.root / "srv" / "cables")
    (built.root / "site").symlink_to("srv/cables")
    entitle(built, VERSIONS[1])
    assert run("reftel", "build", cwd=built.root).returncode == 0
    assert (built.root / "site").is_symlink()
    page = (built.root / "srv" / "cables" / "index.html").read_text("utf-8")
    assert VERSIONS[1] in page
    assert [p.name for p in (built.root / "srv").iterdir()] == ["cables"]


def test_a_site_outside_the_workspace_is_named_by_the_settings_not_by_a_link(
    built: Workspace, tmp_path: Path
) -> None:
    (tmp_path / "srv").mkdir()
    shutil.move(built.root / "site", tmp_path / "srv" / "cables")
    before = hashes(tmp_path / "srv")
    (built.root / "site").symlink_to(tmp_path / "srv" / "cables")
    entitle(built, VERSIONS[1])
    done = run("reftel", "build", cwd=built.root)
    assert done.returncode == 2
    assert "name it in mkdocs.yml" in done.stderr
    assert hashes(tmp_path / "srv") == before
    settings = built.settings.read_text("utf-8")
    assert "\nsite_dir: site\n" in settings
    settings = settings.replace("\nsite_dir: site\n", f"\nsite_dir: {tmp_path}/srv/cables\n")
    built.settings.write_text(settings, encoding="utf-8")
    assert run("reftel", "build", cwd=built.root).returncode == 0
    assert VERSIONS[1] in (tmp_path / "srv" / "cables" / "index.html").read_text("utf-8")


def test_a_strict_umask_does_not_shut_readers_out(built: Workspace) -> None:
    (built.root / "site").chmod(0o755)
    command = [str(Path(sys.executable).parent / "reftel"), "build"]
    subprocess.run(command, cwd=built.root, check=True, capture_output=True, umask=0o077)
    modes = {
        (path.is_dir(), stat.S_IMODE(path.stat().st_mode))
        for path in (built.root / "site").rglob("*")
    }
    assert modes == {(True, 0o755), (False, 0o644)}


def test_verify_says_what_was_built_and_names_each_difference(built: Workspace) -> None:
    result = run("reftel", "verify", cwd=built.root)
    assert result.returncode == 0, result.stderr
    assert "site matches its build:" in result.stdout
    assert "Edition public, made by reftel" in result.stdout
    page = built.root / "site" / "index.html"
    page.write_text(page.read_text("utf-8") + " ", encoding="utf-8")
    (built.root / "site" / "404.html").unlink()
    (built.root / "site" / "new.html").write_text("x", encoding="utf-8")
    result = run("reftel", "verify", "ws/site", cwd=built.root.parent)
    assert result.returncode == 1
    assert result.stderr.splitlines() == [
        "404.html: missing",
        "index.html: changed",
        "new.html: additional",
    ]
    assert "ws/site differs from its build: 1 missing, 1 changed, 1 additional." in result.stdout


def test_verify_of_what_is_no_site_gets_a_sentence(built: Workspace, tmp_path: Path) -> None:
    result = run("reftel", "verify", str(tmp_path), cwd=built.root)
    assert result.returncode == 2
    assert "SHA256SUMS is missing" in result.stderr
    assert "Traceback" not in result.stderr


def test_sha256sum_agrees_with_the_site_and_its_data(built: Workspace) -> None:
    for folder in (built.root / "site", built.root / "site" / "exports"):
        check = ["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"]
        assert subprocess.run(check, cwd=folder, check=False).returncode == 0


def test_the_manifest_confirms_no_guess_at_what_is_withheld(built: Workspace) -> None:
    """No hash of a cable with a notice, nor of the rules; no name of a cable that is withheld."""
    one, two, _ = sorted(path.name for path in built.cables.glob("*.txt"))
    text = (built.cables / one).read_text("utf-8")
    (built.cables / one).write_text(text.replace("Nothing", "Quillfeather"), encoding="utf-8")
    shutil.move(built.cables / two, built.cables / "quillfeather-file.txt")
    rule = (
        "rules:\n"
        "  - id: r1\n    reason: personal privacy\n    note: A private person.\n"
        '    kind: name\n    passages: ["Quillfeather"]\n'
        "  - id: r2\n    reason: security\n    note: A whole cable.\n    kind: cable\n"
        f"    cables: [{Path(two).stem}]\n"
    )
    (built.root / CURATED_REDACTIONS).write_text(rule, encoding="utf-8")
    result = run("reftel", "build", cwd=built.root)
    assert result.returncode == 0, result.stderr
    told = (built.root / "site" / "manifest.json").read_text("utf-8")
    assert "quillfeather" not in told.lower()
    manifest = json.loads(told)
    hashed = {item["name"]: item["sha256"] is not None for item in manifest["inputs"]}
    assert hashed[f"content/cables/{one}"] is False
    assert hashed["content/curated/redactions.yml"] is False
    assert hashed["content/curated/glossary.yml"] is False
    assert hashed["mkdocs.yml"] is True
    assert manifest["unnamed"] == 1
    result = run("reftel", "build", "--edition", "internal", cwd=built.root)
    assert result.returncode == 0, result.stderr
    manifest = json.loads((built.root / "site-internal" / "manifest.json").read_text("utf-8"))
    assert all(item["sha256"] for item in manifest["inputs"])
    assert manifest["unnamed"] == 0


SURROUNDINGS = {
    "another zone and locale": {"TZ": "Asia/Kathmandu", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
    "a locale of UTF-8": {"TZ": "America/Lima", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "2"},
    "Turkish letters": {"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8", "PYTHONHASHSEED": "3"},
    "no UTF-8": {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "another home": {"HOME": "/nonexistent", "COLUMNS": "40", "NO_COLOR": "1"},
}


@pytest.fixture
def elsewhere(first: Workspace, tmp_path: Path) -> Workspace:
    """The same cables in another place, written in the opposite order, with other times."""
    root = tmp_path / "Another place, ü" / "ws"
    shutil.copytree(first.root, root, ignore=shutil.ignore_patterns("site", "pages", "cables"))
    (root / "content" / "cables").mkdir()
    for path in sorted(first.cables.glob("*"), reverse=True):
        copied = shutil.copy(path, root / "content" / "cables")
        os.utime(copied, (10**9, 10**9))
    return Workspace(root)


@pytest.mark.parametrize("name", SURROUNDINGS)
def test_the_same_input_gives_the_same_bytes(
    first: Workspace, elsewhere: Workspace, name: str
) -> None:
    result = subprocess.run(
        [str(Path(sys.executable).parent / "reftel"), "-C", str(elsewhere.root), "build"],
        cwd="/",
        env={**os.environ, "REFTEL_SITE_URL": "", **SURROUNDINGS[name]},
        umask=0o027,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    assert hashes(elsewhere.root / "site") == hashes(first.root / "site")


def test_names_of_files_are_read_alike_in_every_locale(built: Workspace) -> None:
    """A file of which something is withheld has no hash in the manifest, whatever its name."""
    (built.cables / "08EXAMPLE97.txt").rename(built.cables / "ü z.txt")
    (built.cables / "08EXAMPLE98.txt").rename(built.cables / "z.txt")
    rule = "rules: [{id: one, reason: security, note: A note., passages: [in year 97]}]\n"
    (built.root / CURATED_REDACTIONS).write_text(rule, encoding="utf-8")
    found = []
    for locale in (SURROUNDINGS["a locale of UTF-8"], SURROUNDINGS["no UTF-8"]):
        result = subprocess.run(
            [str(Path(sys.executable).parent / "reftel"), "build", "--accept"],
            cwd=built.root,
            env={**os.environ, "REFTEL_SITE_URL": "", **locale},
            capture_output=True,
            text=True,
            check=False,
        )
        assert result.returncode == 0, result.stderr
        found.append(hashes(built.root / "site"))
    assert found[0] == found[1]
    manifest = json.loads((built.root / "site" / "manifest.json").read_text("utf-8"))
    named = {item["name"]: item["sha256"] for item in manifest["inputs"]}
    assert named["content/cables/ü z.txt"] is None
    assert named["content/cables/z.txt"]
