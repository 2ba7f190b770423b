"""The HTML rendering: a web page, or a fragment of one, with the message in `<pre>` elements."""

from __future__ import annotations

import datetime
import html
import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser

from generator.model import TELEGRAM_YEARS, Fate
from generator.model.days import read_day
from generator.model.source_text import SourceText
from generator.parse import publisher_patterns
from generator.parse.lines import Line, LineAndFate, lines_between
from generator.parse.renderings import refusals
from generator.parse.renderings.rendered_text import CopyMetadata, RenderedText
from generator.parse.renderings.telegram_copies import holds_telegram


def detects(text: str) -> bool:
    """True for a text that begins with a tag and has a `<pre>` element.

    `<!DOCTYPE html><html>...<pre>UNCLAS LIMA 000012`, `<code><pre>UNCLAS LIMA 000012`
    """
    return (
        text.lstrip("\ufeff \t\r\n")[:1] == "<"
        and publisher_patterns.PRE_ELEMENT.search(text) is not None
    )


def read(source: SourceText) -> RenderedText:
    """The lines within `<pre>` elements, without tags and with character references undone.

    A page has its metadata in a table before the message. The rest of the page is furniture. A page
    without a telegram is refused.
    """
    lines: list[Line] = []
    furniture: list[LineAndFate] = []
    metadata = CopyMetadata()
    position = 0
    for element in publisher_patterns.PRE_ELEMENT.regex.finditer(source.text):
        table = _metadata_table(source.text, position, element.start())
        if table is not None:
            metadata = _read_table(source.text[table[0] : table[1]])
        furniture.extend(_around(source, position, element.start(1), table))
        lines.extend(map(_shown, lines_between(source, element.start(1), element.end(1))))
        position = element.end(1)
    if metadata.number is None and not holds_telegram("\n".join(line.text for line in lines)):
        return refusals.read_page(source)
    furniture.extend(_around(source, position, len(source.text), None))
    return RenderedText(lines=tuple(lines), furniture=tuple(furniture), metadata=metadata)


def _metadata_table(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The range of the table of metadata between two offsets; None without one."""
    table = publisher_patterns.METADATA_TABLE.regex.search(text, start, end)
    if table is None:
        return None
    close = text.find("</table", table.end(), end)
    return table.start(), end if close < 0 else close


def _shown(line: Line) -> Line:
    """A line without tags and with character references undone."""
    text = line.text
    if "<" in text:
        text = publisher_patterns.HTML_TAG.regex.sub(_space_of_tag, text)
    if "&" in text:
        text = publisher_patterns.CHARACTER_REFERENCE.regex.sub(_character, text)
    if text != line.text:
        return Line(line.number, line.start, line.end, text.rstrip())
    return line.part(0) if text[-1:].isspace() else line


def _space_of_tag(tag: re.Match[str]) -> str:
    """A space for a tag that separates words, nothing for one that may appear within a word."""
    return " " if tag["separator"] else ""


def _character(reference: re.Match[str]) -> str:
    """The character of a reference on one line; a line end within it becomes a space."""
    return " ".join(html.unescape(reference[0]).splitlines()) or " "


def _around(
    source: SourceText, start: int, end: int, table: tuple[int, int] | None
) -> Iterator[LineAndFate]:
    """The lines from offset `start` to `end`, outside the message, with their fates.

    `table` is the range of the metadata. Tags alone on a line that the message begins
    or ends have no fate of their own.
    """
    table_start, table_end = table or (0, 0)
    for line in lines_between(source, start, end):
        is_whole = source.lines[line.number - 1] == line.text
        if line.is_blank:
            if is_whole:
                yield line, Fate.BLANK
        elif is_whole or publisher_patterns.HTML_TAG.regex.sub("", line.text).strip():
            in_table = table_start <= line.start < table_end
            yield line, Fate.PREAMBLE if in_table else Fate.WEB_PAGE


def _read_table(table: str) -> CopyMetadata:
    """Read a table of two rows: five titles, and the value of each.

    `Reference ID`, `Created` (`2008-03-11 22:22`), `Released`, `Classification`, `Origin`
    """
    cells = LexborHTMLParser(table).css("th, td")
    texts = [" ".join(cell.text().split()) for cell in cells]
    width = len(publisher_patterns.METADATA_TITLES)
    values = dict(zip(publisher_patterns.METADATA_TITLES, texts[width : 2 * width], strict=False))
    number = publisher_patterns.DUMP_ID.match(values.get("Reference ID", ""))
    return CopyMetadata(
        number=number[1] if number else None,
        date=_day(values.get("Created", "")),
        classification=values.get("Classification") or None,
        origin=values.get("Origin") or None,
    )


def _day(text: str) -> datetime.date | None:
    """The day of `2008-03-11 22:22`; None for an invalid date or a year outside `TELEGRAM_YEARS`.

    The publisher's clock times repeat the hour in place of the minutes.
    """
    date = read_day(text[:10])
    return date if date is not None and date.year in TELEGRAM_YEARS else None
