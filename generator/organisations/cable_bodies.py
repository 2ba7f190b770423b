"""The bodies that one cable names: by their names written out, and by abbreviations in capitals."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from generator.execution.fast_pickle import fast_pickle
from generator.facts.body_words import country_words
from generator.glossary.uses import AbbreviationMatcher, is_searched
from generator.glossary.word_kinds import category_of, is_in_capitals
from generator.model import Anchor, Block, Cable, Definition, Place
from generator.organisations.body_word_kinds import NameRole, NameText, name_text
from generator.organisations.capital_abbreviations import find_abbreviations
from generator.organisations.full_names import read_name
from generator.organisations.known_names import find_names, longest_spans
from generator.organisations.written_names import BodySpan


@fast_pickle
@dataclass(frozen=True, slots=True, kw_only=True)
class BodyMention:
    """Words in a para that name a body."""

    place: Place
    words: str
    """The words as typed, on one line."""
    name: str
    """The name: the words, with the noun that they share with another name in a list."""
    country: str
    """The key of the country that the name or the words before it say; empty for none."""
    defines: str
    """The abbreviation that the words define here; empty if they define none."""
    is_abbreviation: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CableBodies:
    """What one cable says about bodies."""

    mentions: tuple[BodyMention, ...]
    """In the order of the text."""
    anchors: tuple[Anchor, ...]
    """The paras in the order of the text."""
    appositions: tuple[tuple[BodyMention, BodyMention], ...]
    """Pairs of names of one body: "Salt Foundation (Fundacion Sal)"."""


class Definitions:
    """The definitions of a cable that name bodies."""

    def __init__(self, definitions: Iterable[Definition]) -> None:
        bodies = [d for d in definitions if category_of(d.gloss or d.expansion) == "organisation"]
        self.abbreviations = frozenset(definition.abbreviation for definition in bodies)
        self._in_block: dict[tuple[Anchor, int], list[tuple[Place, Definition]]] = {}
        """By para and block, each with its passage, in the order of the ends of passages."""
        placed = [(d.place, d) for d in bodies if d.place is not None]
        for place, definition in sorted(placed, key=lambda pair: pair[0].end):
            self._in_block.setdefault((place.anchor, place.block), []).append((place, definition))

    def at(self, place: Place) -> Definition | None:
        """The definition of which words are the name: they overlap it and end within it."""
        in_block = self._in_block.get((place.anchor, place.block), [])
        index = bisect_left(in_block, place.end, key=lambda pair: pair[0].end)
        if index == len(in_block) or in_block[index][0].start >= place.end:
            return None
        return in_block[index][1]


def _is_part(words: str, definition: Definition) -> bool:
    """True for the half of a name: `Persons Unit` in `Trafficking in Persons Unit (TPU)`."""
    wholes = [definition.expansion, definition.gloss or ""]
    return all(words != whole for whole in wholes) and any(words in whole for whole in wholes)


def find_bodies(
    cable: Cable, defined: Iterable[Definition], names: AbbreviationMatcher
) -> CableBodies:
    """The bodies that a cable names in its paras.

    `defined` are its definitions, `names` those that editors give: they count wherever they appear.
    """
    definitions = Definitions(defined)
    mentions: list[BodyMention] = []
    appositions: list[tuple[BodyMention, BodyMention]] = []
    for para in cable.paras:
        for index, block in enumerate(para.blocks):
            if not is_searched(block):
                continue
            place = Place(anchor=para.anchor, block=index, start=0, end=0)
            matches = list(_written(block, place, definitions, names))
            appositions += _appositions(block.text, matches)
            if is_in_capitals(block.text):
                matches += _abbreviated(block, place, definitions.abbreviations)
                matches.sort(key=lambda mention: mention.place)
            mentions += matches
    return CableBodies(
        mentions=tuple(mentions),
        anchors=tuple(para.anchor for para in cable.paras),
        appositions=tuple(appositions),
    )


def _written(
    block: Block, at: Place, definitions: Definitions, names: AbbreviationMatcher
) -> Iterator[BodyMention]:
    text = name_text(block.text)
    given = [BodySpan(match.start, match.end) for match in names.find(block.text)]
    for span in longest_spans([*find_names(text), *given]):
        if block.has_gap(span.start, span.end) or _is_in_notice(block, span.start, span.end):
            continue
        words = " ".join(block.text[span.start : span.end].split())
        definition = definitions.at(_place(at, span.start, span.end))
        if definition is not None and _is_part(words, definition):
            continue
        yield BodyMention(
            place=_place(at, span.start, span.end),
            words=words,
            name=whole_name(span, words),
            country=read_name(words).country or _country_before(text, span.start),
            defines="" if definition is None else definition.abbreviation,
            is_abbreviation=False,
        )


def whole_name(span: BodySpan, words: str) -> str:
    """`Ministry of Trade` for the second of the "Ministries of Salt and Trade"."""
    if not span.head:
        return words
    first = words.split()[0]
    plural = span.head.split()[0]
    if first.lower().startswith(plural.lower()[:-1]):
        return f"{plural} {words.split(' ', 1)[1]}"
    return f"{span.head} {words}"


def _abbreviated(block: Block, at: Place, defined: frozenset[str]) -> Iterator[BodyMention]:
    for match in find_abbreviations(block.text, defined):
        if not _is_in_notice(block, match.start(), match.end()):
            yield BodyMention(
                place=_place(at, match.start(), match.end()),
                words=match[0],
                name=match[0],
                country="",
                defines="",
                is_abbreviation=True,
            )


def _place(at: Place, start: int, end: int) -> Place:
    return Place(anchor=at.anchor, block=at.block, start=start, end=end)


def _is_in_notice(block: Block, start: int, end: int) -> bool:
    """Whether words overlap a notice that stands for a withheld passage."""
    return any(notice.start < end and start < notice.end for notice in block.notices)


def _country_before(text: NameText, start: int) -> str:
    """The country in front of a name: "Saltland's Ministry", "the Saltlandic Ministry"."""
    index = bisect_right(text.words, start, key=lambda word: word.end) - 1
    if index < 0 or len(text.text[text.words[index].end : start].strip()) > 2:
        return ""
    last = text.words[index]
    is_owner = last.is_possessive or last.kind & NameRole.NATIONALITY or last.text.isupper()
    for first in (index - 1, index):
        if first >= 0 and is_owner:
            words = " ".join(word.lower for word in text.words[first : index + 1])
            country = country_words().get(words)
            if country:
                return country
    return ""


def _appositions(
    text: str, mentions: list[BodyMention]
) -> Iterator[tuple[BodyMention, BodyMention]]:
    """`Salt Foundation (Fundacion Sal)`: two names of one body."""
    for first, second in pairwise(mentions):
        between = text[first.place.end : second.place.start]
        after = text[second.place.end : second.place.end + 1]
        if between.strip() == "(" and len(between) < 4 and after in {")", ","}:
            yield first, second
