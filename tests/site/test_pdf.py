"""The PDF of a cable: as exact as the page, for eyes and for ears."""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from generator import parse_cable
from generator.disk import Workspace, new_workspace
from generator.errors import ReftelError
from generator.pdf import pdf_document
from generator.pdf.pdf_build import make_pdfs
from tests.cases import FIXTURES
from tests.site.conftest import SAMPLE, run
from tests.site.papers import bookmarks, plain, sheets

MARKING = "UNCLASSIFIED // SIPDIS // SENSITIVE"
SECTIONS = [
    "Introduction",
    "Questions A to E",
    "INVESTIGATION AND PROSECUTION OF TRAFFICKERS",
    "PROTECTION AND ASSISTANCE TO VICTIMS",
]
PARENTS = {
    "/LI": {"/L"},
    "/Lbl": {"/LI"},
    "/LBody": {"/LI"},
    "/Link": {"/P", "/Span", "/LBody", "/NonStruct"},
    "/P": {"/Art", "/Sect", "/Div", "/LBody", "/BlockQuote"},
}
"""Where elements of a PDF may hang."""


@pytest.fixture(scope="module")
def folder(workspace: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """PDFs of the sample and of the hostile cable."""
    target = tmp_path_factory.mktemp("pdfs")
    result = run(
        "reftel", "pdf", "--to", str(target), "08MEXICO721", "08HOSTILE1", cwd=workspace.root
    )
    assert result.returncode == 0, result.stderr
    assert "2 PDFs in" in result.stdout
    return target


@pytest.fixture
def sample(folder: Path) -> Path:
    return folder / "08MEXICO721.pdf"


@pytest.fixture
def small(tmp_path: Path) -> Workspace:
    """A small workspace with one sound cable."""
    new_workspace(tmp_path / "ws")
    workspace = Workspace(tmp_path / "ws")
    shutil.copy(FIXTURES / "sound.txt", workspace.cables / "08EXAMPLE99.txt")
    return workspace


def elements(pdf: pikepdf.Pdf) -> list[tuple[str, str]]:
    """Each element of the tree of tags with its parent's tag."""
    found: list[tuple[str, str]] = []
    stack = [(kid, "") for kid in _kids(pdf.Root.StructTreeRoot)]
    while stack:
        element, parent = stack.pop()
        tag = str(element.S)
        found.append((tag, parent))
        stack.extend(
            (kid, tag)
            for kid in _kids(element)
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid
        )
    return found


def _kids(element: pikepdf.Object) -> list[pikepdf.Object]:
    kids = element.get("/K", pikepdf.Array())
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def test_the_document_says_what_it_is(sample: Path) -> None:
    with pikepdf.open(sample) as pdf:
        assert pdf.Root.Lang == "en"
        assert pdf.Root.MarkInfo.Marked
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert b"pdfuaid:part" in pdf.Root.Metadata.read_bytes()
        told = {key: str(value) for key, value in pdf.docinfo.items()}
    title = "08MEXICO721: EIGHTH ANNUAL TRAFFICKING IN PERSONS (TIP) REPORT - MEXICO (PART 1 OF 2)"
    assert told["/Title"] == title
    assert told["/Author"] == "AMEMBASSY MEXICO"
    assert told["/Subject"].startswith(f"08MEXICO721, {MARKING}: EIGHTH ANNUAL")
    assert told["/Keywords"] == "ASEC, ELAB, KCRM, KFRD, KWMN, MX, PHUM, PREF, SMIG"
    assert not {"/CreationDate", "/ModDate"} & set(told), "no output depends on the clock"


def test_bookmarks_are_the_sections_and_what_is_nested_in_them(sample: Path) -> None:
    found = bookmarks(sample)
    assert [words for depth, words, _ in found if depth == 0] == SECTIONS
    assert [words for depth, words, _ in found if depth > 0] == ["Training"]
    texts = sheets(sample)
    for _, words, sheet in found:
        assert re.search(rf"^{words}\s*$", texts[sheet - 1], re.M)


def test_contents_tell_the_sheets(sample: Path) -> None:
    lines = re.findall(r"^\d\. (.+) \(¶[^)]+\), page (\d+)", sheets(sample)[0], re.M)
    assert lines == [(words, str(sheet)) for depth, words, sheet in bookmarks(sample) if depth == 0]


def test_every_sheet_bears_marking_name_and_number(sample: Path, address: str) -> None:
    texts = sheets(sample)
    for number, text in enumerate(texts, 1):
        assert text.count(MARKING) >= 2
        assert f"Page {number} of {len(texts)}" in text
        assert "08MEXICO721" in text
        assert re.search(r"Edition [0-9a-f]{8}\s", text)
        assert plain(f"{address}cables/08MEXICO721/full/") in plain(text)


def test_all_words_of_all_paras_stand_in_it_in_order(sample: Path) -> None:
    cable = parse_cable(SAMPLE.read_text(encoding="utf-8"), name="08MEXICO721")
    texts = [_without_margins(text) for text in sheets(sample)]
    whole = plain("\n".join(texts)).replace("•", "")
    at = 0
    for para in cable.paras:
        for block in para.blocks:
            words = plain(block.text)
            found = whole.find(words, at)
            assert found >= 0, f"¶{para.number}: {block.text[:60]}"
            at = found + len(words)


def _without_margins(text: str) -> str:
    """A sheet's text without its margins, which are drawn last, and marks of transmission pages."""
    body = text[: text.rindex("08MEXICO721\r\n")]
    return re.sub(r"^p\. \d+\s*$", "", body, flags=re.M)


def test_elements_hang_where_they_may(folder: Path) -> None:
    for path in sorted(folder.glob("*.pdf")):
        with pikepdf.open(path) as pdf:
            found = elements(pdf)
        assert sum(tag == "/H1" for tag, _ in found) == 1
        assert {"/H2", "/L", "/Sect"} <= {tag for tag, _ in found}
        for tag, parent in found:
            assert tag not in PARENTS or parent in PARENTS[tag], f"{path.name}: {tag} in {parent}"


def test_all_that_is_drawn_has_a_tag_or_is_no_text(sample: Path) -> None:
    with pikepdf.open(sample) as pdf:
        owners = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
        for at, page in enumerate(pdf.pages):
            drawn = _marks_of_text(page)
            assert drawn.count(None) >= 5, "marking twice, name, subject, address, number"
            for number in drawn:
                assert number is None or owners[2 * at + 1][number] is not None


def _marks_of_text(page: pikepdf.Page) -> list[int | None]:
    """The number of the tag of each piece of text; None for what is no text."""
    found: list[int | None] = []
    marks: list[int | None] = []
    for instruction in pikepdf.parse_content_stream(page):
        operator, operands = str(instruction.operator), list(instruction.operands)
        if operator in ("BDC", "BMC"):
            artifact = operands[0] == "/Artifact"
            marks.append(None if artifact else int(operands[1]["/MCID"]))
        elif operator == "EMC":
            marks.pop()
        elif operator in ("Tj", "TJ"):
            found.append(marks[-1])
    return found


def test_links_are_named_for_those_who_hear(sample: Path) -> None:
    with pikepdf.open(sample) as pdf:
        links = [link for page in pdf.pages for link in page.get("/Annots", [])]
        within = [str(link.Contents) for link in links if "/Dest" in link]
        outward = [str(link.A.URI) for link in links if "/A" in link]
        assert all("/StructParent" in link for link in links)
        assert all(str(page.Tabs) == "/S" for page in pdf.pages)
    assert "Paragraph 19" in within
    assert SECTIONS[2] in within
    assert outward
    assert all(re.match(r"http://127\.0\.0\.1:\d+/deep/path/", link) for link in outward)


def test_the_same_cable_gives_the_same_bytes(
    workspace: Workspace, folder: Path, tmp_path: Path
) -> None:
    made = make_pdfs(workspace.root / "site", ["08HOSTILE1", "08MEXICO721"], into=tmp_path)
    assert made == 2
    for path in folder.glob("*.pdf"):
        assert (tmp_path / path.name).read_bytes() == path.read_bytes()


def test_hostile_text_is_text(folder: Path) -> None:
    path = folder / "08HOSTILE1.pdf"
    whole = plain("\n".join(sheets(path)))
    for words in ("<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "{{ 7*7 }}"):
        assert plain(words) in whole
    with pikepdf.open(path) as pdf:
        assert not {"/OpenAction", "/AA", "/AcroForm"} & set(pdf.Root.keys())
        assert "/EmbeddedFiles" not in pdf.Root.get("/Names", {})
        for page in pdf.pages:
            assert not pikepdf.Page(page).get_images()
            for link in page.get("/Annots", []):
                assert "/Dest" in link or str(link.A.S) == "/URI"
                assert "javascript" not in str(link.get("/A", ""))


def test_a_document_fetches_nothing(tmp_path: Path) -> None:
    picture = tmp_path / "picture.png"
    Image.new("RGB", (9, 9)).save(picture)
    html = f'<html lang="en"><title>x</title><p>x<img alt="y" src="{picture.as_uri()}"></p></html>'
    (tmp_path / "made.pdf").write_bytes(pdf_document.render_pdf(html, [], "x"))
    with pikepdf.open(tmp_path / "made.pdf") as pdf:
        assert not any(page.get_images() for page in pdf.pages)


def test_an_unknown_cable_is_told_with_the_nearest(workspace: Workspace) -> None:
    result = run("reftel", "pdf", "08MEXCO721", cwd=workspace.root)
    assert result.returncode == 2
    assert "08MEXCO721 is not in the built site; did you mean 08MEXICO721?" in result.stderr


def test_a_site_that_is_not_built_is_told(small: Workspace) -> None:
    result = run("reftel", "pdf", cwd=small.root)
    assert result.returncode == 2
    assert "site contains no cables; build the site first: reftel build." in result.stderr


def test_a_missing_library_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    with pytest.raises(ReftelError, match=r"pip install 'reftel\[pdf\]'"):
        make_pdfs(tmp_path, ["08MEXICO721"])


def test_a_build_makes_pdfs_and_links_them_only_when_asked(small: Workspace) -> None:
    site = small.root / "site" / "cables" / "08EXAMPLE99"
    assert run("reftel", "build", "--strict", cwd=small.root).returncode == 0
    assert "08EXAMPLE99.pdf" not in (site / "index.html").read_text(encoding="utf-8")
    result = run("reftel", "build", "--strict", "--pdf", cwd=small.root)
    assert result.returncode == 0, result.stderr
    assert 'href="08EXAMPLE99.pdf"' in (site / "index.html").read_text(encoding="utf-8")
    assert len(sheets(site / "08EXAMPLE99.pdf")) == 1


def test_a_setting_makes_pdfs_at_each_build_and_takes_those_that_fit(small: Workspace) -> None:
    settings = small.settings.read_text(encoding="utf-8")
    assert "  - reftel:\n" in settings
    small.settings.write_text(
        settings.replace("  - reftel:\n", "  - reftel:\n      pdf: true\n"), encoding="utf-8"
    )
    made = small.root / "site" / "cables" / "08EXAMPLE99" / "08EXAMPLE99.pdf"
    assert run("reftel", "build", cwd=small.root).returncode == 0
    first = made.read_bytes()
    made.write_bytes(first + b"%kept\n")
    assert run("reftel", "build", cwd=small.root).returncode == 0
    assert made.read_bytes() == first + b"%kept\n", "nothing changed: it is taken as it is"
    cable = small.cables / "08EXAMPLE99.txt"
    cable.write_text(cable.read_text(encoding="utf-8").replace("Nothing", "All"), encoding="utf-8")
    assert run("mkdocs", "build", cwd=small.root).returncode == 0
    assert made.read_bytes() != first


def test_letters_of_requests_are_tagged(workspace: Workspace, tmp_path: Path) -> None:
    command = ("reftel", "requests", "--to", str(tmp_path / "letters"), "--pdf")
    result = run(*command, cwd=workspace.root)
    assert result.returncode == 0, result.stderr
    letters = sorted((tmp_path / "letters").glob("*-foia.pdf"))
    assert letters
    with pikepdf.open(letters[0]) as pdf:
        assert {"/P", "/L", "/LI"} <= {tag for tag, _ in elements(pdf)}
        assert str(pdf.Root.Lang) == "en-US"
    text = letters[0].with_suffix(".txt").read_text(encoding="utf-8")
    assert "5 U.S.C. 552" in text
    for post in ("Nowhere", "123"):
        none = run(*command, "--post", post, cwd=workspace.root)
        assert none.returncode == 2
        assert f"has no letters for {post}" in none.stderr
