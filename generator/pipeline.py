"""The stages in their order. Values in, values out; reading and writing is done by `disk`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from generator import findings
from generator.diagnostics import Diagnostic, Severity, diagnostic
from generator.editions.requests import handling_requests
from generator.editions.stage import Read, withhold
from generator.glossary.glossary import define
from generator.indexes.chronology import events
from generator.indexes.questions import questions
from generator.model import (
    EVERYTHING,
    Cable,
    Corpus,
    Curated,
    Decisions,
    Edition,
    HandlingRequest,
    Indexes,
    Mrn,
    Secret,
    Source,
    full_year,
    split_mrn,
)
from generator.parse.cable import parse_cable
from generator.resolve.links import link_corpus, without_withheld

Progress = Callable[[str], None]
"""Called with the name of each source when it has been parsed."""

STOPS = frozenset({"not-a-cable", "file-empty", "mrn-missing"})
"""Diagnostics of a source that gives no cable to build."""


Stage = Callable[[Corpus], Corpus]


def link(corpus: Corpus) -> Corpus:
    """The corpus with its cables linked; a cable that is withheld is no cable to be asked for."""
    links, citations = link_corpus(corpus.filed)
    return replace(
        corpus,
        links=without_withheld(links, corpus.withheld.keys()),
        citations=tuple(c for c in citations if c.cited not in corpus.withheld),
    )


def index(corpus: Corpus) -> Corpus:
    """The corpus with its chronology and its questions."""
    found = Indexes(events=events(corpus.filed), questions=questions(corpus.filed))
    return replace(corpus, indexes=found)


STAGES: tuple[Stage, ...] = (link, define, index)
"""What is found out about the cables together, in running order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assembled:
    """An edition of the cables, and what must not be in it."""

    corpus: Corpus
    secrets: tuple[Secret, ...]
    """What stands nowhere in the edition: for the check of its finished site alone."""
    touched: frozenset[str]
    """Names of the files of which something is withheld."""


def assemble(
    sources: Iterable[Source], curated: Curated, progress: Progress = lambda name: None
) -> Corpus:
    """The cables with nothing withheld."""
    return publish(sources, curated, Decisions(), EVERYTHING, progress).corpus


def publish(
    sources: Iterable[Source],
    curated: Curated,
    decisions: Decisions,
    edition: Edition,
    progress: Progress = lambda name: None,
) -> Assembled:
    """Parse all sources, withhold what the edition does not show, then run the stages.

    Of two cables with one MRN the first file in order is kept. Raises `ReftelError` where a rule
    cannot hold.
    """
    kept: dict[Mrn, Read] = {}
    found: list[tuple[str, Diagnostic]] = []
    order: dict[str, int] = {}
    for source in sources:
        order[source.name] = len(order)
        found.extend((source.name, d) for d in source.diagnostics)
        cable = _parse(source)
        progress(source.name)
        if cable is None or source.text is None:
            continue
        if cable.id is None or _stops(cable):
            found.extend((source.name, d) for d in cable.diagnostics)
            continue
        if cable.id in kept:
            other = kept[cable.id].name
            double = diagnostic("mrn-duplicate", mrn=cable.id, other=other)
            found.extend((source.name, d) for d in (*cable.diagnostics, double))
        else:
            kept[cable.id] = Read(name=source.name, text=source.text, cable=cable)
    read = sorted(kept.values(), key=lambda item: _sort_key(item.cable))
    shown = withhold(read, curated, decisions, edition)
    corpus = Corpus(
        filed=shown.filed,
        diagnostics=(),
        curated=shown.curated,
        withheld=shown.withheld,
        tallies=shown.tallies,
        requests=handling_requests((r.cable for r in read), decisions)
        if edition.for_editors
        else (),
    )
    for stage in STAGES:
        corpus = stage(corpus)
    found = shown.concealed(found)
    found += [(item.name, d) for item in shown.filed for d in item.cable.diagnostics]
    found += findings.find(corpus)
    told = tuple(sorted(found, key=lambda item: order.get(item[0], 0)))
    return Assembled(
        corpus=replace(corpus, diagnostics=told), secrets=shown.secrets, touched=shown.touched
    )


def requests(sources: Iterable[Source], decisions: Decisions) -> tuple[HandlingRequest, ...]:
    """What the cables ask to be withheld, and what editors made of it."""
    parsed = (cable for source in sources if (cable := _parse(source)) and not _stops(cable))
    return handling_requests(sorted(parsed, key=_sort_key), decisions)


def _parse(source: Source) -> Cable | None:
    """The source's cable; None where it is no text."""
    if source.text is None:
        return None
    return parse_cable(source.text, name=source.name.rpartition("/")[2].rpartition(".")[0])


def _stops(cable: Cable) -> bool:
    """Whether there is no cable to build."""
    return cable.id is None or any(d.code in STOPS for d in cable.diagnostics)


def _sort_key(cable: Cable) -> tuple[int, str, int]:
    """By year, post and number; 1966 to 1999 stand before 2000."""
    year, post, number = split_mrn(cable.id or "") or (0, cable.id or "", 0)
    return (full_year(year), post, number)


def count(corpus: Corpus, severity: Severity) -> int:
    """How many diagnostics weigh so much."""
    return sum(d.severity is severity for _, d in corpus.diagnostics)
