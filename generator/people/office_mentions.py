"""Words that name an office which one person held: `the Ambassador` of the sending post."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from generator.facts.name_words import plain_capitals
from generator.facts.officeholders import OfficeHolder, name_letters
from generator.model import Cable, CablePerson, NameForm, PersonMention, Place
from generator.people.authority import ambassador, days_of
from generator.people.name_tokens import TokenList, WordKind
from generator.people.read_blocks import ReadBlock, in_text_order, sending_post

AMBASSADORS = frozenset({"AMBASSADOR", "AMBASSADORS", "AMB", "AMBS"})
"""Words for ambassadors."""

NO_END = frozenset({"TO", "OF", "AT", "IN", "DESIGNATE"})
"""Words behind an ambassador who may be another one: `the Ambassador to Peru`."""


def with_ambassador(
    cable: Cable, blocks: Sequence[ReadBlock], people: Sequence[CablePerson]
) -> list[CablePerson]:
    """The people, with `the Ambassador` as mentions of who was ambassador at the post.

    Only where the tables have one for the cable's date, and the cable names no other ambassador:
    `the French Ambassador` may be meant by the next `the Ambassador`.
    """
    holder = ambassador(sending_post(cable), days_of(cable.header))
    if holder is None or not any("the ambassador" in block.text.lower() for block in blocks):
        return [*people]
    mentions: list[PersonMention] = []
    for block in blocks:
        in_block = _mentions_in(block, holder)
        if in_block is None:
            return [*people]
        mentions.extend(in_block)
    return _joined(cable, people, holder, mentions) if mentions else [*people]


def _mentions_in(block: ReadBlock, holder: OfficeHolder) -> list[PersonMention] | None:
    """The mentions in a block; None if it names another ambassador."""
    tokens = block.tokens
    mentions = []
    for index, plain in enumerate(tokens.plain):
        if plain not in AMBASSADORS:
            continue
        if _is_named(tokens, index, holder):
            continue
        is_office = (
            plain == "AMBASSADOR"
            and index > 0
            and tokens.plain[index - 1] == "THE"
            and tokens[index - 1].next == " "
        )
        if not is_office or not _ends_there(tokens, index):
            return None
        start, end = tokens[index].start, tokens[index].end
        place = Place(anchor=block.anchor, block=block.index, start=start, end=end)
        words = block.text[start:end]
        mentions.append(PersonMention(place=place, words=words, role=words, form=NameForm.OFFICE))
    return mentions


def _is_named(tokens: TokenList, index: int, holder: OfficeHolder) -> bool:
    """Whether the holder's surname follows, also behind a given name or initials."""
    following = tokens.plain[index + 1 : index + 5]
    return any(
        name_letters("".join(following[first:end])) == holder.key
        for first in range(len(following))
        for end in range(first + 1, len(following) + 1)
    )


def _ends_there(tokens: TokenList, index: int) -> bool:
    """Whether neither a name nor a country follows: `the Ambassador said`."""
    token = tokens[index]
    if index + 1 == len(tokens) or token.next != " ":
        return token.next not in {"-", "/"}
    following = tokens[index + 1]
    if following.plain in NO_END:
        return False
    return following.kind is WordKind.ORDINARY


def _joined(
    cable: Cable,
    people: Sequence[CablePerson],
    holder: OfficeHolder,
    mentions: Sequence[PersonMention],
) -> list[CablePerson]:
    """The people with the mentions of the holder, who may be named in the cable already."""
    for index, person in enumerate(people):
        if person.holder == holder.person:
            outside = [m for m in person.mentions if m.place is None]
            inside = [*(m for m in person.mentions if m.place is not None), *mentions]
            joined = replace(person, mentions=(*outside, *in_text_order(cable, inside)))
            return [*people[:index], joined, *people[index + 1 :]]
    name = f"{holder.forename} {holder.surname}"
    person = CablePerson(
        name=name,
        words=tuple(plain_capitals(name).replace(".", "").split()),
        mentions=tuple(mentions),
        offices=("Ambassador",),
        single_offices=("Ambassador",),
        is_official=True,
        holder=holder.person,
    )
    return [*people, person]
