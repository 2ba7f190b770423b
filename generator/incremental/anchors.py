"""Anchors of pages and links to them, kept in little room until all pages are known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from mkdocs.structure.pages import Page

_BETWEEN, _PAGES = "\0", "\0\0"
"""Part anchors, and pages with theirs: a text takes a tenth of the room of so many strings."""


@dataclass(frozen=True, slots=True)
class PageAnchors:
    """Which anchors a page has, and which it links to."""

    page: str
    """The path of its Markdown within the docs folder."""
    present: str
    """The anchors that it has, with NUL between them."""
    links: str
    """Each page that it links to by anchors, itself among them, followed by the anchors, with NUL
    between them; two between such pages."""

    @classmethod
    def of(cls, page: Page) -> PageAnchors:
        """Those of a page that was rendered."""
        links = page.links_to_anchors or {}
        return cls(
            page.file.src_uri,
            joined(page.present_anchor_ids or ()),
            _PAGES.join(
                _BETWEEN.join([target.src_uri, *sorted(anchors)])
                for target, anchors in links.items()
            ),
        )

    def targets(self) -> Iterator[tuple[str, list[str]]]:
        """Each page that it links to by anchors, and the anchors."""
        for target in self.links.split(_PAGES) if self.links else ():
            page, *anchors = target.split(_BETWEEN)
            yield page, anchors


def joined(names: Iterable[str]) -> str:
    """Names in one string, sorted."""
    return _BETWEEN.join(sorted(names))


def parted(names: str) -> frozenset[str]:
    """Names that stand in one string."""
    return frozenset(names.split(_BETWEEN)) if names else frozenset()


def missing(pages: Sequence[PageAnchors]) -> dict[str, set[str]]:
    """The anchors that links lead to, of pages that do not have them, by page."""
    wanted: dict[str, set[str]] = {}
    for page in pages:
        for target, anchors in page.targets():
            wanted.setdefault(target, set()).update(anchors)
    found = {}
    for page in pages:
        if page.page in wanted and (lacking := wanted[page.page] - parted(page.present)):
            found[page.page] = lacking
    return found


def leading_to(missing: Mapping[str, Set[str]], pages: Sequence[PageAnchors]) -> list[str]:
    """The pages with a link to a missing anchor, in their order."""
    if not missing:
        return []
    return [
        page.page
        for page in pages
        if any(not missing[to].isdisjoint(at) for to, at in page.targets() if to in missing)
    ]
