"""The quotations in a text that somebody pastes: the same rules as `quotation-passages.js`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from generator.quotations.quotation_words import words_of

MOST_CHARACTERS = 50_000
"""Characters of a text that are checked: some twenty pages."""

FEWEST_WORDS = 3
"""Words of a quotation in quotation marks; fewer are a name or a single word."""

FEWEST_IN_SINGLE_MARKS = 5
"""The same in single quotation marks, which are often something else."""


class PassageKind(StrEnum):
    """How a passage is recognised as a quotation."""

    MARKS = "in quotation marks"
    BLOCK = "block quotation"
    RUN = "not marked as a quotation"


class QuotedPassage(NamedTuple):
    """A passage of a text."""

    kind: PassageKind
    start: int
    """Offset of its first character, without quotation marks."""
    end: int
    """Offset after its last character."""


_PARAGRAPHS = re.compile(r"(?:[^\n]|\n(?![ \t]*(?:\n|$)))+")
"""Lines up to an empty one."""

_W = r"[^\W_]"
_MARKED = re.compile(
    r"“([^“”]+)(?:”|$)|„([^„“”]+)[“”]|«([^«»]+)»|»([^«»]+)«|‹([^‹›]+)›|``([^`']+)''"
    r'|(?<![^\s(\[—–-])"([^"]+)"'
    rf"|(?<!{_W})['‘]((?:[^'‘’\n]|\n|(?<={_W})['’](?={_W}))+)['’](?!{_W})"
)
"""A quotation in double marks of any kind, last in single ones; the latter are group 8. A quotation
of several paragraphs has no closing mark before the last one."""

_SINGLE = 8

_QUOTED_LINE = re.compile(r"[ \t]*>")
_INDENTED = re.compile(r"(?: {4}|\t)")


def quoted_passages(text: str) -> list[QuotedPassage]:
    """The passages of a clean text that are marked as quotations, in order."""
    is_indented = [bool(_INDENTED.match(line)) for line in text.split("\n") if line.strip()]
    passages: list[QuotedPassage] = []
    for paragraph in _PARAGRAPHS.finditer(text):
        lines = paragraph[0].strip("\n").split("\n")
        start = paragraph.start()
        if all(map(_QUOTED_LINE.match, lines)) or (
            not all(is_indented) and all(map(_INDENTED.match, lines))
        ):
            passages.append(QuotedPassage(PassageKind.BLOCK, start, paragraph.end()))
            continue
        for match in _MARKED.finditer(paragraph[0]):
            at = match.lastindex or 0
            passages.append(
                QuotedPassage(PassageKind.MARKS, start + match.start(at), start + match.end(at))
            )
    return passages


def is_long_enough(text: str, passage: QuotedPassage) -> bool:
    """Whether a passage has the words of a quotation."""
    before = text[passage.start - 1 : passage.start]
    fewest = FEWEST_IN_SINGLE_MARKS if before in ("'", "‘") else FEWEST_WORDS
    return len(words_of(text[passage.start : passage.end])) >= fewest


def other_text(text: str, passages: Sequence[QuotedPassage]) -> Iterator[tuple[int, int]]:
    """The ranges of a text outside the passages, none longer than a paragraph."""
    for paragraph in _PARAGRAPHS.finditer(text):
        done = paragraph.start()
        for passage in passages:
            if paragraph.start() <= passage.start < paragraph.end():
                yield done, passage.start
                done = passage.end
        yield done, paragraph.end()
