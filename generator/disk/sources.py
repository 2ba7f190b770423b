"""Reads cables as received."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from generator.curated.curated_copies import with_copy_notes
from generator.curated.curated_corrections import with_corrections
from generator.disk.curated import README, read_copy_entries, read_correction_entries
from generator.disk.files import is_utf8, utf8_name
from generator.disk.symlinks import read_regular, refusal_reason
from generator.disk.workspaces import Workspace
from generator.errors import ReftelError
from generator.importing.decoding import decode, too_large, without_text
from generator.importing.file_forms import HEAD, TEXT, form_of
from generator.importing.file_parts import split_source
from generator.importing.telegram_names import SUFFIXES
from generator.model import Source
from generator.model.diagnostics import diagnostic

MAX_CONTAINER_BYTES = 64_000_000
"""Size of the largest file with many cables that is read, in bytes; `reftel import` reads more."""


def source_files(workspace: Workspace) -> list[Path]:
    """All files of content/cables in the order of their names, without hidden ones and `README`.

    Files that are not read are included: reading such a file gives a diagnostic. Links to folders
    are included, but not their contents: reading such a link gives a diagnostic too. Raises
    `ReftelError` if a folder cannot be read: its cables would be silently missing.
    """
    root, paths = os.fspath(workspace.cables), []
    for folder, folders, names in os.walk(root, onerror=_unreadable):
        folders[:] = [name for name in folders if not name.startswith(".")]
        inner = f"{folder[len(root) + 1 :]}/".lstrip("/")
        paths += [inner + name for name in folders if os.path.islink(os.path.join(folder, name))]
        paths += [inner + name for name in names if not name.startswith(".") and name != README]
    return [Path(root, name) for name in sorted(paths, key=os.fsencode)]  # equal in every locale


def _unreadable(error: OSError) -> None:
    if not isinstance(error, FileNotFoundError):
        raise ReftelError(
            f"{error.filename} cannot be read ({error.strerror}), so its cables would be missing: "
            "give the user who builds permission to read it, or move it out of content/cables."
        ) from error


def read_sources(workspace: Workspace, files: Iterable[Path]) -> Iterator[Source]:
    """The cables in each file with what editors say of them, named by the file in content/cables.

    Bad links are errors. Raises `ReftelError` for faults of the editors' corrections and copies.
    """
    sources = with_copy_notes(
        (source for path in files for source in _read_file(workspace, path)),
        read_copy_entries(workspace),
    )
    yield from with_corrections(sources, read_correction_entries(workspace))


def is_cable_file(path: Path) -> bool:
    """Whether the name of a file says that it is read as a cable, or as several."""
    return path.suffix.lower() in SUFFIXES


def _read_file(workspace: Workspace, path: Path) -> Iterator[Source]:
    raw_name = path.relative_to(workspace.cables).as_posix()
    name = utf8_name(raw_name)
    reason = refusal_reason(path, workspace.cables)
    if not is_utf8(raw_name):
        yield without_text(raw_name, diagnostic("file-name-unreadable", text=name))
    elif reason:
        yield _unreadable_source(name, f"it is {reason}")
    else:
        yield from _known(read_source_file(path, name), path, name)


def _known(sources: Iterator[Source], path: Path, name: str) -> Iterator[Source]:
    """The sources of a file; a diagnostic instead if its suffix is not that of a text."""
    first = next(sources)
    if is_cable_file(path) or any(d.code == "file-needs-import" for d in first.diagnostics):
        yield first
        yield from sources
    else:
        suffix = f"its name ends in {path.suffix}" if path.suffix else "its name has no ending"
        yield without_text(name, diagnostic("file-form-unknown", suffix=suffix))


def read_source_file(path: Path, name: str) -> Iterator[Source]:
    """The cables in one file; a source without a text but with a diagnostic if it is not read."""
    try:
        data = read_regular(path, MAX_CONTAINER_BYTES)
    except OSError as error:
        yield _unreadable_source(name, error.strerror or str(error))
        return
    form = form_of(data[:HEAD])
    if form is not TEXT:
        yield without_text(name, diagnostic("file-needs-import", form=form.name))
    elif len(data) > MAX_CONTAINER_BYTES:
        size, limit = f"{path.stat().st_size:,} bytes", f"{MAX_CONTAINER_BYTES:,} bytes"
        yield without_text(name, too_large(size, limit))
    else:
        yield from split_source(decode(data, name))


def _unreadable_source(name: str, reason: str) -> Source:
    return without_text(name, diagnostic("file-unreadable", reason=reason))
