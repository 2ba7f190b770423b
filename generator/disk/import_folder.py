"""The folders that an import writes to: telegrams, originals and the log.

Whatever is written has another name until it is complete, so that an import that was killed leaves
nothing half written; the next one writes the same files.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from generator.disk.symlinks import check_folder, check_no_link, has_content, replace_file
from generator.disk.workspaces import Workspace
from generator.errors import ReftelError
from generator.execution.result_cache import digest
from generator.importing.file_forms import HEAD, form_of
from generator.importing.import_rows import COMPLETE
from generator.importing.imported_parts import Telegram
from generator.importing.telegram_names import file_names

LOG = "imports.jsonl"
"""The log, below the folder of originals."""

PARTIAL = ".reftel-import"
"""The name of a file until it is complete."""


class ImportFolder:
    """Where telegrams and originals are written, for one import at a time."""

    def __init__(self, target: Path, originals: Path) -> None:
        self.target = target
        """The folder of the telegrams."""
        self.originals = originals
        """The folder of the files as they came, named by their hashes."""

    @property
    def log(self) -> Path:
        """The log of all imports."""
        return self.originals / LOG

    def write_telegram(self, telegram: Telegram) -> tuple[str, bool]:
        """Write a telegram: the path of its file, as in the log, and whether it is new.

        A file with the same content is left as it is, one with another content is never replaced.
        """
        for name in file_names(telegram.name, telegram.suffix, telegram.data):
            path = self.target / name
            if not os.path.lexists(path):
                _write(path, telegram.data)
                return self._shown(path), True
            if has_content(path, telegram.data):
                return self._shown(path), False
        raise ReftelError(f"{self.target / telegram.name}: all names for this file are in use.")

    def keep_original(self, source: IO[bytes], name: str) -> None:
        """Copy a file to the originals under its `original_name`, unless it is there."""
        path = self.originals / name
        if not path.is_file():
            path.parent.mkdir(exist_ok=True)
            partial = path.parent / PARTIAL
            replace_file(partial)
            with open(partial, "wb") as copy:
                source.seek(0)
                shutil.copyfileobj(source, copy, 1 << 20)
            partial.replace(path)

    def _shown(self, path: Path) -> str:
        """A path as in the log: relative to the folder that holds the originals."""
        return path.relative_to(self.originals.parent).as_posix()


def original_name(source: IO[bytes]) -> str:
    """The path of a file below the originals: `3f/3fa4...c0.pdf`, by the hash of its content.

    The first two digits name a folder, so that no folder holds all originals of a large archive.
    """
    source.seek(0)
    suffix = form_of(source.read(HEAD)).suffix
    source.seek(0)
    name = hashlib.file_digest(source, "sha256").hexdigest()  # type: ignore[arg-type]
    source.seek(0)
    return f"{name[:2]}/{name}{suffix}"


class ImportLog:
    """The log of imports, open for writing."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._sources = set(map(digest, _complete_rows(file)))

    @contextmanager
    def source_rows(self) -> Iterator[SourceRows]:
        """The rows of a source; they are added to the log at the end, unless they are there."""
        with tempfile.TemporaryFile() as file:
            rows = SourceRows(file)
            yield rows
            if (key := digest(rows.last)) not in self._sources:
                file.seek(0)
                shutil.copyfileobj(file, self._file)
                self._file.write(rows.last)
                self._file.flush()
                self._sources.add(key)


class SourceRows:
    """The rows of a source, in a file: an archive may have more of them than memory."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._hash = hashlib.blake2b(digest_size=16)
        self.last = b""
        """The row that completes them."""

    @property
    def digest(self) -> str:
        """A digest of the rows."""
        return self._hash.hexdigest()

    def add(self, row: bytes) -> None:
        """Add the row of a part."""
        self._file.write(row)
        self._hash.update(row)


def make_import_folder(workspace: Workspace, target: Path | None) -> ImportFolder:
    """Where an import writes: into content/cables and content/originals of the workspace.

    A `target` below content/cables takes its place; one outside the workspace gets the originals
    too. Raises `ReftelError` for another folder of the workspace, and for one that is a link.
    """
    folder = (target if target is not None else workspace.cables).resolve()
    cables = workspace.cables.resolve()
    if folder.is_relative_to(cables):
        workspace.check()
        originals = workspace.root / "content" / "originals"
        for path in (folder, originals):
            check_no_link(workspace.root, path)
    elif folder.is_relative_to(workspace.root) and workspace.settings.exists():
        raise ReftelError(
            f"{target} is in the workspace, but not below content/cables: cables are read from "
            "there only."
        )
    else:
        originals = folder / "originals"
        check_no_link(folder, originals)
    for path in (folder, originals):
        check_folder(path)
        path.mkdir(parents=True, exist_ok=True)
    return ImportFolder(folder, originals)


@contextmanager
def open_log(folder: ImportFolder) -> Iterator[ImportLog]:
    """The log of a folder, as long as the import runs.

    Rows of a source that an import was killed in are removed. Raises `ReftelError` if another
    import into the folder is running, or the log is not a file of its own.
    """
    with _open_log(folder.log) as file:
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except (BlockingIOError, PermissionError) as error:
            raise ReftelError(
                f"another import into {folder.target} is running: wait for it to end."
            ) from error
        yield ImportLog(file)
        os.fsync(file.fileno())
    (folder.target / PARTIAL).unlink(missing_ok=True)


def _open_log(path: Path) -> IO[bytes]:
    flags = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK
    try:
        descriptor = os.open(path, flags, 0o666)
    except OSError as error:
        raise ReftelError(f"{path} cannot be written ({error.strerror}).") from error
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise ReftelError(f"{path} is not a file: move away what is there.")
    return os.fdopen(descriptor, "r+b")


def _complete_rows(file: IO[bytes]) -> Iterator[bytes]:
    """The last rows of all sources; what follows the last of them is removed from the file."""
    file.seek(0)
    end = position = 0
    for line in file:
        position += len(line)
        if line.startswith(COMPLETE) and line.endswith(b"}\n"):
            end = position
            yield line
    file.truncate(end)
    file.seek(end)


def _write(path: Path, data: bytes) -> None:
    partial = path.parent / PARTIAL
    replace_file(partial, data)
    partial.replace(path)
