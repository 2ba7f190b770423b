"""Pictures of the sample's site for the documents: `python -m tests.site.screenshots`."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from generator.disk import new_workspace
from tests.site.conftest import ROOT, SAMPLE, run
from tests.site.shared import serving

SECTION = "cables/08MEXICO721/02-questions-a-to-e/"


def reading(page: Page, address: str) -> None:
    """A section of the cable."""
    page.goto(f"{address}{SECTION}#p-7", wait_until="networkidle")


def searching(page: Page, address: str) -> None:
    """The search box with hits."""
    page.goto(address + SECTION, wait_until="networkidle")
    page.keyboard.press("/")
    page.keyboard.type("Attorney General's Office")
    page.wait_for_selector(".rt-hit")
    page.wait_for_timeout(500)


def front(page: Page, address: str) -> None:
    """The front page."""
    page.goto(address, wait_until="networkidle")


PICTURES = {"reading": reading, "searching": searching, "front": front}


def main() -> None:
    """Build the sample's site in a folder that is removed again, and take the pictures."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "workspace"
        new_workspace(root)
        shutil.copy(SAMPLE, root / "content" / "cables")
        shutil.copytree(
            SAMPLE.parents[1] / "curated", root / "content" / "curated", dirs_exist_ok=True
        )
        built = run("reftel", "build", cwd=root)
        assert built.returncode == 0, built.stderr
        with serving(root / "site") as port:
            _take(f"http://127.0.0.1:{port}/")


def _take(address: str) -> None:
    path = shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1180, "height": 760})
        for name, show in PICTURES.items():
            show(page, address)
            page.screenshot(path=ROOT / "docs" / f"{name}.png")
        browser.close()


if __name__ == "__main__":
    main()
