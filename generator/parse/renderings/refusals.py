"""Forms of file that give no telegram: each is refused with one message."""

from __future__ import annotations

import re
from itertools import islice

from generator.model import Fate
from generator.model.diagnostics import diagnostic
from generator.model.source_text import SourceText
from generator.parse.lines import source_lines
from generator.parse.pattern import pattern
from generator.parse.renderings.containers import CONTAINERS
from generator.parse.renderings.csv_records import Dialect, read_records
from generator.parse.renderings.rendered_text import RenderedText
from generator.parse.telegram_marks import shows_telegram

PAGE = pattern(
    r"\s*(?:<[?!][^>]{0,300}>\s{0,100}){0,8}<(?:html|head|body|title|meta|link|script|style|div"
    r"|table|center|span|font|article|section|main|h[1-6]|p|a|ul|ol|code|pre)\b[^<>]{0,500}>",
    "<!DOCTYPE html>\n<html lang='en'>",
    "<p>The council met.</p>",
    flags=re.IGNORECASE,
)
"""The start of a web page, or of a fragment of one."""

MAIL_FIELD = pattern(
    r"\s*(?P<name>From|Sent|Date|To)\s?:\s", "Sent: Wednesday, March 7, 2012 8:15 AM"
)
"""A field of an e-mail's head as it is printed."""

MAIL_HEAD = 4
"""The fields of an e-mail's head are within so many lines below the first."""

SAMPLE = 20
"""Records by which a table is told from other text."""

FEWEST_RECORDS = 3
"""A table without quotation marks shows itself by so many lines."""

MIN_WIDTH = 3
"""A table has so many columns; two may be a sentence with a comma."""


def is_page(text: str) -> bool:
    """True for a web page, or a fragment of one, that no rendering reads."""
    return PAGE.match(text.lstrip("\ufeff")) is not None


def read_page(source: SourceText) -> RenderedText:
    """A web page without a telegram, with the message that says so."""
    return _refused(
        source,
        "form-unknown",
        form="a web page",
        expected="a <pre> element with a line like 'UNCLAS MEXICO 000721'",
    )


def is_mail(text: str) -> bool:
    """True for printed e-mails in which no line can be a telegram's.

    `From:`, `Sent:` and `To:` are below one another.
    """
    if "From:" not in text or "To:" not in text:
        return False
    lines = [line for line in text.split("\n") if line.strip()]
    names = [match["name"] if (match := MAIL_FIELD.match(line)) else "" for line in lines]
    has_head = any(
        name == "From"
        and "To" in (below := names[index + 1 : index + 1 + MAIL_HEAD])
        and ("Sent" in below or ("Date" in below and "@" in text))
        for index, name in enumerate(names)
    )
    return has_head and not any(shows_telegram([line]) for line in lines)


def read_mail(source: SourceText) -> RenderedText:
    """No telegram: e-mails that may speak of one."""
    return _refused(
        source,
        "form-unknown",
        form="a printed e-mail",
        expected="a telegram below it: 'MRN:', or a line like 'UNCLAS MEXICO 000721'",
    )


def is_table(text: str) -> bool:
    """True for a CSV table of unknown columns: its first records have equally many cells.

    Lines without quotation marks may also be a telegram with as many commas on each line.
    """
    start = text.lstrip("\ufeff\r\n")
    first_line = start[:1000].partition("\n")[0]
    for delimiter in (mark for mark in ",;\t|" if mark in first_line):
        dialect = Dialect(delimiter, has_backslashes=False, is_quoted=False)
        records = list(islice(read_records(start, dialect), SAMPLE))
        widths = {len(record.cells) for record in records}
        is_quoted = all(cell.is_quoted for record in records for cell in record.cells)
        if min(widths) < MIN_WIDTH or len(widths) > 1:
            continue
        if is_quoted or len(records) >= FEWEST_RECORDS:
            return is_quoted or not shows_telegram(start.split("\n", 200))
    return False


def read_table(source: SourceText) -> RenderedText:
    """No telegram: the columns of the table are not understood, or no row holds a telegram."""
    return _refused(
        source,
        "form-unknown",
        form="a CSV table",
        expected="titles such as number, date, classification, body above the columns",
    )


def holds_many(text: str) -> bool:
    """True for a file that is split into telegrams before each is parsed."""
    return any(container.detects(text) for container in CONTAINERS)


def read_many(source: SourceText) -> RenderedText:
    """No telegram: a source is one telegram, and it is not guessed which."""
    container = next(item for item in CONTAINERS if item.detects(source.text))
    return _refused(source, "file-holds-many", form=container.name)


def _refused(source: SourceText, code: str, **fields: str) -> RenderedText:
    lines = source_lines(source)
    first = next((line for line in lines if not line.is_blank), None)
    return RenderedText(
        lines=(),
        has_header=False,
        furniture=tuple((line, Fate.BLANK if line.is_blank else Fate.UNPARSED) for line in lines),
        diagnostics=(
            diagnostic(
                code,
                line=first.number if first else None,
                text=first.text if first else "",
                **fields,
            ),
        ),
    )
