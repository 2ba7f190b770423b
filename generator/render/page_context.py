"""What pages look up: cables by number, terms by abbreviation, the page of each para.

Every look-up is recorded, so that the build knows what a page depends on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from generator.execution.result_cache import Digest, digest, digest_of
from generator.model import (
    Anchor,
    ArchiveNumber,
    Cable,
    CableLinks,
    Citation,
    Corpus,
    Entity,
    EntityKind,
    EntityMention,
    EntityProfile,
    Event,
    Mention,
    Mrn,
    Outline,
    Para,
    Place,
    Question,
    ReadingText,
    Sense,
    SiteInfo,
    StoredCable,
    Term,
    Use,
)
from generator.model.compared_copies import ReleasedPassage, StoredCopies
from generator.model.relations import RelatedCable
from generator.model.site_releases import ReleaseChanges, ReleaseName
from generator.render import urls
from generator.render.cable_groups import (
    CableGroup,
    CableGroups,
    GroupKind,
    GroupLine,
)
from generator.render.cited_series import CitedSeries, cited_series
from generator.render.lookup_tables import (
    Neighbours,
    OutsideName,
    ParaContents,
    QuotedIn,
    bodies_by_abbreviation,
    citations_by_cable,
    entities_by_other_key,
    names_by_cable,
    neighbours_of,
    numbers_of_copies,
    outside_names_by_cable,
    quotations_by_cable,
    released_passages,
    uses_by_cable,
)
from generator.render.lookups import (
    COPY_NUMBERS,
    EVENTS,
    EVERY_CITATION,
    EVERYTHING,
    OUTLINES,
    READINGS,
    RELEASED,
    RELEASES,
    Lookup,
    TrackedMapping,
    entity_values,
    event_values,
    named_values,
    term_values,
    use_values,
)

Senses = tuple[Sense, ...]
"""The meanings of an abbreviation."""


class PageContext:
    """A corpus with its look-up tables; built once and shared by all pages."""

    def __init__(self, corpus: Corpus, info: SiteInfo) -> None:
        self.info = info
        self.lookups: set[Lookup] = set()
        """The look-ups since the last `clear`."""
        self._corpus = corpus
        self._stored = {f.mrn: f for f in corpus.cables if f.mrn is not None}
        self._terms = {t.abbreviation: t for t in corpus.terms}
        self._questions = {q.key: q for q in corpus.indexes.questions}
        self._entities = {entity.profile.id: entity for entity in corpus.entities}
        self._uses = uses_by_cable(corpus.terms)
        self._named = names_by_cable(corpus.entities)
        self._bodies = bodies_by_abbreviation(corpus.entities)
        self._series = cited_series(corpus)
        self._moved = entities_by_other_key(corpus.entities)
        self._outside = outside_names_by_cable(corpus.entities)
        self._quoted = quotations_by_cable(corpus.readings)
        self._citations = citations_by_cable(corpus.citations)
        self._para_contents: dict[Mrn, ParaContents] = {}
        self._pages: dict[Mrn, dict[Anchor, str]] = {}
        self._names: dict[Mrn, dict[Anchor, str]] = {}
        self._senses_only: dict[str, Senses] = {}
        self._neighbours = neighbours_of(self._stored)
        self._digests: dict[Lookup, Digest] = {EVERYTHING: corpus.digest}
        lookups = self.lookups
        term, question = self._terms.__getitem__, self._questions.__getitem__
        self.held: Mapping[Mrn, Cable] = TrackedMapping("held", self._stored, self._cable, lookups)
        self.terms: Mapping[str, Term] = TrackedMapping("term", self._terms, term, lookups)
        self.questions: Mapping[str, Question] = TrackedMapping(
            "question", self._questions, question, lookups
        )
        self.senses: Mapping[str, Senses] = TrackedMapping(
            "senses", self._terms, self._senses, lookups
        )
        """The meanings of abbreviations, without their defining passages."""
        self.entities: Mapping[str, Entity] = TrackedMapping(
            "entity", self._entities, self._entities.__getitem__, lookups
        )
        """People, organisations and places with their mentions: `place/mexico`."""
        self.profiles: Mapping[str, EntityProfile] = TrackedMapping(
            "profile", self._entities, self._profile, lookups
        )
        """The same without their mentions."""
        self.outlines: Mapping[Mrn, Outline] = TrackedMapping(
            "outline", self._stored, self._outline, lookups
        )
        """The held cables, without their text."""
        self.series: Mapping[str, CitedSeries] = TrackedMapping(
            "series", self._series, self._series.__getitem__, lookups
        )
        """The cables that are cited and not held, by year and post: `08LIMA`."""
        self.bodies: Mapping[str, tuple[EntityProfile, ...]] = TrackedMapping(
            "bodies", self._bodies, self._bodies.__getitem__, lookups
        )
        """The organisations that an abbreviation stands for."""
        self.moved: Mapping[str, tuple[EntityProfile, ...]] = TrackedMapping(
            "moved", self._moved, self._moved.__getitem__, lookups
        )
        """The entities that may have had an address in a smaller collection: `person/ines`."""

    @property
    def corpus(self) -> Corpus:
        """The whole corpus."""
        self.lookups.add(EVERYTHING)
        return self._corpus

    @property
    def cables(self) -> Sequence[Outline]:
        """The outlines of all held cables, in their order."""
        self.lookups.add(OUTLINES)
        return [item.outline for item in self._stored.values()]

    def stored_cable(self, mrn: Mrn) -> StoredCable:
        """A held cable with its file."""
        self.lookups.add(("held", mrn))
        return self._stored[mrn]

    @property
    def organisations(self) -> list[Entity]:
        """The organisations that the cables name, by key."""
        return [
            entity
            for entity in self.corpus.entities
            if entity.profile.kind is EntityKind.ORGANISATION
        ]

    def para_name(self, mrn: Mrn, anchor: Anchor) -> str:
        """The label of a para: `¶17`, `27.A`, `line 160` if unnumbered; `heading` for a heading."""
        self.lookups.add(("outline", mrn))
        if mrn not in self._names:
            sections = self._outline(mrn).sections
            self._names[mrn] = {
                a: name for section in sections for a, name in section.names.items()
            }
        return self._names[mrn].get(anchor, "heading")

    def text_pages(self, mrn: Mrn) -> Mapping[Anchor, str]:
        """The page of each para of a held cable."""
        self.lookups.add(("outline", mrn))
        if mrn not in self._pages:
            self._pages[mrn] = urls.text_pages(self._outline(mrn), mrn)
        return self._pages[mrn]

    def note_link(self, page: str, mrn: Mrn, place: Place) -> str:
        """Link from `page` to the note about words in a para, on one of the para's own pages."""
        home = self.text_pages(mrn).get(place.anchor, urls.full_page(mrn))
        at = page if page in {home, urls.full_page(mrn)} else home
        return urls.link(page, at, urls.note_anchor(place.anchor, place.block, place.start))

    def links(self, mrn: Mrn) -> CableLinks:
        """The links, parts and citations of a cable."""
        self.lookups.add(("links", mrn))
        return self._corpus.links.get(mrn) or CableLinks()

    def related(self, mrn: Mrn) -> Sequence[RelatedCable]:
        """The cables that have something rare in common with a cable, the most related first."""
        self.lookups.add(("related", mrn))
        return self._corpus.related.get(mrn, ())

    def neighbours(self, mrn: Mrn) -> Neighbours:
        """The cables of the same post before and after a cable, by year and number."""
        self.lookups.add(("neighbours", mrn))
        return self._neighbours[mrn]

    def group(self, kind: GroupKind, key: str) -> CableGroup:
        """The cables of a post or with a TAGS code, by its name in addresses, and their figures."""
        self.lookups.add((kind.value, key))
        return self._groups.group((kind, key))

    def group_lines(self, kind: GroupKind) -> Sequence[GroupLine]:
        """The posts, or the TAGS codes, in the order of their addresses."""
        self.lookups.add((kind.value, ""))
        return self._groups.lines(kind)

    @property
    def every_citation(self) -> Sequence[Citation]:
        """All citations, in the order of the citing cables and of their text."""
        self.lookups.add(EVERY_CITATION)
        return self._corpus.citations

    @property
    def readings(self) -> Sequence[ReadingText]:
        """The texts of editors, in the order of their files."""
        self.lookups.add(READINGS)
        return self._corpus.readings

    def quoted_in(self, mrn: Mrn) -> Sequence[QuotedIn]:
        """The readings that quote a cable, each with the para, in the order of their files."""
        self.lookups.add(("quoted in", mrn))
        return self._quoted.get(mrn, ())

    @property
    def events(self) -> Sequence[Event]:
        """The dated events, in their order."""
        self.lookups.add(EVENTS)
        return self._corpus.indexes.events

    def copies(self, mrn: Mrn) -> StoredCopies | None:
        """The copies of a cable; None if there is one only."""
        self.lookups.add(("copies", mrn))
        return self._corpus.copies.get(mrn)

    @property
    def released(self) -> Sequence[ReleasedPassage]:
        """The passages that a later copy shows, in the order of cables and of their text."""
        self.lookups.add(RELEASED)
        return released_passages(self._corpus)

    @property
    def releases(self) -> Sequence[ReleaseChanges]:
        """The releases of the edition, in the order in which they were recorded."""
        self.lookups.add(RELEASES)
        return self._corpus.history.releases

    def release(self, key: str) -> ReleaseChanges:
        """A release, or what changed since the last one. Raises `KeyError` if there is none."""
        self.lookups.add(("release", key))
        return self._corpus.history.by_key[key]

    def standing(self, mrn: Mrn) -> ReleaseName | None:
        """The release since which a cable stands as it is; None if it changed since."""
        self.lookups.add(("standing", mrn))
        return self._corpus.history.standing.get(mrn)

    @property
    def copy_numbers(self) -> Mapping[Mrn, tuple[ArchiveNumber, ...]]:
        """The archive numbers of copies other than the main ones, by cable."""
        self.lookups.add(COPY_NUMBERS)
        return numbers_of_copies(self._corpus)

    def citations(self, mrn: Mrn) -> Sequence[Citation]:
        """The citations in a cable, held or not, in the order of its text."""
        self.lookups.add(("citations", mrn))
        return self._citations.get(mrn, ())

    def uses_of(self, mrn: Mrn) -> Sequence[Use]:
        """The uses of abbreviations in a cable: alphabetically, then in the order of its text."""
        self.lookups.add(("uses", mrn))
        return self._uses.get(mrn, ())

    def uses_in(self, mrn: Mrn, para: Para) -> tuple[Use, ...]:
        """The uses of abbreviations in a para, in the order of its text."""
        self.lookups.add(("uses", mrn))
        return self._paras(mrn).uses.get(para.anchor, ())

    def mentions_in(self, mrn: Mrn, para: Para) -> tuple[Mention, ...]:
        """The mentions of cables and paras in a para, in the order of its text."""
        self.lookups.add(("links", mrn))
        return self._paras(mrn).mentions.get(para.anchor, ())

    def named_by(self, mrn: Mrn) -> Sequence[EntityMention]:
        """The mentions of people, organisations and places in a cable, by kind and entity."""
        self.lookups.add(("named", mrn))
        return self._named.get(mrn, ())

    def named_outside(self, mrn: Mrn) -> Sequence[OutsideName]:
        """Whom a cable names outside its paras, by entity: the person, how, and the words."""
        self.lookups.add(("outside", mrn))
        return self._outside.get(mrn, ())

    def named_in(self, mrn: Mrn, para: Para) -> tuple[EntityMention, ...]:
        """The mentions of people, organisations and places in a para, in the order of its text."""
        self.lookups.add(("named", mrn))
        return self._paras(mrn).named.get(para.anchor, ())

    def para_link(self, page: str, mrn: Mrn, anchor: Anchor) -> str:
        """Link from `page` to a para of a held cable; within `page` if that has the whole cable."""
        if page == urls.full_page(mrn):
            return urls.link(page, page, anchor)
        return urls.link(page, self.text_pages(mrn).get(anchor, urls.full_page(mrn)), anchor)

    def digest(self, read: Lookup) -> Digest:
        """The digest of the value of a look-up; an empty value if it does not exist."""
        if read not in self._digests:
            self._digests[read] = self._digest(*read)
        return self._digests[read]

    def _whole_digest(self, table: str) -> Digest | None:
        """The digest of a table that is looked up as a whole; None for any other."""
        match table:
            case GroupKind.POST | GroupKind.TAGS:
                return digest_of(self._groups.lines(GroupKind(table)))
            case "outlines":
                return digest(*(item.outline_digest for item in self._stored.values()))
            case "readings":
                return digest_of(self._corpus.readings)
            case "copy numbers":
                return digest_of([*numbers_of_copies(self._corpus).items()])
            case "released":
                return digest_of(released_passages(self._corpus))
            case "releases":
                return digest_of(self._corpus.history.releases)
            case "events":
                return digest_of([event_values(event) for event in self._corpus.indexes.events])
            case "citations":
                return digest_of(self._corpus.citations)
        return None

    def _digest(self, table: str, name: str) -> Digest:
        whole = self._whole_digest(table) if not name else None
        if whole is not None:
            return whole
        match table:
            case GroupKind.POST | GroupKind.TAGS:
                return self._groups.digest((GroupKind(table), name))
            case "held":
                return self._stored[Mrn(name)].digest if name in self._stored else b""
            case "outline":
                return self._stored[Mrn(name)].outline_digest if name in self._stored else b""
            case "term":
                return digest_of(term_values(self._terms.get(name)))
            case "question":
                return digest_of(self._questions.get(name))
            case "senses":
                return digest_of(self._senses(name) if name in self._terms else None)
            case "uses":
                return digest_of([*map(use_values, self._uses.get(Mrn(name), ()))])
            case "entity":
                return digest_of(entity_values(self._entities.get(name)))
            case "profile":
                return digest_of(self._profile(name) if name in self._entities else None)
            case "bodies":
                return digest_of(self._bodies.get(name))
            case "moved":
                return digest_of(self._moved.get(name))
            case "named":
                return digest_of([*map(named_values, self._named.get(Mrn(name), ()))])
            case "outside":
                names = self._outside.get(Mrn(name), ())
                return digest_of([(person.id, how, words) for person, how, words in names])
            case "quoted in":
                return digest_of(self._quoted.get(Mrn(name)))
            case "series":
                return digest_of(self._series.get(name))
            case "links":
                return digest_of(self._corpus.links.get(Mrn(name)))
            case "copies":
                return self._corpus.copies[Mrn(name)].digest if name in self._corpus.copies else b""
            case "release":
                return digest_of(self._corpus.history.by_key.get(name))
            case "standing":
                return digest_of(self._corpus.history.standing.get(Mrn(name)))
            case "related":
                return digest_of(self._corpus.related.get(Mrn(name)))
            case "neighbours":
                return digest_of(self._neighbours.get(Mrn(name)))
            case "citations":
                return digest_of(self._citations.get(Mrn(name)))
        raise ValueError(f"unknown table: {table}")

    @cached_property
    def _groups(self) -> CableGroups:
        return CableGroups(self._corpus)

    def _cable(self, mrn: Mrn) -> Cable:
        return self._stored[mrn].cable

    def _outline(self, mrn: Mrn) -> Outline:
        return self._stored[mrn].outline

    def _senses(self, short: str) -> Senses:
        if short not in self._senses_only:
            senses = self._terms[short].senses
            self._senses_only[short] = tuple(replace(sense, passages=()) for sense in senses)
        return self._senses_only[short]

    def _profile(self, name: str) -> EntityProfile:
        return self._entities[name].profile

    def _paras(self, mrn: Mrn) -> ParaContents:
        if mrn not in self._para_contents:
            links = self._corpus.links.get(mrn) or CableLinks()
            self._para_contents[mrn] = ParaContents(
                self._uses.get(mrn, ()), links.mentions, self._named.get(mrn, ())
            )
        return self._para_contents[mrn]
