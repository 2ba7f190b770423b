"""Logical lines: a source line, or the part of one that stands for itself."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.source_text import SourceText, Span


@dataclass(slots=True)
class Line:
    """A stretch of one source line, as it is read.

    It is never changed. It is not frozen, for each field of a frozen value is set by a call, and
    there are more lines and rows than anything else in a cable.
    """

    number: int
    """Source line, counted from 1."""
    start: int
    """Offset of its first character in the source."""
    end: int
    """Offset behind its last character."""
    text: str
    """The text with the rendering undone and without trailing blanks."""

    @property
    def verbatim(self) -> bool:
        """True where `text` is the source's own, so that offsets within it are exact."""
        return len(self.text) == self.end - self.start

    @property
    def blank(self) -> bool:
        """True where nothing but white space stands."""
        return not self.text or self.text.isspace()

    def part(self, start: int, end: int | None = None) -> Line:
        """The line from `start` to before `end` of its text; the whole span where not verbatim."""
        stop = len(self.text) if end is None else end
        piece = self.text[start:stop]
        if not self.verbatim:
            return Line(self.number, self.start, self.end, piece.rstrip())
        kept = piece.rstrip()
        return Line(self.number, self.start + start, self.start + start + len(kept), kept)


def span_of(source: SourceText, first: Line, last: Line) -> Span:
    """The span from the first word of `first` to the end of `last`."""
    lead = len(first.text) - len(first.text.lstrip()) if first.verbatim else 0
    start = first.start + lead
    return source.span(start, max(start, last.end))
