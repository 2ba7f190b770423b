"""The list of posts by region, and the list of TAGS codes by kind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator import facts
from generator.facts.post_names import post_letters
from generator.model import Page
from generator.render import site_links, urls
from generator.render.cable_bars import counted
from generator.render.cable_groups import GroupKind, GroupLine
from generator.render.group_pages import TAG_KINDS
from generator.render.page_context import PageContext
from generator.render.renderer import Renderer

OTHER_POSTS = "Other posts"
"""The heading of posts whose country is unknown; their section is the last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupRow:
    """A post or TAGS code in the list."""

    country: str | None
    """The country of a post, empty if unknown; None for a TAGS code."""
    name: str
    link: str
    meaning: str
    cables: str
    """Their number: `12 cables`."""
    dates: str
    """The first and last date of its cables."""


Sections = dict[str, list[GroupRow]]
"""The rows by heading."""


def post_lists(renderer: Renderer, context: PageContext) -> Iterator[Page]:
    """The posts by region and country."""
    rows: dict[str, list[GroupRow]] = {}
    for line in context.group_lines(GroupKind.POST):
        post = facts.posts().get(post_letters(line.name))
        country, name = (post.country, post.meaning) if post is not None else ("", "")
        row = _row(line, site_links.link(urls.POSTS, urls.post_page(line.key)), country, name)
        rows.setdefault(facts.regions().get(country, OTHER_POSTS), []).append(row)
    regions = sorted(rows, key=lambda region: (region == OTHER_POSTS, region))
    sections = {region: sorted(rows[region], key=_by_country) for region in regions}
    yield _list(renderer, urls.POSTS, "Posts", ["Country", "Post", "Name"], sections)


def tag_lists(renderer: Renderer, context: PageContext) -> Iterator[Page]:
    """The TAGS codes by kind."""
    sections: Sections = {heading: [] for heading in TAG_KINDS.values()}
    for line in context.group_lines(GroupKind.TAGS):
        fact, link = facts.tags()[line.name], site_links.link(urls.TAGS, urls.tag_page(line.key))
        sections[TAG_KINDS[fact.kind]].append(_row(line, link, None, fact.meaning))
    filled = {heading: rows for heading, rows in sections.items() if rows}
    yield _list(renderer, urls.TAGS, "TAGS", ["TAGS", "Meaning"], filled)


def _list(
    renderer: Renderer, path: str, heading: str, columns: Sequence[str], sections: Sections
) -> Page:
    return renderer.page(
        path,
        "groups.md.j2",
        {"title": heading, "hide": ["toc"]},
        heading=heading,
        columns=columns,
        sections=sections,
        number=sum(map(len, sections.values())),
    )


def _row(line: GroupLine, link: str, country: str | None, meaning: str) -> GroupRow:
    dates = line.first if line.first == line.last else f"{line.first} to {line.last}"
    return GroupRow(
        country=country,
        name=line.name,
        link=link,
        meaning=meaning,
        cables=counted(line.cables, "cable"),
        dates=dates or "undated",
    )


def _by_country(row: GroupRow) -> tuple[str, str]:
    return (row.country or "", row.name)
