"""The words of a cable in order, with its gaps and notices, for the comparison of copies."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.model import Anchor, Block, BlockKind, Cable, Gap, Heading, Para, para_name
from generator.model.releases import GapKind

GAP = "\0"
"""The folded form of a gap. No word has it."""

NOTICE = "\1"
"""The first character of the folded form of a notice of this edition. No word has it."""

_TOKEN = re.compile(r"\[withheld: (?:continued|[^\]\n]{1,400}?\brules? [^\]\n]{1,400})\]|[^\W_]+")
"""A notice of this edition, or a word."""

_RULES = re.compile(r"\brules? ([^\]]*?)(?:, about \d+ words)?\]")
"""The names of the rules in a notice; its length differs where copies are divided differently."""


@dataclass(frozen=True, slots=True)
class TextPiece:
    """A para, heading or gap of a cable as one text."""

    anchor: Anchor | None
    name: str
    """The name for readers: `¶17`, `heading`; empty for a gap."""
    text: str
    gaps: tuple[tuple[int, Gap], ...]
    """The gaps and the offset of each in `text`, in order."""
    line: int
    """Its first source line."""


@dataclass(frozen=True, slots=True)
class CopyWord:
    """A word, a gap or a notice."""

    folded: str
    """The word in small letters without accents, `GAP`, or `NOTICE` with the rules."""
    piece: int
    """The index of its piece."""
    start: int
    """Offset in the piece's text of its first character, or of what is before it."""
    end: int
    """Offset of the next word, or the end of the text."""
    gap: Gap | None = None


@dataclass(frozen=True, slots=True)
class CopyText:
    """A copy as a sequence of words."""

    pieces: tuple[TextPiece, ...]
    words: tuple[CopyWord, ...]

    @property
    def folded(self) -> list[str]:
        """The words as they are compared."""
        return [word.folded for word in self.words]

    def text(self, start: int, end: int) -> str:
        """The words from `start` up to `end` on one line, with their punctuation."""
        parts: list[str] = []
        index = start
        while index < end:
            word = self.words[index]
            if word.gap is not None:
                parts.append(gap_text(word.gap))
                index += 1
                continue
            last = index
            while last + 1 < end and _continues(word, self.words[last + 1]):
                last += 1
            parts.append(self.pieces[word.piece].text[word.start : self.words[last].end])
            index = last + 1
        return " ".join(" ".join(parts).split())

    def line(self, start: int, end: int) -> int | None:
        """The source line of the piece of the first word; None without words."""
        return self.pieces[self.words[start].piece].line if start < end else None


def _continues(word: CopyWord, other: CopyWord) -> bool:
    return other.gap is None and other.piece == word.piece


def gap_text(gap: Gap) -> str:
    """What readers see in place of a gap: the publisher's words, or `[blank]`."""
    return gap.text or "[blank]"


def copy_text(cable: Cable) -> CopyText:
    """The words of a cable's paras and headings, in order, with the publisher's gaps."""
    pieces = sorted(_pieces(cable), key=lambda piece: piece.line)
    words = tuple(word for index, piece in enumerate(pieces) for word in _words(index, piece))
    return CopyText(tuple(pieces), words)


def count_words(cable: Cable) -> int:
    """The number of words of text, without what this edition withholds."""
    return sum(word.folded[0] not in (GAP, NOTICE) for word in copy_text(cable).words)


def count_gaps(cable: Cable) -> int:
    """The number of passages that the publisher withheld."""
    return len(cable.gaps) + sum(len(b.gaps) for para in cable.paras for b in para.blocks)


def is_notice(text: str) -> bool:
    """Whether this edition withholds a part of a text."""
    return "[withheld: " in text


def _pieces(cable: Cable) -> Iterator[TextPiece]:
    for heading in cable.headings:
        if heading.opens_section:
            yield _heading_piece(heading)
    for para in cable.paras:
        yield _para_piece(para)
    for gap in cable.gaps:
        yield TextPiece(None, "", "", ((0, gap),), gap.line)


def _heading_piece(heading: Heading) -> TextPiece:
    return TextPiece(heading.anchor, "heading", heading.text, (), heading.span.line)


def _para_piece(para: Para) -> TextPiece:
    """The text of a para with its labels and markers, which other copies may give as text."""
    text = ""
    gaps: list[tuple[int, Gap]] = []
    for block in para.blocks:
        lead = "".join(f"{words} " for words in (block.marker, block.label) if words)
        text += f"{' ' if text else ''}{lead}"
        gaps += [(len(text) + gap.offset, gap) for gap in block.gaps]
        text += _one_line(block)
    return TextPiece(para.anchor, para_name(para), text, tuple(gaps), para.span.line)


def _one_line(block: Block) -> str:
    return block.text.replace("\n", " ") if block.kind is BlockKind.COLUMNS else block.text


def _words(index: int, piece: TextPiece) -> Iterator[CopyWord]:
    """The words and gaps of a piece. Words divide the text; the first begins at its beginning."""
    covers = [(at, at + len(gap.text)) for at, gap in piece.gaps if gap.kind is GapKind.COVERED]
    matches = [m for m in _TOKEN.finditer(piece.text) if not _is_within(covers, m.start())]
    starts = [match.start() for match in matches]
    ends = [*starts, len(piece.text)][1:]
    waiting = list(piece.gaps)
    start = 0
    for match, end in zip(matches, ends, strict=True):
        while waiting and waiting[0][0] <= match.start():
            yield CopyWord(GAP, index, start, start, waiting.pop(0)[1])
        yield CopyWord(_folded(match[0]), index, start, end)
        start = end
    for _, gap in waiting:
        yield CopyWord(GAP, index, start, start, gap)


def _is_within(ranges: Sequence[tuple[int, int]], position: int) -> bool:
    """Whether a position is within one of the ranges, which are in order."""
    index = bisect_right(ranges, position, key=lambda one: one[0]) - 1
    return index >= 0 and position < ranges[index][1]


def _folded(word: str) -> str:
    if word.startswith("["):
        rules = _RULES.search(word)
        return NOTICE + (rules[1] if rules else "")
    if word.isascii():
        return word.lower()
    decomposed = unicodedata.normalize("NFKD", word.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c)) or word
