"""The header fields that editors may correct, as text."""

from __future__ import annotations

from dataclasses import replace

from generator.model import (
    NOTHING,
    Cable,
    CorrectionKind,
    DateSource,
    Header,
    Mrn,
    full_year,
    split_mrn,
    tags_code,
)
from generator.model.days import read_day
from generator.parse.header import subject_part
from generator.parse.references import CitingContext


def field_text(cable: Cable, kind: CorrectionKind) -> str:
    """A field of the header as editors write it; `NOTHING` if it was not read."""
    header = cable.header
    match kind:
        case CorrectionKind.NUMBER:
            text: str | None = cable.id
        case CorrectionKind.DATE:
            text = header.iso_date if header.date_source is not DateSource.NUMBER else None
        case CorrectionKind.POST:
            text = header.post
        case CorrectionKind.CLASSIFICATION:
            text = header.classification
        case CorrectionKind.SUBJECT:
            text = header.subject
        case _:
            text = " ".join(header.tags)
    return text or NOTHING


def with_field(cable: Cable, kind: CorrectionKind, text: str) -> Cable:
    """The cable with a field of its header set to a value in the form of `field_text`."""
    value = None if text == NOTHING else text
    if kind is CorrectionKind.NUMBER:
        cable = replace(cable, id=Mrn(value) if value else None)
    else:
        cable = replace(cable, header=_with_field(cable.header, kind, value))
    of_number = {None, DateSource.NUMBER}
    if kind is CorrectionKind.NUMBER:
        of_number.add(DateSource.STATION)
    if cable.header.date_source in of_number:
        return replace(cable, header=_with_year_of_number(cable.header, cable.id))
    return cable


def _with_year_of_number(header: Header, mrn: Mrn | None) -> Header:
    """The header without a date, with the year of the cable's number."""
    parts = split_mrn(mrn) if mrn is not None else None
    year = full_year(parts[0]) if parts else None
    source = DateSource.NUMBER if parts else None
    return replace(header, date=None, year=year, date_source=source)


def _with_date(header: Header, value: str | None) -> Header:
    """The header with a date of the form `2008-03-11` or `2008`, or without one."""
    if value is None:
        return replace(header, date=None, year=None, date_source=None)
    return replace(
        header, date=read_day(value), year=int(value[:4]), date_source=DateSource.CORRECTION
    )


def _with_field(header: Header, kind: CorrectionKind, value: str | None) -> Header:
    match kind:
        case CorrectionKind.DATE:
            return _with_date(header, value)
        case CorrectionKind.POST:
            return replace(header, post=value)
        case CorrectionKind.CLASSIFICATION:
            return replace(header, classification=value)
        case CorrectionKind.SUBJECT:
            part, count = subject_part(value or "") or (None, None)
            return replace(header, subject=value, part=part, part_count=count)
        case _:
            return replace(header, tags=tuple(map(tags_code, (value or "").split())))


def citing_context(cable: Cable) -> CitingContext:
    """What the years of the cable's references are inferred from."""
    parts = split_mrn(cable.id) if cable.id is not None else None
    return CitingContext(
        date=cable.header.date,
        year=cable.header.year,
        post=cable.header.post,
        number=parts[2] if parts else None,
    )
