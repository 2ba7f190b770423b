"""The stages in order: values in, values out; `disk` reads and writes.

Slow work is done one cable at a time, on a `CachedRunner`. The steps between these passes join the
results of all cables, and are short.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from generator.editions.guards import check_begins
from generator.editions.secrets import rules_of
from generator.editions.stage import withhold
from generator.execution.result_cache import CachedRunner, digest, digest_of
from generator.model import (
    INTERNAL_EDITION,
    Corpus,
    CuratedGlossary,
    Decisions,
    Edition,
    Secret,
    Source,
)
from generator.model.diagnostics import Severity
from generator.pipeline.connecting import connect, curated_digest
from generator.pipeline.source_parsing import (
    Found,
    ParseContext,
    ParseResult,
    Progress,
    collect_requests,
    held,
    parse,
    readings,
)

__all__ = ["EditionBuild", "Progress", "assemble", "build_edition", "count"]


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionBuild:
    """An edition of the cables, and what must not be in it."""

    corpus: Corpus
    secrets: tuple[Secret, ...]
    """What stands nowhere in the edition: for the check of its finished site alone."""
    touched: frozenset[str]
    """Names of the files of which something is withheld."""
    hits: Mapping[tuple[str, str], int]
    """How many places each item of a rule hit, by rule and item."""


def assemble(
    sources: Iterable[Source], curated: CuratedGlossary, progress: Progress = lambda name: None
) -> Corpus:
    """The cables with nothing withheld."""
    return build_edition(sources, curated, Decisions(), INTERNAL_EDITION, progress).corpus


def build_edition(
    sources: Iterable[Source],
    curated: CuratedGlossary,
    decisions: Decisions,
    edition: Edition,
    progress: Progress = lambda name: None,
    bench: CachedRunner | None = None,
) -> EditionBuild:
    """Parse all sources, withhold what the edition does not show, then connect the cables.

    Of two cables with one MRN the first file in order is kept. Raises `ReftelError` where a rule
    cannot hold.
    """
    bench, given = bench or CachedRunner(), list(sources)
    looked = ParseContext(rules_of(edition, decisions.rules), edition.detectors)
    parsed = parse(given, looked, progress, bench)
    kept, others = held(parsed)
    in_force = rules_of(edition, decisions.rules)
    check_begins(in_force, {one.read.mrn: one.read.stored.cable for one in kept})
    shown = withhold([p.read for p in kept], others, curated, decisions, edition, bench)
    corpus = Corpus(
        cables=shown.cables,
        diagnostics=(),
        curated=shown.curated,
        withheld=shown.withheld,
        tallies=shown.tallies,
        requests=collect_requests(kept, decisions, bench) if edition.for_editors else (),
        digest=digest(
            *map(digest_of, given), curated_digest(curated), digest_of((decisions, edition))
        ),
    )
    corpus, told = connect(corpus, readings(shown.cables, kept, bench), bench)
    return EditionBuild(
        corpus=replace(
            corpus,
            diagnostics=_in_order(
                parsed, [*shown.diagnostics, *told], shown.concealer.conceal_name
            ),
        ),
        secrets=shown.secrets,
        touched=shown.redacted_files,
        hits=shown.hits,
    )


def _in_order(
    parsed: list[ParseResult], found: Iterable[Found], shown_name: Callable[[str], str]
) -> tuple[Found, ...]:
    """What was found, in the order of the files; of one file in the order it was found."""
    order = {shown_name(source.name): index for index, source in enumerate(parsed)}
    return tuple(sorted(found, key=lambda one: order.get(one[0], 0)))


def count(corpus: Corpus, severity: Severity) -> int:
    """How many diagnostics weigh so much."""
    return sum(d.severity is severity for _, d in corpus.diagnostics)
