"""The classification line, which names the message: `UNCLAS SECTION 01 OF 11 MEXICO 000721`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.parse import patterns

CLASS_INITIALS = frozenset("UNCSTuncst")
"""What a classification line may begin with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassLine:
    """What a classification line says: `UNCLAS SECTION 01 OF 11 MEXICO 000721`."""

    word: str
    """The classification as typed, without blanks between letters."""
    captions: tuple[str, ...]
    """Captions within the line ("E F T O" as "EFTO", "NOFORN")."""
    post: str
    number: int
    section: int | None
    of: int | None


def read_class_line(text: str) -> tuple[ClassLine, int] | None:
    """The classification line at the start of `text` and where it ends; None without one.

    `UNCLAS SECTION 01 OF 11 MEXICO 000721`, `UNCLAS E F T O LONDON 002187`,
    `Unclas nairobi 000165` (capitals lost). A post never ends in a word of the line itself.
    """
    if text.lstrip()[:1] not in CLASS_INITIALS:
        return None
    found = patterns.CLASS_LINE.match(text)
    if found is None and text.rstrip()[-1:].isdigit():
        found = patterns.CLASS_LINE_LOWERED.match(text)
    if found is None:
        return None
    post = found["post"].upper()
    if found["section"] is None and not found.re.flags & re.IGNORECASE and len(found["number"]) < 4:
        return None
    if found.re.flags & re.IGNORECASE and not found["number"].startswith("0"):
        return None
    between = found["between"].upper().replace(" ", "")
    return (
        ClassLine(
            word=found["word"].upper().replace(" ", ""),
            captions=tuple(c for c in ("EFTO", "NOFORN") if c in between),
            post=post,
            number=int(found["number"]),
            section=int(found["section"]) if found["section"] else None,
            of=int(found["of"]) if found["of"] else None,
        ),
        found.end(),
    )
