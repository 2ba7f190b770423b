"""Dated events, each with every para that tells of it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass

from generator import facts
from generator.execution.fast_pickle import fast_pickle
from generator.indexes import dates
from generator.indexes.event_sentences import sentence_at
from generator.model import BlockKind, Cable, Event, EventSource, Mrn, Part, Place, Precision

MOST_CANDIDATES = 40
"""Groups of tellings that one telling is held against; more share only common words."""

WORD = re.compile(r"[^\W\d_](?:[\w'’-]*\w)?")

SEE = re.compile(r"\W{0,3}(?:please )?see\b", re.IGNORECASE)
"""A sentence that only points elsewhere: "(Please see question 19 on officials involved)"."""

COMMON = frozenset(
    """
    about above according across after again against agency agencies all also although among and
    another any approximately are around because been before being between both but case cases
    could country countries did does due during each embassy end field first following for former
    from government had has have having here his however include included including into its
    january february march april may june july august september october november december last
    many met more most new not note now off official officials one only other our out over past per
    percent person persons police post present president previous private provided public report
    reported reports same see several she should since some state states stated still such than
    that the their them then there these they this those through three time under until use used
    using very was were what when where which while who will with within without would year years
    you your dated late early mid
    """.split()
)
"""Words that two sentences share without telling of the same thing."""


Dated = tuple[datetime.date, datetime.date, Precision]
"""First and last day, and how exactly they are told."""


@fast_pickle
@dataclass(frozen=True, slots=True)
class DateStatement:
    """What one cable tells of a date."""

    dated: Dated
    telling: EventSource
    words: frozenset[str]
    """What tells it from others."""
    persons: frozenset[str]


@dataclass(slots=True)
class _EventGroup:
    """Tellings of one event while they are gathered."""

    tellings: list[EventSource]
    contents: list[frozenset[str]]
    """What each telling tells of, in the same order."""
    words: set[str]
    persons: set[str]


def events(of_cables: Iterable[DateStatement]) -> tuple[Event, ...]:
    """The dated events of all cables in the order of dates, the more exact first.

    `of_cables` is what they have `told`, in the order of MRNs.
    """
    by_date: dict[Dated, list[DateStatement]] = {}
    for one in of_cables:
        by_date.setdefault(one.dated, []).append(one)
    found = [
        Event(first=first, last=last, precision=precision, sources=tuple(group))
        for (first, last, precision), of_date in by_date.items()
        for group in _same_events(of_date)
    ]
    order = {precision: rank for rank, precision in enumerate(Precision)}
    return tuple(
        sorted(
            found,
            key=lambda e: (
                e.first,
                order[e.precision],
                e.last,
                e.sources[0].mrn,
            ),
        )
    )


def told(cable: Cable, mrn: Mrn) -> Iterator[DateStatement]:
    """The dates in a cable's text; not in headings, columns and questions."""
    for para in cable.paras:
        for index, block in enumerate(para.blocks):
            if block.part is Part.QUESTION or block.kind in {BlockKind.HEADING, BlockKind.COLUMNS}:
                continue
            for found in dates.find(block.text, cable.header.date):
                sentence = sentence_at(block.text, found.start)
                if SEE.match(sentence):
                    continue
                place = Place(anchor=para.anchor, block=index, start=found.start, end=found.end)
                yield DateStatement(
                    (found.first, found.last, found.precision),
                    EventSource(
                        mrn=mrn,
                        place=place,
                        written=block.text[found.start : found.end],
                        sentence=sentence,
                    ),
                    frozenset(_content(sentence)),
                    frozenset(_persons(sentence)),
                )


# --- Which tellings are of one event -----------------------------------------------------


def _same_events(of_date: Sequence[DateStatement]) -> list[list[EventSource]]:
    """The tellings of one date parted by event.

    Two sentences tell of the same event where they share two words that are not common, and
    these are half of the shorter sentence's. Sentences that name different persons never do:
    two arrests of one day stay two.
    """
    if len(of_date) == 1:
        return [[of_date[0].telling]]
    groups: list[_EventGroup] = []
    by_word: dict[str, dict[int, None]] = {}
    for one in of_date:
        near = _first(i for w in sorted(one.words) for i in by_word.get(w, ()))
        matching = [i for i in near if groups[i].tellings and _fits(groups[i], one)]
        index = matching[0] if matching else len(groups)
        if not matching:
            groups.append(_EventGroup([], [], set(), set()))
        groups[index].tellings.append(one.telling)
        groups[index].contents.append(one.words)
        _describe(groups, index, one, by_word)
        for other in matching[1:]:
            if _persons_agree(groups[index].persons, groups[other].persons):
                moved = groups[other]
                groups[other] = _EventGroup([], [], set(), set())
                groups[index].tellings.extend(moved.tellings)
                groups[index].contents.extend(moved.contents)
                _describe(groups, index, moved, by_word)
    return [sorted(g.tellings, key=lambda t: t.mrn) for g in groups if g.tellings]


def _first(indices: Iterable[int]) -> list[int]:
    """The first `MOST_CANDIDATES` of `indices`, each once; no more of them are looked at."""
    found: dict[int, None] = {}
    for index in indices:
        found[index] = None
        if len(found) == MOST_CANDIDATES:
            break
    return list(found)


def _describe(
    groups: list[_EventGroup],
    index: int,
    more: _EventGroup | DateStatement,
    by_word: dict[str, dict[int, None]],
) -> None:
    """Let a group tell of what `more` tells, and be found by its words."""
    groups[index].persons |= more.persons
    for word in more.words - groups[index].words:
        by_word.setdefault(word, {})[index] = None
    groups[index].words |= more.words


def _fits(group: _EventGroup, new: DateStatement) -> bool:
    if not _persons_agree(group.persons, new.persons):
        return False
    return any(_alike(words, new.words) for words in group.contents[-5:]) or any(
        t.sentence == new.telling.sentence for t in group.tellings[-5:]
    )


def _alike(one: Set[str], two: Set[str]) -> bool:
    shared = len(one & two)
    return shared >= 2 and shared * 2 >= min(len(one), len(two))


def _persons_agree(one: Set[str], two: Set[str]) -> bool:
    return not one or not two or not one.isdisjoint(two)


def _content(sentence: str) -> set[str]:
    """The words of a sentence that tell what happened, without their endings."""
    words = (w.lower().removesuffix("'s").removesuffix("’s") for w in WORD.findall(sentence))
    return {_stem(w) for w in words if len(w) > 2 and w not in COMMON}


def _stem(word: str) -> str:
    for ending in ("ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


PERSON = re.compile(
    r"(?:[A-Z][a-z'’]+(?:-[A-Z][a-z]+)?|[A-Z]\.)(?:\s(?:[A-Z][a-z'’]+(?:-[A-Z][a-z]+)?|[A-Z]\.)){1,4}"
)
"""A run of names: "Ignacio Antonio Santoyo-Cervantes", "John D. Armstrong"."""

QUOTED = re.compile(r"\"[^\"]{1,200}\"")
"""Words in quotation marks: titles of laws, nicknames."""

PERSONAL_TITLES = frozenset("president minister senator governor ambassador mr mrs ms dr".split())


def _persons(sentence: str) -> set[str]:
    """The words of names of persons: runs of capitals without any word of bodies and laws."""
    found: set[str] = set()
    ordinary = facts.ordinary_words()
    for match in PERSON.finditer(QUOTED.sub(" ", sentence)):
        words = [part for name in match[0].split() for part in name.lower().split("-")]
        if words[0] in PERSONAL_TITLES:
            words = words[1:]
        if match.start() > 0 and not any(w in ordinary or w in COMMON for w in words):
            found.update(w for w in words if len(w) > 2)
    return found
