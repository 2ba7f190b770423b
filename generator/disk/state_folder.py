"""The hidden folder in which a workspace keeps what its builds remember."""

from __future__ import annotations

import os
from pathlib import Path

from generator.disk.symlinks import replace_file
from generator.disk.workspaces import Workspace
from generator.execution.result_cache import Data, Digest, digest


def folder_token(workspace: Workspace) -> Digest:
    """Tells a record made in this folder from one that was brought with a workspace.

    It is made of what only the system sets, for a file that is written once: no archive, copy or
    repository carries it along. Without a folder each call gives another one.
    """
    try:
        stat = os.lstat(_mark(workspace))
    except OSError:
        return os.urandom(16)
    return digest(f"{stat.st_ino} {stat.st_ctime_ns}")


def make_state_folder(workspace: Workspace) -> Digest:
    """Make the folder of an edition, hidden from git and other users; gives its token."""
    workspace.state.mkdir(parents=True, exist_ok=True, mode=0o700)
    mark = _mark(workspace)
    if mark.is_symlink() or not mark.is_file():
        replace_file(mark, b"*\n")
    return folder_token(workspace)


def replace_atomically(path: Path, *pieces: Data) -> None:
    """Replace a file of the folder in one step: it is never half written."""
    fresh = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        replace_file(fresh, *pieces)
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)


def _mark(workspace: Workspace) -> Path:
    return workspace.state.parent / ".gitignore"
