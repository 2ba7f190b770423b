"""Forms in which a short form is introduced; one function each, in the order they are tried."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.glossary.phrases import CERTAIN, Phrase, expansion_before, expansion_of
from generator.model import DefinitionForm


@dataclass(frozen=True, slots=True)
class DefinitionMatch:
    """A definition in a text."""

    written: str
    """The short form as typed."""
    expansion: Phrase
    start: int
    """Offset where the passage begins."""
    end: int
    """Offset behind the passage."""
    form: DefinitionForm
    gloss: Phrase | None = None
    """The same in other words in front of it: the English for a foreign name."""


@dataclass(frozen=True, slots=True)
class FormerName:
    """A body's former short form."""

    short: str
    former: str
    start: int
    end: int


SHORT = r"[A-Z][\w&/-]{0,24}[A-Z](?:[a-z]{0,8}|s)\b|[A-Z]{2,12}s?\b|[A-Z]&[A-Z]\b"
"""A short form: two capitals or more, with what may stand between them."""

PARENTHESES = re.compile(r"\(([^()]{2,160})\)")
"""A parenthesis without another in it: "(INM)", "(formerly known as FEVIM)"."""

LONE_SHORT = re.compile(
    r"\s*(?:(?:hereinafter|hereafter|henceforth|the|or|also|known|as|called|acronym|a\.?k\.?a\.?|"
    r"referred|to|by|its|Spanish|Portuguese|French|German|Italian)[\s,:]+){0,6}"
    rf"[\"“'`]{{0,2}}(?P<short>{SHORT})(?P<noun>\s[A-Z][a-z]{{2,14}})?[\"”']{{0,2}}\s*$"
)
"""The inside of a parenthesis that is a short form: "INM", "the "S&T Agreement"", "or SPP"."""

INSIDE = re.compile(
    rf"^(?P<name>.{{4,140}}?)(?:,?\s+or\s+|\s+-+\s+|;\s+|,\s+|/)(?P<short>{SHORT})\s*$"
)
"""A parenthesis with both: "Consejo Superior de la Judicatura, or CSJ"."""

SHORT_BEFORE = re.compile(rf"(?P<short>{SHORT})[\"”']{{0,2}}\s?$")
"""A short form right before a parenthesis: "GOM (Government of Mexico)"."""

PARENTHESIS = re.compile(r"[()]")

BROKEN = re.compile(rf"(?:,\s+|\s{{1,9}}or\s+|\s)(?P<short>{SHORT})\)")
"""A short form before a parenthesis that was never opened: "Secretary of Labor STPS)"."""

APPOSITION = re.compile(rf",\s+(?:or|known as|called|also known as)\s+(?P<short>{SHORT})[,.;]")
"""A short form between commas: "the Special Prosecutor's Unit, or SPU,"."""

FORMER_WORDS = ("formerly", "formally", "previously")

FORMER = re.compile(
    rf"(?P<short>{SHORT})\)?,?\s*(?:,\s|\()?(?:which (?:was|is) )?"
    rf"(?:{'|'.join(FORMER_WORDS)})(?: known as| called)?(?: the)?\s+(?P<former>{SHORT})"
)
"""A former name: "FEVIMTRA (formerly known as FEVIM)", "which was formally known as FEVIM"."""

NO_SHORT_FORMS = frozenset(
    "SBU SBU/NF NF LOU NOFORN EXDIS NODIS LIMDIS STADIS NOTAL SIPDIS UNCLAS CONFIDENTIAL SECRET "
    "SENSITIVE PART END NOTE COMMENT SUMMARY II III IV VI VII VIII IX XI XII XIII XIV XV "
    "US UK USD EUR TV DC AM OK".split()
)
"""What looks like a short form and is none: portion markings, captions, Roman numerals."""


def find(text: str) -> Iterator[DefinitionMatch]:
    """The definitions in `text`, by every form; one short form at one place comes once."""
    seen: set[int] = set()
    for rule in FORMS:
        for found in rule(text):
            if found.end not in seen and _may_be_short(found):
                seen.add(found.end)
                yield found


def in_parentheses(text: str) -> Iterator[DefinitionMatch]:
    """`National Migration Institute (INM)`, `Department of Energy (hereinafter "DOE")`."""
    for outer in PARENTHESES.finditer(text):
        inner = LONE_SHORT.match(outer[1])
        if inner is None:
            continue
        phrase = expansion_before(text, singular(inner["short"]), outer.start())
        if phrase is not None:
            written = inner["short"] + (inner["noun"] or "")
            yield DefinitionMatch(
                written, phrase, phrase.start, outer.end(), DefinitionForm.PARENTHESIS
            )


def inside_parentheses(text: str) -> Iterator[DefinitionMatch]:
    """`Supreme Council of the Judiciary (Consejo Superior de la Judicatura, or CSJ)`."""
    for outer in PARENTHESES.finditer(text):
        inner = INSIDE.match(outer[1])
        if inner is None:
            continue
        end = outer.start(1) + inner.end("name")
        phrase = expansion_before(text, singular(inner["short"]), end)
        if phrase is None or phrase.start < outer.start(1):
            continue
        whole = phrase.start - outer.start(1) <= 1
        gloss = expansion_before(text, inner["short"], outer.start()) if whole else None
        start = gloss.start if gloss else phrase.start
        yield DefinitionMatch(
            inner["short"], phrase, start, outer.end(), DefinitionForm.INSIDE, gloss
        )


def reversed_order(text: str) -> Iterator[DefinitionMatch]:
    """`GOM (Government of Mexico)`, `SIA (Special Interest Aliens)`."""
    for outer in PARENTHESES.finditer(text):
        before = SHORT_BEFORE.search(text, max(0, outer.start() - 30), outer.start())
        if before is None or LONE_SHORT.match(outer[1]):
            continue
        phrase = expansion_of(text, singular(before["short"]), outer.start(1), outer.end(1))
        if phrase is not None:
            yield DefinitionMatch(
                before["short"], phrase, before.start("short"), outer.end(), DefinitionForm.REVERSED
            )


def broken(text: str) -> Iterator[DefinitionMatch]:
    """`Secretary of Labor STPS)`, `Partnership, SPP)`: the parenthesis was never opened."""
    unopened = _unopened(text)
    if not unopened:
        return
    for match in BROKEN.finditer(text):
        if match.end() - 1 not in unopened:
            continue
        phrase = expansion_before(text, singular(match["short"]), match.start())
        if phrase is not None:
            yield DefinitionMatch(
                match["short"], phrase, phrase.start, match.end(), DefinitionForm.BROKEN
            )


def _unopened(text: str) -> frozenset[int]:
    """Offsets of closing parentheses that no opening one belongs to."""
    depth = 0
    found: list[int] = []
    for match in PARENTHESIS.finditer(text):
        if match[0] == "(":
            depth += 1
        elif depth:
            depth -= 1
        else:
            found.append(match.start())
    return frozenset(found)


def in_apposition(text: str) -> Iterator[DefinitionMatch]:
    """`the Special Prosecutor's Unit, or SPU,`."""
    for match in APPOSITION.finditer(text):
        phrase = expansion_before(text, singular(match["short"]), match.start())
        if phrase is not None:
            yield DefinitionMatch(
                match["short"], phrase, phrase.start, match.end("short"), DefinitionForm.APPOSITION
            )


FORMS = (in_parentheses, inside_parentheses, reversed_order, broken, in_apposition)
"""Every form, in the order in which they are tried."""


def renamings(text: str) -> Iterator[FormerName]:
    """`FEVIMTRA (formerly known as FEVIM)`."""
    if not any(word in text for word in FORMER_WORDS):
        return
    for match in FORMER.finditer(text):
        if match["short"] != match["former"]:
            yield FormerName(match["short"], match["former"], match.start(), match.end())


def singular(written: str) -> str:
    """`NGO` for `NGOs` and `NGO's`; other short forms as they are."""
    stem = written.removesuffix("s").rstrip("'’")
    return stem if stem != written and len(stem) > 1 and stem.isupper() else written


def _may_be_short(found: DefinitionMatch) -> bool:
    """False for markings and Roman numerals, and for names in mixed case that letters do not bear
    out (`Milliyet/Hurriyet`).
    """
    short = singular(found.written).partition(" ")[0]
    if short in NO_SHORT_FORMS:
        return False
    if not any(c.islower() for c in short) or found.expansion.confidence >= CERTAIN:
        return True
    return "/" not in short and sum(c.isupper() for c in short) > 2
