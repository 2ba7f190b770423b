"""What a large collection is about, for its front page: posts, subjects, cited cables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from generator import facts
from generator.model import EntityKind
from generator.render import site_links, urls, views
from generator.render.cable_groups import GroupKind, GroupLine
from generator.render.entity_pages import entities_of
from generator.render.group_pages import CITING, TopEntry, TopList, post_description
from generator.render.page_context import PageContext

MOST_SHOWN = 6
"""Entries of each list."""


def home_tops(context: PageContext) -> list[TopList]:
    """The largest posts, and the most frequent subjects, places and cited cables; none if empty."""
    lists = [
        TopList(heading="Posts with the most cables", entries=_posts(context)),
        TopList(heading="Most frequent subjects", entries=_subjects(context)),
        TopList(heading="Places named in the most cables", entries=_places(context)),
        TopList(heading="Most cited cables", entries=_cited(context), note=CITING),
    ]
    return [one for one in lists if len(one.entries) > 1]


def _posts(context: PageContext) -> list[TopEntry]:
    return [
        TopEntry(
            name=line.name,
            link=site_links.link(urls.HOME, urls.post_page(line.key)),
            meaning=post_description(line.name).removesuffix("."),
            count=line.cables,
        )
        for line in _largest(context.group_lines(GroupKind.POST))
    ]


def _subjects(context: PageContext) -> list[TopEntry]:
    """Subject TAGS only: those of countries say little more than the posts."""
    tags = facts.tags()
    lines = context.group_lines(GroupKind.TAGS)
    return [
        TopEntry(
            name=line.name,
            link=site_links.link(urls.HOME, urls.tag_page(line.key)),
            meaning=tags[line.name].meaning,
            count=line.cables,
        )
        for line in _largest(line for line in lines if tags[line.name].kind == "subject")
    ]


def _largest(lines: Iterable[GroupLine]) -> list[GroupLine]:
    return sorted(lines, key=lambda line: (-line.cables, line.name))[:MOST_SHOWN]


def _places(context: PageContext) -> list[TopEntry]:
    """The places, with countries, that most cables name."""
    places = [
        (len(place.cables), place.profile) for place in entities_of(context, EntityKind.PLACE)
    ]
    ordered = sorted(places, key=lambda place: (-place[0], place[1].name))[:MOST_SHOWN]
    return [
        TopEntry(
            name=profile.name,
            link=site_links.link(urls.HOME, urls.entity_page(profile.kind, profile.key)),
            meaning=profile.description,
            count=count,
        )
        for count, profile in ordered
    ]


def _cited(context: PageContext) -> list[TopEntry]:
    """The held cables that several others cite."""
    pairs = {(citation.citing, citation.cited) for citation in context.every_citation}
    counts = Counter(cited for citing, cited in pairs if citing != cited and cited in context.held)
    several = [(mrn, count) for mrn, count in counts.items() if count > 1]
    return [
        TopEntry(
            name=mrn,
            link=site_links.link(urls.HOME, urls.cable_page(mrn)),
            meaning=views.subject(context.outlines[mrn]),
            count=count,
        )
        for mrn, count in sorted(several, key=lambda item: (-item[1], item[0]))[:MOST_SHOWN]
    ]
