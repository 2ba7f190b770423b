"""The stages in their order. Values in, values out; reading and writing is done by `disk`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from generator import findings
from generator.diagnostics import Diagnostic, Severity, diagnostic
from generator.glossary.glossary import define
from generator.indexes.chronology import events
from generator.indexes.questions import questions
from generator.model import (
    Cable,
    Corpus,
    Curated,
    Filed,
    Indexes,
    Mrn,
    Source,
    full_year,
    split_mrn,
)
from generator.parse.cable import parse_cable
from generator.resolve.links import link_corpus

Progress = Callable[[str], None]
"""Called with the name of each source when it has been parsed."""

STOPS = frozenset({"not-a-cable", "file-empty", "mrn-missing"})
"""Diagnostics of a source that gives no cable to build."""


Stage = Callable[[Corpus], Corpus]


def link(corpus: Corpus) -> Corpus:
    """The corpus with its cables linked."""
    links, citations = link_corpus(corpus.filed)
    return replace(corpus, links=links, citations=citations)


def index(corpus: Corpus) -> Corpus:
    """The corpus with its chronology and its questions."""
    found = Indexes(events=events(corpus.filed), questions=questions(corpus.filed))
    return replace(corpus, indexes=found)


STAGES: tuple[Stage, ...] = (link, define, index)
"""What is found out about the cables together, in running order."""


def assemble(
    sources: Iterable[Source], curated: Curated, progress: Progress = lambda name: None
) -> Corpus:
    """Parse all sources, then run the stages.

    Of two cables with one MRN the first file in order is kept.
    """
    filed: dict[Mrn, Filed] = {}
    found: list[tuple[str, Diagnostic]] = []
    order: dict[str, int] = {}
    for source in sources:
        order[source.name] = len(order)
        found.extend((source.name, d) for d in source.diagnostics)
        cable = _parse(source, found)
        progress(source.name)
        if cable is None or cable.id is None:
            continue
        if cable.id in filed:
            other = filed[cable.id].name
            found.append((source.name, diagnostic("mrn-duplicate", mrn=cable.id, other=other)))
        else:
            filed[cable.id] = Filed(name=source.name, cable=cable)
    in_order = tuple(sorted(filed.values(), key=lambda f: _sort_key(f.cable)))
    corpus = Corpus(filed=in_order, diagnostics=(), curated=curated)
    for stage in STAGES:
        corpus = stage(corpus)
    found.extend(findings.find(corpus))
    return replace(corpus, diagnostics=tuple(sorted(found, key=lambda told: order[told[0]])))


def _parse(source: Source, found: list[tuple[str, Diagnostic]]) -> Cable | None:
    """The source's cable; None where there is none to build."""
    if source.text is None:
        return None
    cable = parse_cable(source.text, name=source.name.rpartition("/")[2].rpartition(".")[0])
    found.extend((source.name, d) for d in cable.diagnostics)
    stopped = any(d.code in STOPS for d in cable.diagnostics)
    return None if stopped else cable


def _sort_key(cable: Cable) -> tuple[int, str, int]:
    """By year, post and number; 1966 to 1999 stand before 2000."""
    year, post, number = split_mrn(cable.id or "") or (0, cable.id or "", 0)
    return (full_year(year), post, number)


def count(corpus: Corpus, severity: Severity) -> int:
    """How many diagnostics weigh so much."""
    return sum(d.severity is severity for _, d in corpus.diagnostics)
