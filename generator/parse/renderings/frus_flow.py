"""Running text whose every character knows its place in the source."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.model.source_text import SourceText, is_single_spaced
from generator.parse.lines import Line

_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Flow:
    """A paragraph, a title or a note on one line, with single spaces. It is not empty."""

    text: str
    offsets: list[int]
    """The offset in the source of each character of `text`, in ascending order."""
    is_enclosed: bool = False
    """True within a list, table or quotation."""

    @property
    def start(self) -> int:
        """The offset of its first character."""
        return self.offsets[0]

    @property
    def end(self) -> int:
        """The offset after its last character."""
        return self.offsets[-1] + 1

    def part(self, start: int, end: int | None = None) -> Flow | None:
        """The text from `start` up to `end`, without spaces at its ends; None if that is empty."""
        text = self.text[start:end]
        first = start + len(text) - len(text.lstrip())
        text = text.strip()
        offsets = self.offsets[first : first + len(text)]
        return Flow(text, offsets, self.is_enclosed) if text else None

    def without(self, cuts: Sequence[tuple[int, int]]) -> Flow | None:
        """The text without the ranges `cuts`, which are in order; None if nothing is left."""
        if not cuts:
            return self
        builder = FlowBuilder()
        position = 0
        for start, end in [*cuts, (len(self.text), len(self.text))]:
            for index in range(position, start):
                builder.add(self.offsets[index], self.text[index])
            position = end
        return builder.take()

    def line(self, source: SourceText) -> Line:
        """The text as a logical line, which may span several lines of the source."""
        number = source.line_at(self.start)
        return Line(number, self.start, self.end, self.text, is_enclosed=self.is_enclosed)

    def source_lines(self, source: SourceText) -> Iterator[Line]:
        """Its share of each line of the source, as received."""
        for number in range(source.line_at(self.start), source.line_at(self.end - 1) + 1):
            start = source.starts[number - 1]
            end = start + len(source.lines[number - 1])
            first, after = bisect_left(self.offsets, start), bisect_left(self.offsets, end)
            if first < after:
                start, end = self.offsets[first], self.offsets[after - 1] + 1
                yield Line(number, start, end, source.text[start:end])


class FlowBuilder:
    """Collects the runs of text of a flow."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._offsets: list[int] = []

    def add(self, start: int, text: str) -> None:
        """Add text whose first character is at the offset `start` of the source."""
        words = text.strip()
        first = start + len(text) - len(text.lstrip())
        if first > start:
            self.add_space(start)
        if not words:
            return
        if is_single_spaced(words):
            self._pieces.append(words)
            self._offsets.extend(range(first, first + len(words)))
        else:
            self._add_words(first, words)
        after = first + len(words)
        if after < start + len(text):
            self.add_space(after)

    def _add_words(self, start: int, text: str) -> None:
        """Add text word by word, with one space in place of several."""
        position = 0
        for word in _WORD.finditer(text):
            if word.start() > position:
                self.add_space(start + position)
            self._pieces.append(word[0])
            self._offsets.extend(range(start + word.start(), start + word.end()))
            position = word.end()

    def add_space(self, offset: int) -> None:
        """Add a space, except at the start and after another."""
        if self._pieces and self._pieces[-1] != " ":
            self._pieces.append(" ")
            self._offsets.append(offset)

    def take(self, *, is_enclosed: bool = False) -> Flow | None:
        """The flow, without a space at its end; None if it is empty. The next one begins here."""
        text = "".join(self._pieces).rstrip()
        flow = Flow(text, self._offsets[: len(text)], is_enclosed) if text else None
        self._pieces, self._offsets = [], []
        return flow
