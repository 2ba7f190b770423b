"""All links between the cables of a collection: mentions, citations and message parts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace
from typing import assert_never

from generator.model import (
    Anchor,
    Cable,
    CableLinks,
    Citation,
    Mention,
    MentionKind,
    Mrn,
    Resolution,
    ResolvedTarget,
    StoredCable,
    UnheldCable,
    WithheldCable,
)
from generator.resolve.catalogue import Catalogue, catalogue_entry, make_catalogue
from generator.resolve.parts import Part, link_parts, message_part
from generator.resolve.pointer_search import find_pointers
from generator.resolve.pointers import CableWords, ParaWords, Pointer, RefWords, SeptelWords
from generator.resolve.rules import CitingCable, citing_cable, resolve

Outcome = tuple[Pointer, Resolution]
"""A pointer and its target, or the reason that it has none."""


def link_corpus(
    stored_cables: Sequence[StoredCable],
) -> tuple[dict[Mrn, CableLinks], tuple[Citation, ...]]:
    """The links of each cable, and all citations in the order of the citing cables."""
    cables = [(s.cable, s.cable.id) for s in stored_cables if s.cable.id is not None]
    catalogue = make_catalogue(catalogue_entry(cable, name) for cable, name in cables)
    parts = [part for cable, _ in cables if (part := message_part(cable)) is not None]
    return join_links({name: link_cable(cable, name, catalogue) for cable, name in cables}, parts)


def join_links(
    outgoing: Mapping[Mrn, tuple[CableLinks, tuple[Citation, ...]]], parts: Sequence[Part]
) -> tuple[dict[Mrn, CableLinks], tuple[Citation, ...]]:
    """Add to each cable's own links its other parts and the cables that cite it.

    `outgoing` holds what `link_cable` returned for each cable. The second result is all citations.
    """
    part_links = link_parts(parts)
    citations = tuple(citation for _, cited in outgoing.values() for citation in cited)
    cited_by: defaultdict[Mrn, list[Citation]] = defaultdict(list)
    for citation in citations:
        cited_by[citation.cited].append(citation)
    return {
        name: replace(links, parts=part_links.get(name, ()), cited_by=tuple(cited_by.get(name, ())))
        for name, (links, _) in outgoing.items()
    }, citations


def linked_cables(links: CableLinks) -> frozenset[Mrn]:
    """The held cables that a cable cites, that cite it, that are parts of its message or copies."""
    outcomes = (*links.references, *(mention.outcome for mention in links.mentions))
    return frozenset(
        [
            *(outcome.target for outcome in outcomes if isinstance(outcome, ResolvedTarget)),
            *(citation.citing for citation in links.cited_by),
            *(part.target for part in links.parts if part.target is not None),
            *(other.mrn for other in links.same_text),
        ]
    )


def link_cable(
    cable: Cable, name: Mrn, catalogue: Catalogue
) -> tuple[CableLinks, tuple[Citation, ...]]:
    """The references and mentions of the cable `name`, and its citations of other cables."""
    source = citing_cable(cable, name, catalogue)
    outcomes = [
        (pointer, outcome)
        for pointer in find_pointers(cable, source.context)
        if (outcome := resolve(pointer, source)) is not None
    ]
    mentions = tuple(
        Mention(place=p.place, words=p.words, kind=_kind(p), outcome=outcome)
        for p, outcome in outcomes
    )
    citations: dict[tuple[Mrn, Anchor | None], Citation] = {}
    for citation in _citations(cable, source, outcomes):
        if citation.cited != name:
            citations.setdefault((citation.cited, citation.anchor), citation)
    return CableLinks(references=source.references, mentions=mentions), tuple(citations.values())


def mark_withheld(links: CableLinks, withheld: Set[Mrn]) -> CableLinks:
    """The links of a cable, with targets that the edition withholds marked as withheld."""
    if not withheld:
        return links

    def mark(outcome: Resolution) -> Resolution:
        if isinstance(outcome, UnheldCable) and outcome.target in withheld:
            return WithheldCable(target=outcome.target)
        return outcome

    return replace(
        links,
        references=tuple(mark(outcome) for outcome in links.references),
        mentions=tuple(replace(m, outcome=mark(m.outcome)) for m in links.mentions),
    )


def _citations(cable: Cable, source: CitingCable, outcomes: list[Outcome]) -> Iterator[Citation]:
    """The citations of the REF lines, then those of the text, with duplicates."""
    inferred: dict[Mrn, bool] = {}
    for reference, outcome in zip(cable.header.references, source.references, strict=True):
        cited = _cited_mrn(outcome)
        if cited is not None:
            inferred.setdefault(cited, reference.year_inferred)
            yield Citation(
                citing=source.mrn,
                cited=cited,
                letter=reference.letter,
                anchor=None,
                year_inferred=reference.year_inferred,
            )
    for pointer, outcome in outcomes:
        cited = _cited_mrn(outcome)
        if cited is None or isinstance(pointer, ParaWords | SeptelWords):
            continue
        year_is_written = isinstance(pointer, CableWords) and pointer.year is not None
        yield Citation(
            citing=source.mrn,
            cited=cited,
            letter=None,
            anchor=pointer.place.anchor,
            year_inferred=not year_is_written and inferred.get(cited, True),
        )


def _cited_mrn(outcome: Resolution) -> Mrn | None:
    return outcome.target if isinstance(outcome, ResolvedTarget | UnheldCable) else None


def _kind(pointer: Pointer) -> MentionKind:
    match pointer:
        case RefWords():
            return MentionKind.REFTEL
        case SeptelWords():
            return MentionKind.SEPTEL
        case CableWords():
            return MentionKind.CABLE
        case ParaWords():
            return MentionKind.PARA
        case _:
            assert_never(pointer)
