"""The header fields after the classification line: captions, E.O., TAGS, SUBJECT, REF."""

from __future__ import annotations

import re

from generator import facts
from generator.model import Fate, TagsCode, tags_code
from generator.parse import patterns
from generator.parse.header_draft import HeaderDraft, add_caption, is_para_start, starts_field
from generator.parse.lines import Line
from generator.parse.rows import is_page_line

LOOKAHEAD = 8
"""Lines to search ahead for another field; the lines before it are routing lines."""

MAX_WRAPPED_REFERENCE = 100
"""A line of this many characters or more is text, not the continuation of a reference."""


def read_fields(lines: list[Line], header: HeaderDraft) -> None:
    """Read captions, routing lines and the fields, in any order, into `header`.

    The remaining lines become `header.body`.
    """
    open_field: str | None = None
    blank_before = False
    for index, line in enumerate(lines):
        if line.is_blank:
            header.line_fates.append((line, Fate.BLANK))
            blank_before = True
            continue
        if is_page_line(line, header.class_line):
            header.page_lines.append(line)
            continue
        name = read_field(line, header)
        if name is None and _continues(open_field, line, lines, index, header, blank_before):
            header.line_fates.append((line, Fate.HEADER))
        elif name is None and _belongs_to_header(lines, index, header):
            _read_caption_or_routing(line, header)
            open_field = None
        elif name is None:
            header.body = lines[index:]
            return
        else:
            open_field = name
        blank_before = False


def read_field(line: Line, header: HeaderDraft) -> str | None:
    """Read a line that opens a field into `header`.

    Returns the name of the field that is open after the line; None if the line opens no field.
    """
    text = line.text
    name: str | None = None
    if match := patterns.EXECUTIVE_ORDER.match(text):
        name = "eo"
        order, tags = _split_at_tags(match[1])
        header.executive_order = order
        if declassify := patterns.DECLASSIFY_ON_LINE.search(order):
            header.declassify_on = declassify[1]
        if tags is not None:
            _add_tags(tags, header)
            name = "tags"
    elif match := patterns.TAGS.match(text):
        name = "tags"
        header.tags.clear()
        _add_tags(match[1] or match[2] or "", header)
    elif match := patterns.SUBJECT.match(text):
        name = _read_subject(line, match, header)
    elif match := patterns.REF.match(text):
        name = "ref"
        _read_reference_line(line, match, header)
    elif match := patterns.CLASSIFIED_BY.match(text):
        name = "classified"
        is_reason = text.lstrip().upper().startswith("REASON")
        header.classified_by.append(text.strip() if is_reason else match[1])
    elif match := patterns.DECLASSIFY.match(text):
        name = "declassify"
        header.declassify_on = match[1]
    if name is not None:
        header.line_fates.append((line, Fate.HEADER))
    return name


def _read_subject(line: Line, match: re.Match[str], header: HeaderDraft) -> str:
    """Read the subject, up to a REF or NOTE on the same line; returns the field open after it."""
    end = patterns.SUBJECT_END.search(match[1])
    if end is None:
        header.subject[:] = [match[1]]
        return "subject"
    header.subject[:] = [match[1][: end.start()]]
    rest = line.part(match.start(1) + end.end())
    reference = patterns.REF.match(rest.text)
    if reference is None:
        header.passing.append(rest.text)
        return "note"
    _read_reference_line(rest, reference, header)
    return "ref"


def _read_reference_line(line: Line, match: re.Match[str], header: HeaderDraft) -> None:
    """Read the text after `REF:`, up to a NOTE on the same line."""
    rest = line.part(match.start(1), match.end(1))
    note = patterns.NOTE_AFTER_REF.search(rest.text)
    header.references.append(rest.part(0, note.start()) if note else rest)
    if note is not None:
        header.passing.append(rest.text[note.end() :])


def _split_at_tags(text: str) -> tuple[str, str | None]:
    """`E.O. 12958: N/A TAGS: PREL` as the executive order and the tags; None without tags."""
    before, separator, after = text.partition("TAGS:")
    return (before.strip(), after) if separator else (text, None)


def _continues(
    open_field: str | None,
    line: Line,
    lines: list[Line],
    index: int,
    header: HeaderDraft,
    blank_before: bool,
) -> bool:
    """Read a line that continues the open field; returns False for any other line."""
    text = line.text
    if open_field == "tags" and not blank_before and patterns.TAGS_MORE.match(text):
        _add_tags(text, header)
        return True
    if open_field == "subject" and not blank_before and not _ends_subject(lines, index):
        header.subject.append(text.strip())
        return True
    if open_field == "ref" and _continues_references(lines, index, blank_before):
        header.references.append(line)
        return True
    if open_field == "classified" and not blank_before and not is_para_start(text):
        header.classified_by.append(text.strip())
        return True
    return False


def _ends_subject(lines: list[Line], index: int) -> bool:
    """True if the line ends the subject: a paragraph, or a heading with a rule above or below."""
    text = lines[index].text
    if is_para_start(text) or patterns.RULE.match(text):
        return True
    following = lines[index + 1].text if index + 1 < len(lines) else ""
    return patterns.RULE.match(following) is not None


def _continues_references(lines: list[Line], index: int, blank_before: bool) -> bool:
    """True for a reference line, and for a line directly below one that opens nothing else."""
    text = lines[index].text
    if is_para_start(text) and not patterns.REFERENCE_LETTER.match(text.strip()):
        return False
    if _is_reference_line(text):
        return True
    return not (blank_before or _ends_subject(lines, index)) and len(text) < MAX_WRAPPED_REFERENCE


def _is_reference_line(text: str) -> bool:
    """True for a lettered line and for a line that consists of a reference only.

    `(U) The council met` is a para with its marking; `(C) 08 STATE 2731` is reference C.
    """
    if len(text) > 300:
        return False
    line = text.strip()
    letter = patterns.REFERENCE_LETTER.match(line)
    if letter is not None:
        entry = line[letter.end() :].strip()
        has_marking = bool(patterns.MARKING.match(line) or patterns.MARKING.match(entry))
        if patterns.REFERENCE_CABLE.match(entry) or not has_marking:
            return True
    bare = text.strip(" .;,")
    match = patterns.REFERENCE_CABLE.match(bare)
    if match is None:
        return False
    if not bare[match.end() :].strip(" ();,.") and bare[:1].isupper():
        return True
    return match["year"] is not None and len(bare) < 60 and match.end() == len(bare)


def _belongs_to_header(lines: list[Line], index: int, header: HeaderDraft) -> bool:
    """True for a caption, routing line or caveat.

    These are any lines before E.O., TAGS and SUBJECT, or between SUBJECT and REF. The text
    begins after the last field.
    """
    text = lines[index].text
    if is_para_start(text):
        return False
    if header.references or (header.subject and not _field_ahead(lines, index)):
        return patterns.any_matches((patterns.CAPTION, patterns.BYLINE), text.strip())
    return (
        header.class_line is not None and not header.tags and not header.subject
    ) or _field_ahead(lines, index)


def _field_ahead(lines: list[Line], index: int) -> bool:
    """True if a field follows within `LOOKAHEAD` lines and before any paragraph."""
    for line in lines[index + 1 : index + 1 + LOOKAHEAD]:
        if is_para_start(line.text):
            return False
        if starts_field(line.text):
            return True
    return False


def _read_caption_or_routing(line: Line, header: HeaderDraft) -> None:
    """Read captions (`SENSITIVE, SIPDIS`) or a routing line (`STATE FOR WHA/MEX`)."""
    if patterns.TRUNCATED.match(line.text):
        header.truncation = line
        header.line_fates.append((line, Fate.UNPARSED))
        return
    for words in ([word.strip() for word in line.text.split(",")], line.text.split()):
        if words and all(patterns.CAPTION.match(word) for word in words if word):
            for word in words:
                add_caption(word, header)
            header.line_fates.append((line, Fate.CAPTION))
            return
    header.passing.append(line.text.strip())
    header.line_fates.append((line, Fate.PASSING))


def _add_tags(text: str, header: HeaderDraft) -> None:
    """Read TAGS codes and persons.

    `PREL PGOV MX`, `PREL, PGOV`, `OVIP (VANCE, CYRUS)`, run together `ETRDEINVECINPGOVCS`.
    """
    header.persons.extend(m[1] for m in patterns.TAG_PERSON.regex.finditer(text))
    bare = patterns.TAG_PERSON.regex.sub(" ", text)
    for word in bare.replace(",", " ").split():
        code = re.sub(r"[^A-Za-z]", "", word)
        for tag in _split_codes(tags_code(code)) if code else ():
            header.tags[tag] = None


def _split_codes(text: TagsCode) -> list[TagsCode]:
    """Known TAGS codes that were run together; the text itself if it is not made of such codes."""
    table = facts.tags()
    if text in table or len(text) < 6:
        return [text]
    codes: list[TagsCode] = []
    position = 0
    while position < len(text):
        sizes = (n for n in (4, 2) if position + n <= len(text))
        size = next((n for n in sizes if text[position : position + n] in table), 0)
        if not size:
            return [text]
        codes.append(TagsCode(text[position : position + size]))
        position += size
    return codes
