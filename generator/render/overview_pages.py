"""The overview: what a collection holds, what it lacks, and the state of its copies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from generator.model import Outline, Page
from generator.render import site_links, urls
from generator.render.cable_lists import CableList, list_pages
from generator.render.completeness import PARTS, lacking_cables
from generator.render.copy_states import NEXT_STEPS, CopyState, copy_faults
from generator.render.heat_table import PostYears, heat_table, posts_by_year
from generator.render.markdown import Md, title
from generator.render.page_context import PageContext
from generator.render.pagination import ListPage, paginated
from generator.render.renderer import Renderer, breadcrumb
from generator.render.serial_pages import collection_serials, serial_pages, serial_totals
from generator.render.share_bars import percent, share_bars
from generator.render.state_pages import FaultyCopy, faulty_copies, state_links, state_pages

HEADING = "Overview"

MIN_OVERVIEW = 10
"""Number of cables from which a collection has an overview."""

MAX_POSTS = 30
"""Posts in a table of cables by post and year."""

POST_KEYS = (
    lambda post: post.key[:1],
    lambda post: post.key[:2],
    lambda post: post.key[:3],
    lambda post: post.key,
)
"""Keys by which many posts are split: the first letter of the name, two letters, three, all."""


def has_overview(context: PageContext) -> bool:
    """Whether there are enough cables for an overview."""
    return len(context.cables) >= MIN_OVERVIEW


def overview_pages(renderer: Renderer, context: PageContext) -> Iterator[Page]:
    """The overview, the lists that it leads to, and their files; none for a few cables."""
    if not has_overview(context):
        return
    cables = context.cables
    posts = list(paginated(posts_by_year(cables), POST_KEYS, MAX_POSTS))
    serials, lacking = collection_serials(context), lacking_cables(cables)
    copies = faulty_copies(copy_faults(context))
    shown = [item for item in copies if _may_be_named(context, item)]
    yield renderer.page(
        urls.OVERVIEW,
        "overview.md.j2",
        {"title": HEADING, "overview": True},
        heading=HEADING,
        **_post_values(posts_by_year(cables), posts[0]),
        totals=serial_totals(serials),
        numbers=site_links.link(urls.OVERVIEW, urls.OVERVIEW_NUMBERS),
        missing_csv=site_links.link(urls.OVERVIEW, urls.MISSING_NUMBERS),
        parts=_part_rows(lacking, len(cables)),
        shares=_shares(lacking, len(cables)),
        states=_state_rows(copies, state_links(shown, urls.OVERVIEW)),
        states_csv=site_links.link(urls.OVERVIEW, urls.COPY_STATES) if shown else "",
    )
    for part in posts[1:]:
        yield _posts_page(renderer, part)
    yield from serial_pages(renderer, context, serials)
    yield from _lacking_pages(renderer, context, lacking)
    yield from state_pages(renderer, context, shown)


def _may_be_named(context: PageContext, item: FaultyCopy) -> bool:
    """Files without a cable are named to editors only."""
    return item.cable is not None or context.info.edition.for_editors


# --- Cables by post and year ------------------------------------------------------------


def _post_values(posts: Sequence[PostYears], whole: ListPage[PostYears]) -> dict[str, object]:
    """The values of the overview about posts: the table of the largest, and links to the others."""
    largest = sorted(posts, key=lambda post: (-len(post.cables), post.key))[:MAX_POSTS]
    return {
        "cables": sum(len(post.cables) for post in posts),
        "posts": len(posts),
        "max_posts": MAX_POSTS,
        "heat": heat_table(largest, urls.OVERVIEW),
        "groups": _group_links(whole, urls.OVERVIEW),
    }


def _posts_page(renderer: Renderer, part: ListPage[PostYears]) -> Page:
    """The cables by year of the posts whose names begin alike."""
    path = urls.overview_posts(part.period)
    heading = f"Cables by post and year: {part.period.upper()}"
    return renderer.page(
        path,
        "overview-posts.md.j2",
        {
            "title": title(heading),
            "trail": [breadcrumb(HEADING, urls.OVERVIEW)],
            "hide": ["toc"],
            "overview": True,
        },
        heading=heading,
        heat=heat_table(part.items, path) if part.items else None,
        groups=_group_links(part, path),
    )


def _group_links(part: ListPage[PostYears], page: str) -> list[tuple[str, str, int]]:
    """The groups of posts by the beginning of their names: name, link and number of posts."""
    return [
        (group.upper(), site_links.link(page, urls.overview_posts(group)), count)
        for group, count in part.periods
    ]


# --- What cables have -------------------------------------------------------------------


def _part_rows(
    lacking: Mapping[str, Sequence[Outline]], cables: int
) -> list[tuple[str, int, str, int, str]]:
    """Each part of a cable: name, cables with it, their share, cables without, link to these."""
    return [
        (
            part.name,
            cables - len(lacking[part.slug]),
            percent(cables - len(lacking[part.slug]), cables),
            len(lacking[part.slug]),
            site_links.link(urls.OVERVIEW, urls.overview_lacking(part.slug)),
        )
        for part in PARTS
    ]


def _shares(lacking: Mapping[str, Sequence[Outline]], cables: int) -> Md:
    rows = [(part.name, cables - len(lacking[part.slug])) for part in PARTS]
    return share_bars(
        rows, cables, "What the cables have", "The table below has the same information."
    )


def _lacking_pages(
    renderer: Renderer, context: PageContext, lacking: Mapping[str, Sequence[Outline]]
) -> Iterator[Page]:
    """The lists of cables that lack a part, for parts that some cable lacks."""
    for part in PARTS:
        if lacking[part.slug]:
            cables = CableList(
                heading=part.lacking,
                cables=lacking[part.slug],
                top=urls.overview_lacking(part.slug),
                page_of=partial(urls.overview_lacking, part.slug),
                steps=((HEADING, urls.OVERVIEW),),
                within=None,
            )
            yield from list_pages(renderer, context, cables)


# --- The state of the copies ------------------------------------------------------------


def _state_rows(
    copies: Sequence[FaultyCopy], links: Mapping[CopyState, str]
) -> list[tuple[str, int, str, str]]:
    """Each state that occurs: name, number of copies, what to do, link to the list or nothing."""
    counts = Counter(item.state for item in copies)
    return [
        (state.value, counts[state], NEXT_STEPS[state], links.get(state, ""))
        for state in CopyState
        if counts[state]
    ]
