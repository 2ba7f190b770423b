"""The number of cables by post and year, as a table in which full cells are darker.

The number is in each cell: colour alone conveys nothing.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator.model import Outline, post_name
from generator.render import site_links, slugs, urls
from generator.render.cable_lists import CableList, period_links
from generator.render.markdown import Md, attribute

SCALES = ((1, 2, 3, 5), (2, 5, 10, 20), (3, 10, 30, 100), (10, 50, 200, 1000))
"""The most cables of each shade, the lightest first; the darkest has no limit.

A table has the first scale whose last limit is at least half of its highest number.
"""

MAX_COLUMNS = 16
"""Up to this number of years, a sheet of paper holds the table in the usual size."""

UNDATED = "undated"
"""The column of cables without a year: after all others, as its name is in letters."""


@dataclass(frozen=True, slots=True)
class HeatTable:
    """The table and its legend."""

    table: Md
    legend: list[tuple[int, str]]
    """The shades that can occur: level, and numbers of cables in words."""


@dataclass(frozen=True, slots=True)
class PostYears:
    """A post with its cables by year."""

    key: str
    """Its name in addresses."""
    names: tuple[str, ...]
    """Its names as classification lines spell them, the first of them for readers."""
    cables: tuple[Outline, ...]
    counts: Counter[str]
    """The number of cables of each year, or `UNDATED`."""

    @property
    def name(self) -> str:
        """The name for readers."""
        return self.names[0]


def posts_by_year(cables: Iterable[Outline]) -> list[PostYears]:
    """The posts in alphabetical order, each with its cables by year."""
    groups: dict[str, list[Outline]] = {}
    for cable in cables:
        groups.setdefault(slugs.file_name(post_name(cable)), []).append(cable)
    return [
        PostYears(
            key,
            tuple(dict.fromkeys(map(post_name, group))),
            tuple(group),
            Counter(map(_year, group)),
        )
        for key, group in sorted(groups.items())
    ]


def _year(cable: Outline) -> str:
    return cable.header.iso_date[:4] or UNDATED


def heat_table(posts: Sequence[PostYears], page: str) -> HeatTable:
    """The table of these posts, with links from `page`; it scrolls in a region of its own.

    A link leads to the list of that post and year; `overview.js` leads it to the catalogue instead,
    narrowed to them.
    """
    years = sorted({year for post in posts for year in post.counts})
    highest = max(count for post in posts for count in post.counts.values())
    limits = next((scale for scale in SCALES if 2 * scale[-1] >= highest), SCALES[-1])
    columns = "".join(f'<th scope="col">{year}</th>' for year in (*years, "All"))
    totals = Counter[str]()
    for post in posts:
        totals.update(post.counts)
    sums = "".join(f"<td>{_count(totals[year])}</td>" for year in years)
    wide = " rt-heat--wide" if len(years) > MAX_COLUMNS else ""
    lines = [
        '<div class="rt-scroll" role="region" aria-label="Cables by post and year" tabindex="0">',
        f'<table class="rt-heat{wide}" data-catalogue="{site_links.href(page, urls.CABLES)}">',
        # One literal: the leak check knows the program's words by their neighbours.
        '<caption class="rt-offscreen">Cables by post and year</caption>\n'
        '<thead><tr><th scope="col">Post</th>'
        f"{columns}</tr></thead>",
        "<tbody>",
        *(_row(post, years, limits, page) for post in posts),
        "</tbody>",
        f'<tfoot><tr><th scope="row">All</th>{sums}<td>{_count(totals.total())}</td></tr></tfoot>',
        "</table>",
        "</div>",
    ]
    return HeatTable(Md("\n".join(lines)), _legend(limits, highest))


def _links(post: PostYears, page: str) -> dict[str, str]:
    """Links to the cables of a post, by year."""
    cables = CableList(
        heading=post.name,
        cables=post.cables,
        top=urls.post_page(post.key),
        page_of=lambda period: urls.post_page(post.key, period),
    )
    return {UNDATED: site_links.href(page, cables.top), **period_links(cables, page, 4)}


def _row(post: PostYears, years: Sequence[str], limits: Sequence[int], page: str) -> str:
    top = site_links.href(page, urls.post_page(post.key))
    names = attribute(json.dumps(post.names, ensure_ascii=False))
    return (
        f'<tr data-posts="{names}"><th scope="row"><a href="{top}">{attribute(post.name)}</a></th>'
        f"{''.join(_cells(post, years, limits, page))}<td>{_count(len(post.cables))}</td></tr>"
    )


def _cells(
    post: PostYears, years: Sequence[str], limits: Sequence[int], page: str
) -> Iterator[str]:
    links = _links(post, page)
    for year in years:
        count = post.counts[year]
        if not count:
            yield "<td></td>"
            continue
        level = sum(count > limit for limit in limits) + 1
        label = attribute(f"{post.name} {year}: {count:,} cable{'s' if count > 1 else ''}")
        yield (
            f'<td class="rt-heat-{level}"><a href="{links[year]}" data-year="{year}" '
            f'aria-label="{label}">{_count(count)}</a></td>'
        )


def _count(number: int) -> str:
    return f"{number:,}"


def _legend(limits: Sequence[int], highest: int) -> list[tuple[int, str]]:
    """The shades up to that of the highest number."""
    lows = [1, *(limit + 1 for limit in limits)]
    words = [
        str(low) if low == high else f"{low}–{high}"
        for low, high in zip(lows, limits, strict=False)
    ]
    words.append(f"more than {limits[-1]}")
    return [
        (level, text)
        for level, (low, text) in enumerate(zip(lows, words, strict=True), 1)
        if low <= highest
    ]
