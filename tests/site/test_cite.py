"""Citing in a real browser: what a page shows, what its buttons copy, what is saved."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page

from generator import parse_cable
from generator.citations.citation_parts import Pinpoint, filled
from generator.citations.cite import CableCitation, cite
from generator.disk import Workspace, new_workspace
from generator.model import Anchor
from tests.site.conftest import SAMPLE, run
from tests.site.opening import open_page
from tests.site.test_browser import CONTRAST, FULL, QUESTIONS

SITE = "Diplomatic cables"
P5 = Pinpoint(anchor=Anchor("p-5"), name="5")
P17 = Pinpoint(anchor=Anchor("p-17"), name="17")


def citation(source: str, mrn: str, address: str) -> CableCitation:
    """The citations of a cable of a site that stands at `address`."""
    front = f"{address}cables/{mrn}/"
    return cite(parse_cable(source, name=mrn), SITE, front, f"{front}full/")


def sample(address: str) -> CableCitation:
    return citation(SAMPLE.read_text(encoding="utf-8"), SAMPLE.stem, address)


def texts(found: CableCitation, at: Pinpoint | None) -> list[str]:
    """All styles and formats in the order in which a page shows them."""
    return [filled(getattr(found, field.name), at).rstrip("\n") for field in fields(found)]


def read(place: Locator) -> list[str]:
    """The texts as they stand on a page or in the dialog."""
    return [text.rstrip("\n") for text in place.locator("dd").all_text_contents()]


def open_dialog(page: Page, anchor: str) -> Locator:
    page.locator(f"#{anchor}").get_by_role("button", name="Cite").click()
    return page.locator("dialog")


@pytest.mark.parametrize("path", ["cables/08MEXICO721/", QUESTIONS, FULL])
def test_citations_of_the_cable_are_read_without_script(
    browser: Browser, address: str, workspace: Workspace, path: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + path)
    block = page.locator("details.rt-cite")
    block.locator("summary").click()
    assert block.locator("dd").first.is_visible()
    assert read(block) == texts(sample(address), None)
    for link in block.locator("dt a").all():
        target = link.evaluate("link => link.href").removeprefix(address)
        file = workspace.root / "site" / target
        shown = link.locator("xpath=../following-sibling::dd[1]").text_content()
        assert shown is not None
        assert file.read_text(encoding="utf-8").rstrip("\n") == shown.rstrip("\n")
    context.close()


def test_a_paras_button_opens_its_citations(page: Page, address: str) -> None:
    page.goto(address + QUESTIONS)
    dialog = open_dialog(page, "p-5")
    assert page.get_by_role("dialog", name="Cite 08MEXICO721 ¶5").is_visible()
    assert read(dialog) == texts(sample(address), P5)
    assert "full/#p-5" in read(dialog)[0], "the address that never moves"


def test_the_dialog_closes_by_escape_and_gives_the_focus_back(page: Page, address: str) -> None:
    page.goto(address + QUESTIONS)
    dialog = open_dialog(page, "p-5")
    assert page.evaluate("document.activeElement.closest('dialog') !== null")
    page.keyboard.press("Escape")
    dialog.wait_for(state="detached")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Cite Paragraph 5"
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Close").click()
    dialog.wait_for(state="detached")


def test_an_unnumbered_para_is_cited_by_its_address(
    page: Page, address: str, workspace: Workspace
) -> None:
    front = next(p for p in sorted(workspace.cables.glob("*.txt")) if unnumbered(p))
    mrn, anchor = front.stem, unnumbered(front)
    page.goto(f"{address}cables/{mrn}/full/")
    dialog = open_dialog(page, anchor)
    found = citation(front.read_text(encoding="utf-8"), mrn, address)
    assert read(dialog) == texts(found, Pinpoint(anchor=Anchor(anchor), name=None))
    assert dialog.get_by_role("heading").inner_text() == f"Cite {mrn}"


def unnumbered(path: Path) -> str:
    """The anchor of a cable's first unnumbered para; empty without one."""
    cable = parse_cable(path.read_text(encoding="utf-8"), name=path.stem)
    return next((p.anchor for p in cable.paras if p.number is None and p.letter is None), "")


def test_one_click_copies_a_citation(context: BrowserContext, page: Page, address: str) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(address + FULL)
    dialog = open_dialog(page, "p-17")
    for name, text in [
        ("Copy Chicago, note", filled(sample(address).chicago_note, P17)),
        ("Copy BibTeX", filled(sample(address).bibtex, P17)),
    ]:
        button = dialog.get_by_role("button", name=name)
        button.click()
        button.locator("xpath=..").get_by_text("Copied.").wait_for()
        assert page.evaluate("navigator.clipboard.readText()").rstrip("\n") == text.rstrip("\n")


def test_a_copied_reference_keeps_its_italics(
    context: BrowserContext, page: Page, address: str
) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(address + FULL)
    dialog = open_dialog(page, "p-17")
    dialog.get_by_role("button", name="Copy APA, reference").click()
    dialog.get_by_text("Copied.").wait_for()
    reference = filled(sample(address).apa_reference, P17)
    assert page.evaluate("navigator.clipboard.readText()") == reference
    copied = page.evaluate(
        """navigator.clipboard.read()
          .then(items => items[0].getType("text/html")).then(blob => blob.text())"""
    )
    assert "<i>EIGHTH ANNUAL TRAFFICKING IN PERSONS (TIP) REPORT" in copied


def test_a_server_without_tls_copies_too(context: BrowserContext, page: Page, address: str) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.add_init_script("Object.defineProperty(window, 'isSecureContext', {value: false})")
    page.goto(address + FULL)
    dialog = open_dialog(page, "p-17")
    dialog.get_by_role("button", name="Copy Chicago, note").click()
    dialog.get_by_text("Copied.").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == filled(sample(address).chicago_note, P17)


def test_files_saved_from_the_dialog_tell_the_para(page: Page, address: str) -> None:
    page.goto(address + FULL)
    dialog = open_dialog(page, "p-17")
    found = sample(address)
    for label, ending, text in [
        ("BibTeX", "bib", found.bibtex),
        ("RIS", "ris", found.ris),
        ("CSL-JSON", "json", found.csl_json),
    ]:
        with page.expect_download() as saved:
            dialog.get_by_role("link", name=label).click()
        assert saved.value.suggested_filename == f"08MEXICO721-p-17.{ending}"
        assert saved.value.path().read_text(encoding="utf-8") == filled(text, P17)


def test_the_files_of_the_cable_are_saved_under_its_number(page: Page, address: str) -> None:
    page.goto(address + QUESTIONS)
    page.locator("details.rt-cite summary").click()
    with page.expect_download() as saved:
        page.locator("details.rt-cite").get_by_role("link", name="RIS").click()
    assert saved.value.suggested_filename == "08MEXICO721.ris"
    assert saved.value.path().read_text(encoding="utf-8") == filled(sample(address).ris)


def test_each_para_has_one_button_after_instant_navigation(page: Page, address: str) -> None:
    open_page(page, address + QUESTIONS)
    page.click(".md-footer__link--next")
    page.wait_for_function("document.querySelector('h1').innerText.includes('INVESTIGATION')")
    page.click(".md-footer__link--prev")
    page.wait_for_function("document.querySelector('h1').innerText.includes('Questions')")
    page.get_by_role("button", name="Cite Paragraph 5").wait_for()
    counts = """[...document.querySelectorAll(".rt-para")]
      .map(para => para.querySelectorAll("[aria-label^='Cite ']").length)"""
    assert set(page.evaluate(counts)) == {1}
    assert page.locator("details.rt-cite .rt-copy").count() == 7


def test_hostile_text_is_cited_as_text(page: Page, address: str) -> None:
    troubles: list[str] = []
    page.on("dialog", lambda alert: troubles.append(alert.message))
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.goto(address + "cables/08HOSTILE1/full/")
    dialog = open_dialog(page, "p-1")
    item = json.loads(read(dialog)[-1])[0]
    assert item["title"].startswith('<script>alert("subject")</script> {{ 7*7 }} | `code` [link](')
    assert dialog.locator("script, img, [style], [onload], [onclick]").count() == 0
    assert dialog.locator("a").count() == 3
    assert troubles == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_dialog_can_be_read_and_touched(browser: Browser, address: str, scheme: str) -> None:
    context = browser.new_context(
        viewport={"width": 360, "height": 740},
        color_scheme=scheme,  # type: ignore[arg-type]  # a literal type
    )
    page = context.new_page()
    open_page(page, address + QUESTIONS)
    dialog = open_dialog(page, "p-5")
    box = dialog.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 360
    assert dialog.evaluate("dialog => dialog.scrollWidth <= dialog.clientWidth")
    for selector in ("h2", "dt", "dt a", "dt button", "dd", "pre"):
        ratio = page.evaluate(CONTRAST, f"dialog {selector}")
        assert ratio >= 4.5, f"{selector}: {ratio:.2f}"
    for target in dialog.locator("button, a").all():
        size = target.bounding_box()
        assert size is not None
        assert min(size["height"], size["width"]) >= 24, target.inner_text()
    context.close()


def test_paper_has_no_citations(page: Page, address: str) -> None:
    page.goto(address + QUESTIONS)
    page.emulate_media(media="print")
    assert not page.locator("details.rt-cite").is_visible()
    assert not page.get_by_role("button", name="Cite Paragraph 5").is_visible()


# --- A site that does not know its address ------------------------------------------------


@pytest.fixture(scope="module")
def unplaced(
    tmp_path_factory: pytest.TempPathFactory, served: tuple[Path, str]
) -> Iterator[tuple[Path, str]]:
    """The folder of a site built without an address, and where it is served."""
    workspace = Workspace(tmp_path_factory.mktemp("unplaced") / "workspace")
    new_workspace(workspace.root)
    shutil.copy(SAMPLE, workspace.cables)
    result = run("reftel", "build", cwd=workspace.root)
    assert result.returncode == 0, result.stderr
    folder, address = served
    link = folder / "unplaced"
    link.symlink_to(workspace.root / "site")
    yield workspace.root / "site", address.removesuffix("deep/path/") + "unplaced/"
    link.unlink()


def test_the_address_at_which_a_page_is_read_is_filled_in(
    page: Page, unplaced: tuple[Path, str]
) -> None:
    _, address = unplaced
    page.goto(address + QUESTIONS)
    assert read(page.locator("details.rt-cite")) == texts(sample(address), None)
    assert read(open_dialog(page, "p-5")) == texts(sample(address), P5)


def test_a_copy_on_a_disk_is_cited_by_paths(page: Page, unplaced: tuple[Path, str]) -> None:
    folder, _ = unplaced
    page.goto((folder / QUESTIONS / "index.html").as_uri())
    assert read(page.locator("details.rt-cite")) == texts(sample(""), None)
    assert read(open_dialog(page, "p-5")) == texts(sample(""), P5)
