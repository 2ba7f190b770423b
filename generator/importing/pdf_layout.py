"""The text of a PDF, page by page, in lines and columns as on the page.

Readers of telegrams need the layout: a blank line parts paragraphs, an indented line goes on, a
code at the right margin is a release mark. The text in a PDF has neither blank lines nor columns;
they follow from the places of the words.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from ctypes import byref, c_double
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

import pypdfium2  # type: ignore[import-untyped]
from pypdfium2 import raw

MAX_PAGES = 5_000
"""Number of pages of the longest PDF that is read."""

MAX_CHARACTERS = 50_000_000
"""Number of characters of the longest PDF that is read."""

MAX_GAP = 80
"""Widest gap that is kept, in characters."""

MIN_GAP = 1.6
"""Gaps between words that are narrower than this, in characters, are one space."""

MAX_BLANK_LINES = 20
"""Most blank lines between two lines of text."""

MAX_ANGLES = 500
"""Characters by which the direction of the text of a page is judged."""

MIN_PITCH, MAX_PITCH = 0.8, 1.25
"""Usual distance of lines, in heights of their letters."""

_REPLACED = {"\x02": "-", "\ufffe": "-", "\xad": "-", "\0": ""}
"""Characters that PDFium gives for hyphens at line ends, and for those without a meaning."""


@dataclass(frozen=True, slots=True)
class PdfText:
    """The pages of a PDF, or the reason why it is not read."""

    pages: tuple[str, ...] = ()
    """The text of each page; empty for a page that is only a picture."""
    refusal: str = ""
    """Why the PDF is not read, and what to do; empty if it is read."""


@dataclass(frozen=True, slots=True)
class PlacedWord:
    """A word and its place on the page, in points from the lower left corner."""

    text: str
    left: float
    right: float
    baseline: float
    height: float

    def continues(self, line: Sequence[PlacedWord]) -> bool:
        """True if the word is on the line of the others and covers none of them."""
        tolerance = 0.4 * max(self.height, line[-1].height)
        return abs(self.baseline - line[-1].baseline) <= tolerance and not any(
            min(self.right, other.right) - max(self.left, other.left) > tolerance for other in line
        )


def read_pdf(data: bytes) -> PdfText:
    """The text of each page. A hostile file may take endless time or crash the process."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        return PdfText(refusal=_refusal(str(error)))
    if not 0 < len(document) <= MAX_PAGES:
        return PdfText(
            refusal=f"the PDF has {len(document):,} pages; expected 1 to {MAX_PAGES:,}: split it"
        )
    pages: list[str] = []
    size = 0
    for number in range(len(document)):
        try:
            pages.append(page_text(document[number]))
        except pypdfium2.PdfiumError:
            return PdfText(
                refusal=f"page {number + 1} of the PDF is damaged: print it into a new PDF"
            )
        size += len(pages[-1])
        if size > MAX_CHARACTERS:
            return PdfText(refusal=f"the PDF has more than {MAX_CHARACTERS:,} characters: split it")
    return PdfText(pages=tuple(pages))


def _refusal(error: str) -> str:
    if "password" in error.lower():
        return "the PDF is encrypted: save it without a password and import that file"
    return "the PDF is damaged or incomplete: fetch it again, or print it into a new PDF"


def page_text(page: pypdfium2.PdfPage) -> str:
    """The text of a page, each line with its line end; empty if it has none."""
    text_page = page.get_textpage()
    try:
        words = list(_printed_once(_words(text_page, _angle(text_page))))
    finally:
        text_page.close()
        page.close()
    # PDFium gives characters beyond the first 65,536 as two halves.
    return _laid_out(words).encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _angle(text_page: pypdfium2.PdfTextPage) -> float:
    """The direction in which most text runs, in radians: scans are askew, or on their side.

    Counted counter-clockwise; PDFium counts clockwise.
    """
    count = text_page.count_chars()
    angles = [
        -math.remainder(raw.FPDFText_GetCharAngle(text_page, index), math.tau)
        for index in range(0, count, count // MAX_ANGLES + 1)
    ]
    return median(angles) if angles else 0.0


def _words(text_page: pypdfium2.PdfTextPage, angle: float) -> Iterator[PlacedWord]:
    """The words of a page in the order of the file, placed as if its text ran to the right."""
    letters: list[PlacedWord] = []
    for index in range(text_page.count_chars()):
        character = chr(raw.FPDFText_GetUnicode(text_page, index))
        character = _REPLACED.get(character, character)
        if character.isspace():
            yield from _word(letters)
            letters = []
        elif character:
            letter = _letter(text_page, index, character, angle)
            if letters and letter.left < letters[-1].left:  # a hyphen at a line end has no space
                yield from _word(letters)
                letters = []
            letters.append(letter)
    yield from _word(letters)


def _letter(
    text_page: pypdfium2.PdfTextPage, index: int, character: str, angle: float
) -> PlacedWord:
    """One character, its place turned back by the angle of the text."""
    box, x, y = raw.FS_RECTF(), c_double(), c_double()
    raw.FPDFText_GetLooseCharBox(text_page, index, byref(box))
    raw.FPDFText_GetCharOrigin(text_page, index, byref(x), byref(y))
    cos, sin = math.cos(angle), math.sin(angle)
    corners = [(u, v) for u in (box.left, box.right) for v in (box.bottom, box.top)]
    across = [u * cos + v * sin for u, v in corners]
    up = [v * cos - u * sin for u, v in corners]
    return PlacedWord(
        text=character,
        left=min(across),
        right=max(across),
        baseline=y.value * cos - x.value * sin,
        height=max(up) - min(up),
    )


def _word(letters: Sequence[PlacedWord]) -> Iterator[PlacedWord]:
    if letters:
        yield PlacedWord(
            text="".join(letter.text for letter in letters),
            left=min(letter.left for letter in letters),
            right=max(letter.right for letter in letters),
            baseline=letters[0].baseline,
            height=max(letter.height for letter in letters),
        )


def _printed_once(words: Iterable[PlacedWord]) -> Iterator[PlacedWord]:
    """The words without those that are printed over the same word, to look bold."""
    seen: set[tuple[str, int, int]] = set()
    for word in words:
        left, baseline = round(word.left), round(word.baseline)
        near = [(word.text, left + x, baseline + y) for x in (-1, 0, 1) for y in (-1, 0, 1)]
        if seen.isdisjoint(near):
            seen.add((word.text, left, baseline))
            yield word


def _laid_out(words: Sequence[PlacedWord]) -> str:
    """The words in lines from top to bottom, with gaps and blank lines."""
    if not words:
        return ""
    lines = _lines(words)
    left = min(word.left for word in words)
    width = median((word.right - word.left) / len(word.text) for word in words) or 1.0
    steps = [above[0].baseline - below[0].baseline for above, below in pairwise(lines)]
    pitch = _pitch(steps, median(word.height for word in words) or 1.0)
    parts = [_line_text(lines[0], left, width)]
    for line, step in zip(lines[1:], steps, strict=True):
        blanks = min(max(round(step / pitch) - 1, 0), MAX_BLANK_LINES)
        parts.append("\n" * blanks + _line_text(line, left, width))
    return "".join(parts)


def _pitch(steps: Sequence[float], height: float) -> float:
    """The distance of lines without a blank line between them, in points.

    It is the distance of the closest quarter of the lines, within what is usual for letters of this
    `height`: on a page of labels and values, few lines follow one another.
    """
    closest = sorted(steps)[len(steps) // 4] if steps else height
    return min(max(closest, MIN_PITCH * height), MAX_PITCH * height)


def _lines(words: Sequence[PlacedWord]) -> list[list[PlacedWord]]:
    """The words by line, from top to bottom, each line from left to right."""
    segments: list[list[PlacedWord]] = []
    for word in words:
        if segments and word.continues(segments[-1][-1:]) and word.left >= segments[-1][-1].left:
            segments[-1].append(word)
        else:
            segments.append([word])
    lines: list[list[PlacedWord]] = []
    for segment in sorted(segments, key=lambda words: -words[0].baseline):
        if lines and all(word.continues(lines[-1]) for word in segment):
            lines[-1] += segment
        else:
            lines.append(segment)
    return [sorted(line, key=lambda word: word.left) for line in lines]


def _line_text(line: Sequence[PlacedWord], left: float, width: float) -> str:
    """The words of a line with spaces for the gaps before and between them."""
    text = ""
    for word in line:
        gap = (word.left - left) / width
        spaces = round(gap) if gap >= MIN_GAP or not text else 1
        text += " " * min(max(spaces, 1 if text else 0), MAX_GAP) + word.text
        left = word.right
    return text + "\n"
