"""The header as a value: transmission lines, then fields, then what only another copy has."""

from __future__ import annotations

import datetime
import re

from generator.model import Header, Mrn, Repair, make_mrn, split_mrn
from generator.model.diagnostics import Diagnostic
from generator.model.source_text import SourceText
from generator.parse import patterns
from generator.parse.fields import read_fields
from generator.parse.header_draft import HeaderDraft
from generator.parse.lines import Line
from generator.parse.message import Message, year_of
from generator.parse.references import CitingContext, post_letters, read_references
from generator.parse.transmission import read_transmission

MAX_POST_LENGTH = 60
"""Letters of a post's name; an MRN is part of a path."""


def read_headers(message: Message) -> HeaderDraft:
    """The message's header, with what only an earlier copy or the lines in front have."""
    header = _walk(message.lines)
    if message.superseded:
        earlier = _walk(message.superseded)
        for name in (
            "transmission_id",
            "precedence",
            "info_precedence",
            "routing",
            "station",
            "sender",
            "action",
            "info",
            "dtg",
            "executive_order",
            "tags",
            "subject",
            "references",
            "class_line",
        ):
            if not getattr(header, name):
                setattr(header, name, getattr(earlier, name))
    return header


def _walk(lines: tuple[Line, ...]) -> HeaderDraft:
    """Walk the transmission lines, then the fields, up to the first line of text."""
    header = HeaderDraft()
    rest = read_transmission(list(lines), header)
    read_fields(rest, header)
    if header.preceding is not None:
        _fill_from_front(header, header.preceding)
    return header


def _fill_from_front(header: HeaderDraft, front: HeaderDraft) -> None:
    """Take from the lines in front what the header lacks, and a subject that kept its capitals."""
    for name in ("executive_order", "tags", "references"):
        if not getattr(header, name):
            setattr(header, name, getattr(front, name))
    subject, before = " ".join(header.subject), " ".join(front.subject)
    if before and (not subject or (subject.islower() and subject == before.lower())):
        header.subject[:] = [before]


def read_header(
    source: SourceText, message: Message, lines: HeaderDraft
) -> tuple[Header, list[Repair], list[Diagnostic]]:
    """The header as a value, with the repairs and diagnostics of its references."""
    date = _date(message, lines)
    class_line = lines.class_line
    references, repairs, found = read_references(
        source,
        lines.references,
        CitingContext(
            date=date,
            post=class_line.post if class_line else None,
            number=class_line.number if class_line else None,
        ),
    )
    subject = " ".join(" ".join(lines.subject).split()) or None
    part = read_part(lines)
    header = Header(
        transmission_id=lines.transmission_id,
        precedence=lines.precedence,
        info_precedence=lines.info_precedence,
        routing=tuple(lines.routing),
        station=lines.station,
        sender=lines.sender,
        action_addressees=tuple(lines.action),
        info_addressees=tuple(lines.info),
        dtg=lines.dtg,
        date=date,
        post=class_line.post if class_line else None,
        classification=patterns.CLASS_WORDS.get(class_line.word) if class_line else None,
        captions=tuple(lines.captions),
        passing=tuple(" ".join(p.split()) for p in lines.passing),
        executive_order=lines.executive_order,
        tags=tuple(lines.tags),
        tag_persons=tuple(lines.persons),
        subject=subject,
        references=references,
        classified_by=" ".join(" ".join(lines.classified_by).split()) or None,
        declassify_on=lines.declassify_on,
        part=part[0] if part else None,
        part_count=part[1] if part else None,
    )
    return header, repairs, found


def read_part(lines: HeaderDraft) -> tuple[int, int] | None:
    """Which part of how many the subject says this is; None for a whole message."""
    found = patterns.PART.search(" ".join(lines.subject))
    return (_part_number(found["part"]), _part_number(found["count"])) if found else None


def _part_number(text: str) -> int:
    return patterns.NUMBER_WORDS.get(text.upper()) or int(text)


def _date(message: Message, lines: HeaderDraft) -> datetime.date | None:
    return lines.dtg.at.date() if lines.dtg else message.dump_date


def read_identity(message: Message, lines: HeaderDraft, name: str | None) -> Mrn | None:
    """The MRN: of the classification line, else of the DE line, else of metadata or file name."""
    year = year_of(_date(message, lines), message.dump_id or mrn_of_file_name(name))
    if lines.class_line is not None and year is not None:
        return make_mrn(year, post_letters(lines.class_line.post), lines.class_line.number)
    station = patterns.STATION.match(f"DE {lines.station}") if lines.station else None
    if station is not None and lines.sender is not None and year is not None:
        words = lines.sender.split()
        post = "STATE" if words[0] == "SECSTATE" else "".join(words[1:])
        if post:
            return make_mrn(year, post, int(station[2]))
    named = message.dump_id or mrn_of_file_name(name)
    return canonical_mrn(named) if named else None


def mrn_of_file_name(name: str | None) -> str | None:
    """The MRN that a file's stem is, without blanks and leading zeros; None for other names."""
    found = re.fullmatch(r"\s*(\d\d)\s*([A-Za-z ]+?)\s*0*(\d+)\s*", name or "", re.ASCII)
    return f"{found[1]}{found[2].replace(' ', '').upper()}{found[3]}" if found else None


def canonical_mrn(named: str) -> Mrn | None:
    """The canonical form of an id as dumps write it: `09EFTOTRIPOLI704` is `09TRIPOLI704`."""
    found = split_mrn(named)
    if found is None or len(found[1]) > MAX_POST_LENGTH:
        return None
    return make_mrn(found[0], post_letters(found[1].removeprefix("EFTO")), found[2])
