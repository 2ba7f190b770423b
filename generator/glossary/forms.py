"""The forms in which a text introduces an abbreviation; one function for each form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from generator import facts
from generator.glossary.phrases import (
    CERTAIN,
    Phrase,
    expansion_before,
    expansion_of,
    is_letter_exact,
    spelled_out_before,
)
from generator.glossary.word_kinds import is_in_capitals, meaning_keys
from generator.model import DefinitionForm


@dataclass(frozen=True, slots=True)
class DefinitionMatch:
    """A definition in a text."""

    written: str
    """The abbreviation as typed."""
    expansion: Phrase
    start: int
    """Offset of the start of the passage."""
    end: int
    """Offset of the end of the passage."""
    form: DefinitionForm
    gloss: Phrase | None = None
    """The English name in front of a foreign one, if any."""


@dataclass(frozen=True, slots=True)
class FormerName:
    """An institution's former abbreviation."""

    abbreviation: str
    former: str
    start: int
    end: int


ABBREVIATION = r"[A-Z][\w&/-]{0,24}[A-Z](?:[a-z]{0,8}|s)\b|[A-Z]{2,12}s?\b|[A-Z]&[A-Z]\b"
"""An abbreviation: two capitals or more, with other characters between them."""

PARENTHESES = re.compile(r"[(\[]([^()\[\]]{2,160})[)\]]")
"""A parenthesis without another inside it: "(INM)", "[INM]", "(formerly known as FEVIM)"."""

GOVERNMENT = re.compile(r"G[Oo][A-Z]{1,2}")
"""The usual form for the government of a country: "GOM", "GoE", "GOCR"."""

SMALL_LETTERS = re.compile(r"\s*((?:[a-z]{3,6}|[A-Z][a-z]{3,9}))\s*")
"""The inside of a parenthesis with an abbreviation in small letters: "bcm", "Expex"."""

SMALL_WORD = re.compile(r"(?=[a-z]{3,4}$)[a-z]*[aeiou][a-z]*")
"""A short word in small letters with a vowel, which may be an ordinary word: "lot"."""

LONE_ABBREVIATION = re.compile(
    r"\s*(?:(?:hereinafter|hereafter|henceforth|the|or|also|known|as|called|acronym|a\.?k\.?a\.?|"
    r"referred|to|by|its|Spanish|Portuguese|French|German|Italian)[\s,:]+){0,6}"
    rf"[\"“'`]{{0,2}}(?P<abbreviation>{ABBREVIATION})(?P<noun>\s[A-Z][a-z]{{2,14}})?"
    r"[\"”']{0,2}\s*$"
)
"""The inside of a parenthesis with only an abbreviation: "INM", "the "S&T Agreement"", "or SPP"."""

NAME_AND_ABBREVIATION = re.compile(
    r"^(?P<name>.{4,140}?)(?:,?\s+or\s+|\s+-+\s+|;\s+|,\s+|/)"
    rf"(?P<abbreviation>{ABBREVIATION})\s*$"
)
"""A parenthesis with name and abbreviation inside: "Consejo Superior de la Judicatura, or CSJ"."""

ABBREVIATION_BEFORE = re.compile(rf"(?P<abbreviation>{ABBREVIATION})[\"”']{{0,2}}\s?$")
"""An abbreviation directly before a parenthesis: "GOM (Government of Mexico)"."""

PARENTHESIS = re.compile(r"[()]")
"""One parenthesis, opening or closing."""

UNOPENED_PARENTHESIS = re.compile(rf"(?:,\s+|\s{{1,9}}or\s+|\s)(?P<abbreviation>{ABBREVIATION})\)")
"""An abbreviation before an unmatched closing parenthesis: "Secretary of Labor STPS)"."""

APPOSITION = re.compile(
    rf",\s+(?:or|known as|called|also known as)\s+(?P<abbreviation>{ABBREVIATION})[,.;]"
)
"""An abbreviation between commas: "the Special Prosecutor's Unit, or SPU,"."""

FORMER_WORDS = ("formerly", "formally", "previously")
"""Words before a former name; `formally` is a common slip for `formerly`."""

FORMER_ABBREVIATION = re.compile(
    rf"(?P<abbreviation>{ABBREVIATION})\)?,?\s*(?:,\s|\()?(?:which (?:was|is) )?"
    rf"(?:{'|'.join(FORMER_WORDS)})(?: known as| called)?(?: the)?\s+(?P<former>{ABBREVIATION})"
)
"""A former abbreviation: "FEVIMTRA (formerly known as FEVIM)", "which was formally known as FEVIM".
"""

NOT_ABBREVIATIONS = frozenset(
    "SBU SBU/NF NF LOU NOFORN EXDIS NODIS LIMDIS STADIS NOTAL SIPDIS UNCLAS CONFIDENTIAL SECRET "
    "SENSITIVE PART END NOTE COMMENT SUMMARY II III IV VI VII VIII IX XI XII XIII XIV XV "
    "US UK USD EUR TV DC AM OK".split()
)
"""What looks like an abbreviation but is none: portion markings, captions, Roman numerals."""


def match_definitions(text: str) -> Iterator[DefinitionMatch]:
    """The definitions in `text` in every form; the first form that matches at a place wins.

    In a text in capitals only those count whose letters match all words.
    """
    ends: set[int] = set()
    in_capitals = is_in_capitals(text)
    for form in FORMS:
        for match in form(text):
            expansion = text[match.expansion.start : match.expansion.end]
            abbreviation = singular_abbreviation(match.written)
            if in_capitals and not is_letter_exact(abbreviation, expansion):
                continue
            if match.expansion.confidence < CERTAIN and _has_own_meaning(abbreviation, expansion):
                continue
            if match.end not in ends and _may_be_abbreviation(match):
                ends.add(match.end)
                yield match


def in_parentheses(text: str) -> Iterator[DefinitionMatch]:
    """`National Migration Institute (INM)`, `Department of Energy (hereinafter "DOE")`."""
    for outer in PARENTHESES.finditer(text):
        inner = LONE_ABBREVIATION.match(outer[1])
        if inner is None:
            continue
        phrase = expansion_before(text, singular_abbreviation(inner["abbreviation"]), outer.start())
        if phrase is not None:
            written = inner["abbreviation"] + (inner["noun"] or "")
            yield DefinitionMatch(
                written, phrase, phrase.start, outer.end(), DefinitionForm.PARENTHESIS
            )


def inside_parentheses(text: str) -> Iterator[DefinitionMatch]:
    """`Supreme Council of the Judiciary (Consejo Superior de la Judicatura, or CSJ)`."""
    for outer in PARENTHESES.finditer(text):
        inner = NAME_AND_ABBREVIATION.match(outer[1])
        if inner is None:
            continue
        end = outer.start(1) + inner.end("name")
        phrase = expansion_before(text, singular_abbreviation(inner["abbreviation"]), end)
        if phrase is None or phrase.start < outer.start(1):
            continue
        whole = phrase.start - outer.start(1) <= 1
        gloss = expansion_before(text, inner["abbreviation"], outer.start()) if whole else None
        start = gloss.start if gloss else phrase.start
        yield DefinitionMatch(
            inner["abbreviation"], phrase, start, outer.end(), DefinitionForm.INSIDE, gloss
        )


def reversed_order(text: str) -> Iterator[DefinitionMatch]:
    """`GOM (Government of Mexico)`, `SIA (Special Interest Aliens)`."""
    for outer in PARENTHESES.finditer(text):
        before = ABBREVIATION_BEFORE.search(text, max(0, outer.start() - 30), outer.start())
        if before is None or LONE_ABBREVIATION.match(outer[1]):
            continue
        phrase = expansion_of(
            text, singular_abbreviation(before["abbreviation"]), outer.start(1), outer.end(1)
        )
        if phrase is not None:
            yield DefinitionMatch(
                before["abbreviation"],
                phrase,
                before.start("abbreviation"),
                outer.end(),
                DefinitionForm.REVERSED,
            )


def unopened_parenthesis(text: str) -> Iterator[DefinitionMatch]:
    """`Secretary of Labor STPS)`, `Partnership, SPP)`: the opening parenthesis is missing."""
    unopened = _unopened(text)
    if not unopened:
        return
    for match in UNOPENED_PARENTHESIS.finditer(text):
        if match.end() - 1 not in unopened:
            continue
        phrase = expansion_before(text, singular_abbreviation(match["abbreviation"]), match.start())
        if phrase is not None:
            yield DefinitionMatch(
                match["abbreviation"], phrase, phrase.start, match.end(), DefinitionForm.BROKEN
            )


def _unopened(text: str) -> frozenset[int]:
    """Offsets of closing parentheses without an opening one."""
    depth = 0
    offsets: list[int] = []
    for match in PARENTHESIS.finditer(text):
        if match[0] == "(":
            depth += 1
        elif depth:
            depth -= 1
        else:
            offsets.append(match.start())
    return frozenset(offsets)


def in_apposition(text: str) -> Iterator[DefinitionMatch]:
    """`the Special Prosecutor's Unit, or SPU,`."""
    for match in APPOSITION.finditer(text):
        phrase = expansion_before(text, singular_abbreviation(match["abbreviation"]), match.start())
        if phrase is not None:
            yield DefinitionMatch(
                match["abbreviation"],
                phrase,
                phrase.start,
                match.end("abbreviation"),
                DefinitionForm.APPOSITION,
            )


def in_small_letters(text: str) -> Iterator[DefinitionMatch]:
    """`billion cubic meters (bcm)`, `Example Petroleum Exploration (Expex)`."""
    for outer in PARENTHESES.finditer(text):
        inner = SMALL_LETTERS.fullmatch(outer[1])
        if inner is None or SMALL_WORD.fullmatch(inner[1]):
            continue
        phrase = spelled_out_before(text, inner[1], outer.start())
        if phrase is not None:
            yield DefinitionMatch(
                inner[1], phrase, phrase.start, outer.end(), DefinitionForm.PARENTHESIS
            )


FORMS = (
    in_parentheses,
    in_small_letters,
    inside_parentheses,
    reversed_order,
    unopened_parenthesis,
    in_apposition,
)
"""All forms, in the order in which they are tried."""


def find_former_names(text: str) -> Iterator[FormerName]:
    """`FEVIMTRA (formerly known as FEVIM)`."""
    if not any(word in text for word in FORMER_WORDS):
        return
    for match in FORMER_ABBREVIATION.finditer(text):
        if match["abbreviation"] != match["former"]:
            yield FormerName(match["abbreviation"], match["former"], match.start(), match.end())


def singular_abbreviation(written: str) -> str:
    """`NGO` for `NGOs` and `NGO's`; other abbreviations unchanged.

    `Q` before the `s` of a long one is a garbled apostrophe: "LTTEQs".
    """
    if len(written) > 5 and written.endswith("Qs"):
        return singular_abbreviation(f"{written[:-2]}s")
    stem = written.removesuffix("s").rstrip("'’")
    return stem if stem != written and len(stem) > 1 and stem.isupper() else written


def _has_own_meaning(abbreviation: str, expansion: str) -> bool:
    """True if the program's table of terms with one meaning gives another one.

    `GOX` and `GoX` mean a government.
    """
    if GOVERNMENT.fullmatch(abbreviation):
        return not expansion.lower().startswith("government")
    keys = _own_meanings().get(abbreviation)
    return keys is not None and keys.isdisjoint(meaning_keys(expansion))


@cache
def _own_meanings() -> dict[str, frozenset[tuple[str, ...]]]:
    return {term.abbreviation: meaning_keys(term.meaning) for term in facts.terms()}


def _may_be_abbreviation(match: DefinitionMatch) -> bool:
    """False for markings, Roman numerals and names in mixed case, such as `Milliyet/Hurriyet`.

    Mixed case is accepted if the letters match the expansion.
    """
    abbreviation = singular_abbreviation(match.written).partition(" ")[0]
    if abbreviation in NOT_ABBREVIATIONS:
        return False
    if match.expansion.confidence >= CERTAIN or not any(c.islower() for c in abbreviation):
        return True
    return "/" not in abbreviation and sum(c.isupper() for c in abbreviation) > 2
