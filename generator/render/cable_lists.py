"""Lists of cables, split by year, month, day and post where they are long; the search page."""

from __future__ import annotations

import urllib.parse
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from generator.citations.coins import coins
from generator.model import Mrn, Outline, Page
from generator.render import anchors, site_links, slugs, urls, views
from generator.render.catalogue_files import MIN_CATALOGUE
from generator.render.markdown import Md, title
from generator.render.page_context import PageContext
from generator.render.pagination import ListPage, date_key, paginated, period_name
from generator.render.renderer import Renderer, breadcrumb

CABLE_KEYS: tuple[Callable[[Outline], str], ...] = (
    lambda cable: date_key(cable.header.iso_date, 4),
    lambda cable: date_key(cable.header.iso_date, 7),
    lambda cable: date_key(cable.header.iso_date, 10),
    lambda cable: f"{date_key(cable.header.iso_date, 10)}-{_post_slug(cable)}",
)
"""Keys by which a long list of cables is split, coarsest first: year, month, day, post."""


def _post_slug(cable: Outline) -> str:
    return slugs.slugify(cable.header.post or "unknown")


def search_page(renderer: Renderer, context: PageContext) -> Page:
    """The search page, with filters. The catalogue, if there is one, has what citations need."""
    meta = {"title": "Search", "hide": ["toc"], "search_page": True, "search": {"exclude": True}}
    has_catalogue = len(context.cables) >= MIN_CATALOGUE
    return renderer.page(urls.SEARCH, "search.md.j2", meta, has_catalogue=has_catalogue)


@dataclass(frozen=True, slots=True, kw_only=True)
class CableList:
    """A list of cables that may take several pages."""

    heading: str
    cables: Sequence[Outline]
    top: str
    """Its first page."""
    page_of: Callable[[str], str]
    """The page of a period."""
    steps: tuple[tuple[str, str], ...] = ()
    """The lists above it: name and page."""
    within: tuple[tuple[str, str], ...] | None = ()
    """Facets and values to which the catalogue is narrowed; empty for all cables, None where no
    facets give these cables."""

    @property
    def has_catalogue(self) -> bool:
        """Whether its first page has the catalogue; a few cables are shown as a list only."""
        return self.within is not None and len(self.cables) >= MIN_CATALOGUE

    @property
    def parts(self) -> list[ListPage[Outline]]:
        """Its pages."""
        return list(paginated(self.cables, CABLE_KEYS))


def all_cables(context: PageContext) -> CableList:
    """The list of all cables."""
    return CableList(
        heading="All cables", cables=context.cables, top=urls.CABLES, page_of=urls.cables_page
    )


def cable_lists(renderer: Renderer, context: PageContext) -> Iterator[Page]:
    """The pages of the list of all cables."""
    return list_pages(renderer, context, all_cables(context))


def list_pages(renderer: Renderer, context: PageContext, cables: CableList) -> Iterator[Page]:
    """All pages of a list that has no other contents."""
    for part in cables.parts:
        if not part.period:
            yield renderer.page(
                cables.top, "cables.md.j2", list_meta(cables), **list_values(context, cables, part)
            )
    yield from period_pages(renderer, context, cables)


def period_pages(renderer: Renderer, context: PageContext, cables: CableList) -> Iterator[Page]:
    """The pages of a list but for its first: one for each period."""
    parts = cables.parts
    beside = _neighbours(parts)
    for part in parts:
        if part.period:
            name = f"{cables.heading}, {period_name(part.period)}"
            above = [*cables.steps, (cables.heading, cables.top)]
            meta = {
                "title": title(name),
                "trail": [breadcrumb(n, f) for n, f in above],
                "hide": ["toc"],
            }
            path = cables.page_of(part.period)
            around = [
                (word, period_name(period), site_links.link(path, cables.page_of(period)))
                for word, period in zip(("Before", "After"), beside[part.period], strict=True)
                if period
            ]
            values = list_values(context, cables, part) | {"heading": name, "around": around}
            yield renderer.page(path, "cables.md.j2", meta, **values)


def list_meta(cables: CableList) -> dict[str, Any]:
    """The front matter of the first page of a list."""
    return {
        "title": title(cables.heading),
        "trail": [breadcrumb(n, f) for n, f in cables.steps],
        "hide": ["toc"],
        "catalogue": cables.has_catalogue,
    }


def list_values(
    context: PageContext, cables: CableList, part: ListPage[Outline]
) -> dict[str, object]:
    """What the template of a page of a list needs."""
    path = cables.page_of(part.period) if part.period else cables.top
    has_catalogue = cables.has_catalogue and not part.period
    outlines = {cable.id: cable for cable in part.items}
    return {
        "heading": cables.heading,
        "catalogue": site_links.file_href(path, urls.CATALOGUE) + "/" if has_catalogue else "",
        "within": urllib.parse.urlencode(cables.within or ()),
        "month_anchor": anchors.month_anchor,
        "rows": [
            (*row, _coins(context, outlines[row[1]])) for row in views.cable_rows(part.items, path)
        ],
        "periods": [
            (period_name(p), site_links.link(path, cables.page_of(p)), count)
            for p, count in part.periods
        ],
        "around": [],
    }


def _coins(context: PageContext, cable: Outline) -> Md:
    """The COinS of a cable for an attribute in double quotes."""
    assert cable.id is not None
    root = context.info.address
    address = site_links.full_address(root, urls.cable_page(cable.id)) if root else ""
    return Md(coins(cable, cable.id, address).replace("&", "&amp;"))


def _neighbours(parts: Sequence[ListPage[Outline]]) -> dict[str, tuple[str, str]]:
    """The periods before and after each one in the same list; empty at the ends."""
    beside: dict[str, tuple[str, str]] = {}
    for part in parts:
        names = [name for name, _ in part.periods]
        for before, name, after in zip(["", *names], names, [*names[1:], ""], strict=False):
            beside[name] = (before, after)
    return beside


def period_links(cables: CableList, page: str, length: int) -> dict[str, str]:
    """Links from `page` to the cables of each period, by the first `length` letters of its date.

    A link leads to the period's own page, or to its place in a longer list.
    """
    parts = cables.parts
    own = {part.period for part in parts}
    page_of: dict[Mrn | None, str] = {
        item.id: cables.page_of(part.period) if part.period else cables.top
        for part in parts
        for item in part.items
    }
    links: dict[str, str] = {}
    for item in sorted(cables.cables, key=lambda cable: cable.header.iso_date):
        date = item.header.iso_date
        if not date:
            continue
        key = date[:length]
        if key in own:
            links.setdefault(key, site_links.href(page, cables.page_of(key)))
        else:
            links.setdefault(
                key, site_links.href(page, page_of[item.id], anchors.month_anchor(date))
            )
    return links
