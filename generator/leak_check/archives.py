"""What stands in archives, and in archives within them, within bounds of depth and size."""

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
"""Archives within one another that are opened."""

LARGEST = 500_000_000
"""Bytes that all that is unpacked from one file may have together."""

_STREAMS: tuple[tuple[bytes, Callable[[IO[bytes]], Any]], ...] = (
    (b"\x1f\x8b", lambda file: gzip.GzipFile(fileobj=file)),
    (b"BZh", bz2.BZ2File),
    (b"\xfd7zXZ\x00", lzma.LZMAFile),
)
"""How a packed stream begins, and what unpacks it."""

_NAMED = 0b11100
"""Flags of a gzip file that has a name, a comment or other fields in its head."""

_HEAD = 4096
"""Bytes in which these stand."""

_DAMAGED = (
    EOFError,
    OSError,
    ValueError,
    RuntimeError,  # a member that is locked by a password
    NotImplementedError,
    zlib.error,
    lzma.LZMAError,
    zipfile.BadZipFile,
    tarfile.TarError,
)


def is_stream(data: bytes) -> bool:
    """Whether a file is one packed stream, of which nothing can be read but what is unpacked."""
    return any(data.startswith(start) for start, _ in _STREAMS)


def members(data: bytes, name: str) -> Iterator[tuple[str, bytes]]:
    """Names and bytes of all that is packed in a file, from the outside in.

    A packed stream has its archive's name, as it has no other. `name` tells the file in messages.
    Raises `ReftelError` where an archive cannot be read, or is beyond the bounds.
    """
    yield from _Unpacker(name).members(data, depth=1)


class _Unpacker:
    """The unpacking of one file, which counts what it unpacks."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._left = LARGEST

    def members(self, data: bytes, depth: int) -> Iterator[tuple[str, bytes]]:
        """What stands in these bytes, if they are an archive."""
        opened = self._opened(data)
        if opened is None:
            return
        if depth > DEEPEST:
            raise self._fault(f"holds archives within archives, more than {DEEPEST} deep")
        try:
            for inner_name, inner in opened:
                yield inner_name, inner
                yield from self.members(inner, depth + 1)
        except _DAMAGED as error:
            raise self._fault("is an archive that is damaged or locked") from error

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
        if data.startswith(_STREAMS[0][0]) and data[3] & _NAMED:
            yield self._name, data[10:_HEAD]
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
        """All of a stream, at most as much as is left of the bound."""
        data = file.read(self._left + 1)
        self._left -= len(data)
        if self._left < 0:
            raise self._fault(f"unpacks to more than {LARGEST // 1_000_000} MB")
        return data

    def _fault(self, what: str) -> ReftelError:
        return ReftelError(
            f"{self._name} {what}, so that it cannot be looked through for withheld text: leave "
            "it out of the site, or pack it otherwise."
        )
