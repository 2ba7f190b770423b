"""Pages and feed on the releases of the site: what changed from one to the next."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from generator.model import Mrn, Page, full_year, split_mrn
from generator.model.site_releases import UNRELEASED, MeaningChange, ReleaseChanges
from generator.render import site_links, slugs, urls
from generator.render.feed import release_feed
from generator.render.markdown import title
from generator.render.page_context import PageContext
from generator.render.pagination import ListPage, paginated
from generator.render.release_changes import change_counts, changed_cable
from generator.render.renderer import Renderer, breadcrumb

WHAT_CHANGED = "What changed"

CABLE_KEYS = (
    lambda change: _part(change.mrn, 1),
    lambda change: _part(change.mrn, 2),
    lambda change: _part(change.mrn, 3),
)
"""Keys by which a long list of cables is split: year, post, hundreds of the number."""

MEANING_KEYS = (
    lambda change: slugs.term_slug(change.abbreviation)[:1],
    lambda change: slugs.term_slug(change.abbreviation)[:2],
    lambda change: slugs.term_slug(change.abbreviation)[:3],
)
"""Keys by which a long list of abbreviations is split: their first letters."""


def release_lists(renderer: Renderer, context: PageContext) -> Iterator[Page]:
    """The releases, the last first, split by year where there are many; and their feed.

    No page without releases.
    """
    if not context.releases:
        return
    releases = context.releases[::-1]
    for part in paginated(releases, (lambda changes: changes.name.date[:4],)):
        path = urls.releases_year(part.period) if part.period else urls.RELEASES
        heading = f"{WHAT_CHANGED}, {part.period}" if part.period else WHAT_CHANGED
        yield renderer.page(
            path,
            "releases.md.j2",
            {
                "title": heading,
                "hide": ["toc"],
                "feed": urls.RELEASES_FEED,
                **({"trail": [breadcrumb(WHAT_CHANGED, urls.RELEASES)]} if part.period else {}),
            },
            heading=heading,
            feed=site_links.file_href(path, urls.RELEASES_FEED),
            years=_parts(path, part, urls.releases_year),
            rows=[
                (changes.name, site_links.link(path, urls.release_page(changes.name.key)), counts)
                for changes in part.items
                for counts in ("; ".join(change_counts(changes)),)
            ],
            unreleased=site_links.link(path, urls.release_page(UNRELEASED.key))
            if context.info.edition.for_editors
            else "",
        )
    yield release_feed(context, releases)


def release_pages(
    renderer: Renderer, context: PageContext, changes: ReleaseChanges
) -> Iterator[Page]:
    """What changed with a release: cables, then meanings; on further pages where there are many."""
    key = changes.name.key
    meanings = list(paginated(changes.meanings, MEANING_KEYS))
    for part in paginated(changes.cables, CABLE_KEYS):
        path = urls.release_page(key, part.period)
        yield renderer.page(
            path,
            "release.md.j2",
            _meta(changes, part.period, "cables"),
            release=changes.name,
            period=part.period,
            counts=change_counts(changes),
            is_first=changes.first_cables is not None,
            parts=_parts(path, part, lambda period: urls.release_page(key, period)),
            cables=[changed_cable(context, path, change) for change in part.items],
            meanings=_meanings(path, meanings[0].items) if not part.period else [],
            more_meanings=site_links.link(path, urls.release_meanings(key))
            if meanings[0].periods
            else "",
            withheld=site_links.link(path, urls.WITHHELD),
            all_releases=site_links.link(path, urls.RELEASES),
        )
    for letters in meanings if meanings[0].periods else ():
        path = urls.release_meanings(key, letters.period)
        yield renderer.page(
            path,
            "release-meanings.md.j2",
            _meta(changes, letters.period, "meanings"),
            release=changes.name,
            period=letters.period,
            parts=_parts(path, letters, lambda period: urls.release_meanings(key, period)),
            meanings=_meanings(path, letters.items),
        )


def _meta(changes: ReleaseChanges, period: str, of: str) -> dict[str, Any]:
    trail = [breadcrumb(WHAT_CHANGED, urls.RELEASES)]
    is_front = of == "cables" and not period
    if not is_front:
        trail.append(breadcrumb(changes.name.title, urls.release_page(changes.name.key)))
    name = f"{WHAT_CHANGED}: {changes.name.title}"
    detail = ", ".join(filter(None, [of if of != "cables" else "", period]))
    return {
        "title": title(f"{name}, {detail}" if detail else name),
        "hide": ["toc"],
        "feed": urls.RELEASES_FEED,
        "trail": trail,
    }


def _parts(
    path: str, part: ListPage[Any], page_of: Callable[[str], str]
) -> list[tuple[str, str, int]]:
    """Name, link and number of rows of the smaller pages of a list."""
    return [(name, site_links.link(path, page_of(name)), count) for name, count in part.periods]


def _meanings(path: str, changes: Sequence[MeaningChange]) -> list[tuple[str, str, bool]]:
    """Abbreviation, link to its entry, and whether it is new."""
    return [
        (one.abbreviation, site_links.link(path, urls.term_page(one.abbreviation)), one.is_new)
        for one in changes
    ]


def _part(mrn: Mrn, steps: int) -> str:
    """A part of the list of cables: `2008`, `2008-LIMA`, `2008-LIMA-7xx`."""
    year, post, number = split_mrn(mrn) or (0, mrn, 0)
    return "-".join([str(full_year(year)), post, f"{number // 100}xx"][:steps])
