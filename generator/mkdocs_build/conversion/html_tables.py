"""Tables: a header row, a row that aligns the columns, rows of cells."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from generator.mkdocs_build.conversion.html_elements import UnsupportedMarkdownError

_RULE = re.compile(r":?-+:?")
_SIDES = {(True, True): "center", (True, False): "left", (False, True): "right"}


def table(lines: Sequence[str], inline: Callable[[str], str]) -> list[str]:
    """Convert the lines `| Head |`, `| ---: |`, `| cell |` to lines of HTML.

    There are at least two lines; `inline` converts the text of a cell. Raises
    `UnsupportedMarkdownError` if rows differ in length or a cell contains an escaped `|`.
    """
    head, rule, *body = rows = [_cells(line) for line in lines]
    if not all(map(_RULE.fullmatch, rule)) or any(len(row) != len(head) for row in rows):
        raise UnsupportedMarkdownError(lines[0])
    styles = [_style(cell) for cell in rule]
    html = ["<table>", "<thead>", *_row("th", map(inline, head), styles), "</thead>", "<tbody>"]
    for row in body:
        html += _row("td", map(inline, row), styles)
    if not body:
        none = [""] * len(head)
        html += _row("td", none, none)
    return [*html, "</tbody>", "</table>"]


def _row(tag: str, cells: Iterable[str], styles: Sequence[str]) -> list[str]:
    """A row; `styles` are attributes of the cells by column, or empty."""
    columns = zip(styles, cells, strict=True)
    return ["<tr>", *(f"<{tag}{style}>{cell}</{tag}>" for style, cell in columns), "</tr>"]


def _cells(line: str) -> list[str]:
    row = line.rstrip()
    if len(row) < 2 or row[-1] != "|" or "\\|" in row:
        raise UnsupportedMarkdownError(line)
    return [cell.strip() for cell in row[1:-1].split("|")]


def _style(rule: str) -> str:
    """The attribute that aligns a column, as Python-Markdown writes it; may be empty."""
    side = _SIDES.get((rule[0] == ":", rule[-1] == ":"))
    return f' style="text-align: {side};"' if side else ""
