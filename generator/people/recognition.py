"""The people named in one cable, by sure forms."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.facts.officeholders import OfficeHolder
from generator.glossary.word_kinds import is_in_capitals
from generator.model import (
    SENDER_FORMS,
    BlockKind,
    Cable,
    CablePerson,
    NameForm,
    PersonMention,
    Place,
)
from generator.people.authority import days_of, signer, titled_holder
from generator.people.grouping import NameGroup, group_names, repeated_names, surname_owners
from generator.people.header_forms import header_names
from generator.people.name_forms import NamedPerson, names_of_tokens
from generator.people.name_tokens import TokenList
from generator.people.office_mentions import with_ambassador
from generator.people.read_blocks import ReadBlock, in_text_order, sending_post
from generator.people.single_offices import single_offices

READ_KINDS = frozenset({BlockKind.TEXT, BlockKind.ITEM, BlockKind.QUOTATION})
"""Columns and headings give no persons."""

VETTED = re.compile(
    r"\b(?:D?P?OB|DATE OF BIRTH|PLACE OF BIRTH|PASSPORT|RANK/NAME|\d\d?-[A-Z]{3}-\d\d(?:\d\d)?)\b",
    re.IGNORECASE,
)
"""What lists of persons to be vetted say about each: `POB: SALTVILLE`, `01-Sep-73`."""

MIN_VETTED = 2
"""The number of such passages in a cable that make it a request for vetting."""


@dataclass(frozen=True, slots=True)
class PlacedName:
    """A name and its place: in a block, or None in the header and behind the text."""

    named: NamedPerson
    words: str
    """The name as written."""
    place: Place | None


def find_people(cable: Cable) -> tuple[CablePerson, ...]:
    """The people that a cable names, in the order of their first mention."""
    names = [PlacedName(name.named, name.words, None) for name in header_names(cable)]
    blocks = [
        ReadBlock(para.anchor, index, b.text, TokenList(b.text), is_in_capitals(b.text))
        for para in cable.paras
        for index, b in enumerate(para.blocks)
        if b.kind in READ_KINDS
    ]
    blocks = _without_vetting(blocks)
    for block in blocks:
        for named in names_of_tokens(block.tokens, in_capitals=block.in_capitals):
            names.append(_placed(block, named))
    groups = group_names([name.named for name in names])
    repeated = _repeated(blocks, groups, names)
    people = [
        _person(cable, group, [names[member] for member in group.members], repeated.get(i, []))
        for i, group in enumerate(groups)
    ]
    return tuple(with_ambassador(cable, blocks, people))


def _without_vetting(blocks: list[ReadBlock]) -> list[ReadBlock]:
    """The blocks without those that list persons to be vetted."""
    passages = [len(VETTED.findall(block.text)) for block in blocks]
    if sum(passages) < MIN_VETTED:
        return blocks
    return [block for block, count in zip(blocks, passages, strict=True) if not count]


def _placed(block: ReadBlock, named: NamedPerson) -> PlacedName:
    place = Place(anchor=block.anchor, block=block.index, start=named.start, end=named.end)
    return PlacedName(named, " ".join(block.text[named.start : named.end].split()), place)


def _repeated(
    blocks: Sequence[ReadBlock], groups: Sequence[NameGroup], names: Sequence[PlacedName]
) -> dict[int, list[PersonMention]]:
    """The surnames repeated in the text, by group."""
    taken: dict[tuple[str, int], list[tuple[int, int]]] = {}
    for name in names:
        if name.place is not None:
            key = (name.place.anchor, name.place.block)
            taken.setdefault(key, []).append((name.place.start, name.place.end))
    owners = {
        in_capitals: surname_owners(groups, in_capitals=in_capitals)
        for in_capitals in (False, True)
    }
    mentions: dict[int, list[PersonMention]] = {}
    for block in blocks:
        for start, end, group in repeated_names(
            block.tokens,
            groups,
            owners[block.in_capitals],
            taken.get((block.anchor, block.index), []),
            in_capitals=block.in_capitals,
        ):
            mention = PersonMention(
                place=Place(anchor=block.anchor, block=block.index, start=start, end=end),
                words=" ".join(block.text[start:end].split()),
                role=None,
                form=NameForm.REPEATED,
            )
            mentions.setdefault(group, []).append(mention)
    return mentions


def _person(
    cable: Cable, group: NameGroup, names: list[PlacedName], repeated: list[PersonMention]
) -> CablePerson:
    mentions = [
        PersonMention(
            place=name.place, words=name.words, role=name.named.role, form=name.named.form
        )
        for name in names
    ]
    outside = [mention for mention in mentions if mention.place is None]
    inside = in_text_order(cable, [m for m in mentions if m.place is not None] + repeated)
    fullest = max(names, key=lambda name: (len(name.named.words), len(name.words)))
    offices = [t.meaning for name in names for t in name.named.titles if t.is_official]
    holder = _holder(cable, names)
    return CablePerson(
        name=fullest.words,
        words=fullest.named.words,
        mentions=(*outside, *inside),
        offices=tuple(dict.fromkeys(offices)),
        single_offices=tuple(dict.fromkeys(o for n in names for o in single_offices(n.named))),
        is_official=bool(offices)
        or holder is not None
        or any(mention.form in SENDER_FORMS for mention in outside),
        holder=None if holder is None else holder.person,
    )


def _holder(cable: Cable, names: Sequence[PlacedName]) -> OfficeHolder | None:
    """Who the person is; None if none or several fit."""
    holders = {holder.person: holder for name in names for holder in _holders_of(name, cable)}
    return next(iter(holders.values())) if len(holders) == 1 else None


def _holders_of(name: PlacedName, cable: Cable) -> Iterator[OfficeHolder]:
    post, days = sending_post(cable), days_of(cable.header)
    named = name.named
    if named.form is NameForm.SIGNATURE:
        holder = signer(named.words, post, days)
        if holder is not None:
            yield holder
    for title in named.titles:
        holder = titled_holder(title.meaning, named.words, post, days)
        if holder is not None:
            yield holder
