"""What can be read in a PDF: pages, metadata, bookmarks, and text that runs on to the next page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from generator.errors import ReftelError

try:
    import pypdfium2  # type: ignore[import-untyped]  # it has no annotations
except ImportError:  # part of the extra `pdf`, with which PDFs are made
    pypdfium2 = None

_HYPHEN = re.compile("\ufffe\\s*")
"""What the reader of PDFs gives for a hyphen that parts a word at a line's end."""

_DIGITS = re.compile(r"\d+")


def pdf_texts(data: bytes, name: str) -> Iterator[str]:
    """Metadata, bookmarks and pages of a PDF, and all pages joined without what all repeat.

    Raises `ReftelError` where PDFs cannot be read: the library is missing, or the file is damaged.
    """
    if pypdfium2 is None:
        raise ReftelError(
            f"{name} cannot be looked through for withheld text: install 'reftel[pdf]', or "
            "build without PDFs."
        )
    try:
        with pypdfium2.PdfDocument(data) as document:
            yield "\n".join(document.get_metadata_dict().values())
            yield "\n".join(mark.get_title() for mark in document.get_toc())
            pages = [page.get_textpage().get_text_bounded() for page in document]
    except pypdfium2.PdfiumError as error:
        raise ReftelError(
            f"{name} is a PDF that cannot be read, and so not be looked through for withheld "
            "text: leave it out of the site."
        ) from error
    yield from (_HYPHEN.sub("", page) for page in pages)
    yield _HYPHEN.sub("", joined_pages(pages))


def joined_pages(pages: Sequence[str]) -> str:
    """The pages in a row, without lines that stand on several of them: heads, feet, page numbers.

    Such lines may differ in their numbers.
    """
    lines = [page.splitlines() for page in pages]
    told = Counter(form for page in lines for form in {_form(line) for line in page})
    return "\n".join(line for page in lines for line in page if told[_form(line)] < 2)


def _form(line: str) -> str:
    return _DIGITS.sub("#", line.strip())
