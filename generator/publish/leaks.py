"""The last look at a finished site: nothing that its edition withholds stands in any file of it."""

from __future__ import annotations

import gzip
import re
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
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


def check_leaks(site: Path, secrets: Sequence[Secret]) -> None:
    """Raise `ReftelError` where a withheld passage stands in a file of `site` or in its name.

    The message names file and rule; the passage it does not repeat, for logs are read by others.
    """
    if not secrets:
        return
    check = LeakCheck(secrets)
    told = [
        f"{path.relative_to(site).as_posix()}: {len(secret.words)} words of the rule {secret.rule}"
        for path in sorted(site.rglob("*"))
        if path.is_file()
        for secret in _in_file(path, path.relative_to(site).as_posix(), check)
    ]
    if told:
        more = f"\n  and {len(told) - MOST_TOLD} more" if len(told) > MOST_TOLD else ""
        raise ReftelError(
            "the finished site holds what its edition withholds and was not put in place:\n  "
            + "\n  ".join(told[:MOST_TOLD])
            + more
            + "\nLook where the words come from: settings, templates, curated files; or mend the "
            "rule in content/curated/redactions.yml."
        )


def _in_file(path: Path, name: str, check: LeakCheck) -> list[Secret]:
    found: dict[Secret, None] = dict.fromkeys(check.leaks(name))
    for text in texts(path):
        found |= dict.fromkeys(check.leaks(text))
    return list(found)


def texts(path: Path) -> Iterator[str]:
    """All that can be read in a file: its bytes as text, and what they hold packed or encoded."""
    data = path.read_bytes()
    yield _read(data)
    if data[:2] == b"\x1f\x8b":
        unpacked = gzip.decompress(data)
        yield _read(unpacked)
        if unpacked.startswith(SIGNATURE):
            yield from _index_texts(unpacked.removeprefix(SIGNATURE))
    if data[:5] == b"%PDF-":
        yield from _pdf_texts(path)
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                yield name
                yield _read(archive.read(name))


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


def _pdf_texts(path: Path) -> Iterator[str]:
    """Pages, metadata and bookmarks of a PDF."""
    if pypdfium2 is None:
        raise ReftelError(
            f"{path.name} cannot be looked through for withheld text: install 'reftel[pdf]', or "
            "build without PDFs."
        )
    with pypdfium2.PdfDocument(path) as document:
        yield "\n".join(document.get_metadata_dict().values())
        yield "\n".join(mark.get_title() for mark in document.get_toc())
        for page in document:
            yield _HYPHEN.sub("", page.get_textpage().get_text_bounded())
