"""Classification lines of the National Archives' records that lack a part or are misspelt.

The page line has number and post, the sender's line the post: with them, what is left of a
classification line can mean one thing only.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.facts.post_names import OFFICE, known_post
from generator.model import Repair
from generator.parse import header_patterns
from generator.parse.class_line import read_class_line
from generator.parse.fields import is_one_letter_off
from generator.parse.header_draft import is_para_start, starts_field
from generator.parse.lines import Line
from generator.parse.pattern import pattern
from generator.parse.renderings.archive_attributes import truncated_posts
from generator.parse.renderings.archive_pages import RecordPage

WORD = pattern(
    r"\s*(?P<word>L ?I ?M ?I ?T ?E ?D\s+[A-Z]+\s+USE\b|(?:[A-Z] ){4,}[A-Z]\b|[A-Z]{5,})",
    "S E C R E T LIMA 345",
    "L I M I T E D OFFICIAL USE 0526",
    "UNCALS SECTION 1 OF 2 LIMA 0526",
)
"""What may be the classification."""
SECTION = pattern(
    r"\(?\b(?:SECTION|SEC)\b\.?\s+(?P<section>[0-9A-Z]{1,5})\s+O[FN]\s+(?P<of>[0-9A-Z]{1,5})\b"
    r"(?:\s+SECTIONS?\b)?\)?|\bFINAL SECTION OF (?P<last>[0-9A-Z]{1,5})\b",
    "SECTION 1 OF 2 SECTIONS",
    "(SEC 1 OF 2)",
    "FINAL SECTION OF 2",
)
"""The section, as posts write it."""
TRAVELS = pattern(r"\b(?:TOSEC|SECTO)\s+[0-9]{3,6}\b", "TOSEC 110044")
"""The number in the series of the Secretary's travels."""
NUMBER_SIGN = pattern(r"\bN[OR]\.?(?=\s)", "NO. 345")

CLASS_WORDS = ("UNCLAS", "UNCLASSIFIED", "LIMITED OFFICIAL USE", "CONFIDENTIAL", "SECRET")
"""The words with which classification lines begin."""

MAX_ADDRESSEES = 150
"""Number of lines within which a telegram has its classification line."""


def with_class_line(
    own: Sequence[Line], pages: Sequence[RecordPage], repairs: list[Repair]
) -> list[Line]:
    """The telegram's lines with a classification line mended that cannot be read as it is.

    `LIMITED OFFICIAL USE 0526` below `PAGE 01  LA PAZ 00526` and `FM AMEMBASSY LA PAZ`, `UNCLAS
    LIMA 345 EXDIS`, `CONFIDENTAL (SEC 1 OF 2) LIMA 345`
    """
    page = next((page for page in pages if page.number is not None), None)
    sender = next((m[1] for line in own if (m := header_patterns.FROM.match(line.text))), None)
    if page is None or sender is None:
        return list(own)
    for index, line in enumerate(own[:MAX_ADDRESSEES]):
        parsed = read_class_line(line.text)
        is_whole = parsed is not None and parsed[0].key is not None
        if is_whole or is_para_start(line.text) or starts_field(line.text):
            break
        text = _mended_class_line(line.text, page, sender)
        if text is not None:
            repairs.append(
                Repair(line=line.number, before=line.text.strip(), after=text, rule="class-line")
            )
            mended = Line(line.number, line.start, line.end, text)
            return [*own[:index], mended, *own[index + 1 :]]
        if parsed is not None:
            break
    return list(own)


def _mended_class_line(text: str, page: RecordPage, sender: str) -> str | None:
    """The classification line as it must be; None for any other line.

    It begins with a classification and has the number of the page line. Besides, it has nothing
    but the post, captions and the section.
    """
    post = _post_of_page(page, sender)
    classification = _classification(text, post or "")
    if classification is None:
        return None
    word, rest = classification
    number = re.search(rf"(?<![0-9])0{{0,5}}{page.number}(?![0-9])(?:/[0-9]{{1,2}})?", rest)
    if number is None:
        return None
    rest = f"{rest[: number.start()]} {rest[number.end() :]}"
    section, travels = SECTION.search(rest), TRAVELS.search(rest)
    for match in filter(None, (section, travels)):
        rest = rest.replace(match[0], " ")
    rest = " ".join(NUMBER_SIGN.regex.sub(" ", rest).split()).strip(" /,.-")
    if post:
        rest = re.sub(rf"(?<!\S){re.escape(post)}(?!\S)", " ", rest, count=1)
    captions = rest.split()
    if post and not header_patterns.HANDLING_WORDS.issuperset(captions):
        return None
    parts = (word, *captions, _section(section), post, f"{page.number:04}", travels and travels[0])
    mended = " ".join(filter(None, parts))
    parsed = read_class_line(mended)
    return mended if parsed is not None and (post or parsed[0].key) else None


def _classification(text: str, post: str) -> tuple[str, str] | None:
    """The classification at the start of a line, with one letter misread, and the rest.

    `CONFIDENTIALLIMA 345` is CONFIDENTIAL and `LIMA 345`.
    """
    match = WORD.match(text)
    if match is None:
        return None
    letters = match["word"].replace(" ", "")
    rest = text[match.end() :]
    if post and letters.endswith(post.replace(" ", "")):
        letters, rest = letters.removesuffix(post.replace(" ", "")), f"{post} {rest}"
    for word in CLASS_WORDS:
        if is_one_letter_off(letters, word.replace(" ", "")):
            return word, rest
    return None


def _section(match: re.Match[str] | None) -> str:
    """The section in its usual form; empty without one."""
    if match is None:
        return ""
    if match["last"]:
        return f"FINAL SECTION OF {match['last']}"
    return f"SECTION {match['section']} OF {match['of']}"


def _post_of_page(page: RecordPage, sender: str) -> str | None:
    """The post of the sender, if the page line has its first letters."""
    office = OFFICE.match(sender)
    name = "STATE" if known_post(sender) == "STATE" else sender[office.end() if office else 0 :]
    name = " ".join(name.split())
    letters = re.sub("[^A-Z]", "", page.post or "")
    return name if letters and letters in truncated_posts(name) else None
