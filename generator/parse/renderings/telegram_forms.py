"""The telegram form: a telegram printed or typed off with a field on each line.

    UNCLASSIFIED
    TELEGRAM June 23, 2001
    To: ALL DIPLOMATIC AND CONSULAR POSTS - ROUTINE
    Origin: VO
    From: SECSTATE WASHDC (STATE 100000 - ROUTINE)
    TAGS: CVIS
    Captions: VISAS
    Subject: THE SALT HARVEST
    Ref: (A) 00 STATE 100001

    1. The harvest ...

The number is in brackets behind the sender. TAGS, subject and references are read as those of
any telegram; the other fields are metadata.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from itertools import islice, takewhile

from generator.facts.post_names import known_post
from generator.model import Addressee, DateSource, Fate, Mrn, Repair, make_mrn
from generator.model.diagnostics import Diagnostic, diagnostic
from generator.model.source_text import SourceText
from generator.parse import body_patterns, header_patterns
from generator.parse.header_draft import is_para_start, starts_field
from generator.parse.lines import Line, LineAndFate, source_lines
from generator.parse.pattern import pattern
from generator.parse.renderings.form_lines import (
    CLASSIFICATION,
    DIGITS,
    LONG_WORD,
    agreed_classification,
    label_end,
    post_at_start,
    printed_classification,
    printed_date,
)
from generator.parse.renderings.released_lines import page_break_blanks, separate_marks
from generator.parse.renderings.rendered_text import CopyMetadata, RenderedText

FIELD = pattern(
    r"\s*(?P<name>To|Action|Info|Cc|Origin|From|Captions?|Date|Precedence|Classification"
    r"|Drafted by|Cleared by|Approved by|Released by|Additional Addressees|Distribution)"
    r"\s?[:;]\s*(?P<value>.*)$",
    "To: SECSTATE WASHDC - ROUTINE",
    "Captions: VISAS",
    flags=re.IGNORECASE,
)
"""The fields that other telegrams do not have in this form."""
SENDER = pattern(
    r"(?P<sender>[A-Z][A-Za-z .,'-]{2,50}?)\s*[({\[]\s*(?P<post>[A-Z][A-Z .'-]{1,30}?)\s*"
    r"(?P<number>[0-9IlO]{1,6})\s*(?:[-–—~]\s*[A-Z ]{5,20})?[)}\]]?\s*$",
    "SECSTATE WASHDC (STATE 100000 - ROUTINE)",
    "AMEMBASSY LIMA (LIMA 1234)",
)
NUMBER_LINE = pattern(
    r"\s*(?:(?:UNCLASSIFIED|CONFIDENTIAL|SECRET)\s+)?(?P<post>[A-Z][A-Z .'-]{1,30}?)\s+"
    r"(?P<number>[0-9]{3,6})\s*$",
    "STATE 100000",
)
"""A line of its own with post and number."""
ADDRESSEE = pattern(
    r"(?P<name>.+?)\s*[-–—~]\s*(?P<precedence>FLASH|NIACT IMMEDIATE|IMMEDIATE|PRIORITY|ROUTINE)$",
    "ALL DIPLOMATIC AND CONSULAR POSTS - ROUTINE",
)
TITLE = pattern(
    r"(?!.*\b(?:INCOMING|OUTGOING)\b)(?P<before>.*)\bTELEGRAM\b(?P<date>.*)$",
    "CONFIDENTIAL TELEGRAM  May 12, 2003",
)
PAGE = pattern(
    r"\s*(?:(?:UNCLASSIFIED|CONFIDENTIAL|SECRET)\s+)?(?:[A-Z][A-Z .'-]{1,30}\s+\d{3,8}\s+)?"
    r"Page\s+\d{1,3}(?:\s+of\s+\d{1,3})?\s*$",
    "Page 2 of 5",
    "UNCLASSIFIED  STATE 100000  Page 2",
    flags=re.IGNORECASE,
)

TITLE_LINES, HEAD_LINES, VALUE_LINES = 10, 40, 6
"""Numbers of lines within which the title is, and the fields, and the value of one."""

SCANNED_FIELDS = ("FROM", "CAPTIONS", "ORIGIN")
"""Fields whose names are read with a misread letter."""

LABEL_SIGNS = frozenset(":;.")
"""Signs of which one ends the name of such a field, in the first word of its line."""

FOOT = ("drafted by", "cleared by", "approved by", "released by")
FOOT_FIELDS = frozenset({"cc", "additional addressees", "distribution", *FOOT})
"""Fields that may appear below the text."""


def detects(text: str) -> bool:
    """True for a title or a sender with number, and the fields `From:`, and `To:` or `Subject:`."""
    head = list(islice((line for line in text.split("\n") if line.strip()), HEAD_LINES))
    fields = {f[0]: line[f[1] :] for line in head if (f := _field(line)) is not None}
    if "from" not in fields or not (
        "to" in fields or any(map(header_patterns.SUBJECT.match, head))
    ):
        return False
    is_sender = SENDER.match(fields["from"]) is not None
    return is_sender or any(map(_is_title, head[:TITLE_LINES]))


def _field(text: str) -> tuple[str, int] | None:
    """The name of a field of the form in small letters, and the offset of its value; else None.

    A scan may misread a letter: `Frorn: SECSTATE`, `Capuons: VISAS`.
    """
    match = FIELD.match(text) if ":" in text or ";" in text else None
    if match is not None:
        return match["name"].lower(), match.start("value")
    first_word = text.split(None, 1)[:1]
    if not first_word or LABEL_SIGNS.isdisjoint(first_word[0]):
        return None
    for name in SCANNED_FIELDS:
        end = label_end(text, name)
        if end is not None and len(text[:end].split()) == 1:
            return name.lower(), end
    return None


def _is_title(text: str) -> bool:
    """True for `TELEGRAM`, with nothing beside it but a classification and a date."""
    match = TITLE.match(text)
    if match is None:
        return False
    rest = CLASSIFICATION.regex.sub("", match["before"]) + match["date"]
    return len(LONG_WORD.regex.findall(rest)) <= 1 and ":" not in rest


def read(source: SourceText) -> RenderedText:
    """The lines of TAGS, subject, references and text; the other fields are metadata."""
    released = separate_marks(source_lines(source))
    lines = released.lines
    end = _end_of_head(lines)
    foot = _start_of_foot(lines, end)
    fields, head = _read_head(lines[:end])
    fates = {line.number: fate for line, fate in head}
    fates.update((line.number, Fate.PAGE) for line in lines[end:foot] if PAGE.match(line.text))
    fates.update(dict.fromkeys(page_break_blanks(lines[end:foot], fates), Fate.BLANK))
    fates.update((number, Fate.RULE) for number in _rule_below(lines[end:foot]))
    fates.update(
        (line.number, Fate.BLANK if line.is_blank else Fate.HEADER) for line in lines[foot:]
    )
    metadata, repairs, diagnostics = _metadata(source, lines[:end], fields)
    return RenderedText(
        lines=tuple(line for line in lines if line.number not in fates),
        furniture=(
            *released.furniture,
            *((line, fates[line.number]) for line in lines if line.number in fates),
        ),
        metadata=metadata,
        archive_numbers=released.numbers,
        release_marks=released.marks,
        diagnostics=diagnostics,
        repairs=repairs,
    )


def _end_of_head(lines: Sequence[Line]) -> int:
    """The index after the last field above the first paragraph."""
    end = count = 0
    for index, line in enumerate(lines):
        count += not line.is_blank
        if count > HEAD_LINES or is_para_start(line.text):
            break
        if _field(line.text) or starts_field(line.text):
            end = index + 1
    return end


def _rule_below(lines: Sequence[Line]) -> list[int]:
    """The number of the line that is the rule between the fields and the text; empty without it."""
    text = takewhile(lambda line: not is_para_start(line.text), lines[:VALUE_LINES])
    return [line.number for line in text if body_patterns.RULE.match(line.text)][:1]


def _start_of_foot(lines: Sequence[Line], start: int) -> int:
    """The index of the first field below the text; the number of lines without one."""
    last_para = max(
        (i for i in range(start, len(lines)) if is_para_start(lines[i].text)), default=start
    )
    for index in range(last_para, len(lines)):
        match = FIELD.match(lines[index].text)
        if match is not None and match["name"].lower() in FOOT_FIELDS:
            return index
    return len(lines)


def _read_head(lines: Sequence[Line]) -> tuple[dict[str, list[Line]], list[LineAndFate]]:
    """The values of the form's fields by name in small letters, and the lines that are theirs.

    A value goes on to the next blank line or field. Lines of other fields are left out.
    """
    fields: dict[str, list[Line]] = {}
    fates: list[LineAndFate] = []
    value: list[Line] | None = None
    is_others = False
    for line in lines:
        name_and_start = _field(line.text)
        if name_and_start is not None:
            value = fields.setdefault(name_and_start[0], [])
            value.append(line.part(name_and_start[1]))
            is_others = False
            fates.append((line, Fate.HEADER))
        elif starts_field(line.text):
            value, is_others = None, True
        elif line.is_blank:
            value = None
            if not is_others:
                fates.append((line, Fate.BLANK))
        elif value is not None:
            value.append(line)
            fates.append((line, Fate.HEADER))
        elif not is_others:
            is_banner = printed_classification(line.text) is not None
            fates.append((line, Fate.BANNER if is_banner else Fate.FORM))
    return fields, fates


def _metadata(
    source: SourceText, head: Sequence[Line], fields: dict[str, list[Line]]
) -> tuple[CopyMetadata, tuple[Repair, ...], tuple[Diagnostic, ...]]:
    """What the fields say, with repairs of misread digits and what is not sure."""
    date, repairs = _date(source, head, fields)
    line = fields["from"][0]
    sender = SENDER.match(line.text.strip())
    name = sender["sender"].strip() if sender else line.text.strip()
    place = sender or _number_line(head, known_post(name))
    post = known_post(place["post"]) if place else known_post(name)
    number: Mrn | None = None
    diagnostics: tuple[Diagnostic, ...] = ()
    if place is None or post is None or date is None:
        reason = _reason(place, post)
        diagnostics = (
            diagnostic("number-uncertain", line=line.number, text=line.text, reason=reason),
        )
    else:
        digits = place["number"].translate(DIGITS)
        number = make_mrn(date.year, post, int(digits))
        if digits != place["number"]:
            before = place["number"]
            repair = Repair(line=line.number, before=before, after=digits, rule="misread-digit")
            repairs = (*repairs, repair)
    captions = [item.text for key in ("caption", "captions") for item in fields.get(key, ())]
    metadata = CopyMetadata(
        number=number,
        date=date,
        date_source=DateSource.FORM,
        classification=agreed_classification(map(_without_title, head)),
        post=" ".join(place["post"].split()) if place and post else _post_of_sender(name),
        sender=name,
        action=_addressees(fields, ("to", "action")),
        info=_addressees(fields, ("info", "cc")),
        captions=_captions(" ".join(captions)),
        prevailing=frozenset({"classification"}),
    )
    return metadata, repairs, diagnostics


def _number_line(head: Sequence[Line], post: str | None) -> re.Match[str] | None:
    """The line of the head that holds a number of the sender; None unless there is just one."""
    matches = [m for line in head if (m := NUMBER_LINE.match(line.text)) is not None]
    if len(matches) != 1 or post is None or known_post(matches[0]["post"]) != post:
        return None
    return matches[0]


def _post_of_sender(name: str) -> str | None:
    """`AMEMBASSY LIMA` is LIMA, `SECSTATE WASHDC` is STATE; None for no known post."""
    post = post_at_start(name)
    return "STATE" if known_post(name) == "STATE" else post[1] if post else None


def _reason(place: re.Match[str] | None, post: str | None) -> str:
    """Why there is no number."""
    if place is None:
        return "the field From: does not hold it, as in 'AMEMBASSY LIMA (LIMA 1234 - ROUTINE)'"
    if post is None:
        return f"{place['post']} is not a known post"
    return "the date of the form, and with it the year, is not readable"


def _without_title(line: Line) -> Line:
    """A title without its last words: `CONFIDENTIAL TELEGRAM  May 12, 2003`; any other line."""
    title = TITLE.match(line.text) if _is_title(line.text) else None
    return line.part(0, title.end("before")) if title else line


def _date(
    source: SourceText, head: Sequence[Line], fields: dict[str, list[Line]]
) -> tuple[datetime.date | None, tuple[Repair, ...]]:
    """The date of the title, else of the field `Date:`."""
    titles = [line for line in head if _is_title(line.text)]
    for line in (*titles, *fields.get("date", ())):
        date, repairs = printed_date(line.text, line.number, source.text)
        if date is not None:
            return date, repairs
    return None, ()


def _addressees(fields: dict[str, list[Line]], names: Sequence[str]) -> tuple[Addressee, ...]:
    """The addressees, one a line or separated by semicolons: `SECSTATE WASHDC - ROUTINE`."""
    addressees: list[Addressee] = []
    for name in names:
        for line in fields.get(name, ()):
            for text in map(str.strip, line.text.split(";")):
                match = ADDRESSEE.match(text)
                if text and text.lower() != "none":
                    addressees.append(
                        Addressee(
                            routing=None,
                            name=match["name"] if match else text,
                            precedence=match["precedence"] if match else None,
                            serial=None,
                        )
                    )
    return tuple(addressees)


def _captions(text: str) -> tuple[str, ...]:
    """`SIPDIS, NOFORN` and `SIPDIS NOFORN` are two captions, `ROGER CHANNEL` is one."""
    separator = "," if "," in text or header_patterns.CAPTION.match(text.strip()) else None
    captions = (" ".join(item.upper().split()) for item in text.split(separator))
    return tuple(dict.fromkeys(c for c in captions if c and c != "NONE"))
