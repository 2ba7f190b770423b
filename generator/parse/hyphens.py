"""Words of a header field that a line end parts with a hyphen."""

from __future__ import annotations

import re
from collections.abc import Iterable

from generator.model import Repair
from generator.parse import patterns
from generator.parse.lines import Line


def join_wrapped(lines: list[Line], message: Iterable[Line]) -> tuple[str, list[Repair]]:
    """The lines of a field as one text, and a repair for each hyphen taken out of a word.

    `DIF-` / `FICULTIES` is one word: neither part is a word of the message. `ANTI-` / `TERRORISM`
    keeps its hyphen; `SHORT-` / `AND LONG-TERM` also gets a space.
    """
    text = ""
    repairs: list[Repair] = []
    for line in lines:
        addition = " ".join(line.text.split())
        match = patterns.PARTED_WORD.search(f"{text[-40:]}\n{addition[:40]}")
        if match is None:
            text = f"{text} {addition}".strip()
            continue
        start, end = match["start"], match["end"]
        if not patterns.PREFIX.match(start) and _words(message).isdisjoint(
            (start.upper(), end.upper())
        ):
            text = text[:-1]
            repairs.append(
                Repair(
                    line=line.number,
                    before=f"{start}- / {end}",
                    after=start + end,
                    rule="word-rejoined",
                )
            )
        text += addition
    return text, repairs


def _words(lines: Iterable[Line]) -> set[str]:
    """The words of the lines in capitals, without those that line ends part."""
    words: set[str] = set()
    is_parted = False
    for line in lines:
        line_words = re.findall("[A-Z]+", line.text.upper())
        first = int(is_parted)
        is_parted = line.text.endswith("-")
        words.update(line_words[first : len(line_words) - is_parted])
    return words
