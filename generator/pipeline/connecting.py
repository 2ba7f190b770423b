"""Connects the cables: links, glossary, indexes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from generator.errors import reporting_faults
from generator.execution.result_cache import CachedRunner, Digest, digest, digest_of
from generator.glossary.cable_terms import CableTerms, Vocabulary, find_uses, ordinary_words
from generator.glossary.glossary import build_vocabulary, join_terms
from generator.indexes.chronology import join_events
from generator.indexes.questions import join_questions
from generator.model import (
    CableLinks,
    Citation,
    Corpus,
    CuratedGlossary,
    ExternalTerm,
    Indexes,
    Mrn,
    SharedText,
    StoredCable,
    Use,
)
from generator.model.diagnostics import Diagnostic
from generator.pipeline.cable_summaries import CableSummary
from generator.pipeline.citing_words import with_citing_words
from generator.pipeline.connection_diagnostics import link_diagnostics, term_diagnostics
from generator.pipeline.source_parsing import FileDiagnostic
from generator.resolve.cable_links import (
    join_links,
    link_cable,
    linked_cables,
    mark_withheld,
)
from generator.resolve.catalogue import Catalogue, make_catalogue
from generator.resolve.related import CableProfile, cable_profile, related_cables
from generator.resolve.same_text import shared_text, similar_pairs


@dataclass(frozen=True, slots=True)
class ConnectionContext:
    """What connecting a cable depends on, besides the cable."""

    catalogue: Catalogue
    vocabulary: Vocabulary
    withheld: frozenset[Mrn]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConnectedCable:
    """The links and terms of one cable."""

    links: CableLinks
    """Links from the cable, without those to it and to the other parts of its message."""
    citations: tuple[Citation, ...]
    uses: tuple[Use, ...]
    ordinary_words: frozenset[str]
    """Words in capitals, of any cable, that this cable writes in small letters."""
    diagnostics: tuple[Diagnostic, ...]
    """References and words that are not linked."""


def connect(
    corpus: Corpus, summaries: Sequence[CableSummary], runner: CachedRunner
) -> tuple[Corpus, list[FileDiagnostic]]:
    """The corpus with links, glossary and indexes, and the diagnostics of the cables.

    `summaries` are those of the cables of the corpus, in their order.
    """
    terms = [summary.terms for summary in summaries]
    context = ConnectionContext(
        make_catalogue(summary.catalogue_entry for summary in summaries),
        build_vocabulary(terms, corpus.curated),
        frozenset(corpus.withheld),
    )
    connected = _connect_cables(corpus, context, summaries, runner)
    links, citations = join_links(
        {s.mrn: (c.links, c.citations) for s, c in zip(summaries, connected, strict=True)},
        [summary.part for summary in summaries if summary.part is not None],
    )
    same_text = _same_text(corpus, summaries, runner)
    related = related_cables(
        [
            _profile(stored, summary, cable)
            for stored, summary, cable in zip(corpus.cables, summaries, connected, strict=True)
        ],
        {mrn: linked_cables(of) for mrn, of in links.items()},
    )
    corpus = replace(
        corpus,
        links={m: replace(of, same_text=tuple(same_text.get(m, ()))) for m, of in links.items()},
        related=related,
        citations=citations,
        terms=join_terms(
            terms,
            [cable.uses for cable in connected],
            context.vocabulary,
            corpus.curated,
            frozenset().union(*(cable.ordinary_words for cable in connected)),
        ),
        indexes=Indexes(
            events=join_events(date for summary in summaries for date in summary.dates),
            questions=join_questions(use for summary in summaries for use in summary.questions),
        ),
    )
    return corpus, list(_diagnostics(corpus, summaries, connected))


def _profile(stored: StoredCable, summary: CableSummary, cable: ConnectedCable) -> CableProfile:
    return cable_profile(
        stored.outline,
        summary.mrn,
        cited=[citation.cited for citation in cable.citations],
        abbreviations=[use.abbreviation for use in cable.uses],
        questions=[question.key for question in summary.questions],
    )


def _connect_cables(
    corpus: Corpus,
    context: ConnectionContext,
    summaries: Sequence[CableSummary],
    runner: CachedRunner,
) -> list[ConnectedCable]:
    """Each cable with its links and terms, which depend on the summaries of all others."""
    others = digest(
        curated_digest(corpus.curated),
        digest_of([*corpus.withheld]),
        *(summary.digest for summary in summaries),
    )
    items = [
        (cable, summary.terms) for cable, summary in zip(corpus.cables, summaries, strict=True)
    ]
    return list(
        runner.map(_connect_cable, context, items, lambda item: digest(others, item[0].digest))
    )


def _same_text(
    corpus: Corpus, summaries: Sequence[CableSummary], runner: CachedRunner
) -> dict[Mrn, list[SharedText]]:
    """The cables that share most of their text with each cable, the most similar first."""
    pairs = [
        (corpus.cables[first], corpus.cables[second])
        for first, second in similar_pairs([summary.sample for summary in summaries])
    ]
    compared = runner.map(
        _compare, None, pairs, lambda pair: digest(*(stored.digest for stored in pair))
    )
    same_text: dict[Mrn, list[SharedText]] = {}
    for shared in filter(None, compared):
        for of_one, other in (shared, shared[::-1]):
            same_text.setdefault(other.mrn, []).append(of_one)
    for others in same_text.values():
        others.sort(key=lambda other: (-other.shared, other.mrn))
    return same_text


def _compare(
    context: None, pair: tuple[StoredCable, StoredCable]
) -> tuple[SharedText, SharedText] | None:
    first, second = pair
    assert first.mrn is not None
    assert second.mrn is not None
    return shared_text(first.cable, first.mrn, second.cable, second.mrn)


def curated_digest(curated: CuratedGlossary) -> Digest:
    """The digest of the curated glossary."""
    terms = [_sorted_fields(term) for term in curated.terms]
    return digest_of((terms, sorted(curated.excluded), sorted(curated.withheld)))


def _sorted_fields(term: ExternalTerm) -> tuple[object, ...]:
    """The fields of a term, sets as sorted lists: the order of a set differs between processes."""
    rest = (
        term.abbreviation,
        term.sense,
        term.spellings,
        term.also_written,
        term.former,
        term.years,
    )
    return (*rest, sorted(term.posts), sorted(term.cables))


def _connect_cable(
    context: ConnectionContext, item: tuple[StoredCable, CableTerms]
) -> ConnectedCable:
    stored, terms = item
    with reporting_faults(stored.name):
        links, citations = link_cable(stored.cable, terms.mrn, context.catalogue)
        links = mark_withheld(links, context.withheld)
        shown = [c for c in citations if c.cited not in context.withheld]
        return ConnectedCable(
            links=links,
            citations=tuple(with_citing_words(stored.cable, links, shown)),
            uses=tuple(find_uses(stored.cable, terms, context.vocabulary)),
            ordinary_words=ordinary_words(stored.cable, context.vocabulary),
            diagnostics=tuple(link_diagnostics(stored.cable, links)),
        )


def _diagnostics(
    corpus: Corpus, summaries: Sequence[CableSummary], connected: Sequence[ConnectedCable]
) -> Iterator[FileDiagnostic]:
    """The diagnostics of parsing each cable, then those of connecting it."""
    for stored, summary in zip(corpus.cables, summaries, strict=True):
        yield from ((stored.name, d) for d in summary.diagnostics)
    of_terms = term_diagnostics(corpus.terms)
    for stored, summary, cable in zip(corpus.cables, summaries, connected, strict=True):
        diagnostics = (*cable.diagnostics, *of_terms.get(summary.mrn, ()))
        yield from ((stored.name, d) for d in diagnostics)
