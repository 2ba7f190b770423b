"""The lines of a source that hold its words: without page lines, banners and rules."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.model import Cable, Fate, Mrn
from generator.model.source_text import SourceText

TextSpan = tuple[int, int]
"""Offset of the first character in the source, and offset behind the last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceivedCable:
    """A cable as received, and what an edition withholds from it."""

    mrn: Mrn
    text: str
    """The source."""
    lines: Sequence[TextSpan]
    """The lines of `text` that hold words, as `all_lines` gives them."""
    hidden: Sequence[TextSpan]
    """The spans of `text` that the edition withholds, in any order."""


FURNITURE = frozenset({Fate.PAGE, Fate.STRAY, Fate.BANNER, Fate.RULE})
"""What lines without words of the message are."""

_TRANSMISSION = re.compile(
    r"\s*(?:"
    r"[A-Z][A-Z ]*\s\d{5,8}\s+\d{2,3}\s?OF\s?\d{2,3}"  # MEXICO 00000721  002 OF 011
    r"|PAGE\s+\d{2}\s.*"  # PAGE 02        STATE  187250
    r"|(?:UNCLAS|C O N F I D E N T I A L|S E C R E T)\b.*\bSECTION\s\d+\s+OF\s+\d+.*"
    r"|SIPDIS|NNNN|[-=_*]{3,}"
    r")\s*"
)
"""Lines that a transmission puts into a text. In earlier copies the parser does not name them."""


def message_lines(text: str, cable: Cable) -> list[TextSpan]:
    """The lines of the copy that is read, in order, without their ends."""
    return [span for span, fates in _lines(text, cable) if Fate.SUPERSEDED not in fates]


def superseded_lines(text: str, cable: Cable) -> list[TextSpan]:
    """The lines of the earlier copies in the same file, in order, without their ends."""
    return [span for span, fates in _lines(text, cable) if Fate.SUPERSEDED in fates]


def all_lines(text: str, cable: Cable) -> list[TextSpan]:
    """The lines of the whole source, in order, without their ends."""
    return [span for span, _ in _lines(text, cable)]


def is_furniture(line: str) -> bool:
    """Whether a line is one of the transmission's."""
    return _TRANSMISSION.fullmatch(line) is not None


def _lines(text: str, cable: Cable) -> Iterator[tuple[TextSpan, tuple[Fate, ...]]]:
    """The lines with words, of the cable that was parsed from `text`."""
    starts = SourceText(text).starts
    for start, line in zip(starts, cable.lines, strict=True):
        if not FURNITURE.intersection(line.fates) and not is_furniture(line.text):
            yield (start, start + len(line.text)), line.fates
