"""Files of a workspace that may come from elsewhere.

No link is followed out of it, for reading or for writing, and no file is waited for.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from generator.errors import ReftelError
from generator.execution.result_cache import Data

_KINDS = {
    stat.S_IFREG: "a file",
    stat.S_IFDIR: "a folder",
    stat.S_IFIFO: "a named pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}


def kind_of(path: str | Path) -> str:
    """What stands at a path, links followed: `a file`, `a folder`, `a named pipe`, or `nothing`."""
    try:
        return kind_of_mode(os.stat(path).st_mode)
    except OSError:
        return "nothing"


def kind_of_mode(mode: int) -> str:
    """The same for something of this mode, as in the result of `stat`."""
    return _KINDS[stat.S_IFMT(mode)]


def leads_out(path: Path, folder: Path) -> bool:
    """Whether a path leads out of a folder, with the links of both followed."""
    real, root = os.path.realpath(path), os.path.realpath(folder)
    return os.path.commonpath([real, root]) != root


def refusal_reason(path: Path, folder: Path) -> str:
    """Why a path in a folder is not read, as what the path is; empty where it may be read.

    It may be a file, or a link to a file of the same folder.
    """
    kind = kind_of(path)
    if path.is_symlink():
        if leads_out(path, folder):
            return f"a link to {kind} outside {folder.name}, and is not followed"
        return "" if kind == "a file" else f"a link to {kind}"
    return "" if kind == "a file" else f"{kind}, no regular file"


def read_regular(path: Path, largest: int | None = None) -> bytes:
    """The bytes of a file; at most one more than `largest`.

    Raises `OSError` where there is none, or it is no regular file.
    """
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    with open(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(0, "it is no regular file", str(path))
        return file.read() if largest is None else file.read(largest + 1)


def replace_file(path: str | Path, *pieces: Data) -> None:
    """Write a file in place of what stands there, which keeps its text under its other names.

    Neither a link nor another name of a file is written through. The folder is there. Raises
    `OSError`.
    """
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC
    try:
        descriptor = os.open(path, flags, 0o666)
    except FileExistsError:
        os.unlink(path)
        descriptor = os.open(path, flags, 0o666)
    with open(descriptor, "wb") as file:
        file.writelines(pieces)


def check_no_link(root: Path, path: Path) -> None:
    """Raise `ReftelError` where a path below `root`, or a folder on its way, is a link."""
    for part in (path, *path.parents):
        if part == root:
            return
        if part.is_symlink():
            raise ReftelError(
                f"{part} is a link to {kind_of(part)}: the program writes there and follows no "
                "link. Remove the link."
            )


def check_folder(path: Path) -> None:
    """Raise `ReftelError` where something else than a folder stands at a path."""
    kind = kind_of(path)
    if kind not in ("a folder", "nothing"):
        raise ReftelError(f"{path} is {kind}; expected a folder: move away what stands there.")


def check_within(root: Path, path: Path) -> None:
    """Raise `ReftelError` where a path below `root` leads out of it by a link."""
    if leads_out(path, root):
        raise ReftelError(
            f"{path} leads to {kind_of(path)} outside the workspace by a link, which is not "
            "followed: put what belongs to the workspace into it."
        )


def check_tree(folder: Path) -> None:
    """Raise `ReftelError` where a file in a folder, or in one below, may not be read.

    A hidden link to nothing is left alone: editors lock files with such links.
    """
    for inner, folders, files in os.walk(folder):
        links = [name for name in folders if os.path.islink(os.path.join(inner, name))]
        for path in (Path(inner, name) for name in (*files, *links)):
            if path.name.startswith(".") and kind_of(path) == "nothing":
                continue
            reason = refusal_reason(path, folder)
            if reason and not (kind_of(path) == "a folder" and not leads_out(path, folder)):
                raise ReftelError(
                    f"{path} is {reason}: put the file itself there, or remove what stands there."
                )


def irregular_paths(folder: str | Path) -> Iterator[str]:
    """The paths of all that is neither a folder nor a regular file, in a folder and below."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from irregular_paths(entry.path)
            elif not entry.is_file(follow_symlinks=False):
                yield entry.path
