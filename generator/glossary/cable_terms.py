"""The abbreviations of one cable: its definitions, its portion markings and every use."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.glossary import forms
from generator.glossary.extract import find_definitions
from generator.glossary.senses import Position, TermSenses
from generator.glossary.uses import (
    LETTERS,
    AbbreviationMatch,
    AbbreviationMatcher,
    find_unexplained,
    is_emphasised,
    is_searched,
)
from generator.glossary.word_kinds import is_in_capitals
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

SUBJECT_POSITION: Position = (-1, 0, 0)
"""The position of the subject, before all text."""

MIN_SHARED_LENGTH = 3
"""Minimum length of an abbreviation whose meaning may come from another cable. Those of two letters
have too many meanings."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CableTerms:
    """What one cable by itself says about abbreviations."""

    mrn: Mrn
    definitions: tuple[tuple[Position, Definition], ...]
    """Its definitions in the order of `find_definitions`, each with its position."""
    marking_counts: tuple[tuple[str, int], ...]
    """The number of paras with each portion marking of two letters or more."""
    former_abbreviations: tuple[FormerAbbreviation, ...]
    """Former abbreviations that it mentions."""
    capital_words: tuple[str, ...]
    """Words in capitals that may be abbreviations, in alphabetical order."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The meanings of the collection's abbreviations, and the matcher that finds them."""

    senses: Mapping[str, TermSenses]
    matcher: AbbreviationMatcher
    joined: Mapping[str, str]
    """The abbreviation for each other spelling of it: `DOE` for `DoE`."""
    excluded: frozenset[str]
    """Words that editors excluded because they are not abbreviations."""
    small_forms: frozenset[str]
    """The words in capitals of all cables, in small letters; see `forms_in_small_letters`."""


def collect_terms(cable: Cable, mrn: Mrn) -> CableTerms:
    """What the cable `mrn` says about abbreviations."""
    order = _text_order(cable)
    marked = Counter(p.marking for p in cable.paras if p.marking and len(p.marking) > 1)
    return CableTerms(
        mrn=mrn,
        definitions=tuple((_position(d.place, order), d) for d in find_definitions(cable)),
        marking_counts=tuple(sorted(marked.items())),
        former_abbreviations=tuple(_former_abbreviations(cable, mrn)),
        capital_words=tuple(sorted(_capital_words(cable))),
    )


def _capital_words(cable: Cable) -> set[str]:
    """The words in capitals that may be abbreviations, without regard to their meaning."""
    return {
        match.abbreviation
        for para in cable.paras
        for block in para.blocks
        if is_searched(block) and not is_in_capitals(block.text)
        for match in find_unexplained(block.text, (), frozenset())
    }


def ordinary_words(cable: Cable, vocabulary: Vocabulary) -> frozenset[str]:
    """The words in capitals, of any cable, that this cable writes in small letters.

    They are words or names, not abbreviations: "REFORM" and "reform", "STEVENS" and "Stevens".
    """
    words: set[str] = set()
    for para in cable.paras:
        for block in para.blocks:
            words.update(LETTERS.findall(block.text))
    return frozenset(word.upper() for word in words & vocabulary.small_forms)


def _former_abbreviations(cable: Cable, mrn: Mrn) -> Iterator[FormerAbbreviation]:
    for para in cable.paras:
        for index, block in enumerate(para.blocks):
            for match in forms.find_former_names(block.text):
                yield FormerAbbreviation(
                    abbreviation=match.abbreviation,
                    former=match.former,
                    mrn=mrn,
                    place=Place(anchor=para.anchor, block=index, start=match.start, end=match.end),
                    quote=" ".join(block.text[match.start : match.end].split()),
                )


# --- Order --------------------------------------------------------------------------


def _text_order(cable: Cable) -> dict[Anchor, int]:
    """The rank of each para and heading in the text, from 0."""
    places = [(p.span.start, p.anchor) for p in cable.paras]
    places += [(h.span.start, h.anchor) for h in cable.headings]
    return {anchor: index for index, (_, anchor) in enumerate(sorted(places))}


def _position(place: Place | None, order: Mapping[Anchor, int]) -> Position:
    return SUBJECT_POSITION if place is None else (order[place.anchor], place.block, place.start)


# --- Uses ---------------------------------------------------------------------------


DefinitionPlaces = dict[tuple[Anchor, int], dict[str, list[Place]]]
"""Places of definitions, by para and block, then by abbreviation."""


@dataclass(frozen=True, slots=True)
class _UseCollector:
    """What is needed to find the uses in the blocks of one cable."""

    mrn: Mrn
    definition_places: DefinitionPlaces
    order: dict[Anchor, int]
    """The rank of each para, see `_text_order`."""
    vocabulary: Vocabulary


def find_uses(cable: Cable, cable_terms: CableTerms, vocabulary: Vocabulary) -> Iterator[Use]:
    """The uses of abbreviations in one cable, in text order."""
    places: DefinitionPlaces = {}
    for _, definition in cable_terms.definitions:
        place = definition.place
        if place is not None:
            in_block = places.setdefault((place.anchor, place.block), {})
            name = vocabulary.joined.get(definition.abbreviation, definition.abbreviation)
            in_block.setdefault(name, []).append(place)
    collector = _UseCollector(cable_terms.mrn, places, _text_order(cable), vocabulary)
    for para in cable.paras:
        for index, block in enumerate(para.blocks):
            if is_searched(block):
                yield from _uses_in_block(collector, para.anchor, index, block)


def _uses_in_block(collector: _UseCollector, anchor: Anchor, index: int, block: Block) -> list[Use]:
    places = collector.definition_places.get((anchor, index), {})
    vocabulary = collector.vocabulary
    in_capitals = is_in_capitals(block.text)
    uses: list[Use] = []
    emphasised: list[AbbreviationMatch] = []
    order = collector.order[anchor]
    for match in vocabulary.matcher.find(block.text):
        senses = vocabulary.senses[match.abbreviation]
        local = senses.sense_at(collector.mrn, (order, index, match.start))
        defines = _is_within(match, places.get(match.abbreviation, ()))
        if local.status is UseStatus.UNDEFINED or (in_capitals and not defines):
            continue
        is_own = local.status in {UseStatus.HERE, UseStatus.CURATED}
        if not is_own and is_emphasised(block.text, match.start, match.end):
            emphasised.append(match)
            continue
        if local.from_other_cables and len(match.abbreviation) < MIN_SHARED_LENGTH:
            continue
        uses.append(
            Use(
                abbreviation=match.abbreviation,
                place=Place(anchor=anchor, block=index, start=match.start, end=match.end),
                sense=local.sense,
                status=local.status,
                defines=defines,
                candidates=local.candidates,
            )
        )
    if not in_capitals:
        explained = [
            AbbreviationMatch(use.abbreviation, use.place.start, use.place.end) for use in uses
        ]
        for match in find_unexplained(block.text, [*explained, *emphasised], vocabulary.excluded):
            place = Place(anchor=anchor, block=index, start=match.start, end=match.end)
            uses.append(_unexplained_use(match.abbreviation, place))
    return sorted(uses, key=lambda use: use.place.start)


def _unexplained_use(abbreviation: str, place: Place) -> Use:
    return Use(
        abbreviation=abbreviation,
        place=place,
        sense=None,
        status=UseStatus.UNDEFINED,
        defines=False,
    )


def _is_within(match: AbbreviationMatch, places: Sequence[Place]) -> bool:
    """True if the match is inside one of `places`, which are in text order."""
    if not places:
        return False
    index = bisect_right(places, match.start, key=lambda place: place.start) - 1
    return index >= 0 and match.end <= places[index].end
