"""What earlier builds of an edition found out, in a hidden folder of the workspace.

It holds cables as they were parsed, before anything was withheld: it is for the eyes of those alone
who may read `content/cables`.
"""

from __future__ import annotations

import os
import pickle
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from zlib import crc32

from generator.disk.page_folder import PageStamp
from generator.disk.symlinks import read_regular, replace_file
from generator.disk.workspaces import Workspace
from generator.execution.program_version import program_digest
from generator.execution.result_cache import Data, Digest, ResultCache, digest
from generator.execution.safe_unpickle import unpickle

_HEAD = 20
"""Bytes of what stands in front."""


@dataclass(frozen=True, slots=True)
class State:
    """What is remembered."""

    memory: ResultCache
    pages: Mapping[str, PageStamp] = field(default_factory=dict)
    """The pages as they were written."""


def read_state(workspace: Workspace) -> State:
    """What the last build left here; nothing where another program left it, or it is damaged.

    Raises `ReftelError` where it holds anything but values.
    """
    try:
        data = memoryview(read_regular(_file(workspace)))
    except OSError:
        return State(ResultCache())
    head, body = data[:_HEAD], data[_HEAD:]
    if head != _head(folder_token(workspace), [body]):
        return State(ResultCache())
    length = int.from_bytes(body[:8], "little")
    return State(ResultCache(body[8 + length :]), unpickle(body[8 : 8 + length]))


def write_state(workspace: Workspace, state: State) -> None:
    """Remember it, in place of what was remembered before."""
    pages = pickle.dumps(dict(state.pages), pickle.HIGHEST_PROTOCOL)
    body = [len(pages).to_bytes(8, "little"), pages, *state.memory.serialize()]
    replace_atomically(_file(workspace), _head(make_state_folder(workspace), body), *body)


def _head(born: Digest, body: Iterable[Data]) -> bytes:
    """What stands in front of a state: of which program and folder it is, and a sum of it all."""
    made = 0
    for piece in body:
        made = crc32(piece, made)
    return digest(program_digest(), born) + made.to_bytes(4, "little")


def folder_token(workspace: Workspace) -> Digest:
    """What tells state that was made in this folder from state that was brought with a workspace.

    It is made of what the system alone sets, of a file that is written once: no archive, copy or
    repository brings it along. Another one at each call where the folder has none.
    """
    try:
        found = os.lstat(_mark(workspace))
    except OSError:
        return os.urandom(16)
    return digest(f"{found.st_ino} {found.st_ctime_ns}")


def make_state_folder(workspace: Workspace) -> Digest:
    """Make the folder of an edition's state, hidden from git and from others; its birthmark."""
    workspace.state.mkdir(parents=True, exist_ok=True, mode=0o700)
    mark = _mark(workspace)
    if mark.is_symlink() or not mark.is_file():
        replace_file(mark, b"*\n")
    return folder_token(workspace)


def _mark(workspace: Workspace) -> Path:
    return workspace.state.parent / ".gitignore"


def replace_atomically(path: Path, *pieces: Data) -> None:
    """Put a file of an edition's state in place of the one before, whole or not at all."""
    fresh = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        replace_file(fresh, *pieces)
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)


def _file(workspace: Workspace) -> Path:
    return workspace.state / "pages"
