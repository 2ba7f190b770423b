"""Whether what an edition withholds stands in a finished file, however it is packed."""

from __future__ import annotations

import gzip
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from typing import Any

import cbor2

from generator.editions.leaks import LeakCheck
from generator.errors import ReftelError
from generator.model import Secret
from generator.publish.stable import SIGNATURE

try:
    import pypdfium2  # type: ignore[import-untyped]  # it has no annotations
except ImportError:  # part of the extra `pdf`, with which PDFs are made
    pypdfium2 = None

MOST_TOLD = 20
"""Leaks that one message names."""

_HYPHEN = re.compile("\ufffe\\s*")
"""What the reader of PDFs gives for a hyphen that parts a word at a line's end."""


def refuse(told: Sequence[str]) -> None:
    """Raise `ReftelError` where leaks were found; `told` names file and rule of each.

    The passage it does not repeat, for logs are read by others.
    """
    if told:
        more = f"\n  and {len(told) - MOST_TOLD} more" if len(told) > MOST_TOLD else ""
        raise ReftelError(
            "the finished site holds what its edition withholds and was not put in place:\n  "
            + "\n  ".join(told[:MOST_TOLD])
            + more
            + "\nLook where the words come from: settings, templates, curated files; or mend the "
            "rule in content/curated/redactions.yml."
        )


def leaks_in(data: bytes, name: str, check: LeakCheck) -> list[Secret]:
    """What is withheld and stands in a file of these bytes or in its name, each once."""
    found = dict.fromkeys(check.leaks(name))
    for text in texts(data, name):
        found |= dict.fromkeys(check.leaks(text))
    return list(found)


def texts(data: bytes, name: str) -> Iterator[str]:
    """All that can be read in a file: its bytes as text, and what they hold packed or encoded."""
    yield _read(data)
    if data[:2] == b"\x1f\x8b":
        unpacked = gzip.decompress(data)
        yield _read(unpacked)
        if unpacked.startswith(SIGNATURE):
            yield from _index_texts(unpacked.removeprefix(SIGNATURE))
    if data[:5] == b"%PDF-":
        yield from _pdf_texts(data, name)
    if zipfile.is_zipfile(io.BytesIO(data)):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for member in archive.namelist():
                yield member
                yield _read(archive.read(member))


def _read(data: bytes) -> str:
    """Bytes as text, with a blank, which parts words too, for each that is none.

    Packed files and fonts hold millions, and a text of plain ASCII is looked through much faster.
    """
    return data.decode("utf-8", "replace").replace("\ufffd", " ")


def _index_texts(data: bytes) -> Iterator[str]:
    """The strings of a part of the search index, which is CBOR or JSON."""
    try:
        value = cbor2.loads(data)
    except (cbor2.CBORDecodeError, UnicodeDecodeError):
        return
    yield "\n".join(_strings(value))


def _strings(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            for key, inner in value.items():
                yield from _strings(key)
                yield from _strings(inner)
        case list() | tuple():
            for inner in value:
                yield from _strings(inner)


def _pdf_texts(data: bytes, name: str) -> Iterator[str]:
    """Pages, metadata and bookmarks of a PDF."""
    if pypdfium2 is None:
        raise ReftelError(
            f"{name} cannot be looked through for withheld text: install 'reftel[pdf]', or "
            "build without PDFs."
        )
    with pypdfium2.PdfDocument(data) as document:
        yield "\n".join(document.get_metadata_dict().values())
        yield "\n".join(mark.get_title() for mark in document.get_toc())
        for page in document:
            yield _HYPHEN.sub("", page.get_textpage().get_text_bounded())
