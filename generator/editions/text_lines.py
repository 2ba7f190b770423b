"""The lines of a source that contain its words: no page lines, banners or rules."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator.model import Cable, Fate, Mrn
from generator.model.source_text import SourceText

TextSpan = tuple[int, int]
"""The offset of the first character in the source, and the offset behind the last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceivedCable:
    """A cable as received, with the spans that an edition withholds from it."""

    mrn: Mrn
    text: str
    """The source."""
    lines: Sequence[TextSpan]
    """The lines of `text` that contain words, as `all_lines` returns them."""
    hidden: Sequence[TextSpan]
    """The spans of `text` that the edition withholds, in any order."""


FURNITURE = frozenset({Fate.PAGE, Fate.STRAY, Fate.BANNER, Fate.RULE})
"""The fates of lines without words of the message."""

_TRANSMISSION = re.compile(
    r"\s*(?:"
    r"[A-Z][A-Z ]*\s\d{5,8}\s+\d{2,3}\s?OF\s?\d{2,3}"  # MEXICO 00000721  002 OF 011
    r"|PAGE\s+\d{2}\s.*"  # PAGE 02        STATE  187250
    r"|(?:UNCLAS|C O N F I D E N T I A L|S E C R E T)\b.*\bSECTION\s\d+\s+OF\s+\d+.*"
    r"|SIPDIS|NNNN|[-=_*]{3,}"
    r")\s*"
)
"""Lines that a transmission inserts into a text. The parser leaves them unmarked in copies."""


def message_lines(text: str, cable: Cable) -> list[TextSpan]:
    """The lines of the copy that the parser reads, in order, without line ends."""
    return [span for span, fates in _lines(text, cable) if Fate.SUPERSEDED not in fates]


def superseded_lines(text: str, cable: Cable) -> list[TextSpan]:
    """The lines of earlier copies in the same file, in order, without line ends."""
    return [span for span, fates in _lines(text, cable) if Fate.SUPERSEDED in fates]


def all_lines(text: str, cable: Cable) -> list[TextSpan]:
    """The lines of the whole source, in order, without line ends."""
    return [span for span, _ in _lines(text, cable)]


def is_transmission_line(line: str) -> bool:
    """Whether the transmission inserted a line."""
    return _TRANSMISSION.fullmatch(line) is not None


def merged_spans(spans: Iterable[TextSpan]) -> list[TextSpan]:
    """The spans in order, with those that overlap or touch merged into one."""
    merged: list[TextSpan] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _lines(text: str, cable: Cable) -> Iterator[tuple[TextSpan, tuple[Fate, ...]]]:
    """The lines with words, and their fates, of the cable that was parsed from `text`."""
    starts = SourceText(text).starts
    for start, line in zip(starts, cable.lines, strict=True):
        if not FURNITURE.intersection(line.fates) and not is_transmission_line(line.text):
            yield (start, start + len(line.text)), line.fates
