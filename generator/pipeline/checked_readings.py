"""Checks the quotations of readings word for word, and shows them as an edition does.

Quotations are checked against the cables as received, so that the same file passes in every
edition. What is printed is taken from the edition's own text: an editor's words reach no page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.editions.conceal import Concealer
from generator.model import (
    Anchor,
    Cable,
    Mrn,
    NoticeDetails,
    Para,
    Quotation,
    ReadingBlock,
    ReadingText,
    StoredCable,
    TextSpan,
    block_offsets,
    merge_details,
    para_name,
    rounded_length,
)

HIDDEN = "\ufdd0"
"""Represents a notice: a code point that is not a character."""

WITHHELD = "[withheld]"
"""Stands for words of which the edition does not say why it withholds them."""

WORDS_SHOWN = 6
"""The most words of a quotation that a message quotes."""

_SAME = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "\u00a0": " "})
"""Characters that are the same to a reader, one for one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownCables:
    """The cables before and after withholding."""

    received: Mapping[Mrn, StoredCable]
    shown: Mapping[Mrn, StoredCable]
    withheld: Mapping[Mrn, NoticeDetails]
    """The cables that are withheld as a whole."""
    concealer: Concealer
    may_quote: bool
    """Whether messages may quote the cables: nothing is withheld."""


def shown_readings(
    readings: Iterable[ReadingText], cables: ShownCables
) -> tuple[tuple[ReadingText, ...], tuple[str, ...]]:
    """The sound readings as the edition shows them, and the faults of the others.

    A fault is a quotation that differs from its para, or a cable or para that is not there.
    """
    shown: list[ReadingText] = []
    faults: list[str] = []
    for reading in readings:
        if messages := [*_faults(reading, cables)]:
            faults += messages
        else:
            shown.append(_shown_reading(reading, cables))
    return tuple(shown), tuple(faults)


def flat(text: str) -> str:
    """`text` on one line, with single blanks."""
    return " ".join(text.split())


def fold(text: str) -> str:
    """A flat text for comparison: typographic quotation marks as typed ones, of equal length."""
    return text.translate(_SAME)


# --- Faults ---------------------------------------------------------------------------------------


def _faults(reading: ReadingText, cables: ShownCables) -> Iterator[str]:
    for block in reading.blocks:
        places = [(span.mrn, span.anchor) for span in block.spans if span.mrn is not None]
        if block.quotation is not None:
            places.append((block.quotation.mrn, block.quotation.anchor))
        for mrn, anchor in dict.fromkeys(places):
            fault = _place_fault(cables, mrn, anchor)
            if fault:
                yield f"{reading.file}:{block.line}: {fault}"
            elif block.quotation is not None:
                para = _para(cables.received[mrn].cable, block.quotation.anchor)
                assert para is not None
                if fault := _quotation_fault(block.quotation, para, cables.may_quote):
                    yield f"{reading.file}:{block.line}: {fault}"


def _place_fault(cables: ShownCables, mrn: Mrn, anchor: Anchor | None) -> str:
    """Why there is no such place; empty if there is."""
    if mrn not in cables.received:
        return f"{mrn} is not held here: correct the number, or add the cable."
    if anchor is None or _para(cables.received[mrn].cable, anchor) is not None:
        return ""
    return f"{mrn} has no para with the address {anchor}: look it up on the page of the cable."


def _para(cable: Cable, anchor: Anchor) -> Para | None:
    return next((para for para in cable.paras if para.anchor == anchor), None)


def _quotation_fault(quotation: Quotation, para: Para, may_quote: bool) -> str:
    """How a quotation differs from its para; empty if it does not."""
    text = fold(flat(para.text))
    if places_of(quotation.pieces, text) is not None:
        return ""
    start = f"the quotation is not word for word in {quotation.mrn} {para_name(para)}"
    if not may_quote:
        return f"{start}: 'reftel check' shows the words at fault."
    at = 0
    for piece in quotation.pieces:
        place = find_words(fold(piece), text, at)
        if place < 0:
            return f"{start}: {_difference(fold(piece), text, at)}"
        at = place + len(piece)
    return f"{start}."


def _difference(piece: str, text: str, start: int) -> str:
    """Where a piece begins to differ from a text, behind `start`."""
    words = piece.split()
    same = next(
        n for n in range(len(words), -1, -1) if find_words(" ".join(words[:n]), text, start) >= 0
    )
    written = " ".join(words[same : same + WORDS_SHOWN])
    if not same:
        return f"'{written}' is not there. Copy the words from the page of the cable."
    before = " ".join(words[:same])
    behind = text[find_words(before, text, start) + len(before) :].split()[:WORDS_SHOWN]
    has = f"the cable has '{' '.join(behind)}'" if behind else "the para ends"
    return (
        f"behind '{' '.join(words[max(0, same - 3) : same])}' it has '{written}', and {has}. Write "
        "the words of the cable, and [...] for words that you leave out."
    )


def places_of(pieces: Iterable[str], text: str) -> list[tuple[int, int]] | None:
    """The ranges of the pieces in a folded text, one after the other; None if one is not there."""
    ranges, at = [], 0
    for piece in pieces:
        start = find_words(fold(piece), text, at)
        if start < 0:
            return None
        at = start + len(piece)
        ranges.append((start, at))
    return ranges


def find_words(words: str, text: str, start: int) -> int:
    """The place of whole words in a text from `start` on; -1 if they are not there."""
    place = text.find(words, start)
    while place >= 0:
        end = place + len(words)
        opens = not (place and words[:1].isalnum() and text[place - 1].isalnum())
        closes = not (end < len(text) and words[-1:].isalnum() and text[end].isalnum())
        if opens and closes:
            return place
        place = text.find(words, place + 1)
    return -1


# --- What the edition shows -----------------------------------------------------------------------


def _shown_reading(reading: ReadingText, cables: ShownCables) -> ReadingText:
    conceal = cables.concealer.conceal
    return replace(
        reading,
        title=conceal(reading.title),
        author=conceal(reading.author),
        blocks=tuple(_shown_block(block, cables) for block in reading.blocks),
    )


def _shown_block(block: ReadingBlock, cables: ShownCables) -> ReadingBlock:
    """A block without withheld words: its styles and links give way to a notice."""
    if block.quotation is not None:
        return replace(block, quotation=_shown_quotation(block.quotation, cables))
    text = "".join(span.text for span in block.spans)
    shown = cables.concealer.conceal(text)
    addresses = " ".join(span.address for span in block.spans)
    if shown == text and not cables.concealer.has_hit(addresses):
        return block
    return replace(block, spans=(TextSpan(text=shown),))


def _shown_quotation(quotation: Quotation, cables: ShownCables) -> Quotation:
    mrn, anchor = quotation.mrn, quotation.anchor
    if mrn in cables.withheld:
        return replace(quotation, pieces=(cables.withheld[mrn].text,))
    received = _para(cables.received[mrn].cable, anchor)
    shown = _para(cables.shown[mrn].cable, anchor) if mrn in cables.shown else None
    if shown is None or received is None:
        return replace(quotation, pieces=(WITHHELD,))
    if shown.withheld is not None:
        return replace(quotation, pieces=(shown.withheld.text,))
    text = flat(received.text)
    places = places_of(quotation.pieces, fold(text))
    redacted = RedactedText.of(shown, fold(text))
    if places is None or redacted is None:
        return replace(quotation, pieces=(_all_notices(shown, quotation),))
    return replace(quotation, pieces=tuple(redacted.words(*place) for place in places))


def _all_notices(para: Para, quotation: Quotation) -> str:
    """One notice for a whole quotation."""
    details = [notice.withheld for block in para.blocks for notice in block.notices]
    words = len(" ".join(quotation.pieces).split())
    return merge_details(details, rounded_length(words)).text if details else WITHHELD


@dataclass(frozen=True, slots=True)
class RedactedText:
    """A para's text in an edition, with the place of each piece in the text as received."""

    pieces: tuple[tuple[int, int, str], ...]
    """Start and end in the text as received, and the words: text, or the notice for it."""

    @classmethod
    def of(cls, para: Para, received: str) -> RedactedText | None:
        """The pieces of a para; None if its text cannot be placed in the folded one as received."""
        texts, notices = _parts(para)
        places = _places(texts, received)
        if places is None:
            return None
        pieces: list[tuple[int, int, str]] = []
        for number, (start, end) in enumerate(places):
            if number:
                pieces.append((pieces[-1][1], start, notices[number - 1]))
            pieces.append((start, end, texts[number]))
        return cls(tuple(pieces))

    def words(self, start: int, end: int) -> str:
        """The words between two places of the text as received, as the edition shows them."""
        shown = []
        for number, (first, last, text) in enumerate(self.pieces):
            if number % 2:
                if first < end and start < last:
                    shown.append(text)
                continue
            offset = len(text) - len(text.lstrip())
            low, high = max(first, start), min(last, end)
            if low < high:
                words = text.strip()[low - first : high - first]
                opens = low == first and offset and number
                closes = high == last and text[-1:] == " "
                shown.append(f"{' ' if opens else ''}{words}{' ' if closes else ''}")
        return flat("".join(shown))


def _parts(para: Para) -> tuple[list[str], list[str]]:
    """The flat texts around the notices of a para, and the notices."""
    text, marked, at = para.text, [], 0
    notices = []
    for block, offset in zip(para.blocks, block_offsets(para), strict=True):
        for notice in block.notices:
            start, end = offset + notice.start, offset + notice.end
            marked.append(f"{text[at:start]}{HIDDEN}")
            notices.append(text[start:end])
            at = end
    marked.append(text[at:])
    return flat("".join(marked)).split(HIDDEN), notices


def _places(texts: Sequence[str], received: str) -> list[tuple[int, int]] | None:
    """The range of each text in the text as received, in order; None if they do not fit.

    The first begins it and the last ends it; each of the others is at the first place behind the
    one before, with something between.
    """
    places: list[tuple[int, int]] = []
    at = 0
    for number, text in enumerate(texts):
        words = fold(text.strip())
        if number == len(texts) - 1:
            start = len(received) - len(words) if received.endswith(words) else -1
        else:
            start = received.find(words, at)
        if start < at or (number == 0 and start):
            return None
        places.append((start, start + len(words)))
        at = start + len(words) + (number < len(texts) - 1)
    return places
