"""The body as rows: text, blank lines, rules and the furniture of the transmission.

Furniture is what the transmission put into the text: page lines, repeated captions and banners.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache
from typing import Final

from generator.parse import body_patterns
from generator.parse.class_line import CLASS_INITIALS, ClassLine, read_class_line
from generator.parse.lines import Line


class RowKind(Enum):
    """The kind of a row, before paragraphs are recognised."""

    TEXT = auto()
    BLANK = auto()
    RULE = auto()
    PAGE = auto()
    STRAY = auto()
    BANNER = auto()
    GAP = auto()


TEXT: Final = RowKind.TEXT
BLANK: Final = RowKind.BLANK
RULE: Final = RowKind.RULE
"""The most common kinds as constants: in Python 3.11, access to an enum member is a call."""

MAX_BANNER_LENGTH = 100
"""Maximum length of a line that is only a banner or a page line, in characters."""

PAGE_LINE_POST_LENGTH = 10
"""Page lines truncate the name of a post to this many characters."""

FURNITURE = frozenset({RowKind.PAGE, RowKind.STRAY, RowKind.BANNER, RowKind.GAP})
"""Kinds of rows that the transmission or a publisher put into the text."""


@dataclass(slots=True)
class Row:
    """A logical line of the body with its kind. Treat it as immutable, like `Line`."""

    kind: RowKind
    line: Line
    page: int | None = None
    """Number of the transmission page that begins here; None for other rows."""
    of: int | None = None
    """Number of pages according to the page line; None for other rows."""

    @property
    def text(self) -> str:
        """The row's text."""
        return self.line.text


def read_rows(
    lines: list[Line], class_line: ClassLine | None, captions: Iterable[str], repeated: set[str]
) -> list[Row]:
    """The rows of the body. Lines with furniture between words are split.

    `repeated` contains the lines of the header, which a later section may repeat after its banner.
    """
    stray_captions = frozenset(captions) | {"SIPDIS"}
    max_length = max(map(len, stray_captions))
    rows: list[Row] = []
    after_banner = False
    for line in lines:
        text = line.text.strip()
        if line.gap is not None:
            rows.append(Row(RowKind.GAP, line))
        elif not text:
            rows.append(Row(BLANK, line))
        elif (text[0] in CLASS_INITIALS and _is_banner(line.text, class_line)) or (
            after_banner and text in repeated
        ):
            rows.append(Row(RowKind.BANNER, line))
            after_banner = True
        elif len(text) <= max_length and text.upper() in stray_captions:
            rows.append(Row(RowKind.STRAY, line))
        else:
            after_banner = False
            if _is_plain(text):
                rows.append(Row(TEXT, line))
            else:
                rows.extend(_split_line(line, class_line))
    return rows


def _page_lines(text: str, class_line: ClassLine | None) -> Iterator[re.Match[str]]:
    """The page lines in a text: `MEXICO 00000721  002 OF 011`, `THE HAGUE 00000596  001.2 OF 004`.

    They give post, number and page. With the post of the classification line, whole or truncated,
    they may be between words; with another post they are a whole line.
    """
    if " OF " not in text:
        return
    for match in _page_line_regex(class_line.post if class_line else None).finditer(text):
        if class_line is None or str(class_line.number) in (match["number"], match["own_number"]):
            yield match


@lru_cache(maxsize=1000)
def _page_line_regex(post: str | None) -> re.Pattern[str]:
    """The pattern for page lines of a post with any cable number.

    The last two groups that match are the page and the number of pages.
    """
    tail = r"\s{1,8}(?P<page>[0-9]{3})(?:\.[0-9])?\s{1,8}OF\s{1,8}(?P<of>[0-9]{3})(?![0-9])"
    if post is None:
        return re.compile(r"^\s*[A-Z][A-Z .']{2,30}[0-9]{8}" + tail + r"$")
    names = {post, post[:PAGE_LINE_POST_LENGTH].rstrip()}
    posts = "|".join(r"\s{1,4}".join(re.escape(w) for w in n.split()) for n in sorted(names)[::-1])
    number = r"0{0,7}(?P<number>0|[1-9][0-9]{0,5})" + tail
    whole_line = r"^\s*[A-Z][A-Z .']{2,30}\s" + number.replace("?P<", "?P<own_") + "$"
    return re.compile(rf"(?<![A-Z])(?:{posts})\s{{1,8}}{number}|{whole_line}")


def is_page_line(line: Line, class_line: ClassLine | None) -> bool:
    """True if the whole line is a page line."""
    text = line.text.strip()
    if len(line.text) > MAX_BANNER_LENGTH:
        return False
    match = next(_page_lines(text, class_line), None)
    return match is not None and match.span() == (0, len(text))


def _is_banner(text: str, class_line: ClassLine | None) -> bool:
    """True for a classification line repeated for a later section, or a bare classification."""
    if len(text) > MAX_BANNER_LENGTH:
        return False
    if body_patterns.BANNER.match(text):
        return True
    parsed = read_class_line(text)
    return (
        parsed is not None
        and class_line is not None
        and (parsed[0].post, parsed[0].number) == (class_line.post, class_line.number)
    )


def _is_plain(text: str) -> bool:
    """True if the line can contain neither a page line nor a rule."""
    return not (_may_contain_rule(text) or " OF " in text or "PAGE " in text)


def _may_contain_rule(text: str) -> bool:
    """False if the text contains no rule; a fast test before the patterns."""
    return any(pair in text for pair in ("--", "- -", "==", "__", "**", "* *", "~~"))


def _split_line(line: Line, class_line: ClassLine | None) -> list[Row]:
    """Split a line into text, page lines and rules."""
    pieces = split_page_lines(line, class_line)
    return [row for piece in pieces for row in _split_at_rules(piece)]


def split_page_lines(line: Line, class_line: ClassLine | None) -> list[Row]:
    """The line as rows of text and of page lines of this cable between words."""
    old = body_patterns.PAGE_LINE_OLD.match(line.text) if len(line.text) < 100 else None
    if old is not None:
        return [Row(RowKind.PAGE, line, page=int(old["page"]))]
    rows: list[Row] = []
    position = 0
    for match in _page_lines(line.text, class_line):
        _add_text(rows, line.part(position, match.start()))
        page_line = line.part(match.start(), match.end())
        page, of = [int(n) for n in match.groups() if n is not None][-2:]
        rows.append(Row(RowKind.PAGE, page_line, page=page, of=of))
        position = match.end()
    _add_text(rows, line.part(position) if position else line)
    return rows


def _add_text(rows: list[Row], line: Line) -> None:
    if not line.is_blank:
        rows.append(Row(TEXT, line))


def _split_at_rules(row: Row) -> list[Row]:
    """Split text and rules: `Update on START ---------------` is a heading and its rule."""
    text = row.text
    if row.kind is not TEXT or not _may_contain_rule(text):
        return [row]
    if body_patterns.COLUMN_RULE.match(text):
        return [row]
    if body_patterns.RULE.match(text):
        return [Row(RULE, row.line)]
    if "-------" not in text:
        return [row]
    rows: list[Row] = []
    position = 0
    for match in body_patterns.RULE_IN_LINE.regex.finditer(text):
        _add_text(rows, row.line.part(position, match.start()))
        rows.append(Row(RULE, row.line.part(match.start(), match.end())))
        position = match.end()
    _add_text(rows, row.line.part(position) if position else row.line)
    return rows
