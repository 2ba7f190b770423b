"""Source texts with line numbers and offsets, and spans that refer to them."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import accumulate, repeat
from operator import add

from generator.execution.fast_pickle import fast_pickle

_LINE_END = re.compile(r"(\r\n|\r|\n)")

_LINE_END_OF_PAGE = re.compile(r"(\r\n|\r|\n|&#(?:0*10|[xX]0*[aA]);)")
"""A web page may write the line ends of preformatted text as character references."""

_LINE_END_OF_CELL = re.compile(r"(\r\n|\r|\n|(?<!\\)(?:\\r)?\\n)")
r"""A row of a table may have `\n` or `\r\n` for each line end of a cell."""

MIN_ESCAPES = 4
"""At least so many escaped line ends for each line show that a table writes line ends so."""


def line_end_of(text: str) -> re.Pattern[str]:
    """The form of the line ends of a text: a pattern of one group."""
    if "&#" in text and ("<pre" in text or "<PRE" in text):
        return _LINE_END_OF_PAGE
    escapes = text.count("\\n")
    if escapes > MIN_ESCAPES and escapes > MIN_ESCAPES * text.count("\n"):
        return _LINE_END_OF_CELL
    return _LINE_END


@fast_pickle
@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A range of a source text, from which something was parsed."""

    start: int
    """Offset of the first character, in characters from the start of the text."""
    end: int
    """Offset after the last character."""
    line: int
    """Line of the first character, counted from 1."""
    end_line: int
    """Line of the last character, counted from 1."""


@dataclass(frozen=True, slots=True)
class SourceText:
    """A text with its lines and their offsets.

    Lines end at LF, CRLF or CR only. Form feeds and Unicode separators do not end a line, so
    that line numbers agree with those of text editors. In a web page, the character reference of
    LF (`&#x000A;`) ends a line too, and in a table an escaped one (`\\n`): whole messages are one
    line of their file.
    """

    text: str
    """The text as decoded, unchanged."""
    lines: tuple[str, ...] = field(init=False, repr=False)
    """The lines without line ends; a final line end does not start another line."""
    starts: tuple[int, ...] = field(init=False, repr=False)
    """Offset of the first character of each line."""

    def __post_init__(self) -> None:
        form = line_end_of(self.text)
        if form is not _LINE_END or "\r" in self.text:
            pieces = form.split(self.text)
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
        """Number of the line that contains `offset`, counted from 1."""
        return max(1, bisect_right(self.starts, offset))

    def span(self, start: int, end: int) -> Span:
        """The span from `start` up to, but not including, `end`."""
        return Span(
            start=start,
            end=end,
            line=self.line_at(start),
            end_line=self.line_at(max(start, end - 1)),
        )

    def cut(self, span: Span) -> str:
        """The source text of a span."""
        return self.text[span.start : span.end]


def is_single_spaced(text: str) -> bool:
    """True if the only white space in the text is single spaces."""
    # White space other than the space character is not printable.
    return "  " not in text and text.isprintable()


def single_spaced(text: str) -> str:
    """The text on one line, with single spaces between words and none at the ends."""
    return text.strip() if is_single_spaced(text) else " ".join(text.split())
