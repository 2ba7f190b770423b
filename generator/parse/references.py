"""Reads the REF lines: references to cables, septels and other documents."""

from __future__ import annotations

import datetime
import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import zip_longest

from generator import facts
from generator.model import Mrn, Reference, ReferenceKind, Repair, full_year, make_mrn, split_mrn
from generator.model.diagnostics import Diagnostic, diagnostic
from generator.model.source_text import SourceText
from generator.parse import patterns
from generator.parse.lines import Line, span_of

POST_ALIASES = {"SECSTATE": "STATE", "SECSTATEWASHDC": "STATE", "BUENOS": "BUENOSAIRES"}
"""Other names of posts in REF lines, letters only, and the name in MRNs."""

SERIAL_TOLERANCE = 3
"""A number counts as last year's if it is above this multiple of the post's usual rate."""

SERIAL_CHECK_DAYS = 90
"""Only in this many first days of a year can a high number show that it is last year's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CitingContext:
    """What is needed of the citing cable to infer a missing year."""

    date: datetime.date | None
    year: int | None
    post: str | None
    number: int | None


@dataclass(frozen=True, slots=True)
class _ReferenceEntry:
    line: Line
    """The line it begins on."""
    last: Line
    """The line it ends on."""
    letter: str | None
    text: str
    """The entry as typed, with single spaces."""
    full_text: str
    """The entry with the post that a bare number takes from the entry before it."""


def read_references(
    source: SourceText, lines: list[Line], citing: CitingContext
) -> tuple[tuple[Reference, ...], list[Repair], list[Diagnostic]]:
    """The references in the REF lines, with repairs and diagnostics.

    `lines` do not contain the word REF: `A. 2006 STATE 202745` / `¶B. (B) 2007 STATE 150188`; on
    one line `A) SAN JOSE 02664; B) SAN JOSE 02460`; unlettered `STATE 245841`.
    """
    references: list[Reference] = []
    repairs: list[Repair] = []
    diagnostics: list[Diagnostic] = []
    for entry in _split_entries(lines, repairs):
        reference = _read_entry(source, entry, citing)
        if reference is None:
            if not _says_none(entry.text):
                diagnostics.append(
                    diagnostic("reference-unreadable", line=entry.line.number, text=entry.text)
                )
            continue
        references.append(reference)
        if reference.year_inferred and reference.target is not None:
            diagnostics.append(_inferred_year(entry, reference, citing))
    return tuple(references), repairs, diagnostics


def _split_entries(lines: list[Line], repairs: list[Repair]) -> list[_ReferenceEntry]:
    """Split the lines at letters and, within one letter, at semicolons and commas."""
    if not lines:
        return []
    text, starts = _join_lines(lines)

    def line_at(offset: int) -> Line:
        return lines[bisect_right(starts, offset) - 1]

    letters = list(patterns.REFERENCE_LETTER.regex.finditer(text))
    entries: list[_ReferenceEntry] = []
    for match, following in zip_longest([None, *letters], letters):
        position = match.end() if match else 0
        end = following.start() if following else len(text)
        if match is not None:
            _record_doubled_letter(line_at(match.start()), match, repairs)
        letter = match["letter"].upper() if match else None
        for piece, full_text in _split_unlettered(text[position:end]):
            position = max(position, text.find(piece, position))
            first, last = line_at(position), line_at(position + len(piece) - 1)
            entries.append(_ReferenceEntry(first, last, letter, piece, full_text))
            letter = None
    return entries


def _join_lines(lines: list[Line]) -> tuple[str, list[int]]:
    """The lines as one text with single spaces, and the offset of each line.

    If a line and the entry before it both name a cable, a semicolon separates them.
    """
    text = ""
    starts: list[int] = []
    for line in lines:
        piece = " ".join(line.text.split()).rstrip(";")
        is_new_entry = _names_cable(piece) and _names_cable(text.rpartition(";")[2])
        text += "" if not text else "; " if is_new_entry else " "
        starts.append(len(text))
        text += piece
    return text, starts


def _split_unlettered(text: str) -> list[tuple[str, str]]:
    """The entries as typed and with their post: `STATE 1; STATE 2 AND STATE 3`.

    A bare number takes the post of the entry before it: `MEXICO 700, 701`. "AND PREVIOUS" belongs
    to the entry before it. A text is split only if each part names a cable:
    `APRIL 7 AND 8 DAILY REPORTS` is one entry.
    """
    entries: list[tuple[str, str]] = []
    for piece in text.split(";"):
        parts = [p.strip() for p in re.split(r",(?: |$)| AND (?!PREVIOUS)", piece)]
        full_parts = _with_posts(parts)
        if all(map(_names_cable, full_parts)):
            entries.extend(zip(parts, full_parts, strict=True))
        else:
            entries.append((piece.strip(), piece.strip()))
    return [(part.strip(" ,."), full) for part, full in entries if part.strip(" .;,")]


def _with_posts(parts: list[str]) -> list[str]:
    """The parts, with the post of the part before put in front of bare numbers."""
    full_parts: list[str] = []
    for part in parts:
        previous = patterns.REFERENCE_CABLE.match(full_parts[-1]) if full_parts else None
        if previous is not None and patterns.REFERENCE_NUMBER.match(part):
            full_parts.append(f"{full_parts[-1][: previous.start('number')]}{part}")
        else:
            full_parts.append(part)
    return full_parts


def _names_cable(text: str) -> bool:
    """True if the text is a reference to a cable and nothing else but a title such as NOTAL."""
    bare = patterns.REFERENCE_TITLE.regex.sub("", text).strip(" .;,")
    match = patterns.REFERENCE_CABLE.match(bare)
    return match is not None and not bare[match.end() :].strip(" ().") and _is_post(match["post"])


def _record_doubled_letter(line: Line, match: re.Match[str], repairs: list[Repair]) -> None:
    letter = match["letter"]
    if match[0].count(letter) == 2:
        repairs.append(
            Repair(
                line=line.number, before=match[0].strip(), after=f"{letter}.", rule="letter-doubled"
            )
        )


def _read_entry(
    source: SourceText, entry: _ReferenceEntry, citing: CitingContext
) -> Reference | None:
    """The reference of one entry; None if the entry names nothing."""
    raw = entry.text.strip(" ;,")
    titles = [m[1].upper() for m in patterns.REFERENCE_TITLE.regex.finditer(raw)]
    name = patterns.REFERENCE_TITLE.regex.sub("", entry.full_text).strip(" .;,")
    kind, target, inferred = _read_target(name, citing)
    if (
        target is None
        and kind is ReferenceKind.OTHER
        and (_says_none(name) or re.search(r"[A-Za-z]{3}", name) is None)
    ):
        return None
    offset = entry.line.text.find(raw)
    part = entry.line.part(offset, offset + len(raw)) if offset >= 0 else entry.line
    last = part if entry.last == entry.line else entry.last
    return Reference(
        letter=entry.letter,
        raw=raw,
        target=target,
        kind=kind,
        title=", ".join(titles) or None,
        year_inferred=inferred,
        span=span_of(source, part, last),
    )


def _says_none(text: str) -> bool:
    """True for `NONE`, `N/A` and mere punctuation."""
    return text.strip(" .;,").upper() in ("", "NONE", "N/A", "NA")


def _read_target(text: str, citing: CitingContext) -> tuple[ReferenceKind, Mrn | None, bool]:
    """The kind of target, the MRN of a cable, and whether its year was inferred."""
    # A publisher that changed lines to lower case changed posts too: `state 10152`.
    text = text.upper() if text.islower() else text
    if patterns.REFERENCE_SEPTEL.match(text):
        return ReferenceKind.SEPTEL, None, False
    if patterns.REFERENCE_EMAIL.match(text):
        return ReferenceKind.EMAIL, None, False
    compact = patterns.REFERENCE_GLUED.regex.fullmatch(text)
    if compact is not None:
        post, number = post_letters(compact["post"]), int(compact["number"])
        return ReferenceKind.CABLE, make_mrn(int(compact["year"]), post, number), False
    match = patterns.REFERENCE_CABLE.match(text)
    if match is None or not _names_cable(text):
        return ReferenceKind.OTHER, None, False
    post, number = post_letters(match["post"]), int(match["number"])
    year = match["year"] or match["after"]
    if year is not None:
        return ReferenceKind.CABLE, make_mrn(int(year), post, number), False
    inferred = infer_year(post, number, citing)
    if inferred is None:
        return ReferenceKind.CABLE, None, False
    return ReferenceKind.CABLE, make_mrn(inferred[0], post, number), True


def _is_post(text: str) -> bool:
    """False for months and for words before numbers in press items."""
    words = set(text.upper().replace(".", "").split())
    return not words & {
        *(m.upper() for m in patterns.MONTHS.split("|")),
        "PARA",
        "PARAS",
        "PAGE",
        "AND",
    }


def post_letters(post: str) -> str:
    """A post's name as in MRNs: capital letters only, no alias, `SANTIAG0` with the letter O."""
    letters = re.sub(r"[^A-Z]", "", re.sub(r"(?<=[A-Z])0", "O", post.upper()))
    return POST_ALIASES.get(letters, letters)


def infer_year(post: str, number: int, citing: CitingContext) -> tuple[int, str] | None:
    """The year of a reference without one, and the reason; None if the citing cable has no year.

    A cable cannot cite a later one. A reference is therefore to last year if it names the citing
    cable's own post with a higher number or if, early in the year, the number is far above the
    post's usual rate (`STATE 145633` in January; the day must be known). Otherwise the year is that
    of the citing cable.
    """
    if citing.year is None:
        return None
    year = citing.year
    if (
        citing.number is not None
        and post == post_letters(citing.post or "")
        and number > citing.number
    ):
        return year - 1, "the number is above the citing cable's own"
    day = citing.date.timetuple().tm_yday if citing.date is not None else None
    usual = facts.highest_serials().get(post)
    if (
        usual is not None
        and day is not None
        and day <= SERIAL_CHECK_DAYS
        and number > SERIAL_TOLERANCE * usual.number * day / 365
    ):
        return year - 1, f"{post} had not sent that many cables by {citing.date}"
    return year, "the citing cable was sent in that year"


def _inferred_year(
    entry: _ReferenceEntry, reference: Reference, citing: CitingContext
) -> Diagnostic:
    parts = split_mrn(reference.target or "")
    inferred = infer_year(parts[1], parts[2], citing) if parts else None
    return diagnostic(
        "reference-year-inferred",
        line=entry.line.number,
        text=entry.text,
        reference=reference.raw,
        year=full_year(parts[0]) if parts else "a year",
        reason=inferred[1] if inferred else "of the citing cable's date",
    )
