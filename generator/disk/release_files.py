"""The files of the releases of an edition, one for each release."""

from __future__ import annotations

import os
from collections.abc import Iterator

from generator.changes.release_records import ENDING, in_order, read_record
from generator.curated.bounds import decoded
from generator.disk.regular import read_within
from generator.disk.state_folder import replace_atomically
from generator.disk.symlinks import check_folder, check_no_link
from generator.disk.workspaces import Workspace
from generator.model.site_releases import ReleaseRecord

LARGEST_RECORD = 1_000_000_000
"""Size limit of the file of a release in bytes; that of 100,000 cables has a tenth of it."""


def read_releases(workspace: Workspace) -> tuple[ReleaseRecord, ...]:
    """The releases of the workspace's edition in the order in which they were recorded.

    Raises `ReftelError` with file and line of what is damaged.
    """
    return tuple(in_order(_records(workspace)))


def _records(workspace: Workspace) -> Iterator[ReleaseRecord]:
    try:
        names = sorted(os.listdir(workspace.releases))
    except (FileNotFoundError, NotADirectoryError):
        return
    for name in names:
        file = release_file(workspace, name.removesuffix(ENDING))
        if name.startswith(".") or not name.endswith(ENDING):
            continue
        data = read_within(workspace.root, file, largest=LARGEST_RECORD)
        if data is not None:
            yield read_record(decoded(data, file), file, workspace.edition)


def release_file(workspace: Workspace, key: str) -> str:
    """The path of the file of a release within the workspace."""
    folder = workspace.releases.relative_to(workspace.root).as_posix()
    return f"{folder}/{key}{ENDING}"


def write_release(workspace: Workspace, key: str, text: str) -> str:
    """Write the file of a release and give its path within the workspace.

    Raises `ReftelError` if a link is in the way.
    """
    path = workspace.root / release_file(workspace, key)
    check_no_link(workspace.root, path)
    check_folder(path.parent)
    path.parent.mkdir(parents=True, exist_ok=True)
    replace_atomically(path, text.encode("utf-8", "surrogatepass"))
    return release_file(workspace, key)
