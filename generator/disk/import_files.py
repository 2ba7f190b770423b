"""Imports files: telegrams to files of their own, originals by their hashes, a log of all parts."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from generator.disk.curated import README
from generator.disk.files import utf8_name
from generator.disk.import_folder import ImportFolder, ImportLog, SourceRows, original_name
from generator.disk.ocr import recognise
from generator.disk.sources import is_cable_file
from generator.disk.symlinks import kind_of, refusal_reason
from generator.errors import ReftelError
from generator.importing.file_reading import FileContext, read_file
from generator.importing.import_rows import complete_row, part_row
from generator.importing.imported_parts import ImportedPart, Outcome, left_out, refused


@dataclass(frozen=True, slots=True)
class ImportSource:
    """A file to be imported."""

    path: Path
    name: str
    """Its path from the folder of what the user named, for readers and the log."""
    size: int
    """In bytes."""
    refusal: str = ""
    """Why it is not read, and what to do; empty if it is read."""


@dataclass(frozen=True, slots=True)
class ImportEvent:
    """A part of a file was imported."""

    source: str
    """The name of the file."""
    part: ImportedPart
    is_new: bool
    """True if the file of its telegram was written, False if it was there."""
    position: int
    """About how many bytes of the file are done."""


EventHandler = Callable[[ImportEvent], object]
"""Called with each event of an import."""


def list_sources(paths: Iterable[Path], folder: ImportFolder) -> list[ImportSource]:
    """The files at the paths, and in folders at the paths, by name; without hidden ones.

    The originals of the import itself are not among them. Raises `ReftelError` if there is nothing
    at a path, or a folder cannot be read.
    """
    sources: list[ImportSource] = []
    for path in paths:
        absolute = path.absolute()
        if path.is_dir():
            inner = sorted(_files_below(absolute, folder), key=os.fsencode)
            sources += [_source(Path(name), absolute) for name in inner]
        elif path.exists():
            size = path.stat().st_size
            reason = "" if path.is_file() else f"it is {kind_of(path)}: name a file or folder"
            sources.append(ImportSource(absolute, utf8_name(path.name), size, reason))
        else:
            raise ReftelError(f"{path}: there is no such file or folder.")
    return sources


def _files_below(root: Path, folder: ImportFolder) -> Iterator[str]:
    for inner, folders, names in os.walk(root, onerror=_unreadable):
        folders[:] = [
            name
            for name in folders
            if not name.startswith(".") and Path(inner, name) != folder.originals
        ]
        yield from (os.path.join(inner, n) for n in folders if os.path.islink(f"{inner}/{n}"))
        if Path(inner) == folder.target:
            names = [name for name in names if name != README]
        yield from (os.path.join(inner, n) for n in names if not n.startswith("."))


def _unreadable(error: OSError) -> None:
    raise ReftelError(f"{error.filename} cannot be read: {error.strerror}.") from error


def _source(path: Path, root: Path) -> ImportSource:
    name = utf8_name(path.relative_to(root.parent).as_posix())
    reason = refusal_reason(path, root)
    size = path.stat().st_size if not reason else 0
    return ImportSource(path, name, size, f"it is {reason}: name the file itself" if reason else "")


def import_source(
    source: ImportSource, folder: ImportFolder, log: ImportLog, handle: EventHandler
) -> None:
    """Write the telegrams of a file, keep the file if it has any, and log all its parts."""
    if source.refusal:
        _log_whole(source, refused(source.refusal), log, handle)
    elif is_cable_file(source.path) and source.path.is_relative_to(folder.target):
        reason = "it is in the folder of the cables, where it is read as it is"
        _log_whole(source, left_out(reason), log, handle)
    else:
        try:
            file = open(source.path, "rb")  # noqa: SIM115, closed below
        except OSError as error:
            reason = f"it cannot be read ({error.strerror}): allow this user to read it"
            _log_whole(source, refused(reason), log, handle)
            return
        with file, log.source_rows() as rows:
            _import_parts(source, file, folder, rows, handle)


def _import_parts(
    source: ImportSource,
    file: BinaryIO,
    folder: ImportFolder,
    rows: SourceRows,
    handle: EventHandler,
) -> None:
    name = original_name(file)
    sha256 = PurePosixPath(name).stem
    outcomes: Counter[Outcome] = Counter()
    for part in read_file(file, source.path.name, FileContext(recognise)):
        path, is_new = "", False
        if part.telegram is not None:
            path, is_new = folder.write_telegram(part.telegram)
        outcomes[part.outcome] += 1
        rows.add(part_row(source.name, sha256, part, path))
        position = file.tell() if part.member else part.end
        handle(ImportEvent(source.name, part, is_new, min(position, source.size)))
    is_kept = outcomes[Outcome.TELEGRAM] > 0
    if is_kept:
        folder.keep_original(file, name)
    rows.last = complete_row(source.name, name if is_kept else "", outcomes, rows.digest)


def _log_whole(
    source: ImportSource, part: ImportedPart, log: ImportLog, handle: EventHandler
) -> None:
    """Log a file that is not read."""
    handle(ImportEvent(source.name, part, False, source.size))
    with log.source_rows() as rows:
        rows.add(part_row(source.name, "", part, ""))
        rows.last = complete_row(source.name, "", Counter([part.outcome]), rows.digest)


def telegrams_in(path: str | os.PathLike[str]) -> list[tuple[str, str]]:
    """The telegrams in a file of any form, as `reftel import` reads them: name and text of each.

    The name is that of the telegram's file without suffix: its number, if it has one. Parts that
    are not telegrams are left out. Raises `OSError` if the file cannot be opened.
    """
    with open(path, "rb") as file:
        return [
            (part.telegram.name, part.telegram.text)
            for part in read_file(file, os.path.basename(path), FileContext(recognise))
            if part.telegram is not None
        ]
