"""What is wrong with the copies of a collection: what an archivist mends or replaces next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from generator.model import GapKind, Outline
from generator.model.diagnostic_codes import Severity
from generator.render.page_context import PageContext


class CopyState(StrEnum):
    """A kind of fault of a copy; the value is its name for readers."""

    FAILED = "File without a cable"
    NO_TEXT = "No text"
    TRUNCATED = "Truncated"
    HEADER = "Header incomplete"
    PAGES_MISSING = "Pages or sections missing"
    NUMBERING = "Paragraph numbers skipped or repeated"
    GARBLED = "Garbled"
    GAPS = "Passages withheld or left out"
    SEVERAL = "Several copies"


NEXT_STEPS: Mapping[CopyState, str] = {
    CopyState.FAILED: "Compare the file with others, or remove it.",
    CopyState.NO_TEXT: "Look for the text in another copy.",
    CopyState.TRUNCATED: "Look for a complete copy.",
    CopyState.HEADER: "Look for a complete copy if the header matters.",
    CopyState.PAGES_MISSING: "Compare with the original: pages may be missing, or page lines only.",
    CopyState.NUMBERING: "Compare with the original: text may be missing.",
    CopyState.GARBLED: "Compare the place with the original.",
    CopyState.GAPS: "Look for a later release.",
    CopyState.SEVERAL: "Compare the copies: another may be the better one.",
}
"""What to do about each state."""

STATES: Mapping[str, CopyState | None] = {
    "encoding-windows-1252": CopyState.GARBLED,
    "encoding-damaged": CopyState.GARBLED,
    "nul-bytes": CopyState.GARBLED,
    "mrn-unreadable": CopyState.GARBLED,
    "xml-broken": CopyState.TRUNCATED,
    "metadata-differs": None,
    "number-missing": None,
    "number-uncertain": None,
    "date-of-draft": None,
    "date-missing": None,
    "date-damaged": CopyState.GARBLED,
    "captions-unreadable": CopyState.GARBLED,
    "post-missing": None,
    "classification-missing": None,
    "classification-unreadable": CopyState.GARBLED,
    "subject-missing": None,
    "header-truncated": CopyState.HEADER,
    "copy-superseded": CopyState.SEVERAL,
    "copy-extract": CopyState.HEADER,
    "paragraphs-missing": CopyState.NO_TEXT,
    "text-unavailable": CopyState.NO_TEXT,
    "text-cut": CopyState.TRUNCATED,
    "section-missing": CopyState.PAGES_MISSING,
    "text-destroyed": CopyState.GARBLED,
    "number-late": CopyState.NUMBERING,
    "number-gap": CopyState.NUMBERING,
    "number-repeated": CopyState.NUMBERING,
    "page-missing": CopyState.PAGES_MISSING,
    "text-truncated": CopyState.TRUNCATED,
    "passage-redacted": None,
    "text-withheld": None,
    "marking-unreadable": CopyState.GARBLED,
    "text-unparsed": CopyState.GARBLED,
}
"""The state that each diagnostic for readers is a sign of.

None for what a cable never had or the list of its parts shows, and where the passages are counted
among the gaps.
"""

_GAPS: Mapping[GapKind, str] = {
    GapKind.WITHHELD: "withheld by the publisher",
    GapKind.COVERED: "covered by the publisher",
    GapKind.OMITTED: "left out by an editor",
}
"""What became of passages, by the kind of gap."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyFault:
    """One fault of a copy."""

    state: CopyState
    cable: Outline | None
    """The cable; None for a file without one."""
    file: str
    """The name of the file."""
    line: int | None
    """Source line, counted from 1; None for the whole copy."""
    code: str
    """The code of its diagnostic; empty for gaps and for copies in other files."""
    finding: str
    """What is wrong, in words."""


def copy_faults(context: PageContext) -> list[CopyFault]:
    """The faults of all copies, in the order of states, dates and numbers."""
    order = [*CopyState]
    faults = [*_diagnosed(context), *_gaps(context), *_several(context)]
    return sorted(
        faults,
        key=lambda fault: (
            order.index(fault.state),
            *_cable_order(fault.cable),
            fault.file,
            fault.line or 0,
        ),
    )


def _cable_order(cable: Outline | None) -> tuple[str, str]:
    return (cable.header.iso_date, cable.id or "") if cable is not None else ("", "")


def _diagnosed(context: PageContext) -> Iterator[CopyFault]:
    """What the diagnostics say of main copies and of files without a cable."""
    cables = {item.name: item.outline for item in context.corpus.cables}
    for name, diagnostic in context.corpus.diagnostics:
        cable = cables.get(name)
        if cable is not None:
            state = STATES.get(diagnostic.code)
        else:
            state = CopyState.FAILED if diagnostic.severity is Severity.ERROR else None
        if state is not None:
            yield CopyFault(
                state=state,
                cable=cable,
                file=name,
                line=diagnostic.line,
                code=diagnostic.code,
                finding=diagnostic.message,
            )


def _gaps(context: PageContext) -> Iterator[CopyFault]:
    """One fault for each kind of gap of a cable, at the first of its passages."""
    for item in context.corpus.cables:
        for kind, words in _GAPS.items():
            passages = [w for w in item.outline.withholdings if w.kind is kind]
            lines = {(w.line, w.block, w.offset) for w in passages}
            if passages:
                codes = ", ".join(dict.fromkeys(w.code for w in passages if w.code))
                count = f"{len(lines):,} passage{'s' if len(lines) > 1 else ''} {words}"
                yield CopyFault(
                    state=CopyState.GAPS,
                    cable=item.outline,
                    file=item.name,
                    line=passages[0].line,
                    code="",
                    finding=f"{count} ({codes})" if codes else count,
                )


def _several(context: PageContext) -> Iterator[CopyFault]:
    """The cables of which other files have copies."""
    for item in context.corpus.cables:
        if item.mrn in context.corpus.copies:
            yield CopyFault(
                state=CopyState.SEVERAL,
                cable=item.outline,
                file=item.name,
                line=None,
                code="",
                finding="its copies are compared",
            )
