"""All that can be read in a finished file: its text, and what it holds packed or encoded.

Archives are unpacked, those within archives too; UTF-16 and base64 are decoded; the strings of the
search index, the pages of a PDF and the columns of tables are put together as a reader sees them.
What is packed deeper or is larger than the bounds ends the build: nobody could say what it holds.
"""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple
from urllib.parse import unquote

import cbor2

from generator.editions.leak_check import EDGE
from generator.leak_check.archives import is_stream, members
from generator.leak_check.columns import cells, columns
from generator.leak_check.pdf_text import pdf_texts


class FileText(NamedTuple):
    """One text of a file."""

    text: str
    noise: bool = False
    """True for packed or binary data read as text, in which short words stand by chance."""


_RUN = re.compile(rb"(?:[\t\n\r\x20-\x7e]|[\xc2-\xf4][\x80-\xbf]{1,3}){16,}")
"""A run of text within other bytes: of random ones, sixteen in a row are hardly ever text."""

_ALPHABET = bytes(
    97 if chr(code).isascii() and (chr(code).isalnum() or chr(code) in "+/_-") else 32
    for code in range(256)
)
"""Makes each sign of base64 an `a` and all others blanks: so long runs are found fast."""

_LONG = b"a" * 24
"""A run so long that it may hold a passage."""

_DATA_URL = re.compile(r"base64,\s*([A-Za-z0-9+/_=%-]+)")

_HEX = re.compile(r"[0-9a-fA-F]+")
"""What a checksum is written in: it encodes no text."""


VOCABULARY = ".pf_index"
"""The ending of files that hold the stems of all words that can be searched, sorted."""

SIGNATURE = b"pagefind_dcd"
"""What each file of Pagefind's index begins with once it is unpacked."""

DISK_INDEX = ("search/search_index.json", "search/search_index.js")
"""The theme's index of a copy for a disk: JSON, by itself and as a script."""

PARTED = f" {EDGE}\ua66e{EDGE} "
"""Between strings of the search index or cells of a table: a letter that stands in no text.

So no passage joins them."""


def file_texts(data: bytes, path: str, shown: str) -> Iterator[FileText]:
    """The texts of a file of these bytes, which stands at `path`; messages tell it as `shown`.

    Raises `ReftelError` for what cannot be looked through: an archive that is damaged, locked,
    too large or nested too deep, or a PDF without the library that reads it.
    """
    if not is_stream(data):
        yield from _file_readings(data, path, shown)
    for name, inner in members(data, shown):
        yield FileText(name)
        if inner.startswith(SIGNATURE):
            yield from _index_readings(inner.removeprefix(SIGNATURE), path)
        elif not is_stream(inner):
            yield from _file_readings(inner, name, shown)


def _file_readings(data: bytes, path: str, shown: str) -> Iterator[FileText]:
    yield from _bytes_as_text(data, path)
    if data.startswith(b"%PDF-"):
        yield from map(FileText, pdf_texts(data, shown))


def _index_readings(data: bytes, name: str) -> Iterator[FileText]:
    """The strings of a part of the search index, which is CBOR or JSON.

    The vocabulary is left out: it is made from the documents, which stand in the index whole, and
    the stem of another word (`cooper` of cooperation) is no name.
    """
    try:
        value = cbor2.loads(data)
    except (cbor2.CBORDecodeError, UnicodeDecodeError):
        yield from _bytes_as_text(data, name)
    else:
        if not name.endswith(VOCABULARY):
            yield FileText(PARTED.join(_strings(value)))


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
    """Bytes as the text they are; of other bytes, the runs of text within them."""
    if b"\0" not in data:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = ""
        if text or not data:
            yield from _text_readings(text, name)
            return
    yield FileText(data.decode("utf-8", "replace").replace("\ufffd", " "), noise=True)
    if sum(map(len, _RUN.findall(data))) > len(data) // 2:  # text of another encoding
        yield from _text_readings(data.decode("cp1252", "replace"), name)
    runs = [run.decode("utf-8", "replace") for run in _RUN.findall(data)]
    yield from _text_readings("\n".join(runs), name)
    if b"\0" in data:
        yield from _as_utf16(data)


def _as_utf16(data: bytes) -> Iterator[FileText]:
    """The bytes read as UTF-16, in both orders and from both of the first bytes.

    Where the letters have a byte of zeros each, it is no noise: random bytes have not.
    """
    for order in ("utf-16-le", "utf-16-be"):
        for start in (0, 1):
            text = data[start:].decode(order, "replace")
            runs = _LATIN.findall(text)
            yield FileText("\n".join(runs))
            yield FileText(text, noise=True)


_LATIN = re.compile("[\t\n\r\x20-\x7e\xa0-\u024f]{3,}")


def _text_readings(text: str, name: str) -> Iterator[FileText]:
    documents = _documents(text) if name.endswith(DISK_INDEX) else None
    table = cells(text) if name.endswith(".csv") else []
    if documents is not None:
        yield from documents
    elif table:
        yield FileText(PARTED.join(cell for cell in table if not cell.startswith(("[", "{"))))
        yield FileText(PARTED.join(cell for cell in table if cell.startswith(("[", "{"))))
    else:
        yield FileText(text)
    yield from map(FileText, columns(text, name))
    if "base64," in text:
        for run in dict.fromkeys(_DATA_URL.findall(text)):
            yield from _decoded(run, known=True)
    for run in dict.fromkeys(_long_runs(text)):
        if run != run.lower() and not _HEX.fullmatch(run):
            yield from _decoded(run, known=False)


def _documents(text: str) -> list[FileText] | None:
    """The documents of the theme's index as pages: title and text, read as HTML; its other strings.

    None where it is no such index.
    """
    try:
        index = json.loads(text.removeprefix("var __index = ").rstrip(";\n"))
        pages = [f"<h1>{one.pop('title')}</h1>\n{one.pop('text')}" for one in index["docs"]]
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    return [*map(FileText, pages), FileText(PARTED.join(_strings(index)))]


def _long_runs(text: str) -> Iterator[str]:
    """The runs of signs of base64 that are long enough to hold a passage."""
    data = text.encode("utf-8", "replace")
    signs = data.translate(_ALPHABET)
    start = signs.find(_LONG)
    while start >= 0:
        end = signs.find(b" ", start)
        end = len(signs) if end < 0 else end
        yield data[start:end].decode("ascii")
        start = signs.find(_LONG, end)


def _decoded(run: str, *, known: bool) -> Iterator[FileText]:
    """What a run of base64 holds, where it is text.

    `known` tells that it is base64 for certain, so that a word or two count.
    """
    plain = unquote(run).replace("-", "+").replace("_", "/").rstrip("=")
    for start in range(1 if known else 4):  # letters may stand in front, as of a path
        part = plain[start:]
        data = base64.b64decode(part[: len(part) // 4 * 4] + _rest(part))
        if known:
            yield from _bytes_as_text(data, "")
        else:
            yield from (FileText(found.decode("utf-8", "replace")) for found in _RUN.findall(data))
            if data.count(0) >= len(data) // 3:
                yield from _as_utf16(data)


def _rest(part: str) -> str:
    """The last characters of a run of base64, filled up to four; nothing for a single one."""
    rest = part[len(part) // 4 * 4 :]
    return rest + "=" * (4 - len(rest)) if len(rest) > 1 else ""
