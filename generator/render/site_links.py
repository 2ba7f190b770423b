"""Addresses of pages on the site, and links from one page to another.

A page is named by its file under content/pages (`urls`); its address follows from that name.
"""

from __future__ import annotations

import posixpath
from functools import lru_cache

from generator.render.markdown import Md


def address(page: str) -> str:
    """The address of a page relative to the site's root: `cables/08MEXICO721/full/`."""
    stem = page.removesuffix(".md")
    if stem == "index":
        return ""
    return stem.removesuffix("/index") + "/"


def link(page: str, target: str, anchor: str | None = None) -> Md:
    """A Markdown link target from `page` to the file `target`.

    It needs no escaping: addresses consist of letters, digits and `/ . - _ + = #`.
    """
    fragment = f"#{anchor}" if anchor else ""
    if page == target and fragment:
        return Md(fragment)
    return Md(_relative_path(page.rpartition("/")[0], target) + fragment)


def href(page: str, target: str, anchor: str | None = None) -> Md:
    """A link for raw HTML, which MkDocs does not rewrite, from address to address."""
    fragment = f"#{anchor}" if anchor else ""
    return Md((_relative_path(address(page)[:-1], address(target)[:-1]) or ".") + "/" + fragment)


def file_href(page: str, file: str) -> str:
    """A link for raw HTML from a page to a file that is not a page."""
    return _relative_path(address(page)[:-1], file)


@lru_cache(maxsize=4096)
def _relative_path(folder: str, target: str) -> str:
    """The path from a folder to a file or folder, both given from the root; empty if equal."""
    here = folder.split("/") if folder else []
    there = target.split("/") if target else []
    while here and there and here[0] == there[0]:
        del here[0], there[0]
    return "/".join([".."] * len(here) + there)


def link_target(page: str, link: str) -> tuple[str, str]:
    """The file and the anchor of a link made by `link`; the anchor is empty without one."""
    path, _, anchor = link.partition("#")
    if not path:
        return page, anchor
    return posixpath.normpath(posixpath.join(posixpath.dirname(page), path)), anchor


def full_address(root: str, page: str, anchor: str = "") -> str:
    """The address of a page below `root`, or relative to the site's root if `root` is empty."""
    fragment = f"#{anchor}" if anchor else ""
    return f"{root}{address(page)}{fragment}" or "./"


def link_in_file(root: str, file: str, page: str, anchor: str = "") -> str:
    """The address of a page in a data file: full, or relative to the file if `root` is empty."""
    if root:
        return full_address(root, page, anchor)
    fragment = f"#{anchor}" if anchor else ""
    folder = file.rpartition("/")[0]
    return f"{_relative_path(folder, address(page)[:-1]) or '.'}/{fragment}"


def feed_in_itself(root: str, feed: str) -> str:
    """The address of a feed in itself: full, or relative with its folder (`../posts/lima.xml`)."""
    if root or "/" not in feed:
        return f"{root}{feed}"
    return f"../{'/'.join(feed.split('/')[-2:])}"


def file_address(root: str, path: str) -> str:
    """The address of a file that is not a page, below `root`."""
    return f"{root}{path}"
