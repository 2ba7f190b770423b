"""Make a search index reproducible, and let all its volumes share one program.

Pagefind writes the values of a facet in an order that differs from run to run, and names files
after their contents, so that two builds would differ. This module sorts the values and renames the
files that contain them or refer to them. The bytes still depend on the compression library: a
Python with zlib-ng instead of zlib may compress the same data differently.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import struct
import zlib
from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path

import cbor2

from generator.release.pagefind_files import (
    DOCUMENT_FOLDER,
    DOCUMENT_SUFFIX,
    ENTRY_FILE,
    FILTER_FILES,
    META_FILES,
    PROGRAM_FILES,
    SIGNATURE,
    VOCABULARY_SUFFIX,
)

STARTS = f"starts{VOCABULARY_SUFFIX}"
"""The name of the file, in the folder of a volume, with the first word of each of its files of
words. The site's script needs it to load all words that begin alike."""

DATES = f"dates{VOCABULARY_SUFFIX}"
"""The name of the file, in the folder of a volume, with the numbers of its documents by date. Only
those who sort by date load it."""

GZIP_HEADER = bytes.fromhex("1f8b 08 00 00000000 02 ff")
"""A gzip header (RFC 1952): no name, no time, maximum compression, unknown operating system."""

_GZIP_TRAILER = struct.Struct("<2L")
"""The end of a gzip file: checksum and length of the data."""


def normalize(volume: Path) -> None:
    """Rewrite the index in a folder so that the same documents always give the same files."""
    renamed: dict[bytes, bytes] = {}
    for path in sorted(volume.glob(FILTER_FILES)):
        facet, values = cbor2.loads(_decompress(path))
        data = cbor2.dumps([facet, sorted(values)])
        renamed[path.stem.encode()] = _rewrite(path, data, path.stem).encode()
    for path in sorted(volume.glob(META_FILES)):
        data = _decompress(path)
        for old, new in renamed.items():
            data = data.replace(old, new)
        version, pages, chunks, facets, sorts, fields = cbor2.loads(data)
        pages = _with_short_names(volume, pages)
        _close_gaps(chunks)
        (volume / STARTS).write_bytes(pack_text(" ".join(chunk[0] for chunk in chunks)))
        (volume / DATES).write_bytes(pack_text(_order_of_dates(pages, sorts)))
        data = cbor2.dumps([version, pages, chunks, sorted(facets), [], fields])
        old_name = path.stem.removeprefix("pagefind.")
        new_name = _rewrite(path, data, old_name)
        entry = volume / ENTRY_FILE
        text = entry.read_text(encoding="utf-8").replace(old_name, new_name)
        entry.write_text(text, encoding="utf-8")


def _close_gaps(chunks: Sequence[list[str]]) -> None:
    """Let each file of words, [first, last, name], reach to the beginning of the next.

    Pagefind's program loads the files in whose range a word is. For a word between two files, it
    loads all that begin or end alike, among them those of the most frequent words.
    """
    for chunk, following in pairwise(chunks):
        chunk[1] = following[0]


def _with_short_names(volume: Path, pages: Sequence[Sequence[object]]) -> list[list[object]]:
    """Rename the files of documents, and name them in the list of all documents, which is returned.

    Each name is a hash, for which a reader would load four bytes a document at the first search.
    The new ones count, in a folder with a hash of all: `en_1f2e3d4c/0a7`. All begin with 0, so that
    the leak check takes none for a withheld word.
    """
    names = list(dict.fromkeys(str(page[0]) for page in pages))
    if not names:
        return []
    language = names[0].partition("_")[0]
    folder = f"{language}_{hashlib.sha256(' '.join(names).encode()).hexdigest()[:8]}"
    width = len(_base36(len(names) - 1)) + 1
    short = {name: f"{folder}/{_base36(at).zfill(width)}" for at, name in enumerate(names)}
    (volume / DOCUMENT_FOLDER / folder).mkdir()
    for name, new in short.items():
        old_path = volume / DOCUMENT_FOLDER / f"{name}.{DOCUMENT_SUFFIX}"
        old_path.rename(volume / DOCUMENT_FOLDER / f"{new}.{DOCUMENT_SUFFIX}")
    return [[short[str(page[0])], *page[1:]] for page in pages]


def _order_of_dates(
    pages: Sequence[Sequence[object]], sorts: Iterable[tuple[str, Sequence[int]]]
) -> str:
    """The numbers in the names of the documents that have a date, the earliest first."""
    orders = dict(sorts)
    numbers = [str(page[0]).rpartition("/")[2] for page in pages]
    return " ".join(numbers[at] for at in orders.get("date", ()))


def _base36(number: int) -> str:
    """A number in the digits 0 to 9 and a to z."""
    digits = ""
    while number or not digits:
        number, last = divmod(number, 36)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[last] + digits
    return digits


def share_program(volume: Path, first: str) -> None:
    """Let a volume use the program of the volume `first`, so that browsers load it once.

    Pagefind loads `wasm.NAME.pagefind` from the volume's folder; NAME becomes a relative path to
    the file of the other volume.
    """
    if volume.name == first:
        return
    for pattern in PROGRAM_FILES:
        for path in volume.glob(pattern):
            path.unlink()
    entry = volume / ENTRY_FILE
    contents = json.loads(entry.read_text(encoding="utf-8"))
    for language in contents["languages"].values():
        language["wasm"] = f"/../../{first}/wasm.{language['wasm']}"
    entry.write_text(json.dumps(contents, ensure_ascii=False), encoding="utf-8")


def _decompress(path: Path) -> bytes:
    return gzip.decompress(path.read_bytes()).removeprefix(SIGNATURE)


def _rewrite(path: Path, data: bytes, name: str) -> str:
    """Replace a file by one with the given data and return its new name.

    The name is made from the data and has the same length as the old one.
    """
    language, _, old = name.partition("_")
    new = f"{language}_{hashlib.sha256(data).hexdigest()[: len(old)]}"
    path.unlink()
    target = path.with_name(path.name.replace(name, new))
    target.write_bytes(compress(SIGNATURE + data))
    return new


def pack_text(text: str) -> bytes:
    """The contents of a file with a text."""
    return compress(SIGNATURE + cbor2.dumps(text))


def compress(data: bytes) -> bytes:
    """`data` compressed as gzip, with the same header in every version of Python.

    `gzip.compress` writes another byte for the operating system from Python 3.13 on.
    """
    deflate = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    body = deflate.compress(data) + deflate.flush()
    return GZIP_HEADER + body + _GZIP_TRAILER.pack(zlib.crc32(data), len(data) % 2**32)
