"""Small workspaces in two versions, their sites as hashes, and a client that reads without rest."""

from __future__ import annotations

import hashlib
import http.client
import os
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Mapping, Set
from pathlib import Path
from urllib.parse import quote

from generator.disk import Workspace, new_workspace
from tests.cases import FIXTURES
from tests.site.conftest import run
from tests.site.hashing import hashes

VERSIONS = ("The first title", "The second title")
"""Titles of the site: each page of one version differs from the same page of the other."""

Hashes = Mapping[str, str]
"""SHA-256 by path within a site."""


def invented(root: Path) -> Workspace:
    """A workspace with three sound cables, in the first version."""
    new_workspace(root)
    workspace = Workspace(root)
    text = (FIXTURES / "sound.txt").read_text("utf-8")
    for number in (97, 98, 99):
        cable = text.replace("000099", f"0000{number}").replace("here.", f"in year {number}.")
        cable = cable.replace("A SOUND CABLE", f"SOUND CABLE {number}")
        (workspace.cables / f"08EXAMPLE{number}.txt").write_text(cable, encoding="utf-8")
    entitle(workspace, VERSIONS[0])
    return workspace


def entitle(workspace: Workspace, title: str) -> None:
    """Give the site a title, which stands on every page."""
    lines = workspace.settings.read_text("utf-8").splitlines()
    kept = [f"site_name: {title}" if line.startswith("site_name:") else line for line in lines]
    workspace.settings.write_text("\n".join(kept) + "\n", encoding="utf-8")


def both_versions(workspace: Workspace) -> tuple[dict[str, str], dict[str, str]]:
    """The site in both versions; the second is left in place."""
    found = []
    for title in VERSIONS:
        entitle(workspace, title)
        done = run("reftel", "build", cwd=workspace.root)
        assert done.returncode == 0, done.stderr
        found.append(hashes(workspace.root / "site"))
    return found[0], found[1]


def start_build(workspace: Workspace) -> subprocess.Popen[str]:
    """A build that goes on by itself, in a group of its own."""
    return subprocess.Popen(
        [str(Path(sys.executable).parent / "reftel"), "build"],
        cwd=workspace.root,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
        env={**os.environ, "REFTEL_SITE_URL": ""},
    )


def time_of_a_build(workspace: Workspace) -> float:
    """Seconds from the start of a build to its end."""
    begun = time.monotonic()
    assert start_build(workspace).wait() == 0
    return time.monotonic() - begun


def kill_after(build: subprocess.Popen[str], seconds: float) -> bool:
    """End the build and all it started, as a power cut does; whether it was still running."""
    try:
        build.wait(seconds)
    except subprocess.TimeoutExpired:
        os.killpg(build.pid, signal.SIGKILL)
    build.communicate()
    return build.returncode == -signal.SIGKILL


class Client:
    """Asks for the paths in turn, without rest, and judges each answer by its hash."""

    def __init__(self, port: int, known: Mapping[str, Set[str]]) -> None:
        self.answers: Counter[str] = Counter()
        """How many were `whole`, and each that was not, told by path and fault."""
        self._port = port
        self._known = known
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._ask)

    def __enter__(self) -> Client:
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._end.set()
        self._thread.join()

    def _ask(self) -> None:
        while not self._end.is_set():
            for path in self._known:
                if self._end.is_set():
                    break
                self.answers[self._judged(path)] += 1
                time.sleep(0.0005)

    def _judged(self, path: str) -> str:
        link = http.client.HTTPConnection("127.0.0.1", self._port, timeout=120)
        try:
            link.request("GET", f"/site/{quote(path)}")
            answer = link.getresponse()
            body = answer.read()
        except (OSError, http.client.HTTPException) as error:
            return f"{path}: {error!r}"
        finally:
            link.close()
        if answer.status != 200:
            return f"{path}: status {answer.status}"
        whole = hashlib.sha256(body).hexdigest() in self._known[path]
        return "whole" if whole else f"{path}: neither version"
