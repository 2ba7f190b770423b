"""The texts of a PDF: metadata, bookmarks, pages, and text that continues on the next page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from generator.errors import ReftelError

try:
    import pypdfium2  # type: ignore[import-untyped]  # it has no annotations
except ImportError:  # part of the extra `pdf`
    pypdfium2 = None

_HYPHEN = re.compile("\ufffe\\s*")
"""What pypdfium2 returns for a hyphen that divides a word at a line's end."""

_DIGITS = re.compile(r"\d+")


def pdf_texts(data: bytes, name: str) -> Iterator[str]:
    """The metadata, bookmarks and pages of a PDF, and all pages joined without repeated lines.

    Raises `ReftelError` if the library is missing or the file is damaged.
    """
    if pypdfium2 is None:
        raise ReftelError(
            f"{name} cannot be searched for withheld text: install 'reftel[pdf]', or build without "
            "PDFs."
        )
    try:
        with pypdfium2.PdfDocument(data) as document:
            yield "\n".join(document.get_metadata_dict().values())
            yield "\n".join(mark.get_title() for mark in document.get_toc())
            pages = [page.get_textpage().get_text_bounded() for page in document]
    except pypdfium2.PdfiumError as error:
        raise ReftelError(
            f"{name} is a PDF that cannot be read, so it cannot be searched for withheld text: "
            "leave it out of the site."
        ) from error
    yield from (_HYPHEN.sub("", page) for page in pages)
    yield _HYPHEN.sub("", joined_pages(pages))


def joined_pages(pages: Sequence[str]) -> str:
    """The pages without lines that several of them have: headers, footers, page numbers.

    Digits in such lines may differ.
    """
    lines = [page.splitlines() for page in pages]
    counts = Counter(key for page in lines for key in {_without_digits(line) for line in page})
    return "\n".join(line for page in lines for line in page if counts[_without_digits(line)] < 2)


def _without_digits(line: str) -> str:
    return _DIGITS.sub("#", line.strip())
