"""Find the references, septels, cables and paras that a cable's text mentions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.model import BlockKind, Cable, Para
from generator.resolve import mention_patterns as patterns
from generator.resolve.cable_mentions import find_cables
from generator.resolve.para_mentions import find_paras, names_para
from generator.resolve.pointers import (
    BlockContext,
    CableContext,
    CablePointer,
    Pointer,
    RefWords,
    SeptelWords,
)

REF_CONTEXT = 12
"""Characters before a bare `ref` that show whether it is a reference."""


def find_pointers(cable: Cable, context: CableContext) -> tuple[Pointer, ...]:
    """All pointers of the cable, in text order and without overlaps."""
    folded = [[patterns.fold_text(block.text) for block in para.blocks] for para in cable.paras]
    about_treaty = _paras_about_treaties(folded)
    pointers: list[Pointer] = []
    for para, texts, is_about_treaty in zip(cable.paras, folded, about_treaty, strict=True):
        quoted = _quoted_blocks(para, texts)
        for index, block in enumerate(para.blocks):
            if block.kind is BlockKind.HEADING:
                continue
            passage = BlockContext(
                anchor=para.anchor,
                index=index,
                block=block,
                folded=texts[index],
                in_quoted_text=quoted[index],
                is_about_treaty=is_about_treaty,
                cable_is_about_treaty=any(about_treaty),
            )
            pointers.extend(_find_in_block(passage, context))
    return tuple(pointers)


def _paras_about_treaties(paras: list[list[str]]) -> list[bool]:
    """Whether each para discusses the wording of a treaty or other text.

    `paras` holds the folded text of the blocks of each para. The answer matters only in cables
    that mention paras; in others it is False throughout, to save time.
    """
    if not any(names_para(folded) for para in paras for folded in para):
        return [False] * len(paras)
    return [any(map(_is_about_treaty, para)) for para in paras]


def _is_about_treaty(folded: str) -> bool:
    """Whether `patterns.TREATY_WORDING` matches somewhere in the folded text."""
    possible = (
        any(stem in folded for stem in ("treat", "articl", "operat", "preamb", "bracket", "draft "))
        or patterns.NUMBERED_P.search(folded) is not None
    )
    return possible and patterns.TREATY_WORDING.search(folded) is not None


def _quoted_blocks(para: Para, folded: list[str]) -> list[bool]:
    """Whether each block belongs to a text quoted in full.

    Such a text begins at `Begin text:` or at the first of several numbered points.
    """
    numbered = [bool(patterns.NESTED_MARKER.match(b.marker or "")) for b in para.blocks]
    several = sum(numbered) > 1
    inside = False
    quoted: list[bool] = []
    for text, point in zip(folded, numbered, strict=True):
        begins = (several and point) or _begins_text(text)
        inside = inside or begins
        quoted.append(inside)
        inside = inside and not patterns.END_TEXT.search(text)
    return quoted


def _begins_text(folded: str) -> bool:
    """Whether `patterns.BEGIN_TEXT` matches somewhere in the folded text."""
    return "begin" in folded and patterns.BEGIN_TEXT.search(folded) is not None


def _find_in_block(passage: BlockContext, context: CableContext) -> list[Pointer]:
    cables: list[CablePointer] = [
        *_find_refs(passage, context),
        *_find_septels(passage),
        *find_cables(passage, context),
    ]
    cables.sort(key=lambda pointer: pointer.place)
    candidates: list[Pointer] = [*cables, *find_paras(passage, cables, context)]
    pointers: list[Pointer] = []
    for pointer in sorted(candidates, key=lambda candidate: candidate.place):
        if passage.block.has_gap(pointer.place.start, pointer.place.end):
            continue
        if not pointers or pointers[-1].place.end <= pointer.place.start:
            pointers.append(pointer)
    return pointers


def _find_septels(passage: BlockContext) -> Iterator[SeptelWords]:
    """`septel`, `septels`."""
    if "septel" not in passage.folded:
        return
    for match in patterns.SEPTEL.finditer(passage.text):
        yield SeptelWords(place=passage.place(*match.span()), words=match[0])


def _find_refs(passage: BlockContext, context: CableContext) -> Iterator[RefWords]:
    """`ref A`, `refs (A) and (C)`, `reftels A-C`, `reftel`."""
    text = passage.text
    if "ref" not in passage.folded:
        return
    for word in patterns.REF.finditer(text):
        letters = _letter_spans(text, word, context)
        if not letters and _is_complete_ref(text, word):
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


def _letter_spans(
    text: str, word: re.Match[str], context: CableContext
) -> list[tuple[int, int, str]]:
    """Start, end and capital form of each letter after the word; empty if there are none."""
    first = patterns.REF_LETTER.match(text, word.end())
    if first is None or not _is_letter(text, word, first, context):
        return []
    letters = [_letter_span(first)]
    while True:
        _, position, last = letters[-1]
        range_end = patterns.REF_RANGE.match(text, position)
        following = range_end or patterns.REF_MORE.match(text, position)
        if following is None:
            break
        start, end, letter = _letter_span(following)
        has_hyphen = range_end is not None and range_end[0].strip()[0] in "-–—"
        is_cited = letter in context.letters or not context.letters
        # `ref B, A meeting was held`: a letter out of order is a word.
        if letter <= last or not (is_cited or has_hyphen) or not _same_case(first, following):
            break
        if letter == "I" and patterns.WORD_AFTER.match(text, end):
            break
        letters.append((start, end, letter))
    # `per reftel A/S Example`: the Assistant Secretary, not entry A.
    return [] if text.startswith("/", letters[-1][1]) else letters


def _letter_span(match: re.Match[str]) -> tuple[int, int, str]:
    group = "inner" if match["inner"] else "bare"
    start = match.start(group) - (group == "inner")
    return start, match.end(), match[group].upper()


def _same_case(first: re.Match[str], second: re.Match[str]) -> bool:
    letters = [m["inner"] or m["bare"] for m in (first, second)]
    return letters[0].isupper() == letters[1].isupper()


def _is_letter(text: str, word: re.Match[str], match: re.Match[str], context: CableContext) -> bool:
    """False if the letter is a word: `per reftel a meeting`, `REFTEL A MEETING`."""
    dotted = match[0].startswith(".")
    if dotted and word["tel"]:
        return False
    if match["inner"]:
        return True
    letter = match["bare"]
    if letter.upper() not in "AI":
        return letter.isupper() or letter.upper() in context.letters
    if patterns.JOINS_LETTER.match(text, match.end()):
        return True
    if not patterns.WORD_AFTER.match(text, match.end()):
        return letter.isupper() or letter.upper() in context.letters
    capitals = word[0].isupper() and patterns.CAPITALS_AFTER.match(text, match.end())
    return letter == "A" and not dotted and not capitals


def _is_complete_ref(text: str, word: re.Match[str]) -> bool:
    """True for `reftel`; a bare `ref` needs context: `(ref)`, `per ref.`"""
    if word["tel"]:
        return True
    before = text[max(0, word.start() - REF_CONTEXT) : word.start()]
    return bool(
        patterns.PLAIN_REF_BEFORE.search(before)
        and patterns.PLAIN_REF_AFTER.match(text, word.end())
    )
