"""How soon a search answers and what it transfers, beside the theme's own search of the same pages.

Both sites are served by nginx on loopback and asked in Chromium with an empty cache: printed by
`make bench`, asserted nowhere.
"""

from __future__ import annotations

import shutil
import socket
import statistics
import subprocess
import time
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.site.conftest import ROOT, SAMPLE, run
from tests.site.searching import ask, is_right, queries

Figure = Callable[[str], None]

CABLES = 1130
"""Invented cables that make about 8,000 pages."""

RUNS = 9
BETWEEN_KEYS = 80
"""Milliseconds."""

TYPED = {
    "rare word": "debt-bondage",
    "expansion": "Attorney General's Office",
    "common word": "government",
    "number": "08MEXICO721",
}

WATCH = """([list, status]) => {
  window.seen = { key: 0, first: 0 };
  addEventListener("keydown", () => { seen = { key: performance.now(), first: 0 }; }, true);
  new MutationObserver(() => {
    const text = status ? document.querySelector(status)?.textContent || "" : window.typed;
    const shown = document.querySelector(list) && text.includes(window.typed);
    if (shown && seen.key && !seen.first) { seen.first = performance.now(); }
  }).observe(document.body, { childList: true, subtree: true, characterData: true });
}"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """How one of the two searches is used."""

    opener: str
    """The key or element that opens it."""
    hits: str
    status: str
    """Where the words searched for are told; empty where they are not."""


OURS = Kind(opener="/", hits=".rt-search .rt-hit", status=".rt-search-status")
THEMES = Kind(opener=".md-search__input", hits=".md-search-result__item", status="")


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The same cables with each of the searches."""
    root = tmp_path_factory.mktemp("large") / "workspace"
    assert run("reftel", "demo", "--cables", str(CABLES), str(root), cwd=ROOT).returncode == 0
    shutil.copy(SAMPLE, root / "content" / "cables")
    shutil.copytree(SAMPLE.parents[1] / "curated", root / "content" / "curated", dirs_exist_ok=True)
    for options in ([], ["--offline"]):
        done = run("reftel", "build", *options, cwd=root)
        assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(root / "site-offline.zip") as packed:
        packed.extractall(root / "unpacked")
    return {"Reftel": root / "site", "Material": root / "unpacked" / "site"}


@dataclass(slots=True)
class Served:
    """A site behind nginx, which tells what it sent."""

    address: str
    log: Path
    counted: int = 0

    def sent(self) -> int:
        """Bytes sent since the last call, of every request: workers' and pages'."""
        lines = self.log.read_text(encoding="utf-8").splitlines()
        new = lines[self.counted :]
        self.counted = len(lines)
        return sum(map(int, new))


@pytest.fixture(scope="module")
def served(
    sites: dict[str, Path], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, Served]]:
    """Each site, served by nginx."""
    nginx = shutil.which("nginx")
    if nginx is None:
        pytest.skip("nginx is missing: apt-get install nginx")
    folder = tmp_path_factory.mktemp("nginx")
    found = {
        name: Served(f"http://127.0.0.1:{_free_port()}/", folder / f"{name}.log") for name in sites
    }
    server = subprocess.Popen(
        [nginx, "-c", str(_settings(folder, sites, found))], stderr=subprocess.DEVNULL
    )
    time.sleep(1)
    yield found
    server.terminate()
    server.wait(timeout=20)


def _settings(folder: Path, sites: dict[str, Path], served: dict[str, Served]) -> Path:
    parts = "".join(
        f"server {{ listen {served[name].address[7:-1]}; root {site};\n"
        f"access_log {served[name].log} sent; }}\n"
        for name, site in sites.items()
    )
    conf = folder / "nginx.conf"
    conf.write_text(
        f"daemon off; pid {folder}/pid; error_log {folder}/error.log; user root;\n"
        "events {}\nhttp { include /etc/nginx/mime.types; log_format sent $bytes_sent;\n"
        f"client_body_temp_path {folder}/b; proxy_temp_path {folder}/p;\n"
        f"fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;\n"
        f"{parts}}}\n",
        encoding="utf-8",
    )
    return conf


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser
        browser.close()


def measured(browser: Browser, served: Served, kind: Kind, typed: str) -> tuple[float, int, int]:
    """Milliseconds from the last key to the first hit, bytes of the page, bytes of the search."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(served.address + "cables/08MEXICO721/full/", wait_until="networkidle")
    loaded = served.sent()
    page.evaluate("typed => { window.typed = typed; }", typed)
    page.evaluate(WATCH, [kind.hits, kind.status])
    if kind.opener == "/":
        page.keyboard.press("/")
    else:
        page.click(kind.opener)
    page.keyboard.type(typed, delay=BETWEEN_KEYS)
    page.wait_for_function("seen.first > 0", timeout=120_000)
    page.wait_for_timeout(300)
    seen = page.evaluate("seen.first - seen.key")
    context.close()
    searched = served.sent()
    return float(seen), loaded, searched


@pytest.mark.parametrize("what", TYPED)
def test_first_results(
    benchmark: object, figure: Figure, browser: Browser, served: dict[str, Served], what: str
) -> None:
    assert benchmark
    for name, kind in (("Reftel", OURS), ("Material", THEMES)):
        runs = [measured(browser, served[name], kind, TYPED[what]) for _ in range(RUNS)]
        seconds, loaded, searched = (
            statistics.median(column) for column in zip(*runs, strict=True)
        )
        slowest = max(run[0] for run in runs)
        figure(
            f"search, {what:11} {name:8}: first results {seconds:6.0f} ms after the last key "
            f"(slowest {slowest:.0f}), page {loaded / 1e3:6.0f} kB, search {searched / 1e3:5.0f} kB"
        )


def test_queries_among_many(
    benchmark: object,
    figure: Figure,
    browser: Browser,
    served: dict[str, Served],
    sites: dict[str, Path],
) -> None:
    assert benchmark
    page = browser.new_page()
    page.goto(served["Reftel"].address)
    every = queries()
    right = sum(is_right(query, ask(page, served["Reftel"].address, query)) for query in every)
    pages = sum(1 for _ in sites["Reftel"].rglob("*.html"))
    figure(f"queries on {pages} pages: {right} of {len(every)} with the right para first")
