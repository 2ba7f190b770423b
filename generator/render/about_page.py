"""The page about the edition: how the text was made, by which rules, with what outcome."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TypeVar, assert_never

from generator.model import (
    REPAIR_RULES,
    AmbiguousTarget,
    CableStatistics,
    Corpus,
    Fate,
    NotACable,
    Page,
    Resolution,
    ResolvedTarget,
    Septel,
    UnheldCable,
    UnresolvedTarget,
    UseStatus,
    WithheldCable,
)
from generator.model.diagnostics import CODES, Severity
from generator.render import urls
from generator.render.page_context import PageContext
from generator.render.reader_labels import FATES, FINDINGS, OUTCOMES, STATUSES
from generator.render.renderer import Renderer

Row = tuple[str, str]
"""What is counted, and how often it was met."""


def about_page(renderer: Renderer, context: PageContext) -> Page:
    """The page, with every count from the values of which the site is made."""
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
        paras=_shown(sum(c.paras for c in cables)),
        lines=_shown(sum(sum(f.fates.values()) for f in figures)),
        fates=fate_rows(figures),
        repairs=_shown(sum(sum(f.repairs.values()) for f in figures)),
        repair_rows=repair_rows(figures),
        for_readers=finding_rows(corpus, for_readers=True),
        for_editors=[row for row in finding_rows(corpus, for_readers=False) if row[3] != "0"],
        severities=severity_counts(corpus) if context.info.edition.for_editors else {},
        references=reference_rows(corpus),
        terms=_shown(len(corpus.terms)),
        statuses=status_rows(corpus),
        sections=sum(len(c.sections) for c in cables),
        derived=sum(s.derived for c in cables for s in c.sections),
        pages_missing=sum(f.pages_missing for f in figures),
        cables_missing_pages=sum(bool(f.pages_missing) for f in figures),
        links={name: urls.link(urls.ABOUT, page) for name, page in _PAGES.items()},
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
    """Every rule of repair with how many repairs it made."""
    made = _sum(of.repairs for of in figures)
    return [(what, _shown(made[rule])) for rule, what in REPAIR_RULES.items()]


def fate_rows(figures: Iterable[CableStatistics]) -> list[Row]:
    """What became of the lines; of a line with several fates the first counts.

    The numbers add up to all lines.
    """
    found = _sum(of.fates for of in figures)
    return [(FATES[fate], _shown(found[fate])) for fate in Fate if found[fate]]


K = TypeVar("K")


def _sum(counts: Iterable[Mapping[K, int]]) -> Counter[K]:
    total: Counter[K] = Counter()
    for count in counts:
        total.update(count)
    return total


def finding_rows(corpus: Corpus, *, for_readers: bool) -> list[tuple[str, str, str, str]]:
    """The kinds of findings for readers, or the others: code, severity, words, how many."""
    found = Counter(d.code for _, d in corpus.diagnostics)
    return [
        (code, kind.severity.value, FINDINGS[code], _shown(found[code]))
        for code, kind in CODES.items()
        if kind.for_readers is for_readers
    ]


def severity_counts(corpus: Corpus) -> dict[str, str]:
    """How many errors, warnings and notes there are, by severity."""
    found = Counter(d.severity for _, d in corpus.diagnostics)
    return {severity.value: _shown(found[severity]) for severity in Severity}


def reference_rows(corpus: Corpus) -> list[tuple[str, str, str]]:
    """What the entries of REF lines and words in the text led to: outcome, both numbers."""
    links = corpus.links.values()
    entries = Counter(_kind(outcome) for of in links for outcome in of.references)
    words = Counter(_kind(mention.outcome) for of in links for mention in of.mentions)
    return [(told, _shown(entries[kind]), _shown(words[kind])) for kind, told in OUTCOMES.items()]


def status_rows(corpus: Corpus) -> list[Row]:
    """How it is known what short forms mean, counted by their uses in the text."""
    found = Counter(use.status for term in corpus.terms for _, use in term.uses)
    return [(STATUSES[status], _shown(found[status])) for status in UseStatus]


def _kind(outcome: Resolution) -> str:
    match outcome:
        case ResolvedTarget():
            return "resolved"
        case UnheldCable():
            return "not held"
        case WithheldCable():
            return "withheld"
        case AmbiguousTarget():
            return "ambiguous"
        case Septel():
            return "unwritten"
        case NotACable():
            return "no cable"
        case UnresolvedTarget():
            return "unreadable"
        case _:
            assert_never(outcome)


def _shown(number: int) -> str:
    return f"{number:,}"
