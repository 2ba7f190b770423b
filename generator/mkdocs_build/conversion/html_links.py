"""Links between Markdown files, converted to links between the addresses of their pages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import quote

_FILE = re.compile(r"[\w.~=+,-]+(?:/[\w.~=+,-]+)*")
"""The path of a supported link: no scheme, host, query or encoded characters."""


class LinkReader:
    """Converts the links of one page and collects them."""

    def __init__(self, page: str) -> None:
        """`page` is a path below the folder of pages: `cables/08MEXICO721/full.md`."""
        self._page = page
        self._folder = page.split("/")[:-1]
        self._here = site_path(page.split("/"))
        self._addresses: dict[str, tuple[str, str]] = {}
        """Target file and relative address by the path of a link."""
        self.links: dict[str, dict[str, str]] = {}
        """The links as written, by target file and anchor; the anchor may be empty."""

    def address(self, link: str) -> str | None:
        """The relative address that `link` leads to; None if it is not a link to a file.

        `../tags/prel.md#x` becomes `../../tags/prel/#x`, as in MkDocs with directory addresses.
        """
        file, mark, anchor = link.partition("#")
        if not file:
            self.links.setdefault(self._page, {}).setdefault(anchor, link)
            return link if anchor else None
        converted = self._addresses.get(file) or self._convert(file)
        if converted is None:
            return None
        target, address = converted
        self.links.setdefault(target, {}).setdefault(anchor, link)
        return f"{address}{mark}{anchor}" if anchor else address

    def _convert(self, file: str) -> tuple[str, str] | None:
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
        self._addresses[file] = (
            "/".join(names),
            quote(relative_address(self._here, site_path(names))),
        )
        return self._addresses[file]


def site_path(names: Sequence[str]) -> Sequence[str]:
    """The path of a file on the site, as names: `tags`, `prel.md` → `tags`, `prel`, empty.

    The empty name is that of the page's `index.html`.
    """
    *folders, name = names
    if not name.endswith(".md"):
        return names
    return [*folders, ""] if name == "index.md" else [*folders, name.removesuffix(".md"), ""]


def relative_address(start: Sequence[str], end: Sequence[str]) -> str:
    """The relative address from the page at `start` to `end`: `../../tags/prel/`."""
    common = 0
    most = min(len(start), len(end)) - 1
    while common < most and start[common] == end[common]:
        common += 1
    return "/".join([*[".."] * (len(start) - 1 - common), *end[common:]]) or "./"
