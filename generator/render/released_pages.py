"""The index of passages that one copy withholds and a later one shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.model import Page, split_mrn
from generator.model.compared_copies import ReleasedPassage
from generator.render import site_links, urls
from generator.render.page_context import PageContext
from generator.render.page_sequence import copy_pages
from generator.render.pagination import ListPage, paginated
from generator.render.renderer import Renderer, breadcrumb

RELEASE_KEYS = (
    lambda passage: f"{passage.date:%Y}",
    lambda passage: f"{passage.date:%Y-%m}",
    lambda passage: f"{passage.date:%Y-%m-%d}",
    lambda passage: f"{passage.date:%Y-%m-%d}-{_post(passage)}",
    lambda passage: f"{passage.date:%Y-%m-%d}-{passage.mrn}",
)
"""Keys by which a long index is split: year, month and day of the release, post, cable."""

MAX_WORDS = 30
"""Words of a passage that the index quotes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleasedRow:
    """A passage in the index."""

    date: str
    """The day of the copy that shows it."""
    mrn: str
    para: str
    link: str
    """Link to both copies side by side."""
    codes: str
    """Exemption codes under which it was withheld; empty without any."""
    words: str


def released_pages(renderer: Renderer, context: PageContext) -> Iterator[Page]:
    """The passages by the day of their release, the last first, split where there are many.

    No page where nothing was released later.
    """
    passages = sorted(context.released, key=lambda one: one.date, reverse=True)
    for part in paginated(passages, RELEASE_KEYS) if passages else ():
        yield _page(renderer, context, part)


def _page(renderer: Renderer, context: PageContext, part: ListPage[ReleasedPassage]) -> Page:
    path = urls.released_page(part.period) if part.period else urls.RELEASED
    heading = f"Released later, {part.period}" if part.period else "Released later"
    return renderer.page(
        path,
        "released.md.j2",
        {
            "title": heading,
            "hide": ["toc"],
            **({"trail": [breadcrumb("Released later", urls.RELEASED)]} if part.period else {}),
        },
        heading=heading,
        periods=[
            (period, site_links.link(path, urls.released_page(period)), count)
            for period, count in part.periods
        ],
        rows=[_row(context, path, passage) for passage in part.items],
    )


def _row(context: PageContext, path: str, passage: ReleasedPassage) -> ReleasedRow:
    words = passage.words.split()
    cut = " …" if len(words) > MAX_WORDS else ""
    return ReleasedRow(
        date=passage.date.isoformat(),
        mrn=passage.mrn,
        para=passage.para,
        link=_link(context, path, passage),
        codes=", ".join(passage.codes),
        words=" ".join(words[:MAX_WORDS]) + cut,
    )


def _link(context: PageContext, path: str, passage: ReleasedPassage) -> str:
    stored = context.copies(passage.mrn)
    pages = copy_pages(passage.mrn, stored.compared if stored is not None else None)
    page = pages[passage.copy][1] if pages else urls.copies_page(passage.mrn)
    return site_links.link(path, page, passage.anchor)


def _post(passage: ReleasedPassage) -> str:
    _, post, _ = split_mrn(passage.mrn) or (0, "", 0)
    return post
