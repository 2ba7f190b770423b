"""Undoes the rendering of a source: web pages, links, escapes, doubled quotation marks."""

from __future__ import annotations

from dataclasses import replace

from markdown_it import MarkdownIt
from markdown_it.token import Token

from generator.model import Repair
from generator.model.source_text import SourceText
from generator.parse import publisher_patterns
from generator.parse.line_edits import edited_lines
from generator.parse.lines import Line
from generator.parse.renderings.registry import read_source_text
from generator.parse.renderings.rendered_text import RenderedText
from generator.parse.source_edits import NO_EDITS, SourceEdits

_INLINE = MarkdownIt("zero").enable(["link", "escape", "autolink"])

MAX_MARKDOWN_LINE = 100_000
"""A line with more characters is not a paragraph of a cable and is left unchanged."""


def read_rendering(
    source: SourceText, edits: SourceEdits = NO_EDITS
) -> tuple[RenderedText, list[Repair]]:
    """The source with its rendering undone, and the repairs for changes to lines of the message.

    `edits` apply to the lines before what follows is undone.

    HTML is read as a browser shows it, without repairs. Within any rendering, the text itself
    shows what else was added:
    - Markdown: links without target (`[ASEC](#)`, `[1](#)1.`), escapes (`\\$`), `<http://...>`;
    - a table export: every quotation mark doubled (`""DOE""`);
    - an exchange format: a backslash at the end of every line, or of some lines behind a space.
    """
    rendering, rendered = read_source_text(_with_plain_spaces(source))
    lines = list(rendered.lines)
    if edits.joined or edits.splits:
        lines = edited_lines(lines, edits)
    repairs = list(rendered.repairs)
    for undo, applies in (
        (_undo_continuation, _has_continuations),
        (_undo_spaced_backslash, _has_spaced_backslashes),
        (_undo_doubled_quotes, _has_doubled_quotes),
        (_undo_markdown, _is_markdown),
    ):
        if applies(source.text, lines):
            lines = [undo(line, repairs) for line in lines]
    return replace(rendered, rendering=rendering.name, lines=tuple(lines)), repairs


def _with_plain_spaces(source: SourceText) -> SourceText:
    """The source with LF for each lone CR and a space for each other space, character by character.

    PDF readers and web pages give no-break spaces, old Macintosh files CR. Offsets stay as they
    are.
    """
    text = source.text
    if "\r" in text:
        text = publisher_patterns.LONE_CR.regex.sub("\n", text)
    if not text.isascii() and publisher_patterns.OTHER_SPACE.search(text):
        text = publisher_patterns.OTHER_SPACE.regex.sub(" ", text)
    return source if text is source.text else SourceText(text)


def _is_markdown(text: str, lines: list[Line]) -> bool:
    return "](#)" in text and publisher_patterns.MARKDOWN_LINK.search(text) is not None


def _has_continuations(text: str, lines: list[Line]) -> bool:
    """True if most lines end in a backslash: `SIPDIS \\`."""
    if "\\" not in text:
        return False
    text_lines = [line for line in lines if not line.is_blank]
    continued = sum(line.text.endswith("\\") for line in text_lines)
    return continued > 5 and continued * 2 > len(text_lines)


def _has_doubled_quotes(text: str, lines: list[Line]) -> bool:
    """True if all quotation marks are doubled, except one that may close the exported field."""
    if '""' not in text:
        return False
    message = "\n".join(line.text for line in lines)
    doubled = message.count('""')
    single = message.count('"') - 2 * doubled
    return doubled >= 2 and (single == 0 or (single == 1 and message.rstrip().endswith('"')))


def _undo_continuation(line: Line, repairs: list[Repair]) -> Line:
    if not line.text.endswith("\\"):
        return line
    repairs.append(
        Repair(
            line=line.number,
            before=line.text[-12:],
            after=line.text[-12:-1].rstrip(),
            rule="line-continuation",
        )
    )
    return Line(line.number, line.start, line.end, line.text[:-1].rstrip())


def _has_spaced_backslashes(text: str, lines: list[Line]) -> bool:
    return "\\" in text


def _undo_spaced_backslash(line: Line, repairs: list[Repair]) -> Line:
    """`TALKS IN LIMA \\`: behind a space, a backslash at the end of a line is no text."""
    return _undo_continuation(line, repairs) if line.text.endswith(" \\") else line


def _undo_doubled_quotes(line: Line, repairs: list[Repair]) -> Line:
    if '""' not in line.text:
        return line
    repairs.extend(
        Repair(line=line.number, before='""', after='"', rule="doubled-quotes")
        for _ in range(line.text.count('""'))
    )
    return Line(line.number, line.start, line.end, line.text.replace('""', '"'))


def _undo_markdown(line: Line, repairs: list[Repair]) -> Line:
    """Parse one line as CommonMark with links, escapes and autolinks only."""
    has_markup = "[" in line.text or "\\" in line.text or "<" in line.text
    if not has_markup or len(line.text) > MAX_MARKDOWN_LINE:
        return line
    tokens: list[Token] = []
    _INLINE.inline.parse(line.text, _INLINE, {}, tokens)
    text, line_repairs = _flatten(tokens, line)
    if text == line.text:
        return line
    repairs.extend(line_repairs)
    return Line(line.number, line.start, line.end, text)


def _flatten(tokens: list[Token], line: Line) -> tuple[str, list[Repair]]:
    """The text of the tokens, and a repair for each link, escape and autolink."""
    pieces: list[str] = []
    repairs: list[Repair] = []
    at_start = True
    position = 0
    while position < len(tokens):
        token = tokens[position]
        if token.type == "link_open":
            close = next(i for i in range(position, len(tokens)) if tokens[i].type == "link_close")
            inner = "".join(t.content for t in tokens[position + 1 : close])
            repair = _link_repair(inner, token, at_start=at_start, line=line)
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
        at_start = at_start and not pieces[-1].strip()
        position += 1
    return "".join(pieces), repairs


def _link_repair(inner: str, token: Token, *, at_start: bool, line: Line) -> Repair:
    """`[1](#)` at the start of a line is a paragraph mark; any other link becomes its text.

    A link with a real target becomes its text and the URL, so that the URL is not lost.
    """
    href = str(token.attrs.get("href", ""))
    if token.markup == "autolink":
        return Repair(line=line.number, before=f"<{inner}>", after=inner, rule="markdown-link")
    before = f"[{inner}]({href})"
    if inner == "1" and href == "#" and at_start:
        return Repair(line=line.number, before=before, after="¶", rule="mark-link")
    after = inner if href in ("#", "", inner) else f"{inner} ({href})"
    return Repair(line=line.number, before=before, after=after, rule="markdown-link")
