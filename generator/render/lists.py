"""The lists of cables: all, by post, by TAGS code; and the page of the search."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from generator import facts
from generator.model import Filed, Page, post_name
from generator.render import urls, views
from generator.render.markdown import title
from generator.render.parting import by_date, parted
from generator.render.renderer import Renderer, trail
from generator.render.site import Site

PARTINGS: tuple[Callable[[Filed], str], ...] = (
    lambda item: by_date(item.outline.header.date, 4),
    lambda item: by_date(item.outline.header.date, 7),
    lambda item: by_date(item.outline.header.date, 10),
    lambda item: f"{by_date(item.outline.header.date, 10)}-{_post_slug(item)}",
)
"""By what a long list of cables is parted, coarsest first."""


def _post_slug(item: Filed) -> str:
    return urls.slugify(item.outline.header.post or "unknown")


def search_page(renderer: Renderer) -> Page:
    """The page on which everything can be searched, with filters."""
    meta = {"title": "Search", "hide": ["toc"], "search_page": True, "search": {"exclude": True}}
    return renderer.page(urls.SEARCH, "search.md.j2", meta)


def cable_lists(renderer: Renderer, site: Site) -> Iterator[Page]:
    """The list of all cables."""
    filed = site.corpus.filed
    return _cables(renderer, "All cables", filed, urls.CABLES, urls.cables_page, [])


def post_lists(renderer: Renderer, site: Site) -> Iterator[Page]:
    """The posts, and the cables of each."""
    groups = _by_post(site.corpus.filed)
    return _groups(renderer, "Posts", urls.POSTS, urls.post_page, groups)


def tag_lists(renderer: Renderer, site: Site) -> Iterator[Page]:
    """The TAGS codes, and the cables with each."""
    return _groups(renderer, "TAGS", urls.TAGS, urls.tag_page, _by_tag(site.corpus.filed))


Groups = dict[str, tuple[str, list[Filed]]]
"""Name in the address, name with meaning for readers, cables; one group for each address."""


def _by_post(filed: Sequence[Filed]) -> Groups:
    groups: Groups = {}
    for item in filed:
        name = post_name(item.outline)
        groups.setdefault(urls.file_name(name), (name, []))[1].append(item)
    return dict(sorted(groups.items()))


def _by_tag(filed: Sequence[Filed]) -> Groups:
    known = facts.tags()
    groups: Groups = {}
    for item in filed:
        for tag in item.outline.header.tags:
            name = f"{tag} – {known[tag].meaning}" if tag in known else tag
            groups.setdefault(urls.file_name(tag), (name, []))[1].append(item)
    return dict(sorted(groups.items()))


def _groups(
    renderer: Renderer,
    heading: str,
    index: str,
    page_of: Callable[[str, str], str],
    groups: Groups,
) -> Iterator[Page]:
    """An index of groups and the list of cables of each."""
    yield renderer.page(
        index,
        "groups.md.j2",
        {"title": heading, "hide": ["toc"]},
        heading=heading,
        rows=[
            (name, urls.link(index, page_of(key, "")), len(filed), _span(filed))
            for key, (name, filed) in groups.items()
        ],
    )
    for key, (name, filed) in groups.items():

        def page_of_period(period: str, key: str = key) -> str:
            return page_of(key, period)

        steps = [(heading, index)]
        yield from _cables(renderer, name, filed, page_of(key, ""), page_of_period, steps)


def _span(filed: Sequence[Filed]) -> str:
    """From when to when a list of cables goes."""
    dates = sorted(f.outline.header.date for f in filed if f.outline.header.date is not None)
    if not dates:
        return "undated"
    first, last = dates[0].isoformat(), dates[-1].isoformat()
    return first if first == last else f"{first} to {last}"


def _cables(
    renderer: Renderer,
    heading: str,
    filed: Sequence[Filed],
    top: str,
    page_of: Callable[[str], str],
    steps: list[tuple[str, str]],
) -> Iterator[Page]:
    """A list of cables, parted by year, month, day and post as far as it is long."""
    for part in parted(filed, PARTINGS):
        path = page_of(part.period) if part.period else top
        above = [*steps, (heading, top)] if part.period else steps
        name = f"{heading}, {part.period}" if part.period else heading
        yield renderer.page(
            path,
            "cables.md.j2",
            {"title": title(name), "trail": [trail(n, f) for n, f in above], "hide": ["toc"]},
            heading=name,
            month_anchor=urls.month_anchor,
            rows=views.cable_rows(list(part.items), path),
            periods=[(p, urls.link(path, page_of(p)), count) for p, count in part.periods],
        )
