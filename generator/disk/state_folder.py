"""The hidden folder in which a workspace keeps the records of its builds."""

from __future__ import annotations

import os
from pathlib import Path

from generator.disk.symlinks import replace_file
from generator.disk.workspaces import Workspace
from generator.execution.result_cache import Data, Digest, digest


def folder_token(workspace: Workspace) -> Digest:
    """A token of the workspace folder that a copied or unpacked workspace does not have.

    It is derived from values that only the system sets, of a file that is written once. Without
    that file each call gives another token.
    """
    try:
        status = os.lstat(_marker(workspace))
    except OSError:
        return os.urandom(16)
    return digest(f"{status.st_ino} {status.st_ctime_ns}")


def make_state_folder(workspace: Workspace) -> Digest:
    """Make the folder of an edition, private and ignored by git; returns its token."""
    workspace.state.mkdir(parents=True, exist_ok=True, mode=0o700)
    marker = _marker(workspace)
    if marker.is_symlink() or not marker.is_file():
        replace_file(marker, b"*\n")
    return folder_token(workspace)


def replace_atomically(path: Path, *chunks: Data) -> None:
    """Replace a file of the folder in one step: it is never half written."""
    temporary = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        replace_file(temporary, *chunks)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def _marker(workspace: Workspace) -> Path:
    return workspace.state.parent / ".gitignore"
