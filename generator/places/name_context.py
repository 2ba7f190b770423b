"""The words around a name of a place: whether they make it one, or part of another name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from generator.facts.name_words import given_names, is_english_word

CUES = frozenset("IN AT NEAR OUTSIDE THROUGHOUT AROUND INTO".split())
"""Words before a place that are seldom before a person."""

WAYS = frozenset("FROM TO VIA".split())
"""More words before a place: those of a way."""

DIVISIONS = frozenset(
    "STATE STATES PROVINCE PROVINCES CITY CITIES TOWN DISTRICT REGION GOVERNORATE DEPARTMENT PORT "
    "MUNICIPALITY ISLAND VALLEY COUNTY".split()
)
"""Words for places, before "of" and a name, or after a name: "State of Hidalgo", "Lara State"."""

BODIES = frozenset("BANK VOICE UNIVERSITY CHURCH COLLEGE DUKE BISHOP ARCHBISHOP TREATY".split())
"""Words before "of" and a place whose name is a body's or a person's: "Bank of Japan"."""

AFTER = frozenset(
    "TIMES POST HERALD TRIBUNE STAR UNIVERSITY COLLEGE AIRLINES AIRLINE AIRWAYS EXPRESS TELEGRAPH "
    "GAZETTE CHRONICLE STEEL".split()
)
"""Words after a place with which it is a body's name: "Washington Post"."""

BEFORE = frozenset(
    "RADIO USS HMS AIR HOTEL PAN EMBASSY AMEMBASSY CONSULATE CONGEN AMCONSUL".split()
)
"""Words before a place with which it is another name: "Radio Havana", "Embassy London"."""

OFFICES = frozenset(
    "AMBASSADOR AMBASSADORS DEL DELS DELEGATION DELEGATIONS PRESIDENT PRESIDENTS".split()
)
"""Words after a country with which it names persons: "the French Ambassador", "UK Del"."""

CIVIC_BODIES = frozenset(
    "ASSOCIATION BANK CLUB COMMITTEE COMPANY CORP CORPORATION FEDERATION FOUNDATION INSTITUTE "
    "INSTITUTION LEAGUE SOCIETY".split()
)
"""Head nouns of bodies that are named for a place: "Japan Steel Scrap Association"."""

MOST_BODY_WORDS = 5
"""The most words from a place to the head noun of a body's name."""

EUROPEAN_BODIES = frozenset("COMMISSION COMMUNITIES COMMUNITY COUNCIL PARLIAMENT UNION".split())
"""Words after "European" that make it a body's name."""

TITLES = frozenset(
    "MR MRS MS MISS MESSRS DR SENATOR SEN CONGRESSMAN REPRESENTATIVE GENERAL GEN COLONEL COL MAJOR "
    "MAJ CAPTAIN CAPT LT SIR PROFESSOR PROF FATHER".split()
)
"""Titles before a surname."""

COMPASS = frozenset(
    "CENTRAL DOWNTOWN EAST EASTERN GREATER INNER LOWER NEAR NEARBY NORTH NORTHERN NORTHEAST "
    "NORTHWEST OLD OUTER RURAL SOUTH SOUTHERN SOUTHEAST SOUTHWEST UPPER URBAN WEST WESTERN".split()
)
"""Words for a part of a place, before its name."""

PRONOUN_VERBS = frozenset(
    "ADVISE ADVISED ALLOW ALLOWED ASK ASKED ASKING ASSURE ASSURED CALLS ENABLE GAVE GIVE GIVEN "
    "GIVING HELP INFORM INFORMED INFORMS JOIN LET OFFERED PERMIT PERSUADE PROVIDE PROVIDED PUT "
    "REMINDED REQUEST REQUESTED SEND SENT SHOW SHOWED TELL TELLING TELLS TOLD URGED WARNED".split()
)
"""Verbs before the pronoun "us"."""

BEFORE_COUNTRY = frozenset(["", "THE", "A", "WHICH", "THAT", "ASSUMED", "IF"])
"""Words before "US" that show the country; nothing at the start of a sentence."""

FUNCTION_WORDS = frozenset(
    "A ABOUT ALL ALSO AN AND ARE AS AT BE BEFORE BUT BY FOR FROM GET HAD HAS HAVE HE IF IN INTO IS "
    "IT MUST NOT OF ON OR SHE SOME THAT THE THEIR THEY THIS TO UNDER UNTIL WAS WERE WHAT WHEN "
    "WHERE WHETHER WHICH WHO WHY WILL WITH".split()
)
"""Words after the pronoun "us" rather than after the country."""

MONTHS = "JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC"
"""The first letters of the months."""

MONTH_NAMES = frozenset(
    "JANUARY FEBRUARY MARCH APRIL MAY JUNE JULY AUGUST SEPTEMBER OCTOBER NOVEMBER DECEMBER".split()
)
"""Words after the pronoun "us" that begin a date: "told US August 31"."""

CABLE_NUMBER = re.compile(
    rf"\s{{1,4}}0*[1-9]\d{{1,5}}(?![\d%]|\.\s|\.\d|\s*(?:{MONTHS}|PERCENT|MILLION|-))",
    re.IGNORECASE,
)
"""The number of a cable behind its post; a day of a month and the number of a para are none."""

ADDRESSED = re.compile(r"(?:\s{1,3}\w{1,12})?:")
"""What follows the name of a post to which a para is addressed."""

EMBASSY = re.compile(r"['’]s\s+embassy", re.IGNORECASE)
"""What follows a country whose embassy is named."""

DIVIDED = re.compile(r"-\s+[A-Za-z]{2}")
"""A hyphen at a line's end, and the rest of the word."""

INITIAL = re.compile(r"\s[A-Z]\.\s(?=[^\W\d_])")
"""The initial of a second name between given name and surname."""

MIN_SURNAME = 3
"""The fewest letters of a surname."""

FIRST_WORDS = frozenset("BAHIA CANADA CANTON PORTO RIO SANTIAGO TRINIDAD".split())
"""Names that are also words for a bay, glen, district, port, river, or a saint, with which names of
many places begin: "Porto Quinta", "Cañada del Quinto"."""

PARTICLES = frozenset("DA DAS DE DEL DO DOS".split())
"""Words within a name of a place."""

LONGEST_ACRONYM = 4
"""The most letters of a word in capitals that may be an acronym, which ends a name."""

ITEM_GAP = 12
"""The characters before an item of a list in which its beginning is looked for."""

ITEM_START = re.compile(r"(?:^|[\n,;:(]|\bAND)\s*\Z")
"""What is before an item of a list in capitals."""

ITEM_END = re.compile(r"\s*(?:[\n,;()]|\.(?:\s|\Z)|AND\b|\Z)")
"""What is behind an item of a list in capitals."""

GAP = re.compile(r"\s*(?:[-.,'’/]\s?)*\s*")
"""What may be between two words of one name: "Viet-Nam", "U.S.", "Cote d'Ivoire"."""


@dataclass(frozen=True, slots=True)
class TextWords:
    """The words of a text."""

    text: str
    matches: Sequence[re.Match[str]]
    folded: Sequence[str]
    """Each word in capitals without accents."""

    def is_capital(self, index: int) -> bool:
        """Whether a word begins with a capital."""
        return self.matches[index][0][0].isupper()

    def before(self, index: int) -> str:
        """The folded word before a word; empty at the start or after the end of a sentence."""
        if index == 0 or self.gap(index - 1).strip(" \n'’\"(") not in {"", ".", "-"}:
            return ""
        return self.folded[index - 1]

    def after(self, index: int) -> str:
        """The folded word behind a word, if only blanks are between."""
        if index + 1 >= len(self.folded) or self.gap(index).strip():
            return ""
        return self.folded[index + 1]

    def gap(self, index: int) -> str:
        """The text between a word and the next one."""
        return self.text[self.matches[index].end() : self.matches[index + 1].start()]


def is_written_as_name(words: TextWords, index: int, count: int) -> bool:
    """Whether words are written as a name: in capitals, or with capitals at the words' starts."""
    last = index + count - 1
    if any(GAP.fullmatch(words.gap(at)) is None for at in range(index, last)):
        return False
    first = words.matches[index][0]
    if count == 1 and len(first) <= 3:
        return first.isupper() and (first != "US" or is_country_us(words, index))
    if count > 1 and first in {"U", "u"}:
        return words.text[words.matches[index].end()] == "."
    return words.is_capital(last) and (first.isupper() or first[1:].islower() or len(first) > 3)


def is_country_us(words: TextWords, index: int) -> bool:
    """Whether "US" in a text is the country, not the pronoun in capitals: "told US that"."""
    near = words.matches[max(0, index - 3) : index + 4]
    if any(match[0].islower() for match in near):
        return True
    before, after = words.before(index), words.after(index)
    if before in PRONOUN_VERBS:
        return False
    start, end = words.matches[index].span()
    if words.text[start - 2 : start - 1].isdigit():  # a vote: "112-1(US)-14"
        return False
    if before in BEFORE_COUNTRY or "-" in words.text[start - 1 : start] + words.text[end : end + 2]:
        return True
    return (
        bool(after)
        and after not in FUNCTION_WORDS
        and after not in MONTH_NAMES
        and not after[0].isdigit()
    )


def is_in_other_name(words: TextWords, index: int, count: int) -> bool:
    """Whether a name of a place is part of a person's or a body's: "George Washington"."""
    last = index + count - 1
    before, after = words.before(index), words.after(last)
    if after in AFTER or after in OFFICES or before in BEFORE:
        return True
    if _before_initials(words, index) in TITLES:
        return True
    if before == "OF" and words.before(index - 1) in BODIES:
        return True
    if words.folded[last] == "EUROPEAN" and after in EUROPEAN_BODIES:
        return True
    if _is_body(words, last) or _is_divided(words, last) or _has_embassy(words, last):
        return True
    if is_cable_number(words, last) or _is_addressed(words, index, last):
        return True
    return count == 1 and bool(before) and words.folded[index - 1] in given_names()


def _before_initials(words: TextWords, index: int) -> str:
    """The folded word before a surname and its initials: MR for "MR. J. R. JORDAN"."""
    while len(words.before(index)) == 1 and words.gap(index - 1).startswith("."):
        index -= 1
    return words.before(index)


def surname_after(words: TextWords, index: int) -> int | None:
    """The index of the surname behind a place's name that is also a given name; None without one.

    "Santiago Quint", "Victoria R. Quint". In capitals only in an item of a list, since all words
    have capitals there: "SANTIAGO QUINT, ANN QUINT". Not behind words that lead to places: "to
    Santiago Quint's men".
    """
    if words.folded[index] not in given_names() or words.before(index) in (CUES | WAYS):
        return None
    at = index + 1 + (INITIAL.match(words.text, words.matches[index].end()) is not None)
    if at == index + 1 and not words.after(index):
        return None
    surname = words.folded[at]
    if len(surname) < MIN_SURNAME or not words.is_capital(at) or is_english_word(surname):
        return None
    in_capitals = words.matches[at][0].isupper()
    return at if not in_capitals or _is_item(words, index, at) else None


def rest_of_name(words: TextWords, index: int) -> int | None:
    """The index of the word behind the first word of a longer name; None if the name ends there.

    "Porto Quinta", "Cañada del Quinto"; not "Porto officials", "RIO PORT".
    """
    if words.folded[index] not in FIRST_WORDS:
        return None
    at = index + 1 + (words.after(index) in PARTICLES)
    if not words.after(at - 1) or not words.is_capital(at) or is_english_word(words.folded[at]):
        return None
    word = words.matches[at][0]
    return None if word.isupper() and len(word) <= LONGEST_ACRONYM else at


def _is_item(words: TextWords, first: int, last: int) -> bool:
    """Whether words are an item of a list: between commas, semicolons, "AND" and line ends."""
    start, end = words.matches[first].start(), words.matches[last].end()
    return bool(
        ITEM_START.search(words.text, max(0, start - ITEM_GAP), start)
        and ITEM_END.match(words.text, end)
    )


def _is_body(words: TextWords, last: int) -> bool:
    """Whether capitalised words follow up to the head noun of a civic body."""
    at = last
    for _ in range(MOST_BODY_WORDS):
        after = words.after(at)
        if not after or after in FUNCTION_WORDS or not words.is_capital(at + 1):
            return False
        if after in CIVIC_BODIES:
            return True
        at += 1
    return False


def _has_embassy(words: TextWords, last: int) -> bool:
    """Whether an embassy is named as a country's: "TANZANIA'S EMBASSY AT THE HAGUE"."""
    return EMBASSY.match(words.text, words.matches[last].end()) is not None


def _is_addressed(words: TextWords, index: int, last: int) -> bool:
    """Whether a name is that of a post to which a para is addressed: "7. FOR LONDON ANN:"."""
    if words.before(index) != "FOR" or words.before(index - 1).isalpha():
        return False
    return ADDRESSED.match(words.text, words.matches[last].end()) is not None


def is_cable_number(words: TextWords, last: int) -> bool:
    """Whether a name is a post's in the number of a cable: "LONDON 808", "Bonn 763"."""
    number = CABLE_NUMBER.match(words.text, words.matches[last].end())
    return number is not None


def _is_divided(words: TextWords, last: int) -> bool:
    """Whether a word goes on behind a hyphen at a line's end: "INDUS- TRIAL"."""
    end = words.matches[last].end()
    return DIVIDED.match(words.text, end) is not None


def is_in_surname(words: TextWords, index: int) -> bool:
    """Whether a capitalised word before a name makes it a part of a longer one.

    "Ann Linhares", "Collège Laval"; not "North Mitrovica", nor in a text in capitals.
    """
    before = words.before(index)
    if not before or not words.is_capital(index - 1):
        return False
    if words.matches[index - 1][0].isupper() or words.text[words.matches[index].start() - 1] != " ":
        return False
    return before not in (FUNCTION_WORDS | CUES | DIVISIONS | COMPASS)


def has_cue(words: TextWords, index: int, count: int) -> bool:
    """Whether the words around say that a name is a place: "in Hidalgo", "State of Hidalgo"."""
    before, after = words.before(index), words.after(index + count - 1)
    if words.text[words.matches[index + count - 1].end() :][:2] in {"'s", "'S", "’s", "’S"}:
        return False
    if before in CUES or after in DIVISIONS:
        return True
    return before == "OF" and words.before(index - 1) in DIVISIONS
