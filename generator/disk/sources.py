"""Cables as received."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from generator.disk.files import is_utf8, utf8_name
from generator.disk.symlinks import read_regular, refusal_reason
from generator.disk.workspaces import Workspace
from generator.errors import ReftelError
from generator.model import Source
from generator.model.diagnostics import Diagnostic, diagnostic
from generator.model.source_text import SourceText

SUFFIXES = frozenset({".txt", ".md", ".cable"})
"""Endings of files in content/cables that are read as cables."""

MAX_BYTES = 4_000_000
"""Bytes of the largest file that is read; the longest known cable has a tenth of that."""

MAX_LINE_LENGTH = 1_000_000
"""Characters of the longest line that is read."""

MAX_LINES = 50_000
"""Lines of the longest file that is read."""

CONTROLS = bytes([*range(1, 9), *range(14, 27), *range(28, 32)])
"""Bytes that stand in no text; a few do in damaged ones."""

REPLACEMENT_CHARACTER = "\ufffd"
"""Stands for bytes that are no letter."""


def source_files(workspace: Workspace) -> list[Path]:
    """The files of content/cables in the order of their names; hidden ones are left out.

    Links to folders are among them, though not what they lead to: reading one says why.

    Raises `ReftelError` where a folder cannot be read: its cables would be missing in silence.
    """
    root, found = os.fspath(workspace.cables), []
    for folder, folders, names in os.walk(root, onerror=_unreadable):
        folders[:] = [name for name in folders if not name.startswith(".")]
        inner = f"{folder[len(root) + 1 :]}/".lstrip("/")
        found += [inner + name for name in folders if os.path.islink(os.path.join(folder, name))]
        found += [
            f"{inner}{name}"
            for name in names
            if os.path.splitext(name)[1].lower() in SUFFIXES and not name.startswith(".")
        ]
    return [Path(root, name) for name in sorted(found, key=os.fsencode)]  # in any locale


def _unreadable(error: OSError) -> None:
    if not isinstance(error, FileNotFoundError):
        raise ReftelError(
            f"{error.filename} cannot be read ({error.strerror}), and its cables would be missing: "
            "let whoever builds read it, or move it out of content/cables."
        ) from error


def read_sources(workspace: Workspace, files: Iterable[Path]) -> Iterator[Source]:
    """Each file as a source, named by its path within content/cables; no link leads out of it."""
    for path in files:
        found = path.relative_to(workspace.cables).as_posix()
        name = utf8_name(found)
        reason = refusal_reason(path, workspace.cables)
        if not is_utf8(found):
            yield _unread(found, diagnostic("file-name-unreadable", text=name))
        elif reason:
            yield _unreadable_source(name, f"it is {reason}")
        else:
            yield read_source(path, name)


def read_source(path: Path, name: str) -> Source:
    """One file decoded, or what stood in the way."""
    try:
        data = read_regular(path, MAX_BYTES)
        size = len(data) if len(data) <= MAX_BYTES else path.stat().st_size
    except OSError as error:
        return _unreadable_source(name, error.strerror or str(error))
    if size > MAX_BYTES:
        return _unread(name, _too_large(f"{size:,} bytes", f"{MAX_BYTES:,} bytes"))
    return decode(data, name)


def decode(data: bytes, name: str) -> Source:
    """UTF-8 with or without a byte order mark, else Windows-1252; binary data is told apart."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return _unread(name, diagnostic("encoding-unknown"))
    controls = len(data) - len(data.translate(None, CONTROLS))
    nuls = data.count(0)
    if (controls > 16 and controls * 20 > len(data)) or nuls * 4 > len(data) > 0:
        return _unread(name, diagnostic("file-binary", reason=f"{controls + nuls} control bytes"))
    text, found = _text(data)
    if text is None:
        return Source(name=name, text=None, diagnostics=tuple(found))
    if nuls:
        before = text.partition("\0")[0]
        line = before.count("\n") + 1
        at = before.rpartition("\n")[2][-40:]
        found.append(diagnostic("nul-bytes", line=line, text=f"{at}␀", count=nuls))
    found.extend(_too_long(text))
    if any(d.code == "file-too-large" for d in found):
        return Source(name=name, text=None, diagnostics=tuple(found))
    return Source(name=name, text=text, diagnostics=tuple(found))


def _too_long(text: str) -> Iterator[Diagnostic]:
    """What is told of a text with too many lines, or with too long a one."""
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
    """The text of UTF-8, of UTF-8 with broken bytes, or of Windows-1252, and what to say of it.

    Where more letters beyond ASCII are sound than broken, it is UTF-8 that was damaged: read as
    Windows-1252, every one of them would be wrong.
    """
    try:
        return data.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        lenient = data.decode("utf-8-sig", errors="replace")
    broken = lenient.count(REPLACEMENT_CHARACTER)
    sound = sum(not c.isascii() for c in lenient) - broken
    if sound > broken:
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


def _unread(name: str, why: Diagnostic) -> Source:
    return Source(name=name, text=None, diagnostics=(why,))


def _unreadable_source(name: str, reason: str) -> Source:
    return _unread(name, diagnostic("file-unreadable", reason=reason))


def _too_large(size: str, limit: str) -> Diagnostic:
    return diagnostic("file-too-large", size=size, limit=limit)
