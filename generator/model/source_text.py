"""A source text that knows its lines and offsets, and the spans that point into it."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import accumulate, repeat
from operator import add

from generator.execution.fast_pickle import fast_pickle

_LINE_END = re.compile(r"(\r\n|\r|\n)")


@fast_pickle
@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of a source text: what was parsed can always be found again."""

    start: int
    """Offset of the first character, in characters from the start of the text."""
    end: int
    """Offset behind the last character."""
    line: int
    """Number of the line that holds `start`, counted from 1."""
    end_line: int
    """Number of the line that holds the last character, counted from 1."""


@dataclass(frozen=True, slots=True)
class SourceText:
    """A text with the offsets of its lines.

    Lines end at LF, CRLF or CR only: form feeds and Unicode separators are text,
    or line numbers would differ from those of every editor.
    """

    text: str
    """The text as decoded, unchanged."""
    lines: tuple[str, ...] = field(init=False, repr=False)
    """The lines without their ends; a final line end opens no further line."""
    starts: tuple[int, ...] = field(init=False, repr=False)
    """Offset of each line's first character."""

    def __post_init__(self) -> None:
        if "\r" in self.text:
            pieces = _LINE_END.split(self.text)
            lines, lengths = pieces[::2], map(add, map(len, pieces[:-1:2]), map(len, pieces[1::2]))
        else:
            lines = self.text.split("\n")
            lengths = map(add, map(len, lines[:-1]), repeat(1))
        starts = list(accumulate(lengths, initial=0))
        if not lines[-1]:
            del lines[-1], starts[-1]
        object.__setattr__(self, "lines", tuple(lines))
        object.__setattr__(self, "starts", tuple(starts))

    def line_at(self, offset: int) -> int:
        """The number, counted from 1, of the line that holds `offset`."""
        return max(1, bisect_right(self.starts, offset))

    def span(self, start: int, end: int) -> Span:
        """The span from `start` to before `end`."""
        return Span(
            start=start,
            end=end,
            line=self.line_at(start),
            end_line=self.line_at(max(start, end - 1)),
        )

    def cut(self, span: Span) -> str:
        """The text of a span, as it stands in the source."""
        return self.text[span.start : span.end]


def is_single_spaced(text: str) -> bool:
    """True where no white space but single blanks stands in the text.

    All white space but the blank counts as not printable.
    """
    return "  " not in text and text.isprintable()


def single_spaced(text: str) -> str:
    """The text on one line, with single blanks between its words and none around them."""
    return text.strip() if is_single_spaced(text) else " ".join(text.split())
