"""Pages of posts and TAGS codes: what a group of cables is about, and its cables."""

from __future__ import annotations

import urllib.parse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator import facts
from generator.facts.post_names import post_letters
from generator.model import EntityKind, Mrn, Outline, Page, entity_id
from generator.render import site_links, urls, views
from generator.render.cable_bars import Picture, cable_bars, counted
from generator.render.cable_groups import CableGroup, Counts, GroupKind
from generator.render.cable_lists import CableList, list_meta, list_values, period_pages
from generator.render.excerpts import excerpt
from generator.render.feed import CableFeed, feed_page
from generator.render.maps import region_map
from generator.render.markdown import Md
from generator.render.page_context import PageContext
from generator.render.question_pages import MAX_QUESTION
from generator.render.renderer import Renderer


@dataclass(frozen=True, slots=True, kw_only=True)
class TopEntry:
    """An entry of one of the lists of a group's page."""

    name: str
    link: str
    meaning: str
    """What it means, in words; empty if the name says it."""
    count: int
    """The number of the group's cables; of a cited cable, the number of those that cite it."""
    narrow: str = ""
    """The filters that narrow the group's catalogue to these cables; empty if there are none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TopList:
    """One of the lists of a group's page."""

    heading: str
    entries: Sequence[TopEntry]
    note: str = ""
    """A sentence before it; empty without one."""


def post_pages(renderer: Renderer, context: PageContext, key: str) -> Iterator[Page]:
    """The pages of a post, and its feed."""
    group = context.group(GroupKind.POST, key)
    cables = _list_of(context, group, GroupKind.POST, key)
    tops = [
        TopList(heading="Most frequent TAGS", entries=_tags(group, cables.top)),
        *_named(context, group, cables.top),
        _not_held(group, cables.top),
    ]
    overview = site_links.link(cables.top, urls.OVERVIEW, "posts") if cables.has_catalogue else ""
    what = post_description(group.name)
    place = _place_of(group.name)
    yield from _pages(renderer, context, cables, tops, what=what, overview=overview, place=place)


def _place_of(name: str) -> Md:
    """The map of the region where a post is; empty if its place is not known."""
    post = facts.posts().get(post_letters(name))
    if post is None or post.latitude is None or post.longitude is None:
        return Md("")
    return region_map(post.meaning, post.latitude, post.longitude)


def tag_pages(renderer: Renderer, context: PageContext, key: str) -> Iterator[Page]:
    """The pages of a TAGS code, and its feed."""
    group = context.group(GroupKind.TAGS, key)
    cables = _list_of(context, group, GroupKind.TAGS, key)
    tops = [
        TopList(heading="Posts with the most cables", entries=_posts(group, cables.top)),
        TopList(heading="Other TAGS of these cables", entries=_tags(group, cables.top)),
        *_named(context, group, cables.top),
    ]
    what = f"{TAG_KINDS[facts.tags()[group.name].kind]}."
    yield from _pages(renderer, context, cables, tops, what=what, overview="", place=Md(""))


TAG_KINDS = {
    "subject": "Subject TAGS",
    "program": "Program TAGS",
    "organization": "Organisation TAGS",
    "geographic": "Geographic TAGS",
}
"""The kinds of TAGS in the order of the list of TAGS, with their names."""


CITING = "The number is that of the cables that cite it."
"""What the numbers in lists of cited cables count."""


def post_description(name: str) -> str:
    """What the program's table says of a post: `Embassy Lima, Peru.`; empty for an unknown one."""
    post = facts.posts().get(post_letters(name))
    if post is None:
        return ""
    country = f", {post.country}" if post.country else ""
    return f"{post.meaning}{country}."


def _list_of(context: PageContext, group: CableGroup, kind: GroupKind, key: str) -> CableList:
    """The list of the cables of a group."""
    page_of, index, name = {
        GroupKind.POST: (urls.post_page, urls.POSTS, "Posts"),
        GroupKind.TAGS: (urls.tag_page, urls.TAGS, "TAGS"),
    }[kind]
    meaning = f" – {facts.tags()[group.name].meaning}" if kind is GroupKind.TAGS else ""
    return CableList(
        heading=f"{group.name}{meaning}",
        cables=group.cables,
        top=page_of(key),
        page_of=lambda period: page_of(key, period),
        steps=((name, index),),
        within=tuple((kind.value, spelling) for spelling in group.spellings),
    )


def _pages(
    renderer: Renderer,
    context: PageContext,
    cables: CableList,
    tops: Sequence[TopList],
    *,
    what: str,
    overview: str,
    place: Md,
) -> Iterator[Page]:
    """The pages of a group and its feed.

    `what` says what it is; `overview` is the link to the overview of posts, and `place` a map of
    where it is, both empty without one.
    """
    feed = urls.group_feed(cables.top)
    part = cables.parts[0]
    yield renderer.page(
        cables.top,
        "group.md.j2",
        list_meta(cables) | {"feed": feed},
        what=what,
        count=counted(len(cables.cables), "cable"),
        dates=date_span(cables.cables),
        feed=site_links.link(cables.top, feed),
        picture=_picture(cables),
        overview=overview,
        place=place,
        tops=[top for top in tops if top.entries] if cables.has_catalogue else [],
        **list_values(context, cables, part),
    )
    yield from period_pages(renderer, context, cables)
    name = f"{cables.heading} - {context.info.name}"
    yield feed_page(
        context.info, CableFeed(path=feed, page=cables.top, title=name, cables=cables.cables)
    )


def _picture(cables: CableList) -> Picture | None:
    """The bars; None for a few cables, or where all are of one month or undated."""
    months = {c.header.iso_date[:7] for c in cables.cables if c.header.iso_date}
    if not cables.has_catalogue or len(months) < 2:
        return None
    return cable_bars(cables, cables.top)


def date_span(cables: Sequence[Outline]) -> str:
    """The first and last date of a list of cables; empty if none is dated."""
    dates = sorted(c.header.iso_date for c in cables if c.header.iso_date)
    if not dates:
        return ""
    return dates[0] if dates[0] == dates[-1] else f"{dates[0]} to {dates[-1]}"


# --- Lists -------------------------------------------------------------------------------


def _tags(group: CableGroup, page: str) -> list[TopEntry]:
    return [
        TopEntry(
            name=code,
            link=site_links.link(page, urls.tag_page(code)),
            meaning=facts.tags()[code].meaning,
            count=count,
            narrow=_filters(GroupKind.TAGS, code),
        )
        for code, count in group.tags
    ]


def _posts(group: CableGroup, page: str) -> list[TopEntry]:
    return [
        TopEntry(
            name=name,
            link=site_links.link(page, urls.post_page(name)),
            meaning=post_description(name).removesuffix("."),
            count=count,
            narrow=_filters(GroupKind.POST, name),
        )
        for name, count in group.posts
    ]


def _filters(kind: GroupKind | EntityKind, value: str) -> str:
    return urllib.parse.urlencode([(kind.value, value)])


def _named(context: PageContext, group: CableGroup, page: str) -> Iterator[TopList]:
    """What the cables name, cite and answer."""
    for kind, heading in ENTITY_HEADINGS.items():
        yield TopList(heading=heading, entries=_entities(context, kind, group.entities[kind], page))
    yield TopList(
        heading="Abbreviations used in the most cables",
        entries=_terms(context, group.abbreviations, page),
    )
    yield TopList(heading="Most cited cables", entries=_cited(group, page), note=CITING)
    yield TopList(
        heading="Questions answered",
        entries=[
            TopEntry(
                name=excerpt(words, MAX_QUESTION),
                link=site_links.link(page, urls.question_page(key)),
                meaning="",
                count=count,
            )
            for key, words, count in group.questions
        ],
    )


ENTITY_HEADINGS = {
    EntityKind.ORGANISATION: "Organisations named in the most cables",
    EntityKind.PERSON: "People named in the most cables",
    EntityKind.PLACE: "Places named in the most cables",
}
"""The headings of the lists of what is named, in their order."""


def _entities(context: PageContext, kind: EntityKind, counts: Counts, page: str) -> list[TopEntry]:
    """Organisations, people or places.

    Two people may share a name, which is all that the catalogue has, so theirs do not narrow it.
    """
    entries = []
    for key, count in counts:
        profile = context.profiles[entity_id(kind, key)]
        entries.append(
            TopEntry(
                name=profile.name,
                link=site_links.link(page, urls.entity_page(kind, key)),
                meaning=profile.description,
                count=count,
                narrow=_filters(kind, profile.name) if kind is not EntityKind.PERSON else "",
            )
        )
    return entries


def _terms(context: PageContext, counts: Counts, page: str) -> list[TopEntry]:
    """Abbreviations with their meaning, if they have only one."""
    entries = []
    for short, count in counts:
        senses = context.senses[short]
        entries.append(
            TopEntry(
                name=short,
                link=site_links.link(page, urls.term_page(short)),
                meaning=senses[0].expansion if len(senses) == 1 else "several meanings",
                count=count,
            )
        )
    return entries


def _cited(group: CableGroup, page: str) -> list[TopEntry]:
    subjects = {cable.id: views.subject(cable) for cable in group.cables}
    return [
        TopEntry(
            name=mrn,
            link=site_links.link(page, urls.cable_page(Mrn(mrn))),
            meaning=subjects[Mrn(mrn)],
            count=count,
        )
        for mrn, count in group.cited
    ]


def _not_held(group: CableGroup, page: str) -> TopList:
    """The cables of a post that are cited but not held."""
    total, listed = group.not_held_total, len(group.not_held)
    more = f" The {listed} cited by the most cables are listed." if total > listed else ""
    return TopList(
        heading="Cited, but not held",
        note=f"{counted(total, 'cable')} of this post.{more} {CITING}",
        entries=[
            TopEntry(
                name=mrn,
                link=site_links.link(page, urls.not_held_page(Mrn(mrn)), mrn),
                meaning="",
                count=count,
            )
            for mrn, count in group.not_held
        ],
    )
