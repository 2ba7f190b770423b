"""What one cable says of short forms: those it defines and marks, and every use in its text."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.glossary import forms
from generator.glossary.extract import definitions
from generator.glossary.senses import Position, TermSenses
from generator.glossary.uses import AbbreviationMatch, Matcher, in_capitals, is_read, unknown
from generator.model import (
    Anchor,
    Block,
    Cable,
    Definition,
    FormerAbbreviation,
    Mrn,
    Place,
    Use,
    UseStatus,
)

SUBJECT: Position = (-1, 0, 0)
"""Where the subject stands in the order of a text."""

SHORTEST_SHARED = 3
"""Letters of the shortest form whose meaning is taken from another cable: two letters mean too
many things."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CableTerms:
    """What one cable says of short forms, before others are asked."""

    mrn: Mrn
    definitions: tuple[tuple[Position, Definition], ...]
    """In the order of `definitions`, each with its place in the order of the text."""
    marked: tuple[tuple[str, int], ...]
    """How many paras bear each portion marking; single letters are no short forms."""
    renamings: tuple[FormerAbbreviation, ...]
    """Former names that it tells."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What the short forms of the collection mean, and how they are found."""

    known: Mapping[str, TermSenses]
    matcher: Matcher
    excluded: frozenset[str]
    """Words that editors say are no short forms."""


def gloss(cable: Cable, mrn: Mrn) -> CableTerms:
    """What the cable `mrn` says of short forms."""
    order = _order(cable)
    marked = Counter(p.marking for p in cable.paras if p.marking and len(p.marking) > 1)
    return CableTerms(
        mrn=mrn,
        definitions=tuple((_position(d.place, order), d) for d in definitions(cable)),
        marked=tuple(sorted(marked.items())),
        renamings=tuple(_renamings(cable, mrn)),
    )


def _renamings(cable: Cable, mrn: Mrn) -> Iterator[FormerAbbreviation]:
    for para in cable.paras:
        for index, block in enumerate(para.blocks):
            for named in forms.renamings(block.text):
                yield FormerAbbreviation(
                    abbreviation=named.short,
                    former=named.former,
                    mrn=mrn,
                    place=Place(anchor=para.anchor, block=index, start=named.start, end=named.end),
                    quote=" ".join(block.text[named.start : named.end].split()),
                )


# --- Order --------------------------------------------------------------------------


def _order(cable: Cable) -> dict[Anchor, int]:
    """The order of paras and headings in the text."""
    places = [(p.span.start, p.anchor) for p in cable.paras]
    places += [(h.span.start, h.anchor) for h in cable.headings]
    return {anchor: index for index, (_, anchor) in enumerate(sorted(places))}


def _position(place: Place | None, order: Mapping[Anchor, int]) -> Position:
    return SUBJECT if place is None else (order[place.anchor], place.block, place.start)


# --- Uses ---------------------------------------------------------------------------


Passages = dict[tuple[Anchor, int], dict[str, list[Place]]]
"""Where short forms are defined, by para and block, then by short form."""


@dataclass(frozen=True, slots=True)
class _UseCollector:
    """One cable while its uses are gathered."""

    mrn: Mrn
    passages: Passages
    order: dict[Anchor, int]
    words: Vocabulary


def uses(cable: Cable, glossed: CableTerms, words: Vocabulary) -> Iterator[Use]:
    """The uses in one cable, in the order of its text."""
    passages: Passages = {}
    for _, found in glossed.definitions:
        if found.place is not None:
            in_block = passages.setdefault((found.place.anchor, found.place.block), {})
            in_block.setdefault(found.abbreviation, []).append(found.place)
    read = _UseCollector(glossed.mrn, passages, _order(cable), words)
    for para in cable.paras:
        for index, block in enumerate(para.blocks):
            if is_read(block):
                yield from _in_block(read, para.anchor, index, block)


def _in_block(read: _UseCollector, anchor: Anchor, index: int, block: Block) -> list[Use]:
    passages = read.passages.get((anchor, index), {})
    capitals = in_capitals(block.text)
    found_uses: list[Use] = []
    order = read.order[anchor]
    for found in read.words.matcher.find(block.text):
        meaning = read.words.known[found.short].meaning(read.mrn, (order, index, found.start))
        defines = _within(found, passages.get(found.short, ()))
        if meaning.status is UseStatus.UNDEFINED or (capitals and not defines):
            continue
        shared = meaning.status is UseStatus.ELSEWHERE or meaning.sense is None
        if shared and len(found.short) < SHORTEST_SHARED:
            continue
        found_uses.append(
            Use(
                abbreviation=found.short,
                place=Place(anchor=anchor, block=index, start=found.start, end=found.end),
                sense=meaning.sense,
                status=meaning.status,
                defines=defines,
            )
        )
    if not capitals:
        found_uses.extend(_unknown(block, anchor, index, found_uses, read.words.excluded))
    return sorted(found_uses, key=lambda use: use.place.start)


def _unknown(
    block: Block, anchor: Anchor, index: int, known: Sequence[Use], excluded: frozenset[str]
) -> Iterator[Use]:
    taken = [AbbreviationMatch(use.abbreviation, use.place.start, use.place.end) for use in known]
    for found in unknown(block.text, taken, excluded):
        yield Use(
            abbreviation=found.short,
            place=Place(anchor=anchor, block=index, start=found.start, end=found.end),
            sense=None,
            status=UseStatus.UNDEFINED,
            defines=False,
        )


def _within(found: AbbreviationMatch, passages: Sequence[Place]) -> bool:
    """True inside one of the passages, which stand in the order of the text."""
    if not passages:
        return False
    index = bisect_right(passages, found.start, key=lambda passage: passage.start) - 1
    return index >= 0 and found.end <= passages[index].end
