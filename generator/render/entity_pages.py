"""Pages of people, organisations and places: a list of each kind, and a page for each entity."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generator.model import (
    Anchor,
    Entity,
    EntityKind,
    EntityMention,
    EntityProfile,
    Mrn,
    Page,
    entity_id,
)
from generator.render import site_links, slugs, urls, views
from generator.render.markdown import title
from generator.render.metadata import entity_record
from generator.render.page_context import PageContext
from generator.render.pagination import date_key, paginated, period_name
from generator.render.renderer import Renderer, breadcrumb

MOST_NAMES = 20
"""Names as written on a page; the most frequent ones are shown."""

MOST_PARAS = 12
"""Paras of one cable in a row."""

MAX_LISTED = 500
"""Entities in one list; a longer one is split by the first letters of names."""

MOST_NAMED = 40
"""Entities that the metadata of a cable names."""

HEADINGS = {
    EntityKind.PERSON: "People",
    EntityKind.ORGANISATION: "Organisations",
    EntityKind.PLACE: "Places",
}
"""The heading of the list of each kind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionRow:
    """The mentions of an entity in one cable."""

    mrn: Mrn
    date: str
    """The cable's date as far as it is known (ISO)."""
    subject: str
    paras: tuple[tuple[str, Anchor], ...]
    """Name and anchor of each para, in order."""
    outside: tuple[str, ...]
    """How the cable names it outside its paras: "signature"; empty if it does not."""
    count: int


ROW_KEYS = (
    lambda row: date_key(row.date, 4),
    lambda row: date_key(row.date, 7),
    lambda row: date_key(row.date, 10),
)
"""Keys by which the mentions of an entity are split: year, month, day."""


def entity_pages(
    renderer: Renderer,
    context: PageContext,
    entity: Entity,
    template: str,
    *,
    more: Mapping[str, Any],
) -> Iterator[Page]:
    """The page of an entity; a long list of cables is split by date.

    `more` are the values that the template of its kind needs besides.
    """
    profile = entity.profile
    path, index = urls.entity_page(profile.kind, profile.key), index_page(profile.kind)
    steps = [breadcrumb(HEADINGS[profile.kind], index)]
    for part in paginated(mention_rows(context, entity), ROW_KEYS):
        at = urls.entity_page(profile.kind, profile.key, part.period)
        name = f"{profile.name}, {period_name(part.period)}" if part.period else profile.name
        yield renderer.page(
            at,
            template,
            {
                "title": title(name),
                "description": title(f"{profile.name}: {profile.description}".rstrip(": ")),
                "trail": [*steps, breadcrumb(profile.name, path)] if part.period else steps,
                "record": {} if part.period else entity_record(context.info, entity),
                "hide": ["toc"],
            },
            banner=views.joint_banner(context.outlines[row.mrn] for row in part.items),
            heading=name,
            profile=profile,
            is_part=bool(part.period),
            counts=count_words(entity),
            written=written_names(entity),
            rows=[_shown_row(context, row, at) for row in part.items],
            periods=[
                (
                    period_name(p),
                    site_links.link(at, urls.entity_page(profile.kind, profile.key, p)),
                    n,
                )
                for p, n in part.periods
            ],
            **more,
        )
    yield from _moved_pages(renderer, context, entity)


def _moved_pages(renderer: Renderer, context: PageContext, entity: Entity) -> Iterator[Page]:
    """The pages at the entity's other addresses, which lead to it, or to all who share one."""
    profile = entity.profile
    index = index_page(profile.kind)
    for key in entity.also_at:
        name = entity_id(profile.kind, key)
        targets = context.moved.get(name, ())
        if name in context.profiles or not targets or targets[0] != profile:
            continue
        at = urls.entity_page(profile.kind, key)
        only = site_links.href(at, urls.entity_page(profile.kind, profile.key))
        yield renderer.page(
            at,
            "moved.md.j2",
            {
                "title": title(profile.name),
                "trail": [breadcrumb(HEADINGS[profile.kind], index)],
                "hide": ["toc"],
                "moved": True,
                **({"refresh": only} if len(targets) == 1 else {}),
            },
            heading=profile.name,
            targets=[
                (one, site_links.link(at, urls.entity_page(one.kind, one.key))) for one in targets
            ],
        )


def index_page(kind: EntityKind) -> str:
    """The list of all entities of a kind."""
    return f"{urls.ENTITY_FOLDERS[kind]}/index.md"


def mention_rows(context: PageContext, entity: Entity) -> list[MentionRow]:
    """The mentions of an entity by cable, in the order of dates."""
    by_cable: dict[Mrn, list[EntityMention]] = {mrn: [] for mrn, *_ in entity.outside}
    for mrn, mention in entity.mentions:
        by_cable.setdefault(mrn, []).append(mention)
    outside: dict[Mrn, dict[str, None]] = {}
    for mrn, how, _ in entity.outside:
        outside.setdefault(mrn, {})[how] = None
    rows = [
        _row(context, mrn, mentions, outside.get(mrn, ())) for mrn, mentions in by_cable.items()
    ]
    return sorted(rows, key=lambda row: (row.date or "9999", row.mrn))


def _row(
    context: PageContext, mrn: Mrn, mentions: Sequence[EntityMention], outside: Iterable[str]
) -> MentionRow:
    outline, how = context.outlines[mrn], tuple(outside)
    anchors = dict.fromkeys(mention.place.anchor for mention in mentions)
    return MentionRow(
        mrn=mrn,
        date=outline.header.iso_date,
        subject=views.subject(outline),
        paras=tuple((context.para_name(mrn, anchor), anchor) for anchor in anchors),
        outside=how,
        count=len(mentions) + len(how),
    )


def _shown_row(context: PageContext, row: MentionRow, page: str) -> dict[str, object]:
    """A row with its links."""
    shown = row.paras[:MOST_PARAS]
    return {
        "date": row.date,
        "mrn": row.mrn,
        "link": site_links.link(page, urls.cable_page(row.mrn)),
        "subject": row.subject,
        "paras": [(name, context.para_link(page, row.mrn, anchor)) for name, anchor in shown],
        "more": len(row.paras) - len(shown),
        "outside": row.outside,
    }


def written_names(entity: Entity) -> list[tuple[str, int]]:
    """The most frequent names of an entity as written, with the number of mentions of each."""
    counts = Counter(mention.words for _, mention in entity.mentions)
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST_NAMES]


def most_named(context: PageContext, mrn: Mrn) -> list[EntityProfile]:
    """The entities that a cable names most often, by number of mentions, then by name."""
    counts = Counter(mention.id for mention in context.named_by(mrn))
    chosen = sorted(counts, key=lambda name: (-counts[name], name))[:MOST_NAMED]
    return [context.profiles[name] for name in chosen]


def count_words(entity: Entity) -> str:
    """How often an entity is named, in words: "named 12 times in 3 cables"."""
    times, cables = len(entity.mentions) + len(entity.outside), len(entity.cables)
    often = "once" if times == 1 else f"{times:,} times"
    return f"named {often} in {cables:,} cable{'' if cables == 1 else 's'}"


# --- Lists ----------------------------------------------------------------------------------


def entities_of(context: PageContext, kind: EntityKind) -> list[Entity]:
    """The entities of a kind that the cables name, by key."""
    return [entity for entity in context.corpus.entities if entity.profile.kind is kind]


ListRow = tuple[EntityProfile, str, int, int]
"""An entity, the link to it, its number of cables and of mentions."""


def entity_lists(
    renderer: Renderer,
    context: PageContext,
    kind: EntityKind,
    template: str,
    *,
    more: Mapping[str, Any],
) -> Iterator[Page]:
    """The list of the entities of a kind: on one page, or on one for each beginning of a name.

    `more` are values for the first page. There is no page without entities.
    """
    entities = sorted(entities_of(context, kind), key=lambda e: (_list_name(e), e.profile.key))
    if not entities:
        return
    listed = _EntityList(renderer, kind, template)
    if len(entities) <= MAX_LISTED:
        yield listed.page("", entities, _by_beginning(entities, 1), more)
        return
    yield from listed.pages("", entities, more)


class _EntityList:
    """The pages of a list, each of the names with one beginning."""

    def __init__(self, renderer: Renderer, kind: EntityKind, template: str) -> None:
        self._renderer, self._kind, self._template = renderer, kind, template

    def pages(
        self, beginning: str, entities: Sequence[Entity], more: Mapping[str, Any]
    ) -> Iterator[Page]:
        """The page of the names with a beginning; too many are on pages of longer ones."""
        longer = _by_beginning(entities, len(beginning) + 1)
        own = longer.pop(beginning, [])
        if len(entities) <= MAX_LISTED or not longer:
            yield self.page(beginning, entities, {beginning: entities}, more)
            return
        yield self.page(beginning, entities, {beginning: own} if own else {}, more, longer)
        for part, group in longer.items():
            yield from self.pages(part, group, dict.fromkeys(more, ""))

    def page(
        self,
        beginning: str,
        entities: Sequence[Entity],
        groups: Mapping[str, Sequence[Entity]],
        more: Mapping[str, Any],
        longer: Mapping[str, Sequence[Entity]] | None = None,
    ) -> Page:
        """The page of the names with a beginning: groups of them, and links to longer ones."""
        top, heading = index_page(self._kind), HEADINGS[self._kind]
        path = urls.entity_letter(self._kind, beginning) if beginning else top
        name = f"{heading}: {_shown_beginning(beginning)}" if beginning else heading
        return self._renderer.page(
            path,
            self._template,
            {
                "title": name,
                "hide": ["toc"],
                **({"trail": [breadcrumb(heading, top)]} if beginning else {}),
            },
            heading=name,
            number=len(entities),
            letters=[
                (
                    _shown_beginning(part),
                    site_links.link(path, urls.entity_letter(self._kind, part)),
                    len(group),
                )
                for part, group in (longer or {}).items()
            ],
            groups={
                part: (_shown_beginning(part), [_list_row(e, path) for e in group])
                for part, group in groups.items()
            },
            **more,
        )


def _list_name(entity: Entity) -> str:
    """The name of an entity as lists sort it."""
    return slugs.slugify(entity.profile.name)


def _by_beginning(entities: Iterable[Entity], length: int) -> dict[str, list[Entity]]:
    """The entities by the first characters of their names; digits are one first letter, `0`."""
    groups: dict[str, list[Entity]] = {}
    for entity in entities:
        name = _list_name(entity)
        is_letter = length > 1 or name[:1].isalpha()
        beginning = (name[:length] if is_letter else "") or "0"
        groups.setdefault(beginning, []).append(entity)
    return dict(sorted(groups.items()))


def _shown_beginning(beginning: str) -> str:
    """A beginning for readers: `Jo` for `jo`, `De L` for `de-l`, `0–9` for digits."""
    return "0–9" if beginning == "0" else beginning.replace("-", " ").title()


def _list_row(entity: Entity, page: str) -> ListRow:
    profile = entity.profile
    link = site_links.link(page, urls.entity_page(profile.kind, profile.key))
    return profile, link, len(entity.cables), len(entity.mentions) + len(entity.outside)
