"""A text after edits, and the new offsets of its old characters."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from generator.model.source_text import Span


@dataclass(frozen=True, slots=True)
class Edit:
    """The replacement of `text[start:end]`, which lies within one line."""

    start: int
    end: int
    text: str
    """The replacement."""


class EditedText:
    """A text after edits. The edits are in order, do not overlap and cross no line end."""

    def __init__(self, text: str, edits: Sequence[Edit]) -> None:
        self._edits = edits
        self._starts = [edit.start for edit in edits]
        self.new_starts: list[int] = []
        """The offset of each replacement in the new text."""
        self._shifts = [0]
        pieces: list[str] = []
        position = 0
        for edit in edits:
            pieces += [text[position : edit.start], edit.text]
            position = edit.end
            self.new_starts.append(edit.start + self._shifts[-1])
            self._shifts.append(self._shifts[-1] + len(edit.text) - (edit.end - edit.start))
        self.text = "".join([*pieces, text[position:]])
        """The new text."""

    def new_offset(self, offset: int) -> int:
        """The new offset of an old one; within an edit, the start of its replacement."""
        at = bisect_right(self._starts, offset) - 1
        if at >= 0 and offset < self._edits[at].end:
            return self.new_starts[at]
        return offset + self._shifts[at + 1]

    def new_span(self, span: Span) -> Span:
        """The new span of the same words. Line numbers do not change."""
        end = self.new_offset(span.end)
        at = bisect_right(self._starts, span.end - 1) - 1
        if at >= 0 and span.end - 1 < self._edits[at].end and span.end > span.start:
            end = self.new_starts[at] + len(self._edits[at].text)
        start = self.new_offset(span.start)
        return Span(start=start, end=end, line=span.line, end_line=span.end_line)
