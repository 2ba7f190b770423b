"""Words that a line end parts with a hyphen, in header fields and in running text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Set

from generator.facts.name_words import is_english_word
from generator.model import Repair
from generator.parse import body_patterns
from generator.parse.lines import Line


def join_wrapped(lines: list[Line], message: Iterable[Line]) -> tuple[str, list[Repair]]:
    """The lines of a field as one text, and a repair for each hyphen taken out of a word.

    `DIF-` / `FICULTIES` is one word: neither part is a word of the message. `PRO-` / `POSAL` is one
    of the dictionary. `ANTI-` / `TERRORISM` keeps its hyphen; `SHORT-` / `AND LONG-TERM` also gets
    a space.
    """
    text = ""
    repairs: list[Repair] = []
    for line in lines:
        addition = " ".join(line.text.split())
        match = body_patterns.PARTED_WORD.search(f"{text[-40:]}\n{addition[:40]}")
        if match is None:
            text = f"{text} {addition}".strip()
            continue
        start, end = match["start"], match["end"]
        is_word = _is_typed_word(start, end)
        is_broken = not body_patterns.PREFIX.match(start) and _words(message).isdisjoint(
            (start.upper(), end.upper())
        )
        if is_word or is_broken:
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


def whole_words(lines: Iterable[Line]) -> frozenset[str]:
    """The words and hyphenated words of the lines in capitals, without those that line ends part.

    Empty if no line ends in a hyphen.
    """
    texts = [line.text for line in lines]
    if not any(text[-1:] == "-" and text[-2:-1].isalpha() for text in texts):
        return frozenset()
    words: set[str] = set()
    is_parted = False
    for text in texts:
        line_words = body_patterns.HYPHENATED_WORD.regex.findall(text.upper())
        first = int(is_parted)
        is_parted = text.endswith("-")
        words.update(line_words[first : len(line_words) - is_parted])
    return frozenset(words)


def rejoin_words(lines: list[Line], texts: list[str], words: Set[str]) -> list[Repair]:
    """Join words that line ends part, in place in `texts`, the texts of `lines`.

    `INVEST-` / `MENT` is one word where INVESTMENT is one of the `words` of the message or of the
    dictionary, and INVEST-MENT is none of the message. Its first part goes to the line below.
    """
    repairs: list[Repair] = []
    for index in range(len(texts) - 1):
        above, below = texts[index], texts[index + 1]
        if above[-1:] != "-":
            continue
        match = body_patterns.PARTED_WORD.search(f"{above[-40:]}\n{below.lstrip()[:40]}")
        if match is None:
            continue
        start, end = match["start"], match["end"]
        joined, hyphenated = f"{start}{end}".upper(), f"{start}-{end}".upper()
        rest = above[: -len(start) - 1].rstrip()
        is_word = joined in words or _is_typed_word(start, end)
        if not is_word or hyphenated in words or not rest:
            continue
        texts[index], texts[index + 1] = rest, start + below.lstrip()
        repairs.append(
            Repair(
                line=lines[index + 1].number,
                before=f"{start}- / {end}",
                after=start + end,
                rule="word-rejoined",
            )
        )
    return repairs


def _is_typed_word(start: str, end: str) -> bool:
    """True for parts in capitals of an English word: only typists parted words in telegrams."""
    is_loose = body_patterns.LOOSE_PREFIX.match(start) is not None
    return start.isupper() and end.isupper() and not is_loose and is_english_word(start + end)


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
