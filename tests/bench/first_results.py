"""What a search transfers until its first results are there, and how long they take.

Run by hand for a workspace with a built site. nginx serves the site with the settings of
`reftel deploy` on loopback; Chromium asks each query in the box of a cable's page with an empty
cache, after the index was opened, as while somebody types:

    python -m tests.bench.first_results WORKSPACE government "customs officers quarrel"
"""

from __future__ import annotations

import argparse
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from generator.release.deploy import FOLDER

RUNS = 5
"""Runs of each query; the least time is given, since other work on the machine only adds to it."""

OPENING = 1500
"""Milliseconds from opening the box to the query."""

SETTINGS = """daemon off; pid {folder}/pid; error_log {folder}/error.log; user root;
events {{}}
http {{
    include /etc/nginx/mime.types;
    log_format sent '$bytes_sent';
    client_body_temp_path {folder}/b; proxy_temp_path {folder}/p;
    fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
    server {{ listen 127.0.0.1:{port}; access_log {folder}/log sent; include {folder}/site.conf; }}
}}
"""

ASK = """typed => new Promise((resolve) => {
  const status = document.querySelector(".rt-search-status");
  const begin = performance.now();
  const look = () => {
    const isReady = status.textContent.includes(typed) && !status.textContent.startsWith("Type");
    if (isReady) { resolve([performance.now() - begin, status.textContent]); }
    else { setTimeout(look, 5); }
  };
  const input = document.querySelector("#rt-search-input");
  input.value = typed;
  input.dispatchEvent(new Event("input", { bubbles: true }));
  look();
})"""
"""Asks a query; gives the milliseconds to the results, and their summary."""


@contextmanager
def served(workspace: Path) -> Iterator[tuple[str, Path]]:
    """The address of the site behind nginx, and the file to which nginx writes the bytes sent."""
    nginx = shutil.which("nginx")
    if nginx is None:
        raise SystemExit("nginx is missing: apt-get install nginx")
    settings = (workspace / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as name, socket.socket() as probe:
        folder = Path(name)
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.close()
        site = settings.replace(FOLDER, str(workspace.resolve() / "site"))
        (folder / "site.conf").write_text(site, encoding="utf-8")
        (folder / "nginx.conf").write_text(
            SETTINGS.format(folder=folder, port=port), encoding="utf-8"
        )
        server = subprocess.Popen([nginx, "-c", str(folder / "nginx.conf")])
        time.sleep(1)
        yield f"http://127.0.0.1:{port}/", folder / "log"
        server.terminate()
        server.wait(timeout=20)


def measured(browser: Browser, page_address: str, log: Path, query: str) -> tuple[float, int, str]:
    """Milliseconds from the query to the first results, bytes of the search, and the summary."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(page_address, wait_until="networkidle")
    before = len(log.read_text().splitlines())
    page.keyboard.press("/")
    page.wait_for_timeout(OPENING)
    milliseconds, summary = page.evaluate(ASK, query)
    context.close()
    sent = map(int, log.read_text().splitlines()[before:])
    return milliseconds, sum(sent), summary


def main() -> None:
    """Print a line for each query."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("workspace", type=Path)
    parser.add_argument("queries", nargs="+")
    options = parser.parse_args()
    cables = options.workspace / "site" / "cables"
    first = min(path.name for path in cables.iterdir() if path.is_dir())
    with served(options.workspace) as (address, log), sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        for query in options.queries:
            runs = [measured(browser, f"{address}cables/{first}/", log, query) for _ in range(RUNS)]
            milliseconds, sent, summary = min(runs)
            print(f"{query}: {milliseconds:.0f} ms, {sent / 1e3:.0f} kB: {summary}", flush=True)
        browser.close()


if __name__ == "__main__":
    main()
