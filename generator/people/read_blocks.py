"""The blocks of a cable in which people are looked for, and their order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator.model import Anchor, Cable, PersonMention
from generator.people.name_tokens import TokenList


@dataclass(frozen=True, slots=True)
class ReadBlock:
    """A block of a cable in which people are looked for."""

    anchor: Anchor
    index: int
    text: str
    tokens: TokenList
    in_capitals: bool


def in_text_order(cable: Cable, mentions: Iterable[PersonMention]) -> list[PersonMention]:
    """The mentions in paras, in the order of the text."""
    order = {para.anchor: index for index, para in enumerate(cable.paras)}

    def position(mention: PersonMention) -> tuple[int, int, int]:
        assert mention.place is not None
        place = mention.place
        return order[place.anchor], place.block, place.start

    return sorted(mentions, key=position)


def sending_post(cable: Cable) -> str | None:
    """The post that sent a cable, as in MRNs; None if unknown."""
    if cable.id is None:
        return cable.header.post
    return "".join(filter(str.isalpha, cable.id))
