"""The page about the edition: how the text was prepared, by which rules, with what results."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TypeVar

from generator.model import (
    REPAIR_RULES,
    CableStatistics,
    Corpus,
    Fate,
    Page,
    UseStatus,
    outcome_name,
)
from generator.model.diagnostic_codes import CODES, Severity
from generator.render import site_links, urls
from generator.render.packet_page import has_packets
from generator.render.page_context import PageContext
from generator.render.reader_labels import FATES, FINDINGS, OUTCOMES, STATUSES
from generator.render.renderer import Renderer

Row = tuple[str, str]
"""A label and its count."""


def about_page(renderer: Renderer, context: PageContext) -> Page:
    """The page, with every count taken from the corpus; counts of findings are for editors only."""
    corpus = context.corpus
    cables = [item.outline for item in corpus.cables]
    figures = [item.statistics for item in corpus.cables]
    refused = {name for name, d in corpus.diagnostics if d.severity is Severity.ERROR}
    refused -= {item.name for item in corpus.cables}
    return renderer.page(
        urls.ABOUT,
        "about.md.j2",
        {"title": "About this edition"},
        name=context.info.name,
        version=context.info.version,
        files=len(cables) + len(refused),
        refused=len(refused),
        cables=len(cables),
        paras=_thousands(sum(c.paras for c in cables)),
        lines=_thousands(sum(sum(f.fates.values()) for f in figures)),
        fates=fate_rows(figures),
        repairs=_thousands(sum(sum(f.repairs.values()) for f in figures)),
        repair_rows=repair_rows(figures),
        corrections=_thousands(sum(item.corrections for item in figures)),
        for_readers=finding_rows(corpus, for_readers=True),
        readers_findings=[
            row[2] for row in finding_rows(corpus, for_readers=True) if row[3] != "0"
        ],
        for_editors=[row for row in finding_rows(corpus, for_readers=False) if row[3] != "0"],
        severities=severity_counts(corpus) if context.info.edition.for_editors else {},
        references=reference_rows(corpus),
        terms=_thousands(len(corpus.terms)),
        statuses=status_rows(corpus),
        sections=sum(len(c.sections) for c in cables),
        derived=sum(s.derived for c in cables for s in c.sections),
        pages_missing=sum(f.pages_missing for f in figures),
        cables_missing_pages=sum(bool(f.pages_missing) for f in figures),
        links={name: site_links.link(urls.ABOUT, page) for name, page in _PAGES.items()}
        | {"packet": site_links.link(urls.ABOUT, urls.PACKET) if has_packets(context) else ""},
    )


_PAGES = {
    "cables": urls.CABLES,
    "references": urls.REFERENCES,
    "glossary": urls.GLOSSARY,
    "open_terms": urls.OPEN_TERMS,
    "chronology": urls.CHRONOLOGY,
    "exports": urls.EXPORTS,
}


def repair_rows(figures: Iterable[CableStatistics]) -> list[Row]:
    """Every repair rule with its number of repairs."""
    repairs = _sum(item.repairs for item in figures)
    return [(label, _thousands(repairs[rule])) for rule, label in REPAIR_RULES.items()]


def fate_rows(figures: Iterable[CableStatistics]) -> list[Row]:
    """What became of the lines; a line with several fates counts once, by the first.

    The counts add up to the number of lines.
    """
    lines = _sum(item.fates for item in figures)
    return [(FATES[fate], _thousands(lines[fate])) for fate in Fate if lines[fate]]


K = TypeVar("K")


def _sum(counts: Iterable[Mapping[K, int]]) -> Counter[K]:
    total: Counter[K] = Counter()
    for count in counts:
        total.update(count)
    return total


def finding_rows(corpus: Corpus, *, for_readers: bool) -> list[tuple[str, str, str, str]]:
    """The kinds of findings for readers, or the others: code, severity, label, count."""
    counts = Counter(d.code for _, d in corpus.diagnostics)
    return [
        (code, kind.severity.value, FINDINGS[code], _thousands(counts[code]))
        for code, kind in CODES.items()
        if kind.for_readers is for_readers
    ]


def severity_counts(corpus: Corpus) -> dict[str, str]:
    """The number of errors, warnings and notes, by severity."""
    counts = Counter(d.severity for _, d in corpus.diagnostics)
    return {severity.value: _thousands(counts[severity]) for severity in Severity}


def reference_rows(corpus: Corpus) -> list[tuple[str, str, str]]:
    """Outcomes of references: label, count in REF lines, count in the text."""
    links = corpus.links.values()
    entries = Counter(outcome_name(outcome) for cable in links for outcome in cable.references)
    words = Counter(outcome_name(mention.outcome) for cable in links for mention in cable.mentions)
    return [
        (label, _thousands(entries[kind]), _thousands(words[kind]))
        for kind, label in OUTCOMES.items()
    ]


def status_rows(corpus: Corpus) -> list[Row]:
    """Where the meanings of abbreviations come from, with the number of uses in the text."""
    counts = Counter(use.status for term in corpus.terms for _, use in term.uses)
    return [(STATUSES[status], _thousands(counts[status])) for status in UseStatus]


def _thousands(number: int) -> str:
    return f"{number:,}"
