"""Editors' corrections as an edition shows them.

Whether a correction fits is decided on the source as received. In the redacted source it applies to
the same places, and its own words are withheld like those of the source.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from generator.corrections.corrected_cable import CITING_KINDS, LocatedCorrection, with_values
from generator.corrections.header_values import citing_context
from generator.corrections.placing import places, source_edits
from generator.corrections.reference_values import reference_indexes, same_place
from generator.editions.passages import Cause, Match
from generator.editions.placeholders import RedactedSource
from generator.editions.words import phrase
from generator.model import HEADER_KINDS, NOTHING, Cable, Correction, CorrectionKind
from generator.model.source_text import SourceText
from generator.parse.stages import parse_cable

ConcealWith = Callable[[Mapping[tuple[str, ...], Cause]], Callable[[str], str]]
"""A function that withholds from a text what the edition withholds, and more phrases."""


def concealed_corrections(
    corrections: Sequence[Correction],
    source: SourceText,
    matches: Iterable[Match],
    conceal_with: ConcealWith,
) -> tuple[Correction, ...]:
    """The corrections of a source without what is withheld from it, by `matches` or elsewhere."""
    if not corrections:
        return ()
    phrases: dict[tuple[str, ...], Cause] = {}
    for match in matches:
        words = phrase(" ".join(source.text[start:end] for start, end in match.pieces))
        if words:
            phrases.setdefault(words, match.cause)
    conceal = conceal_with(phrases)
    return tuple(_concealed(correction, conceal) for correction in corrections)


def _concealed(correction: Correction, conceal: Callable[[str], str]) -> Correction:
    value = correction.value
    if correction.kind in (CorrectionKind.SUBJECT, CorrectionKind.POST):
        value = conceal(value)
    elif correction.kind is CorrectionKind.TAGS:
        value = " ".join(code for code in value.split() if conceal(code) == code) or NOTHING
    return replace(
        correction,
        value=value,
        reason=conceal(correction.reason),
        source=conceal(correction.source),
    )


def parse_redacted(
    received: tuple[str, Cable],
    corrections: Sequence[Correction],
    redacted: RedactedSource,
    shown: Sequence[Correction],
    name: str,
) -> Cable:
    """The cable of a redacted source, with the corrections of the source that was `received`.

    `shown` are the `corrections` as the edition shows them. The target of a reference is not set if
    a part of the entry is withheld.
    """
    text, cable = received
    edits = source_edits(places(SourceText(text), corrections), redacted.edited.new_offset)
    if any(c.kind in CITING_KINDS for c in corrections):
        edits = replace(edits, citing=citing_context(cable))
    parsed = parse_cable(redacted.text, name=name, edits=edits)
    indexes = reference_indexes(cable.header.references, corrections)
    located = []
    for correction, visible, record in zip(corrections, shown, cable.corrections, strict=True):
        index = _index(cable, indexes.get(correction), parsed, redacted)
        if index is not None or correction.kind is not CorrectionKind.REFERENCE:
            number = "" if correction.kind in HEADER_KINDS else record.before
            located.append(LocatedCorrection(visible, index, number))
    return with_values(parsed, located)


def _index(cable: Cable, index: int | None, parsed: Cable, redacted: RedactedSource) -> int | None:
    """The index of a reference in the redacted cable; None if its place is uncertain, or if a part
    of it is withheld."""
    if index is None:
        return None
    other = same_place(cable.header.references, index, parsed.header.references)
    if other is None:
        return None
    raw = parsed.header.references[other].raw
    return None if redacted.placeholders.stem in raw.lower() else other
