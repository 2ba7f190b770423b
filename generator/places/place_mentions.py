"""Finds the places that a cable names, the longest name first.

A name counts everywhere or only where its country is named, as the table says. Nothing counts
within a person's name or a body's ("George Washington", "Bank of Japan").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from generator.model import Block, BlockKind, Cable, EntityKind, EntityMention, Place, post_name
from generator.places.gazetteer import WORD, Gazetteer, folded
from generator.places.name_context import (
    TextWords,
    has_cue,
    is_in_other_name,
    is_in_surname,
    is_written_as_name,
    rest_of_name,
    surname_after,
)
from generator.places.post_places import host_country

GOVERNMENT = re.compile(r"G[Oo]([A-Z]{1,4})")
"""The abbreviation of a country's government, with the initials of the country: "GOI", "GoCR"."""

NOT_GOVERNMENTS = frozenset("GOAL GOALS GOAT GOD GODS GOES GOLD GOLF GOOD GOODS GOT".split())
"""Words in capitals that look like one."""


LISTED = re.compile(r"\s*(?:,|,?\s+(?:and|or|AND|OR))\s+")
"""What is between two names of a list."""


NO_COMPANIONS: frozenset[str] = frozenset()
"""For most names."""

COMPANIONS = {
    "GEORGIA": frozenset("georgia armenia azerbaijan russia soviet-union caucasus".split())
}
"""Names of countries that are also names of other places, as Georgia is a state of the United
States, with countries and regions that a cable about the country names."""


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A name in a text, with the places that it may name."""

    start: int
    end: int
    keys: tuple[str, ...]
    """Empty for the government of a country that the abbreviation does not name: "GOI"."""
    has_cue: bool
    """Whether the words around it say that it is a place: "in Hidalgo"."""
    initials: str = ""
    """The initials of the country in the abbreviation of its government: "I"."""
    is_in_surname: bool = False
    """Whether the word before makes it a part of a person's or a body's name: "Ann Linhares"."""
    companions: frozenset[str] = frozenset()
    """Countries of which the cable must name one, for a name that is also another place's."""


def find_places(cable: Cable, gazetteer: Gazetteer) -> Iterator[EntityMention]:
    """The mentions of places in the paras of a cable, in the order of its text."""
    blocks = [
        (para.anchor, index, block)
        for para in cable.paras
        for index, block in enumerate(para.blocks)
        if block.kind not in {BlockKind.HEADING, BlockKind.COLUMNS}
    ]
    host = host_country(post_name(cable), gazetteer)
    by_block = places_in([block.text for *_, block in blocks], gazetteer, host)
    for (anchor, index, block), places in zip(blocks, by_block, strict=True):
        for start, end, key in places:
            if not _is_in_notice(block, start):
                yield EntityMention(
                    kind=EntityKind.PLACE,
                    key=key,
                    place=Place(anchor=anchor, block=index, start=start, end=end),
                    words=" ".join(block.text[start:end].split()),
                )


def places_in(
    texts: Sequence[str], gazetteer: Gazetteer, host: frozenset[str]
) -> list[list[tuple[int, int, str]]]:
    """The places that each text of a cable names: offsets of the words, and the place's key.

    `host` is the country of the post that sent the cable.
    """
    names, countries = read_names_in(texts, gazetteer, host)
    return [
        [
            (name.start, name.end, key)
            for name in of_text
            if (key := the_place(name, gazetteer, host, countries)) is not None
        ]
        for of_text in names
    ]


def read_names_in(
    texts: Sequence[str], gazetteer: Gazetteer, host: frozenset[str]
) -> tuple[list[list[PlaceName]], frozenset[str]]:
    """The names in each text of a cable, and the countries that it names or was sent from."""
    names = [list(names_in(text, gazetteer)) for text in texts]
    countries = host | _countries([name for of_text in names for name in of_text], gazetteer)
    listed = [
        list(_with_listed(text, of_text, gazetteer))
        for text, of_text in zip(texts, names, strict=True)
    ]
    return listed, countries


def _with_listed(
    text: str, names: Sequence[PlaceName], gazetteer: Gazetteer
) -> Iterator[PlaceName]:
    """The names, with a cue for each that is in a list of places of its country.

    "Chihuahua, Guerrero and Sonora", "Hidalgo, Mexico".
    """
    for index, name in enumerate(names):
        before = names[index - 1] if index else name
        after = names[index + 1] if index + 1 < len(names) else name
        is_listed = any(
            LISTED.fullmatch(text, one.end, other.start)
            and _countries_of(one, gazetteer) & _countries_of(other, gazetteer)
            for one, other in ((before, name), (name, after))
        )
        yield replace(name, has_cue=True) if is_listed else name


def _countries_of(name: PlaceName, gazetteer: Gazetteer) -> set[str]:
    """The countries of the places that a name may name."""
    return {gazetteer.places[key].country_key for key in name.keys}


def names_in(text: str, gazetteer: Gazetteer) -> Iterator[PlaceName]:
    """The names in a text, in order and without overlaps."""
    matches = list(WORD.finditer(text))
    words = TextWords(text, matches, [folded(match[0]) for match in matches])
    behind = 0
    for index, match in enumerate(matches):
        if index < behind or not match[0][0].isupper():
            continue
        initials = government_initials(match[0])
        if initials:
            yield PlaceName(match.start(), match.end(), (), has_cue=False, initials=initials)
            continue
        name = gazetteer.name_at(words.folded, index)
        if name is None or not is_written_as_name(words, index, name[1]):
            continue
        keys, count = name
        behind = index + count
        if not (
            _is_bare_people(words, index, count, gazetteer)
            or is_in_other_name(words, index, count)
            or _begins_other_name(words, index, count, gazetteer)
        ):
            end = matches[behind - 1].end()
            ends_in_letter = len(matches[behind - 1][0]) == 1 and text[end : end + 1] == "."
            cue = has_cue(words, index, count)
            companions = COMPANIONS.get(words.folded[index], NO_COMPANIONS)
            yield PlaceName(
                match.start(),
                end + ends_in_letter,
                keys,
                has_cue=cue,
                is_in_surname=is_in_surname(words, index),
                companions=companions,
            )


def government_initials(word: str) -> str:
    """The initials of a country in the abbreviation of its government: `GOI`, `GoCR`."""
    government = GOVERNMENT.fullmatch(word) if word[0] == "G" else None
    return government[1] if government and word.upper() not in NOT_GOVERNMENTS else ""


def _is_bare_people(words: TextWords, index: int, count: int, gazetteer: Gazetteer) -> bool:
    """Whether a plural names persons, not their country: "sold to Turks", but not "the Turks"."""
    return words.folded[index + count - 1] in gazetteer.peoples and words.before(index) != "THE"


def _begins_other_name(words: TextWords, index: int, count: int, gazetteer: Gazetteer) -> bool:
    """Whether a name goes on with a word that names no place: "Santiago Quint", "Porto Quinta".

    It is then a person's, or that of another place. An adjective is none: "German Bundestag".
    """
    if count > 1:
        return False
    following = surname_after(words, index) or rest_of_name(words, index)
    if following is None or gazetteer.name_at(words.folded, following) is not None:
        return False
    facts = (gazetteer.places[key].fact for key in gazetteer.names[(words.folded[index],)])
    return not any(words.folded[index] in map(folded, fact.adjectives) for fact in facts)


def the_place(
    name: PlaceName, gazetteer: Gazetteer, host: frozenset[str], countries: frozenset[str]
) -> str | None:
    """The only place that fits a name; None if none or several do.

    `countries` are those that the cable names, and `host`, that it was sent from.
    """
    if name.initials:
        return _governed(name.initials, gazetteer, host, countries)
    fitting = fitting_places(name, gazetteer, countries)
    return fitting[0] if len(fitting) == 1 else None


def fitting_places(
    name: PlaceName, gazetteer: Gazetteer, countries: frozenset[str]
) -> tuple[str, ...]:
    """The places that a name may name in a cable."""
    return tuple(key for key in name.keys if _fits(name, gazetteer, countries, key))


def _governed(
    initials: str, gazetteer: Gazetteer, host: frozenset[str], countries: frozenset[str]
) -> str | None:
    """The country whose government an abbreviation names, from the initials: "GOI", "GoPNG".

    It is the host country if its initials fit, or else the only one that fits among those named.
    """
    for among in (host, countries):
        fitting = [key for key in among if initials in gazetteer.initials.get(key, ())]
        if len(fitting) == 1:
            return fitting[0]
    return None


def _fits(name: PlaceName, gazetteer: Gazetteer, countries: frozenset[str], key: str) -> bool:
    fact = gazetteer.places[key].fact
    if not fact.rule:
        return not name.companions or not name.companions.isdisjoint(countries)
    is_free = fact.rule == "near" and not name.is_in_surname
    return fact.within in countries and (is_free or name.has_cue)


def _countries(names: Sequence[PlaceName], gazetteer: Gazetteer) -> frozenset[str]:
    """The countries of the places whose names always count."""
    return frozenset(
        gazetteer.places[name.keys[0]].country_key
        for name in names
        if name.keys and not name.companions and not gazetteer.places[name.keys[0]].fact.rule
    )


def _is_in_notice(block: Block, offset: int) -> bool:
    """Whether an offset is in the words that stand for a withheld passage."""
    return any(notice.start <= offset < notice.end for notice in block.notices)
