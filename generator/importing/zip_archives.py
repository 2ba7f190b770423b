"""The members of zip archives, which may be hostile: nothing of them is trusted."""

from __future__ import annotations

import posixpath
import re
import stat
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from generator.importing.file_forms import OFFICE_ADVICE

MAX_LEVEL = 2
"""Archives within archives: an archive within an archive is read, one within that is not."""

MAX_MEMBERS = 200_000
"""Number of files of the largest archive that is read."""

MAX_RATIO = 200
"""Highest ratio of the size of a file to its packed size; that of text is below 20."""

MIN_BOMB = 1_000_000
"""Size from which the ratio counts, in bytes: a short file of blanks is not a bomb."""

MAX_TOTAL = 8_000_000_000
"""Bytes that are unpacked from one archive, with those within it."""

SYSTEM_FILES = re.compile(
    r"(?:^|/)(?:\.(?!\.?[/\\])|__MACOSX(?:/|$)|Thumbs\.db$|desktop\.ini$)", re.I
)
"""Hidden files, and files that systems put into folders on their own."""


class UnpackingBudget:
    """The bytes that may still be unpacked from an archive and from those within it."""

    def __init__(self, total: int = MAX_TOTAL) -> None:
        self.left = total


@dataclass(frozen=True, slots=True)
class ZipMember:
    """A file in an archive."""

    name: str
    """Its path in the archive, as text."""
    data: bytes = b""
    """Its content; empty if it is not read."""
    refusal: str = ""
    """Why it is not read, and what to do; empty if it is read."""
    is_expected: bool = False
    """True for a refused file that no one expects to be read: a hidden one."""


def zip_refusal(archive: zipfile.ZipFile) -> str:
    """Why an archive is not read as a whole, and what to do; empty if it is read."""
    names = archive.namelist()
    if len(names) > MAX_MEMBERS:
        return f"the archive holds {len(names):,} files; expected at most {MAX_MEMBERS:,}: split it"
    if "[Content_Types].xml" in names or "mimetype" in names[:1]:
        return f"it is a document of an office program: {OFFICE_ADVICE}"
    return ""


def zip_members(
    archive: zipfile.ZipFile, budget: UnpackingBudget, largest: int
) -> Iterator[ZipMember]:
    """The files of an archive in its order, none larger than `largest` bytes."""
    for info in archive.infolist():
        name = info.filename.encode("utf-8", "backslashreplace").decode("utf-8")
        if info.is_dir():
            continue
        if SYSTEM_FILES.search(name):
            yield ZipMember(name, refusal="it is a hidden or system file", is_expected=True)
            continue
        refusal = _member_refusal(info, budget, largest)
        yield ZipMember(name, refusal=refusal) if refusal else _read(archive, info, name, budget)


def _member_refusal(info: zipfile.ZipInfo, budget: UnpackingBudget, largest: int) -> str:
    """Why a file of an archive is not read; empty if it is."""
    parts = info.filename.replace("\\", "/").split("/")
    if ".." in parts or posixpath.isabs(info.filename) or re.match(r"[A-Za-z]:|\\", info.filename):
        return "its path leads out of the archive: pack it again without '..' and absolute paths"
    if stat.S_ISLNK(info.external_attr >> 16):
        return "it is a symbolic link: pack the file itself"
    if info.flag_bits & 0x1:
        return "it is encrypted: unpack the archive with its password and import the files"
    if info.file_size > MIN_BOMB and info.file_size > MAX_RATIO * max(info.compress_size, 1):
        return (
            f"it unpacks to more than {MAX_RATIO} times its size, as no text does: unpack it "
            "yourself if you trust it"
        )
    if info.file_size > largest:
        return f"it has {info.file_size:,} bytes; expected at most {largest:,}: split it"
    if info.file_size > budget.left:
        return f"the archive unpacks to more than {MAX_TOTAL:,} bytes: split it"
    return ""


def _read(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, budget: UnpackingBudget
) -> ZipMember:
    """A file of an archive; of a size that is wrongly declared, only the declared bytes."""
    try:
        with archive.open(info) as file:
            data = file.read(info.file_size + 1)
    except NotImplementedError:
        return ZipMember(name, refusal="it is packed by an unknown method: pack it again as zip")
    except Exception:  # zipfile raises errors of many kinds, also of struct, zlib and lzma
        return ZipMember(name, refusal="it is damaged in the archive: fetch the archive again")
    budget.left -= len(data)
    return ZipMember(name, data)


def open_archive(file: BinaryIO) -> zipfile.ZipFile | None:
    """The archive in a file; None if its table of contents is damaged."""
    try:
        return zipfile.ZipFile(file)
    except Exception:  # as above
        return None
