"""The airgram: a telegram that went by mail, on a printed form (`DS-323`), 1942 to 1991.

    DEPARTMENT OF STATE
    AIRGRAM
    FOR RM USE ONLY
    UNCLASSIFIED            NO.  A-123    HANDLING INDICATOR
    TO      : DEPARTMENT OF STATE
    INFO    : Amconsul QUITO
    FROM    : Amembassy LIMA                DATE: November 20, 1963
    SUBJECT : The salt harvest
    REF     : Embtel 94 of November 14, 1963

The scan of a form often garbles title and names of fields. An airgram's number is of a series of
its own, so that it has no message reference number.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from generator.model import Addressee, ArchiveNumber, DateSource, Fate, NumberKind, Repair
from generator.model.diagnostics import Diagnostic, diagnostic
from generator.model.source_text import SourceText
from generator.parse.header_draft import is_para_start
from generator.parse.lines import Line, LineAndFate, source_lines
from generator.parse.pattern import pattern
from generator.parse.renderings.form_bodies import (
    PAGE_HEAD,
    begins_with_stamp,
    closing_fates,
    find_signer,
    read_body,
    signer,
    split_paragraphs,
)
from generator.parse.renderings.form_lines import (
    agreed_classification,
    label_end,
    post_at_start,
    printed_classification,
    printed_date,
)
from generator.parse.renderings.released_lines import separate_marks
from generator.parse.renderings.rendered_text import CopyMetadata, RenderedText
from generator.parse.sentences import needs_follower

MARK = pattern(
    r".*(?:\bA ?I ?R ?G ?R ?A ?M\b|\bRM USE ONLY\b|\bDS-?\s?323\b|\bHANDLING IND"
    r"|\bPage\s?\d{1,2}\s.{0,12}\bA-\s?\d{1,4}\b)",
    "AIRGRAM",
    "FOR RM USE ONLY",
    "FORM DS-323",
    "Page 2 of A-123 from Lima",
)
"""What only this form prints."""
NUMBER = pattern(r"(?<![A-Za-z])A\s?[-–—]\s?(?P<number>\d{1,4})(?!\d)", "A-123")
DEPARTMENT = pattern(
    r"\W*(?:THE\s+)?DEPARTMENT\s+OF\s+STATE\b", "DEPARTMENT OF STATE", flags=re.IGNORECASE
)
PASS = pattern(
    r".*?(?P<text>\b(?:DEPARTMENT|DEPT)\W{1,3}(?:PLEASE\s+)?PASS\b.*)$",
    "Department: Pass copies Defense",
    flags=re.IGNORECASE,
)
NAME_RUN = pattern(r"[A-Za-z][A-Za-z .'-]*", "Amconsul QUITO")
FOR_CHIEF = pattern(
    r"\W*For the (?:Am\w{4,9}|Charg\S{1,3}|Consul(?: General)?|Minister|Chief|Principal)\b"
    r"[^.:;]{0,30}[.:;]",
    "For the Ambassador:",
)
TITLE = pattern(
    r"\W*(?:American\s+|Acting\s+|Deputy\s+|Vice\s+)?(?:Ambassador|Minister|Counsel\S{2,3}"
    r"|Consul(?:\s+General)?|(?:First|Second|Third)\s+Secretary|Charg\S{1,3}|Chief\s+of\s+Mission"
    r"|(?:[A-Z][a-z]+\s+){1,3}(?:Attach\S{1,3}|Officer|Secretary|Counsel\S{2,3}))\b.{0,40}$",
    "Scientific Attache",
    "First Secretary of Embassy",
)
SIGNER = pattern(
    r"\W*(?P<name>[A-Z][\w.'’]*(?:[ -][A-Z][\w.'’]*){1,4})\W*$", "Jane A. Doe", "Jané R. O'Doe"
)

HEAD_LINES, FIELD_LINES = 80, 6
"""Number of lines within which the fields are, and that one takes at most."""

ENDS = ("TO", "FROM")
"""The fields that hold a post or the Department."""


@dataclass(slots=True)
class AirgramHead:
    """The fields of an airgram: the lines of each value, the first behind the field's name."""

    values: dict[str, list[Line]] = field(default_factory=dict)
    lines: set[int] = field(default_factory=set)
    """The numbers of the lines with fields."""
    end: int = 0
    """The index of the first line of the text."""


def detects(text: str) -> bool:
    """True for a mark of the form, and the fields TO, FROM and SUBJECT with what they must hold."""
    lines = text.split("\n")
    head = lines[:HEAD_LINES]
    if all(label_end(line, "FROM") is None for line in head) or not any(map(MARK.match, lines)):
        return False
    fields = _read_head([Line(0, 0, 0, line) for line in head]).values
    ends = [fields[name][0].text for name in ENDS if name in fields]
    return (
        "SUBJECT" in fields
        and len(ends) == len(ENDS)
        and any(DEPARTMENT.match(value) for value in ends)
    )


def read(source: SourceText) -> RenderedText:
    """The text of the airgram; the form around it is furniture, and its fields are metadata."""
    released = separate_marks(source_lines(source))
    lines = released.lines
    head = _read_head(lines)
    text = lines[head.end :]
    closing, name = _read_closing(text)
    has_stamps = any(map(begins_with_stamp, lines[: head.end]))
    body = read_body(text, closing, has_stamps=has_stamps)
    form = [*lines[: head.end], *(line for line, _ in body.fates)]
    metadata, repairs = _metadata(source, head)
    number = _number(lines[: head.end], text)
    return RenderedText(
        lines=split_paragraphs(body.lines),
        furniture=(*released.furniture, *_head_fates(lines[: head.end], head), *body.fates),
        metadata=replace(
            metadata,
            classification=agreed_classification(form),
            passing=tuple(m["text"] for m in map(_pass_line, lines[: head.end]) if m is not None),
            signature=name,
        ),
        has_header=False,
        archive_numbers=(
            *released.numbers,
            *([ArchiveNumber(kind=NumberKind.AIRGRAM, text=number)] if number else ()),
        ),
        release_marks=released.marks,
        diagnostics=tuple(_diagnose(head, number)),
        repairs=(*repairs, *body.repairs),
    )


def _read_head(lines: Sequence[Line]) -> AirgramHead:
    """The fields; the last are SUBJECT and, a few lines below at most, REF."""
    head = AirgramHead()
    index = 0
    last = min(len(lines), HEAD_LINES)
    while index < last and not is_para_start(lines[index].text):
        line = lines[index]
        name, start = _field_of_line(line.text, head)
        index += 1
        if name:
            value = [line.part(start)]
            while name in ("SUBJECT", "REF") and _goes_on(name, value, lines, index):
                value.append(lines[index])
                index += 1
            head.values[name] = value
            head.lines.update(item.number for item in value)
            head.end = index
        if name == "SUBJECT":
            last = min(len(lines), index + FIELD_LINES)
        if name == "REF":
            break
    return head


def _field_of_line(text: str, head: AirgramHead) -> tuple[str, int]:
    """The name of the field on a line and the offset of its value; an empty name without one."""
    for name in ("REF",) if "SUBJECT" in head.values else ("TO", "INFO", "FROM", "SUBJECT"):
        start = label_end(text, name) if name not in head.values else None
        if start is not None and (name not in ENDS or _names_end(text[start:])):
            return name, start
    return "", 0


def _names_end(value: str) -> bool:
    """True for the Department or a post: words of the text may look like the name of a field."""
    return DEPARTMENT.match(value) is not None or post_at_start(value) is not None


def _goes_on(name: str, value: Sequence[Line], lines: Sequence[Line], index: int) -> bool:
    """True if the line at `index` goes on with a subject, or an unfinished reference."""
    if index >= len(lines) or lines[index].is_blank or len(value) >= FIELD_LINES:
        return False
    text = lines[index].text
    if label_end(text, "REF") is not None or is_para_start(text):
        return False
    return name == "SUBJECT" or value[-1].is_blank or needs_follower(value[-1].text)


def _pass_line(line: Line) -> re.Match[str] | None:
    """The match of a line that asks the Department to pass the airgram on."""
    return PASS.match(line.text)


def _head_fates(lines: Sequence[Line], head: AirgramHead) -> Iterator[LineAndFate]:
    for line in lines:
        if line.is_blank:
            yield line, Fate.BLANK
        elif line.number in head.lines:
            yield line, Fate.HEADER
        elif _pass_line(line) is not None:
            yield line, Fate.PASSING
        else:
            is_banner = printed_classification(line.text) is not None
            yield line, Fate.BANNER if is_banner else Fate.FORM


def _read_closing(text: Sequence[Line]) -> tuple[dict[int, Fate], str | None]:
    """The fates of the lines from the signature on, by number, and the signer's name.

    `For the Ambassador:` / `Jane A. Doe` / `Scientific Attache`; a name above a title; `DOE`.
    """
    chief = [i for i, line in enumerate(text) if FOR_CHIEF.match(line.text)]
    if chief:
        return _signed_below(text, chief[-1])
    for index in range(len(text) - 1, -1, -1):
        below = text[index + 1].text if index + 1 < len(text) else ""
        name = SIGNER.match(text[index].text)
        if name is not None and TITLE.match(below):
            fates = closing_fates(text, index)
            return {**fates, text[index + 1].number: Fate.SIGNATURE}, name["name"]
    at = find_signer(text)
    match = signer(text[at]) if at is not None else None
    return closing_fates(text, at), match[1] if match else None


def _signed_below(text: Sequence[Line], index: int) -> tuple[dict[int, Fate], str | None]:
    """The signature below `For the Ambassador:`: the next lines up to a blank line or banner."""
    fates = closing_fates(text, index)
    name: str | None = None
    for line in text[index + 1 :]:
        is_name = not line.is_blank and printed_classification(line.text) is None
        if not is_name and name is not None:
            break
        if is_name:
            name = name or line.text.strip()
            fates[line.number] = Fate.SIGNATURE
    return fates, name


def _number(head: Sequence[Line], text: Sequence[Line]) -> str | None:
    """The airgram's number in the form's head or in the heads of further pages, if they agree."""
    places = [line.text for line in head if label_end(line.text, "REF") is None]
    places += [line.text for line in text if PAGE_HEAD.match(line.text)]
    numbers = {int(match["number"]) for place in places for match in NUMBER.regex.finditer(place)}
    return f"A-{numbers.pop()}" if len(numbers) == 1 else None


def _metadata(source: SourceText, head: AirgramHead) -> tuple[CopyMetadata, tuple[Repair, ...]]:
    """What the fields say, with the repair of a misread digit of the date."""
    (sender,) = head.values["FROM"]
    post = post_at_start(sender.text)
    date, repairs = _date(source, head)
    is_ours = DEPARTMENT.match(sender.text) is not None
    metadata = CopyMetadata(
        date=date,
        date_source=DateSource.FORM,
        post="STATE" if is_ours else post[1] if post else None,
        sender="DEPARTMENT OF STATE" if is_ours else post[0] if post else None,
        subject=" ".join(" ".join(line.text for line in head.values["SUBJECT"]).split()) or None,
        action=tuple(_addressee(head.values["TO"])),
        info=tuple(_addressee(head.values.get("INFO", []))),
        references=tuple(head.values.get("REF", ())),
    )
    return metadata, repairs


def _addressee(value: Sequence[Line]) -> Iterator[Addressee]:
    """The addressee, without what a scan put behind it."""
    for line in value:
        department = DEPARTMENT.match(line.text)
        post = post_at_start(line.text)
        run = NAME_RUN.search(line.text)
        name = "DEPARTMENT OF STATE" if department else post[0] if post else run[0] if run else ""
        if name:
            yield Addressee(routing=None, name=" ".join(name.split()), precedence=None, serial=None)


def _date(source: SourceText, head: AirgramHead) -> tuple[datetime.date | None, tuple[Repair, ...]]:
    """The date on the line of the sender, else on the other lines of the form's head."""
    (sender,) = head.values["FROM"]
    first = head.values["SUBJECT"][0].number
    others = [line for line in source_lines(source) if sender.number < line.number < first]
    for line in (sender, *others):
        date, repairs = printed_date(line.text, line.number, source.text)
        if date is not None:
            return date, repairs
    return None, ()


def _diagnose(head: AirgramHead, number: str | None) -> Iterator[Diagnostic]:
    """Why there is no number."""
    (sender,) = head.values["FROM"]
    name = number or "the number"
    yield diagnostic(
        "number-uncertain",
        line=sender.number,
        text=sender.text,
        reason=f"an airgram has none; {name} is of a series of its own",
    )
