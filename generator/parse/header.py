"""The header: one function per line form, one walk that knows which lines may follow."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, field

from generator import facts
from generator.model import (
    Addressee,
    Dtg,
    Fate,
    Precedence,
    TagsCode,
    full_year,
    tags_code,
)
from generator.parse import patterns
from generator.parse.lines import Line
from generator.parse.message import MONTH_NUMBERS, ClassLine, Told, read_class_line

PRECEDENCE_LETTERS = {
    "Z": Precedence.FLASH,
    "O": Precedence.IMMEDIATE,
    "P": Precedence.PRIORITY,
    "R": Precedence.ROUTINE,
}

SUBJECT_LOOKAHEAD = 8
"""Lines within which a SUBJECT may still follow the TAGS; text between them passes the cable on."""


@dataclass(slots=True)
class HeaderLines:
    """What the header lines say, gathered while they are walked."""

    transmission_id: str | None = None
    precedence: Precedence | None = None
    info_precedence: Precedence | None = None
    routing: list[str] = field(default_factory=list)
    station: str | None = None
    sender: str | None = None
    action: list[Addressee] = field(default_factory=list)
    info: list[Addressee] = field(default_factory=list)
    dtg: Dtg | None = None
    class_line: ClassLine | None = None
    class_at: int | None = None
    captions: list[str] = field(default_factory=list)
    passing: list[str] = field(default_factory=list)
    executive_order: str | None = None
    tags: list[TagsCode] = field(default_factory=list)
    persons: list[str] = field(default_factory=list)
    subject: list[str] = field(default_factory=list)
    front: HeaderLines | None = None
    """Fields that stand in front of the classification line; None without any."""
    references: list[Line] = field(default_factory=list)
    classified_by: list[str] = field(default_factory=list)
    declassify_on: str | None = None
    told: list[Told] = field(default_factory=list)
    unparsed: list[Line] = field(default_factory=list)
    body: list[Line] = field(default_factory=list)
    """The lines behind the header."""


def read_header(lines: tuple[Line, ...]) -> HeaderLines:
    """Walk the transmission lines, then the fields, up to the first line of text."""
    header = HeaderLines()
    rest = _read_transmission(list(lines), header)
    _read_fields(rest, header)
    if header.front is not None:
        _fill_from_front(header, header.front)
    return header


# --- Transmission lines ---------------------------------------------------------


def _read_transmission(lines: list[Line], header: HeaderLines) -> list[Line]:
    """Read up to and with the classification line; without one, while lines are header lines.

    A text without header lines is left whole.
    """
    end = next((i for i, line in enumerate(lines) if read_class_line(line.text)), None)
    if end is None:
        return _read_headless(lines, header)
    current: list[Addressee] | None = None
    for line in lines[:end]:
        current = _read_transmission_line(line, header, current)
    found = read_class_line(lines[end].text)
    assert found is not None
    header.class_line, header.class_at = found[0], lines[end].number
    for caption in found[0].captions:
        _add_caption(caption, header)
    header.told.append((lines[end], Fate.HEADER))
    return lines[end + 1 :]


def _read_headless(lines: list[Line], header: HeaderLines) -> list[Line]:
    """Transmission lines of a text without classification line, as far as they go."""
    current: list[Addressee] | None = None
    for index, line in enumerate(lines):
        if line.blank:
            header.told.append((line, Fate.BLANK))
            continue
        if not _is_transmission(line.text) and current is None:
            return lines[index:]
        if current is not None and (_starts_field(line.text) or is_para_start(line.text)):
            return lines[index:]
        if current is not None and not _is_transmission(line.text) and "/" not in line.text:
            return lines[index:]
        current = _read_transmission_line(line, header, current)
    return []


def _is_transmission(text: str) -> bool:
    return any(
        form.match(text)
        for form in (
            patterns.FORMAT_LINE_1,
            patterns.ROUTING,
            patterns.STATION,
            patterns.ZNR,
            patterns.DTG,
            patterns.FROM,
            patterns.TO,
            patterns.INFO,
            patterns.DISTRIBUTION,
        )
    )


def _read_transmission_line(
    line: Line, header: HeaderLines, current: list[Addressee] | None
) -> list[Addressee] | None:
    """One line in front of the classification line; returns the addressee list that is open."""
    fate = Fate.HEADER
    text = line.text
    if line.blank:
        header.told.append((line, Fate.BLANK))
        return current
    if found := patterns.FORMAT_LINE_1.match(text):
        header.transmission_id = found[1]
    elif found := patterns.ROUTING.match(text):
        header.routing[:] = found[2].split()
    elif found := patterns.STATION.match(text):
        header.station = text.strip()[3:].strip()
    elif patterns.ZNR.match(text) or patterns.DISTRIBUTION.match(text):
        pass
    elif found := patterns.DTG.match(text):
        _read_dtg(found, header)
    elif found := patterns.FROM.match(text):
        header.sender = found[1]
    elif found := patterns.TO.match(text):
        current = header.action
        current[:] = [_addressee(found[1])]
    elif found := patterns.INFO.match(text):
        current = header.info
        current[:] = [_addressee(found[1])]
    elif current is not None and not _starts_field(text):
        current.append(_addressee(text))
    elif header.station is None and patterns.ROUTING_MORE.match(text):
        header.routing.extend(text.split())
    elif _starts_field(text):
        _read_front_field(line, header)
        return current
    else:
        header.unparsed.append(line)
        fate = Fate.UNPARSED
    header.told.append((line, fate))
    return current


def _read_front_field(line: Line, header: HeaderLines) -> None:
    """TAGS, SUBJECT or REF that a database repeats in front of the classification line."""
    header.front = header.front or HeaderLines()
    _field_of(line, header.front)
    header.told.append((line, Fate.HEADER))


def _fill_from_front(header: HeaderLines, front: HeaderLines) -> None:
    """Take from the lines in front what the header lacks, and a subject that kept its capitals."""
    for name in ("executive_order", "tags", "references"):
        if not getattr(header, name):
            setattr(header, name, getattr(front, name))
    subject, before = " ".join(header.subject), " ".join(front.subject)
    if before and (not subject or (subject.islower() and subject == before.lower())):
        header.subject[:] = [before]


def _addressee(text: str) -> Addressee:
    """`RUEHC/SECSTATE WASHDC PRIORITY 5817`: routing indicator, name, precedence, serial."""
    found = patterns.ADDRESSEE.match(text)
    if found is None:
        return Addressee(routing=None, name=text.strip(), precedence=None, serial=None)
    return Addressee(
        routing=found["routing"],
        name=found["name"],
        precedence=found["precedence"],
        serial=found["serial"],
    )


def _read_dtg(found: re.Match[str], header: HeaderLines) -> None:
    """`R 112219Z MAR 08`; with two precedences the first is for action, the second for info."""
    if found["action"]:
        header.precedence = PRECEDENCE_LETTERS[found["action"]]
    if found["info"]:
        header.info_precedence = PRECEDENCE_LETTERS[found["info"]]
    month = MONTH_NUMBERS.get(found["month"])
    try:
        at = datetime.datetime(
            full_year(int(found["year"])),
            month or 0,
            int(found["day"]),
            int(found["hour"]),
            int(found["minute"]),
            tzinfo=datetime.UTC,
        )
    except ValueError:
        return
    raw = f"{found['day']}{found['hour']}{found['minute']}Z {found['month']} {found['year']}"
    header.dtg = Dtg(raw=raw, at=at)


# --- Fields ---------------------------------------------------------------------


def is_para_start(text: str) -> bool:
    """True for a line that opens a paragraph: `¶1. (U)`, `1.(SBU) Text`, `27.A. (SBU)`."""
    found = patterns.PARA_NUMBER.match(text)
    if found is not None:
        return (
            bool(found["mark"])
            or patterns.MARKING.match(
                text,
            )
            is not None
            or bool(text[found.end() :].strip())
        )
    return patterns.PARA_LETTERED.match(text) is not None


def _starts_field(text: str) -> bool:
    return any(
        form.match(text)
        for form in (
            patterns.EXECUTIVE_ORDER,
            patterns.TAGS,
            patterns.SUBJECT,
            patterns.REF,
            patterns.CLASSIFIED_BY,
            patterns.DECLASSIFY,
        )
    )


def _read_fields(lines: list[Line], header: HeaderLines) -> None:
    """Captions and passing lines, then E.O., TAGS, SUBJECT, REF in whatever order they come."""
    field_open: str | None = None
    blank_before = False
    for index, line in enumerate(lines):
        if line.blank:
            header.told.append((line, Fate.BLANK))
            blank_before = True
            continue
        name = _field_of(line, header)
        if name is None and _continues(field_open, line, lines, index, header, blank_before):
            header.told.append((line, Fate.HEADER))
        elif name is None and _belongs_to_header(lines, index, header):
            _read_unnamed(line, header)
            field_open = None
        elif name is None:
            header.body = lines[index:]
            return
        else:
            field_open = name
        blank_before = False


def _field_of(line: Line, header: HeaderLines) -> str | None:
    """Read a line that opens a field; the field's name, or None for any other line."""
    text = line.text
    name: str | None = None
    if found := patterns.EXECUTIVE_ORDER.match(text):
        name = "eo"
        whole, tags = _tags_on_line(found[1])
        header.executive_order = whole
        if tags is not None:
            _add_tags(tags, header)
            name = "tags"
    elif found := patterns.TAGS.match(text):
        name = "tags"
        header.tags.clear()
        _add_tags(found[1] or found[2] or "", header)
    elif found := patterns.SUBJECT.match(text):
        name = "subject"
        header.subject[:] = [found[1]]
    elif found := patterns.REF.match(text):
        name = "ref"
        _open_references(line, found, header)
    elif found := patterns.CLASSIFIED_BY.match(text):
        name = "classified"
        header.classified_by.append(found[1])
    elif found := patterns.DECLASSIFY.match(text):
        name = "declassify"
        header.declassify_on = found[1]
    if name is not None:
        header.told.append((line, Fate.HEADER))
    return name


def _open_references(line: Line, found: re.Match[str], header: HeaderLines) -> None:
    """The text behind `REF:`, up to a NOTE that stands on the same line."""
    rest = line.part(found.start(1), found.end(1))
    note = patterns.NOTE_AFTER_REF.search(rest.text)
    header.references[:] = [rest.part(0, note.start()) if note else rest]
    if note is not None:
        header.passing.append(rest.text[note.end() :])


def _tags_on_line(text: str) -> tuple[str, str | None]:
    """`E.O. 12958: N/A TAGS: PREL` parted into the order and the tags."""
    before, word, after = text.partition("TAGS:")
    return (before.strip(), after) if word else (text, None)


def _continues(
    field_open: str | None,
    line: Line,
    lines: list[Line],
    index: int,
    header: HeaderLines,
    blank_before: bool,
) -> bool:
    """Read a line that continues the open field; False for any other line."""
    text = line.text
    if field_open == "tags" and not blank_before and patterns.TAGS_MORE.match(text):
        _add_tags(text, header)
        return True
    if field_open == "subject" and not blank_before and not _ends_subject(lines, index):
        header.subject.append(text.strip())
        return True
    if field_open == "ref" and _is_reference_line(text):
        header.references.append(line)
        return True
    if field_open == "classified" and not blank_before and not is_para_start(text):
        header.classified_by.append(text.strip())
        return True
    return False


def _ends_subject(lines: list[Line], index: int) -> bool:
    """A subject ends at a paragraph, and at a heading: a line over or under a rule."""
    text = lines[index].text
    if is_para_start(text) or patterns.RULE.match(text):
        return True
    following = lines[index + 1].text if index + 1 < len(lines) else ""
    return patterns.RULE.match(following) is not None


def _is_reference_line(text: str) -> bool:
    """A lettered line, or one that is nothing but references."""
    if len(text) > 300:
        return False
    letter = patterns.REFERENCE_LETTER.match(text.strip())
    if letter is not None and not patterns.MARKING.match(text.strip()[letter.end() :]):
        return True
    bare = text.strip(" .;,")
    found = patterns.REFERENCE_CABLE.match(bare)
    return (
        found is not None and not bare[found.end() :].strip(" ();,.") and bare[:1].isupper()
    ) or (
        found is not None
        and found["year"] is not None
        and len(bare) < 60
        and found.end() == len(bare)
    )


def _belongs_to_header(lines: list[Line], index: int, header: HeaderLines) -> bool:
    """Before E.O., TAGS and SUBJECT any line passes the cable on; behind them text begins."""
    text = lines[index].text
    if is_para_start(text):
        return False
    if header.subject or header.references:
        return any(f.match(text.strip()) for f in (patterns.CAPTION, patterns.BYLINE))
    ahead = lines[index + 1 : index + 1 + SUBJECT_LOOKAHEAD]
    if header.tags:
        return any(patterns.SUBJECT.match(line.text) for line in ahead)
    if header.class_line is not None:
        return True
    return any(_starts_field(line.text) for line in ahead)


def _read_unnamed(line: Line, header: HeaderLines) -> None:
    """A caption (`SENSITIVE, SIPDIS`), or a line that passes the cable on (`STATE FOR WHA/MEX`)."""
    words = [w.strip() for w in line.text.split(",")]
    if all(patterns.CAPTION.match(w) for w in words if w):
        for word in words:
            _add_caption(word, header)
        header.told.append((line, Fate.CAPTION))
        return
    joined = line.text.split()
    if joined and all(patterns.CAPTION.match(w) for w in joined):
        for word in joined:
            _add_caption(word, header)
        header.told.append((line, Fate.CAPTION))
        return
    header.passing.append(line.text.strip())
    header.told.append((line, Fate.PASSING))


def _add_caption(text: str, header: HeaderLines) -> None:
    caption = " ".join(text.upper().split())
    caption = patterns.CAPTION_SPELLINGS.get(caption, caption)
    if caption and caption not in header.captions:
        header.captions.append(caption)


def _add_tags(text: str, header: HeaderLines) -> None:
    """`PREL PGOV MX`, `PREL, PGOV`, `OVIP (VANCE, CYRUS)`, glued `ETRDEINVECINPGOVCS`."""
    header.persons.extend(m[1] for m in patterns.TAG_PERSON.regex.finditer(text))
    bare = patterns.TAG_PERSON.regex.sub(" ", text)
    for word in bare.replace(",", " ").split():
        code = re.sub(r"[^A-Za-z]", "", word)
        for tag in _unglue(tags_code(code)) if code else ():
            if tag not in header.tags:
                header.tags.append(tag)


def _unglue(code: TagsCode) -> list[TagsCode]:
    """Known codes run together are parted; a word that cannot be parted whole stays."""
    known = facts.tags()
    if code in known or len(code) < 6:
        return [code]
    parted: list[TagsCode] = []
    position = 0
    while position < len(code):
        size = next(
            (
                n
                for n in (4, 2)
                if code[position : position + n] in known and position + n <= len(code)
            ),
            0,
        )
        if size == 0:
            return [code]
        parted.append(TagsCode(code[position : position + size]))
        position += size
    return parted
