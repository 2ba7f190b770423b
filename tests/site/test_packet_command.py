"""`reftel packet`: the same document as the page makes, without a browser."""

from __future__ import annotations

import re
from pathlib import Path

import pikepdf
import pytest
from playwright.sync_api import Page

from generator.disk import Workspace
from generator.pdf.packet_list import read_address
from tests.cables import cable_text
from tests.site.conftest import build, run
from tests.site.papers import bookmarks, plain, sheets
from tests.site.test_packet import open_packet, saved
from tests.site.test_pdf import PARENTS, elements

FRAGMENT = (
    "#1;08MEXICO721:2-3;08HOSTILE1;12EXAMPLE1954;~0:9999;08NOWHERE1&t=For%20Monday&n0=%3Cb%3E"
)
NAMES = ["08MEXICO721 ¶2–3", "08HOSTILE1", "12EXAMPLE1954", "08MEXICO721 ¶9999", "08NOWHERE1"]


@pytest.fixture(scope="module")
def pdf(workspace: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("packet") / "packet.pdf"
    done = run("reftel", "packet", FRAGMENT, "--pdf", "--to", str(target), cwd=workspace.root)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("5 pieces in ")
    assert done.stderr.splitlines() == [
        "warning: not in this edition: ¶9999 of 08MEXICO721",
        "warning: not in this edition: 08NOWHERE1",
    ]
    return target


def test_the_pdf_has_cover_contents_and_pieces(pdf: Path, address: str) -> None:
    texts = sheets(pdf)
    assert "For Monday" in texts[0]
    assert plain(f"{address}packet/{FRAGMENT}") in plain(texts[0])
    marks = [words for depth, words, _ in bookmarks(pdf) if depth == 0]
    assert marks[0] == "Contents"
    assert [
        re.match(rf"\d\. {name}", mark) is not None
        for name, mark in zip(NAMES, marks[1:], strict=False)
    ]
    banner = texts[0].split("\r\n")
    for text in texts:
        assert text.count("SIPDIS") >= 2, banner


def test_its_elements_hang_where_they_may(pdf: Path, workspace: Workspace, tmp_path: Path) -> None:
    with pikepdf.open(pdf) as opened:
        assert opened.Root.Lang == "en"
        assert str(opened.docinfo["/Title"]) == "For Monday"
        found = elements(opened)
    assert sum(tag == "/H1" for tag, _ in found) == 1
    for tag, parent in found:
        assert tag not in PARENTS or parent in PARENTS[tag], f"{tag} in {parent}"
    again = tmp_path / "again.pdf"
    run("reftel", "packet", FRAGMENT, "--pdf", "--to", str(again), cwd=workspace.root)
    assert again.read_bytes() == pdf.read_bytes()


def test_markdown_is_that_of_the_page(
    workspace: Workspace, page: Page, address: str, tmp_path: Path
) -> None:
    target = tmp_path / "packet.md"
    done = run("reftel", "packet", FRAGMENT, "--to", str(target), cwd=workspace.root)
    assert done.returncode == 0, done.stderr
    open_packet(page, address, FRAGMENT[1:])
    shown = saved(page, "Markdown").read_text("utf-8")
    shown = re.sub(r"^<http.*>\n\n", "", shown, flags=re.M)
    linked = re.compile(r"\*\*\[([^\]]*)\]\([^)]*\)\*\*")
    assert linked.sub(r"**\1**", shown) == target.read_text("utf-8")


def test_addresses_are_read_as_in_the_browser(page: Page, address: str) -> None:
    fragments = [
        "1;08LIMA12:3-5,9;~0:45_2,L12,27_a;06ROME7&t=a%20b&n1=c%0Ad",
        "1;zz;08LIMA12:1-99999999;~9;08LIMA12:;08LIMA12:1:2;;08lima12;08LIMA12:5-3,00007",
        "1;08LIMA12:1-999;~0:2000-2002;06ROME7",
        "2;08LIMA12",
    ]
    page.goto(f"{address}packet/")
    found = page.evaluate(
        """async ([address, fragments]) => {
          const { read } = await import(address);
          return fragments.map((fragment) => read(fragment));
        }""",
        [f"{address}assets/reftel/packet-list.js", fragments],
    )
    for fragment, browsers in zip(fragments, found, strict=True):
        own = read_address(f"#{fragment}")
        assert browsers["list"]["title"] == own.title
        assert len(browsers["faults"]) == len(own.faults)
        assert browsers["list"]["pieces"] == [
            {"mrn": piece.mrn, "anchors": list(piece.anchors), "note": piece.note}
            for piece in own.pieces
        ]


@pytest.fixture(scope="module")
def withholding(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A site that withholds a name and a para."""
    root = tmp_path_factory.mktemp("withholding") / "ws"
    assert run("reftel", "new", str(root), cwd=root.parent).returncode == 0
    text = cable_text("08LIMA12", "Anselm Quillon spoke of tide gauges.", "He wept.")
    (root / "content" / "cables" / "08LIMA12.txt").write_text(text, encoding="utf-8")
    rules = (
        "rules:\n  - {id: a-name, reason: personal privacy, names: [Anselm Quillon], note: asked}\n"
    )
    (root / "content" / "curated" / "redactions.yml").write_text(rules, encoding="utf-8")
    build(root)
    return Workspace(root)


def test_what_is_withheld_stays_withheld(withholding: Workspace, tmp_path: Path) -> None:
    listed = tmp_path / "list.txt"
    listed.write_text("08LIMA12\n08LIMA12#1\n", encoding="utf-8")
    for option in ("--pdf", "--edition=public"):
        target = tmp_path / f"packet{option}"
        done = run(
            "reftel", "packet", str(listed), option, "--to", str(target), cwd=withholding.root
        )
        assert done.returncode == 0, done.stderr
        text = "".join(sheets(target)) if option == "--pdf" else target.read_text("utf-8")
        assert "tide gauges" in text
        assert "withheld" in text
        assert "Quillon" not in text


@pytest.mark.parametrize(
    ("argument", "message"),
    [
        ("nowhere.txt", "'nowhere.txt': expected the address of a packet, or a file with"),
        ("content", "'content': expected the address of a packet, or a file with"),
        ("1;" + "08LIMA12;" * 40, "expected the address of a packet, or a file with"),
        ("#1;08NOWHERE1", "nothing on the list is in this edition; no packet was made."),
        ("#nothing", "warning: not read: 'nothing': expected an address of a packet."),
    ],
)
def test_faults_are_sentences(withholding: Workspace, argument: str, message: str) -> None:
    done = run("reftel", "packet", argument, cwd=withholding.root)
    assert done.returncode == 2
    assert message in done.stderr
    assert "Traceback" not in done.stderr
