"""The built site: its links, its words, and that cable text stays text."""

from __future__ import annotations

import posixpath
import re
import shutil
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from generator import parse_cable
from generator.disk import Workspace
from generator.model import Cable, Para
from generator.render.markdown import visible
from tests.site.conftest import SAMPLE, run, run_cold


def pages(workspace: Workspace) -> list[Path]:
    return sorted((workspace.root / "site").rglob("*.html"))


def read(path: Path) -> LexborHTMLParser:
    return LexborHTMLParser(path.read_text(encoding="utf-8"))


def broken_links(site: Path) -> list[str]:
    """Links and sources within the site that lead to no file or anchor."""
    trees = {p.relative_to(site).as_posix(): read(p) for p in site.rglob("*.html")}
    anchors = {
        name: {n.attributes.get("id") for n in tree.css("[id]")} for name, tree in trees.items()
    }
    broken = []
    for name, tree in trees.items():
        if name == "404.html":
            continue  # its links begin at the site's address, which a server resolves
        for node in tree.css("[href], [src], svg a"):
            named = (node.attributes.get(name) for name in ("href", "src", "xlink:href"))
            link = next((value for value in named if value), "")
            path, fragment = urldefrag(link)
            if urlsplit(link).scheme:
                continue
            target = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(path)))
            if not path:
                target = name
            elif (site / target).is_dir():
                target = posixpath.normpath(f"{target}/index.html")
            if not (site / target).is_file():
                broken.append(f"{name}: {link}")
            elif fragment not in {*anchors.get(target, {fragment}), ""} and fragment[:2] != "__":
                broken.append(f"{name}: {link} has no such anchor")
    return broken


def words(text: str) -> list[str]:
    return text.split()


def shown(body: LexborNode) -> list[str]:
    return words(body.text(separator=" "))


def expected(para: Para) -> list[str]:
    """The para's words as a page shows them: labels, text, markers that are not dashes."""
    pieces = []
    for block in para.blocks:
        marker = block.marker or ""
        pieces.append("" if set(marker) <= set("-*•o") else marker)
        pieces.extend([block.label or "", block.text])
    return words(visible(" ".join(pieces)))


def check_text(cable: Cable, page: Path) -> None:
    tree = read(page)
    for para in cable.paras:
        node = tree.css_first(f"section[id='{para.anchor}']")
        assert node is not None, para.anchor
        body = node.css_first(".rt-body")
        assert body is not None
        for gap in body.css(".rt-gap"):
            if not (gap.attributes["title"] or "").startswith("Covered"):
                gap.decompose()  # a mark, not text
        assert "".join(shown(body)) == "".join(expected(para)), para.anchor
        head = node.css_first(".rt-head")
        assert head is not None
        if para.number is not None:
            assert f"¶{para.number}" in head.text()
        if para.marking is not None:
            assert f"({para.marking})" in head.text()


def cables_of(workspace: Workspace) -> list[tuple[str, Path]]:
    return [
        (path.stem, path)
        for path in sorted(workspace.cables.glob("*.txt"))
        if (workspace.root / "site" / "cables" / path.stem).is_dir()
    ]


def test_no_link_and_no_anchor_is_broken(workspace: Workspace) -> None:
    assert broken_links(workspace.root / "site") == []


def test_every_para_stands_on_the_whole_cables_page_word_for_word(workspace: Workspace) -> None:
    checked = 0
    for stem, path in cables_of(workspace):
        cable = parse_cable(path.read_text(encoding="utf-8"), name=stem)
        check_text(cable, workspace.root / "site" / "cables" / stem / "full" / "index.html")
        checked += len(cable.paras)
    assert checked > 150


def test_every_para_of_the_sample_stands_on_one_section_page(workspace: Workspace) -> None:
    cable = parse_cable(SAMPLE.read_text(encoding="utf-8"))
    folder = workspace.root / "site" / "cables" / "08MEXICO721"
    found: dict[str, int] = {}
    for page in folder.glob("[0-9]*/index.html"):
        for node in read(page).css("section.rt-para"):
            anchor = node.attributes["id"] or ""
            found[anchor] = found.get(anchor, 0) + 1
    assert found == {p.anchor: 1 for p in cable.paras}


def test_every_source_line_stands_on_the_source_page(workspace: Workspace) -> None:
    page = workspace.root / "site" / "cables" / "08MEXICO721" / "source" / "index.html"
    rows = read(page).css(".rt-source tbody tr")
    lines = SAMPLE.read_text(encoding="utf-8").splitlines()
    assert [r.css("td")[0].text() for r in rows] == lines
    assert [r.attributes["id"] for r in rows] == [f"L{n}" for n in range(1, len(lines) + 1)]


def test_classification_stands_at_the_top_and_bottom_of_every_page(workspace: Workspace) -> None:
    for page in (workspace.root / "site" / "cables" / "08MEXICO721").rglob("index.html"):
        banners = [n.text().strip() for n in read(page).css(".rt-banner")]
        assert banners == ["UNCLASSIFIED // SIPDIS // SENSITIVE"] * 2, page


def test_nothing_is_asked_of_another_host(workspace: Workspace) -> None:
    for page in pages(workspace):
        for node in read(page).css("[src], link[href]:not([rel=canonical]), form[action]"):
            for name in ("src", "href", "action"):
                value = node.attributes.get(name) or ""
                assert not re.match(r"(?:https?:)?//", value), f"{page}: {value}"


def test_text_of_a_cable_is_never_markup(workspace: Workspace) -> None:
    folder = workspace.root / "site" / "cables" / "08HOSTILE1"
    assert sorted(p.parent.name for p in folder.rglob("index.html"))
    for page in folder.rglob("index.html"):
        tree = read(page)
        article = tree.css_first("article")
        assert article is not None
        for tag in ("script", "img", "style", "base", "meta", "iframe", "object"):
            assert article.css(tag) == [], f"{page}: <{tag}>"
        for node in article.css("*"):
            for name, value in node.attributes.items():
                assert not name.startswith("on"), f"{page}: {name}"
                assert not (value or "").lower().startswith(("javascript:", "data:")), page
        for script in tree.css("script:not([type='application/ld+json'])"):
            assert "alert" not in script.text(), f"{page}: script"
        for bold in tree.css("b"):
            assert bold.attributes.get("class") == "rt-label", f"{page}: <b>"
        assert len(tree.css("title")) == 1
    front = read(folder / "index.html")
    subject = parse_cable(
        (workspace.cables / "08HOSTILE1.txt").read_text(encoding="utf-8")
    ).header.subject
    heading, head = front.css_first("h1"), front.css_first("title")
    assert heading is not None
    assert head is not None
    assert words(heading.text()) == words(subject or "")
    assert head.text().startswith('08HOSTILE1: <script>alert("subject")</script> {{ 7*7 }}')


def test_a_page_is_no_longer_than_its_cable(workspace: Workspace) -> None:
    """Pages do not grow with the collection: no page of a cable names another cable's pages."""
    page = workspace.root / "site" / "cables" / "08MEXICO721" / "full" / "index.html"
    assert "08TESTING" not in page.read_text(encoding="utf-8")


def test_plain_mkdocs_builds_the_same_site(
    workspace: Workspace, address: str, tmp_path: Path
) -> None:
    plain_site = str(tmp_path / "plain")
    result = run(
        "mkdocs", "build", "--strict", "-d", plain_site, cwd=workspace.root, address=address
    )
    assert result.returncode == 0, result.stderr
    site = workspace.root / "site"
    ours = {p.relative_to(site): p.read_bytes() for p in site.rglob("*.html")}
    plain = {
        p.relative_to(tmp_path / "plain"): p.read_bytes()
        for p in (tmp_path / "plain").rglob("*.html")
    }
    assert ours == plain


def test_two_builds_are_byte_identical(workspace: Workspace, address: str, tmp_path: Path) -> None:
    """Also from another folder, whose files were made in the opposite order."""
    other = tmp_path / "other"
    shutil.copytree(workspace.root, other, ignore=shutil.ignore_patterns("site", "cables"))
    files_in = (path for path in workspace.cables.rglob("*") if path.is_file())
    for path in sorted(files_in, reverse=True):
        copy = other / path.relative_to(workspace.root)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, copy)
    assert run_cold("reftel", "build", cwd=other, address=address).returncode == 0
    one, two = workspace.root / "site", other / "site"
    files = {p.relative_to(one) for p in one.rglob("*") if p.is_file()}
    assert files == {p.relative_to(two) for p in two.rglob("*") if p.is_file()}
    for name in files:
        assert (one / name).read_bytes() == (two / name).read_bytes(), name


def test_real_cables_build_strictly_with_every_word(corpus_site: Workspace) -> None:
    assert broken_links(corpus_site.root / "site") == []
    for stem, path in cables_of(corpus_site):
        cable = parse_cable(path.read_text(encoding="utf-8"), name=stem)
        check_text(cable, corpus_site.root / "site" / "cables" / stem / "full" / "index.html")
