"""A text after edits: what it is now, and where its old places are."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from generator.model.source_text import Span


@dataclass(frozen=True, slots=True)
class Edit:
    """A stretch of a text, within one line, and what stands in its place."""

    start: int
    end: int
    text: str


class EditedText:
    """A text after edits, which are given in order, do not overlap and cross no line end."""

    def __init__(self, text: str, edits: Sequence[Edit]) -> None:
        self._edits = edits
        self._starts = [edit.start for edit in edits]
        self.new_starts: list[int] = []
        """Where each edit stands in the new text."""
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
        """Where what stood at `offset` stands now; inside an edit, the edit's start."""
        at = bisect_right(self._starts, offset) - 1
        if at >= 0 and offset < self._edits[at].end:
            return self.new_starts[at]
        return offset + self._shifts[at + 1]

    def new_span(self, span: Span) -> Span:
        """The span of the same words; the numbers of lines do not change."""
        end = self.new_offset(span.end)
        at = bisect_right(self._starts, span.end - 1) - 1
        if at >= 0 and span.end - 1 < self._edits[at].end and span.end > span.start:
            end = self.new_starts[at] + len(self._edits[at].text)
        return Span(
            start=self.new_offset(span.start), end=end, line=span.line, end_line=span.end_line
        )
