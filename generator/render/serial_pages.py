"""The lists of serial numbers by post and year: how many are held, and which are lacking."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from generator.facts.post_names import post_letters
from generator.model import Page, post_name
from generator.render import site_links, slugs, urls
from generator.render.markdown import title
from generator.render.page_context import PageContext
from generator.render.pagination import ListPage, paginated
from generator.render.renderer import Renderer, breadcrumb
from generator.render.serial_numbers import (
    SerialYear,
    missing_numbers_csv,
    range_text,
    serial_years,
)

HEADING = "Serial numbers held and missing"

MAX_RANGES = 12
"""Ranges of numbers that a row lists; the file has all."""

SERIAL_KEYS: tuple[Callable[[SerialYear], str], ...] = (
    lambda item: item.post[:1].lower(),
    lambda item: item.post[:2].lower(),
    lambda item: item.post.lower(),
)
"""Keys by which a long list is split: the first letter of the post, two letters, the post."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SerialRow:
    """The numbers of a post and year in a list."""

    post: str
    post_link: str
    """Link to the cables of the post; empty if they are listed under another name."""
    year: int
    held: str
    """`57 of numbers 1–227`."""
    highest: str
    """Where the highest number comes from: `227 is held`, `227 is cited`."""
    cited: str
    """The cited cable with the highest number; empty without one."""
    cited_link: str
    withheld: int
    lacking: int
    missing: str
    """The first ranges that are lacking: `1–12, 14`."""
    more: int
    """How many ranges follow."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SerialTotal:
    """The numbers of all posts of a year."""

    year: int
    posts: int
    """Posts of which numbers of the year are known."""
    posts_lacking: int
    """Posts that lack a number."""
    held: int
    lacking: int


def collection_serials(context: PageContext) -> list[SerialYear]:
    """The numbers of the collection; a citation whose year was inferred names no number."""
    cited = (c.cited for c in context.every_citation if not c.year_inferred)
    held = [cable.id for cable in context.cables if cable.id is not None]
    return serial_years(held, context.corpus.withheld, cited)


def serial_totals(years: Sequence[SerialYear]) -> list[SerialTotal]:
    """The numbers of each year, the first year first."""
    groups: dict[int, list[SerialYear]] = {}
    for item in years:
        groups.setdefault(item.year, []).append(item)
    return [
        SerialTotal(
            year=year,
            posts=len(group),
            posts_lacking=sum(bool(item.missing) for item in group),
            held=sum(item.held for item in group),
            lacking=sum(item.lacking for item in group),
        )
        for year, group in sorted(groups.items())
    ]


def serial_pages(
    renderer: Renderer, context: PageContext, years: Sequence[SerialYear]
) -> Iterator[Page]:
    """The list by post, then year, split by the first letters of posts where it is long; its file.

    None where no number is known.
    """
    if not years:
        return
    links = _post_pages(context)
    for part in paginated(years, SERIAL_KEYS):
        yield _page(renderer, part, links)
    yield Page(path=urls.MISSING_NUMBERS, text=missing_numbers_csv(years))


def _post_pages(context: PageContext) -> dict[str, str]:
    """The page of the cables of each post, by its letters in MRNs."""
    names = dict.fromkeys(map(post_name, context.cables))
    return {post_letters(name): urls.post_page(slugs.file_name(name)) for name in names}


def _page(renderer: Renderer, part: ListPage[SerialYear], links: dict[str, str]) -> Page:
    path = urls.overview_numbers(part.period) if part.period else urls.OVERVIEW_NUMBERS
    heading = f"{HEADING}: {part.period.upper()}" if part.period else HEADING
    trail = [breadcrumb("Overview", urls.OVERVIEW)]
    if part.period:
        trail.append(breadcrumb(HEADING, urls.OVERVIEW_NUMBERS))
    return renderer.page(
        path,
        "overview-numbers.md.j2",
        {"title": title(heading), "trail": trail, "hide": ["toc"]},
        heading=heading,
        missing_csv=site_links.link(path, urls.MISSING_NUMBERS),
        groups=[
            (group.upper(), site_links.link(path, urls.overview_numbers(group)), count)
            for group, count in part.periods
        ],
        rows=[_row(item, links, path) for item in part.items],
    )


def _row(item: SerialYear, links: dict[str, str], path: str) -> SerialRow:
    shown = item.missing[:MAX_RANGES]
    highest = f"{item.highest:,}"
    return SerialRow(
        post=item.post,
        post_link=site_links.link(path, links[item.post]) if item.post in links else "",
        year=item.year,
        held=f"{item.held:,} of numbers 1–{highest}" if item.highest > 1 else "number 1",
        highest=f"{highest} is cited" if item.cited else f"{highest} is held",
        cited=item.cited or "",
        cited_link=site_links.link(path, urls.not_held_page(item.cited), item.cited)
        if item.cited
        else "",
        withheld=item.withheld,
        lacking=item.lacking,
        missing=", ".join(range_text(numbers).replace("-", "–") for numbers in shown),
        more=len(item.missing) - len(shown),
    )
