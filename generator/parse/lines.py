"""Logical lines: a source line, or a part of one that the parser treats as a line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.model import Fate
from generator.model.releases import Gap
from generator.model.source_text import SourceText, Span


@dataclass(slots=True)
class Line:
    """A source line, or a part of one, with the rendering undone.

    Treat it as immutable. It is not a frozen dataclass because those are slower to create, and
    lines and rows are the most numerous objects of a cable.
    """

    number: int
    """Source line, counted from 1."""
    start: int
    """Offset of its first character in the source."""
    end: int
    """Offset after its last character."""
    text: str
    """The text with the rendering undone and without trailing spaces."""
    gap: Gap | None = None
    """The passage that the publisher withheld here, of which no text is left; otherwise None."""
    is_enclosed: bool = False
    """True within a list, table or quotation of markup, where no line is a heading."""

    @property
    def is_verbatim(self) -> bool:
        """True if `text` is unchanged from the source, so that offsets within it are exact."""
        return len(self.text) == self.end - self.start

    @property
    def is_blank(self) -> bool:
        """True if the line contains only white space."""
        return not self.text or self.text.isspace()

    def part(self, start: int, end: int | None = None) -> Line:
        """The part of the line from `start` up to `end`, as offsets in its text.

        If the line is not verbatim, the part has the source offsets of the whole line.
        """
        text = self.text[start : len(self.text) if end is None else end].rstrip()
        if not self.is_verbatim:
            return Line(self.number, self.start, self.end, text)
        return Line(self.number, self.start + start, self.start + start + len(text), text)


LineAndFate = tuple[Line, Fate]
"""A logical line and its fate."""


def source_lines(source: SourceText) -> list[Line]:
    """All lines of a source as received, without trailing spaces."""
    numbered = enumerate(zip(source.starts, source.lines, strict=True), 1)
    return [
        Line(number, start, start + len(stripped), stripped)
        for number, (start, text) in numbered
        for stripped in (text.rstrip(),)
    ]


def lines_between(source: SourceText, start: int, end: int) -> Iterator[Line]:
    """The source from offset `start` to `end`, line by line, as received."""
    for number in range(source.line_at(start), source.line_at(end) + 1):
        line_start = source.starts[number - 1]
        first = max(start, line_start)
        last = min(end, line_start + len(source.lines[number - 1]))
        yield Line(number, first, max(first, last), source.text[first:last])


def span_of(source: SourceText, first: Line, last: Line) -> Span:
    """The span from the first word of `first` to the end of `last`."""
    indent = len(first.text) - len(first.text.lstrip()) if first.is_verbatim else 0
    start = first.start + indent
    return source.span(start, max(start, last.end))
