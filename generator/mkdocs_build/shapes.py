"""The shape of a page: all that a frame around it may hang on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mkdocs.structure.pages import Page

from generator.mkdocs_build.marks import Values

GIVEN = frozenset(
    {
        *("nav", "pages", "base_url", "extra_css", "extra_javascript"),
        *("mkdocs_version", "build_date_utc", "config", "page"),
    }
)
"""The names of `Values`. A plugin may add others, which no shape tells."""

OF_PAGE = ("extra_css", "extra_javascript")
"""Those of them which hang on the page, and which templates have no need of."""

EMPTY: Mapping[str, Any] = {
    "title": None,
    "canonical_url": None,
    "edit_url": None,
    "previous_page": None,
    "next_page": None,
    "toc": (),
    "content": "",
}
"""What templates ask whether a page has it, and what a stand-in has in its place where not."""

NOTHING = frozenset({"''", "[]", "{}", "None", "False"})
"""Empty values of metadata that pages may have alike, as Python writes them."""

HEADING = "<h1"
"""What the theme looks for in a page's content, to write the title above it where it is missing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LayoutKey:
    """All that a frame may hang on."""

    base_url: str
    """The way from the page to the site's root."""
    meta: tuple[tuple[str, str | None], ...]
    """The names of the page's metadata, in their order, each with its value as Python writes it
    where it is one of `NOTHING`; None where the page has a value."""
    hide: tuple[str, ...]
    """Which parts of the theme the page hides."""
    lacks: frozenset[str]
    """Which of `EMPTY` the page has not."""
    headed: bool
    """Whether its content has a heading of the first level."""


def shape(values: Values) -> LayoutKey | None:
    """The shape of a page; None where no frame is made for it.

    There is none for the front page and those in the navigation, which the theme shows as active.
    """
    page = values["page"]
    if page is None or values.keys() != GIVEN or page.is_homepage or page.parent is not None:
        return None
    if any(item is page for item in values["nav"].pages):
        return None
    meta = tuple((name, None if value else repr(value)) for name, value in page.meta.items())
    if not NOTHING.issuperset(empty for _, empty in meta if empty is not None):
        return None
    hide = page.meta.get("hide", [])
    lacks = frozenset(name for name in EMPTY if not getattr(page, name))
    if not isinstance(hide, list) or any(_unlike(page, name) for name in lacks):
        return None
    return LayoutKey(
        base_url=values["base_url"],
        meta=meta,
        hide=tuple(map(str, hide)),
        lacks=lacks,
        headed=HEADING in (page.content or ""),
    )


def _unlike(page: Page, name: str) -> bool:
    """Whether what the page has for nothing is not what a stand-in has."""
    return name != "toc" and getattr(page, name) != EMPTY[name]
