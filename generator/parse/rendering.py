"""Undo what a rendering added to the cable's text: links, escapes, doubled quotes."""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.token import Token

from generator.model import Repair
from generator.model.source_text import SourceText
from generator.parse import patterns
from generator.parse.lines import Line

_INLINE = MarkdownIt("zero").enable(["link", "escape", "autolink"])

MAX_MARKDOWN_LINE = 100_000
"""Characters; a longer line is no paragraph of a cable and is left as it came."""


def read_lines(source: SourceText) -> tuple[list[Line], list[Repair]]:
    """The source's lines with its rendering undone, and each change that made.

    The rendering is found in the text itself:
    - Markdown: links to nowhere (`[ASEC](#)`, `[1](#)1.`), escapes (`\\$`), `<http://...>`;
    - a table export: every quotation mark doubled (`""DOE""`);
    - an exchange format: a backslash at every line's end.
    """
    lines = [
        Line(number, start, start + len(kept), kept)
        for number, (start, text) in enumerate(zip(source.starts, source.lines, strict=True), 1)
        for kept in (text.rstrip(),)
    ]
    repairs: list[Repair] = []
    for undo, applies in (
        (_undo_continuation, _has_continuations),
        (_undo_doubled_quotes, _has_doubled_quotes),
        (_undo_markdown, _is_markdown),
    ):
        if applies(source.text, lines):
            lines = [undo(line, repairs) for line in lines]
    return lines, repairs


def _is_markdown(text: str, lines: list[Line]) -> bool:
    return "](#)" in text and patterns.MARKDOWN_LINK.search(text) is not None


def _has_continuations(text: str, lines: list[Line]) -> bool:
    """Most lines end in a backslash: `SIPDIS \\`."""
    if "\\" not in text:
        return False
    written = [line for line in lines if not line.blank]
    ended = sum(line.text.endswith("\\") for line in written)
    return ended > 5 and ended * 2 > len(written)


def _has_doubled_quotes(text: str, lines: list[Line]) -> bool:
    """Every quotation mark stands twice, but for one that may close the export's field."""
    doubled = text.count('""')
    single = text.count('"') - 2 * doubled
    return doubled >= 2 and (single == 0 or (single == 1 and text.rstrip().endswith('"')))


def _undo_continuation(line: Line, repairs: list[Repair]) -> Line:
    if not line.text.endswith("\\"):
        return line
    kept = line.text[:-1].rstrip()
    repairs.append(
        Repair(
            line=line.number,
            before=line.text[-12:],
            after=line.text[-12:-1].rstrip(),
            rule="line-continuation",
        )
    )
    return Line(line.number, line.start, line.end, kept)


def _undo_doubled_quotes(line: Line, repairs: list[Repair]) -> Line:
    if '""' not in line.text:
        return line
    repairs.extend(
        Repair(line=line.number, before='""', after='"', rule="doubled-quotes")
        for _ in range(line.text.count('""'))
    )
    return Line(line.number, line.start, line.end, line.text.replace('""', '"'))


def _undo_markdown(line: Line, repairs: list[Repair]) -> Line:
    """Read one line with a CommonMark inline parser that knows links, escapes, autolinks."""
    marked = "[" in line.text or "\\" in line.text or "<" in line.text
    if not marked or len(line.text) > MAX_MARKDOWN_LINE:
        return line
    tokens: list[Token] = []
    _INLINE.inline.parse(line.text, _INLINE, {}, tokens)
    text, found = _flatten(tokens, line)
    if text == line.text:
        return line
    repairs.extend(found)
    return Line(line.number, line.start, line.end, text)


def _flatten(tokens: list[Token], line: Line) -> tuple[str, list[Repair]]:
    """The tokens' text, and a repair for each link, escape and autolink in it."""
    pieces: list[str] = []
    repairs: list[Repair] = []
    begun = False
    position = 0
    while position < len(tokens):
        token = tokens[position]
        if token.type == "link_open":
            close = next(i for i in range(position, len(tokens)) if tokens[i].type == "link_close")
            inner = "".join(t.content for t in tokens[position + 1 : close])
            repair = _link_repair(inner, token, at_start=not begun, line=line)
            repairs.append(repair)
            pieces.append(repair.after)
            position = close
        else:
            if token.type == "text_special":
                repairs.append(
                    Repair(
                        line=line.number,
                        before=token.markup,
                        after=token.content,
                        rule="markdown-escape",
                    )
                )
            pieces.append(token.content)
        begun = begun or bool(pieces[-1].strip())
        position += 1
    return "".join(pieces), repairs


def _link_repair(inner: str, token: Token, *, at_start: bool, line: Line) -> Repair:
    """`[1](#)` at a line's start is the paragraph mark; any other link is its text.

    A link that leads somewhere keeps its address behind the text, or nothing of it would be left.
    """
    href = str(token.attrs.get("href", ""))
    if token.markup == "autolink":
        return Repair(line=line.number, before=f"<{inner}>", after=inner, rule="markdown-link")
    before = f"[{inner}]({href})"
    if inner == "1" and href == "#" and at_start:
        return Repair(line=line.number, before=before, after="¶", rule="mark-link")
    after = inner if href in ("#", "", inner) else f"{inner} ({href})"
    return Repair(line=line.number, before=before, after=after, rule="markdown-link")
