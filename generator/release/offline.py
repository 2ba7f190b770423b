"""A copy of the site that works from a disk, without a server, as one zip file.

A file system opens folders instead of their `index.html`, so that each link names the file; and
the theme's own search takes the place of the index that is loaded in pieces.
"""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path
from typing import Any

INDEX = "index.html"

SEARCH_INDEX = Path("search") / "search_index.json"
"""What the theme's search plugin writes."""

_TAG = re.compile(r"<(?:a|area|link)\b[^>]*>")
"""A tag that may hold a link. Text holds no `<` that is not escaped, so this finds tags alone."""

_LINK = re.compile(r'(\s(?:xlink:)?href=")([^"]*)(")')

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time a zip file can tell: two builds give the same bytes."""


def link_to_file(link: str) -> str:
    """A link within the site with the file it leads to: `../full/#p-17` has `index.html` added."""
    path, mark, fragment = link.partition("#")
    if re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:|/", path) or not path:
        return link
    if path in {".", ".."} or path.endswith(("/.", "/..")):
        path += "/"
    return f"{path}{INDEX}{mark}{fragment}" if path.endswith("/") else link


def link_page_to_files(page: str) -> str:
    """A finished HTML page, its links within the site leading to files."""

    def mended(tag: re.Match[str]) -> str:
        return _LINK.sub(lambda m: m[1] + link_to_file(m[2]) + m[3], tag[0])

    return _TAG.sub(mended, page)


def make_offline(site: Path) -> None:
    """Make a finished site fit for a disk, which has no page for what is missing."""
    (site / "404.html").unlink(missing_ok=True)
    for path in sorted(site.rglob("*.html")):
        text = path.read_text(encoding="utf-8")
        path.write_text(link_page_to_files(text), encoding="utf-8")
    index = site / SEARCH_INDEX
    if index.is_file():
        _name_locations(index)


def _name_locations(index: Path) -> None:
    """Let the theme's search lead to files, and write its index as the script a disk can load."""
    found: dict[str, Any] = json.loads(index.read_text(encoding="utf-8"))
    for entry in found["docs"]:
        entry["location"] = link_to_file(entry["location"] or "./")
    text = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
    index.write_text(text, encoding="utf-8")
    index.with_suffix(".js").write_text(f"var __index = {text}", encoding="utf-8")


def offline_copy(site: Path) -> Path:
    """Where the copy for a disk of the site in a folder stands: beside it."""
    return site.with_name(f"{site.name}-offline.zip")


def remove_old_copy(site: Path) -> Path | None:
    """Remove the copy of an earlier site, which may show what is now withheld: where it stood."""
    copy = offline_copy(site)
    if not copy.is_file():
        return None
    copy.unlink()
    return copy


def pack_zip(site: Path, target: Path, folder: str) -> None:
    """Write `site` as a zip file in which everything stands in `folder`.

    `target` may lie within `site`: it is not packed itself.
    """
    files = sorted(path for path in site.rglob("*") if path.is_file())
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in files:
            name = f"{folder}/{path.relative_to(site).as_posix()}"
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), path.read_bytes(), zipfile.ZIP_DEFLATED)
