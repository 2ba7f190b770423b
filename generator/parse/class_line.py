"""The classification line, which identifies the message."""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.facts.post_names import post_at_end
from generator.parse import header_patterns

CLASS_INITIALS = frozenset("UNCSTLuncstl")
"""First characters of classification lines."""


CAPTIONS = ("EFTO", "NOFORN", "NODIS", "EXDIS", "LIMDIS", "STADIS", "CHEROKEE")
"""Captions that may appear within the line, without spaces."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassLine:
    """A parsed classification line: `UNCLAS SECTION 01 OF 11 MEXICO 000721`."""

    word: str
    """The classification in capitals, without spaces between letters."""
    captions: tuple[str, ...]
    """Captions within the line ("EFTO" for `E F T O`, "NOFORN")."""
    post: str
    """The post as typed, in capitals; other words if it is not known."""
    key: str | None
    """The post as in MRNs; None if it is not known."""
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
    match = header_patterns.CLASS_LINE.match(text)
    if match is None and text.rstrip()[-1:].isdigit():
        match = header_patterns.CLASS_LINE_LOWERED.match(text)
    if match is None:
        return None
    lost_capitals = bool(match.re.flags & re.IGNORECASE)
    if match["section"] is None and not lost_capitals and len(match["number"]) < 4:
        return None
    if lost_capitals and not match["number"].startswith("0"):
        return None
    between = match["between"].upper().replace(" ", "")
    words = match["post"].upper()
    post = post_at_end(words)
    is_post = post is not None and header_patterns.HANDLING_WORDS.issuperset(
        words[: post[1]].split()
    )
    return (
        ClassLine(
            word="".join(match["word"].upper().split()),
            captions=tuple(c for c in CAPTIONS if c in between),
            post=words[post[1] :] if post and is_post else words,
            key=post[0] if post and is_post else None,
            number=int(match["number"]),
            section=_count(match["section"] or match["last"] or match["later"]),
            of=_count(match["of"] or match["last"] or match["later_of"]),
        ),
        match.end(),
    )


def _count(text: str | None) -> int | None:
    """The number of a section, in digits or as a word; None without one or for 0."""
    if text is None:
        return None
    return header_patterns.NUMBER_WORDS.get(text.upper()) or int(text) or None
