"""The commands as a user meets them."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from generator.disk import CURATED_COPIES, Workspace, new_workspace
from tests.cases import FIXTURES
from tests.site.conftest import COPIES, ROOT, SAMPLE, run


@pytest.fixture
def sound(tmp_path: Path) -> Workspace:
    """A small workspace with one sound cable."""
    new_workspace(tmp_path / "ws")
    workspace = Workspace(tmp_path / "ws")
    shutil.copy(FIXTURES / "sound.txt", workspace.cables / "08EXAMPLE99.txt")
    return workspace


def test_show_prints_the_parsed_cable() -> None:
    result = run("reftel", "show", str(SAMPLE), cwd=ROOT)
    cable = json.loads(result.stdout)
    assert [p["number"] for p in cable["paras"]] == list(range(1, 27))
    assert {p["marking"] for p in cable["paras"]} == {"SBU"}
    assert len(cable["pages"]) == 10
    assert cable["pages_missing"] == [10]
    assert cable["header"]["subject"].endswith("(PART 1 OF 2)")
    assert cable["paras"][0]["text"].startswith("The mission's point of contact")


def test_show_of_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    result = run("reftel", "show", "nowhere.txt", cwd=tmp_path)
    assert result.returncode == 1
    assert "nowhere.txt: error: the file cannot be read" in result.stderr
    assert "Traceback" not in result.stderr


def test_compare_prints_the_differences_of_copies(sound: Workspace) -> None:
    shutil.copytree(FIXTURES / "copies", sound.cables / "copies")
    (sound.root / CURATED_COPIES).write_text(COPIES, encoding="utf-8")
    names = ("copies/79LIMA1200.txt", "copies/first-release/79LIMA1200.txt")
    result = run("reftel", "compare", *names, cwd=sound.root)
    lines = result.stdout.splitlines()
    assert result.returncode == 0
    assert lines[0].startswith("A  copies/79LIMA1200.txt (plain text, National Archives, 2014-")
    assert lines[-1] == "2 released later, 2 transmission damage, 1 typing, 1 another header."
    by_number = run("reftel", "compare", "79LIMA1200", cwd=sound.root)
    assert by_number.stdout == result.stdout
    others = run("reftel", "compare", "79LIMA1300", "79LIMA1200", cwd=sound.root)
    assert "¶4: transmission damage\n    A: kilometre\n    B: ki1ometre" in others.stdout
    nothing = run("reftel", "compare", "79LIMA9", "79LIMA1200", cwd=sound.root)
    assert nothing.returncode == 2
    assert "79LIMA9 is neither a file nor the number of a cable" in nothing.stderr
    alone = run("reftel", "compare", "08EXAMPLE99", cwd=sound.root)
    assert "no two copies of 08EXAMPLE99" in alone.stderr


def test_check_tells_and_exits_by_errors(sound: Workspace) -> None:
    result = run("reftel", "check", cwd=sound.root)
    assert result.returncode == 0
    assert "1 cable, 1 paragraph; 0 errors, 0 warnings, 0 notes." in result.stdout
    (sound.cables / "shopping.txt").write_text("bread and butter\n", encoding="utf-8")
    result = run("reftel", "check", cwd=sound.root)
    assert result.returncode == 1
    assert "content/cables/shopping.txt:1: error:" in result.stderr


def test_build_goes_on_past_errors_unless_strict(sound: Workspace) -> None:
    (sound.cables / "shopping.txt").write_text("bread and butter\n", encoding="utf-8")
    result = run("reftel", "build", "--strict", cwd=sound.root)
    assert result.returncode == 2
    assert "1 error in content; the site was not built" in result.stderr
    assert not (sound.root / "site").exists()
    result = run("reftel", "build", cwd=sound.root)
    assert result.returncode == 0, result.stderr
    assert "1 cable, 1 paragraph; 1 error" in result.stdout
    assert (sound.root / "site" / "cables" / "08EXAMPLE99" / "index.html").is_file()


def test_a_failed_build_leaves_the_old_site(sound: Workspace) -> None:
    assert run("reftel", "build", cwd=sound.root).returncode == 0
    (sound.root / "site" / ".gitignore").write_text("*\n", encoding="utf-8")
    before = sorted(p.relative_to(sound.root) for p in (sound.root / "site").rglob("*"))
    own = sound.root / "templates" / "theme"
    own.mkdir(parents=True)
    (own / "main.html").write_text("{% broken", encoding="utf-8")
    result = run("reftel", "build", cwd=sound.root)
    assert result.returncode != 0
    after = sorted(p.relative_to(sound.root) for p in (sound.root / "site").rglob("*"))
    assert after == before
    assert "main.html" in result.stderr
    assert "Traceback" not in result.stderr
    assert [p.name for p in sound.root.iterdir() if p.name.startswith(".site")] == []


def test_a_build_keeps_the_dot_files_of_the_site(sound: Workspace) -> None:
    assert run("reftel", "build", cwd=sound.root).returncode == 0
    (sound.root / "site" / ".gitignore").write_text("*\n", encoding="utf-8")
    (sound.root / "site" / ".well-known").mkdir()
    (sound.root / "site" / ".well-known" / "x.txt").write_text("x", encoding="utf-8")
    (sound.root / "site" / "stale.html").write_text("x", encoding="utf-8")
    assert run("reftel", "build", cwd=sound.root).returncode == 0
    assert (sound.root / "site" / ".gitignore").read_text(encoding="utf-8") == "*\n"
    assert (sound.root / "site" / ".well-known" / "x.txt").is_file()
    assert not (sound.root / "site" / "stale.html").exists()


def test_a_strict_build_with_warnings_leaves_the_old_site_and_tells_them(sound: Workspace) -> None:
    assert run("reftel", "build", cwd=sound.root).returncode == 0
    own = sound.root / "templates" / "pages"
    own.mkdir(parents=True)
    (own / "home.md.j2").write_text("# Changed\n\n[x](nowhere.md)\n", encoding="utf-8")
    result = run("reftel", "build", "--strict", cwd=sound.root)
    assert result.returncode == 2
    assert "nowhere.md" in result.stderr
    assert "Changed" not in (sound.root / "site" / "index.html").read_text(encoding="utf-8")
    assert run("reftel", "build", cwd=sound.root).returncode == 0
    assert "Changed" in (sound.root / "site" / "index.html").read_text(encoding="utf-8")


def test_an_address_that_is_none_gets_a_sentence(sound: Workspace) -> None:
    result = run("reftel", "serve", "--address", "localhost:99999", cwd=sound.root)
    assert result.returncode == 2
    assert "expected host:port" in result.stderr


def test_a_folder_that_is_no_workspace_gets_a_sentence(tmp_path: Path) -> None:
    result = run("reftel", "build", cwd=tmp_path)
    assert result.returncode == 2
    assert "reftel new DIR" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_new_workspace_builds_at_once(tmp_path: Path) -> None:
    assert run("reftel", "new", "mine", cwd=tmp_path).returncode == 0
    result = run("reftel", "-C", "mine", "build", "--strict", cwd=tmp_path)
    assert result.returncode == 0, result.stderr
    page = (tmp_path / "mine" / "site" / "cables" / "index.html").read_text(encoding="utf-8")
    assert "There are no cables here yet." in page


@pytest.mark.long
def test_the_wheel_works_in_a_clean_environment(tmp_path: Path) -> None:
    wheels, environment = tmp_path / "wheels", tmp_path / "venv"
    own = [sys.executable, "-m"]
    build = [*own, "hatchling", "build", "-t", "wheel", "-d", str(wheels)]
    subprocess.run(build, cwd=ROOT, check=True)
    subprocess.run([*own, "venv", str(environment)], check=True)
    pip = [str(environment / "bin" / "pip"), "--disable-pip-version-check", "-q", "install"]
    locked = str(ROOT / "requirements" / "site.lock")
    subprocess.run([*pip, "--require-hashes", "-r", locked], check=True)
    subprocess.run([*pip, "--no-deps", *map(str, wheels.glob("*.whl"))], check=True)
    assert list(environment.rglob("generator/py.typed"))
    reftel = environment / "bin" / "reftel"
    subprocess.run([reftel, "new", "mine"], cwd=tmp_path, check=True)
    shutil.copytree(ROOT / "content", tmp_path / "mine" / "content", dirs_exist_ok=True)
    subprocess.run([reftel, "-C", "mine", "build", "--strict"], cwd=tmp_path, check=True)
    site = tmp_path / "mine" / "site"
    page = (site / "cables" / "08MEXICO721" / "full" / "index.html").read_text(encoding="utf-8")
    assert page.count('class="rt-para"') == 26
    assert (site / "assets" / "reftel" / "reftel.css").is_file()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.mark.parametrize(
    "command", [["reftel", "serve", "--address"], ["mkdocs", "serve", "--dev-addr"]]
)
def test_serve_builds_again_when_a_cable_changes(sound: Workspace, command: list[str]) -> None:
    address = f"127.0.0.1:{_free_port()}"
    program = Path(sys.executable).parent / command[0]
    process = subprocess.Popen(
        [program, *command[1:], address],
        cwd=sound.root,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "REFTEL_SITE_URL": ""},
    )
    try:
        page = f"http://{address}/cables/08EXAMPLE99/full/"
        assert _wait_for(page, "Nothing is wrong here")
        path = sound.cables / "08EXAMPLE99.txt"
        path.write_text(path.read_text("utf-8").replace("Nothing", "Little"), encoding="utf-8")
        assert _wait_for(page, "Little is wrong here")
    finally:
        process.terminate()
        process.wait(timeout=120)


def _wait_for(page: str, text: str) -> bool:
    """True as soon as the page holds the text; False if it does not within three minutes."""
    end = time.monotonic() + 180
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(page, timeout=60) as answer:
                if text in answer.read().decode("utf-8"):
                    return True
        except OSError:
            pass
        time.sleep(0.3)
    return False
