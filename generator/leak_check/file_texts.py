"""All texts of a finished file, including packed and encoded ones.

Archives are unpacked, also within archives. UTF-16 and base64 are decoded. The strings of the
search index, the pages of a PDF and the columns of tables are joined as a reader sees them. A file
that exceeds the bounds of depth or size fails the build, because it cannot be searched.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from typing import Any, NamedTuple
from urllib.parse import unquote

import cbor2

from generator.leak_check.archives import is_stream, members
from generator.leak_check.columns import cells, columns
from generator.leak_check.pdf_text import pdf_texts
from generator.leak_check.text_leaks import EDGE
from generator.release.pagefind_files import SIGNATURE, VOCABULARY_SUFFIX
from generator.release.theme_search import INDEX, SCRIPT, split_documents


class FileText(NamedTuple):
    """A text of a file."""

    text: str
    noise: bool = False
    """Whether it is packed or binary data read as text, in which short words occur by chance."""


_RUN = re.compile(rb"(?:[\t\n\r\x20-\x7e]|[\xc2-\xf4][\x80-\xbf]{1,3}){16,}")
"""A run of text within other bytes. Sixteen random bytes in a row are hardly ever text."""

_ALPHABET = bytes(
    97 if chr(code).isascii() and (chr(code).isalnum() or chr(code) in "+/_-") else 32
    for code in range(256)
)
"""Turns each character of base64 into `a` and others into blanks, so that runs are found fast."""

_LONG = b"a" * 24
"""A run that is long enough to encode a passage."""

_DATA_URL = re.compile(r"base64,\s*([A-Za-z0-9+/_=%-]+)")

_HEX = re.compile(r"[0-9a-fA-F]+")
"""The form of a checksum, which encodes no text."""

SEPARATOR = f" {EDGE}\ua66e{EDGE} "
"""Separates strings of the search index, or cells of a table: a letter that occurs in no text, so
that no passage crosses it."""


def file_texts(data: bytes, path: str, shown: str) -> Iterator[FileText]:
    """The texts of the file at `path` with these bytes; messages call it `shown`.

    Raises `ReftelError` for a file that cannot be searched: an archive that is damaged, locked, too
    large or nested too deep, or a PDF without the library that reads it.
    """
    if not is_stream(data):
        yield from _content_texts(data, path, shown)
    for name, inner in members(data, shown):
        yield FileText(name)
        if inner.startswith(SIGNATURE):
            yield from _index_texts(inner.removeprefix(SIGNATURE), path)
        elif not is_stream(inner):
            yield from _content_texts(inner, name, shown)


def _content_texts(data: bytes, path: str, shown: str) -> Iterator[FileText]:
    yield from _bytes_as_text(data, path)
    if data.startswith(b"%PDF-"):
        yield from map(FileText, pdf_texts(data, shown))


def _index_texts(data: bytes, name: str) -> Iterator[FileText]:
    """The strings of a file of the search index, which is CBOR or JSON.

    The vocabulary is left out. Its words come from documents that are in the index too, and the
    stem of another word (`cooper` for cooperation) is not a name.
    """
    try:
        value = cbor2.loads(data)
    except (cbor2.CBORDecodeError, UnicodeDecodeError):
        yield from _bytes_as_text(data, name)
    else:
        if not name.endswith(VOCABULARY_SUFFIX):
            yield FileText(SEPARATOR.join(_strings(value)))


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


def _bytes_as_text(data: bytes, name: str) -> Iterator[FileText]:
    """The text that the bytes are; for binary data, the runs of text within them."""
    if b"\0" not in data:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = ""
        if text or not data:
            yield from _texts_within(text, name)
            return
    yield FileText(data.decode("utf-8", "replace").replace("\ufffd", " "), noise=True)
    if sum(map(len, _RUN.findall(data))) > len(data) // 2:  # text of another encoding
        yield from _texts_within(data.decode("cp1252", "replace"), name)
    runs = [run.decode("utf-8", "replace") for run in _RUN.findall(data)]
    yield from _texts_within("\n".join(runs), name)
    if b"\0" in data:
        yield from _as_utf16(data)


def _as_utf16(data: bytes) -> Iterator[FileText]:
    """The bytes read as UTF-16, in both byte orders and from both of the first bytes.

    Runs of Latin letters, with a zero byte each, are not noise: they do not occur by chance.
    """
    for order in ("utf-16-le", "utf-16-be"):
        for start in (0, 1):
            text = data[start:].decode(order, "replace")
            runs = _LATIN.findall(text)
            yield FileText("\n".join(runs))
            yield FileText(text, noise=True)


_LATIN = re.compile("[\t\n\r\x20-\x7e\xa0-\u024f]{3,}")


def _texts_within(text: str, name: str) -> Iterator[FileText]:
    index = split_documents(text) if name.endswith((INDEX, SCRIPT)) else None
    table = cells(text) if name.endswith(".csv") else []
    if index is not None:
        pages, others = index
        yield from map(FileText, pages)
        yield FileText(SEPARATOR.join(_strings(others)))
    elif table:
        yield FileText(SEPARATOR.join(cell for cell in table if not cell.startswith(("[", "{"))))
        yield FileText(SEPARATOR.join(cell for cell in table if cell.startswith(("[", "{"))))
    else:
        yield FileText(text)
    yield from map(FileText, columns(text, name))
    if "base64," in text:
        for run in dict.fromkeys(_DATA_URL.findall(text)):
            yield from _decoded(run, known=True)
    for run in dict.fromkeys(_long_runs(text)):
        if run != run.lower() and not _HEX.fullmatch(run):
            yield from _decoded(run, known=False)


def _long_runs(text: str) -> Iterator[str]:
    """The runs of base64 characters that are long enough to encode a passage."""
    data = text.encode("utf-8", "replace")
    mask = data.translate(_ALPHABET)
    start = mask.find(_LONG)
    while start >= 0:
        end = mask.find(b" ", start)
        end = len(mask) if end < 0 else end
        yield data[start:end].decode("ascii")
        start = mask.find(_LONG, end)


def _decoded(run: str, *, known: bool) -> Iterator[FileText]:
    """The texts in a run of base64.

    If it is `known` to be base64, even a word or two count as text.
    """
    plain = unquote(run).replace("-", "+").replace("_", "/").rstrip("=")
    for start in range(1 if known else 4):  # other letters may precede it, as in a path
        part = plain[start:]
        data = base64.b64decode(part[: len(part) // 4 * 4] + _rest(part))
        if known:
            yield from _bytes_as_text(data, "")
        else:
            yield from (FileText(text.decode("utf-8", "replace")) for text in _RUN.findall(data))
            if data.count(0) >= len(data) // 3:
                yield from _as_utf16(data)


def _rest(part: str) -> str:
    """The last characters of a run of base64, padded to four; empty for a single one."""
    rest = part[len(part) // 4 * 4 :]
    return rest + "=" * (4 - len(rest)) if len(rest) > 1 else ""
