"""Parses a source as editors corrected it.

Corrections of lines are applied before parsing, values of the header and targets of references
after it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from generator.corrections.header_values import citing_context, field_text, with_field
from generator.corrections.placing import places, source_edits
from generator.corrections.reference_values import reference_indexes, with_target
from generator.model import (
    HEADER_KINDS,
    NOTHING,
    AppliedCorrection,
    Cable,
    Correction,
    CorrectionKind,
    Reference,
)
from generator.model.diagnostics import Diagnostic, excerpt
from generator.model.source_text import SourceText
from generator.parse.rendering import read_rendering
from generator.parse.stages import parse_cable

CITING_KINDS = frozenset({CorrectionKind.NUMBER, CorrectionKind.DATE, CorrectionKind.POST})
"""The fields from which missing years of references are inferred."""

ANSWERED_CODES = {
    CorrectionKind.NUMBER: (
        "mrn-missing",
        "mrn-differs",
        "number-missing",
        "number-uncertain",
        "not-a-cable",
    ),
    CorrectionKind.DATE: ("date-missing", "date-of-draft"),
    CorrectionKind.POST: ("post-missing",),
    CorrectionKind.CLASSIFICATION: ("classification-missing",),
    CorrectionKind.SUBJECT: ("subject-missing",),
}
"""Diagnostics that a correction of a field of the header answers."""

_ORDER = list(CorrectionKind)


@dataclass(frozen=True, slots=True)
class LocatedCorrection:
    """A correction that applies to a cable, with what it finds there."""

    correction: Correction
    reference: int | None = None
    """The index of the reference that it names; None for other corrections."""
    number: str = ""
    """The number that its para had; empty for other corrections and for a para without one."""


@dataclass(frozen=True, slots=True)
class CorrectedCable:
    """A cable and the corrections that were applied to it."""

    cable: Cable
    """Its `corrections` are in the order of `applied`."""
    applied: tuple[Correction, ...] = ()


def parse_corrected(
    text: str, corrections: Iterable[Correction], *, name: str | None = None
) -> CorrectedCable:
    """Parse a source with its corrections.

    A correction is left out if what it corrects is not there, or has other words.
    """
    received = parse_cable(text, name=name)
    corrections = sorted(corrections, key=lambda c: (c.line or 0, _ORDER.index(c.kind)))
    if not corrections:
        return CorrectedCable(received)
    placed = places(SourceText(text), corrections)
    edits = source_edits(placed)
    cable = parse_cable(text, name=name, edits=edits) if placed else received
    fields = [c for c in corrections if c.kind in HEADER_KINDS and _is_as_read(cable, c)]
    if any(c.kind in CITING_KINDS for c in fields):
        edits = replace(edits, citing=citing_context(_with_fields(cable, fields)))
        cable = parse_cable(text, name=name, edits=edits)
    starts = {line.start for line in read_rendering(SourceText(text), edits)[0].lines}
    placed = {
        c: at for c, at in placed.items() if c.kind is not CorrectionKind.SPLIT or at in starts
    }
    indexes = reference_indexes(cable.header.references, corrections)
    located = [
        LocatedCorrection(c, indexes.get(c), number_at(received, c))
        for c in corrections
        if c in fields or (c in placed and _takes_effect(received, cable, c)) or c in indexes
    ]
    return CorrectedCable(with_values(cable, located), tuple(c.correction for c in located))


def _is_as_read(cable: Cable, correction: Correction) -> bool:
    return field_text(cable, correction.kind) == correction.was


def _with_fields(cable: Cable, fields: Iterable[Correction]) -> Cable:
    for correction in fields:
        cable = with_field(cable, correction.kind, correction.value)
    return cable


def _takes_effect(received: Cable, cable: Cable, correction: Correction) -> bool:
    """Whether lines are joined or split, or a para has its number; not so in the header."""
    if correction.kind is not CorrectionKind.PARA:
        return True
    before, after = number_at(received, correction), number_at(cable, correction)
    return before != after if correction.value == NOTHING else after == correction.value


def number_at(cable: Cable, correction: Correction) -> str:
    """The number of the para on the line of a correction of a number; empty without one."""
    if correction.kind is not CorrectionKind.PARA:
        return ""
    numbers = [
        str(para.number)
        for para in cable.paras
        if para.number is not None and para.span.line == correction.line
    ]
    return next((n for n in numbers if n == correction.value), next(iter(numbers), ""))


def with_values(cable: Cable, located: Iterable[LocatedCorrection]) -> Cable:
    """A parsed cable with the values of corrections, a record of each, and without the diagnostics
    that they answer."""
    for item in located:
        correction, kind = item.correction, item.correction.kind
        before, diagnostics = item.number, cable.diagnostics
        if kind in HEADER_KINDS:
            before = _empty_for_nothing(field_text(cable, kind))
            diagnostics = tuple(
                d for d in diagnostics if d.code not in ANSWERED_CODES.get(kind, ())
            )
            cable = with_field(cable, kind, correction.value)
        elif item.reference is not None:
            reference = cable.header.references[item.reference]
            before = reference.raw
            diagnostics = tuple(d for d in diagnostics if not _is_about(d, reference))
            references = with_target(cable.header.references, item.reference, correction.value)
            cable = replace(cable, header=replace(cable.header, references=references))
        record = AppliedCorrection(
            kind=kind,
            line=correction.line,
            before=before,
            after=_empty_for_nothing(correction.value),
            reason=correction.reason,
            source=correction.source,
        )
        cable = replace(cable, diagnostics=diagnostics, corrections=(*cable.corrections, record))
    return cable


def _is_about(item: Diagnostic, reference: Reference) -> bool:
    """Whether a diagnostic of parsing is about this entry of the REF lines."""
    return (
        item.code.startswith("reference-")
        and item.line == reference.span.line
        and item.text == excerpt(reference.raw)
    )


def _empty_for_nothing(text: str) -> str:
    return "" if text == NOTHING else text
