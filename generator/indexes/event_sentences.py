"""Cut the sentence around a position out of a text."""

from __future__ import annotations

import re

MAX_SENTENCE_LENGTH = 400
"""Maximum number of characters of a quoted sentence."""

SENTENCE_END = re.compile(r"[.?!][\"”')]{0,2}(?=\s+[\"“'([]?[A-Z0-9-]|\s*$)|\n\n")
"""The end of a sentence: a mark before a capital, a number or the end of the text; or a blank line.
"""

ENDS_IN_ABBREVIATION = re.compile(
    r"(?:\b(?:U\.S|U\.N|Dr|Mr|Mrs|Ms|Sen|Rep|Gov|Gen|Col|Lt|Maj|Capt|St|No|vs|etc|e\.g|i\.e|approx|"
    r"a\.k\.a|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|Inc|Ltd|Co|Corp|Jr|Sr|"
    r"[Pp]aras?|[Aa]rt|Nos|p\.m|a\.m)"
    r"|\b[A-Z])\.$"
)
"""Abbreviations whose full stop does not end a sentence: "Dr.", "John D."."""


def sentence_at(text: str, offset: int) -> str:
    """The sentence of `text` around `offset`, on one line.

    A sentence longer than `MAX_SENTENCE_LENGTH` is cut to the words around the offset, with `…`
    for omitted words.
    """
    start, end = sentence_range(text, offset)
    cut_before = start == offset - MAX_SENTENCE_LENGTH > 0
    if cut_before:
        earliest = offset - MAX_SENTENCE_LENGTH // 2
        start = max(text.find(" ", earliest, offset) + 1, earliest)
    sentence = " ".join(text[start:end].split())
    if len(sentence) > MAX_SENTENCE_LENGTH:
        sentence = sentence[: MAX_SENTENCE_LENGTH - 1].rpartition(" ")[0] + "…"
    return "…" + sentence if cut_before else sentence


def sentence_range(text: str, offset: int) -> tuple[int, int]:
    """Start and end of the sentence of `text` around `offset`, at most `MAX_SENTENCE_LENGTH` before
    and twice as much after it."""
    start = first = max(0, offset - MAX_SENTENCE_LENGTH)
    end = last = min(len(text), offset + 2 * MAX_SENTENCE_LENGTH)
    for match in SENTENCE_END.finditer(text, first, last):
        if match[0].startswith(".") and ENDS_IN_ABBREVIATION.search(
            text, max(0, match.start() - 8), match.start() + 1
        ):
            continue
        if match.end() <= offset:
            start = match.end()
        else:
            end = match.end()
            break
    return start, end
