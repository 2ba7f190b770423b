"""How long the catalogue takes to show its first rows, and to draw a click on a filter.

Run by hand for a workspace with a built site, which nginx serves as for `first_results`; Chromium
has an empty cache:

    python -m tests.bench.catalogue_view WORKSPACE
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.bench.first_results import RUNS, served

ROW = ".rt-catalogue-table tbody tr"

WATCH = """new MutationObserver((_, observer) => {
  if (!document.querySelector("ROW")) { return; }
  observer.disconnect();
  requestAnimationFrame(() => setTimeout(() => { window.firstRows = performance.now(); }));
}).observe(document, { childList: true, subtree: true });""".replace("ROW", ROW)
"""Notes when the first rows were drawn, in milliseconds from the request of the page."""

CLICK = """([facet, at]) => new Promise((resolve) => {
  const values = document.querySelectorAll(`details[data-facet=${facet}] li input`);
  const begin = performance.now();
  values[at].click();
  requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - begin)));
})"""
"""Clicks on a value of a facet; gives the milliseconds until the filters are drawn."""

CLICKS = (("tags", 0), ("tags", 0), ("year", 3), ("post", 2))
"""Facets, and the places of their values among those that are shown."""


def measured(browser: Browser, address: str, log: Path) -> tuple[float, int, list[float]]:
    """Milliseconds to the first rows, bytes sent until then, and milliseconds of each click."""
    context = browser.new_context(viewport={"width": 1400, "height": 1000})
    page = context.new_page()
    page.add_init_script(WATCH)
    before = len(log.read_text().splitlines())
    page.goto(address, wait_until="networkidle")
    page.wait_for_selector(ROW)
    sent = sum(map(int, log.read_text().splitlines()[before:]))
    first = page.evaluate("window.firstRows")
    clicks = [page.evaluate(CLICK, list(click)) for click in CLICKS]
    context.close()
    return first, sent, clicks


def main() -> None:
    """Print the least times of all runs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("workspace", type=Path)
    options = parser.parse_args()
    with served(options.workspace) as (address, log), sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        runs = [measured(browser, f"{address}cables/", log) for _ in range(RUNS)]
        browser.close()
    first, sent, _ = min(runs)
    print(f"first rows: {first:.0f} ms, {sent / 1e3:.0f} kB")
    for at, (facet, _) in enumerate(CLICKS):
        print(f"click on {facet}: {min(clicks[at] for *_, clicks in runs):.0f} ms")


if __name__ == "__main__":
    main()
