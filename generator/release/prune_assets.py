"""Only what a site needs is in it: takes away what the theme and MkDocs add for other uses.

Which files go is decided from their paths alone; nothing but the theme's own files is ever named.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from generator.disk import site_files as walk
from generator.errors import ReftelError

ONLINE_ONLY = (
    *(f"assets/reftel/{name}" for name in ("search-", "arrival.js", "not-found.js", "pdf.css")),
    "search/index.html",
    "sitemap.xml",
)
"""What a copy for a disk has no use for, by the beginnings of paths."""

OFFLINE_ONLY = ("assets/reftel/file-worker.js",)
"""Our script that no page of a served site loads."""

THEME_SEARCH = ("assets/javascripts/workers/", "assets/javascripts/lunr/")
"""What the theme's own search runs on."""

LUNR = "assets/javascripts/lunr/"
"""Rules of languages for the theme's search."""

SEGMENTERS = {"ja": "tinyseg.js", "hi": "wordcut.js", "th": "wordcut.js"}
"""What the theme's worker loads beside a language's rules, to part words."""

_MAP = re.compile(r"\n?(?://[#@] sourceMappingURL=\S+|/\*[#@] sourceMappingURL=[^*\s]+ ?\*/)\s*\Z")
"""The last line of a script or style that names its map."""

_NO_ADDRESSES = re.compile(r"<urlset[^>]*>\s*</urlset>")
"""The body of a sitemap of a site that does not know its address."""


def unused_files(paths: Iterable[str], languages: Sequence[str] | None) -> list[str]:
    """The paths of a finished site that no page, script, style or reader asks for, sorted.

    `languages` are those of the theme's search where the site has it, as a copy for a disk does;
    None where it has our own.
    """
    kept = None if languages is None else _lunr(languages)
    return sorted(path for path in paths if _is_unneeded(path, kept))


def _is_unneeded(path: str, lunr: frozenset[str] | None) -> bool:
    """Whether no one asks for the file; `lunr` are the files of languages that are in use.

    Maps lead developers of the theme to its source. The packed sitemap says what the other does.
    """
    if path.startswith("assets/") and path.endswith(".map"):
        return True
    if path == "sitemap.xml.gz":
        return True
    if lunr is None:
        return path.startswith((*THEME_SEARCH, *OFFLINE_ONLY))
    return path.startswith(ONLINE_ONLY) or (path.startswith(LUNR) and path not in lunr)


def _lunr(languages: Sequence[str]) -> frozenset[str]:
    """What the theme's worker loads for languages: for English alone nothing."""
    names = [f"min/lunr.{name}.min.js" for name in languages if name != "en"]
    names += [SEGMENTERS[name] for name in languages if name in SEGMENTERS]
    if len(languages) > 1:
        names.append("min/lunr.multi.min.js")
    if names:
        names.append("min/lunr.stemmer.support.min.js")
    return frozenset(LUNR + name for name in names)


def strip_source_map(text: str) -> str:
    """A script or style without the line that names its map."""
    return _MAP.sub("\n", text)


def prune_site(site: Path) -> None:
    """Remove from a finished site what it does not need, and folders that are empty then.

    Raises `ReftelError` where the theme's search index is none.
    """
    paths = [path for path in _of_theme(site) if not walk.is_hidden(path)]
    taken = unused_files(paths, _languages(site))
    for path in taken:
        walk.remove(site, path)
    for path in set(paths).difference(taken):
        if path.startswith("assets/") and path.endswith((".js", ".css")):
            _rewrite(site / path, strip_source_map)
    sitemap = site / "sitemap.xml"
    if sitemap.is_file() and _NO_ADDRESSES.search(sitemap.read_text(encoding="utf-8")):
        sitemap.unlink()


def _of_theme(site: Path) -> Iterator[str]:
    """The paths of the files that theme and MkDocs add, which stand apart from the pages."""
    yield from (path.name for path in site.iterdir() if path.is_file())
    for folder in ("assets", "search"):
        if (site / folder).is_dir():
            yield from (f"{folder}/{path}" for path in walk.files(site / folder))


def _languages(site: Path) -> list[str] | None:
    """The languages of the theme's search; None where the site has no index of it."""
    index = site / "search" / "search_index.json"
    if not index.is_file():
        return None
    try:
        return [str(name) for name in json.loads(index.read_text("utf-8"))["config"]["lang"]]
    except (ValueError, KeyError, TypeError) as error:
        raise ReftelError(f"{index} is no search index; build the copy again.") from error


def _rewrite(path: Path, change: Callable[[str], str]) -> None:
    """Change a file by writing another in its place: it may be a link to one that is served."""
    text = path.read_text(encoding="utf-8")
    if (changed := change(text)) != text:
        path.unlink()
        path.write_text(changed, encoding="utf-8")
