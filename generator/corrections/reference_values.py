"""Sets the targets of references as editors corrected them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from generator.corrections.placing import CUT
from generator.model import NOTHING, Correction, CorrectionKind, Mrn, Reference, ReferenceKind

References = tuple[Reference, ...]


def reference_indexes(
    references: Sequence[Reference], corrections: Iterable[Correction]
) -> dict[Correction, int]:
    """The index of the one entry that each correction names by line and words.

    Corrections that name no entry, several, or the same as another one are left out.
    """
    indexes = {
        c: at
        for c in corrections
        if c.kind is CorrectionKind.REFERENCE and (at := _index(references, c)) is not None
    }
    times = Counter(indexes.values())
    return {correction: at for correction, at in indexes.items() if times[at] == 1}


def _index(references: Sequence[Reference], correction: Correction) -> int | None:
    words = correction.was.removesuffix(CUT)
    is_cut = words != correction.was
    fits = [
        index
        for index, reference in enumerate(references)
        if reference.span.line == correction.line
        and (reference.raw.startswith(words) if is_cut else reference.raw == words)
    ]
    return fits[0] if len(fits) == 1 else None


def same_place(
    received: Sequence[Reference], index: int, others: Sequence[Reference]
) -> int | None:
    """The index in `others` of the entry at the same place of its line as `received[index]`.

    None if the line has another number of entries there, so that the place is uncertain.
    """
    line = received[index].span.line
    before = [i for i, reference in enumerate(received) if reference.span.line == line]
    after = [i for i, reference in enumerate(others) if reference.span.line == line]
    return after[before.index(index)] if len(before) == len(after) else None


def with_target(references: References, index: int, value: str) -> References:
    """The references with the target of one set to a number, or to `NOTHING` for no cable."""
    is_cable = value != NOTHING
    corrected = replace(
        references[index],
        target=Mrn(value) if is_cable else None,
        kind=ReferenceKind.CABLE if is_cable else ReferenceKind.OTHER,
        year_inferred=False,
    )
    return (*references[:index], corrected, *references[index + 1 :])
