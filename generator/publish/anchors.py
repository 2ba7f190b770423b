"""Anchors of pages and links to them, kept in little room until all pages are known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mkdocs.structure.pages import Page

_BETWEEN = "\0"
"""Parts anchors: a megabyte of text takes a tenth of the room of so many strings."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchors:
    """Which anchors a page has, and which it links to."""

    page: str
    """The path of its Markdown within the docs folder."""
    present: str
    """The anchors that it has, with NUL between them."""
    links: tuple[tuple[str, str], ...]
    """The path of each page that it links to by an anchor, itself among them, and the anchors."""

    @classmethod
    def of(cls, page: Page) -> Anchors:
        """Those of a page that was rendered."""
        return cls(
            page=page.file.src_uri,
            present=_BETWEEN.join(sorted(page.present_anchor_ids or ())),
            links=tuple(
                (target.src_uri, _BETWEEN.join(sorted(anchors)))
                for target, anchors in (page.links_to_anchors or {}).items()
            ),
        )


def parted(anchors: str) -> frozenset[str]:
    """Anchors that stand in one string."""
    return frozenset(anchors.split(_BETWEEN)) if anchors else frozenset()


def missing(pages: Sequence[Anchors]) -> dict[str, set[str]]:
    """The anchors that links lead to, of pages that do not have them, by page."""
    wanted: dict[str, set[str]] = {}
    for page in pages:
        for target, anchors in page.links:
            wanted.setdefault(target, set()).update(parted(anchors))
    found = {}
    for page in pages:
        if lacking := wanted.get(page.page, set()) - parted(page.present):
            found[page.page] = lacking
    return found


def leading_to(missing: dict[str, set[str]], pages: Sequence[Anchors]) -> list[str]:
    """The pages with a link to a missing anchor, in their order."""
    return [
        page.page
        for page in pages
        if any(
            target in missing and not missing[target].isdisjoint(parted(anchors))
            for target, anchors in page.links
        )
    ]
