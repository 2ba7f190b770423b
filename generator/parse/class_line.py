"""The classification line, which identifies the message."""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.parse import patterns

CLASS_INITIALS = frozenset("UNCSTuncst")
"""First characters of classification lines."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassLine:
    """A parsed classification line: `UNCLAS SECTION 01 OF 11 MEXICO 000721`."""

    word: str
    """The classification in capitals, without spaces between letters."""
    captions: tuple[str, ...]
    """Captions within the line ("EFTO" for `E F T O`, "NOFORN")."""
    post: str
    number: int
    section: int | None
    """The transmission section; None if the line names none."""
    of: int | None
    """Number of transmission sections; None if the line names none."""


def read_class_line(text: str) -> tuple[ClassLine, int] | None:
    """The classification line at the start of `text` and its end offset; None if there is none.

    `UNCLAS SECTION 01 OF 11 MEXICO 000721`, `UNCLAS E F T O LONDON 002187`,
    `Unclas nairobi 000165` (capitals lost).
    """
    if text.lstrip()[:1] not in CLASS_INITIALS:
        return None
    match = patterns.CLASS_LINE.match(text)
    if match is None and text.rstrip()[-1:].isdigit():
        match = patterns.CLASS_LINE_LOWERED.match(text)
    if match is None:
        return None
    lost_capitals = bool(match.re.flags & re.IGNORECASE)
    if match["section"] is None and not lost_capitals and len(match["number"]) < 4:
        return None
    if lost_capitals and not match["number"].startswith("0"):
        return None
    between = match["between"].upper().replace(" ", "")
    return (
        ClassLine(
            word=match["word"].upper().replace(" ", ""),
            captions=tuple(c for c in ("EFTO", "NOFORN") if c in between),
            post=match["post"].upper(),
            number=int(match["number"]),
            section=int(match["section"]) if match["section"] else None,
            of=int(match["of"]) if match["of"] else None,
        ),
        match.end(),
    )
