"""The fields behind the classification line: captions, E.O., TAGS, SUBJECT, REF."""

from __future__ import annotations

import re

from generator import facts
from generator.model import Fate, TagsCode, tags_code
from generator.parse import patterns
from generator.parse.header_draft import HeaderDraft, add_caption, is_para_start, starts_field
from generator.parse.lines import Line
from generator.parse.rows import is_page_line

LOOKAHEAD = 8
"""Lines within which a field may still follow; text in between passes the cable on."""

MAX_WRAPPED_REFERENCE = 100
"""Characters of a line that may be the rest of a reference; a longer one is text."""


def read_fields(lines: list[Line], header: HeaderDraft) -> None:
    """Captions and passing lines, then E.O., TAGS, SUBJECT, REF in whatever order they come."""
    field_open: str | None = None
    blank_before = False
    for index, line in enumerate(lines):
        if line.blank:
            header.line_fates.append((line, Fate.BLANK))
            blank_before = True
            continue
        if is_page_line(line, header.class_line):
            header.page_lines.append(line)
            continue
        name = read_field(line, header)
        if name is None and _continues(field_open, line, lines, index, header, blank_before):
            header.line_fates.append((line, Fate.HEADER))
        elif name is None and _belongs_to_header(lines, index, header):
            _read_unnamed(line, header)
            field_open = None
        elif name is None:
            header.body = lines[index:]
            return
        else:
            field_open = name
        blank_before = False


def read_field(line: Line, header: HeaderDraft) -> str | None:
    """Read a line that opens a field; the field's name, or None for any other line."""
    text = line.text
    name: str | None = None
    if found := patterns.EXECUTIVE_ORDER.match(text):
        name = "eo"
        whole, tags = _tags_on_line(found[1])
        header.executive_order = whole
        if decl := patterns.DECLASSIFY_ON_LINE.search(whole):
            header.declassify_on = decl[1]
        if tags is not None:
            _add_tags(tags, header)
            name = "tags"
    elif found := patterns.TAGS.match(text):
        name = "tags"
        header.tags.clear()
        _add_tags(found[1] or found[2] or "", header)
    elif found := patterns.SUBJECT.match(text):
        name = _open_subject(line, found, header)
    elif found := patterns.REF.match(text):
        name = "ref"
        _open_references(line, found, header)
    elif found := patterns.CLASSIFIED_BY.match(text):
        name = "classified"
        reason = text.lstrip().upper().startswith("REASON")
        header.classified_by.append(text.strip() if reason else found[1])
    elif found := patterns.DECLASSIFY.match(text):
        name = "declassify"
        header.declassify_on = found[1]
    if name is not None:
        header.line_fates.append((line, Fate.HEADER))
    return name


def _open_subject(line: Line, found: re.Match[str], header: HeaderDraft) -> str:
    """The subject, up to a REF or NOTE on the same line; the field that is open behind it."""
    end = patterns.SUBJECT_END.search(found[1])
    if end is None:
        header.subject[:] = [found[1]]
        return "subject"
    header.subject[:] = [found[1][: end.start()]]
    rest = line.part(found.start(1) + end.end())
    reference = patterns.REF.match(rest.text)
    if reference is None:
        header.passing.append(rest.text)
        return "note"
    _open_references(rest, reference, header)
    return "ref"


def _open_references(line: Line, found: re.Match[str], header: HeaderDraft) -> None:
    """The text behind `REF:`, up to a NOTE that stands on the same line."""
    rest = line.part(found.start(1), found.end(1))
    note = patterns.NOTE_AFTER_REF.search(rest.text)
    header.references.append(rest.part(0, note.start()) if note else rest)
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
    header: HeaderDraft,
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
    if field_open == "ref" and _continues_references(lines, index, blank_before):
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


def _continues_references(lines: list[Line], index: int, blank_before: bool) -> bool:
    """A reference line, and any line directly under one that opens nothing else."""
    text = lines[index].text
    if is_para_start(text) and not patterns.REFERENCE_LETTER.match(text.strip()):
        return False
    if _is_reference_line(text):
        return True
    return not (blank_before or _ends_subject(lines, index)) and len(text) < MAX_WRAPPED_REFERENCE


def _is_reference_line(text: str) -> bool:
    """A lettered line, or one that is nothing but references.

    `(U) The council met` is a para with its marking; `(C) 08 STATE 2731` is reference C.
    """
    if len(text) > 300:
        return False
    line = text.strip()
    letter = patterns.REFERENCE_LETTER.match(line)
    if letter is not None:
        named = line[letter.end() :].strip()
        marked = patterns.MARKING.match(line) is not None
        if patterns.REFERENCE_CABLE.match(named) or not (marked or patterns.MARKING.match(named)):
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


def _belongs_to_header(lines: list[Line], index: int, header: HeaderDraft) -> bool:
    """Before E.O., TAGS and SUBJECT any line passes the cable on, and so does a caveat between
    SUBJECT and REF; behind the fields text begins.
    """
    text = lines[index].text
    if is_para_start(text):
        return False
    if header.references or (header.subject and not _field_ahead(lines, index)):
        return any(f.match(text.strip()) for f in (patterns.CAPTION, patterns.BYLINE))
    return (
        header.class_line is not None and not header.tags and not header.subject
    ) or _field_ahead(lines, index)


def _field_ahead(lines: list[Line], index: int) -> bool:
    """True where a field follows within a few lines and before any paragraph."""
    for line in lines[index + 1 : index + 1 + LOOKAHEAD]:
        if is_para_start(line.text):
            return False
        if starts_field(line.text):
            return True
    return False


def _read_unnamed(line: Line, header: HeaderDraft) -> None:
    """A caption (`SENSITIVE, SIPDIS`), or a line that passes the cable on (`STATE FOR WHA/MEX`)."""
    if patterns.TRUNCATED.match(line.text):
        header.truncation = line
        header.line_fates.append((line, Fate.UNPARSED))
        return
    words = [w.strip() for w in line.text.split(",")]
    if all(patterns.CAPTION.match(w) for w in words if w):
        for word in words:
            add_caption(word, header)
        header.line_fates.append((line, Fate.CAPTION))
        return
    joined = line.text.split()
    if joined and all(patterns.CAPTION.match(w) for w in joined):
        for word in joined:
            add_caption(word, header)
        header.line_fates.append((line, Fate.CAPTION))
        return
    header.passing.append(line.text.strip())
    header.line_fates.append((line, Fate.PASSING))


def _add_tags(text: str, header: HeaderDraft) -> None:
    """`PREL PGOV MX`, `PREL, PGOV`, `OVIP (VANCE, CYRUS)`, glued `ETRDEINVECINPGOVCS`."""
    header.persons.extend(m[1] for m in patterns.TAG_PERSON.regex.finditer(text))
    bare = patterns.TAG_PERSON.regex.sub(" ", text)
    for word in bare.replace(",", " ").split():
        code = re.sub(r"[^A-Za-z]", "", word)
        for tag in _unglue(tags_code(code)) if code else ():
            header.tags[tag] = None


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
