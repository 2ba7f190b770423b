"""Make the search index that Pagefind writes reproducible and small.

Pagefind writes the values of a facet in an order that differs from run to run, and names files
after their contents. This module sorts the values, numbers the files of words and of documents, and
writes for each volume a file, its head, with what a search needs of it first (`VolumeHead`). The
bytes still depend on the compression library: a Python with zlib-ng instead of zlib may compress
the same data differently.
"""

from __future__ import annotations

import gzip
import hashlib
import struct
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import cbor2

from generator.release.pagefind_files import (
    DOCUMENT_FOLDER,
    FILTER_FILES,
    META_FILES,
    SIGNATURE,
    VOCABULARY_SUFFIX,
    WORD_FOLDER,
)

DATES = f"dates{VOCABULARY_SUFFIX}"
"""The name of the file, in the folder of a volume, with the numbers of its documents by date, the
earliest first. Only those who sort by date load it."""

GZIP_HEADER = bytes.fromhex("1f8b 08 00 00000000 02 ff")
"""A gzip header (RFC 1952): no name, no time, maximum compression, unknown operating system."""

_GZIP_TRAILER = struct.Struct("<2L")
"""The end of a gzip file: checksum and length of the data."""


class VolumeHead(NamedTuple):
    """What the site's script needs of a volume before it can search in it, in this order.

    Files of documents and of words are numbered from 0, in the digits 0 to 9 and a to z. All their
    names begin with 0, so that the leak check takes none for a withheld word.
    """

    documents: str
    """The folder of the files of documents, within `fragment`; its name has a hash of all."""
    words: str
    """The same for the files of words, within `index`."""
    lengths: list[int]
    """The number of words of each document."""
    starts: list[str]
    """The beginning of the first word of each file of words."""
    fields: list[str]
    """The names of the fields of documents."""
    facets: list[tuple[str, str]]
    """Each facet with the name of its file, within `filter`."""


def normalize(volume: Path) -> None:
    """Rewrite the index in a folder so that the same documents always give the same files."""
    facets = sorted(_rewrite_facet(path) for path in volume.glob(FILTER_FILES))
    (path,) = volume.glob(META_FILES)
    _, pages, chunks, _, sorts, fields = cbor2.loads(_decompress(path))
    documents = _number_files(volume / DOCUMENT_FOLDER, [page[0] for page in pages])
    words = _number_files(volume / WORD_FOLDER, [chunk[2] for chunk in chunks])
    lengths, starts = [page[1] for page in pages], [chunk[0] for chunk in chunks]
    (volume / DATES).write_bytes(pack(dict(sorts).get("date", [])))
    head = VolumeHead(documents, words, lengths, starts, fields, facets)
    _rewrite(path, cbor2.dumps(head), path.stem.removeprefix("pagefind."))


def _rewrite_facet(path: Path) -> tuple[str, str]:
    """Sort the values in the file of a facet; return the facet and the new name of the file."""
    facet, values = cbor2.loads(_decompress(path))
    return facet, _rewrite(path, cbor2.dumps([facet, sorted(values)]), path.stem)


def _number_files(folder: Path, names: Sequence[str]) -> str:
    """Number the files with these names in a folder; return the name of their new folder."""
    language = names[0].partition("_")[0]
    new = f"{language}_{hashlib.sha256(' '.join(names).encode()).hexdigest()[:8]}"
    width = len(_base36(len(names) - 1)) + 1
    paths = {path.stem: path for path in folder.iterdir()}
    (folder / new).mkdir()
    for number, name in enumerate(names):
        path = paths[name]
        path.rename(folder / new / f"{_base36(number).zfill(width)}{path.suffix}")
    return new


def _base36(number: int) -> str:
    """A number in the digits 0 to 9 and a to z."""
    digits = ""
    while number or not digits:
        number, last = divmod(number, 36)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[last] + digits
    return digits


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


def pack(value: object) -> bytes:
    """The contents of a file with a value."""
    return compress(SIGNATURE + cbor2.dumps(value))


def compress(data: bytes) -> bytes:
    """`data` compressed as gzip, with the same header in every version of Python.

    `gzip.compress` writes another byte for the operating system from Python 3.13 on.
    """
    deflate = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    body = deflate.compress(data) + deflate.flush()
    return GZIP_HEADER + body + _GZIP_TRAILER.pack(zlib.crc32(data), len(data) % 2**32)
