"""Builds the `Header` from the transmission lines, the fields and earlier copies."""

from __future__ import annotations

import datetime
import re
from dataclasses import replace

from generator import facts
from generator.facts.post_names import known_post, post_in_year, post_letters
from generator.model import Header, Mrn, Reference, Repair, TagsCode, full_year, make_mrn, split_mrn
from generator.model.diagnostics import Diagnostic
from generator.model.source_text import SourceText
from generator.parse import header_patterns
from generator.parse.class_line import ClassLine
from generator.parse.dating import known_date
from generator.parse.fields import is_one_letter_off, read_fields
from generator.parse.header_draft import HeaderDraft
from generator.parse.hyphens import join_wrapped
from generator.parse.lines import Line
from generator.parse.message import Message, year_of
from generator.parse.references import CitingContext, read_references, targets_with_years
from generator.parse.renderings.rendered_text import CopyMetadata
from generator.parse.source_edits import SourceEdits
from generator.parse.transmission import read_transmission

STATION_MODULUS = 10_000
"""The DE line has four digits of a message's number."""

MAX_POST_LENGTH = 60
"""Maximum length of a post's name in an MRN, which becomes part of file paths."""


def draft_header(message: Message) -> HeaderDraft:
    """The header of the message, with missing fields taken from superseded copies."""
    if not message.has_header:
        return HeaderDraft(body=list(message.lines))
    header = _read_copy(message.lines)
    if message.superseded_lines:
        earlier = _read_copy(message.superseded_lines)
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


def _read_copy(lines: tuple[Line, ...]) -> HeaderDraft:
    """Read the transmission lines, then the fields, up to the first line of text."""
    header = HeaderDraft()
    rest = read_transmission(list(lines), header)
    read_fields(rest, header)
    if header.preceding_fields is not None:
        _fill_from_preceding(header, header.preceding_fields)
    return header


def _fill_from_preceding(header: HeaderDraft, preceding: HeaderDraft) -> None:
    """Take missing fields from before the classification line, and a subject with its capitals."""
    for name in ("executive_order", "tags", "references"):
        if not getattr(header, name):
            setattr(header, name, getattr(preceding, name))
    subject, other = _plain_subject(header), _plain_subject(preceding)
    if other and (not subject or (subject.islower() and subject == other.lower())):
        header.subject[:] = preceding.subject


def _plain_subject(draft: HeaderDraft) -> str:
    """The subject on one line, as typed."""
    return " ".join(" ".join(line.text for line in draft.subject).split())


def finish_header(
    source: SourceText,
    message: Message,
    draft: HeaderDraft,
    identity: Mrn | None,
    edits: SourceEdits,
    dated_lines: list[str],
) -> tuple[Header, list[Repair], list[Diagnostic]]:
    """The finished header of the cable `identity`, and the diagnostics of its references.

    `dated_lines` are lines outside the header that may have the DTG.
    """
    date, year, date_source = known_date(message, draft, identity, dated_lines)
    class_line, metadata = draft.class_line, message.metadata
    listed_tags, listed_persons = _listed_tags(metadata.tags or "")
    _mend_tags(draft, listed_tags)
    own = split_mrn(identity) if identity is not None else None
    has_post = class_line is not None and (
        class_line.key is not None
        or (own is not None and post_letters(class_line.post) == post_letters(own[1]))
    )
    references, repairs, diagnostics = _read_references(
        source,
        draft.references,
        metadata,
        edits.citing or _citing_context(date, year, own),
    )
    subject, subject_repairs = join_wrapped(draft.subject, message.lines)
    part = read_part(draft)
    header = Header(
        transmission_id=draft.transmission_id,
        precedence=draft.precedence or metadata.precedence,
        info_precedence=draft.info_precedence,
        routing=tuple(draft.routing),
        station=draft.station,
        sender=draft.sender or metadata.sender,
        action_addressees=tuple(draft.action) or metadata.action,
        info_addressees=tuple(draft.info) or metadata.info,
        dtg=draft.dtg or metadata.dtg,
        date=date,
        year=year,
        date_source=date_source,
        post=class_line.post if class_line and has_post else metadata.post,
        classification=_classification(class_line, message),
        captions=tuple(dict.fromkeys((*draft.captions, *metadata.captions))),
        passing=tuple(" ".join(p.split()) for p in draft.passing) or metadata.passing,
        executive_order=draft.executive_order or metadata.executive_order,
        tags=tuple(draft.tags) or listed_tags,
        tag_persons=tuple(draft.all_persons) if draft.tags else listed_persons,
        subject=subject or metadata.subject,
        references=references,
        classified_by=" ".join(" ".join(draft.classified_by).split()) or metadata.classified_by,
        declassify_on=draft.declassify_on or metadata.declassify_on,
        part=part[0] if part else None,
        part_count=part[1] if part else None,
    )
    return header, [*draft.repairs, *subject_repairs, *repairs], diagnostics


def _read_references(
    source: SourceText, lines: list[Line], metadata: CopyMetadata, citing: CitingContext
) -> tuple[tuple[Reference, ...], list[Repair], list[Diagnostic]]:
    """The references of the REF lines, else of the metadata, with repairs and diagnostics.

    A list in the metadata gives the years that REF lines lack (`STATE 3`, `66STATE3`). Numbers that
    the REF lines lack are taken from metadata that prevail. A list's numbers without year stay so
    where the day of the cable is unknown.
    """
    listed, list_repairs, list_diagnostics = read_references(
        source,
        list(metadata.references),
        citing if citing.date is not None else replace(citing, year=None),
    )
    if not lines:
        return listed, list_repairs, list_diagnostics
    references, repairs, diagnostics = read_references(
        source, lines, replace(citing, listed=targets_with_years(listed))
    )
    if "references" in metadata.prevailing:
        targets = {reference.target for reference in references}
        references += tuple(item for item in listed if item.target not in targets)
        diagnostics += [d for d in list_diagnostics if d.code == "reference-unreadable"]
    return references, repairs, diagnostics


def _citing_context(
    date: datetime.date | None, year: int | None, own: tuple[int, str, int] | None
) -> CitingContext:
    """What infers the years of references; `own` are the parts of the cable's number."""
    return CitingContext(
        date=date, year=year, post=own[1] if own else None, number=own[2] if own else None
    )


def _classification(class_line: ClassLine | None, message: Message) -> str | None:
    """The classification of the telegram, else of the archive, whose words are those in full.

    That of metadata that prevail comes first.
    """
    metadata = message.metadata
    if "classification" in metadata.prevailing and metadata.classification is not None:
        return metadata.classification
    if class_line is not None:
        return header_patterns.CLASS_WORDS.get(class_line.word)
    return metadata.classification if metadata.post or not message.has_header else None


def _listed_tags(text: str) -> tuple[tuple[TagsCode, ...], tuple[str, ...]]:
    """The codes and persons of a publisher's list: `EIND, EFIN, BL, (DOE, JANE)`."""
    codes = (item.strip() for item in header_patterns.TAG_PERSON.regex.sub(" ", text).split(","))
    persons = (
        " ".join(match["name"].split()) for match in header_patterns.TAG_PERSON.regex.finditer(text)
    )
    return (
        tuple(TagsCode(code) for code in codes if re.fullmatch("[A-Z]{2,5}", code)),
        tuple(person for person in persons if "," in person),
    )


def _mend_tags(draft: HeaderDraft, listed: tuple[TagsCode, ...]) -> None:
    """Read an unknown code as the one of the publisher's list that is one letter off.

    `POINT, MX` where the list has `PINT, MX`
    """
    for code in [code for code in draft.tags if code not in facts.tags()]:
        others = [tag for tag in listed if tag not in draft.tags and is_one_letter_off(code, tag)]
        if len(others) != 1 or draft.tags_line is None:
            continue
        draft.tags = {others[0] if tag == code else tag: None for tag in draft.tags}
        draft.repairs.append(
            Repair(line=draft.tags_line, before=code, after=others[0], rule="tags-misspelt")
        )


def read_part(draft: HeaderDraft) -> tuple[int, int] | None:
    """Part number and number of parts according to the subject; None for a whole message."""
    return subject_part(_plain_subject(draft))


def is_later_part(draft: HeaderDraft) -> bool:
    """True if the message is part 2 or later of its kind, or a later section on its own."""
    part = read_part(draft)
    section = draft.class_line.section if draft.class_line is not None else None
    return (section or 1) > 1 or (part is not None and part[0] > 1)


def subject_part(subject: str) -> tuple[int, int] | None:
    """Part number and number of parts in a subject: `TRAVEL (PART 1 OF 2)`; None without them."""
    match = header_patterns.PART.search(subject)
    return (_part_number(match["part"]), _part_number(match["count"])) if match else None


def _part_number(text: str) -> int:
    return header_patterns.NUMBER_WORDS.get(text.upper()) or int(text)


def _date(message: Message, draft: HeaderDraft) -> datetime.date | None:
    return draft.dtg.at.date() if draft.dtg else message.dump_date or draft.day


def read_mrn(message: Message, draft: HeaderDraft, name: str | None) -> Mrn | None:
    """The MRN from the classification line, else the DE line, else the metadata or file name.

    That of metadata that prevail comes first. `name` is the file name without extension; None
    without a file. A line counts only if its post
    is known. The DE line has the last four digits of the number: an MRN of the metadata or file
    name that agrees with them is the whole number, and the Department's is not in it.
    """
    metadata = message.metadata
    metadata_id = message.dump_id or mrn_of_file_name(name)
    believed = canonical_mrn(metadata_id) if metadata_id else None
    if "number" in metadata.prevailing and believed is not None:
        return believed
    year = year_of(_date(message, draft), metadata_id)
    if draft.class_line is not None and draft.class_line.key is not None and year is not None:
        post = post_in_year(draft.class_line.key, year)
        return make_mrn(year, post, draft.class_line.number)
    station = header_patterns.STATION.match(f"DE {draft.station}") if draft.station else None
    sender = (
        known_post(header_patterns.SENDER_SERIAL.regex.sub("", draft.sender))
        if draft.sender
        else None
    )
    if station is None or sender is None or year is None:
        return believed
    parts = split_mrn(believed) if believed is not None else None
    agrees = (
        parts is not None
        and parts[1:] == (sender, parts[2])
        and (parts[2] % STATION_MODULUS == int(station[2]))
    )
    if agrees or sender == "STATE":
        return believed
    return make_mrn(year, post_in_year(sender, year), int(station[2]))


def mrn_of_file_name(name: str | None) -> str | None:
    """The MRN in a file name (without extension), without spaces and leading zeros, or None.

    Another copy of the cable may have the beginning of its hash behind the number:
    `08LIMA12.3fa41bc0`.
    """
    match = re.fullmatch(
        r"\s*(\d\d)\s*([A-Za-z ]+?)\s*0*(\d+)(?:\s*|\.[0-9a-f]{8,64})", name or "", re.ASCII
    )
    return f"{match[1]}{match[2].replace(' ', '').upper()}{match[3]}" if match else None


def canonical_mrn(text: str) -> Mrn | None:
    """The MRN for an id in the metadata of a dump: `09EFTOTRIPOLI704` is `09TRIPOLI704`.

    None if its letters are words of the classification line or a struck-out post.
    """
    parts = split_mrn(header_patterns.CLASS_WORDS_IN_ID.regex.sub(r"\g<year>", text))
    if parts is None or len(parts[1]) > MAX_POST_LENGTH:
        return None
    post = post_in_year(parts[1], full_year(parts[0]))
    if post not in facts.posts() and header_patterns.NO_POST.regex.fullmatch(post):
        return None
    return make_mrn(parts[0], post, parts[2])
