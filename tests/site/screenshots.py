"""Pictures for the documents: `python -m tests.site.screenshots`.

They show the sample's site, and the front page of an invented telegram in each form of archives.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from generator.disk import new_workspace
from tests.cases import FIXTURES, read_cases
from tests.site.conftest import ROOT, SAMPLE, run
from tests.site.shared import serving
from tests.unit.test_archive_records import ATTRIBUTES, RECORD
from tests.unit.test_csv_tables import cells, doubled
from tests.unit.test_frus import VOLUME
from tests.unit.test_html_pages import MESSAGE
from tests.unit.test_html_pages import page as web_page

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

FORMS: Mapping[str, tuple[str, str]] = {
    "form-record": ("record.txt", RECORD + ATTRIBUTES),
    "form-release": ("release.txt", read_cases(FIXTURES / "parse" / "smart.txt")[0].source),
    "form-page": ("page.html", web_page(MESSAGE)),
    "form-table": ("dump.csv", doubled(cells())),
    "form-volume": ("volume.xml", VOLUME),
}
"""Invented telegrams as archives give them: name of the picture, name and text of the file."""


def main() -> None:
    """Build each site in a folder that is removed again, and take the pictures."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "sample"
        new_workspace(root)
        shutil.copy(SAMPLE, root / "content" / "cables")
        shutil.copytree(
            SAMPLE.parents[1] / "curated", root / "content" / "curated", dirs_exist_ok=True
        )
        _take(root, PICTURES)
        for picture, (name, text) in FORMS.items():
            root = Path(folder) / picture
            new_workspace(root)
            file = root / name
            file.write_text(text, encoding="utf-8")
            imported = run("reftel", "import", str(file), cwd=root)
            assert imported.returncode == 0, imported.stdout + imported.stderr
            _take(root, {picture: _only_cable})


def _only_cable(page: Page, address: str) -> None:
    """The front page of the only cable, from the list of all."""
    page.goto(f"{address}cables/", wait_until="networkidle")
    page.click("td a")
    page.wait_for_load_state("networkidle")


def _take(root: Path, pictures: Mapping[str, Callable[[Page, str], None]]) -> None:
    """Build a workspace and take pictures of its site."""
    built = run("reftel", "build", cwd=root)
    assert built.returncode == 0, built.stderr
    path = shutil.which("chromium") or shutil.which("google-chrome")
    with serving(root / "site") as port, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1180, "height": 760})
        for name, show in pictures.items():
            show(page, f"http://127.0.0.1:{port}/")
            page.screenshot(path=ROOT / "docs" / f"{name}.png")
        browser.close()


if __name__ == "__main__":
    main()
