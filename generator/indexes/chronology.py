"""Join the dated statements of all cables into events."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field, replace

from generator import facts
from generator.execution.fast_pickle import fast_pickle
from generator.indexes.dates import DateMatch, DateRange, Days, days_of, find_dates
from generator.indexes.event_sentences import sentence_at, sentence_range
from generator.indexes.tenses import has_happened, is_announced, is_prose
from generator.model import (
    Block,
    BlockKind,
    Cable,
    Event,
    EventSource,
    Mrn,
    Place,
    Precision,
    QuestionnairePart,
)
from generator.model.releases import with_marks

MAX_CANDIDATES = 40
"""Maximum number of groups that a statement is compared with. Further ones share only common words.
"""

WORD = re.compile(r"[^\W\d_](?:[\w'’-]*\w)?")
"""A word without digits."""

CROSS_REFERENCE = re.compile(r"\W{0,3}(?:please )?see\b", re.IGNORECASE)
"""A sentence that only refers elsewhere: "(Please see question 19 on officials involved)"."""

COMMON_WORDS = frozenset(
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
"""Words that unrelated sentences share."""


@fast_pickle
@dataclass(frozen=True, slots=True)
class DateStatement:
    """What one sentence of a cable says about a date."""

    date_range: DateRange
    source: EventSource
    words: frozenset[str]
    """The content words of the sentence, see `_content_words`."""
    persons: frozenset[str]
    """The words of the names of persons in the sentence."""


@dataclass(slots=True)
class _EventGroup:
    """The statements about one event that have been found so far."""

    sources: list[EventSource] = field(default_factory=list)
    word_sets: list[frozenset[str]] = field(default_factory=list)
    """The content words of each source, in the same order."""
    words: set[str] = field(default_factory=set)
    """The content words of all sources."""
    persons: set[str] = field(default_factory=set)


def join_events(statements: Iterable[DateStatement]) -> tuple[Event, ...]:
    """The dated events of all cables, sorted by date, the more precise first.

    `statements` are those of `find_date_statements`, in the order of MRNs.
    """
    by_date: defaultdict[DateRange, list[DateStatement]] = defaultdict(list)
    for statement in statements:
        by_date[statement.date_range].append(statement)
    events = [
        Event(first=first, last=last, precision=precision, sources=tuple(sources))
        for (first, last, precision), same_date in by_date.items()
        for sources in _group_by_event(same_date)
    ]
    rank = {precision: number for number, precision in enumerate(Precision)}
    events.sort(key=lambda e: (e.first, rank[e.precision], e.last, e.sources[0].mrn))
    return tuple(events)


def find_date_statements(cable: Cable, mrn: Mrn) -> Iterator[DateStatement]:
    """The dates in a cable's text, except in headings, columns, lists of names and questions."""
    sent = days_of(cable.header)
    for para in cable.paras:
        for index, block in enumerate(para.blocks):
            if block.part is QuestionnairePart.QUESTION or block.kind in {
                BlockKind.HEADING,
                BlockKind.COLUMNS,
            }:
                continue
            for match in find_dates(block.text, sent):
                if block.has_gap(match.start, match.end):
                    continue
                place = Place(anchor=para.anchor, block=index, start=match.start, end=match.end)
                statement = _statement(block.text, match, sent, mrn, place)
                if statement is not None:
                    yield _with_marks(statement, block) if block.gaps else statement


def _with_marks(statement: DateStatement, block: Block) -> DateStatement:
    """The statement with marks in its sentence for what a publisher withheld."""
    source = statement.source
    text, offset = with_marks(block.text, block.gaps, source.place.start)
    return replace(statement, source=replace(source, sentence=sentence_at(text, offset)))


def _statement(
    text: str, match: DateMatch, sent: Days | None, mrn: Mrn, place: Place
) -> DateStatement | None:
    """What the sentence says about the date; None if it says nothing or contradicts the year.

    A plan is a date after the cable, or one that may be after it in a sentence that announces it.
    """
    sentence = sentence_at(text, match.start)
    written = text[match.start : match.end]
    if CROSS_REFERENCE.match(sentence) or not is_prose(sentence, written):
        return None
    start, end = sentence_range(text, match.start)
    around = text[start : match.start], text[match.end : end]
    is_later = sent is not None and match.first > sent.last
    if is_later and match.year_inferred and has_happened(*around):
        return None
    is_earlier = sent is not None and match.last < sent.first
    return DateStatement(
        (match.first, match.last, match.precision),
        EventSource(
            mrn=mrn,
            place=place,
            written=written,
            year_inferred=match.year_inferred,
            planned=is_later or (not is_earlier and is_announced(*around)),
            sentence=sentence,
        ),
        frozenset(_content_words(sentence)),
        frozenset(_persons(sentence)),
    )


# --- Grouping statements by event ----------------------------------------------------------


def _group_by_event(statements: Sequence[DateStatement]) -> list[list[EventSource]]:
    """Group the statements of one date by event.

    Two sentences are about the same event if they share two content words that are at least half
    of the shorter sentence's. Sentences that name different persons never are: two arrests on one
    day remain two events.
    """
    if len(statements) == 1:
        return [[statements[0].source]]
    groups: list[_EventGroup] = []
    by_word: dict[str, dict[int, None]] = {}
    for statement in statements:
        candidates = _first_candidates(
            index for word in sorted(statement.words) for index in by_word.get(word, ())
        )
        matching = [i for i in candidates if groups[i].sources and _matches(groups[i], statement)]
        index = matching[0] if matching else len(groups)
        if not matching:
            groups.append(_EventGroup())
        groups[index].sources.append(statement.source)
        groups[index].word_sets.append(statement.words)
        _add_words(groups, index, statement, by_word)
        for other in matching[1:]:
            if _persons_agree(groups[index].persons, groups[other].persons):
                merged = groups[other]
                groups[other] = _EventGroup()
                groups[index].sources.extend(merged.sources)
                groups[index].word_sets.extend(merged.word_sets)
                _add_words(groups, index, merged, by_word)
    return [sorted(group.sources, key=lambda s: s.mrn) for group in groups if group.sources]


def _first_candidates(indexes: Iterable[int]) -> list[int]:
    """The first `MAX_CANDIDATES` distinct values of `indexes`, without reading further."""
    candidates: dict[int, None] = {}
    for index in indexes:
        candidates[index] = None
        if len(candidates) == MAX_CANDIDATES:
            break
    return list(candidates)


def _add_words(
    groups: list[_EventGroup],
    index: int,
    addition: _EventGroup | DateStatement,
    by_word: dict[str, dict[int, None]],
) -> None:
    """Add the words and persons of `addition` to a group, and its words to the index `by_word`."""
    groups[index].persons |= addition.persons
    for word in addition.words - groups[index].words:
        by_word.setdefault(word, {})[index] = None
    groups[index].words |= addition.words


def _matches(group: _EventGroup, statement: DateStatement) -> bool:
    if not _persons_agree(group.persons, statement.persons):
        return False
    return any(_are_similar(words, statement.words) for words in group.word_sets[-5:]) or any(
        source.sentence == statement.source.sentence for source in group.sources[-5:]
    )


def _are_similar(left: Set[str], right: Set[str]) -> bool:
    shared = len(left & right)
    return shared >= 2 and shared * 2 >= min(len(left), len(right))


def _persons_agree(left: Set[str], right: Set[str]) -> bool:
    """True if they share a word of a name, or if one of them names nobody."""
    return not left or not right or not left.isdisjoint(right)


def _content_words(sentence: str) -> set[str]:
    """The stems of the words of a sentence that say what happened."""
    words = (w.lower().removesuffix("'s").removesuffix("’s") for w in WORD.findall(sentence))
    return {_stem(w) for w in words if len(w) > 2 and w not in COMMON_WORDS}


def _stem(word: str) -> str:
    for ending in ("ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


PERSON_NAME = re.compile(
    r"(?:[A-Z][a-z'’]+(?:-[A-Z][a-z]+)?|[A-Z]\.)"
    r"(?:\s(?:[A-Z][a-z'’]+(?:-[A-Z][a-z]+)?|[A-Z]\.)){1,4}"
)
"""A run of names: "Ignacio Antonio Santoyo-Cervantes", "John D. Armstrong"."""

QUOTATION = re.compile(r"\"[^\"]{1,200}\"")
"""Words in quotation marks: titles of laws, nicknames."""

PERSONAL_TITLES = frozenset("president minister senator governor ambassador mr mrs ms dr".split())
"""Titles before a person's name, which are not part of it."""


def _persons(sentence: str) -> set[str]:
    """The words of persons' names: runs of capitalised words without any ordinary word."""
    persons: set[str] = set()
    ordinary = facts.ordinary_words()
    for match in PERSON_NAME.finditer(QUOTATION.sub(" ", sentence)):
        words = [part for name in match[0].split() for part in name.lower().split("-")]
        if words[0] in PERSONAL_TITLES:
            words = words[1:]
        if match.start() > 0 and not any(w in ordinary or w in COMMON_WORDS for w in words):
            persons.update(w for w in words if len(w) > 2)
    return persons
