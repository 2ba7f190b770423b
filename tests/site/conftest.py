"""Sites built once for all tests of a run, commands, and the browser."""

from __future__ import annotations

import atexit
import functools
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, sync_playwright

from generator import parse_cable
from generator.disk import CURATED_COPIES, CURATED_GLOSSARY, Workspace, new_workspace
from generator.model.diagnostic_codes import Severity
from tests.cases import FIXTURES, read_cases
from tests.corpus.scoring import CORPUS
from tests.site.compiled_templates import keep_compiled_templates
from tests.site.shared import built_once
from tests.site.warm_commands import WarmCommands

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "content" / "cables" / "08MEXICO721.txt"


@functools.cache
def warm_commands() -> WarmCommands:
    """The process that runs the commands of these tests, ended with them."""
    scratch = tempfile.TemporaryDirectory(prefix="reftel-warm-")
    atexit.register(scratch.cleanup)
    commands = WarmCommands(Path(scratch.name))
    atexit.register(commands.close)
    return commands


def run(*arguments: str, cwd: Path, address: str = "") -> subprocess.CompletedProcess[str]:
    """Run a command of this environment for a site at `address`, its output kept."""
    environment = {**os.environ, "REFTEL_SITE_URL": address}
    return warm_commands().run(arguments, cwd, environment)


def run_cold(*arguments: str, cwd: Path, address: str = "") -> subprocess.CompletedProcess[str]:
    """The same in a new process: with its start-up, and hashes by a seed of its own."""
    return subprocess.run(
        [str(Path(sys.executable).parent / arguments[0]), *arguments[1:]],
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
        env={**os.environ, "REFTEL_SITE_URL": address},
    )


def show_everything(workspace: Workspace) -> None:
    """Let the public edition withhold nothing, so that its text is that of the sources."""
    settings = workspace.settings.read_text(encoding="utf-8")
    for withholds, shows in (("rules: all", "rules: none"), ("[email, telephone]", "[]")):
        assert settings.count(withholds) == 1
        settings = settings.replace(withholds, shows)
    workspace.settings.write_text(settings, encoding="utf-8")


COPIES = """copies:
  - {file: copies/79LIMA1200.txt, publisher: National Archives, date: 2014-03-20}
  - {file: copies/first-release/79LIMA1200.txt, publisher: Editors of a volume, date: 1998-05-01}
  - {file: copies/79LIMA1300-a.txt, date: 2014-03-20}
  - {file: copies/79LIMA1300-b.txt, publisher: The first release, date: 2005-06-30}
"""


def make_workspace(root: Path) -> Workspace:
    """A workspace with the sample, a cable for each fixture, hostile text and released copies."""
    new_workspace(root)
    workspace = Workspace(root)
    show_everything(workspace)
    shutil.copy(SAMPLE, workspace.cables)
    curated = workspace.root / CURATED_GLOSSARY
    curated.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(SAMPLE.parents[1] / "curated" / "glossary.yml", curated)
    number = 1000
    kept: set[str] = set()
    for file in sorted((FIXTURES / "parse").glob("*.txt")):
        for case in read_cases(file):
            number += 1
            source = case.source.replace("EXAMPLE 000012", f"TESTING {number:06d}")
            source = source.replace("EXAMPLE 00000012", f"TESTING {number:08d}")
            if "UNCLAS" not in source.upper():
                titled = f"TAGS: PREL\nSUBJECT: {case.title}\n\n"
                source = f"UNCLAS TESTING {number:06d}\n\n{titled}{source}"
            if source.startswith("UNCLAS"):
                source = f"R 112219Z MAR 08\nFM AMEMBASSY TESTING\n{source}"
            cable = parse_cable(source, name=f"08TESTING{number}")
            is_usable = all(d.severity is not Severity.ERROR for d in cable.diagnostics)
            if is_usable and cable.id is not None and cable.id not in kept:
                kept.add(cable.id)
                path = workspace.cables / f"{cable.id}.txt"
                path.write_text(source, encoding="utf-8")
    hostile = FIXTURES / "hostile.txt"
    shutil.copy(hostile, workspace.cables / "08HOSTILE1.txt")
    shutil.copy(FIXTURES / "released.txt", workspace.cables / "C05000000.txt")
    shutil.copytree(FIXTURES / "copies", workspace.cables / "copies")
    (workspace.root / CURATED_COPIES).write_text(COPIES, encoding="utf-8")
    return workspace


@pytest.fixture(scope="session", autouse=True)
def _compiled_templates(tmp_path_factory: pytest.TempPathFactory) -> None:
    keep_compiled_templates(tmp_path_factory.mktemp("templates"))


@pytest.fixture(scope="session")
def served(shared: tuple[Path, int]) -> tuple[Path, str]:
    """A folder served on loopback, and the address of a sub-path of it."""
    folder, port = shared
    return folder / "served", f"http://127.0.0.1:{port}/deep/path/"


@pytest.fixture(scope="session")
def workspace(shared: tuple[Path, int], served: tuple[Path, str]) -> Iterator[Workspace]:
    """A workspace with many kinds of cables, built for the address at which it is served."""
    folder, address = served

    def make(root: Path) -> None:
        make_workspace(root)
        build(root, address)
        (folder / "deep").mkdir()
        (folder / "deep" / "path").symlink_to(root / "site")

    with built_once(shared[0], "workspace", make) as workspace:
        yield workspace


def build(root: Path, address: str = "") -> None:
    """Build a workspace, which must succeed."""
    result = run("reftel", "build", cwd=root, address=address)
    assert result.returncode == 0, result.stderr


@pytest.fixture
def address(workspace: Workspace, served: tuple[Path, str]) -> str:
    """Where the built site is served: below a sub-path."""
    assert workspace.root.is_dir()
    return served[1]


INVENTED = 60
"""Cables beside the sample in the library."""


@pytest.fixture(scope="session")
def library(shared: tuple[Path, int], served: tuple[Path, str]) -> Iterator[str]:
    """The address of a site with the sample, hostile text and many invented cables."""
    folder, address = served

    def make(root: Path) -> None:
        assert run("reftel", "demo", "--cables", str(INVENTED), str(root), cwd=ROOT).returncode == 0
        shutil.copy(SAMPLE, root / "content" / "cables")
        curated = root / "content" / "curated"
        shutil.copytree(SAMPLE.parents[1] / "curated", curated, dirs_exist_ok=True)
        shutil.copy(FIXTURES / "hostile.txt", root / "content" / "cables" / "08HOSTILE1.txt")
        build(root)
        (folder / "library").symlink_to(root / "site")

    with built_once(shared[0], "library", make):
        yield address.replace("deep/path/", "library/")


@pytest.fixture(scope="session")
def corpus_site(shared: tuple[Path, int]) -> Iterator[Workspace]:
    """The site of all real cables together."""
    if not CORPUS.is_dir():
        pytest.skip("the annotated cables are no part of the project")

    def make(root: Path) -> None:
        new_workspace(root)
        workspace = Workspace(root)
        for path in [SAMPLE, *(CORPUS / "cables").glob("*.txt")]:
            shutil.copy(path, workspace.cables)
        show_everything(workspace)
        build(root)

    with built_once(shared[0], "corpus", make) as workspace:
        yield workspace


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    names = ("chromium", "chromium-browser", "google-chrome")
    path = next((found for name in names if (found := shutil.which(name))), None)
    assert path, "Chromium is missing: run 'make test', or install it (apt-get install chromium)"
    with sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=path,
            args=[
                "--no-sandbox",
                "--disable-gpu",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
            ],
        )
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def context(browser: Browser) -> Iterator[BrowserContext]:
    """What the pages of a module share: in a context of its own a page costs twice the time."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context
    context.close()


@pytest.fixture(scope="module")
def storage(context: BrowserContext) -> CDPSession:
    """Reaches what pages store in the browser; its own page stays open."""
    return context.new_cdp_session(context.new_page())


@pytest.fixture
def page(context: BrowserContext, storage: CDPSession) -> Iterator[Page]:
    """A page of a browser in which nothing is stored or permitted."""
    page = context.new_page()
    yield page
    for opened in context.pages[1:]:
        opened.close()
    context.clear_permissions()
    context.clear_cookies()
    storage.send("Storage.clearDataForOrigin", {"origin": "*", "storageTypes": "all"})
