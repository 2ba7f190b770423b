"""The text of a cable as pieces that quotations are compared with.

The same function reads a cable of a build and the `cable.json` of a site, whose objects have the
same names; `quotation-text.js` does the same in the browser.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from enum import StrEnum
from types import SimpleNamespace
from typing import Any, NamedTuple

from generator.quotations.fingerprint_files import pack_prints
from generator.quotations.fingerprints import fingerprints
from generator.quotations.quotation_words import clean, lookup_keys


class PieceKind(StrEnum):
    """What a piece of a cable's text is."""

    TEXT = "text"
    ASIDE = "aside"
    """Words that a quotation may leave out: subject, headings, numbers, markings, labels."""
    WITHHELD = "withheld"
    """A place where this edition withholds something."""
    GAP = "gap"
    """A place where the publisher of the copy withheld something."""


GAP_WORDS = 200
"""Words that a publisher's gap may stand for."""

SHORT_NOTICE = 5
"""Words that a notice without a length may stand for (`MAX_UNCOUNTED_WORDS` of editions)."""

_NOTICE = re.compile(r"\[withheld: [^\[\]]*\]")
"""A notice in a text that does not say where its notices are (`NoticeDetails.text`)."""


class QuotablePiece(NamedTuple):
    """A piece of a cable's text."""

    kind: PieceKind
    anchor: str
    """The para or heading; empty for the subject."""
    text: str
    """Its text; empty for what is withheld."""
    most_words: int = 0
    """The words that something withheld may have, as its notice says; 0 for text."""


def read_cable_json(text: str) -> Any:
    """A `cable.json` as an object with its names as attributes."""
    return json.loads(text, object_hook=lambda values: SimpleNamespace(**values))


def text_pieces(cable: Any) -> Iterator[QuotablePiece]:
    """The pieces of a `Cable`, or of a `cable.json`, in the order of the text."""
    if cable.header.subject:
        yield from _aside("", cable.header.subject)
    parts = [*cable.paras, *(heading for heading in cable.headings if heading.opens_section)]
    for part in sorted(parts, key=lambda part: (part.span.line, part.span.start)):
        if hasattr(part, "blocks"):
            yield from _para_pieces(part)
        else:
            yield from _aside(part.anchor, part.text)


def _aside(anchor: str, text: str) -> Iterator[QuotablePiece]:
    """Words beside the running text; a notice among them has no offset of its own."""
    for index, words in enumerate(_NOTICE.split(text)):
        if index:
            yield QuotablePiece(PieceKind.WITHHELD, anchor, "", SHORT_NOTICE)
        yield QuotablePiece(PieceKind.ASIDE, anchor, words)


def _para_pieces(para: Any) -> Iterator[QuotablePiece]:
    number = str(para.number) if para.number is not None else para.letter
    for aside in (number, para.marking):
        if aside:
            yield from _aside(para.anchor, aside)
    if para.withheld is not None:
        yield QuotablePiece(PieceKind.WITHHELD, para.anchor, "", _most_words(para.withheld))
        return
    for block in para.blocks:
        for aside in (block.marker, block.label):
            if aside:
                yield from _aside(para.anchor, aside)
        yield from _block_pieces(para.anchor, block)


def _block_pieces(anchor: str, block: Any) -> Iterator[QuotablePiece]:
    holes = [
        *((notice.start, notice.end, notice.withheld) for notice in block.notices),
        *((gap.offset, gap.offset, None) for gap in block.gaps),
    ]
    done = 0
    for start, end, notice in sorted(holes, key=lambda hole: hole[:2]):
        yield QuotablePiece(PieceKind.TEXT, anchor, block.text[done:start])
        if notice is None:
            yield QuotablePiece(PieceKind.GAP, anchor, "", GAP_WORDS)
        else:
            yield QuotablePiece(PieceKind.WITHHELD, anchor, "", _most_words(notice))
        done = max(done, end)
    yield QuotablePiece(PieceKind.TEXT, anchor, block.text[done:])


def _most_words(notice: Any) -> int:
    """The most words that a notice may stand for: it gives them in tens, and few not at all."""
    words: int = notice.words
    return max(SHORT_NOTICE, words + SHORT_NOTICE)


def text_fingerprints(cable: Any) -> bytes:
    """The fingerprints of a cable, each once and sorted, packed."""
    kept: set[int] = set()
    for run in _word_runs(cable):
        kept.update(fingerprints(run))
    return pack_prints(sorted(kept))


def _word_runs(cable: Any) -> Iterator[list[str]]:
    """The keys of the words that follow each other: nothing is withheld between them.

    Text runs on from para to para; what a quotation may leave out is a run of its own.
    """
    run: list[str] = []
    for piece in text_pieces(cable):
        if piece.kind is PieceKind.TEXT:
            run += lookup_keys(clean(piece.text))
        elif piece.kind is PieceKind.ASIDE:
            yield lookup_keys(clean(piece.text))
        else:
            yield run
            run = []
    yield run
