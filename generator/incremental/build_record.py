"""The build record of an edition: what the last build made, from which inputs.

It has three tables: results by the digest of their inputs, the Markdown pages as written, and the
files of the served site. A unit of work whose inputs have the same digest, and whose files are as
they were written, is taken over; everything else is built.

The record holds cables before anything is withheld: it is for those only who may read
`content/cables`. It may be deleted at any time. Nothing in it is executable: the tables of files
are CBOR, and results are read by `safe_unpickle`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from zlib import crc32

import cbor2

from generator.disk import Workspace
from generator.disk.page_folder import PageStamp
from generator.disk.site_files import is_below
from generator.disk.state_folder import folder_token, make_state_folder, replace_atomically
from generator.disk.symlinks import read_regular
from generator.execution.program_version import program_digest
from generator.execution.result_cache import Data, Digest, ResultCache, digest
from generator.leak_check.inspection import AuditedFile

_HEAD = 20
"""Bytes in front of the tables: a digest of program and folder, and a checksum."""

_NOT_USED = "The build record is damaged or from another version: building from scratch."


@dataclass(slots=True, kw_only=True)
class SiteRecord:
    """The served site."""

    layout: bytes = b""
    """A digest of everything that its pages were put into the theme with."""
    secrets: str = ""
    """A digest of what the edition withholds, which its files were checked for."""
    volumes: dict[str, str] = field(default_factory=dict)
    """The digest of the inputs of each volume of the search index."""
    files: dict[str, AuditedFile] = field(default_factory=dict)
    """Its files by path."""
    inputs: bytes = b""
    """A digest of it and of what it was made from; see `site_digest`."""


@dataclass(slots=True, kw_only=True)
class BuildRecord:
    """What the last build made."""

    results: ResultCache = field(default_factory=ResultCache)
    pages: Mapping[str, PageStamp] = field(default_factory=dict)
    """The Markdown pages by path."""
    site: SiteRecord = field(default_factory=SiteRecord)


def read_record(
    workspace: Workspace, report: Callable[[str], object] = lambda message: None
) -> BuildRecord:
    """The record of the workspace's edition; an empty one where there is none to use.

    `report` is given a sentence where there is one of another version or a damaged one.
    """
    try:
        data = memoryview(read_regular(_file(workspace)))
    except OSError:
        return BuildRecord()
    body = data[_HEAD:]
    if data[:_HEAD] != _head(folder_token(workspace), [body]):
        report(_NOT_USED)
        return BuildRecord()
    try:
        return _decoded(body)
    except (cbor2.CBORDecodeError, ValueError, TypeError, AttributeError):
        report(_NOT_USED)
        return BuildRecord()


def write_record(workspace: Workspace, record: BuildRecord) -> None:
    """Replace the record of the workspace's edition."""
    site = record.site
    tables = cbor2.dumps(
        (
            {path: (s.digest, s.size, s.mtime_ns) for path, s in record.pages.items()},
            site.layout,
            site.secrets,
            site.volumes,
            {path: tuple(file) for path, file in site.files.items()},
            site.inputs,
        )
    )
    body = [len(tables).to_bytes(8, "little"), tables, *record.results.serialize()]
    replace_atomically(_file(workspace), _head(make_state_folder(workspace), body), *body)


def previous_site_folder(workspace: Workspace) -> Path:
    """The folder of the site before the served one."""
    return workspace.state / "spare"


def _decoded(body: memoryview) -> BuildRecord:
    length = int.from_bytes(body[:8], "little")
    pages, layout, secrets, volumes, files, inputs = cbor2.loads(body[8 : 8 + length])
    if any(not is_below(path) for path in (*pages, *files)):
        raise ValueError("the record names a file outside the site")
    return BuildRecord(
        results=ResultCache(body[8 + length :]),
        pages={path: PageStamp(*stamp) for path, stamp in pages.items()},
        site=SiteRecord(
            layout=layout,
            secrets=secrets,
            volumes=volumes,
            files={path: AuditedFile(*file) for path, file in files.items()},
            inputs=inputs,
        ),
    )


def _head(born: Digest, body: Iterable[Data]) -> bytes:
    """The bytes in front of a record of this program, made in this folder."""
    checksum = 0
    for piece in body:
        checksum = crc32(piece, checksum)
    return digest(program_digest(), born) + checksum.to_bytes(4, "little")


def _file(workspace: Workspace) -> Path:
    return workspace.state / "record"
