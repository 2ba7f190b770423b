"""Splits a decoded file into the sources that it holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import islice

from generator.importing.decoding import within_limits
from generator.model import FilePart, Source
from generator.model.diagnostics import diagnostic
from generator.parse.renderings.contained_text import ContainedText
from generator.parse.renderings.containers import split_container

MAX_REASONS = 4
"""Reasons that a message lists; a volume has one for each document that is not a telegram."""


def split_source(source: Source) -> Iterator[Source]:
    """The sources in a decoded file: itself, or one for each telegram of a file that holds many.

    A file without a telegram stays whole: parsing it says what it is. What concerns lines of a file
    that is split goes with a source without text.
    """
    parts = list(split_container(source.text)) if source.text is not None else []
    telegrams = [part for part in parts if part.left_out is None]
    if len(parts) < 2 or not telegrams:
        yield within_limits(source)
        return
    notes = [item for item in source.diagnostics if item.line is not None]
    if len(telegrams) < len(parts):
        notes.append(diagnostic("parts-left-out", parts=left_out_summary(parts)))
    if notes:
        yield Source(name=source.name, text=None, diagnostics=tuple(notes))
    yield from map(within_limits, _sources(source, telegrams))


def left_out_summary(parts: list[ContainedText]) -> str:
    """The reasons why parts of a file are not telegrams, each with the first place and the number.

    `row 1 (it holds the titles of the columns), row 7 and 3 more (it is empty)`
    """
    places: dict[str, list[str]] = {}
    for part in parts:
        if part.left_out is not None:
            places.setdefault(part.left_out, []).append(part.label)
    listed = [
        f"{labels[0]}{f' and {len(labels) - 1} more' if len(labels) > 1 else ''} ({reason})"
        for reason, labels in islice(places.items(), MAX_REASONS)
    ]
    others = sum(map(len, islice(places.values(), MAX_REASONS, None)))
    return ", ".join([*listed, *([f"{others} other parts"] if others else [])])


def _sources(source: Source, parts: list[ContainedText]) -> Iterator[Source]:
    """A source for each part of a file, named by file and place.

    What is wrong with the bytes of the whole file goes with each.
    """
    uses: Counter[str] = Counter()
    for part in parts:
        label = part.label.replace("/", "-")
        uses[label] += 1
        if uses[label] > 1:
            label += f" ({uses[label]})"
        yield Source(
            name=f"{source.name}#{label}",
            text=part.text,
            diagnostics=tuple(item for item in source.diagnostics if item.line is None),
            part=FilePart(
                file=source.name,
                label=label,
                first_line=part.first_line,
                repeated_lines=part.text.count("\n", 0, part.repeated),
            ),
        )
