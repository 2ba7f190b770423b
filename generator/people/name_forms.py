"""The forms of words that show that a name is a person's: one function for each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from generator.facts.name_words import Title, titles
from generator.model import NameForm
from generator.people.name_spans import NameSpan, read_name, read_titled_name
from generator.people.name_tokens import GIVEN_WORDS, TokenList, WordKind, word_kind
from generator.people.person_titles import TitleSpan, field_end, read_title


@dataclass(frozen=True, slots=True)
class NamedPerson:
    """A name in a text."""

    start: int
    end: int
    """Offsets of the name, without title and possessive ending."""
    words: tuple[str, ...]
    """The words of the name in capitals without accents."""
    form: NameForm
    role: str | None
    """The title as written; None without one."""
    titles: tuple[Title, ...]
    """The title of the table; empty without one."""


INSTITUTIONS = frozenset(
    "UNIVERSITY COLLEGE SCHOOL INSTITUTE FOUNDATION STREET AVENUE ROAD AIRPORT AIRBASE HOSPITAL "
    "CLINIC HOTEL COMPANY CORPORATION CORP INC LTD GMBH BANK AIRLINES AIRWAYS PRIZE AWARD "
    "CENTER CENTRE LIBRARY MUSEUM STADIUM PORT BASE VILLAGE PROVINCE DISTRICT RIVER VALLEY ISLAND "
    "ISLANDS ISLES CITY TOWN STATE COUNTY BUILDING HOUSE HALL PALACE PLAZA SQUARE BRIDGE DAM MINE "
    "MINES FIELD TRUST BROTHERS BROS SONS ASSOCIATES MOTORS STEEL OIL NEWSPAPER DAILY WEEKLY "
    "MAGAZINE DAY TELEVISION RADIO AGENCY BATTALION BRIGADE CAMP FORT MOUNT CHURCH "
    "MOSQUE CLUB".split()
)
"""Words behind a name that make it the name of something else: `KENNEDY AIRPORT`."""

PLACE_STARTS = frozenset(
    "FORT PORT CAMP MOUNT LAKE CAPE PORTO PUERTO CIUDAD VILLA RIO GULF BAY ISLE POINT USS HMS MV "
    "SS PLAZA STREET RUE CALLE AVENIDA RADIO THE HOTEL OPERATION PROJECT".split()
)
"""Words in front of a name that make it the name of something else: `FORT WAYNE`, `USS JOHN`."""


def find_names(text: str, *, in_capitals: bool) -> list[NamedPerson]:
    """All names of people in a text, in order and without overlaps."""
    return names_of_tokens(TokenList(text), in_capitals=in_capitals)


def names_of_tokens(tokens: TokenList, *, in_capitals: bool) -> list[NamedPerson]:
    """All names of people in the text of the tokens, in order and without overlaps."""
    names: list[NamedPerson] = []
    behind = 0
    for index, plain in enumerate(tokens.plain):
        if index < behind:
            continue
        if plain in titles():
            named, behind = _titled(tokens, index, in_capitals)
            names.extend(named)
        elif in_capitals or tokens.is_capital(index):
            kind = word_kind(plain)
            form = FORMS.get(WordKind.GIVEN if plain in GIVEN_WORDS else kind)
            if form is None:
                continue
            recognise, name_form = form
            span = recognise(tokens, index, in_capitals)
            if span is not None:
                names.append(_named(tokens, span, name_form, None, ()))
                behind = span.end
    return names


def _titled(tokens: TokenList, index: int, in_capitals: bool) -> tuple[list[NamedPerson], int]:
    """The names behind a title that begins at a token, and the token behind them."""
    title = read_title(tokens, index, in_capitals=in_capitals)
    if title is None:
        return [], index
    spans = list(titled_names(tokens, title, in_capitals))
    if not spans:
        return [], index
    role = _role(tokens, title, spans[0])
    named = [_named(tokens, span, NameForm.TITLE, role, (title.title,)) for span in spans]
    return named, spans[-1].end


def _role(tokens: TokenList, title: TitleSpan, span: NameSpan) -> str:
    """The title as written, with the words that make it precise, on one line."""
    start, end = tokens[title.first].start, tokens[span.first].start
    return " ".join(tokens.text[start:end].split()).rstrip(" ,")


def titled_names(tokens: TokenList, title: TitleSpan, in_capitals: bool) -> Iterator[NameSpan]:
    """Title, name: `FONMIN ZALDUNARI`, `Ministers Inés Olmar and Tomás Quint`.

    A field may appear between them: `MINISTER OF STATE ORHAN ZALDU`.
    """
    span = read_titled_name(tokens, title.end, in_capitals=in_capitals)
    if span is not None and title.title.words[-1] in ADJECTIVES and _is_phrase(tokens, span):
        return
    if span is None:
        behind = field_end(tokens, title, in_capitals=in_capitals)
        if behind is None or behind >= len(tokens):
            return
        span = _from_given_name(tokens, read_titled_name(tokens, behind, in_capitals=in_capitals))
        if span is None or not _fits_behind_field(tokens, span, in_capitals):
            return
    while span is not None and not _is_other_thing(tokens, span):
        yield span
        following = _next_of_list(tokens, span.end) if title.is_plural else None
        if following is None:
            return
        span = read_name(tokens, following, in_capitals=in_capitals)


ADJECTIVES = frozenset({"GENERAL", "MAJOR"})
"""Titles that are also adjectives: `MAJOR POWERS`, `Dirección General de Minas` are not people."""

SPANISH_OF = frozenset("DE DEL DA DO DI".split())


def _is_phrase(tokens: TokenList, span: NameSpan) -> bool:
    """Whether what follows an adjective is a noun, or a field in Spanish."""
    first = tokens[span.first]
    is_noun = span.end - span.first == 1 and first.kind is WordKind.SURNAME
    return is_noun or first.plain in SPANISH_OF


def _from_given_name(tokens: TokenList, span: NameSpan | None) -> NameSpan | None:
    """The name behind a field without the end of the field: `of Agua Salta Nicanor Quintarejo`."""
    if span is None:
        return None
    given = next(
        (i for i in range(span.first, span.end - 1) if tokens[i].kind is WordKind.GIVEN), None
    )
    if given is None or given == span.first:
        return span
    return NameSpan(given, span.end, span.words[given - span.first :])


def _fits_behind_field(tokens: TokenList, span: NameSpan, in_capitals: bool) -> bool:
    """Whether what is behind a field is a name, and no name of a body.

    `president of Salt Quint Olmar (SQO)` and `president of France Salt` name companies.
    """
    if tokens[span.end - 1].next == " (" and tokens[span.end].in_capitals:
        return False
    if tokens[span.first].kind is WordKind.PARTICLE:
        return False  # It is a part of the field: `Mayor of Salta del Quint`.
    is_single = span.end - span.first == 1
    before = tokens[span.first - 1]
    return not is_single or not (
        in_capitals or (before.kind is WordKind.PLACE and before.next == " ")
    )


def _next_of_list(tokens: TokenList, end: int) -> int | None:
    """Where the next name of a list begins: behind `, ` or ` AND `."""
    if end >= len(tokens):
        return None
    if tokens[end - 1].next in {", ", " , "} and tokens[end].plain != "AND":
        return end
    if tokens[end].plain == "AND" and end + 1 < len(tokens):
        return end + 1
    return None


MIN_GIVEN = 4
SHORT_GIVEN = frozenset(
    "IAN LEE JIM TOM BEN SAM DAN RON MAX ROY ANN EVA ALI KIM JAN LOU TED AMY JOE LEO TIM KEN GUY "
    "ANA LUC AXE IVO UWE ABE LES KAY".split()
)
"""Given names of three letters that are not abbreviations."""

OTHER_NAMES = frozenset(
    {
        ("DIEGO", "GARCIA"), ("JUAN", "FERNANDEZ"), ("ABU", "MUSA"), ("FRANZ", "JOSEF"),
        ("SANTO", "DOMINGO"), ("MERCEDES", "BENZ"), ("MERCEDES", "BENZES"), ("JESUS", "CHRIST"),
        ("ARTHUR", "ANDERSEN"), ("MERRILL", "LYNCH"),
        ("LOCKHEED", "MARTIN"), ("MORGAN", "STANLEY"),
    }
)  # fmt: skip
"""Names of people that are those of places and things."""


def full_name(tokens: TokenList, index: int, in_capitals: bool) -> NameSpan | None:
    """Given name, surname: `ELENI ZALDUNARI`, `George P. Zaldu`."""
    token = tokens[index]
    if token.is_possessive or (token.kind is not WordKind.GIVEN and in_capitals):
        return None
    if _is_quoted(tokens, index):
        return None
    if len(token.plain) < MIN_GIVEN and token.plain not in SHORT_GIVEN:
        return None
    if token.next == "-" and tokens[index + 1].kind is not WordKind.GIVEN:
        return None
    if index > 0 and tokens[index - 1].next in {" ", "-", "/"}:
        before = tokens[index - 1]
        if before.plain in PLACE_STARTS or tokens[index - 1].next != " ":
            return None
        is_article = before.is_capital and before.plain in {"LA", "EL", "LOS"} and not in_capitals
        if is_article or (
            before.kind is WordKind.PARTICLE and before.plain not in {"DE", "LA", "E", "Y"}
        ):
            return None
    span = read_name(tokens, index, in_capitals=in_capitals)
    if span is None or not _has_surname(tokens, span) or _is_other_thing(tokens, span):
        return None
    return None if span.words[:2] in OTHER_NAMES else span


QUOTES = ('"', "'", "\u201c", "\u2018")


def _is_quoted(tokens: TokenList, index: int) -> bool:
    """Whether a word is behind a quotation mark, as the name of a newspaper does."""
    return tokens.text.endswith(QUOTES, 0, tokens[index].start)


def _has_surname(tokens: TokenList, span: NameSpan) -> bool:
    """Whether a word of at least three letters follows the given name."""
    return any(
        len(token.plain) > 2 and token.kind in {WordKind.UNKNOWN, WordKind.GIVEN, WordKind.SURNAME}
        for token in tokens[span.first + 1 : span.end]
    )


APPOSITION = re.compile(r" ?, ?")
MOST_APPOSED = 5


def apposed_name(tokens: TokenList, index: int, in_capitals: bool) -> NameSpan | None:
    """Name, title: `BELA ZALDU, HUNGARIAN AMBASSADOR TO`. The name has at least two words."""
    if tokens[index].kind is not WordKind.UNKNOWN:
        return None
    if index > 0 and tokens[index - 1].next in {" ", "-", "/"}:
        before = tokens[index - 1].kind
        if before is not WordKind.ORDINARY or tokens[index - 1].plain in PLACE_STARTS:
            return None
    span = read_name(tokens, index, in_capitals=in_capitals)
    if span is None or span.end - span.first < 2 or span.end >= len(tokens):
        return None
    if not APPOSITION.fullmatch(tokens[span.end - 1].next) or _has_short_word(tokens, span):
        return None
    for offset in range(MOST_APPOSED):
        position = span.end + offset
        if position + 1 >= len(tokens):
            return None
        if tokens[position].plain in APPOSED_HEADS:
            return span
        if tokens[position].next not in {" ", "-"}:
            return None
    return None


def _has_short_word(tokens: TokenList, span: NameSpan) -> bool:
    names = {WordKind.UNKNOWN, WordKind.GIVEN}
    return any(len(t.plain) < 4 for t in tokens[span.first : span.end] if t.kind in names)


APPOSED_HEADS = frozenset(
    "AMBASSADOR MINISTER SECRETARY PRESIDENT DIRECTOR CHAIRMAN COUNSELOR CONSUL DEPUTY SENATOR "
    "GOVERNOR MAYOR EDITOR LEADER SPOKESMAN CHIEF OFFICER ADVISER ADVISOR MANAGER ECONOMIST "
    "LAWYER PROFESSOR JOURNALIST ATTACHE COMMISSIONER PREMIER ASSISTANT COORDINATOR".split()
)
"""Titles that follow a name behind a comma."""


FORMS: dict[WordKind, tuple[Callable[[TokenList, int, bool], NameSpan | None], NameForm]]
FORMS = {
    WordKind.GIVEN: (full_name, NameForm.FULL_NAME),
    WordKind.UNKNOWN: (apposed_name, NameForm.APPOSITION),
}
"""The form that can begin with a word of a kind."""


def _is_other_thing(tokens: TokenList, span: NameSpan) -> bool:
    """Whether the word behind the name makes it the name of an institution or place."""
    if span.end >= len(tokens) or tokens[span.end - 1].next not in {" ", "-"}:
        return False
    following = tokens[span.end]
    return following.plain in INSTITUTIONS


def _named(
    tokens: TokenList,
    span: NameSpan,
    form: NameForm,
    role: str | None,
    of_title: tuple[Title, ...],
) -> NamedPerson:
    return NamedPerson(
        tokens[span.first].start, tokens[span.end - 1].end, span.words, form, role, of_title
    )
