"""From a PDF to its telegrams."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate

from generator.execution.bounded_process import LimitExceededError, run_bounded
from generator.importing.imported_parts import ImportedPart, left_out, refused
from generator.importing.pdf_layout import PdfText, read_pdf
from generator.importing.telegram_texts import telegrams_of_text
from generator.model import Source

MAX_SECONDS = 120
"""Time for reading one PDF, in seconds; a page takes a hundredth of a second."""

PAGE_BREAK = "\f"
"""What parts two pages of a text."""

NO_TEXT = "it is a scanned PDF without text: install ocrmypdf (https://ocrmypdf.readthedocs.io)"
"""What to do about a PDF without text where no program recognises it."""

BLANK_PAGE = "the page has no text; if it is not blank, recognise it with ocrmypdf"
"""What to do about a page without text among others."""

Recogniser = Callable[[bytes], bytes | str]
"""Gives a scanned PDF its text; why it does not if it does not."""


def telegrams_of_pdf(data: bytes, name: str, recognise: Recogniser) -> Iterator[ImportedPart]:
    """The parts of a PDF, in order. Pages without text are recognised first."""
    pdf = _read(data)
    if not pdf.refusal and not all(map(str.strip, pdf.pages)):
        recognised = recognise(data)
        if isinstance(recognised, bytes):
            pdf = _read(recognised)
        elif not any(map(str.strip, pdf.pages)):
            pdf = PdfText(refusal=recognised)
    if pdf.refusal:
        yield refused(pdf.refusal)
        return
    yield from _telegrams(pdf.pages, name)


def _read(data: bytes) -> PdfText:
    """The text of a PDF, read in a process of its own: PDFs may loop or crash."""
    try:
        return run_bounded(read_pdf, data, MAX_SECONDS)
    except LimitExceededError as error:
        return PdfText(refusal=f"{error}: print the PDF into a new one, or split it")


def _telegrams(pages: Sequence[str], name: str) -> Iterator[ImportedPart]:
    """The telegrams of the pages of a PDF, and the pages without text."""
    texts = [*pages[:1], *(PAGE_BREAK + page for page in pages[1:])]
    offsets = [0, *accumulate(map(len, texts))]
    for part in telegrams_of_text(Source(name=name, text="".join(texts), diagnostics=())):
        yield replace(part, place=_place(part, offsets))
    for number, page in enumerate(pages, start=1):
        if not page.strip():
            at = offsets[number - 1]
            yield replace(left_out(BLANK_PAGE, place=f"page {number}"), start=at, end=at)


def _place(part: ImportedPart, offsets: Sequence[int]) -> str:
    """The place of a part with its pages, which begin at these offsets: `record 2, pages 3 to 5`.

    The last offset is that of the end.
    """
    first, last = bisect_right(offsets, part.start), bisect_left(offsets, part.end)
    if (part.start, part.end) == (offsets[0], offsets[-1]):
        return part.place
    return f"{part.place}, " + (f"page {first}" if first == last else f"pages {first} to {last}")
