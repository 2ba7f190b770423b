"""Where a cable's text names references, septels, cables and paras."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.model import BlockKind, Cable, Para
from generator.resolve import mention_patterns as patterns
from generator.resolve.cable_mentions import find_cables
from generator.resolve.para_mentions import find_paras, names_para
from generator.resolve.pointers import (
    BlockContext,
    CablePointer,
    Known,
    Pointer,
    RefWords,
    SeptelWords,
)

BEFORE = 12
"""Characters before a bare `ref` that show whether it stands for a reference."""


def find_pointers(cable: Cable, known: Known) -> tuple[Pointer, ...]:
    """The words that point somewhere, in the order of the text; none overlaps another."""
    folded = [[patterns.folded(block.text) for block in para.blocks] for para in cable.paras]
    treaty = _treaty_talk(folded)
    found: list[Pointer] = []
    for para, texts, talk in zip(cable.paras, folded, treaty, strict=True):
        enclosed = _enclosed(para, texts)
        for index, block in enumerate(para.blocks):
            if block.kind is BlockKind.HEADING:
                continue
            passage = BlockContext(
                anchor=para.anchor,
                index=index,
                block=block,
                folded=texts[index],
                enclosed=enclosed[index],
                treaty=talk,
                treaty_cable=any(treaty),
            )
            found.extend(_in_passage(passage, known))
    return tuple(found)


def _treaty_talk(paras: list[list[str]]) -> list[bool]:
    """For each para, by the folded texts of its blocks, whether it speaks about the wording of
    another text.

    That counts only where paras are named, and is asked for only there.
    """
    if not any(names_para(folded) for para in paras for folded in para):
        return [False] * len(paras)
    return [any(map(_talks_of_treaty, para)) for para in paras]


def _talks_of_treaty(folded: str) -> bool:
    """Whether `patterns.TREATY_TALK` stands somewhere in the folded text."""
    possible = (
        any(stem in folded for stem in ("treat", "articl", "operat", "preamb", "bracket", "draft "))
        or patterns.NUMBERED_P.search(folded) is not None
    )
    return possible and patterns.TREATY_TALK.search(folded) is not None


def _enclosed(para: Para, folded: list[str]) -> list[bool]:
    """For each block, whether it belongs to a text that is given in full.

    Such a text begins at `Begin text:` or at the first of several points with numbers.
    """
    numbered = [bool(patterns.NESTED_MARKER.match(b.marker or "")) for b in para.blocks]
    several = sum(numbered) > 1
    inside = False
    enclosed: list[bool] = []
    for text, point in zip(folded, numbered, strict=True):
        begins = (several and point) or _begins_text(text)
        inside = inside or begins
        enclosed.append(inside)
        inside = inside and not patterns.END_TEXT.search(text)
    return enclosed


def _begins_text(folded: str) -> bool:
    """Whether `patterns.BEGIN_TEXT` stands somewhere in the folded text."""
    return "begin" in folded and patterns.BEGIN_TEXT.search(folded) is not None


def _in_passage(passage: BlockContext, known: Known) -> list[Pointer]:
    cables: list[CablePointer] = [
        *_refs(passage, known),
        *_septels(passage),
        *find_cables(passage, known),
    ]
    cables.sort(key=lambda pointer: pointer.place)
    every = [*cables, *find_paras(passage, cables, known)]
    apart: list[Pointer] = []
    for pointer in sorted(every, key=lambda one: one.place):
        if not apart or apart[-1].place.end <= pointer.place.start:
            apart.append(pointer)
    return apart


def _septels(passage: BlockContext) -> Iterator[SeptelWords]:
    """`septel`, `septels`."""
    if "septel" not in passage.folded:
        return
    for found in patterns.SEPTEL.finditer(passage.text):
        yield SeptelWords(place=passage.place(*found.span()), words=found[0])


def _refs(passage: BlockContext, known: Known) -> Iterator[RefWords]:
    """`ref A`, `refs (A) and (C)`, `reftels A-C`, `reftel`."""
    text = passage.text
    if "ref" not in passage.folded:
        return
    for word in patterns.REF.finditer(text):
        letters = _letters(text, word, known)
        if not letters and _stands_alone(text, word):
            yield RefWords(
                place=passage.place(*word.span()), words=word[0], letter=None, first=True
            )
        for position, (start, end, letter) in enumerate(letters):
            begin = start if position else word.start()
            yield RefWords(
                place=passage.place(begin, end),
                words=text[begin:end],
                letter=letter,
                first=position == 0,
            )


def _letters(text: str, word: re.Match[str], known: Known) -> list[tuple[int, int, str]]:
    """Start, end and capital of each letter behind the word; empty where there is none."""
    found = patterns.REF_LETTER.match(text, word.end())
    if found is None or not _is_letter(text, word, found, known):
        return []
    letters = [_letter(found)]
    while True:
        _, position, last = letters[-1]
        ranged = patterns.REF_RANGE.match(text, position)
        more = ranged or patterns.REF_MORE.match(text, position)
        if more is None:
            break
        start, end, letter = _letter(more)
        hyphened = ranged is not None and ranged[0].strip()[0] in "-–—"
        named = letter in known.letters or not known.letters
        # `ref B, A meeting was held`: letters that do not rise are words.
        if letter <= last or not (named or hyphened) or not _same_case(found, more):
            break
        if letter == "I" and patterns.WORD_AFTER.match(text, end):
            break
        letters.append((start, end, letter))
    # `per reftel A/S Example`: the Assistant Secretary, not entry A.
    return [] if text.startswith("/", letters[-1][1]) else letters


def _letter(found: re.Match[str]) -> tuple[int, int, str]:
    group = "inner" if found["inner"] else "bare"
    start = found.start(group) - (group == "inner")
    return start, found.end(), found[group].upper()


def _same_case(first: re.Match[str], more: re.Match[str]) -> bool:
    letters = [m["inner"] or m["bare"] for m in (first, more)]
    return letters[0].isupper() == letters[1].isupper()


def _is_letter(text: str, word: re.Match[str], found: re.Match[str], known: Known) -> bool:
    """False where the letter is a word: `per reftel a meeting`, `REFTEL A MEETING`."""
    dotted = found[0].startswith(".")
    if dotted and word["tel"]:
        return False
    if found["inner"]:
        return True
    letter = found["bare"]
    if letter.upper() not in "AI":
        return letter.isupper() or letter.upper() in known.letters
    if patterns.JOINS_LETTER.match(text, found.end()):
        return True
    if not patterns.WORD_AFTER.match(text, found.end()):
        return letter.isupper() or letter.upper() in known.letters
    capitals = word[0].isupper() and patterns.CAPITALS_AFTER.match(text, found.end())
    return letter == "A" and not dotted and not capitals


def _stands_alone(text: str, word: re.Match[str]) -> bool:
    """True for `reftel`; a bare `ref` needs more: `(ref)`, `per ref.`"""
    if word["tel"]:
        return True
    before = text[max(0, word.start() - BEFORE) : word.start()]
    return bool(
        patterns.PLAIN_REF_BEFORE.search(before)
        and patterns.PLAIN_REF_AFTER.match(text, word.end())
    )
