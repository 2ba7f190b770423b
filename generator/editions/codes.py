"""Numbers and codes of a source, which are shown even if a word in them is withheld elsewhere.

They identify a cable. An editor who withholds `Mexico`, `May` or `Sun` means a place or a person,
not the post of a number or the month of a date.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator import facts
from generator.editions.passages import Match
from generator.editions.readings import Piece
from generator.editions.words import squeeze
from generator.model import Mrn, split_mrn
from generator.model.source_text import SourceText
from generator.parse import body_patterns, header_patterns, publisher_patterns
from generator.parse.class_line import read_class_line
from generator.parse.header_draft import starts_field
from generator.parse.message import may_hold_class_line
from generator.parse.rows import Row, RowKind

_CODES = (
    body_patterns.BANNER,
    publisher_patterns.DUMP_ID,
    publisher_patterns.DUMP_DATE,
    header_patterns.DTG,
)
"""Lines that are codes as a whole."""

_NUMBERED = re.compile(r"(?<![\w.'])(?P<words>(?:[A-Za-z][A-Za-z.']*\s{1,3}){1,4})\d{1,6}(?![\w/])")
"""Up to four words before a number: `06 STATE 202745` has one, `see San Jose 12` three."""

_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"\S+")
_YEAR_BEFORE = re.compile(r"(?<!\w)(?:19|20)?\d\d\s{1,3}$")


@dataclass(frozen=True, slots=True)
class Codes:
    """The pieces of a source that are numbers and codes, in order."""

    fixed: tuple[Piece, ...]
    """Codes that identify the cable. No part of them is withheld."""
    numbers: tuple[Piece, ...]
    """Cable numbers, which are withheld as a whole or not at all."""

    def matches_outside(self, matches: Iterable[Match]) -> Iterator[Match]:
        """The matches that are not part of a code."""
        for match in matches:
            here = (match.start, match.end)
            if any(_contains(piece, here) for piece in self.fixed):
                continue
            if not any(_contains(piece, here) and piece != here for piece in self.numbers):
                yield match


def _contains(piece: Piece, other: Piece) -> bool:
    return piece[0] <= other[0] and other[1] <= piece[1]


def codes(source: SourceText, rows: Sequence[Row], mrn: Mrn | None) -> Codes:
    """The numbers and codes of a source; `mrn` is the number of its cable.

    Fixed codes are the cable's number on its classification lines, page lines, captions, banners,
    dates of the header and known TAGS codes. Cable numbers have a known post, and a year before it;
    on REF lines the year may be missing.
    """
    parts = split_mrn(mrn) if mrn is not None else None
    own = parts[1] if parts is not None else ""
    fixed = [
        (row.line.start, row.line.end)
        for row in rows
        if row.kind is RowKind.STRAY or (row.kind is RowKind.PAGE and _is_page_line(row.text, own))
    ]
    tags = False
    for start, line in zip(source.starts, source.lines, strict=True):
        for first, field in _fields(line):
            tags = bool(
                header_patterns.TAGS.match(field)
                or (tags and header_patterns.TAGS_MORE.match(field))
            )
            pieces = (match.span() for match in _tags(field)) if tags else _fixed(field, own)
            fixed += [(start + first + begin, start + first + end) for begin, end in pieces]
    return Codes(tuple(fixed), tuple(_cable_numbers(source)))


def _is_own(post: str, own: str) -> bool:
    """Whether a post is known, or is the cable's own."""
    return post.upper() == own or _is_post(post)


def _is_page_line(text: str, own: str) -> bool:
    """Whether a page line names a post and nothing else. It shortens names to ten characters."""
    if body_patterns.PAGE_LINE_OLD.match(text):
        return True
    name = squeeze(_DIGIT.split(text, maxsplit=1)[0]).upper()
    return own.startswith(name) or _is_post(name)


def _fields(line: str) -> Iterator[tuple[int, str]]:
    """The header fields on one line, each with its offset."""
    cuts = [match.start() for match in header_patterns.HEADER_GAP.regex.finditer(line)]
    for first, last in zip([0, *cuts], [*cuts, len(line)], strict=True):
        yield first, line[first:last]


def _fixed(line: str, own: str) -> Iterator[Piece]:
    """The pieces of a line that are codes of the header; `own` is the cable's post.

    A classification line with other words than a post is not a code: `KABUL SPECIMEN 003934`.
    """
    parsed = read_class_line(line)
    if parsed is not None:
        class_line, end = parsed
        if _is_own(class_line.post, own):
            yield 0, end
        return
    if may_hold_class_line(line):
        glued = header_patterns.CLASS_LINE_GLUED.search(line)
        if glued is not None and _is_own(glued["post"], own):
            yield glued.span()
    if any(form.match(line) for form in _CODES):
        yield 0, len(line)


def _tags(line: str) -> Iterator[re.Match[str]]:
    """The known TAGS codes of a line. Persons in brackets are not codes: `OVIP (HU, ADA)`."""
    known = facts.tags()
    persons = [match.span() for match in header_patterns.TAG_PERSON.regex.finditer(line)]
    for match in re.finditer(r"\b[A-Z]{2,5}\b", line):
        if match[0] in known and not any(_contains(person, match.span()) for person in persons):
            yield match


def _cable_numbers(source: SourceText) -> Iterator[Piece]:
    refers = False
    for start, line in zip(source.starts, source.lines, strict=True):
        begins = bool(header_patterns.REF.match(line))
        refers = begins or (refers and bool(line.strip()) and not starts_field(line))
        if any(map(str.isdigit, line)):
            for first, last in _numbers_of(line, needs_year=not refers):
                yield start + first, start + last


def _numbers_of(line: str, *, needs_year: bool) -> Iterator[Piece]:
    """The cable numbers on a line, with their years if they have one."""
    for match in _NUMBERED.finditer(line):
        for word in _WORD.finditer(match["words"]):
            first = match.start() + word.start()
            year = _YEAR_BEFORE.search(line, max(0, first - 8), first)
            if (year or not needs_year) and _is_post(match["words"][word.start() :]):
                yield (year.start() if year else first), match.end()
                break


def _is_post(name: str) -> bool:
    letters = squeeze(name).upper()
    return letters in facts.posts() or letters in facts.post_aliases()
