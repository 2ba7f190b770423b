"""The comparison of two copies as plain text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from generator.model.compared_copies import (
    CopyComparison,
    CopyFacts,
    CopySegment,
    DifferenceKind,
    Side,
)


def comparison_lines(main: CopyFacts, comparison: CopyComparison) -> Iterator[str]:
    """Both copies, each difference with its kind, and how many there are of each kind."""
    yield f"A  {facts_line(main)}"
    yield f"B  {facts_line(comparison.other)}"
    for field in comparison.header:
        yield f"{field.field}: {DifferenceKind.HEADER}"
        yield from _texts(field.main, field.other)
    counts = Counter({DifferenceKind.HEADER: len(comparison.header)})
    for para in comparison.paras:
        for one in para.differences:
            if one.kind is not None:
                counts[one.kind] += 1
            yield f"{para.name or 'text'}: {_kind(one)}"
            yield from _texts(one.main, one.other)
    total = [f"{counts[kind]} {kind}" for kind in DifferenceKind if counts[kind]]
    yield f"{', '.join(total) or 'no differences'}."


def facts_line(facts: CopyFacts) -> str:
    """What is known of a copy, on one line."""
    place = "" if facts.line is None else f" from line {facts.line}"
    known = [facts.publisher, facts.date.isoformat() if facts.date is not None else None]
    return (
        f"{facts.name}{place} ({', '.join([facts.rendering, *filter(None, known)])}): "
        f"{facts.words} words, {facts.gaps} gap{'' if facts.gaps == 1 else 's'}"
    )


def _kind(one: CopySegment) -> str:
    """The kind, the copy that has not the words, codes, and the day of a release."""
    place = {Side.MAIN: " (A)", Side.OTHER: " (B)", None: ""}[one.side]
    codes = f", {', '.join(one.codes)}" if one.codes else ""
    day = f", {one.released.isoformat()}" if one.released is not None else ""
    return f"{one.kind}{place}{codes}{day}"


def _texts(main: str, other: str) -> Iterator[str]:
    yield f"    A: {main}".rstrip()
    yield f"    B: {other}".rstrip()
