"""The REF lines: which cables, septels and other documents a cable refers to."""

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
"""Names by which REF lines call a post, in letters only, and its name in MRNs."""

SERIAL_TOLERANCE = 3
"""A post may send at three times its known pace before a number is taken for last year's."""

SERIAL_CHECK_DAYS = 90
"""Days of the new year in which a number can show that it is last year's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CitingContext:
    """The cable that cites, as far as a missing year needs it."""

    date: datetime.date | None
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
    """As typed, blanks single."""
    named: str
    """The same with what a bare number takes from the entry before it."""


def read_references(
    source: SourceText, lines: list[Line], citing: CitingContext
) -> tuple[tuple[Reference, ...], list[Repair], list[Diagnostic]]:
    """The references in the REF lines, without the word REF.

    `A. 2006 STATE 202745` / `¶B. (B) 2007 STATE 150188`; on one line
    `A) SAN JOSE 02664; B) SAN JOSE 02460`; unlettered `STATE 245841`.
    """
    references: list[Reference] = []
    repairs: list[Repair] = []
    found: list[Diagnostic] = []
    for entry in _entries(lines, repairs):
        reference = _read_entry(source, entry, citing)
        if reference is None:
            if not _says_none(entry.text):
                found.append(
                    diagnostic("reference-unreadable", line=entry.line.number, text=entry.text)
                )
            continue
        references.append(reference)
        if reference.year_inferred and reference.target is not None:
            found.append(_inferred(entry, reference, citing))
    return tuple(references), repairs, found


def _entries(lines: list[Line], repairs: list[Repair]) -> list[_ReferenceEntry]:
    """The lines parted at letters and, where there are no letters, at semicolons and commas."""
    text, begins = _joined(lines)
    cuts = list(patterns.REFERENCE_LETTER.regex.finditer(text))
    entries: list[_ReferenceEntry] = []
    for cut, following in zip_longest([None, *cuts], cuts):
        start = cut.end() if cut else 0
        end = following.start() if following else len(text)
        line = lines[bisect_right(begins, cut.start() if cut else 0) - 1] if lines else None
        if line is None:
            continue
        if cut is not None:
            _note_doubled_letter(line, cut, repairs)
        letter = cut["letter"].upper() if cut else None
        position = start
        for piece, named in _unlettered(text[start:end]):
            position = max(position, text.find(piece, position))
            at = lines[bisect_right(begins, position) - 1]
            last = lines[bisect_right(begins, position + len(piece) - 1) - 1]
            entries.append(_ReferenceEntry(at, last, letter, piece, named))
            letter = None
    return entries


def _joined(lines: list[Line]) -> tuple[str, list[int]]:
    """The lines as one text with single blanks, and where each begins.

    A line that names a cable of its own is parted from the one before by a semicolon.
    """
    text = ""
    begins: list[int] = []
    for line in lines:
        piece = " ".join(line.text.split()).rstrip(";")
        own = _names_cable(piece) and _names_cable(text.rpartition(";")[2])
        text += "" if not text else "; " if own else " "
        begins.append(len(text))
        text += piece
    return text, begins


def _unlettered(text: str) -> list[tuple[str, str]]:
    """`STATE 1; STATE 2 AND STATE 3` parted, where each part names a cable.

    A bare number takes the post of the entry before it: `MEXICO 700, 701`. "AND PREVIOUS"
    belongs to what stands before it; `APRIL 7 AND 8 DAILY REPORTS` is one thing.
    """
    pieces: list[tuple[str, str]] = []
    for whole in text.split(";"):
        parts = [p.strip() for p in re.split(r",(?: |$)| AND (?!PREVIOUS)", whole)]
        named = _with_posts(parts)
        if all(_names_cable(n) for n in named):
            pieces.extend(zip(parts, named, strict=True))
        else:
            pieces.append((whole.strip(), whole.strip()))
    return [(p.strip(" ,."), n) for p, n in pieces if p.strip(" .;,")]


def _with_posts(parts: list[str]) -> list[str]:
    named: list[str] = []
    for part in parts:
        found = patterns.REFERENCE_CABLE.match(named[-1]) if named else None
        bare = patterns.REFERENCE_NUMBER.match(part)
        if found is not None and bare is not None:
            named.append(f"{named[-1][: found.start('number')]}{part}")
        else:
            named.append(part)
    return named


def _names_cable(text: str) -> bool:
    bare = patterns.REFERENCE_TITLE.regex.sub("", text).strip(" .;,")
    found = patterns.REFERENCE_CABLE.match(bare)
    return found is not None and not bare[found.end() :].strip(" ().") and _is_post(found["post"])


def _note_doubled_letter(line: Line, cut: re.Match[str], repairs: list[Repair]) -> None:
    letter = cut["letter"]
    if cut[0].count(letter) == 2:
        repairs.append(
            Repair(
                line=line.number, before=cut[0].strip(), after=f"{letter}.", rule="letter-doubled"
            )
        )


def _read_entry(
    source: SourceText, entry: _ReferenceEntry, citing: CitingContext
) -> Reference | None:
    """One reference, or None where the text names nothing."""
    raw = entry.text.strip(" ;,")
    titles = [m[1].upper() for m in patterns.REFERENCE_TITLE.regex.finditer(raw)]
    named = patterns.REFERENCE_TITLE.regex.sub("", entry.named).strip(" .;,")
    kind, target, inferred = _target(named, citing)
    if (
        target is None
        and kind is ReferenceKind.OTHER
        and (_says_none(named) or re.search(r"[A-Za-z]{3}", named) is None)
    ):
        return None
    at = entry.line.text.find(raw)
    part = entry.line.part(at, at + len(raw)) if at >= 0 else entry.line
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
    """True for `NONE`, `N/A` and bare punctuation."""
    return text.strip(" .;,").upper() in ("", "NONE", "N/A", "NA")


def _target(text: str, citing: CitingContext) -> tuple[ReferenceKind, Mrn | None, bool]:
    """What the text names, the cable's MRN, and whether its year was inferred.

    A publisher that lowered capital lines lowered posts too: `state 10152`.
    """
    text = text.upper() if text.islower() else text
    if patterns.REFERENCE_SEPTEL.match(text):
        return ReferenceKind.SEPTEL, None, False
    if patterns.REFERENCE_EMAIL.match(text):
        return ReferenceKind.EMAIL, None, False
    glued = patterns.REFERENCE_GLUED.regex.fullmatch(text)
    if glued is not None:
        return ReferenceKind.CABLE, _canonical(glued["year"], glued["post"], glued["number"]), False
    found = patterns.REFERENCE_CABLE.match(text)
    if found is None or not _names_cable(text):
        return ReferenceKind.OTHER, None, False
    year = found["year"] or found["after"]
    if year is not None:
        return ReferenceKind.CABLE, _canonical(year, found["post"], found["number"]), False
    inferred = infer_year(post_letters(found["post"]), int(found["number"]), citing)
    if inferred is None:
        return ReferenceKind.CABLE, None, False
    return (
        ReferenceKind.CABLE,
        make_mrn(inferred[0], post_letters(found["post"]), int(found["number"])),
        True,
    )


def _is_post(text: str) -> bool:
    """False for months and words that stand before numbers in press items."""
    words = set(text.upper().replace(".", "").split())
    return not words & {
        *(m.upper() for m in patterns.MONTHS.split("|")),
        "PARA",
        "PARAS",
        "PAGE",
        "AND",
    }


def _canonical(year: str, post: str, number: str) -> Mrn:
    return make_mrn(int(year) % 100, post_letters(post), int(number))


def post_letters(post: str) -> str:
    """A post's name as MRNs have it: letters only, no aliases, `SANTIAG0` with the letter O."""
    letters = re.sub(r"[^A-Z]", "", re.sub(r"(?<=[A-Z])0", "O", post.upper()))
    return POST_ALIASES.get(letters, letters)


def infer_year(post: str, number: int, citing: CitingContext) -> tuple[int, str] | None:
    """The year of a reference without one, and why; None where the citing cable has no date.

    A cable cannot cite one not yet sent: with the citing cable's own post and a higher
    number it is last year's; so it is in the first months where the number is far above
    the post's known pace (in January, `STATE 145633`). Otherwise the citing cable's year.
    """
    if citing.date is None:
        return None
    year = citing.date.year
    if (
        citing.number is not None
        and post == post_letters(citing.post or "")
        and number > citing.number
    ):
        return year - 1, "the number is above the citing cable's own"
    day = citing.date.timetuple().tm_yday
    pace = facts.highest_serials().get(post)
    if (
        pace is not None
        and day <= SERIAL_CHECK_DAYS
        and number > SERIAL_TOLERANCE * pace.number * day / 365
    ):
        return year - 1, f"{post} had not yet sent so many by {citing.date.isoformat()}"
    return year, "the citing cable was sent in that year"


def _inferred(entry: _ReferenceEntry, reference: Reference, citing: CitingContext) -> Diagnostic:
    found = split_mrn(reference.target or "")
    reason = infer_year(found[1], found[2], citing) if found else None
    return diagnostic(
        "reference-year-inferred",
        line=entry.line.number,
        text=entry.text,
        reference=reference.raw,
        year=full_year(found[0]) if found else "a year",
        reason=reason[1] if reason else "of the citing cable's date",
    )
