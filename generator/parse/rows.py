"""The body as rows: text, blank lines, rules, and the furniture of the transmission."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache
from typing import Final

from generator.parse import patterns
from generator.parse.class_line import CLASS_INITIALS, ClassLine, read_class_line
from generator.parse.lines import Line


class RowKind(Enum):
    """What a row is before paragraphs are known."""

    TEXT = auto()
    BLANK = auto()
    RULE = auto()
    PAGE = auto()
    STRAY = auto()
    BANNER = auto()


TEXT: Final = RowKind.TEXT
BLANK: Final = RowKind.BLANK
RULE: Final = RowKind.RULE
"""What most rows are. They are looked up once: Python 3.11 calls a function for each look-up."""

MAX_BANNER_LENGTH = 100
"""Characters of a line that may be nothing but a banner."""

PAGE_LINE_POST_LENGTH = 10
"""Characters to which page lines cut the name of a post."""

BANNER_INITIALS = CLASS_INITIALS | frozenset("L")
"""What a banner may begin with."""

FURNITURE = frozenset({RowKind.PAGE, RowKind.STRAY, RowKind.BANNER})
"""Rows the transmission put into the text."""


@dataclass(slots=True)
class Row:
    """A logical line of the body and what it is. Never changed, as `Line` is."""

    kind: RowKind
    line: Line
    page: int | None = None
    """Number of the transmission page that begins; None for other rows."""
    of: int | None = None
    """How many pages the page line names; None for other rows."""

    @property
    def text(self) -> str:
        """The row's text."""
        return self.line.text


def read_rows(
    lines: list[Line], class_line: ClassLine | None, captions: Iterable[str], repeated: set[str]
) -> list[Row]:
    """Tell the body's rows apart and part lines in which furniture stands between words.

    `repeated` holds the header's lines: a later section may repeat them behind its banner.
    """
    stray = frozenset(captions) | {"SIPDIS"}
    longest = max(map(len, stray))
    rows: list[Row] = []
    behind_banner = False
    for line in lines:
        text = line.text.strip()
        if not text:
            rows.append(Row(BLANK, line))
        elif (text[0] in BANNER_INITIALS and _is_banner(line.text, class_line)) or (
            behind_banner and text in repeated
        ):
            rows.append(Row(RowKind.BANNER, line))
            behind_banner = True
        elif len(text) <= longest and text.upper() in stray:
            rows.append(Row(RowKind.STRAY, line))
        else:
            behind_banner = False
            if _is_plain(text):
                rows.append(Row(TEXT, line))
            else:
                rows.extend(_part_line(line, class_line))
    return rows


def _page_lines(text: str, class_line: ClassLine | None) -> Iterator[re.Match[str]]:
    """`MEXICO 00000721  002 OF 011`, `THE HAGUE 00000596  001.2 OF 004`: post, number, page.

    With a known post the line is found between words too, its name whole or cut short; any
    post's only on a line of its own.
    """
    if " OF " not in text:
        return
    for found in _page_line_form(class_line.post if class_line else None).finditer(text):
        if class_line is None or str(class_line.number) in (found["number"], found["own_number"]):
            yield found


@lru_cache(maxsize=1000)
def _page_line_form(post: str | None) -> re.Pattern[str]:
    """The page lines of a post, whatever the cable's number; the last two groups tell the page."""
    tail = r"\s{1,8}(?P<page>[0-9]{3})(?:\.[0-9])?\s{1,8}OF\s{1,8}(?P<of>[0-9]{3})(?![0-9])"
    own = r"^\s*[A-Z][A-Z .']{2,30}[0-9]{8}" + tail + r"$"
    if post is None:
        return re.compile(own)
    names = {post, post[:PAGE_LINE_POST_LENGTH].rstrip()}
    named = "|".join(r"\s{1,4}".join(re.escape(w) for w in n.split()) for n in sorted(names)[::-1])
    number = r"0{0,7}(?P<number>0|[1-9][0-9]{0,5})" + tail
    own = r"^\s*[A-Z][A-Z .']{2,30}\s" + number.replace("?P<", "?P<own_") + "$"
    return re.compile(rf"(?<![A-Z])(?:{named})\s{{1,8}}{number}|{own}")


def is_page_line(line: Line, class_line: ClassLine | None) -> bool:
    """True for a line that is nothing but a page line."""
    text = line.text.strip()
    if len(line.text) > MAX_BANNER_LENGTH:
        return False
    found = next(_page_lines(text, class_line), None)
    return found is not None and found.span() == (0, len(text))


def _is_banner(text: str, class_line: ClassLine | None) -> bool:
    """A classification line repeated for a later section, or a bare classification."""
    if len(text) > MAX_BANNER_LENGTH:
        return False
    if patterns.BANNER.match(text):
        return True
    found = read_class_line(text)
    return (
        found is not None
        and class_line is not None
        and (found[0].post, found[0].number) == (class_line.post, class_line.number)
    )


def _is_plain(text: str) -> bool:
    """True for a line in which there can be no page line and no rule."""
    return not (
        "--" in text
        or " OF " in text
        or "PAGE " in text
        or "==" in text
        or "__" in text
        or "**" in text
    )


def _has_strokes(text: str) -> bool:
    """False for a text that holds no rule."""
    return "--" in text or "==" in text or "__" in text or "**" in text


def _part_line(line: Line, class_line: ClassLine | None) -> list[Row]:
    """Text, and the page lines and rules that stand between its words."""
    pieces = _part_at_pages(line, class_line)
    return [row for piece in pieces for row in _part_at_rules(piece)]


def _part_at_pages(line: Line, class_line: ClassLine | None) -> list[Row]:
    old = patterns.PAGE_LINE_OLD.match(line.text) if len(line.text) < 100 else None
    if old is not None:
        return [Row(RowKind.PAGE, line, page=int(old["page"]))]
    rows: list[Row] = []
    position = 0
    for found in _page_lines(line.text, class_line):
        _add_text(rows, line.part(position, found.start()))
        page = line.part(found.start(), found.end())
        number, of = [int(n) for n in found.groups() if n is not None][-2:]
        rows.append(Row(RowKind.PAGE, page, page=number, of=of))
        position = found.end()
    _add_text(rows, line.part(position) if position else line)
    return rows


def _add_text(rows: list[Row], line: Line) -> None:
    if not line.blank:
        rows.append(Row(TEXT, line))


def _part_at_rules(row: Row) -> list[Row]:
    """A rule is a row of its own: `Update on START ---------------` is a heading and its rule."""
    text = row.text
    if row.kind is not TEXT or not _has_strokes(text):
        return [row]
    if patterns.COLUMN_RULE.match(text):
        return [row]
    if patterns.RULE.match(text):
        return [Row(RULE, row.line)]
    if "-------" not in text:
        return [row]
    rows: list[Row] = []
    position = 0
    for found in patterns.RULE_IN_LINE.regex.finditer(text):
        _add_text(rows, row.line.part(position, found.start()))
        rows.append(Row(RULE, row.line.part(found.start(), found.end())))
        position = found.end()
    _add_text(rows, row.line.part(position) if position else row.line)
    return rows
