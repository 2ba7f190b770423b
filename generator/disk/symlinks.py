"""Safe access to the files of a workspace, which may come from elsewhere.

No link is followed out of the workspace, for reading or writing, and no call blocks.
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
    """What is at a path, following links: `a file`, `a folder`, `a named pipe`, or `nothing`."""
    try:
        return kind_of_mode(os.stat(path).st_mode)
    except OSError:
        return "nothing"


def kind_of_mode(mode: int) -> str:
    """The same for a file mode as given by `stat`."""
    return _KINDS[stat.S_IFMT(mode)]


def leads_out(path: Path, folder: Path) -> bool:
    """Whether a path leads out of a folder after resolving links in both."""
    real, root = os.path.realpath(path), os.path.realpath(folder)
    return os.path.commonpath([real, root]) != root


def refusal_reason(path: Path, folder: Path) -> str:
    """Why a path in a folder is not read, as a description of what it is; empty if it may be read.

    A file may be read, and a link to a file of the same folder.
    """
    kind = kind_of(path)
    if path.is_symlink():
        if leads_out(path, folder):
            return f"a link to {kind} outside {folder.name}, which is not followed"
        return "" if kind == "a file" else f"a link to {kind}"
    return "" if kind == "a file" else f"{kind}, not a regular file"


def read_regular(path: Path, largest: int | None = None) -> bytes:
    """The bytes of a file; at most one more than `largest`.

    Raises `OSError` if there is no file, or it is not a regular file.
    """
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    with open(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(0, "it is not a regular file", str(path))
        return file.read() if largest is None else file.read(largest + 1)


def replace_file(path: str | Path, *chunks: Data) -> None:
    """Write a new file in place of the one at `path`; its other hard links keep the old content.

    A symbolic link is replaced, not followed. The folder must exist. Raises `OSError`.
    """
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC
    try:
        descriptor = os.open(path, flags, 0o666)
    except FileExistsError:
        os.unlink(path)
        descriptor = os.open(path, flags, 0o666)
    with open(descriptor, "wb") as file:
        file.writelines(chunks)


def has_content(path: str | Path, data: bytes) -> bool:
    """Whether a regular file with these bytes is at the path."""
    try:
        return not os.path.islink(path) and read_regular(Path(path), len(data)) == data
    except OSError:
        return False


def check_no_link(root: Path, path: Path) -> None:
    """Raise `ReftelError` if a path below `root`, or a folder on the way to it, is a link."""
    for part in (path, *path.parents):
        if part == root:
            return
        if part.is_symlink():
            raise ReftelError(
                f"{part} is a link to {kind_of(part)}: the program writes there and does not "
                "follow links. Remove the link."
            )


def check_folder(path: Path) -> None:
    """Raise `ReftelError` if something other than a folder is at a path."""
    kind = kind_of(path)
    if kind not in ("a folder", "nothing"):
        raise ReftelError(f"{path} is {kind}; expected a folder: move away what is there.")


def check_within(root: Path, path: Path) -> None:
    """Raise `ReftelError` if a path below `root` leads out of it through a link."""
    if leads_out(path, root):
        raise ReftelError(
            f"{path} leads through a link to {kind_of(path)} outside the workspace, which is not "
            "followed: move the files into the workspace."
        )


def check_tree(folder: Path) -> None:
    """Raise `ReftelError` if a file below a folder may not be read.

    A hidden link to nothing is allowed: editors lock files with such links.
    """
    for inner, folders, files in os.walk(folder):
        links = [name for name in folders if os.path.islink(os.path.join(inner, name))]
        for path in (Path(inner, name) for name in (*files, *links)):
            if path.name.startswith(".") and kind_of(path) == "nothing":
                continue
            reason = refusal_reason(path, folder)
            if reason and not (kind_of(path) == "a folder" and not leads_out(path, folder)):
                raise ReftelError(
                    f"{path} is {reason}: put the file itself there, or remove what is there."
                )


def irregular_paths(folder: str | Path) -> Iterator[str]:
    """The paths of everything below a folder that is neither a folder nor a regular file."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from irregular_paths(entry.path)
            elif not entry.is_file(follow_symlinks=False):
                yield entry.path
