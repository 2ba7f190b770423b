"""Reads a person's name at a place where one must appear, as behind a title."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator import facts
from generator.facts.name_words import titles
from generator.people.name_tokens import CALENDAR, GIVEN_WORDS, TITLE_SURNAMES, NameToken, WordKind

MOST_WORDS = 6
"""The most words of a name, with particles and initials."""

NAME_KINDS = frozenset({WordKind.UNKNOWN, WordKind.GIVEN})

AFTER_SURNAME = frozenset(
    "AND OR BUT TO OF IN ON AT BY FOR WITH FROM AS THAT WHO WHOM WHOSE WHICH WHEN WHILE IF THE HIS "
    "HER HIM IS WAS ARE WERE HAS HAD HAVE WILL WOULD CAN COULD MAY MIGHT SHOULD DID DOES DO SAID "
    "SAYS TOLD ASKED REPLIED ADDED AGREED STATED NOTED SUGGESTED MET CALLED BEFORE AFTER DURING "
    "ALSO THEN NOT MADE GAVE TOOK EXPRESSED INDICATED INFORMED EXPLAINED REPORTED STRESSED "
    "EMPHASIZED CONFIRMED ARRIVED THINKS BELIEVES THANKED RESPONDED OPENED RAISED POINTED".split()
)
"""Words that can follow a surname which is also an English word: `AMBASSADOR WHITE HAS`."""


@dataclass(frozen=True, slots=True)
class NameSpan:
    """A name in a text: the tokens from `first` up to, without, `end`."""

    first: int
    end: int
    words: tuple[str, ...]
    """The words of the name in capitals without accents, with initials and particles."""


def read_name(tokens: Sequence[NameToken], first: int, *, in_capitals: bool) -> NameSpan | None:
    """The name that begins at a token; None if none does.

    It is one or several words of which none is an English word or a place. A single English word
    that is a surname is taken where the sentence goes on behind it.
    """
    end = _last_name_token(tokens, first, in_capitals)
    if end is None:
        return _ordinary_surname(tokens, first, in_capitals)
    end = _with_suffix(tokens, end)
    return NameSpan(first, end, tuple(token.plain for token in tokens[first:end]))


AFTER_NAME = frozenset(
    "ADMINISTRATION GOVERNMENT CABINET REGIME VISIT PLAN SPEECH MEETING LETTER PROPOSAL POLICY "
    "DOCTRINE ACT BILL LAW TRIP PARTY FAMILY BROTHERS COMMISSION COMMITTEE REPORT INITIATIVE "
    "EXPRESS CHIEF MINISTER SECRETARY AND OF".split()
)
"""Words behind a surname that may be written with a capital and do not belong to the name."""


def read_titled_name(
    tokens: Sequence[NameToken], first: int, *, in_capitals: bool
) -> NameSpan | None:
    """The name behind a title: there, a last word that is also an English word is a surname.

    `Dr. Valeria Salt said`, `spokesperson Quin Gang said`; not in a text in capitals.
    """
    span = read_name(tokens, first, in_capitals=in_capitals)
    if span is None or in_capitals or span.end >= len(tokens):
        return span
    last, following = tokens[span.end - 1], tokens[span.end]
    if last.next != " " or last.is_possessive or not following.is_capital:
        return span
    kinds = {WordKind.ORDINARY, WordKind.SURNAME}
    if last.kind is WordKind.GIVEN:
        kinds.add(WordKind.PLACE)
    if following.kind not in kinds or following.in_capitals or _follows_names(following.plain):
        return span
    if not _goes_on(tokens, span.end, in_capitals) or span.end - span.first > 1:
        return span
    return NameSpan(first, span.end + 1, (*span.words, following.plain))


def _follows_names(word: str) -> bool:
    """Whether a word with a capital behind a name is not part of it."""
    return (
        word in AFTER_NAME
        or word in CALENDAR
        or word in titles()
        or word.lower() in facts.head_nouns()
    )


def _last_name_token(tokens: Sequence[NameToken], first: int, in_capitals: bool) -> int | None:
    """The end of the longest run of name words, particles and initials, after a name word."""
    end = None
    for index in range(first, min(first + MOST_WORDS, len(tokens))):
        token = tokens[index]
        if index > first and not _joined(tokens[index - 1]):
            break
        kind = token.kind
        if kind is WordKind.INITIAL:
            if not token.is_capital or (
                in_capitals and token.plain in {"A", "I"} and index == first
            ):
                break
            continue
        if kind is WordKind.PARTICLE:
            continue
        if not _is_name_word(tokens, index, end is not None, in_capitals):
            break
        end = index + 1
        if token.is_possessive:
            break
    return end


def _is_name_word(
    tokens: Sequence[NameToken], index: int, has_begun: bool, in_capitals: bool
) -> bool:
    token = tokens[index]
    if token.next == "- " or (not in_capitals and not token.is_capital):
        return False  # A hyphen and a blank part a word at the end of a line.
    kind = token.kind
    if kind not in NAME_KINDS and token.plain in GIVEN_WORDS:
        return _opens_full_name(tokens, index, has_begun, in_capitals)
    if kind is WordKind.SURNAME and index > 0 and _is_given_part(tokens[index - 1]):
        return _goes_on(tokens, index, in_capitals) or _stands_between(tokens, index, in_capitals)
    if kind not in NAME_KINDS:
        is_after_particle = has_begun and tokens[index - 1].kind is WordKind.PARTICLE
        return is_after_particle and not in_capitals and kind is WordKind.ORDINARY
    if in_capitals or not token.in_capitals:
        return True
    return has_begun and len(token.plain) > 3


def _stands_between(tokens: Sequence[NameToken], index: int, in_capitals: bool) -> bool:
    """Whether a surname is between a given name and another one: `Jaime Mayor Quintarejo`."""
    if in_capitals or tokens[index].next != " " or index + 1 == len(tokens):
        return False
    following = tokens[index + 1]
    return following.is_capital and following.kind in NAME_KINDS and not following.in_capitals


def _opens_full_name(
    tokens: Sequence[NameToken], index: int, has_begun: bool, in_capitals: bool
) -> bool:
    """Whether a given name that is also a word has a surname behind it: `MARK ZALDU`, `Jan Quint`.

    In a text in capitals it must be part of a name that has begun.
    """
    if index + 1 == len(tokens) or tokens[index].next != " " or (in_capitals and not has_begun):
        return False
    following = tokens[index + 1]
    if not following.is_capital or following.in_capitals > in_capitals:
        return False
    return following.kind in NAME_KINDS | {WordKind.SURNAME, WordKind.INITIAL}


def _is_given_part(token: NameToken) -> bool:
    return token.kind in {WordKind.GIVEN, WordKind.INITIAL} and token.is_capital


def _joined(token: NameToken) -> bool:
    """Whether a name may go on behind a token: a blank, a hyphen, or the point of an initial."""
    if token.next in {" ", "-"}:
        return True
    return token.kind is WordKind.INITIAL and token.next in {". ", "."}


def _goes_on(tokens: Sequence[NameToken], index: int, in_capitals: bool) -> bool:
    """Whether the sentence goes on behind a token as it does behind a name."""
    token = tokens[index]
    if token.is_possessive or index + 1 == len(tokens) or token.next != " ":
        return token.next not in {"-", "/"}
    following = tokens[index + 1]
    if not in_capitals:
        return not following.is_capital or following.kind is WordKind.SUFFIX
    return following.plain in AFTER_SURNAME


def _ordinary_surname(
    tokens: Sequence[NameToken], first: int, in_capitals: bool
) -> NameSpan | None:
    """`WHITE` in `AMBASSADOR WHITE HAS`, also behind initials."""
    index = first
    while index + 1 < len(tokens) and tokens[index].kind is WordKind.INITIAL:
        if not _joined(tokens[index]):
            return None
        index += 1
    if index >= len(tokens) or tokens[index].kind is not WordKind.SURNAME:
        return None
    token = tokens[index]
    if token.plain in TITLE_SURNAMES:
        return None  # `Deputy Mayor` is no Mr. Mayor.
    if not in_capitals and (not token.is_capital or token.in_capitals):
        return None
    if not _goes_on(tokens, index, in_capitals):
        return None
    return NameSpan(first, index + 1, tuple(t.plain for t in tokens[first : index + 1]))


def _with_suffix(tokens: Sequence[NameToken], end: int) -> int:
    """The end of the name with its suffix: `OZOLINS, SR`, `Jones III`."""
    if end >= len(tokens) or tokens[end].kind is not WordKind.SUFFIX:
        return end
    return end + (tokens[end - 1].next in {" ", ", "} and not tokens[end - 1].is_possessive)
