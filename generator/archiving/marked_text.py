"""Text of a block with XML elements in it: empty ones at points, others around ranges."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from generator.archiving.xml_text import Xml, xml_lines


@dataclass(frozen=True, slots=True)
class Wrapped:
    """A range of a block's text within an element."""

    start: int
    end: int
    wrap: Callable[[Xml], Xml]
    """Puts the element around its content."""


Point = tuple[int, Xml]
"""An empty element, and the offset in a block's text before which it is."""


def marked_text(text: str, points: Sequence[Point], wrapped: Sequence[Wrapped]) -> Xml:
    """A text with elements at points and around ranges.

    Of two ranges that overlap, the first in the list is kept.
    """
    kept: list[Wrapped] = []
    for span in wrapped:
        if span.start < span.end and all(
            span.end <= other.start or other.end <= span.start for other in kept
        ):
            kept.append(span)
    pieces, position = [], 0
    for span in sorted(kept, key=lambda span: span.start):
        before = [point for point in points if position <= point[0] <= span.start]
        within = [point for point in points if span.start < point[0] < span.end]
        pieces.append(_with_points(text, position, span.start, before))
        pieces.append(span.wrap(_with_points(text, span.start, span.end, within)))
        points = [point for point in points if point[0] >= span.end]
        position = span.end
    return Xml("".join([*pieces, _with_points(text, position, len(text), points)]))


def _with_points(text: str, start: int, end: int, points: Iterable[Point]) -> Xml:
    """A part of a text with elements at points; a line end is an element `lb`."""
    pieces: list[str] = []
    for offset, element in points:
        pieces += [xml_lines(text[start:offset]), element]
        start = offset
    return Xml("".join([*pieces, xml_lines(text[start:end])]))
