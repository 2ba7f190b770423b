"""Removes files that the theme and MkDocs add to a site and that nothing in it uses.

Files are chosen by path; only the theme's own files are ever removed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from generator.disk import site_files
from generator.release.theme_search import index_languages

ONLINE_ONLY = (
    *(f"assets/reftel/{name}" for name in ("search-", "arrival.js", "not-found.js", "pdf.css")),
    "search/index.html",
    "sitemap.xml",
    "robots.txt",
)
"""Path prefixes of files that an offline copy does not use."""

_QUOTATION_DATA = ("quotations/index.json", "quotations/cables-", "quotations/words/")

DATA_SCRIPTS = {
    "cables/catalogue/index.json": ("assets/reftel/catalogue", "cables/catalogue/"),
    "chronology/events.json": ("assets/reftel/chronology.js", "chronology/events.json"),
    "glossary/entries.json": ("assets/reftel/glossary.js", "glossary/entries.json"),
    "overview/index.html": ("assets/reftel/overview.js",),
    "packet/index.html": ("assets/reftel/packet-", "assets/reftel/zip.js"),
    "quotations/index.json": ("assets/reftel/quotation-", *_QUOTATION_DATA),
}
"""By the file that only some sites have: path prefixes of the scripts and data that serve it.

They are of no use on a disk, where modules are not loaded, or without that file.
"""

OFFLINE_ONLY = ("assets/reftel/file-worker.js",)
"""Our script that only an offline copy loads."""

THEME_SEARCH = ("assets/javascripts/workers/", "assets/javascripts/lunr/")
"""Path prefixes of the theme's own search."""

NAMED_BY_HASH = r"/assets/(javascripts|stylesheets)/[a-z]+\.[0-9a-f]{8}\.min\.(js|css)$"
"""Paths of the theme's files with a hash in their name, as a regular expression."""

LUNR = "assets/javascripts/lunr/"
"""The folder of language rules for the theme's search."""

SEGMENTERS = {"ja": "tinyseg.js", "hi": "wordcut.js", "th": "wordcut.js"}
"""Word segmenters that the theme's search loads, by language."""

_MAP = re.compile(r"\n?(?://[#@] sourceMappingURL=\S+|/\*[#@] sourceMappingURL=[^*\s]+ ?\*/)\s*\Z")
"""The last line of a script or style sheet that names its source map."""

_NO_ADDRESSES = re.compile(r"<urlset[^>]*>\s*</urlset>")
"""A sitemap without addresses: that of a site without `site_url`."""


def unused_files(paths: Iterable[str], languages: Sequence[str] | None) -> list[str]:
    """The paths of a finished site that no page, script, style or reader requests, sorted.

    `languages` are those of the theme's search, which only an offline copy has; None without it.
    """
    held = set(paths)
    lunr = None if languages is None else _lunr(languages)
    without_data = tuple(
        prefix
        for data, prefixes in DATA_SCRIPTS.items()
        for prefix in prefixes
        if lunr is not None or data not in held
    )
    return sorted(path for path in held if _is_unused(path, lunr) or path.startswith(without_data))


def _is_unused(path: str, lunr: frozenset[str] | None) -> bool:
    """Whether nothing uses the file; `lunr` are the files of the languages in use.

    Source maps are for developers of the theme. The compressed sitemap repeats the other one.
    """
    if path.startswith("assets/") and path.endswith(".map"):
        return True
    if path == "sitemap.xml.gz":
        return True
    if lunr is None:
        return path.startswith((*THEME_SEARCH, *OFFLINE_ONLY))
    return path.startswith(ONLINE_ONLY) or (path.startswith(LUNR) and path not in lunr)


def _lunr(languages: Sequence[str]) -> frozenset[str]:
    """The files that the theme's search loads for these languages; none for English only."""
    names = [f"min/lunr.{name}.min.js" for name in languages if name != "en"]
    names += [SEGMENTERS[name] for name in languages if name in SEGMENTERS]
    if len(languages) > 1:
        names.append("min/lunr.multi.min.js")
    if names:
        names.append("min/lunr.stemmer.support.min.js")
    return frozenset(LUNR + name for name in names)


def strip_source_map(text: str) -> str:
    """A script or style sheet without the line that names its source map."""
    return _MAP.sub("\n", text)


def prune_site(site: Path) -> None:
    """Remove unused files from a finished site, and folders that are then empty.

    Raises `ReftelError` if the theme's search index is invalid.
    """
    paths = [path for path in _of_theme(site) if not site_files.is_hidden(path)]
    taken = unused_files(paths, index_languages(site))
    for path in taken:
        site_files.remove(site, path)
    for path in set(paths).difference(taken):
        if path.startswith("assets/") and path.endswith((".js", ".css")):
            _rewrite(site / path, strip_source_map)
    sitemap = site / "sitemap.xml"
    if sitemap.is_file() and _NO_ADDRESSES.search(sitemap.read_text(encoding="utf-8")):
        sitemap.unlink()


def _of_theme(site: Path) -> Iterator[str]:
    """The paths of the files outside the pages: of theme, MkDocs and long lists."""
    yield from (path.name for path in site.iterdir() if path.is_file())
    yield from (data for data in DATA_SCRIPTS if (site / data).is_file())
    for folder in ("assets", "search", "cables/catalogue", "quotations"):
        if (site / folder).is_dir():
            yield from (f"{folder}/{path}" for path in site_files.files(site / folder))


def _rewrite(path: Path, change: Callable[[str], str]) -> None:
    """Change a file by replacing it: it may be a hard link to a served file."""
    text = path.read_text(encoding="utf-8")
    if (changed := change(text)) != text:
        path.unlink()
        path.write_text(changed, encoding="utf-8")
