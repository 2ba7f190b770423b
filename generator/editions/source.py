"""The lines of a source with notices in place of what is withheld; their numbers stay."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.text import SourceText, Span

CONTINUED = "[withheld: continued]"
"""Stands on the further lines of a passage that goes over several."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """A stretch of a source, within one line, and what stands in its place."""

    start: int
    end: int
    text: str


class EditedSource:
    """A source after edits: its new lines, and where its old places are now."""

    def __init__(self, source: SourceText, edits: Iterable[Edit]) -> None:
        self._edits = _apart(edits)
        self._starts = [edit.start for edit in self._edits]
        self._shifts = [0]
        for edit in self._edits:
            grown = len(edit.text) - (edit.end - edit.start)
            self._shifts.append(self._shifts[-1] + grown)
        self.lines = [
            self._line(start, text) for start, text in zip(source.starts, source.lines, strict=True)
        ]
        self.touched = frozenset(source.line_at(edit.start) for edit in self._edits)
        """Numbers of the lines that changed."""

    def _line(self, start: int, text: str) -> str:
        pieces, position = [], 0
        first = bisect_right(self._starts, start - 1)
        for edit in self._edits[first:]:
            if edit.start > start + len(text):
                break
            pieces += [text[position : edit.start - start], edit.text]
            position = edit.end - start
        return "".join([*pieces, text[position:]])

    def place(self, offset: int) -> int:
        """Where what stood at `offset` stands now; inside a notice, the notice's start."""
        at = bisect_right(self._starts, offset) - 1
        if at >= 0 and offset < self._edits[at].end:
            return self._edits[at].start + self._shifts[at]
        return offset + self._shifts[at + 1]

    def span(self, span: Span) -> Span:
        """The span of the same words; the numbers of lines do not change."""
        end = self.place(span.end - 1) + 1 if span.end > span.start else self.place(span.end)
        at = bisect_right(self._starts, span.end - 1) - 1
        if at >= 0 and span.end - 1 < self._edits[at].end and span.end > span.start:
            end = self._edits[at].start + self._shifts[at] + len(self._edits[at].text)
        return Span(start=self.place(span.start), end=end, line=span.line, end_line=span.end_line)


def by_line(source: SourceText, start: int, end: int, told: str) -> list[Edit]:
    """The edits that put the notice `told` in place of a stretch that may go over several lines."""
    edits: list[Edit] = []
    for number in range(source.line_at(start), source.line_at(max(start, end - 1)) + 1):
        first = source.starts[number - 1]
        last = first + len(source.lines[number - 1])
        begin, stop = max(first, start), min(last, end)
        if source.text[begin:stop].strip():
            edits.append(Edit(start=begin, end=stop, text=CONTINUED if edits else told))
    return edits


def _apart(edits: Iterable[Edit]) -> Sequence[Edit]:
    """The edits in order, of those that overlap the one that reaches further, widened to both."""
    kept: list[Edit] = []
    for edit in sorted(edits, key=lambda e: (e.start, -e.end)):
        if kept and edit.start < kept[-1].end:
            end = max(kept[-1].end, edit.end)
            kept[-1] = Edit(start=kept[-1].start, end=end, text=kept[-1].text)
        else:
            kept.append(edit)
    return kept
