"""The text of a para in two copies side by side, as raw HTML."""

from __future__ import annotations

from collections.abc import Mapping

from generator.model.compared_copies import AlignedPara, CopySegment, DifferenceKind, Side
from generator.render.markdown import Md, attribute

KIND_WORDS: Mapping[DifferenceKind, tuple[str, str]] = {
    DifferenceKind.WITHHELD: ("passage", "withheld{place}"),
    DifferenceKind.RELEASED: ("passage", "withheld{place} and released later"),
    DifferenceKind.DAMAGE: ("place", "damaged"),
    DifferenceKind.TYPING: ("word", "typed differently"),
    DifferenceKind.HEADER: ("field", "of the header"),
    DifferenceKind.MISSING: ("passage", "missing{place}"),
    DifferenceKind.WORDING: ("passage", "worded differently"),
}
"""What a difference of each kind is, and the rest of its description: "2 places damaged"."""


def counted(kind: DifferenceKind, count: int, place: str) -> str:
    """A number of differences in words: "1 passage withheld in B"; `place` begins with a blank."""
    noun, rest = KIND_WORDS[kind]
    return f"{count} {noun}{'' if count == 1 else 's'} {rest.format(place=place)}"


def compared_text(para: AlignedPara, other: str) -> Md:
    """The para in the main copy and in the other one, which is called by its letter.

    Words that the other copy lacks are inserted text, and what is in their place is deleted
    text; words after them say why.
    """
    sides = (("A", Side.MAIN), (other, Side.OTHER))
    columns = [
        f'<div class="rt-side"><p><b class="rt-label">{attribute(name)}</b> '
        f"{' '.join(filter(None, (_piece(s, side, other) for s in para.segments)))}</p></div>"
        for name, side in sides
    ]
    return Md(f'<div class="rt-pair">{"".join(columns)}</div>')


def _piece(segment: CopySegment, side: Side, other: str) -> str:
    """A segment as one copy has it; empty if the copy has nothing here."""
    words = segment.main if side is Side.MAIN else segment.other
    if segment.kind is None:
        return attribute(words)
    lacks = segment.side is side
    element = "del" if lacks or (segment.side is None and side is Side.OTHER) else "ins"
    text = f"<{element}>{attribute(words)}</{element}>" if words else ""
    return f"{text} {_reason(segment, lacks, other)}".strip()


def _reason(segment: CopySegment, lacks: bool, other: str) -> str:
    """Why the words are there or not: for damage and typing the elements alone say enough."""
    kind, codes = segment.kind, ", ".join(segment.codes)
    if kind in (DifferenceKind.DAMAGE, DifferenceKind.TYPING, None):
        return ""
    if kind is DifferenceKind.WORDING:
        words = "other words"
    elif lacks:
        words = "missing here" if kind is DifferenceKind.MISSING else "withheld here"
        words += f" ({codes})" if codes else ""
    else:
        place = "A" if segment.side is Side.MAIN else other
        words = f"missing in {place}" if kind is DifferenceKind.MISSING else f"withheld in {place}"
        if segment.released is not None:
            words += f", released later: {segment.released.isoformat()}"
    return f'<small class="rt-kind">{attribute(words)}</small>'
