"""The TAGS line: codes, persons, and what the transmission added to it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator import facts
from generator.model import Repair, TagsCode, tags_code
from generator.parse import body_patterns, header_patterns
from generator.parse.header_draft import HeaderDraft, add_caption
from generator.parse.lines import Line
from generator.parse.rows import RowKind, split_page_lines

VISIT = "OVIP"
"""The code of visits: the visitor's name follows."""

MIN_NAME_LENGTH = 5
"""A shorter unknown word after `OVIP` may be a code."""

SUBJECT_CODE_LENGTH, PLACE_CODE_LENGTH = 4, 2


def add_tags(line: Line, header: HeaderDraft) -> None:
    """Read the codes and persons of a TAGS line, without the name of the field, into `header`.

    `PREL PGOV MX`, `PREL, PGOV`, `PREL/PGOV`, `OVIP (VANCE, CYRUS)`, `OVIP VANCE, CYRUS`; none in
    `N/A`.
    """
    header.tags_line = header.tags_line or line.number
    if header_patterns.NO_TAGS.match(line.text):
        return
    for row in split_page_lines(line, header.class_line):
        if row.kind is RowKind.PAGE:
            header.page_lines.append(row.line)
        else:
            _add_codes(row.line, header)


def continues_tags(text: str) -> bool:
    """True for a line below the TAGS that consists of codes.

    `FR, RS, CH, UK`; in small letters (`prel, mx`) all words are known codes, and one is longer
    than the code of a country; in capitals at least half of them are known. `NODIS` and
    `FOR EUR/WE` are not TAGS.
    """
    words = header_patterns.TAG_WORD.regex.findall(
        header_patterns.TAG_PERSON.regex.sub(" ", text.upper())
    )
    known = sum(word in facts.tags() for word in words)
    if header_patterns.TAGS_MORE.match(text) is not None:
        return 2 * known >= len(words)
    return 0 < known == len(words) and any(len(word) > PLACE_CODE_LENGTH for word in words)


def closes_person(text: str, header: HeaderDraft) -> bool:
    """True for a line that ends a name begun above: `OVIP (VANCE,` / `CYRUS R.), US`."""
    return header.open_person is not None and ")" in text and "(" not in text.partition(")")[0]


def _add_codes(line: Line, header: HeaderDraft) -> None:
    """Add the codes and persons of a line without page lines."""
    if closes_person(line.text, header):
        end = line.text.index(")")
        header.persons.append(" ".join(f"{header.open_person} {line.text[:end]}".split()))
        line = line.part(end + 1)
    header.open_person = None
    position = 0
    for match in header_patterns.TAG_PERSON.regex.finditer(line.text):
        if _is_person(match["name"]):
            _add_words(line.part(position, match.start()), header)
            names = match["name"].split(";")
            header.persons.extend(" ".join(name.split()) for name in names if name.strip())
            position = match.end()
    start = line.text.find("(", position)
    if start >= 0 and ")" not in line.text[start:] and "," in line.text[start:]:
        header.open_person = line.text[start + 1 :]
        line = line.part(0, start)
    _add_words(line.part(position), header)


def _is_person(name: str) -> bool:
    """True for text in parentheses with a comma or a word too long for a code, unless all codes."""
    words = header_patterns.TAG_WORD.regex.findall(name)
    is_long = "," in name or any(len(word) >= MIN_NAME_LENGTH for word in words)
    return is_long and not all(word.upper() in facts.tags() for word in words)


def _add_words(line: Line, header: HeaderDraft) -> None:
    """Add codes, and the visitor whose name follows `OVIP` without parentheses."""
    words = list(header_patterns.TAG_WORD.regex.finditer(line.text))
    index = 0
    while index < len(words):
        code = tags_code(words[index][0])
        index += 1
        if code not in facts.tags() and _is_transmission_word(line, words[index - 1], header):
            continue
        if _is_scrap(words[index - 1][0], line.text):
            header.repairs.append(
                Repair(line=line.number, before=words[index - 1][0], after="", rule="stray-letter")
            )
            continue
        for tag in glued_codes(code):
            header.tags[tag] = None
        if code == VISIT:
            end = _end_of_name(words, index)
            if end > index:
                after = words[end].start() if end < len(words) else len(line.text)
                name = line.text[words[index].start() : after]
                header.persons.append(" ".join(name.split()).rstrip(",; "))
            index = end


def _is_scrap(word: str, line: str) -> bool:
    """True for a single small letter among codes in capitals, which a scan put there."""
    return len(word) == 1 and word.islower() and any(map(str.isupper, line))


def _end_of_name(words: list[re.Match[str]], start: int) -> int:
    """The index after the name that begins at `start`; `start` itself if no name does.

    A name extends to the next known code. One of its words must be too long for a code.
    """
    end = start
    while end < len(words) and words[end][0].upper() not in facts.tags():
        end += 1
    is_name = any(len(word[0]) >= MIN_NAME_LENGTH for word in words[start:end])
    is_caption = any(header_patterns.CAPTION.match(word[0]) for word in words[start:end])
    return end if is_name and not is_caption else start


def _is_transmission_word(line: Line, word: re.Match[str], header: HeaderDraft) -> bool:
    """True for a caption or banner in the line: `TAGS: PREL SIPDIS`. It is recorded."""
    if header_patterns.CAPTION.match(word[0]):
        add_caption(word[0], header)
        rule = "stray-caption"
    elif body_patterns.BANNER.match(word[0]):
        rule = "section-banner"
    else:
        return False
    header.repairs.append(Repair(line=line.number, before=word[0], after="", rule=rule))
    return True


def glued_codes(text: TagsCode) -> list[TagsCode]:
    """Known TAGS codes that were run together (`ETRDEINVPGOVCS`); otherwise the text alone.

    Words such as `POLITICS` and `PREFERENCES` also consist of codes. The token therefore needs two
    codes of subjects, as many letters in such codes as in those of places, and only one reading.
    """
    best = _fewest_codes(text) if len(text) >= 2 * SUBJECT_CODE_LENGTH else None
    if text in facts.tags() or best is None:
        return [text]
    subjects = sum(len(code) == SUBJECT_CODE_LENGTH for code in best)
    is_mostly_subjects = 2 * subjects >= len(best) - subjects
    return best if subjects > 1 and is_mostly_subjects else [text]


def _fewest_codes(text: str) -> list[TagsCode] | None:
    """The text as the smallest number of known codes; None if there is no single such reading."""
    readings: list[list[list[TagsCode]]] = [[[]]]
    for end in range(1, len(text) + 1):
        options = list(_readings_to(text, end, readings))
        fewest = min(map(len, options), default=0)
        readings.append([option for option in options if len(option) == fewest][:2])
    return readings[-1][0] if len(readings[-1]) == 1 else None


def _readings_to(
    text: str, end: int, readings: list[list[list[TagsCode]]]
) -> Iterator[list[TagsCode]]:
    """The readings of the text before `end`, given those of all shorter beginnings."""
    for length in (SUBJECT_CODE_LENGTH, PLACE_CODE_LENGTH):
        code = text[end - length : end] if length <= end else ""
        if code in facts.tags():
            for reading in readings[end - length]:
                yield [*reading, TagsCode(code)]
