"""Tables: a row of heads, a rule that aligns the columns, rows of cells."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from generator.mkdocs_build.conversion.html_elements import NotPlainError

_RULE = re.compile(r":?-+:?")
_SIDES = {(True, True): "center", (True, False): "left", (False, True): "right"}


def table(lines: Sequence[str], inline: Callable[[str], str]) -> list[str]:
    """`| Head |`, `| ---: |`, `| cell |` line by line, as lines of HTML; `inline` makes the cells'.

    There are two lines at least. Raises `NotPlainError` where rows are not of one length, or a cell
    holds the sign that parts cells.
    """
    head, rule, *body = rows = [_cells(line) for line in lines]
    if not all(map(_RULE.fullmatch, rule)) or any(len(row) != len(head) for row in rows):
        raise NotPlainError(lines[0])
    styles = [_style(cell) for cell in rule]
    html = ["<table>", "<thead>", *_row("th", map(inline, head), styles), "</thead>", "<tbody>"]
    for row in body:
        html += _row("td", map(inline, row), styles)
    if not body:
        none = [""] * len(head)
        html += _row("td", none, none)
    return [*html, "</tbody>", "</table>"]


def _row(tag: str, cells: Iterable[str], styles: Sequence[str]) -> list[str]:
    """A row; each style is an attribute of its column's cells, or empty."""
    columns = zip(styles, cells, strict=True)
    return ["<tr>", *(f"<{tag}{style}>{cell}</{tag}>" for style, cell in columns), "</tr>"]


def _cells(line: str) -> list[str]:
    row = line.rstrip()
    if len(row) < 2 or row[-1] != "|" or "\\|" in row:
        raise NotPlainError(line)
    return [cell.strip() for cell in row[1:-1].split("|")]


def _style(rule: str) -> str:
    """How a column is aligned, as Python-Markdown tells it."""
    side = _SIDES.get((rule[0] == ":", rule[-1] == ":"))
    return f' style="text-align: {side};"' if side else ""
