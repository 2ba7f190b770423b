"""One form of a search index for one set of documents, and one program for all volumes of it.

Pagefind writes the values of a facet in an order that differs from run to run, and names files
after what is in them, so that two builds would differ. Here the values are sorted, and the files
that hold or name them are named anew. Their bytes are those of one zlib: a Python with another one
(zlib-ng) may pack the same data into other bytes.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import struct
import zlib
from pathlib import Path

import cbor2

from generator.leak_check.file_texts import SIGNATURE

HEADER = bytes.fromhex("1f8b 08 00 00000000 02 ff")
"""A gzip header (RFC 1952): no name, no time, packed as small as can be, on no system named."""

_END = struct.Struct("<2L")
"""What ends a gzip file: checksum and length of the data."""

ENTRY = "pagefind-entry.json"
"""Names the file that names all others."""

PROGRAM = ("wasm.*.pagefind", "pagefind.js", "pagefind-worker.js")
"""The files by which a browser searches, the same in every volume."""


def settle(volume: Path) -> None:
    """Give the index in a folder its one form."""
    renamed: dict[bytes, bytes] = {}
    for path in sorted(volume.glob("filter/*.pf_filter")):
        facet, values = cbor2.loads(_unpacked(path))
        data = cbor2.dumps([facet, sorted(values)])
        renamed[path.stem.encode()] = _write_anew(path, data, path.stem).encode()
    for path in sorted(volume.glob("pagefind.*.pf_meta")):
        data = _unpacked(path)
        for old, new in renamed.items():
            data = data.replace(old, new)
        version, pages, chunks, facets, sorts, fields = cbor2.loads(data)
        data = cbor2.dumps([version, pages, chunks, sorted(facets), sorts, fields])
        old_name = path.stem.removeprefix("pagefind.")
        new_name = _write_anew(path, data, old_name)
        entry = volume / ENTRY
        text = entry.read_text(encoding="utf-8").replace(old_name, new_name)
        entry.write_text(text, encoding="utf-8")


def share_program(volume: Path, first: str) -> None:
    """Let a volume be searched by the program of the `first` one, its neighbour: it is loaded once.

    Pagefind loads `wasm.NAME.pagefind` of the volume's folder; this name leads from there to the
    neighbour's.
    """
    if volume.name == first:
        return
    for pattern in PROGRAM:
        for path in volume.glob(pattern):
            path.unlink()
    entry = volume / ENTRY
    told = json.loads(entry.read_text(encoding="utf-8"))
    for language in told["languages"].values():
        language["wasm"] = f"/../../{first}/wasm.{language['wasm']}"
    entry.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")


def _unpacked(path: Path) -> bytes:
    return gzip.decompress(path.read_bytes()).removeprefix(SIGNATURE)


def _write_anew(path: Path, data: bytes, name: str) -> str:
    """Write the data in place of a file, under a name of the same length made from it: the name."""
    language, _, old = name.partition("_")
    new = f"{language}_{hashlib.sha256(data).hexdigest()[: len(old)]}"
    path.unlink()
    target = path.with_name(path.name.replace(name, new))
    target.write_bytes(packed(SIGNATURE + data))
    return new


def packed(data: bytes) -> bytes:
    """`data` packed as gzip, its header the same in every version of Python.

    `gzip.compress` names the operating system by another byte from Python 3.13 on.
    """
    deflate = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    body = deflate.compress(data) + deflate.flush()
    return HEADER + body + _END.pack(zlib.crc32(data), len(data) % 2**32)
