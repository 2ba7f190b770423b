"""All links between the cables of a collection: who cites whom, and which words say so."""

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
from generator.resolve.catalogue import Catalogue, catalogue, held
from generator.resolve.mentions import find_pointers
from generator.resolve.parts import Part, link_parts, part_of
from generator.resolve.pointers import CableWords, ParaWords, Pointer, RefWords, SeptelWords
from generator.resolve.rules import CitingCable, citing, resolve

Outcome = tuple[Pointer, Resolution]
"""Words and what they lead to."""


def link_corpus(filed: Sequence[StoredCable]) -> tuple[dict[Mrn, CableLinks], tuple[Citation, ...]]:
    """What hangs on each cable, and all citations in the order of the citing cables."""
    cables = [(f.cable, f.cable.id) for f in filed if f.cable.id is not None]
    known = catalogue(held(cable, name) for cable, name in cables)
    parts = [part for cable, _ in cables if (part := part_of(cable)) is not None]
    return joined({name: link_cable(cable, name, known) for cable, name in cables}, parts)


def joined(
    linked: Mapping[Mrn, tuple[CableLinks, tuple[Citation, ...]]], parts: Sequence[Part]
) -> tuple[dict[Mrn, CableLinks], tuple[Citation, ...]]:
    """What hangs on each cable, and all citations, from what each says by itself."""
    others = link_parts(parts)
    citations = tuple(citation for _, cited in linked.values() for citation in cited)
    cited_by: defaultdict[Mrn, list[Citation]] = defaultdict(list)
    for citation in citations:
        cited_by[citation.cited].append(citation)
    return {
        name: CableLinks(
            references=one.references,
            mentions=one.mentions,
            parts=others.get(name, ()),
            cited_by=tuple(cited_by.get(name, ())),
        )
        for name, (one, _) in linked.items()
    }, citations


def link_cable(
    cable: Cable, name: Mrn, known: Catalogue
) -> tuple[CableLinks, tuple[Citation, ...]]:
    """The references and mentions of the cable `name`, and whom it cites."""
    reading = citing(cable, name, known)
    outcomes = [
        (pointer, outcome)
        for pointer in find_pointers(cable, reading.known)
        if (outcome := resolve(pointer, reading)) is not None
    ]
    mentions = tuple(
        Mention(place=p.place, words=p.words, kind=_kind(p), outcome=outcome)
        for p, outcome in outcomes
    )
    citations: dict[tuple[Mrn, Anchor | None], Citation] = {}
    for citation in _citations(cable, reading, outcomes):
        if citation.cited != name:
            citations.setdefault((citation.cited, citation.anchor), citation)
    return CableLinks(references=reading.references, mentions=mentions), tuple(citations.values())


def without_withheld(links: CableLinks, withheld: Set[Mrn]) -> CableLinks:
    """The links of a cable, with each cable that an edition withholds told as such."""
    if not withheld:
        return links

    def told(outcome: Resolution) -> Resolution:
        if isinstance(outcome, UnheldCable) and outcome.target in withheld:
            return WithheldCable(target=outcome.target)
        return outcome

    return replace(
        links,
        references=tuple(told(o) for o in links.references),
        mentions=tuple(replace(m, outcome=told(m.outcome)) for m in links.mentions),
    )


def _citations(cable: Cable, reading: CitingCable, outcomes: list[Outcome]) -> Iterator[Citation]:
    """The REF lines' citations, then those of the text; the same may come again."""
    inferred: dict[Mrn, bool] = {}
    for reference, outcome in zip(cable.header.references, reading.references, strict=True):
        cited = _cited(outcome)
        if cited is not None:
            inferred.setdefault(cited, reference.year_inferred)
            yield Citation(
                citing=reading.mrn,
                cited=cited,
                letter=reference.letter,
                anchor=None,
                year_inferred=reference.year_inferred,
            )
    for pointer, outcome in outcomes:
        cited = _cited(outcome)
        if cited is None or isinstance(pointer, ParaWords | SeptelWords):
            continue
        written = isinstance(pointer, CableWords) and pointer.year is not None
        yield Citation(
            citing=reading.mrn,
            cited=cited,
            letter=None,
            anchor=pointer.place.anchor,
            year_inferred=not written and inferred.get(cited, True),
        )


def _cited(outcome: Resolution) -> Mrn | None:
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
