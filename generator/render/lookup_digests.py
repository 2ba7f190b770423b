"""Digests of what pages look up: a page is made again if one of them differs."""

from __future__ import annotations

from generator.execution.result_cache import Digest, digest, digest_of
from generator.model import Mrn
from generator.render.cable_groups import GroupKind
from generator.render.lookup_tables import LookupTables, numbers_of_copies, released_passages
from generator.render.lookups import (
    EVERYTHING,
    Lookup,
    entity_values,
    event_values,
    named_values,
    term_values,
    use_values,
)


class LookupDigests:
    """The digests of the values in the tables of a corpus, each made once."""

    def __init__(self, tables: LookupTables) -> None:
        self._tables = tables
        self._digests: dict[Lookup, Digest] = {EVERYTHING: tables.corpus.digest}

    def digest(self, lookup: Lookup) -> Digest:
        """The digest of the value of a look-up; an empty value if it does not exist."""
        if lookup not in self._digests:
            self._digests[lookup] = self._digest(*lookup)
        return self._digests[lookup]

    def _whole_digest(self, table: str) -> Digest | None:
        """The digest of a table that is looked up as a whole; None for any other."""
        tables, corpus = self._tables, self._tables.corpus
        match table:
            case GroupKind.POST | GroupKind.TAGS:
                return digest_of(tables.groups.lines(GroupKind(table)))
            case "outlines":
                return digest(*(item.outline_digest for item in tables.stored.values()))
            case "readings":
                return digest_of(corpus.readings)
            case "copy numbers":
                return digest_of([*numbers_of_copies(corpus).items()])
            case "released":
                return digest_of(released_passages(corpus))
            case "releases":
                return digest_of(corpus.history.releases)
            case "events":
                return digest_of([event_values(event) for event in corpus.indexes.events])
            case "citations":
                return digest_of(corpus.citations)
        return None

    def _digest(self, table: str, name: str) -> Digest:
        tables, corpus = self._tables, self._tables.corpus
        whole = self._whole_digest(table) if not name else None
        if whole is not None:
            return whole
        match table:
            case GroupKind.POST | GroupKind.TAGS:
                return tables.groups.digest((GroupKind(table), name))
            case "held":
                return tables.stored[Mrn(name)].digest if name in tables.stored else b""
            case "outline":
                return tables.stored[Mrn(name)].outline_digest if name in tables.stored else b""
            case "term":
                return digest_of(term_values(tables.terms.get(name)))
            case "question":
                return digest_of(tables.questions.get(name))
            case "senses":
                return digest_of(tables.senses(name) if name in tables.terms else None)
            case "uses":
                return digest_of([*map(use_values, tables.uses.get(Mrn(name), ()))])
            case "entity":
                return digest_of(entity_values(tables.entities.get(name)))
            case "profile":
                return digest_of(tables.profile(name) if name in tables.entities else None)
            case "bodies":
                return digest_of(tables.bodies.get(name))
            case "moved":
                return digest_of(tables.moved.get(name))
            case "named":
                return digest_of([*map(named_values, tables.named.get(Mrn(name), ()))])
            case "outside":
                names = tables.outside.get(Mrn(name), ())
                return digest_of([(person.id, how, words) for person, how, words in names])
            case "quoted in":
                return digest_of(tables.quoted.get(Mrn(name)))
            case "series":
                return digest_of(tables.series.get(name))
            case "links":
                return digest_of(corpus.links.get(Mrn(name)))
            case "copies":
                return corpus.copies[Mrn(name)].digest if name in corpus.copies else b""
            case "release":
                return digest_of(corpus.history.by_key.get(name))
            case "standing":
                return digest_of(corpus.history.standing.get(Mrn(name)))
            case "related":
                return digest_of(corpus.related.get(Mrn(name)))
            case "neighbours":
                return digest_of(tables.neighbours.get(Mrn(name)))
            case "citations":
                return digest_of(tables.citations.get(Mrn(name)))
        raise ValueError(f"unknown table: {table}")
