"""A folder that all processes of a test run share: it is served on loopback, and holds sites.

A site that many modules read is built by the first that needs it. Nobody may change it.
"""

from __future__ import annotations

import fcntl
import json
import shutil
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from generator.disk import Workspace
from tests.site.hashing import hashes


class Quiet(SimpleHTTPRequestHandler):
    """A server that prints nothing."""

    def log_message(self, *arguments: object) -> None:
        """Print nothing."""


class QuietServer(ThreadingHTTPServer):
    """A server that says nothing of readers that went away."""

    def handle_error(self, *arguments: object) -> None:
        """Print nothing."""


@contextmanager
def serving(folder: Path) -> Iterator[int]:
    """Serve a folder on loopback until the block ends; the port."""
    server = QuietServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def shared_folder() -> Iterator[tuple[str, int]]:
    """A folder for one run, removed at its end, and the port at which `served` in it is served."""
    with tempfile.TemporaryDirectory(prefix="reftel-tests-") as name:
        served = Path(name) / "served"
        served.mkdir()
        with serving(served) as port:
            yield name, port


@contextmanager
def built_once(shared: Path, name: str, make: Callable[[Path], None]) -> Iterator[Workspace]:
    """The workspace `name` of a run, made by the first process that asks for it.

    At the end of the block its site must be as it was built.
    """
    root = shared / name
    hashes_file = shared / f"{name}.json"
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not hashes_file.exists():
            shutil.rmtree(root, ignore_errors=True)  # of a process that failed
            make(root)
            hashes_file.write_text(json.dumps(hashes(root / "site")), encoding="utf-8")
    yield Workspace(root)
    assert hashes(root / "site") == json.loads(hashes_file.read_text("utf-8")), (
        f"a test changed the site '{name}', which all tests share"
    )
