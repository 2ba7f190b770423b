"""Reads the REF lines: references to cables, septels and other documents."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from generator import facts
from generator.facts.post_names import post_in_year, post_letters
from generator.model import (
    FIRST_UNIQUE_YEAR,
    TELEGRAM_YEARS,
    Mrn,
    Reference,
    ReferenceKind,
    Repair,
    full_year,
    make_mrn,
    split_mrn,
)
from generator.model.diagnostics import Diagnostic, diagnostic
from generator.model.source_text import SourceText
from generator.parse import reference_patterns
from generator.parse.lines import Line, span_of
from generator.parse.reference_entries import ReferenceEntry, split_entries
from generator.parse.reference_forms import CableForm, UnreadForm

SERIAL_TOLERANCE = 3
"""A number counts as last year's if it is above this multiple of the post's usual rate."""

SERIAL_CHECK_DAYS = 90
"""Only in this many first days of a year can a high number show that it is last year's."""


FEWEST_CABLES = 200
"""A post of unknown rate sends at least about so many cables a year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CitingContext:
    """What is needed of the citing cable to infer a missing year."""

    date: datetime.date | None
    year: int | None
    post: str | None
    number: int | None
    listed: Mapping[tuple[str, int], Mrn] = field(default_factory=dict)
    """Cited cables with their years from elsewhere, by post and number."""


def read_references(
    source: SourceText, lines: list[Line], citing: CitingContext
) -> tuple[tuple[Reference, ...], list[Repair], list[Diagnostic]]:
    """The references in the REF lines, with repairs and diagnostics.

    `lines` do not contain the word REF. Every entry is in the result, also one that names no
    cable; `REF: NONE` has no entry.
    """
    references: list[Reference] = []
    repairs: list[Repair] = []
    diagnostics: list[Diagnostic] = []
    latest = citing.year or TELEGRAM_YEARS[-1]
    for entry in split_entries(lines, latest, repairs):
        if _says_none(entry.text):
            continue
        reference = _read_entry(source, entry, citing)
        references.append(reference)
        remark = _remark(entry, reference, citing)
        if remark is not None:
            diagnostics.append(remark)
    return tuple(references), repairs, diagnostics


def targets_with_years(references: Iterable[Reference]) -> dict[tuple[str, int], Mrn]:
    """The cited cables of known years, by post and number; none of two years."""
    targets: dict[tuple[str, int], set[Mrn]] = {}
    for reference in references:
        parts = split_mrn(reference.target) if reference.target is not None else None
        if parts is not None and reference.target is not None and not reference.year_inferred:
            targets.setdefault(parts[1:], set()).add(reference.target)
    return {key: min(mrns) for key, mrns in targets.items() if len(mrns) == 1}


def _read_entry(source: SourceText, entry: ReferenceEntry, citing: CitingContext) -> Reference:
    titles = [m[1].upper() for m in reference_patterns.TITLE.regex.finditer(entry.text)]
    kind, target, inferred = _read_target(entry, citing)
    offset = entry.line.text.find(entry.text)
    part = entry.line.part(offset, offset + len(entry.text)) if offset >= 0 else entry.line
    last = part if entry.last == entry.line else entry.last
    return Reference(
        letter=entry.letter,
        raw=entry.text,
        target=target,
        kind=kind,
        title=", ".join(titles) or None,
        year_inferred=inferred,
        span=span_of(source, part, last),
    )


def _says_none(text: str) -> bool:
    """True for `NONE`, `N/A` and mere punctuation."""
    bare = text.strip(" .;,()").upper()
    return bare in ("NONE", "N/A", "NA") or not any(map(str.isalnum, bare))


def _read_target(
    entry: ReferenceEntry, citing: CitingContext
) -> tuple[ReferenceKind, Mrn | None, bool]:
    """The kind of target, the MRN of a cable, and whether its year was inferred."""
    form = entry.form
    if not isinstance(form, CableForm):
        if reference_patterns.SEPTEL.match(entry.text):
            return ReferenceKind.SEPTEL, None, False
        is_email = reference_patterns.EMAIL.match(entry.text)
        return ReferenceKind.EMAIL if is_email else ReferenceKind.OTHER, None, False
    listed = citing.listed.get((form.post, form.number))
    if form.year is None and listed is not None and not _is_later(listed, citing):
        return ReferenceKind.CABLE, listed, False
    if form.year is not None:
        return ReferenceKind.CABLE, _number(form, form.year), False
    inferred = infer_year(form.post, form.number, citing)
    if inferred is None:
        return ReferenceKind.CABLE, None, False
    return ReferenceKind.CABLE, _number(form, inferred[0]), True


def _number(form: CableForm, year: int) -> Mrn:
    """The MRN of the cable that an entry names, of this year."""
    return make_mrn(year, post_in_year(form.post, year), form.number)


def _is_later(target: Mrn, citing: CitingContext) -> bool:
    """True for a cable of the citing cable's post and year that has a higher number."""
    parts = split_mrn(target)
    if parts is None or citing.number is None or citing.year is None:
        return False
    is_same = (full_year(parts[0]), post_letters(parts[1])) == (
        citing.year,
        post_letters(citing.post or ""),
    )
    return is_same and parts[2] > citing.number


def _remark(
    entry: ReferenceEntry, reference: Reference, citing: CitingContext
) -> Diagnostic | None:
    """The diagnostic of an inferred year or an unreadable entry; None for others.

    What names another document than a cable is reported where references are linked.
    """
    if reference.year_inferred and reference.target is not None:
        return _inferred_year(entry, reference, citing)
    if isinstance(entry.form, UnreadForm):
        reason = entry.form.reason
    elif reference.kind is ReferenceKind.OTHER and not _names_document(entry.text):
        reason = "it names neither a cable nor another document"
    else:
        return None
    return diagnostic(
        "reference-unreadable", line=entry.line.number, text=entry.text, reason=reason
    )


def _names_document(text: str) -> bool:
    """True for an airgram and for words of at least three letters."""
    is_airgram = reference_patterns.AIRGRAM.search(text) is not None
    return is_airgram or re.search(r"[^\W\d_]{3}", text) is not None


def infer_year(post: str, number: int, citing: CitingContext) -> tuple[int, str] | None:
    """The year of a reference without one, and the reason; None if the citing cable has no year.

    A cable cannot cite a later one. A reference is therefore to last year if it names the citing
    cable's own post with a higher number or if, early in the year, the number is far above the
    post's usual rate: `STATE 145633` in January. The day must be known, or the citing cable's
    number show it. Otherwise the year is that of the citing cable.

    A telegram before 1973 without a number of its own cites numbers that are not unique in a year.
    """
    is_early = citing.number is None and (citing.year or 0) < FIRST_UNIQUE_YEAR
    if citing.year is None or is_early:
        return None
    year = citing.year
    if (
        citing.number is not None
        and post == post_letters(citing.post or "")
        and number > citing.number
    ):
        return year - 1, "the number is above the citing cable's own"
    day = _latest_day(citing)
    usual = facts.highest_serials().get(post)
    if (
        usual is not None
        and day is not None
        and day <= SERIAL_CHECK_DAYS
        and number > SERIAL_TOLERANCE * usual.number * day / 365
    ):
        when = citing.date or f"its cable {citing.number}"
        return year - 1, f"{post} had not sent that many cables by {when}"
    return year, "the citing cable was sent in that year"


def _latest_day(citing: CitingContext) -> int | None:
    """The day of the year on which the citing cable was sent, or one that is not before it.

    If only the year is known, its number shows how late it can be.
    """
    if citing.date is not None:
        return citing.date.timetuple().tm_yday
    if citing.number is None or citing.post is None:
        return None
    usual = facts.highest_serials().get(citing.post)
    return citing.number * 365 // (usual.number if usual else FEWEST_CABLES) + 1


def _inferred_year(
    entry: ReferenceEntry, reference: Reference, citing: CitingContext
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
