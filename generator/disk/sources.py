"""Reads cables as received."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from generator.curated.curated_copies import with_copy_notes
from generator.curated.curated_corrections import with_corrections
from generator.disk.curated import read_copy_entries, read_correction_entries
from generator.disk.files import is_utf8, utf8_name
from generator.disk.symlinks import read_regular, refusal_reason
from generator.disk.workspaces import Workspace
from generator.errors import ReftelError
from generator.model import Source
from generator.model.diagnostics import Diagnostic, diagnostic
from generator.model.source_text import SourceText

SUFFIXES = frozenset({".txt", ".md", ".cable", ".html", ".htm"})
"""Suffixes of the files in content/cables that are read as cables."""

MAX_BYTES = 4_000_000
"""Size of the largest file that is read, in bytes; the longest known cable has a tenth of it."""

MAX_LINE_LENGTH = 1_000_000
"""Length of the longest line that is read, in characters."""

MAX_LINES = 50_000
"""Number of lines of the longest file that is read."""

CONTROLS = bytes([*range(1, 9), *range(14, 27), *range(28, 32)])
"""Control bytes that do not occur in text, apart from a few in damaged text."""

REPLACEMENT_CHARACTER = "\ufffd"
"""Shown for bytes that are not valid UTF-8."""


def source_files(workspace: Workspace) -> list[Path]:
    """The files of content/cables in the order of their names, without hidden ones.

    Links to folders are included, but not their contents: reading such a link gives a diagnostic.
    Raises `ReftelError` if a folder cannot be read: its cables would be silently missing.
    """
    root, paths = os.fspath(workspace.cables), []
    for folder, folders, names in os.walk(root, onerror=_unreadable):
        folders[:] = [name for name in folders if not name.startswith(".")]
        inner = f"{folder[len(root) + 1 :]}/".lstrip("/")
        paths += [inner + name for name in folders if os.path.islink(os.path.join(folder, name))]
        paths += [
            f"{inner}{name}"
            for name in names
            if os.path.splitext(name)[1].lower() in SUFFIXES and not name.startswith(".")
        ]
    return [Path(root, name) for name in sorted(paths, key=os.fsencode)]  # equal in every locale


def _unreadable(error: OSError) -> None:
    if not isinstance(error, FileNotFoundError):
        raise ReftelError(
            f"{error.filename} cannot be read ({error.strerror}), so its cables would be missing: "
            "give the user who builds permission to read it, or move it out of content/cables."
        ) from error


def read_sources(workspace: Workspace, files: Iterable[Path]) -> Iterator[Source]:
    """Each file as a source with what editors say of it, named by its path within content/cables.

    Bad links are errors. Raises `ReftelError` for faults of the editors' corrections and copies.
    """
    sources = with_copy_notes(
        (_read_file(workspace, path) for path in files), read_copy_entries(workspace)
    )
    yield from with_corrections(sources, read_correction_entries(workspace))


def _read_file(workspace: Workspace, path: Path) -> Source:
    raw_name = path.relative_to(workspace.cables).as_posix()
    name = utf8_name(raw_name)
    reason = refusal_reason(path, workspace.cables)
    if not is_utf8(raw_name):
        return _unread(raw_name, diagnostic("file-name-unreadable", text=name))
    if reason:
        return _unreadable_source(name, f"it is {reason}")
    return read_source(path, name)


def read_source(path: Path, name: str) -> Source:
    """One file, decoded; without a text but with a diagnostic if it cannot be read."""
    try:
        data = read_regular(path, MAX_BYTES)
        size = len(data) if len(data) <= MAX_BYTES else path.stat().st_size
    except OSError as error:
        return _unreadable_source(name, error.strerror or str(error))
    if size > MAX_BYTES:
        return _unread(name, _too_large(f"{size:,} bytes", f"{MAX_BYTES:,} bytes"))
    return decode(data, name)


def decode(data: bytes, name: str) -> Source:
    """Decode UTF-8 with or without a byte order mark, else Windows-1252; binary data is refused."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return _unread(name, diagnostic("encoding-unknown"))
    controls = len(data) - len(data.translate(None, CONTROLS))
    nuls = data.count(0)
    if (controls > 16 and controls * 20 > len(data)) or nuls * 4 > len(data) > 0:
        return _unread(name, diagnostic("file-binary", reason=f"{controls + nuls} control bytes"))
    text, diagnostics = _text(data)
    if text is None:
        return Source(name=name, text=None, diagnostics=tuple(diagnostics))
    if nuls:
        before = text.partition("\0")[0]
        line = before.count("\n") + 1
        at = before.rpartition("\n")[2][-40:]
        diagnostics.append(diagnostic("nul-bytes", line=line, text=f"{at}␀", count=nuls))
    diagnostics.extend(_too_long(text))
    if any(d.code == "file-too-large" for d in diagnostics):
        return Source(name=name, text=None, diagnostics=tuple(diagnostics))
    return Source(name=name, text=text, diagnostics=tuple(diagnostics))


def _too_long(text: str) -> Iterator[Diagnostic]:
    """A diagnostic of a text with too many lines or too long a line."""
    if len(text) <= min(MAX_LINES, MAX_LINE_LENGTH):
        return
    source = SourceText(text)
    lines = len(source.lines)
    longest = max(map(len, source.lines), default=0)
    if lines > MAX_LINES:
        yield _too_large(f"{lines:,} lines", f"{MAX_LINES:,} lines")
    if longest > MAX_LINE_LENGTH:
        yield _too_large(f"a line of {longest:,} characters", f"{MAX_LINE_LENGTH:,} in a line")


def _text(data: bytes) -> tuple[str | None, list[Diagnostic]]:
    """The text of UTF-8, of damaged UTF-8 or of Windows-1252, with diagnostics.

    If more non-ASCII letters are valid than broken, it is damaged UTF-8: as Windows-1252 every one
    of them would be wrong.
    """
    try:
        return data.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        lenient = data.decode("utf-8-sig", errors="replace")
    broken = lenient.count(REPLACEMENT_CHARACTER)
    valid = sum(not c.isascii() for c in lenient) - broken
    if valid > broken:
        before = lenient.partition(REPLACEMENT_CHARACTER)[0]
        at = before.rpartition("\n")[2][-40:]
        line = before.count("\n") + 1
        return lenient, [
            diagnostic(
                "encoding-damaged", line=line, text=f"{at}{REPLACEMENT_CHARACTER}", count=broken
            )
        ]
    try:
        return data.decode("cp1252"), [diagnostic("encoding-windows-1252")]
    except UnicodeDecodeError:
        return None, [diagnostic("encoding-unknown")]


def _unread(name: str, reason: Diagnostic) -> Source:
    return Source(name=name, text=None, diagnostics=(reason,))


def _unreadable_source(name: str, reason: str) -> Source:
    return _unread(name, diagnostic("file-unreadable", reason=reason))


def _too_large(size: str, limit: str) -> Diagnostic:
    return diagnostic("file-too-large", size=size, limit=limit)
