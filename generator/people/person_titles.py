"""Titles in front of names, with the words that make them precise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.facts.name_words import Title, titles
from generator.people.name_tokens import GIVEN_WORDS, NameToken, WordKind

BETWEEN = frozenset({" ", "-", "/", ". ", "."})
"""What may appear between the words of a title."""

LONG_ABBREVIATIONS = frozenset("MESSRS ASST".split())
FULL_SHORT_TITLES = frozenset("KING POPE LORD LADY DAME IMAM EMIR AMIR HEAD AIDE".split())
MAX_ABBREVIATION = 4

TAKES_OF = frozenset(
    "MINISTER SECRETARY DIRECTOR CHIEF HEAD CHAIRMAN COMMANDER PRESIDENT GOVERNOR DEPUTY DG "
    "COORDINATOR CHANCELLOR MAYOR".split()
)
"""Titles that a field may follow: `MINISTER OF INFORMATION`."""

MOST_FIELD_WORDS = 6
MOST_MODIFIERS = 4

MODIFIERS = frozenset(
    "FOREIGN PRIME VICE DEPUTY ASSISTANT UNDER ACTING FORMER EX THEN INTERIM DEFENSE DEFENCE "
    "FINANCE INTERIOR JUSTICE TRADE COMMERCE AGRICULTURE ECONOMIC ECONOMY COOPERATION ENERGY "
    "EDUCATION HEALTH LABOR LABOUR TRANSPORT TRANSPORTATION INFORMATION INDUSTRY PLANNING JUNIOR "
    "SENIOR CHIEF PRINCIPAL FIRST SECOND THIRD SPECIAL PERMANENT EXECUTIVE ADMINISTRATIVE GENERAL "
    "OPPOSITION PARTY PARLIAMENTARY COMMITTEE COMMISSION SENATE HOUSE MINORITY MAJORITY CABINET "
    "STATE FEDERAL NATIONAL PROVINCIAL REGIONAL LOCAL POLITICAL CONSULAR COMMERCIAL CULTURAL PRESS "
    "NAVAL MILITARY AIR ARMY NAVY POLICE SECURITY INTELLIGENCE NEWS MANAGING PRESIDENTIAL "
    "LIBERAL CONSERVATIVE SOCIALIST COMMUNIST DEMOCRATIC REPUBLICAN GOVERNMENT EMBASSY MISSION "
    "UN US MAJOR LIEUTENANT BRIGADIER REAR CROWN ENVIRONMENT DEVELOPMENT PUBLIC WORKS TOURISM "
    "CULTURE HOME LEGAL CENTRAL BANK UNION HUMAN RIGHTS DESIGNATE NEW PETROLEUM OIL MINES "
    "CHARGE LATE OUTGOING INCOMING VISITING COUNCIL COURT CHAMBER FEDERATION ASSOCIATION "
    "UNIVERSITY COMPANY CORPORATION CLUB BOARD CONGRESS ASSEMBLY FOUNDATION INSTITUTE COALITION "
    "GROUP CONFEDERATION PARLIAMENT TRIBUNAL".split()
)
"""Words in front of a title that make it precise."""


@dataclass(frozen=True, slots=True)
class TitleSpan:
    """A title in a text: the tokens from `first` up to, without, `end`."""

    first: int
    """The first token with the words that make the title precise."""
    end: int
    title: Title
    is_plural: bool
    """Whether several names may follow: `MINISTERS`."""


def read_title(tokens: Sequence[NameToken], first: int, *, in_capitals: bool) -> TitleSpan | None:
    """The longest title that begins at a token; None if none does."""
    token = tokens[first]
    listed = titles().get(token.plain)
    if listed is None or token.is_possessive:
        return None
    for title in listed:
        end = first + len(title.words)
        if not _matches(tokens, first, end, title):
            continue
        if not in_capitals and _is_abbreviation(title.words[-1]) and not token.is_capital:
            return None
        if not _opens_name(tokens[end - 1], title.words[-1]):
            return None
        start = _with_modifiers(tokens, first, in_capitals)
        return TitleSpan(start, end, title, title.words[-1].endswith("S"))
    return None


def _matches(tokens: Sequence[NameToken], first: int, end: int, title: Title) -> bool:
    if end >= len(tokens):
        return False
    if any(token.next not in BETWEEN for token in tokens[first : end - 1]):
        return False
    if title.has_slash and tokens[first].next != "/":
        return False
    return tuple(token.plain for token in tokens[first:end]) == title.words


def _is_abbreviation(word: str) -> bool:
    return word in LONG_ABBREVIATIONS or (
        len(word) <= MAX_ABBREVIATION and word not in FULL_SHORT_TITLES
    )


def _opens_name(last: NameToken, word: str) -> bool:
    """Whether a name may follow: behind a blank, or the point of an abbreviation."""
    if last.is_possessive:
        return False
    return last.next == " " or (last.next in {".", ". "} and _is_abbreviation(word))


def _with_modifiers(tokens: Sequence[NameToken], first: int, in_capitals: bool) -> int:
    """Where a title begins with what makes it precise, as abbreviations do: `SLT President`."""
    start = first
    while start > 0 and first - start < MOST_MODIFIERS and tokens[start - 1].next in {" ", "-"}:
        before = tokens[start - 1]
        is_nation = before.kind is WordKind.PLACE
        is_body = before.in_capitals and not in_capitals
        if before.is_possessive or not (before.plain in MODIFIERS or is_nation or is_body):
            break
        start -= 1
    return start


FIELD_LINKS = frozenset("OF THE AND FOR OR ON".split())
NOT_IN_FIELDS = frozenset("WHO HAS HAD WAS IS SAID TOLD TO AT BY WITH FROM THAT WILL".split())


def field_end(tokens: Sequence[NameToken], span: TitleSpan, *, in_capitals: bool) -> int | None:
    """The token behind the field of a title: behind `OF INFORMATION`; None if it has no field."""
    if span.title.words[-1] not in TAKES_OF or tokens[span.end].plain not in {"OF", "FOR"}:
        return None
    index = span.end + 1
    while index < len(tokens) and index - span.end <= MOST_FIELD_WORDS:
        token = tokens[index]
        if token.kind not in {WordKind.ORDINARY, WordKind.PLACE}:
            break
        if not in_capitals and _begins_name(tokens, index):
            break
        if token.plain not in FIELD_LINKS and not (in_capitals or token.is_capital):
            return None
        if token.plain in NOT_IN_FIELDS or token.plain.endswith("ING"):
            return None
        index += 1
        if token.next not in {" ", ", ", " , ", "-"}:
            return None
    if index == span.end + 1 or tokens[index - 1].plain in FIELD_LINKS:
        return None
    return index


def _begins_name(tokens: Sequence[NameToken], index: int) -> bool:
    """Whether a given name that is also a word begins a name: `for Tourism Grace Quintarejo`."""
    token = tokens[index]
    if token.plain not in GIVEN_WORDS or index + 1 == len(tokens) or token.next != " ":
        return False
    following = tokens[index + 1]
    return following.is_capital and following.kind in {WordKind.UNKNOWN, WordKind.GIVEN}
