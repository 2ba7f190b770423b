"""Names of the files that telegrams are written to."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

from generator.model import Mrn

MAX_STEM = 60
"""Most characters of a source's name in the name of a telegram without a number."""

SUFFIXES = frozenset({".txt", ".md", ".cable", ".html", ".htm", ".xml", ".csv"})
"""Suffixes of files that are read as cables."""

_HASH_LENGTHS = (8, 16, 64)
"""Hexadecimal digits of the hash in a name; more only if two files share the first ones."""

_UNUSUAL = re.compile(r"[^A-Za-z0-9]+")


def telegram_name(number: Mrn | None, stem: str, data: bytes) -> str:
    """The name of a telegram's file, without suffix.

    The number, as in `08LIMA12`; without one, what the source is called and the beginning of the
    content's hash: `release-4-3fa41bc0`.
    """
    if number is not None:
        return number
    plain = _UNUSUAL.sub("-", stem).strip("-")[:MAX_STEM] or "telegram"
    return f"{plain}-{_hash(data)[: _HASH_LENGTHS[0]]}"


def file_names(name: str, suffix: str, data: bytes) -> Iterator[str]:
    """Names for a file, best first: `08LIMA12.txt`, then with more and more of the hash.

    All of another copy's content lead to another name: no copy takes the place of another.
    """
    yield f"{name}{suffix}"
    for length in _HASH_LENGTHS:
        yield f"{name}.{_hash(data)[:length]}{suffix}"


def text_suffix(text: str, source_suffix: str) -> str:
    """The suffix of a telegram's file: that of the source if cables may have it, else by its text.

    Only editors and browsers need it: the program tells forms from the text.
    """
    if source_suffix.lower() in SUFFIXES:
        return source_suffix.lower()
    start = text.lstrip("\ufeff \t\r\n")[:15].lower()
    if start.startswith(("<!doctype html", "<html", "<code", "<pre")):
        return ".html"
    return ".xml" if start.startswith("<") else ".txt"


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
