"""Links between pages: from the file a page is made from to the address it has."""

from __future__ import annotations

import posixpath
import re
from urllib.parse import quote

_FILE = re.compile(r"[\w./~=+,-]+")
"""The path of a link that is read here: no scheme, no host, no query, nothing encoded."""


class Links:
    """The links of one page, as they are met."""

    def __init__(self, page: str) -> None:
        """`page` is the page's file below the folder of pages: `cables/08MEXICO721/full.md`."""
        self._page = page
        self._folder = posixpath.dirname(page)
        self._place = place(page)
        self._known: dict[str, tuple[str, str]] = {}
        self.met: dict[str, dict[str, str]] = {}
        """The links by the file they lead to and the anchor there, empty without one."""

    def address(self, link: str) -> str | None:
        """`link` as it leads from the page's address; None where it is no link to a file.

        A link to a file of the pages (`../tags/prel.md#x`) leads to that file's address
        (`../../tags/prel/#x`), as MkDocs has it with directory addresses.
        """
        file, sign, anchor = link.partition("#")
        if not file:
            self.met.setdefault(self._page, {}).setdefault(anchor, link)
            return link if anchor else None
        known = self._known.get(file) or self._read(file)
        if known is None:
            return None
        target, address = known
        self.met.setdefault(target, {}).setdefault(anchor, link)
        return f"{address}{sign}{anchor}" if anchor else address

    def _read(self, file: str) -> tuple[str, str] | None:
        """The file that is linked, from the folder of pages, and its address from the page's."""
        if not _FILE.fullmatch(file) or file[0] == "/" or file.endswith(("README.md", "/")):
            return None
        target = posixpath.normpath(posixpath.join(self._folder, file))
        if target.startswith("../"):
            return None
        self._known[file] = target, quote(way(self._place, place(target)))
        return self._known[file]


def place(file: str) -> str:
    """Where a file of the pages stands on the site: `tags/prel/` for `tags/prel.md`."""
    if not file.endswith(".md"):
        return file
    stem = file.removesuffix(".md")
    return stem.removesuffix("index") if posixpath.basename(stem) == "index" else f"{stem}/"


def way(start: str, end: str) -> str:
    """The relative address of `end` from the page at `start`: `../../tags/prel/`."""
    here, there = [p for p in start.split("/") if p], [p for p in end.split("/") if p]
    common = 0
    for one, other in zip(here, there, strict=False):
        if one != other:
            break
        common += 1
    steps = [".."] * (len(here) - common) + there[common:]
    told = "/".join(steps) or "."
    return f"{told}/" if end.endswith("/") or not end else told
