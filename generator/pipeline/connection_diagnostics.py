"""Diagnostics of connecting the cables: missing links, abbreviations that need an editor."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.model import (
    Anchor,
    Cable,
    CableLinks,
    Corpus,
    Mrn,
    ResolvedTarget,
    Term,
    UnheldCable,
    UseStatus,
    WithheldCable,
    outcome_reason,
)
from generator.model.diagnostics import Diagnostic, diagnostic
from generator.organisations.doubtful_bodies import pairs_alike

MAX_NAMED = 12
"""Abbreviations listed in one message."""


def link_diagnostics(cable: Cable, links: CableLinks) -> Iterator[Diagnostic]:
    """A diagnostic for each reference or mention that is not a link to a cable, with the reason."""
    for reference, outcome in zip(cable.header.references, links.references, strict=True):
        if isinstance(outcome, UnheldCable):
            yield diagnostic(
                "reference-not-held",
                line=reference.span.line,
                text=reference.raw,
                mrn=outcome.target,
            )
        elif not isinstance(outcome, ResolvedTarget | WithheldCable):
            yield diagnostic(
                "reference-not-linked",
                line=reference.span.line,
                text=reference.raw,
                reason=outcome_reason(outcome),
            )
    lines: dict[Anchor, int] = {para.anchor: para.span.line for para in cable.paras}
    for mention in links.mentions:
        if isinstance(mention.outcome, UnheldCable):
            yield diagnostic(
                "reference-not-held",
                line=lines.get(mention.place.anchor),
                text=mention.words,
                mrn=mention.outcome.target,
            )
        elif not isinstance(mention.outcome, ResolvedTarget | WithheldCable):
            yield diagnostic(
                "mention-not-linked",
                line=lines.get(mention.place.anchor),
                text=mention.words,
                reason=outcome_reason(mention.outcome),
            )


def term_diagnostics(terms: Iterable[Term]) -> dict[Mrn, list[Diagnostic]]:
    """Diagnostics, by cable, of abbreviations that have no meaning or several."""
    codes = {UseStatus.CONFLICT: "term-conflict", UseStatus.UNDEFINED: "term-undefined"}
    open_terms: dict[Mrn, dict[str, list[str]]] = {}
    for term in terms:
        for mrn, code in {(m, codes[u.status]) for m, u in term.uses if u.status in codes}:
            open_terms.setdefault(mrn, {}).setdefault(code, []).append(term.abbreviation)
    return {
        mrn: [_term_diagnostic(code, names) for code, names in sorted(by_code.items())]
        for mrn, by_code in open_terms.items()
    }


def name_diagnostics(corpus: Corpus) -> Iterator[tuple[str, Diagnostic]]:
    """Diagnostics, with their files, of names that may be one organisation."""
    alike = pairs_alike(corpus.entities)
    for stored in corpus.cables:
        pairs = alike.get(stored.mrn, []) if stored.mrn is not None else []
        if pairs:
            listed = "; ".join(f"{short} - {long}" for short, long in pairs[:MAX_NAMED])
            fault = diagnostic("organisation-alike", count=len(pairs), pairs=listed)
            yield stored.name, fault


def _term_diagnostic(code: str, abbreviations: list[str]) -> Diagnostic:
    listed = ", ".join(abbreviations[:MAX_NAMED])
    if len(abbreviations) > MAX_NAMED:
        listed += f" and {len(abbreviations) - MAX_NAMED} more"
    return diagnostic(code, count=len(abbreviations), shorts=listed)
