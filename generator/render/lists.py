"""The site's front page and the list of cables."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from generator.model import Cable, Corpus, Filed
from generator.render import urls, views
from generator.render.renderer import Page, Renderer, trail

MOST_ROWS = 300
"""Cables one list holds; a longer list is parted."""


def home_page(renderer: Renderer, corpus: Corpus) -> Page:
    """The site's front page: what the collection holds."""
    cables = [item.cable for item in corpus.filed]
    dates = sorted(c.header.date for c in cables if c.header.date is not None)
    return renderer.page(
        urls.HOME,
        "home.md.j2",
        {"title": "Home", "hide": ["toc"]},
        cables=len(cables),
        paras=sum(len(c.paras) for c in cables),
        posts=len({c.header.post for c in cables if c.header.post}),
        first=dates[0].isoformat() if dates else "",
        last=dates[-1].isoformat() if dates else "",
        all_cables=urls.link(urls.HOME, urls.CABLES),
        rows=views.cable_rows(list(corpus.filed), urls.HOME) if len(cables) <= 20 else [],
    )


def list_pages(renderer: Renderer, corpus: Corpus) -> Iterator[Page]:
    """The list of cables, parted by year, month, day and post as far as it is long."""
    yield from _parted(renderer, urls.CABLES, "All cables", list(corpus.filed), PARTINGS)


def _parted(
    renderer: Renderer, path: str, heading: str, filed: list[Filed], partings: tuple[Parting, ...]
) -> Iterator[Page]:
    """One list, or a list of shorter lists and these."""
    if len(filed) <= MOST_ROWS or not partings:
        yield _list(renderer, path, heading, filed, [])
        return
    groups: dict[str, list[Filed]] = {}
    for item in filed:
        groups.setdefault(partings[0](item.cable), []).append(item)
    if len(groups) == 1:
        yield from _parted(renderer, path, heading, filed, partings[1:])
        return
    groups = dict(sorted(groups.items()))
    yield _list(renderer, path, heading, [], _counts(path, groups))
    for period, part in groups.items():
        below = urls.cables_page(period)
        yield from _parted(renderer, below, f"Cables of {period}", part, partings[1:])


def _by_date(cable: Cable, length: int) -> str:
    """The first characters of the ISO date: four for the year, seven for the month."""
    date = cable.header.date
    return date.isoformat()[:length] if date else "undated"


Parting = Callable[[Cable], str]

PARTINGS: tuple[Parting, ...] = (
    lambda cable: _by_date(cable, 4),
    lambda cable: _by_date(cable, 7),
    lambda cable: _by_date(cable, 10),
    lambda cable: f"{_by_date(cable, 10)}-{urls.slugify(cable.header.post or 'unknown')}",
)
"""By what a long list is parted, coarsest first."""


def _counts(page: str, groups: dict[str, list[Filed]]) -> list[tuple[str, str, int]]:
    return [
        (period, urls.link(page, urls.cables_page(period)), len(filed))
        for period, filed in groups.items()
    ]


def _list(
    renderer: Renderer,
    path: str,
    heading: str,
    filed: list[Filed],
    periods: list[tuple[str, str, int]],
) -> Page:
    steps = [] if path == urls.CABLES else [trail("All cables", urls.CABLES)]
    return renderer.page(
        path,
        "cables.md.j2",
        {"title": heading, "trail": steps, "hide": ["toc"]},
        heading=heading,
        rows=views.cable_rows(filed, path),
        periods=periods,
    )
