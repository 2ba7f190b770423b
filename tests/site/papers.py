"""What stands on the sheets of a PDF, for tests of printing and of PDFs."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pypdfium2  # type: ignore[import-untyped]  # it has no types

BROKEN_HYPHEN = "\ufffe"
"""Stands for a hyphen at the end of a line."""


def document(data: bytes | Path) -> Any:
    """A PDF, opened."""
    return pypdfium2.PdfDocument(data)


def sheets(data: bytes | Path) -> list[str]:
    """The text of each sheet, in the order in which it is drawn."""
    return [sheet.get_textpage().get_text_range() for sheet in document(data)]


def plain(text: str) -> str:
    """Text without what line breaks change: blanks and hyphens."""
    return re.sub(rf"[\s{BROKEN_HYPHEN}-]", "", text)


def bookmarks(data: bytes | Path) -> list[tuple[int, str, int]]:
    """Depth, words and sheet (from 1) of each bookmark."""
    found = []
    for mark in document(data).get_toc():
        target = mark.get_dest()
        assert target is not None
        found.append((mark.level, mark.get_title(), target.get_index() + 1))
    return found
