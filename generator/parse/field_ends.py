"""Where a header field ends and the text begins."""

from __future__ import annotations

from itertools import pairwise

from generator.model import TELEGRAM_YEARS
from generator.parse import body_patterns, header_patterns, reference_patterns
from generator.parse.header_draft import is_para_start, starts_field
from generator.parse.lines import Line
from generator.parse.pattern import any_matches
from generator.parse.reference_forms import CableForm, read_cable
from generator.parse.sentences import needs_follower

MAX_SUBJECT = 400
"""Length of the longest subject, in characters."""

MAX_WRAPPED_REFERENCE = 100
"""A line of this many characters or more is text, not the continuation of a reference."""

MAX_REFERENCE_LINE = 300
"""A lettered line of more characters is text."""

VALUE_ENDS = (
    body_patterns.RULE,
    body_patterns.RULE_IN_LINE,
    body_patterns.BANNER,
    header_patterns.BYLINE,
    body_patterns.MARKED_TEXT,
)
"""Lines before which a field's value ends, apart from numbered paragraphs and captions."""

COMPACT_REACH, FIELD_REACH = 8, 4
"""So many lines below have no blank in a copy without them, and may have another field."""

MAX_COMPACT_LINE = 80
"""Telegrams have no longer lines."""

MIN_PROSE_WORDS = 5
"""A line with so many words in small letters, below a whole reference, is text."""

TEXT_STARTS = (
    body_patterns.LABEL,
    body_patterns.HEADING_WORD,
    body_patterns.TEXT_BEGINS,
    body_patterns.HANDLING,
)
"""Lines before which it ends, unless another field follows: `SUMMARY: MAY 1-7` / `REF: STATE 3`."""


def ends_field(lines: list[Line], index: int) -> bool:
    """True if a field's value cannot go on with the line at `index`.

    A paragraph, a label or heading, a rule below or beneath, a handling sentence, a caption.
    """
    text = lines[index].text
    if is_para_start(text) or any_matches(VALUE_ENDS, text):
        return True
    if header_patterns.CAPTION.match(text.strip()):
        return True
    following = lines[index + 1].text if index + 1 < len(lines) else ""
    if body_patterns.RULE.match(following):
        return True
    return any_matches(TEXT_STARTS, text) and not starts_field(following)


def _is_compact(lines: list[Line], index: int) -> bool:
    """True if the copy has lost its blank lines: none is above the line, nor right below it."""
    return not any(line.is_blank for line in lines[: index + COMPACT_REACH])


def _goes_on_compactly(lines: list[Line], index: int) -> bool:
    """True if the line goes on with the field above it in a copy without blank lines.

    Another field follows, the line is indented, the line above is unfinished; the line, or full
    ones with it, is without a point above a paragraph; or its first word had no place above and
    it is short: `TALKS ON THE SALE OF SALT FROM THE` / `COAST`.
    """
    line, above = lines[index].text, lines[index - 1].text.rstrip()
    after = [x.text for x in lines[index + 1 : index + FIELD_REACH]]
    ends = (
        i for i, text in enumerate(after) if is_para_start(text) or body_patterns.LABEL.match(text)
    )
    end = next(ends, None)
    if any(map(starts_field, after[:end])):
        return True
    if line[:2].isspace() or above.endswith("-") or needs_follower(above):
        return True
    width = min(max(len(x.text) for x in lines[: index + COMPACT_REACH]), MAX_COMPACT_LINE)
    rest = [line, *after[:end]]
    if end is not None and rest[-1][-1:] not in ".:" and not _is_routing(line):
        return all(_is_full(x, y, width) for x, y in pairwise(rest))
    return _is_full(above, line, width) and len(line) <= width // 2


def _is_routing(text: str) -> bool:
    """True for `DEPT PASS USDA` and `FOR THE SECRETARY FROM AMBASSADOR`."""
    forms = (header_patterns.ROUTING_REQUEST, header_patterns.ROUTING_ABOVE_TEXT)
    return any_matches(forms, text.strip())


def _is_full(line: str, following: str, width: int) -> bool:
    """True if the first word of the following line had no place on the line."""
    return len(line) + 1 + len(following.split(None, 1)[0]) > width


def continues_subject(
    subject: list[Line], lines: list[Line], index: int, *, blank_before: bool
) -> bool:
    """True if the line goes on with the subject; after a blank line only if that is still empty.

    Below a subject in capitals, lines in small letters are text. If the lines up to there or to the
    next blank are too long for a subject, all of them are text.
    """
    value = "".join(line.text for line in subject)
    is_empty = not value or value.isspace()
    if ends_field(lines, index) or (blank_before and not is_empty):
        return False
    if not is_empty and _is_compact(lines, index) and not _goes_on_compactly(lines, index):
        return False
    is_in_capitals = not is_empty and _is_in_capitals(value)
    if is_in_capitals and not _is_in_capitals(lines[index].text):
        return False
    length = len(value)
    for at in range(index, len(lines)):
        text = lines[at].text
        if lines[at].is_blank or starts_field(text) or ends_field(lines, at):
            break
        if is_in_capitals and not _is_in_capitals(text):
            break
        length += len(text)
        if length > MAX_SUBJECT:
            return False
    return True


def _is_in_capitals(text: str) -> bool:
    """True if at least half of the letters are capitals."""
    capitals = sum(map(str.isupper, text))
    return capitals >= sum(map(str.islower, text))


def continues_references(
    references: list[Line], lines: list[Line], index: int, *, blank_before: bool
) -> bool:
    """True for a reference line, and for a line directly below one that opens nothing else.

    After a blank line, a short line in small letters ends the entry above: `A) Emails with` /
    `the details`.
    """
    text = lines[index].text
    if is_para_start(text) and not reference_patterns.LETTER.match(text.strip()):
        return False
    if _is_reference_line(references, text):
        return True
    if ends_field(lines, index) or len(text) >= MAX_WRAPPED_REFERENCE:
        return False
    if references and references[-1].text[-1:].isdigit() and _is_prose(text):
        return False
    if _is_compact(lines, index) and not _is_open_reference(references, lines[index]):
        return False
    is_letter_of_heading = reference_patterns.LETTER.match(text.strip()) is not None
    return not is_letter_of_heading and (not blank_before or text.lstrip()[:1].islower())


def _is_open_reference(references: list[Line], line: Line) -> bool:
    """True if the references above cannot end there, or the line is indented.

    In a copy without blank lines, the text begins right below: `REF: LIMA 3` / `EMBASSY AGREES`.
    """
    above = references[-1].text.rstrip() if references else ""
    is_open = not reference_patterns.TITLE.regex.sub("", above).rstrip(" .()")[-1:].isdigit()
    return is_open or needs_follower(above) or line.text[:2].isspace()


def _is_prose(text: str) -> bool:
    """True for a line of a sentence: at least five words in small letters."""
    return sum(word.islower() for word in text.split()) >= MIN_PROSE_WORDS


def _is_reference_line(references: list[Line], text: str) -> bool:
    """True for a lettered line and for a line that consists of a reference only.

    `(U) The council met` is a para with its marking; `(C) 08 STATE 2731` is reference C. An entry
    without a cable's number needs the next letter: `I. MEETINGS` is a heading.
    """
    if len(text) > MAX_REFERENCE_LINE:
        return False
    line = text.strip()
    letter = reference_patterns.LETTER.match(line)
    if letter is not None:
        entry = line[letter.end() :].strip()
        if isinstance(read_cable(entry, 0, TELEGRAM_YEARS[-1]), CableForm):
            return True
        has_marking = bool(body_patterns.MARKING.match(line) or body_patterns.MARKING.match(entry))
        if not has_marking and letter["letter"].upper() == _next_letter(references):
            return True
    bare = reference_patterns.TITLE.regex.sub("", text).strip(" .;,")
    cable = read_cable(bare, 0, TELEGRAM_YEARS[-1])
    if not isinstance(cable, CableForm):
        return False
    if not bare[cable.end :].strip(" ();,.") and bare[:1].isupper():
        return True
    return cable.year is not None and len(bare) < 60 and cable.end == len(bare)


def _next_letter(references: list[Line]) -> str:
    """The letter after the last one of the entries so far; "B" after an entry without a letter."""
    letters = [
        match["letter"].upper()
        for line in references
        for match in reference_patterns.LETTER.regex.finditer(" ".join(line.text.split()))
    ]
    if letters:
        return chr(ord(letters[-1]) + 1)
    return "B" if any(not line.is_blank for line in references) else "A"
