"""Glossary entries: the meanings of an abbreviation, where they come from, every use."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.model import (
    DefiningPassage,
    Mrn,
    Page,
    Sense,
    SenseSource,
    Term,
    Use,
    UseStatus,
)
from generator.render import site_links, urls, views
from generator.render.markdown import title
from generator.render.metadata import markdown_link, term_record
from generator.render.page_context import PageContext
from generator.render.pagination import MAX_ROWS, date_key, paginated, period_name
from generator.render.para_links import MEANING_SOURCES, meaning_source, meaning_words
from generator.render.renderer import Renderer, breadcrumb

MAX_QUOTED = 20
"""Maximum number of defining passages quoted for each meaning; the uses list all of them."""


SENSE_SOURCES = {
    SenseSource.CABLE: "defined in cables",
    SenseSource.CURATED: "curated",
    SenseSource.REFERENCE: "reference data",
}
"""The sources of meanings, for readers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotedDefinition:
    """A defining passage on an entry, with every place that has the same words."""

    quote: str
    places: dict[Mrn, list[tuple[str, str]]]
    """Name and link of each para, by cable."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SenseView:
    """A meaning on an entry."""

    expansion: str
    original: str
    """The meaning in its original language; empty without one or if it is the same."""
    language: str
    source: str
    """Where the meaning comes from, in words."""
    category: str
    scope: tuple[str, ...]
    """Posts and cables that the meaning is restricted to."""
    also: tuple[str, ...]
    note: str
    quoted: list[QuotedDefinition]
    more: int
    """Number of passages that are not quoted."""


@dataclass(frozen=True, slots=True)
class UseRow:
    """The uses of a term in one section of one cable."""

    mrn: Mrn
    date: str
    """The cable's date as far as it is known (ISO)."""
    page: str
    """The page of the section."""
    section: str
    places: tuple[tuple[str, str], ...]
    """Name and anchor of each para with a use, in order."""
    count: int
    meaning_source: str


def entry_pages(renderer: Renderer, context: PageContext, term: Term) -> Iterator[Page]:
    """The entry of an abbreviation; a long list of uses is split by date."""
    path = urls.term_page(term.abbreviation)
    senses = [_sense_view(context, s, path) for s in senses_in_use(term)]
    steps = [breadcrumb("Glossary", urls.GLOSSARY)]
    record = term_record(context.info, term.abbreviation, _meanings(term))
    for part in paginated(_use_rows(context, term), USE_KEYS):
        at = urls.term_uses_page(term.abbreviation, part.period) if part.period else path
        name = (
            f"{term.abbreviation}, {period_name(part.period)}" if part.period else term.abbreviation
        )
        above = [*steps, breadcrumb(term.abbreviation, path)] if part.period else steps
        yield renderer.page(
            at,
            "term.md.j2",
            {
                "title": title(name),
                "description": title(_description(term)),
                "trail": above,
                "record": {} if part.period else record,
                **markdown_link(context.info, urls.term_markdown(term.abbreviation)),
            },
            banner=views.joint_banner(context.outlines[mrn] for mrn in quoted_cables(term)),
            short=name,
            senses=[] if part.period else senses,
            states=[] if part.period else _states(term),
            counts=usage_words(term),
            marked=[] if part.period else _marked(context, term, path),
            more_marked=max(0, len(term.marking_counts) - MAX_ROWS),
            bodies=[] if part.period else _bodies(context, term, path),
            renamings=[] if part.period else _renamings(context, term, path),
            rows=[_shown_row(context, row, at) for row in part.items],
            periods=[
                (period_name(p), site_links.link(at, urls.term_uses_page(term.abbreviation, p)), n)
                for p, n in part.periods
            ],
        )


USE_KEYS = (
    lambda row: date_key(row.date, 4),
    lambda row: date_key(row.date, 7),
    lambda row: date_key(row.date, 10),
)
"""Keys by which the uses of a term are split: year, month, day."""


def _description(term: Term) -> str:
    return f"{term.abbreviation}: {'; '.join(_meanings(term)) or 'meaning unknown'}"


def _meanings(term: Term) -> list[str]:
    return [meaning_words(sense) for sense in senses_in_use(term)]


def _states(term: Term) -> list[str]:
    """The states of the term that a reader should be warned about."""
    return [
        MEANING_SOURCES[status]
        for status in (UseStatus.CONFLICT, UseStatus.UNDEFINED)
        if status in term.statuses
    ]


def _sense_view(context: PageContext, sense: Sense, page: str) -> SenseView:
    label = SENSE_SOURCES[sense.source]
    differs = sense.original is not None and sense.original != sense.expansion
    return SenseView(
        expansion=sense.expansion,
        original=sense.original if sense.original and differs else "",
        language=sense.language or "",
        source=f"{label}: {sense.origin}" if sense.origin else label,
        category=sense.category or "",
        scope=sense.scope,
        also=sense.also,
        note=sense.note,
        quoted=_quoted(context, sense.passages[:MAX_QUOTED], page),
        more=max(0, len(sense.passages) - MAX_QUOTED),
    )


def quoted_cables(term: Term) -> set[Mrn]:
    """The cables whose text the entry quotes."""
    passages = {p.mrn for s in term.senses for p in s.passages[:MAX_QUOTED]}
    return passages | {r.mrn for r in term.renamings if r.mrn is not None}


def _quoted(
    context: PageContext, passages: Sequence[DefiningPassage], page: str
) -> list[QuotedDefinition]:
    """The passages, grouped by their words."""
    quoted: dict[str, QuotedDefinition] = {}
    for passage in passages:
        quote, place = passage.definition.quote, passage.definition.place
        at: tuple[str, str]
        if place is None:
            at = ("subject", site_links.link(page, urls.cable_page(passage.mrn)))
        else:
            name = context.para_name(passage.mrn, place.anchor)
            at = (name, context.para_link(page, passage.mrn, place.anchor))
        definition = quoted.setdefault(quote, QuotedDefinition(quote=quote, places={}))
        places = definition.places.setdefault(passage.mrn, [])
        if at not in places:
            places.append(at)
    return list(quoted.values())


def _use_rows(context: PageContext, term: Term) -> list[UseRow]:
    """The uses by cable and section, in the order of cables and of their text."""
    groups: dict[tuple[Mrn, str], list[Use]] = {}
    for mrn, use in term.uses:
        page = context.text_pages(mrn).get(use.place.anchor, urls.full_page(mrn))
        groups.setdefault((mrn, page), []).append(use)
    has_several = len(senses_in_use(term)) > 1
    rows = []
    for (mrn, page), uses in groups.items():
        states = dict.fromkeys(_state(term, use, named=has_several) for use in uses)
        rows.append(_use_row(context, mrn, page, uses, "; ".join(states)))
    return rows


def _use_row(context: PageContext, mrn: Mrn, page: str, uses: list[Use], source: str) -> UseRow:
    cable = context.outlines[mrn]
    anchors = list(dict.fromkeys(use.place.anchor for use in uses))
    at = (urls.section_number(mrn, page) or 1) - 1
    in_section = (s for s in cable.sections[at : at + 1] if anchors[0] in s.names)
    return UseRow(
        mrn=mrn,
        date=cable.header.iso_date,
        page=page,
        section=next((section.title for section in in_section), ""),
        places=tuple((context.para_name(mrn, anchor), anchor) for anchor in anchors),
        count=len(uses),
        meaning_source=source,
    )


def _state(term: Term, use: Use, *, named: bool) -> str:
    """Where the meaning of a use comes from, with the meaning itself if the term has several."""
    if named and use.sense is not None:
        return f"{term.senses[use.sense].expansion} ({meaning_source(term.senses, use)})"
    return meaning_source(term.senses, use)


def _shown_row(
    context: PageContext, row: UseRow, page: str
) -> tuple[Mrn, str, str, list[tuple[str, str]], int, str]:
    """A row with its links: cable, link to the section, section, paras, uses, state."""
    return (
        row.mrn,
        site_links.link(page, row.page),
        row.section,
        [(name, site_links.link(page, row.page, anchor)) for name, anchor in row.places],
        row.count,
        row.meaning_source,
    )


def _marked(context: PageContext, term: Term, page: str) -> list[tuple[Mrn, str, int]]:
    """The cables with paras marked by the term, at most `MAX_ROWS`."""
    return [
        (mrn, site_links.link(page, urls.cable_page(mrn)), count)
        for mrn, count in term.marking_counts[:MAX_ROWS]
    ]


def _bodies(context: PageContext, term: Term, page: str) -> list[tuple[str, str]]:
    """Name and link of each organisation for which the abbreviation stands."""
    return [
        (profile.name, site_links.link(page, urls.entity_page(profile.kind, profile.key)))
        for profile in context.bodies.get(term.abbreviation, ())
    ]


def _renamings(
    context: PageContext, term: Term, page: str
) -> list[tuple[str, str, str, str, str, str]]:
    """Former and later names: label, abbreviation, its link, quote, place, link to the place."""
    rows: list[tuple[str, str, str, str, str, str]] = []
    for renaming in term.renamings:
        is_former = renaming.abbreviation == term.abbreviation
        other = renaming.former if is_former else renaming.abbreviation
        where, link = "curated", ""
        if renaming.mrn is not None and renaming.place is not None:
            where = f"{renaming.mrn} {context.para_name(renaming.mrn, renaming.place.anchor)}"
            link = context.para_link(page, renaming.mrn, renaming.place.anchor)
        rows.append(
            (
                "Formerly" if is_former else "Later",
                other,
                site_links.link(page, urls.term_page(other)),
                renaming.quote,
                where,
                link,
            )
        )
    return rows


def senses_in_use(term: Term) -> list[Sense]:
    """The meanings that apply or might apply somewhere; all meanings if the text has no use."""
    applied = {use.sense for _, use in term.uses if use.sense is not None}
    applied.update(index for _, use in term.uses for index in use.candidates)
    return [s for i, s in enumerate(term.senses) if i in applied or s.passages or not term.uses]


def usage_words(term: Term) -> str:
    """How often and in how many cables an abbreviation is used, in words."""
    if not term.uses and not term.marking_counts:
        return "not used in the text"
    uses = len(term.uses)
    pieces = [f"{uses:,} use{'' if uses == 1 else 's'}"] if uses else []
    marks = sum(count for _, count in term.marking_counts)
    if marks:
        pieces.append(f"marks {marks:,} paragraph{'' if marks == 1 else 's'}")
    number = len({mrn for mrn, _ in (*term.uses, *term.marking_counts)})
    return f"{', '.join(pieces)} in {number:,} cable{'' if number == 1 else 's'}"
