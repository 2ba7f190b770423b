"""Lists of cables: all, by post, by TAGS code; and the search page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from generator import facts
from generator.model import Outline, Page, post_name
from generator.render import urls, views
from generator.render.catalogue_files import MIN_CATALOGUE
from generator.render.markdown import title
from generator.render.page_context import PageContext
from generator.render.pagination import date_key, paginated, period_name
from generator.render.renderer import Renderer, breadcrumb

CABLE_KEYS: tuple[Callable[[Outline], str], ...] = (
    lambda cable: date_key(cable.header.iso_date, 4),
    lambda cable: date_key(cable.header.iso_date, 7),
    lambda cable: date_key(cable.header.iso_date, 10),
    lambda cable: f"{date_key(cable.header.iso_date, 10)}-{_post_slug(cable)}",
)
"""Keys by which a long list of cables is split, coarsest first: year, month, day, post."""


def _post_slug(cable: Outline) -> str:
    return urls.slugify(cable.header.post or "unknown")


def search_page(renderer: Renderer) -> Page:
    """The search page, with filters."""
    meta = {"title": "Search", "hide": ["toc"], "search_page": True, "search": {"exclude": True}}
    return renderer.page(urls.SEARCH, "search.md.j2", meta)


def cable_lists(renderer: Renderer, context: PageContext) -> Iterator[Page]:
    """The list of all cables."""
    cables = context.cables
    return _cables(renderer, "All cables", cables, urls.CABLES, urls.cables_page, [])


def post_lists(renderer: Renderer, context: PageContext) -> Iterator[Page]:
    """The posts, and the cables of each."""
    groups = _by_post(context.cables)
    return _groups(renderer, "Posts", urls.POSTS, urls.post_page, groups)


def tag_lists(renderer: Renderer, context: PageContext) -> Iterator[Page]:
    """The known TAGS codes, and the cables with each."""
    return _groups(renderer, "TAGS", urls.TAGS, urls.tag_page, _by_tag(context.cables))


Groups = dict[str, tuple[str, list[Outline]]]
"""Groups by their name in the address: the name for readers and the cables."""


def _by_post(cables: Sequence[Outline]) -> Groups:
    groups: Groups = {}
    for cable in cables:
        name = post_name(cable)
        groups.setdefault(urls.file_name(name), (name, []))[1].append(cable)
    return dict(sorted(groups.items()))


def _by_tag(cables: Sequence[Outline]) -> Groups:
    meanings = facts.tags()
    groups: Groups = {}
    for cable in cables:
        for tag in cable.header.tags:
            if tag not in meanings:
                continue
            name = f"{tag} – {meanings[tag].meaning}"
            groups.setdefault(urls.file_name(tag), (name, []))[1].append(cable)
    return dict(sorted(groups.items()))


def _groups(
    renderer: Renderer,
    heading: str,
    index: str,
    page_of: Callable[[str, str], str],
    groups: Groups,
) -> Iterator[Page]:
    """The index of groups, and the list of cables in each."""
    yield renderer.page(
        index,
        "groups.md.j2",
        {"title": heading, "hide": ["toc"]},
        heading=heading,
        rows=[
            (name, urls.link(index, page_of(key, "")), len(cables), _span(cables))
            for key, (name, cables) in groups.items()
        ],
    )
    for key, (name, cables) in groups.items():

        def page_of_period(period: str, key: str = key) -> str:
            return page_of(key, period)

        steps = [(heading, index)]
        yield from _cables(renderer, name, cables, page_of(key, ""), page_of_period, steps)


def _span(cables: Sequence[Outline]) -> str:
    """The first and last date of a list of cables."""
    dates = sorted(c.header.iso_date for c in cables if c.header.iso_date)
    if not dates:
        return "undated"
    first, last = dates[0], dates[-1]
    return first if first == last else f"{first} to {last}"


def _cables(
    renderer: Renderer,
    heading: str,
    cables: Sequence[Outline],
    top: str,
    page_of: Callable[[str], str],
    steps: list[tuple[str, str]],
) -> Iterator[Page]:
    """A list of cables, split by year, month, day and post where it is long."""
    has_catalogue = top == urls.CABLES and len(cables) >= MIN_CATALOGUE
    for part in paginated(cables, CABLE_KEYS):
        path = page_of(part.period) if part.period else top
        above = [*steps, (heading, top)] if part.period else steps
        name = f"{heading}, {period_name(part.period)}" if part.period else heading
        yield renderer.page(
            path,
            "cables.md.j2",
            {
                "title": title(name),
                "trail": [breadcrumb(n, f) for n, f in above],
                "hide": ["toc"],
                "catalogue": has_catalogue and not part.period,
            },
            heading=name,
            catalogue=has_catalogue and not part.period,
            month_anchor=urls.month_anchor,
            rows=views.cable_rows(list(part.items), path),
            periods=[
                (period_name(p), urls.link(path, page_of(p)), count) for p, count in part.periods
            ],
        )
