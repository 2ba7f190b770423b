"""The offline copy: the site as one zip file that works without a server.

A browser opens a folder on disk, not its `index.html`, so links name the file. The theme's own
search replaces the index that is loaded in pieces.
"""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

from generator.release.theme_search import change_addresses

INDEX = "index.html"

_TAG = re.compile(r"<(?:a|area|link)\b[^>]*>")
"""A tag that may contain a link. In text every `<` is escaped, so this matches only tags."""

_LINK = re.compile(r'(\s(?:xlink:)?href=")([^"]*)(")')

_REFRESH = re.compile(r'(<meta http-equiv="refresh" content="0; url=)([^"]*)(">)')
"""Where a page leads on to another one."""

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time in a zip file, so that two builds give the same bytes."""


def link_to_file(link: str) -> str:
    """A link within the site with its file name: `../full/#p-17` → `../full/index.html#p-17`."""
    path, mark, fragment = link.partition("#")
    if re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:|/", path) or not path:
        return link
    if path in {".", ".."} or path.endswith(("/.", "/..")):
        path += "/"
    return f"{path}{INDEX}{mark}{fragment}" if path.endswith("/") else link


def link_page_to_files(page: str) -> str:
    """A finished HTML page with links to files instead of folders."""

    def replace_links(tag: re.Match[str]) -> str:
        return _LINK.sub(lambda m: m[1] + link_to_file(m[2]) + m[3], tag[0])

    page = _REFRESH.sub(lambda m: m[1] + link_to_file(m[2]) + m[3], page)
    return _TAG.sub(replace_links, page)


def make_offline(site: Path) -> None:
    """Change a finished site to work without a server, and remove its error page."""
    (site / "404.html").unlink(missing_ok=True)
    for path in sorted(site.rglob("*.html")):
        text = path.read_text(encoding="utf-8")
        path.write_text(link_page_to_files(text), encoding="utf-8")
    change_addresses(site, link_to_file)


def offline_copy(site: Path) -> Path:
    """The path of the offline copy of the site in a folder: beside that folder."""
    return site.with_name(f"{site.name}-offline.zip")


def remove_old_copy(site: Path) -> Path | None:
    """Remove the copy of an earlier site, which may show what is now withheld; its path or None."""
    copy = offline_copy(site)
    if not copy.is_file():
        return None
    copy.unlink()
    return copy


def pack_zip(site: Path, target: Path, folder: str) -> None:
    """Write `site` to a zip file, with all paths below `folder`.

    `target` may be within `site`; it does not contain itself.
    """
    files = sorted(path for path in site.rglob("*") if path.is_file())
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in files:
            name = f"{folder}/{path.relative_to(site).as_posix()}"
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), path.read_bytes(), zipfile.ZIP_DEFLATED)
