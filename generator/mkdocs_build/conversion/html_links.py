"""Links between pages: from the file a page is made from to the address it has."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import quote

_FILE = re.compile(r"[\w.~=+,-]+(?:/[\w.~=+,-]+)*")
"""The path of a link that is read here: no scheme, no host, no query, nothing encoded."""


class LinkReader:
    """The links of one page, as they are met."""

    def __init__(self, page: str) -> None:
        """`page` is the page's file below the folder of pages: `cables/08MEXICO721/full.md`."""
        self._page = page
        self._folder = page.split("/")[:-1]
        self._here = place(page.split("/"))
        self._known: dict[str, tuple[str, str]] = {}
        """The links that were read: the file that is linked, and its address from the page's."""
        self.met: dict[str, dict[str, str]] = {}
        """The links by the file they lead to and the anchor there, empty without one."""

    def address(self, link: str) -> str | None:
        """`link` as it leads from the page's address; None where it is no link to a file.

        A link to a file of the pages (`../tags/prel.md#x`) leads to that file's address
        (`../../tags/prel/#x`), as MkDocs has it with directory addresses.
        """
        file, mark, anchor = link.partition("#")
        if not file:
            self.met.setdefault(self._page, {}).setdefault(anchor, link)
            return link if anchor else None
        known = self._known.get(file) or self._read(file)
        if known is None:
            return None
        target, address = known
        self.met.setdefault(target, {}).setdefault(anchor, link)
        return f"{address}{mark}{anchor}" if anchor else address

    def _read(self, file: str) -> tuple[str, str] | None:
        if not _FILE.fullmatch(file) or file.endswith("README.md"):
            return None
        names = list(self._folder)
        for step in file.split("/"):
            if step != "..":
                names += [step] if step != "." else []
            elif names:
                names.pop()
            else:
                return None
        if not names:
            return None
        self._known[file] = "/".join(names), quote(way(self._here, place(names)))
        return self._known[file]


def place(names: Sequence[str]) -> Sequence[str]:
    """Where a file of the pages stands on the site, by the names of its path.

    `tags`, `prel` and an empty name (`tags/prel/`) for `tags`, `prel.md`.
    """
    *folders, name = names
    if not name.endswith(".md"):
        return names
    return [*folders, ""] if name == "index.md" else [*folders, name.removesuffix(".md"), ""]


def way(start: Sequence[str], end: Sequence[str]) -> str:
    """The relative address of `end` from the page at `start`, a folder: `../../tags/prel/`."""
    common = 0
    most = min(len(start), len(end)) - 1
    while common < most and start[common] == end[common]:
        common += 1
    return "/".join([*[".."] * (len(start) - 1 - common), *end[common:]]) or "./"
