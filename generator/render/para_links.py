"""Links in the text of a para, notes on words without a link, abbreviations of a page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import assert_never

from generator.model import (
    AmbiguousTarget,
    EntityKind,
    EntityMention,
    Mention,
    Mrn,
    NotACable,
    Notice,
    Para,
    Resolution,
    ResolvedTarget,
    Sense,
    SenseSource,
    Septel,
    UnheldCable,
    UnresolvedTarget,
    Use,
    UseStatus,
    WithheldCable,
    outcome_reason,
)
from generator.render import anchors, site_links, urls
from generator.render.inline_markdown import InlineLink
from generator.render.lookup_tables import Senses
from generator.render.page_context import PageContext

NO_NUMBERS: Mapping[str, int] = {}
"""For pages without printed link notes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Why words that refer to a cable or para are not linked."""

    anchor: str
    words: str
    para: str
    """Label of the para."""
    link: str
    """Back to the para."""
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Abbreviation:
    """An abbreviation used on a page."""

    text: str
    link: str
    meaning: str
    """Empty if unknown."""
    meaning_source: str
    original: str = ""
    """The meaning in its original language; empty if unknown or the same."""
    language: str = ""
    """BCP 47 code of that language; empty if unknown."""


def links_in(
    context: PageContext, mrn: Mrn, para: Para, page: str, numbers: Mapping[str, int] = NO_NUMBERS
) -> Mapping[int, Sequence[InlineLink]]:
    """The links in each block of a para on `page`, by block number.

    Where links overlap, a notice is preferred to a mention of a cable or para, a mention to an
    abbreviation, and this to a name: of a person, then of an organisation, then of a place.
    `numbers` are the numbers of printed link notes, by link target.
    """
    links: defaultdict[int, list[InlineLink]] = defaultdict(list)
    taken: defaultdict[int, set[int]] = defaultdict(set)
    for number, block in enumerate(para.blocks):
        for notice in block.notices:
            links[number].append(_notice_link(notice, page))
            taken[number].update(range(notice.start, notice.end))
    for mention in context.mentions_in(mrn, para):
        place = mention.place
        if place.start in taken[place.block]:
            continue
        links[place.block].append(_mention_link(context, mrn, mention, page, numbers))
        taken[place.block].update(range(place.start, place.end))
    linked_abbreviations: set[str] = set()
    for use in context.uses_in(mrn, para):
        place = use.place
        if use.defines or use.abbreviation in linked_abbreviations:
            continue
        if not taken[place.block].isdisjoint(range(place.start, place.end)):
            continue
        linked_abbreviations.add(use.abbreviation)
        links[place.block].append(_use_link(context, use, page))
        taken[place.block].update(range(place.start, place.end))
    for named in _shown_names(context.named_in(mrn, para), taken):
        links[named.place.block].append(_name_link(context, named, page))
    return {
        block: sorted(block_links, key=lambda link: link.start)
        for block, block_links in links.items()
    }


NAME_ORDER = tuple(EntityKind)
"""The kinds of names: where two overlap, the first is shown."""


def _shown_names(
    mentions: Iterable[EntityMention], taken: defaultdict[int, set[int]]
) -> Iterator[EntityMention]:
    """The first mention of each entity in a para, unless its words are in another link."""
    linked: set[str] = set()
    for mention in sorted(mentions, key=lambda m: (NAME_ORDER.index(m.kind), m.place)):
        place = mention.place
        words = range(place.start, place.end)
        if mention.id in linked or not taken[place.block].isdisjoint(words):
            continue
        linked.add(mention.id)
        taken[place.block].update(words)
        yield mention


def unlinked_reason(outcome: Resolution) -> str:
    """Why words are not linked, for readers: `Year unknown: not linked`."""
    words = outcome_reason(outcome)
    suffix = ": not linked" if isinstance(outcome, UnresolvedTarget) else ""
    return words[:1].upper() + words[1:] + suffix


def _notice_link(notice: Notice, page: str) -> InlineLink:
    """The link from a notice to its rule."""
    rule = notice.withheld.rules[0]
    return InlineLink(
        start=notice.start,
        end=notice.end,
        target=site_links.link(page, urls.WITHHELD, anchors.rule_anchor(rule)),
        kind="withheld",
        title=f"Withheld: rule {rule}",
    )


def _mention_link(
    context: PageContext,
    mrn: Mrn,
    mention: Mention,
    page: str,
    numbers: Mapping[str, int] = NO_NUMBERS,
) -> InlineLink:
    place, outcome = mention.place, mention.outcome
    kind, title = "ref", ""
    match outcome:
        case ResolvedTarget(target=target, anchor=anchor):
            if anchor is not None:
                link = context.para_link(page, target, anchor)
                name = context.para_name(target, anchor)
                title = name if target == mrn else f"{target} {name}"
            else:
                link = site_links.link(page, urls.cable_page(target))
                title = cable_title(context, target)
        case UnheldCable(target=target):
            link = site_links.link(page, urls.not_held_page(target), target)
            kind, title = "missing", f"{target}: not held in this collection"
        case WithheldCable(target=target):
            link = site_links.link(page, urls.withheld_page(target), target)
            kind, title = "withheld", outcome_reason(outcome)
        case AmbiguousTarget() | Septel() | NotACable() | UnresolvedTarget():
            link = context.note_link(page, mrn, place)
            kind, title = "note", unlinked_reason(outcome)
        case _:
            assert_never(outcome)
    note = numbers.get(link, 0)
    return InlineLink(
        start=place.start, end=place.end, target=link, kind=kind, title=title, note=note
    )


def outgoing_links(
    context: PageContext, mrn: Mrn, paras: Iterable[Para], page: str
) -> list[tuple[str, str]]:
    """The targets of the mentions in `paras`: label and link."""
    links = (
        _mention_link(context, mrn, mention, page)
        for para in paras
        for mention in context.mentions_in(mrn, para)
        if isinstance(mention.outcome, ResolvedTarget | UnheldCable | WithheldCable)
    )
    return [(link.title, link.target) for link in links]


def cable_title(context: PageContext, mrn: Mrn) -> str:
    """A held cable in one line: number, date, subject."""
    header = context.outlines[mrn].header
    date = f", {header.iso_date}" if header.iso_date else ""
    return f"{mrn}{date}: {header.subject or '(no subject)'}"


def notes(context: PageContext, mrn: Mrn, paras: Iterable[Para], page: str) -> list[Note]:
    """The mentions in `paras` without a link, each with the reason."""
    return [
        Note(
            anchor=anchors.note_anchor(m.place.anchor, m.place.block, m.place.start),
            words=m.words,
            para=context.para_name(mrn, para.anchor),
            link=context.para_link(page, mrn, para.anchor),
            reason=unlinked_reason(m.outcome),
        )
        for para in paras
        for m in context.mentions_in(mrn, para)
        if not isinstance(m.outcome, ResolvedTarget | UnheldCable | WithheldCable)
    ]


# --- Abbreviations ---------------------------------------------------------------------


def _use_link(context: PageContext, use: Use, page: str) -> InlineLink:
    senses = context.senses[use.abbreviation]
    meaning, source = meaning_of(senses, use), meaning_source(senses, use)
    return InlineLink(
        start=use.place.start,
        end=use.place.end,
        target=site_links.link(page, urls.term_page(use.abbreviation)),
        kind="term" if meaning else "open",
        title=f"{meaning} ({source})" if meaning else source,
    )


def _name_link(context: PageContext, mention: EntityMention, page: str) -> InlineLink:
    profile = context.profiles[mention.id]
    described = f", {profile.description}" if profile.description else ""
    return InlineLink(
        start=mention.place.start,
        end=mention.place.end,
        target=site_links.link(page, urls.entity_page(mention.kind, mention.key)),
        kind="name",
        title=f"{profile.name}{described}",
    )


def meaning_of(senses: Senses, use: Use) -> str:
    """The meaning of an abbreviation at a place; empty if unknown."""
    sense = _sense_of(senses, use)
    return meaning_words(sense) if sense is not None else ""


def meaning_words(sense: Sense) -> str:
    """A meaning, followed by its original-language form if that differs."""
    if sense.original and sense.original != sense.expansion:
        return f"{sense.expansion} · {sense.original}"
    return sense.expansion


MEANING_SOURCES = {
    UseStatus.HERE: "defined in this cable",
    UseStatus.ELSEWHERE: "defined in another cable of this post",
    UseStatus.CURATED: "curated",
    UseStatus.REFERENCE: "reference data",
    UseStatus.CONFLICT: "several meanings",
    UseStatus.UNDEFINED: "meaning unknown",
}


def meaning_source(senses: Senses, use: Use) -> str:
    """Where the meaning of a use comes from, in words.

    Says so if the cable defines the abbreviation and editors worded the meaning.
    """
    sense = _sense_of(senses, use)
    is_curated = sense is not None and sense.source is SenseSource.CURATED
    if is_curated and use.status is UseStatus.HERE:
        return f"{MEANING_SOURCES[use.status]}, wording curated"
    return MEANING_SOURCES[use.status]


def abbreviations(
    context: PageContext, mrn: Mrn, paras: Iterable[Para], page: str
) -> list[Abbreviation]:
    """The abbreviations used in `paras`, and their portion markings, in alphabetical order."""
    first_uses: dict[str, Use] = {}
    markings: set[str] = set()
    for para in paras:
        for use in context.uses_in(mrn, para):
            first_uses.setdefault(use.abbreviation, use)
        if para.marking and para.marking in context.senses:
            markings.add(para.marking)
    rows = [
        _abbreviation(short, _sense_of(senses, use), meaning_source(senses, use), page)
        for short, use in first_uses.items()
        for senses in (context.senses[short],)
    ]
    rows += [
        _abbreviation(m, _only_sense(context.senses[m]), MEANING_SOURCES[UseStatus.REFERENCE], page)
        for m in markings
        if m not in first_uses
    ]
    return sorted(rows, key=lambda row: (row.text.casefold(), row.text))


def _abbreviation(text: str, sense: Sense | None, source: str, page: str) -> Abbreviation:
    original = sense.original if sense and sense.original != sense.expansion else None
    return Abbreviation(
        text=text,
        link=site_links.link(page, urls.term_page(text)),
        meaning=sense.expansion if sense else "",
        meaning_source=source,
        original=original or "",
        language=sense.language or "" if sense and original else "",
    )


def _sense_of(senses: Senses, use: Use) -> Sense | None:
    return senses[use.sense] if use.sense is not None else None


def _only_sense(senses: Senses) -> Sense | None:
    return senses[0] if len(senses) == 1 else None
