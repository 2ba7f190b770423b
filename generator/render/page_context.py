"""What pages look up: cables by number, terms by abbreviation, the page of each para.

Every look-up is recorded, so that the build knows what a page depends on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from generator.execution.result_cache import Digest
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
    SiteInfo,
    StoredCable,
    Term,
    Use,
)
from generator.model.compared_copies import ReleasedPassage, StoredCopies
from generator.model.relations import RelatedCable
from generator.model.site_releases import ReleaseChanges, ReleaseName
from generator.render import anchors, site_links, urls
from generator.render.cable_groups import (
    CableGroup,
    GroupKind,
    GroupLine,
)
from generator.render.cited_series import CitedSeries
from generator.render.lookup_digests import LookupDigests
from generator.render.lookup_tables import (
    LookupTables,
    Neighbours,
    OutsideName,
    ParaContents,
    QuotedIn,
    Senses,
    numbers_of_copies,
    released_passages,
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
)


class PageContext:
    """A corpus with its look-up tables; built once and shared by all pages."""

    def __init__(self, corpus: Corpus, info: SiteInfo) -> None:
        self.info = info
        self.lookups: set[Lookup] = set()
        """The look-ups since the last `clear`."""
        self._tables = tables = LookupTables(corpus)
        self._digests = LookupDigests(tables)
        self._para_contents: dict[Mrn, ParaContents] = {}
        self._pages: dict[Mrn, dict[Anchor, str]] = {}
        self._names: dict[Mrn, dict[Anchor, str]] = {}
        lookups = self.lookups
        self.held: Mapping[Mrn, Cable] = TrackedMapping(
            "held", tables.stored, tables.cable, lookups
        )
        self.terms: Mapping[str, Term] = TrackedMapping(
            "term", tables.terms, tables.terms.__getitem__, lookups
        )
        self.questions: Mapping[str, Question] = TrackedMapping(
            "question", tables.questions, tables.questions.__getitem__, lookups
        )
        self.senses: Mapping[str, Senses] = TrackedMapping(
            "senses", tables.terms, tables.senses, lookups
        )
        """The meanings of abbreviations, without their defining passages."""
        self.entities: Mapping[str, Entity] = TrackedMapping(
            "entity", tables.entities, tables.entities.__getitem__, lookups
        )
        """People, organisations and places with their mentions: `place/mexico`."""
        self.profiles: Mapping[str, EntityProfile] = TrackedMapping(
            "profile", tables.entities, tables.profile, lookups
        )
        """The same without their mentions."""
        self.outlines: Mapping[Mrn, Outline] = TrackedMapping(
            "outline", tables.stored, tables.outline, lookups
        )
        """The held cables, without their text."""
        self.series: Mapping[str, CitedSeries] = TrackedMapping(
            "series", tables.series, tables.series.__getitem__, lookups
        )
        """The cables that are cited and not held, by year and post: `08LIMA`."""
        self.bodies: Mapping[str, tuple[EntityProfile, ...]] = TrackedMapping(
            "bodies", tables.bodies, tables.bodies.__getitem__, lookups
        )
        """The organisations that an abbreviation stands for."""
        self.moved: Mapping[str, tuple[EntityProfile, ...]] = TrackedMapping(
            "moved", tables.moved, tables.moved.__getitem__, lookups
        )
        """The entities that may have had an address in a smaller collection: `person/ines`."""

    @property
    def corpus(self) -> Corpus:
        """The whole corpus."""
        self.lookups.add(EVERYTHING)
        return self._tables.corpus

    @property
    def cables(self) -> Sequence[Outline]:
        """The outlines of all held cables, in their order."""
        self.lookups.add(OUTLINES)
        return [item.outline for item in self._tables.stored.values()]

    def stored_cable(self, mrn: Mrn) -> StoredCable:
        """A held cable with its file."""
        self.lookups.add(("held", mrn))
        return self._tables.stored[mrn]

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
            sections = self._tables.outline(mrn).sections
            self._names[mrn] = {
                a: name for section in sections for a, name in section.names.items()
            }
        return self._names[mrn].get(anchor, "heading")

    def text_pages(self, mrn: Mrn) -> Mapping[Anchor, str]:
        """The page of each para of a held cable."""
        self.lookups.add(("outline", mrn))
        if mrn not in self._pages:
            self._pages[mrn] = urls.text_pages(self._tables.outline(mrn), mrn)
        return self._pages[mrn]

    def note_link(self, page: str, mrn: Mrn, place: Place) -> str:
        """Link from `page` to the note about words in a para, on one of the para's own pages."""
        home = self.text_pages(mrn).get(place.anchor, urls.full_page(mrn))
        at = page if page in {home, urls.full_page(mrn)} else home
        return site_links.link(
            page, at, anchors.note_anchor(place.anchor, place.block, place.start)
        )

    def links(self, mrn: Mrn) -> CableLinks:
        """The links, parts and citations of a cable."""
        self.lookups.add(("links", mrn))
        return self._tables.corpus.links.get(mrn) or CableLinks()

    def related(self, mrn: Mrn) -> Sequence[RelatedCable]:
        """The cables that have something rare in common with a cable, the most related first."""
        self.lookups.add(("related", mrn))
        return self._tables.corpus.related.get(mrn, ())

    def neighbours(self, mrn: Mrn) -> Neighbours:
        """The cables of the same post before and after a cable, by year and number."""
        self.lookups.add(("neighbours", mrn))
        return self._tables.neighbours[mrn]

    def group(self, kind: GroupKind, key: str) -> CableGroup:
        """The cables of a post or with a TAGS code, by its name in addresses, and their figures."""
        self.lookups.add((kind.value, key))
        return self._tables.groups.group((kind, key))

    def group_lines(self, kind: GroupKind) -> Sequence[GroupLine]:
        """The posts, or the TAGS codes, in the order of their addresses."""
        self.lookups.add((kind.value, ""))
        return self._tables.groups.lines(kind)

    @property
    def every_citation(self) -> Sequence[Citation]:
        """All citations, in the order of the citing cables and of their text."""
        self.lookups.add(EVERY_CITATION)
        return self._tables.corpus.citations

    @property
    def readings(self) -> Sequence[ReadingText]:
        """The texts of editors, in the order of their files."""
        self.lookups.add(READINGS)
        return self._tables.corpus.readings

    def quoted_in(self, mrn: Mrn) -> Sequence[QuotedIn]:
        """The readings that quote a cable, each with the para, in the order of their files."""
        self.lookups.add(("quoted in", mrn))
        return self._tables.quoted.get(mrn, ())

    @property
    def events(self) -> Sequence[Event]:
        """The dated events, in their order."""
        self.lookups.add(EVENTS)
        return self._tables.corpus.indexes.events

    def copies(self, mrn: Mrn) -> StoredCopies | None:
        """The copies of a cable; None if there is one only."""
        self.lookups.add(("copies", mrn))
        return self._tables.corpus.copies.get(mrn)

    @property
    def released(self) -> Sequence[ReleasedPassage]:
        """The passages that a later copy shows, in the order of cables and of their text."""
        self.lookups.add(RELEASED)
        return released_passages(self._tables.corpus)

    @property
    def releases(self) -> Sequence[ReleaseChanges]:
        """The releases of the edition, in the order in which they were recorded."""
        self.lookups.add(RELEASES)
        return self._tables.corpus.history.releases

    def release(self, key: str) -> ReleaseChanges:
        """A release, or what changed since the last one. Raises `KeyError` if there is none."""
        self.lookups.add(("release", key))
        return self._tables.corpus.history.by_key[key]

    def standing(self, mrn: Mrn) -> ReleaseName | None:
        """The release since which a cable is unchanged; None if it changed after the last one."""
        self.lookups.add(("standing", mrn))
        return self._tables.corpus.history.standing.get(mrn)

    @property
    def copy_numbers(self) -> Mapping[Mrn, tuple[ArchiveNumber, ...]]:
        """The archive numbers of copies other than the main ones, by cable."""
        self.lookups.add(COPY_NUMBERS)
        return numbers_of_copies(self._tables.corpus)

    def citations(self, mrn: Mrn) -> Sequence[Citation]:
        """The citations in a cable, held or not, in the order of its text."""
        self.lookups.add(("citations", mrn))
        return self._tables.citations.get(mrn, ())

    def uses_of(self, mrn: Mrn) -> Sequence[Use]:
        """The uses of abbreviations in a cable: alphabetically, then in the order of its text."""
        self.lookups.add(("uses", mrn))
        return self._tables.uses.get(mrn, ())

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
        return self._tables.named.get(mrn, ())

    def named_outside(self, mrn: Mrn) -> Sequence[OutsideName]:
        """Whom a cable names outside its paras, by entity: the person, how, and the words."""
        self.lookups.add(("outside", mrn))
        return self._tables.outside.get(mrn, ())

    def named_in(self, mrn: Mrn, para: Para) -> tuple[EntityMention, ...]:
        """The mentions of people, organisations and places in a para, in the order of its text."""
        self.lookups.add(("named", mrn))
        return self._paras(mrn).named.get(para.anchor, ())

    def para_link(self, page: str, mrn: Mrn, anchor: Anchor) -> str:
        """Link from `page` to a para of a held cable; within `page` if that has the whole cable."""
        if page == urls.full_page(mrn):
            return site_links.link(page, page, anchor)
        return site_links.link(page, self.text_pages(mrn).get(anchor, urls.full_page(mrn)), anchor)

    def digest(self, lookup: Lookup) -> Digest:
        """The digest of the value of a look-up; an empty value if it does not exist."""
        return self._digests.digest(lookup)

    def _paras(self, mrn: Mrn) -> ParaContents:
        if mrn not in self._para_contents:
            links = self._tables.corpus.links.get(mrn) or CableLinks()
            self._para_contents[mrn] = ParaContents(
                self._tables.uses.get(mrn, ()), links.mentions, self._tables.named.get(mrn, ())
            )
        return self._para_contents[mrn]
