"""What connecting the cables showed: words that are no link, short forms that need an editor."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.model import (
    Anchor,
    Cable,
    CableLinks,
    Mrn,
    ResolvedTarget,
    Term,
    UnheldCable,
    UseStatus,
    WithheldCable,
    reason,
)
from generator.model.diagnostics import Diagnostic, diagnostic

MAX_NAMED = 12
"""Short forms that one message names."""


def link_diagnostics(cable: Cable, links: CableLinks) -> Iterator[Diagnostic]:
    """References and words that lead to no page of a cable, each with the reason."""
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
                reason=reason(outcome),
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
                "reference-not-linked",
                line=lines.get(mention.place.anchor),
                text=mention.words,
                reason=reason(mention.outcome),
            )


def open_terms(terms: Iterable[Term]) -> dict[Mrn, list[Diagnostic]]:
    """Of each cable, its short forms that are not known or have several meanings."""
    found: dict[Mrn, dict[str, list[str]]] = {}
    codes = {UseStatus.CONFLICT: "term-conflict", UseStatus.UNDEFINED: "term-undefined"}
    for term in terms:
        for mrn, code in {(m, codes[u.status]) for m, u in term.uses if u.status in codes}:
            found.setdefault(mrn, {}).setdefault(code, []).append(term.abbreviation)
    return {
        mrn: [_open_diagnostic(code, shorts) for code, shorts in sorted(by_code.items())]
        for mrn, by_code in found.items()
    }


def _open_diagnostic(code: str, shorts: list[str]) -> Diagnostic:
    named = ", ".join(shorts[:MAX_NAMED])
    if len(shorts) > MAX_NAMED:
        named += f" and {len(shorts) - MAX_NAMED} more"
    return diagnostic(code, count=len(shorts), shorts=named)
