"""Every file of a built site has a reader: a page, style or script that names it, or a machine."""

from __future__ import annotations

import gzip
import posixpath
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.site.conftest import run
from tests.site.test_policy import built

READERS = {
    "404.html": "the server, for what is missing",
    "SHA256SUMS": "reftel verify",
    "manifest.json": "reftel verify",
    "sitemap.xml": "search engines",
    "robots.txt": "search engines and other crawlers",
    "assets/reftel/pdf.css": "reftel pdf",
    "quotations/index.json": "the check of quotations, which puts its address together",
    "quotations/cables-0.json": "the same",
    "pagefind/volumes.json": "the search, which puts its address together",
    "pagefind/words.pf_index": "the search, which puts its address together",
    "pagefind/01/words.pf_index": "the next build, which adds up the words of all volumes",
    "pagefind/01/dates.pf_index": "the search, when it sorts by date",
}
"""Who asks for a file that nothing names in full."""

ADDRESS = "https://cables.example.org/archive/"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("lean") / "workspace", ADDRESS).root / "site"


@pytest.fixture(scope="module")
def copy(site: Path) -> Path:
    """The same as a copy for a disk."""
    done = run("reftel", "build", "--offline", cwd=site.parent, address=ADDRESS)
    assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(site.parent / "site-offline.zip") as packed:
        packed.extractall(site.parent / "unpacked")
    return site.parent / "unpacked" / "site"


def files(site: Path) -> set[str]:
    return {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}


def named(site: Path, path: str) -> Iterator[str]:
    """The paths that a file of the site names."""
    if path.endswith(".html"):
        page = LexborHTMLParser((site / path).read_text("utf-8"))
        for node in page.css("[href], [src]"):
            yield node.attributes.get("href") or node.attributes.get("src") or ""
        config = re.search(r'"search": "([^"]+)"', (site / path).read_text("utf-8"))
        yield config[1] if config else ""
    elif path.endswith(".css"):
        yield from re.findall(r"url\(['\"]?([^)'\"]+)", (site / path).read_text("utf-8"))
    elif path.startswith("assets/reftel/") and path.endswith(".js"):
        yield from re.findall(r"(?:from |import\()\"([^\"]+)\"", (site / path).read_text("utf-8"))
    elif path.endswith(".pf_meta"):
        yield from volume(site / path)


def volume(meta: Path) -> Iterator[str]:
    """The pieces of an index that its head names, in packed CBOR: each, or their folder."""
    told = gzip.decompress(meta.read_bytes())
    for piece in meta.parent.rglob("*.pf_*"):
        is_numbered = piece.parent.parent.parent == meta.parent
        if (piece.parent.name if is_numbered else piece.stem).encode() in told:
            yield piece.relative_to(meta.parent).as_posix()


def reached(site: Path, starts: set[str]) -> set[str]:
    """Every file to which names lead from the starts."""
    found, waiting = set(), set(starts)
    while waiting:
        path = waiting.pop()
        found.add(path)
        for name in named(site, path):
            target = resolved(path, name)
            if target.endswith("/") or (site / target).is_dir():
                target = posixpath.join(target, "index.html")
            if (site / target).is_file() and target not in found:
                waiting.add(target)
    return found


def resolved(path: str, name: str) -> str:
    """Where a name in a file leads within the site; `404.html` names whole paths."""
    link = urlsplit(name)
    if link.scheme or not link.path:
        return path
    base = urlsplit(ADDRESS).path
    if link.path.startswith("/"):
        return unquote(link.path.removeprefix(base)) or "index.html"
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(link.path)))


def old_addresses(site: Path) -> set[str]:
    """The pages that links of older or smaller collections lead to."""
    return {
        path
        for path in files(site)
        if path.endswith(".html") and NOT_LISTED in (site / path).read_text("utf-8")
    }


NOT_LISTED = '<meta name="robots" content="noindex">'


def test_every_file_of_the_site_has_a_reader(site: Path) -> None:
    assert READERS.keys() - files(site) == set()
    meta = {p for p in files(site) if p.endswith(".pf_meta")}
    words = {p for p in files(site) if p.startswith("quotations/words/")}  # by number
    assert len(meta) == 1
    starts = {"index.html", *READERS, *meta, *words, *old_addresses(site)}
    assert files(site) - reached(site, starts) == set()


def test_every_page_is_reached_from_the_first(site: Path) -> None:
    pages = {path for path in files(site) if path.endswith(".html")}
    assert pages - reached(site, {"index.html"}) - old_addresses(site) == {"404.html"}
    assert len(pages) > 80


def test_every_file_of_a_copy_for_a_disk_has_a_reader(copy: Path) -> None:
    held = files(copy)
    readers = {"SHA256SUMS", "manifest.json", "search/search_index.js", "search/search_index.json"}
    assert held - reached(copy, {"index.html", *readers, *old_addresses(copy)}) == set()
    assert [path for path in held if "lunr" in path] == []
    assert any(path.startswith("assets/javascripts/workers/") for path in held)


def test_the_site_names_no_file_of_the_theme_that_is_not_there(site: Path) -> None:
    """Maps are named in comments: by the line that a browser's tools read."""
    for path in sorted((site / "assets").rglob("*.*s")):
        assert "sourceMappingURL" not in path.read_text("utf-8"), path


def test_no_folder_is_empty(site: Path, copy: Path) -> None:
    for root in (site, copy):
        assert [path for path in root.rglob("*") if path.is_dir() and not any(path.iterdir())] == []


def test_templates_leave_no_runs_of_empty_lines(site: Path) -> None:
    for path in sorted(path for path in files(site) if path.endswith(".html")):
        page = (site / path).read_text("utf-8")
        around = page.partition("<article")[0] + page.partition("</article>")[2]
        assert re.search(r"\n\s*\n\s*\n", around) is None, path
