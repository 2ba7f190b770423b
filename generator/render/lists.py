"""The site's front page and the list of cables."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model import Corpus, Filed
from generator.render import urls, views
from generator.render.renderer import Page, Renderer, trail

MOST_ROWS = 300
"""Cables one list holds; a longer list is parted by year, a year by month."""


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
    """The list of cables, parted by year and month where it is long."""
    filed = list(corpus.filed)
    if len(filed) <= MOST_ROWS:
        yield _list(renderer, urls.CABLES, "All cables", filed, [])
        return
    years = _grouped(filed, 4)
    yield _list(renderer, urls.CABLES, "All cables", [], _counts(urls.CABLES, years))
    for year, of_year in years.items():
        path = urls.cables_page(year)
        if len(of_year) <= MOST_ROWS:
            yield _list(renderer, path, f"Cables of {year}", of_year, [])
            continue
        months = _grouped(of_year, 7)
        yield _list(renderer, path, f"Cables of {year}", [], _counts(path, months))
        for month, of_month in months.items():
            yield _list(renderer, urls.cables_page(month), f"Cables of {month}", of_month, [])


def _grouped(filed: list[Filed], length: int) -> dict[str, list[Filed]]:
    """Cables by the first characters of their ISO date: four for the year, seven for the month."""
    groups: dict[str, list[Filed]] = {}
    for item in filed:
        date = item.cable.header.date
        groups.setdefault(date.isoformat()[:length] if date else "undated", []).append(item)
    return dict(sorted(groups.items()))


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
