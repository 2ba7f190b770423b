"""The sentence around a place of a text."""

from __future__ import annotations

import re

LONGEST = 400
"""Characters of a sentence that are quoted."""

END = re.compile(r"[.?!][\"”')]{0,2}(?=\s+[\"“'(]?[A-Z0-9-]|\s*$)|\n\n")
"""An end mark before a capital, a number or the end of the text."""

ABBREVIATED = re.compile(
    r"(?:\b(?:U\.S|U\.N|Dr|Mr|Mrs|Ms|Sen|Rep|Gov|Gen|Col|Lt|Maj|Capt|St|No|vs|etc|e\.g|i\.e|approx|"
    r"a\.k\.a|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|Inc|Ltd|Co|Corp|Jr|Sr|[Pp]aras?|[Aa]rt|Nos|p\.m|a\.m)"
    r"|\b[A-Z])\.$"
)
"""What a full stop may stand behind without ending a sentence: "Dr.", "John D."."""


def sentence_at(text: str, offset: int) -> str:
    """The sentence of `text` that holds `offset`, on one line, at most `LONGEST` characters.

    Of a longer one the words around the offset, with a mark where words are left out.
    """
    first, last = max(0, offset - LONGEST), min(len(text), offset + 2 * LONGEST)
    start, end = first, last
    for match in END.finditer(text, first, last):
        if match[0].startswith(".") and ABBREVIATED.search(
            text, max(0, match.start() - 8), match.start() + 1
        ):
            continue
        if match.end() <= offset:
            start = match.end()
        else:
            end = match.end()
            break
    cut_before = start == first > 0
    if cut_before:
        start = max(text.find(" ", offset - LONGEST // 2, offset) + 1, offset - LONGEST // 2)
    sentence = " ".join(text[start:end].split())
    if len(sentence) > LONGEST:
        sentence = sentence[: LONGEST - 1].rpartition(" ")[0] + "…"
    return "…" + sentence if cut_before else sentence
