"""Finds the places that a cable names, the longest name first."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model import Block, BlockKind, Cable, EntityKind, EntityMention, Place
from generator.places.gazetteer import WORD, Gazetteer, folded


def find_places(cable: Cable, gazetteer: Gazetteer) -> Iterator[EntityMention]:
    """The mentions of places in the paras of a cable, in the order of its text."""
    for para in cable.paras:
        for index, block in enumerate(para.blocks):
            if block.kind in {BlockKind.HEADING, BlockKind.COLUMNS}:
                continue
            for start, end, key in places_in(block.text, gazetteer):
                if not _is_in_notice(block, start):
                    yield EntityMention(
                        kind=EntityKind.PLACE,
                        key=key,
                        place=Place(anchor=para.anchor, block=index, start=start, end=end),
                        words=" ".join(block.text[start:end].split()),
                    )


def places_in(text: str, gazetteer: Gazetteer) -> Iterator[tuple[int, int, str]]:
    """The places that a text names: offsets of the words and the key of the place, in order."""
    matches = list(WORD.finditer(text))
    words = [folded(match[0]) for match in matches]
    index = 0
    while index < len(words):
        name = gazetteer.name_at(words, index) if matches[index][0][0].isupper() else None
        if name is None:
            index += 1
            continue
        key, count = name
        yield matches[index].start(), matches[index + count - 1].end(), key
        index += count


def _is_in_notice(block: Block, offset: int) -> bool:
    """Whether an offset is in the words that stand for a withheld passage."""
    return any(notice.start <= offset < notice.end for notice in block.notices)
