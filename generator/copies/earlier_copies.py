"""Earlier copies of a message within one file, parsed as cables of their own."""

from __future__ import annotations

from collections.abc import Iterator

from generator.copies.copy_words import copy_text
from generator.copies.text_differences import SHORT_TEXT, is_same_telegram
from generator.model import Cable, Fate
from generator.parse.stages import parse_cable

MOST_COPIES = 5
"""Earlier copies of one file that are read."""


def earlier_copies(cable: Cable) -> Iterator[tuple[int, Cable]]:
    """Each earlier copy in the file of a cable, the last one first: its first line, and the copy.

    Its text is parsed with all other lines left blank, so that its lines have the same numbers.
    A copy with little text, such as a header that is repeated, or with another text is left out.
    """
    text, rest = copy_text(cable), cable
    for _ in range(MOST_COPIES):
        lines = [line.text if Fate.SUPERSEDED in line.fates else "" for line in rest.lines]
        first = next((number for number, line in enumerate(lines, 1) if line.strip()), None)
        if first is None:
            return
        rest = parse_cable("\n".join(lines))
        own_text = copy_text(rest)
        if len(own_text.words) >= SHORT_TEXT and is_same_telegram(text, own_text):
            own = (line.number for line in rest.lines if _OWN.intersection(line.fates))
            yield next(own, first), rest


_OWN = frozenset(Fate) - {Fate.BLANK, Fate.SUPERSEDED, Fate.PREAMBLE, Fate.RECORD}
