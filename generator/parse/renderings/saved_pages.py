"""Web pages that a browser saved as text: menus, a table of metadata, and the message.

    Reference ID   Created            Released           Classification   Origin
    08EXAMPLE12    2008-03-11 22:22   2010-12-10 09:09   UNCLASSIFIED     Embassy Example

Each title and value may also appear on a line of its own. The message ends the page.
"""

from __future__ import annotations

from generator.model import Fate
from generator.model.source_text import SourceText
from generator.parse import header_patterns, publisher_patterns
from generator.parse.class_line import read_class_line
from generator.parse.lines import Line, LineAndFate, source_lines
from generator.parse.pattern import any_matches, pattern
from generator.parse.renderings.csv_values import possible_days
from generator.parse.renderings.rendered_text import CopyMetadata, RenderedText

MAX_WORDS_OF_PAGE = 60
"""Lines of the page between the table and the message: links, articles about it."""

FIRST_LINES = (
    publisher_patterns.DUMP_EXTRACT,
    header_patterns.FORMAT_LINE_1,
    header_patterns.ROUTING,
    header_patterns.STATION,
    header_patterns.NUMBER_BANNER,
    header_patterns.DTG,
    header_patterns.FROM,
)
"""Lines with which a message begins, beside the classification line."""

_GAP = r"[\s|]{1,200}"
_TIME = r"\d{4}-\d\d-\d\d(?: \d\d:\d\d)?"
TABLE = pattern(
    _GAP.join(publisher_patterns.METADATA_TITLES)
    + rf"{_GAP}(?P<number>\d\d[A-Z]{{2,40}}\d{{1,7}}){_GAP}(?P<created>{_TIME}){_GAP}{_TIME}{_GAP}"
    r"(?P<classification>[A-Z]{2,20}(?:[ /]{1,3}[A-Z]{2,20}){0,8})[\t\n |]{1,200}"
    r"(?P<origin>[A-Z][A-Za-z.,' -]{2,60})",
    "Reference ID Created Released Classification Origin\n"
    "08LIMA12 2008-03-11 22:22 2010-12-10 09:09 UNCLASSIFIED Embassy Lima",
    "Reference ID\nCreated\nReleased\nClassification\nOrigin\n\n08LIMA12\n\n2008-03-11 22:22\n"
    "2010-12-10 09:09\nUNCLASSIFIED//FOR OFFICIAL USE ONLY\nEmbassy Lima",
)


def detects(text: str) -> bool:
    """True for a text with the table of metadata, which also shows that it was a page."""
    return publisher_patterns.METADATA_TITLES[0] in text and TABLE.search(text) is not None


def read(source: SourceText) -> RenderedText:
    """The lines below the table; what is above it is furniture."""
    table = TABLE.search(source.text)
    if table is None:
        raise ValueError("not a web page saved as text")
    lines = source_lines(source)
    first, last = source.line_at(table.start()), source.line_at(table.end())
    begin = _message_start(lines, last)
    furniture: list[LineAndFate] = []
    for line in lines[:begin]:
        fate = Fate.PREAMBLE if first <= line.number <= last else Fate.WEB_PAGE
        furniture.append((line, Fate.BLANK if line.is_blank else fate))
    return RenderedText(
        lines=tuple(lines[begin:]),
        furniture=tuple(furniture),
        metadata=CopyMetadata(
            number=table["number"],
            date=next(iter(possible_days(table["created"])), None),
            classification=table["classification"],
            origin=table["origin"],
        ),
    )


def _message_start(lines: list[Line], start: int) -> int:
    """The index of the message's first line; `start` if no line behind the table shows it."""
    for index in range(start, min(start + MAX_WORDS_OF_PAGE, len(lines))):
        text = lines[index].text
        if any_matches(FIRST_LINES, text) or read_class_line(text) is not None:
            return index
    return start
