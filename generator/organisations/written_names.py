"""Names of bodies that a text writes out, by their head noun: "Ministry of Salt", "Salt Party".

Precision comes first: where it is unsure where a name ends, there is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.facts import body_words
from generator.glossary.capital_runs import OWNERS
from generator.glossary.word_kinds import fold_accents
from generator.organisations.body_word_kinds import NameRole, NameText, NameWord
from generator.organisations.name_complements import (
    AND,
    MAX_WORDS,
    PORTFOLIOS,
    after_connector,
    comma_before,
    complement_end,
    is_subject,
    list_end,
    member_end,
)

GARBLED = re.compile(r"\?\?|\s+[dl]\b")
"""What follows a name that goes on in garbled words."""


@dataclass(frozen=True, slots=True)
class BodySpan:
    """A name of a body in a text."""

    start: int
    end: int
    head: str = ""
    """The head noun that a name in a list lacks: "Ministry of" for "Interior"; else empty."""


def find_written_names(text: NameText) -> Iterator[BodySpan]:
    """The names in a text, in order and without overlaps."""
    position = 0
    for head in text.heads:
        if head < position or not text.is_part(head):
            continue
        start = text.run_start(head, position)
        spans, position = _names_in_run(text, start, text.run_end(head))
        yield from spans


def _names_in_run(text: NameText, start: int, end: int) -> tuple[list[BodySpan], int]:
    """The names that begin in a run of words, and the index where to go on."""
    words = text.words
    heads = [k for k in range(start, end) if words[k].kind & NameRole.HEAD]
    if not heads:
        return _names_of_plural(text, start, end), end
    foreign = next((k for k in heads if words[k].kind & NameRole.BEFORE), None)
    if foreign is not None:
        return _foreign_name(text, foreign, end)
    head = _last_head(text, heads)
    first = _first_word(text, start, head)
    stop = complement_end(text, head) if head == end - 1 else head + 1
    if stop is None:
        return [], end
    joined = _joined_start(text, first, head, is_whole=first == start)
    if joined is None:
        return [], stop
    first = joined
    if _lacks_words_before(text, first):
        return [], stop
    if stop > head + 1 and fold_accents(words[head].text) in PORTFOLIOS:
        first = _without_nationality(text, first, head)
    if _names_a_law(text, stop) or _is_garbled(text, stop):
        return [], stop
    if not _names_a_body(text, first, head, stop):
        return [], max(stop, head + 1)
    return [_span(words, first, stop)], stop


def _span(words: list[NameWord], first: int, stop: int) -> BodySpan:
    return BodySpan(words[first].start, words[stop - 1].end)


def _last_head(text: NameText, heads: list[int]) -> int:
    """The last head noun before an office: `Salt Party Chairman Doe Committee` ends at Party."""
    last = heads[0]
    for head in heads[1:]:
        between = text.words[last + 1 : head]
        if any(word.kind & NameRole.TITLE and not word.is_possessive for word in between):
            break
        last = head
    return last


def _first_word(text: NameText, start: int, head: int) -> int:
    """The first word of a name: without offices, owners, and words that name no body."""
    words = text.words
    first = start
    for index in range(start, head):
        word = words[index]
        ends_before = word.kind & NameRole.TITLE and not word.is_possessive
        if (ends_before and not _is_of_office(words, index, head)) or word.is_owner:
            first = index + 1
    while first < head and words[first].text.endswith(OWNERS):
        first += 1
    while first < head and words[first].kind & NameRole.GENERAL and _is_plain(text, first):
        first += 1
    return first


def _is_plain(text: NameText, index: int) -> bool:
    """True for a word whose capital means nothing: it begins a sentence, or all are capitals."""
    if text.in_capitals:
        word, following = text.words[index], text.words[index + 1]
        return not (word.lower == "new" and following.kind & NameRole.PLACE)
    before = text.text[: text.words[index].start].rstrip(" \"'“‘(-")
    return not before or before[-1] in ".!?:;\n"


def _joined_start(text: NameText, first: int, head: int, *, is_whole: bool) -> int | None:
    """The first word, before an `and` that joins subjects: `Salt and Trade Organization`.

    None if it is unsure whether the words before `and` belong to the name.
    """
    words = text.words
    if not is_whole or first == head or first < 2:
        return first
    joint, before = words[first - 1], words[first - 2]
    if joint.lower not in AND or not (words[first].follows_space and joint.follows_space):
        return first
    if words[first].kind & (NameRole.PLACE | NameRole.NATIONALITY):
        return first
    if not text.is_part(first - 2) or not before.kind & (NameRole.COMMON | NameRole.GENERAL):
        return first
    if before.kind & (NameRole.HEAD | NameRole.HEADS | NameRole.TITLE | NameRole.PLACE):
        return first
    start = first - 2
    while start > 0 and text.is_part(start - 1) and words[start].follows_space:
        if words[start - 1].is_possessive:
            break
        start -= 1
    if start and is_subject(words[start - 1]) and comma_before(text, start):
        return None
    if any(words[k].kind & (NameRole.HEAD | NameRole.TITLE) for k in range(start, first)):
        return None
    return _first_word(text, start, head)


def _lacks_words_before(text: NameText, first: int) -> bool:
    """True for the end of a longer name: `Persons Unit` in `Trafficking in Persons Unit`."""
    words = text.words
    if text.in_capitals or first < 2 or not words[first].follows_space:
        return False
    before = words[first - 2]
    if words[first - 1].lower not in {"in", "against", "of"} or not words[first - 1].follows_space:
        return False
    is_name = before.kind & NameRole.COMMON and text.is_part(first - 2)
    return bool(is_name) and not before.kind & (NameRole.TITLE | NameRole.HEAD | NameRole.PLACE)


def _is_of_office(words: list[NameWord], index: int, head: int) -> bool:
    """True for the office in `Prosecutor General's Office`, `Director General Council`."""
    return any(word.is_possessive for word in words[index + 1 : head])


def _without_nationality(text: NameText, first: int, head: int) -> int:
    """The first word after a nationality: `Ministry of Salt` of the Saltland Ministry of Salt."""
    while first < head and text.words[first].kind & NameRole.NATIONALITY:
        first += 1
    return first


def _names_a_law(text: NameText, stop: int) -> bool:
    """True if the capitalised words go on to a noun for a law: `Salt Court Procedures Act`."""
    if stop >= len(text.words) or not text.is_part(stop) or not text.words[stop].follows_space:
        return False
    return bool(text.words[text.run_end(stop) - 1].kind & NameRole.LAW)


def _is_garbled(text: NameText, stop: int) -> bool:
    """True if the rest of a garbled word follows: `Grupo de Crist??bal`, `Conseil d,Etat`."""
    return GARBLED.match(text.text, text.words[stop - 1].end) is not None


def _names_a_body(text: NameText, first: int, head: int, stop: int) -> bool:
    """True if the words are enough to name a body."""
    words = text.words
    kind = words[head].kind
    if kind & NameRole.POST or stop - first > MAX_WORDS:
        return False
    if _is_phrase(words[first:stop]):
        return False
    if stop > head + 1:
        return not (kind & NameRole.VAGUE and text.in_capitals and head == first)
    before = words[first:head]
    if not before:
        return False
    country = NameRole.NATIONALITY | NameRole.PLACE if text.in_capitals else NameRole.NATIONALITY
    specific = [word for word in before if not word.kind & NameRole.GENERAL]
    named = [word for word in specific if not word.kind & country]
    if not text.in_capitals:
        if words[head].text == "Administration" and len(named) == 1:
            return bool(named[0].kind & NameRole.COMMON)
        return bool(named) or (bool(specific) and not kind & NameRole.VAGUE)
    if first and words[first].follows_space:
        owner = words[first - 1]
        is_part = owner.kind & NameRole.PROPER and not owner.is_possessive
        if owner.text in {"A", "AN"} or owner.kind & NameRole.GENERAL or is_part:
            return False
    if _is_phrase(words[head - 1 : stop]) or any(w.kind & NameRole.POST for w in before):
        return False
    return len(named) > (1 if kind & NameRole.VAGUE else 0)


def _is_phrase(words: list[NameWord]) -> bool:
    """True for words that name no body: "trade union"."""
    return " ".join(word.lower for word in words) in body_words.no_names()


# --- Other languages, and lists of bodies ------------------------------------------------


def _foreign_name(text: NameText, head: int, end: int) -> tuple[list[BodySpan], int]:
    """`Instituto Nacional de Sal`: the head noun comes first, its adjectives follow."""
    words = text.words
    last = head + 1
    while last < end and not words[last].kind & (NameRole.TITLE | NameRole.HEAD):
        last += 1
    stop = last
    if last == end:
        extended = complement_end(text, last - 1) if not words[last - 1].is_possessive else last
        if extended is None:
            return [], end
        stop = extended
    if stop - head < 2 or stop - head > MAX_WORDS or _is_garbled(text, stop):
        return [], max(stop, head + 1)
    return [_span(words, head, stop)], stop


def _names_of_plural(text: NameText, start: int, end: int) -> list[BodySpan]:
    """`Ministries of Foreign Affairs and Interior`: two names, the second without its head noun."""
    words = text.words
    head = end - 1
    if words[head].kind & NameRole.HEADS and fold_accents(words[head].text) in PORTFOLIOS:
        following = after_connector(text, end, is_first=True)
        if following is not None and text.is_part(following):
            stop = list_end(text, head, member_end(text, following))
            if stop is not None:
                return list(_members(text, head, following, stop))
    return []


def _members(text: NameText, head: int, start: int, stop: int) -> Iterator[BodySpan]:
    """The names in a list of bodies, the first with the head noun."""
    words = text.words
    noun = words[head].text
    singular = (
        noun[:-3] + ("Y" if noun.isupper() else "y") if noun.lower().endswith("ies") else noun[:-1]
    )
    prefix = f"{singular} {'OF' if text.in_capitals else 'of'}"
    first = start
    for index in range(start, stop + 1):
        is_end = index == stop or words[index].lower in AND or _comma_before_word(words, index)
        if not is_end or (index == first and index != stop):
            continue
        if index > first:
            begin = words[head].start if first == start else words[first].start
            yield BodySpan(begin, words[index - 1].end, prefix)
        first = index + 1 if index < stop and words[index].lower in AND else index


def _comma_before_word(words: list[NameWord], index: int) -> bool:
    return not words[index].follows_space
