"""Links between the pages of a site, checked once all pages are known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

_BETWEEN, _PAGES = "\0", "\0\0"
"""Separators within one string, which takes a tenth of the memory of so many strings."""


@dataclass(frozen=True, slots=True)
class PageLinks:
    """The anchors of a page and the places it links to."""

    page: str
    """The path of its Markdown below content/pages."""
    anchors: str
    """Its anchors, sorted and joined by NUL."""
    links: str
    """Each file it links to (itself included), followed by the anchors there, joined by NUL;
    two NUL between files."""
    is_moved: bool
    """Whether the page only leads to another, which the sitemap lists instead."""

    @classmethod
    def of(
        cls,
        page: str,
        anchors: Iterable[str],
        links: Mapping[str, Iterable[str]],
        *,
        is_moved: bool = False,
    ) -> PageLinks:
        """The links of a page; `links` has the anchors linked to, by file, empty for the file."""
        targets = (_BETWEEN.join([file, *sorted(filter(None, at))]) for file, at in links.items())
        return cls(page, _BETWEEN.join(sorted(anchors)), _PAGES.join(targets), is_moved)

    def targets(self) -> Iterator[tuple[str, list[str]]]:
        """Each file that the page links to, with the anchors there."""
        for target in self.links.split(_PAGES) if self.links else ():
            file, *anchors = target.split(_BETWEEN)
            yield file, anchors


def broken_links(pages: Sequence[PageLinks], files: frozenset[str]) -> Iterator[str]:
    """A message for each link to a file or anchor that does not exist, in the order of pages.

    `files` are the paths of all files below content/pages.
    """
    wanted: dict[str, set[str]] = {}
    for page in pages:
        for file, anchors in page.targets():
            wanted.setdefault(file, set()).update(anchors)
    lacking = dict.fromkeys(wanted.keys() - files, frozenset[str]())
    for page in pages:
        if missing := wanted.get(page.page, set()).difference(page.anchors.split(_BETWEEN)):
            lacking[page.page] = frozenset(missing)
    if not lacking:
        return
    for page in pages:
        for file, anchors in page.targets():
            if file not in files:
                yield f"{page.page} links to {file}, which does not exist."
            for anchor in sorted(lacking.get(file, frozenset()).intersection(anchors)):
                yield f"{page.page} links to {file}#{anchor}: {file} has no anchor '{anchor}'."
