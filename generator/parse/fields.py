"""The header fields after the classification line: captions, E.O., TAGS, SUBJECT, REF."""

from __future__ import annotations

import re

from generator import facts
from generator.model import Fate, Repair
from generator.parse import body_patterns, header_patterns
from generator.parse.field_ends import (
    MAX_SUBJECT,
    continues_references,
    continues_subject,
    ends_field,
)
from generator.parse.field_splitting import split_header_line
from generator.parse.header_draft import HeaderDraft, add_caption, is_para_start, starts_field
from generator.parse.lines import Line
from generator.parse.pattern import any_matches
from generator.parse.rows import is_page_line
from generator.parse.tags import add_tags, closes_person, continues_tags

LOOKAHEAD = 8
"""Lines to search ahead for another field; the lines before it are routing lines."""

MAX_SHORT_LINE = 40
"""A line of at most so many characters, in capitals, may be among routing lines: `VISAS VIPER`."""

LONG_LOOKAHEAD = 60
"""The same before E.O., TAGS and SUBJECT, where routing lines may be many."""

NAMES = ("TAGS", "SUBJECT")
"""Names of fields that are also read when they are misspelt."""


def read_fields(message_lines: list[Line], header: HeaderDraft) -> None:
    """Read captions, routing lines and the fields, in any order, into `header`.

    The remaining lines become `header.body`.
    """
    lines = list(message_lines)
    open_field: str | None = None
    blank_before = False
    index = 0
    while index < len(lines):
        lines[index] = _with_field_name(lines[index], header)
        if _may_be_joined(lines, index, header, open_field, blank_before=blank_before):
            lines[index : index + 1] = split_header_line(lines[index], header.class_line)
        line = lines[index]
        if line.is_blank:
            header.line_fates.append((line, Fate.BLANK))
            blank_before = True
        elif is_page_line(line, header.class_line):
            header.page_lines.append(line)
        elif body_patterns.CUT_PAGE_LINE.match(line.text) and all(
            later.is_blank for later in lines[index + 1 :]
        ):
            header.truncation = line
            header.line_fates.append((line, Fate.PAGE))
        else:
            name = _read_line(lines, index, header, open_field, blank_before=blank_before)
            if name is None:
                header.body = lines[index:]
                return
            open_field = name
            blank_before = False
        index += 1


def _may_be_joined(
    lines: list[Line],
    index: int,
    header: HeaderDraft,
    open_field: str | None,
    *,
    blank_before: bool,
) -> bool:
    """True for a line of the header that may hold more than one field."""
    text = lines[index].text
    if (
        len(text) <= MAX_SUBJECT
        and " OF " not in text
        and not header_patterns.HEADER_GAP.search(text)
    ):
        return False
    is_open = header.class_line is not None and not header.tags and not header.subject
    return not is_para_start(text) and (
        is_open
        or starts_field(text)
        or _bare_subject(text, header) is not None
        or (open_field is not None and not blank_before)
        or (open_field == "subject" and all(line.is_blank for line in header.subject))
        or _belongs_to_header(lines, index, header)
    )


def _read_line(
    lines: list[Line],
    index: int,
    header: HeaderDraft,
    open_field: str | None,
    *,
    blank_before: bool,
) -> str | None:
    """Read one line; returns the field that is open after it ("" for none).

    None for the first line of the text.
    """
    line = lines[index]
    name = read_field(line, header)
    if name is not None:
        return name
    if open_field and _continues(open_field, lines, index, header, blank_before=blank_before):
        header.line_fates.append((line, Fate.HEADER))
        return open_field
    if _belongs_to_header(lines, index, header):
        _read_caption_or_routing(line, header)
        return ""
    return None


def _with_field_name(line: Line, header: HeaderDraft) -> Line:
    """The line with its misspelt field name put right, with a repair.

    `TABS: PREL`, `SUBJCT: TALKS`: one letter off the name of a field that is not there yet. The
    name `TAGS` needs codes behind it, at least half of them of the table.
    """
    match = header_patterns.FIELD_NAME.match(line.text)
    if match is None or header.class_line is None or header.references:
        return line
    typed, value = match["name"], line.text[match.end() :]
    name = next(
        (n for n in NAMES if typed.upper() != n and is_one_letter_off(typed.upper(), n)), ""
    )
    codes = set(re.findall("[A-Z]+", value.upper()))
    is_named = (name == "SUBJECT" and not header.subject) or (
        name == "TAGS" and 2 * len(facts.tags().keys() & codes) >= len(codes) > 0
    )
    if not is_named or typed.upper() == "SUBJ":
        return line
    header.repairs.append(
        Repair(line=line.number, before=f"{typed}:", after=f"{name}:", rule="field-name")
    )
    return Line(line.number, line.start, line.end, f"{name}:{value}")


def is_one_letter_off(text: str, name: str) -> bool:
    """True if one letter is missing, added, wrong or exchanged with its neighbour."""
    if abs(len(text) - len(name)) > 1:
        return False
    start = next((i for i, (a, b) in enumerate(zip(text, name, strict=False)) if a != b), None)
    if start is None:
        return True
    rest, other = text[start:], name[start:]
    return (
        rest[1:] == other[1:]
        or rest[1:] == other
        or rest == other[1:]
        or (rest[:2] == other[1::-1] and rest[2:] == other[2:])
    )


def read_field(line: Line, header: HeaderDraft) -> str | None:
    """Read a line that opens a field into `header`.

    Returns the name of the field that is open after the line; None if the line opens no field.
    """
    text = line.text
    name: str | None = None
    if match := header_patterns.EXECUTIVE_ORDER.match(text):
        name = "eo"
        header.executive_order = match[1]
        if declassify := header_patterns.DECLASSIFY_ON_LINE.search(match[1]):
            header.declassify_on = declassify[1]
    elif match := header_patterns.TAGS.match(text):
        name = "tags"
        add_tags(line.part(max(match.start(1), match.start(2))), header)
    elif match := header_patterns.SUBJECT.match(text) or _bare_subject(text, header):
        name = _read_subject(line, match, header)
    elif match := header_patterns.REF.match(text):
        name = "ref"
        _read_reference_line(line, match, header)
    elif match := header_patterns.CLASSIFIED_BY.match(text):
        name = "classified"
        is_reason = text.lstrip().upper().startswith("REASON")
        header.classified_by.append(text.strip() if is_reason else match[1])
    elif match := header_patterns.DECLASSIFY.match(text):
        name = "declassify"
        header.declassify_on = match[1]
    if name is not None:
        header.line_fates.append((line, Fate.HEADER))
    return name


def _bare_subject(text: str, header: HeaderDraft) -> re.Match[str] | None:
    """The match of `SUBJECT TALKS IN LIMA` after other fields of a header without subject."""
    has_fields = header.class_line is not None and (header.tags or header.executive_order)
    return header_patterns.SUBJECT_BARE.match(text) if has_fields and not header.subject else None


def _read_subject(line: Line, match: re.Match[str], header: HeaderDraft) -> str:
    """Read the subject, up to a NOTE on the same line; returns the field open after it."""
    value = line.part(match.start(match.lastindex or 1))
    note = header_patterns.SUBJECT_NOTE.search(value.text)
    header.subject[:] = [value.part(0, note.start()) if note else value]
    if note is None:
        return "subject"
    header.passing.append(value.text[note.end() :])
    return "note"


def _read_reference_line(line: Line, match: re.Match[str], header: HeaderDraft) -> None:
    """Read the text after `REF:`, up to a NOTE on the same line."""
    rest = line.part(match.start(1), match.end(1))
    note = header_patterns.NOTE_AFTER_REF.search(rest.text)
    header.references.append(rest.part(0, note.start()) if note else rest)
    if note is not None:
        header.passing.append(rest.text[note.end() :])


def _continues(
    open_field: str, lines: list[Line], index: int, header: HeaderDraft, *, blank_before: bool
) -> bool:
    """Read a line that continues the open field; returns False for any other line."""
    line = lines[index]
    if open_field == "tags" and (continues_tags(line.text) or closes_person(line.text, header)):
        if blank_before and header.tags:
            return False
        add_tags(line, header)
        return True
    if open_field == "subject" and continues_subject(
        header.subject, lines, index, blank_before=blank_before
    ):
        header.subject.append(line)
        return True
    if open_field == "ref" and continues_references(
        header.references, lines, index, blank_before=blank_before
    ):
        header.references.append(line)
        return True
    if open_field == "eo" and not blank_before and _is_open_bracket(header.executive_order):
        header.executive_order = f"{header.executive_order} {line.text.strip()}"
        return True
    if open_field == "classified" and not blank_before and not ends_field(lines, index):
        header.classified_by.append(line.text.strip())
        return True
    return False


def _is_open_bracket(text: str | None) -> bool:
    """True if a bracket is not closed: `E.O. 11652: XGDS-3 (DISCLOSURE OF`"""
    return text is not None and text.count("(") > text.count(")")


def _belongs_to_header(lines: list[Line], index: int, header: HeaderDraft) -> bool:
    """True for a caption, routing line or caveat.

    These are any lines before E.O., TAGS and SUBJECT, or between SUBJECT and REF. The text
    begins after the last field; that of a later section has no fields above.
    """
    text = lines[index].text
    if is_para_start(text):
        return False
    is_later_section = header.class_line is not None and (header.class_line.section or 1) > 1
    is_complete = header.references or (header.subject and not _field_ahead(lines, index))
    if is_later_section or is_complete:
        return any_matches(
            (header_patterns.CAPTION, header_patterns.BYLINE, header_patterns.ROUTING_REQUEST),
            text.strip(),
        ) or _is_routing_above_text(lines, index)
    is_open = header.class_line is not None and not header.tags and not header.subject
    if _field_ahead(lines, index, LONG_LOOKAHEAD if is_open else LOOKAHEAD):
        return True
    return is_open and _is_routing(lines, index)


def _is_routing_above_text(lines: list[Line], index: int) -> bool:
    """True for `FOR ASST SECRETARY DOE FROM AMBASSADOR` with a numbered paragraph right below."""
    if header_patterns.ROUTING_ABOVE_TEXT.match(lines[index].text.strip()) is None:
        return False
    below = (line.text for line in lines[index + 1 :] if not line.is_blank)
    return is_para_start(next(below, ""))


def _is_routing(lines: list[Line], index: int) -> bool:
    """True if the lines up to the next blank are routing lines, captions or short words.

    Without a field below, a paragraph without number could appear here: `The council met.`
    """
    for line in lines[index : index + LOOKAHEAD]:
        if line.is_blank:
            break
        text = line.text.strip()
        is_short = len(text) <= MAX_SHORT_LINE and text.isupper() and text[-1] not in ".:"
        if body_patterns.HEADING_WORD.match(text):
            return False
        if not (
            is_short or any_matches((body_patterns.TRUNCATED, header_patterns.ROUTING_SHAPE), text)
        ):
            return False
    return True


def _field_ahead(lines: list[Line], index: int, reach: int = LOOKAHEAD) -> bool:
    """True if a field follows within `reach` lines and before any paragraph."""
    for line in lines[index + 1 : index + 1 + reach]:
        if is_para_start(line.text):
            return False
        if starts_field(line.text):
            return True
    return False


def _read_caption_or_routing(line: Line, header: HeaderDraft) -> None:
    """Read captions (`SENSITIVE, SIPDIS`) or a routing line (`STATE FOR WHA/MEX`)."""
    if body_patterns.RULE.match(line.text):
        header.line_fates.append((line, Fate.RULE))
        return
    if body_patterns.TRUNCATED.match(line.text):
        header.truncation = line
        header.line_fates.append((line, Fate.UNPARSED))
        return
    text = header_patterns.CAPTION_FILLER.regex.sub("", line.text.strip())
    words_by_comma = [word.strip() for word in text.split(",")]
    for words in ([text], words_by_comma, text.split()):
        if words and all(header_patterns.CAPTION.match(word) for word in words if word):
            for word in words:
                add_caption(word, header)
            header.line_fates.append((line, Fate.CAPTION))
            return
    header.passing.append(line.text.strip())
    header.line_fates.append((line, Fate.PASSING))
