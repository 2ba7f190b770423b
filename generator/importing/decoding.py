"""Decodes the bytes of text files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from generator.model import Source
from generator.model.diagnostics import Diagnostic, diagnostic
from generator.model.source_text import SourceText

MAX_LENGTH = 4_000_000
"""Length of the longest cable that is read, in characters; that of a known one is a tenth."""

MAX_LINE_LENGTH = 1_000_000
"""Length of the longest line that is read, in characters."""

MAX_LINES = 50_000
"""Number of lines of the longest cable that is read."""

CONTROLS = bytes([*range(1, 9), *range(14, 27), *range(28, 32)])
"""Control bytes that do not occur in text, apart from a few in damaged text."""

REPLACEMENT_CHARACTER = "\ufffd"
"""Shown for bytes that are not valid UTF-8."""


def decode(data: bytes, name: str) -> Source:
    """Decode UTF-8 with or without a byte order mark, else Windows-1252; binary data is refused."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return without_text(name, diagnostic("encoding-unknown"))
    controls = len(data) - len(data.translate(None, CONTROLS))
    nuls = data.count(0)
    if (controls > 16 and controls * 20 > len(data)) or nuls * 4 > len(data) > 0:
        return without_text(
            name, diagnostic("file-binary", reason=f"{controls + nuls} control bytes")
        )
    text, diagnostics = _text(data)
    if text is None:
        return Source(name=name, text=None, diagnostics=tuple(diagnostics))
    if nuls:
        before = text.partition("\0")[0]
        line = before.count("\n") + 1
        at = before.rpartition("\n")[2][-40:]
        diagnostics.append(diagnostic("nul-bytes", line=line, text=f"{at}␀", count=nuls))
    return Source(name=name, text=text, diagnostics=tuple(diagnostics))


def within_limits(source: Source) -> Source:
    """The source; without its text, but with a diagnostic, if that is too long for a cable."""
    faults = tuple(_too_long(source.text)) if source.text is not None else ()
    if not faults:
        return source
    return replace(source, text=None, diagnostics=(*source.diagnostics, *faults))


def _too_long(text: str) -> Iterator[Diagnostic]:
    """A diagnostic of a text with too many characters, too many lines or too long a line."""
    if len(text) <= min(MAX_LINES, MAX_LINE_LENGTH):
        return
    lines = SourceText(text).lines
    longest = max(map(len, lines), default=0)
    if len(text) > MAX_LENGTH:
        yield too_large(f"{len(text):,} characters", f"{MAX_LENGTH:,} characters")
    elif len(lines) > MAX_LINES:
        yield too_large(f"{len(lines):,} lines", f"{MAX_LINES:,} lines")
    elif longest > MAX_LINE_LENGTH:
        yield too_large(f"a line of {longest:,} characters", f"{MAX_LINE_LENGTH:,} in a line")


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


def without_text(name: str, reason: Diagnostic) -> Source:
    """A source that could not be read as text."""
    return Source(name=name, text=None, diagnostics=(reason,))


def too_large(size: str, limit: str) -> Diagnostic:
    """The diagnostic of a file that is longer than a limit, both with their unit."""
    return diagnostic("file-too-large", size=size, limit=limit)
