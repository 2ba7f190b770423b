"""Unpacks archives and the archives within them, within bounds of depth and size."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import IO, Any

from generator.errors import ReftelError

DEEPEST = 5
"""The most levels of archives within archives."""

LARGEST = 500_000_000
"""The most bytes that are unpacked from one file, in total."""

_STREAMS: tuple[tuple[bytes, Callable[[IO[bytes]], Any]], ...] = (
    (b"\x1f\x8b", lambda file: gzip.GzipFile(fileobj=file)),
    (b"BZh", bz2.BZ2File),
    (b"\xfd7zXZ\x00", lzma.LZMAFile),
)
"""The first bytes of each kind of compressed stream, and the function that unpacks it."""

_HAS_FIELDS = 0b11100
"""Flags of a gzip file with a name, a comment or extra fields in its header."""

_HEADER_SIZE = 4096
"""The bytes of a gzip file that are searched for these fields."""

_DAMAGED = (
    EOFError,
    OSError,
    ValueError,
    RuntimeError,  # a member with a password
    NotImplementedError,
    zlib.error,
    lzma.LZMAError,
    zipfile.BadZipFile,
    tarfile.TarError,
)


def is_stream(data: bytes) -> bool:
    """Whether a file is a compressed stream, whose own bytes cannot be searched."""
    return any(data.startswith(start) for start, _ in _STREAMS)


def members(data: bytes, name: str) -> Iterator[tuple[str, bytes]]:
    """The names and contents of everything packed in a file, from the outside in.

    A compressed stream, which has no name, gets that of its file. Messages call the file `name`.
    Raises `ReftelError` if an archive cannot be read or exceeds the bounds.
    """
    yield from _Unpacker(name).members(data, depth=1)


class _Unpacker:
    """Unpacks one file and counts the unpacked bytes."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._left = LARGEST

    def members(self, data: bytes, depth: int) -> Iterator[tuple[str, bytes]]:
        """The names and contents of everything packed in `data`, if it is an archive."""
        opened = self._opened(data)
        if opened is None:
            return
        if depth > DEEPEST:
            raise self._fault(f"contains more than {DEEPEST} levels of archives within archives")
        try:
            for inner_name, inner in opened:
                yield inner_name, inner
                yield from self.members(inner, depth + 1)
        except _DAMAGED as error:
            raise self._fault("is a damaged or password-protected archive") from error

    def _opened(self, data: bytes) -> Iterator[tuple[str, bytes]] | None:
        for start, unpack in _STREAMS:
            if data.startswith(start):
                return self._stream(data, unpack(io.BytesIO(data)))
        if zipfile.is_zipfile(io.BytesIO(data)):
            return self._zip(data)
        if data[257:262] == b"ustar":
            return self._tar(data)
        return None

    def _stream(self, data: bytes, file: IO[bytes]) -> Iterator[tuple[str, bytes]]:
        if data.startswith(_STREAMS[0][0]) and data[3] & _HAS_FIELDS:
            yield self._name, data[10:_HEADER_SIZE]
        yield self._name, self._read(file)

    def _zip(self, data: bytes) -> Iterator[tuple[str, bytes]]:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield self._name, archive.comment
            for member in archive.infolist():
                yield member.filename, member.comment + b"\n" + member.extra
                with archive.open(member) as file:
                    yield member.filename, self._read(file)

    def _tar(self, data: bytes) -> Iterator[tuple[str, bytes]]:
        with tarfile.open(fileobj=io.BytesIO(data)) as archive:
            for member in archive:
                file = archive.extractfile(member) if member.isfile() else None
                yield member.name, self._read(file) if file else member.linkname.encode()

    def _read(self, file: IO[bytes]) -> bytes:
        """The whole stream, within what is left of the bound."""
        data = file.read(self._left + 1)
        self._left -= len(data)
        if self._left < 0:
            raise self._fault(f"unpacks to more than {LARGEST // 1_000_000} MB")
        return data

    def _fault(self, what: str) -> ReftelError:
        return ReftelError(
            f"{self._name} {what}, so it cannot be searched for withheld text: leave it out of the "
            "site, or pack it differently."
        )
