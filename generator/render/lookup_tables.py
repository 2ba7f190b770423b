"""Tables from which pages look things up, made from the corpus: by cable, by abbreviation."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property
from typing import TypeVar

from generator.model import (
    Anchor,
    ArchiveNumber,
    Cable,
    Citation,
    Corpus,
    Entity,
    EntityMention,
    EntityProfile,
    Mention,
    Mrn,
    Outline,
    ReadingText,
    Sense,
    Term,
    Use,
    entity_id,
    mrn_order,
    split_mrn,
)
from generator.model.compared_copies import ReleasedPassage
from generator.render.cable_groups import CableGroups
from generator.render.cited_series import cited_series

QuotedIn = tuple[Anchor, str, str]
"""A para, and the name and title of a reading that quotes it."""

Neighbours = tuple[Mrn | None, Mrn | None]
"""The cable before and the cable after; None at the ends."""

OutsideName = tuple[EntityProfile, str, str]
"""A person whom a cable names outside its paras, how ("signature"), and by which words."""

Senses = tuple[Sense, ...]
"""The meanings of an abbreviation."""

P = TypeVar("P", Use, Mention, EntityMention)


def released_passages(corpus: Corpus) -> list[ReleasedPassage]:
    """All passages that a later copy of a cable shows."""
    return [passage for copies in corpus.copies.values() for passage in copies.released]


def numbers_of_copies(corpus: Corpus) -> dict[Mrn, tuple[ArchiveNumber, ...]]:
    """The archive numbers of the copies of each cable other than the main one."""
    return {mrn: copies.numbers for mrn, copies in corpus.copies.items() if copies.numbers}


class ParaContents:
    """The uses, mentions and names in each para of one cable."""

    def __init__(
        self, uses: Iterable[Use], mentions: Iterable[Mention], named: Iterable[EntityMention]
    ) -> None:
        self.uses = _by_anchor(sorted(uses, key=lambda use: use.place))
        self.mentions = _by_anchor(mentions)
        self.named = _by_anchor(sorted(named, key=lambda mention: mention.place))


def neighbours_of(cables: Iterable[Mrn]) -> dict[Mrn, Neighbours]:
    """The neighbours of each cable among those of its post."""
    by_post: dict[str, list[Mrn]] = {}
    for mrn in sorted(cables, key=mrn_order):
        parts = split_mrn(mrn)
        by_post.setdefault(parts[1] if parts else "", []).append(mrn)
    return {
        mrn: (before, after)
        for mrns in by_post.values()
        for before, mrn, after in zip([None, *mrns], mrns, [*mrns[1:], None], strict=False)
    }


def _by_anchor(items: Iterable[P]) -> dict[Anchor, tuple[P, ...]]:
    by_anchor: dict[Anchor, list[P]] = {}
    for item in items:
        by_anchor.setdefault(item.place.anchor, []).append(item)
    return {anchor: tuple(group) for anchor, group in by_anchor.items()}


def citations_by_cable(citations: Iterable[Citation]) -> dict[Mrn, list[Citation]]:
    """The citations of each cable."""
    by_citing: dict[Mrn, list[Citation]] = {}
    for citation in citations:
        by_citing.setdefault(citation.citing, []).append(citation)
    return by_citing


def uses_by_cable(terms: Iterable[Term]) -> dict[Mrn, list[Use]]:
    """The uses in each cable."""
    uses: dict[Mrn, list[Use]] = {}
    for term in terms:
        for mrn, use in term.uses:
            uses.setdefault(mrn, []).append(use)
    return uses


def quotations_by_cable(readings: Iterable[ReadingText]) -> dict[Mrn, list[QuotedIn]]:
    """The readings that quote each cable."""
    quoted: dict[Mrn, dict[QuotedIn, None]] = {}
    for reading in readings:
        for quotation in reading.quotations:
            item = (quotation.anchor, reading.name, reading.title)
            quoted.setdefault(quotation.mrn, {})[item] = None
    return {mrn: [*items] for mrn, items in quoted.items()}


def names_by_cable(entities: Iterable[Entity]) -> dict[Mrn, list[EntityMention]]:
    """The mentions of entities in each cable."""
    named: dict[Mrn, list[EntityMention]] = {}
    for entity in entities:
        for mrn, mention in entity.mentions:
            named.setdefault(mrn, []).append(mention)
    return named


def outside_names_by_cable(entities: Iterable[Entity]) -> dict[Mrn, list[OutsideName]]:
    """The names outside the paras of each cable."""
    named: dict[Mrn, list[OutsideName]] = {}
    for entity in entities:
        for mrn, how, words in entity.outside:
            named.setdefault(mrn, []).append((entity.profile, how, words))
    return named


def bodies_by_abbreviation(entities: Iterable[Entity]) -> dict[str, tuple[EntityProfile, ...]]:
    """The organisations for which each abbreviation stands."""
    bodies: dict[str, tuple[EntityProfile, ...]] = {}
    for entity in entities:
        for short in entity.names.abbreviations if entity.names is not None else ():
            bodies[short] = (*bodies.get(short, ()), entity.profile)
    return bodies


def entities_by_other_key(entities: Iterable[Entity]) -> dict[str, tuple[EntityProfile, ...]]:
    """The entities that each key leads to besides that of its page, in their order."""
    moved: dict[str, list[EntityProfile]] = {}
    for entity in entities:
        for key in entity.also_at:
            moved.setdefault(entity_id(entity.profile.kind, key), []).append(entity.profile)
    return {name: tuple(profiles) for name, profiles in moved.items()}


class LookupTables:
    """The tables of a corpus, built once."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus
        self.stored = {f.mrn: f for f in corpus.cables if f.mrn is not None}
        self.terms = {t.abbreviation: t for t in corpus.terms}
        self.questions = {q.key: q for q in corpus.indexes.questions}
        self.entities = {entity.profile.id: entity for entity in corpus.entities}
        self.uses = uses_by_cable(corpus.terms)
        self.named = names_by_cable(corpus.entities)
        self.bodies = bodies_by_abbreviation(corpus.entities)
        self.series = cited_series(corpus)
        self.moved = entities_by_other_key(corpus.entities)
        self.outside = outside_names_by_cable(corpus.entities)
        self.quoted = quotations_by_cable(corpus.readings)
        self.citations = citations_by_cable(corpus.citations)
        self.neighbours = neighbours_of(self.stored)
        self._senses: dict[str, Senses] = {}

    @cached_property
    def groups(self) -> CableGroups:
        """The cables of each post and TAGS code."""
        return CableGroups(self.corpus)

    def cable(self, mrn: Mrn) -> Cable:
        """A held cable."""
        return self.stored[mrn].cable

    def outline(self, mrn: Mrn) -> Outline:
        """The outline of a held cable."""
        return self.stored[mrn].outline

    def senses(self, short: str) -> Senses:
        """The meanings of an abbreviation, without their defining passages."""
        if short not in self._senses:
            senses = self.terms[short].senses
            self._senses[short] = tuple(replace(sense, passages=()) for sense in senses)
        return self._senses[short]

    def profile(self, name: str) -> EntityProfile:
        """An entity without its mentions."""
        return self.entities[name].profile
