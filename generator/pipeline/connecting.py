"""What the cables have to do with each other: links, glossary, indexes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from generator.errors import reporting_faults
from generator.execution.result_cache import CachedRunner, Digest, digest, digest_of
from generator.glossary.cable_terms import CableTerms, Vocabulary, find_uses
from generator.glossary.glossary import build_vocabulary, join_terms
from generator.indexes.chronology import events
from generator.indexes.questions import questions
from generator.model import (
    CableLinks,
    Citation,
    Corpus,
    CuratedGlossary,
    ExternalTerm,
    Indexes,
    Mrn,
    StoredCable,
    Use,
)
from generator.model.diagnostics import Diagnostic
from generator.pipeline import connection_diagnostics as findings
from generator.pipeline.cable_summaries import CableSummary
from generator.pipeline.source_parsing import Found
from generator.resolve.cable_links import join_links, link_cable, mark_withheld
from generator.resolve.catalogue import Catalogue, make_catalogue


@dataclass(frozen=True, slots=True)
class ConnectionContext:
    """What a cable is connected with."""

    catalogue: Catalogue
    words: Vocabulary
    withheld: frozenset[Mrn]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConnectedCable:
    """One cable with what it leads to."""

    links: CableLinks
    """As far as the cable itself says: without who cites it, and the other parts of its message."""
    citations: tuple[Citation, ...]
    uses: tuple[Use, ...]
    diagnostics: tuple[Diagnostic, ...]
    """Which references and words lead to no page."""


def connect(
    corpus: Corpus, said: Sequence[CableSummary], bench: CachedRunner
) -> tuple[Corpus, list[Found]]:
    """The corpus with links, glossary and indexes, and what each cable's file showed.

    `said` is what the cables of the corpus say, in their order.
    """
    words = build_vocabulary([one.glossed for one in said], corpus.curated)
    known = ConnectionContext(
        make_catalogue(one.catalogue_entry for one in said), words, frozenset(corpus.withheld)
    )
    connected = _connected(corpus, known, said, bench)
    linked = {s.mrn: (c.links, c.citations) for s, c in zip(said, connected, strict=True)}
    links, citations = join_links(linked, [one.part for one in said if one.part is not None])
    glossed = [one.glossed for one in said]
    terms = join_terms(glossed, [one.uses for one in connected], words, corpus.curated)
    made = replace(
        corpus,
        links=links,
        citations=citations,
        terms=terms,
        indexes=Indexes(
            events=events(t for one in said for t in one.told),
            questions=questions(a for one in said for a in one.asked),
        ),
    )
    return made, list(_told(made, said, connected))


def _connected(
    corpus: Corpus, known: ConnectionContext, said: Sequence[CableSummary], bench: CachedRunner
) -> list[ConnectedCable]:
    """Each cable with what it leads to, which depends on what all others say."""
    others = (curated_digest(corpus.curated), digest_of([*corpus.withheld]))
    told = digest(*others, *(one.digest for one in said))
    items = [(item, one.glossed) for item, one in zip(corpus.cables, said, strict=True)]
    return list(bench.map(_connect, known, items, lambda item: digest(told, item[0].digest)))


def curated_digest(curated: CuratedGlossary) -> Digest:
    """The digest of what editors decided about short forms."""
    given = [_given(term) for term in curated.terms]
    return digest_of((given, sorted(curated.excluded), sorted(curated.withheld)))


def _given(term: ExternalTerm) -> tuple[object, ...]:
    """The same with its sets in order."""
    rest = (term.abbreviation, term.sense, term.spellings, term.also_written, term.former)
    return (*rest, sorted(term.posts), sorted(term.cables))


def _connect(known: ConnectionContext, item: tuple[StoredCable, CableTerms]) -> ConnectedCable:
    filed, glossed = item
    with reporting_faults(filed.name):
        links, citations = link_cable(filed.cable, glossed.mrn, known.catalogue)
        shown = mark_withheld(links, known.withheld)
        return ConnectedCable(
            links=shown,
            citations=tuple(c for c in citations if c.cited not in known.withheld),
            uses=tuple(find_uses(filed.cable, glossed, known.words)),
            diagnostics=tuple(findings.link_diagnostics(filed.cable, shown)),
        )


def _told(
    corpus: Corpus, said: Sequence[CableSummary], connected: Sequence[ConnectedCable]
) -> Iterator[Found]:
    """What was found in each cable by itself, then among the others."""
    for item, one in zip(corpus.cables, said, strict=True):
        yield from ((item.name, d) for d in one.diagnostics)
    open_terms = findings.open_terms(corpus.terms)
    for item, one, links in zip(corpus.cables, said, connected, strict=True):
        yield from ((item.name, d) for d in (*links.diagnostics, *open_terms.get(one.mrn, ())))
