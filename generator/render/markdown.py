"""Escaping: the one place where the text of a cable becomes Markdown.

Text is data. Only values of the type `Md` pass into a template as they are; whatever else
a template prints is escaped by `escape`.
"""

from __future__ import annotations

import html
import json
import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import partial


class Md(str):
    """Markdown that needs no escaping."""

    __slots__ = ()


def _replacing(table: Mapping[str, str]) -> Callable[[str], str]:
    """A function that replaces each character of the table by its value."""
    characters = re.compile(f"[{re.escape(''.join(table))}]")
    return partial(characters.sub, lambda match: table[match[0]])


_inline = _replacing(
    {character: f"\\{character}" for character in "\\`*_[]{}!#"}
    | {character: f"&#{ord(character)};" for character in "|~^"}
    | {character: html.escape(character) for character in "&<>"}
)
_in_quotes = _replacing(
    {character: f"&#{ord(character)};" for character in "\\`*_[]{}"}
    | {character: html.escape(character) for character in "&<>\"'"}
)
_in_data = _replacing({character: f"\\u{ord(character):04x}" for character in "<>&"})
_encode = json.JSONEncoder(ensure_ascii=True, separators=(",", ":")).encode
_BLOCK_START = re.compile(r"(?:#{1,6}|[-+=:>/?~]+|\d+(?=[.)]))")
_CONTROLS = {code: 0x2400 + code for code in range(32) if chr(code) not in "\t\n"} | {0x7F: 0x2421}
BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Characters that change the display order of others (UAX #9, section 2)."""

_BLANK_LETTERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
"""Letters and marks without a visible glyph."""

_NON_ASCII = re.compile(r"[^\x00-\x7f]")
_TOKENS = {ord(c): f"‹U+{ord(c):04X}›" for c in BIDI}


def visible(text: str) -> str:
    """`text` with visible stand-ins for control and bidi characters and lone surrogates."""
    # In most texts, line ends are the only unprintable characters.
    if text.replace("\n", "").isprintable():
        return text
    return _visible(text).translate(_TOKENS)


def escape(text: object) -> Md:
    """`text` as running text on one line, each character shown as itself.

    Control characters are shown as their pictures (␀, ␛), because they would be invisible or act
    on a terminal. Characters that reorder others are shown as tokens: `‹U+202E›`.
    """
    return Md(_inline(plain(str(text))))


def escape_start(text: object) -> Md:
    """`text` at the start of a block, where `1.`, `-`, `#` and the like would be markup."""
    escaped = escape(text)
    start = _BLOCK_START.match(escaped)
    if start is None:
        return escaped
    first = start[0]
    if first[0].isdigit():
        return Md(f"{first}\\{escaped[start.end() :]}")
    return Md("".join(f"&#{ord(c)};" for c in first) + escaped[start.end() :])


def preformatted(text: str) -> Md:
    """`text` for a raw HTML block, with line breaks and blanks kept."""
    return _raw(visible(text))


def _raw(text: str) -> Md:
    # MkDocs would turn unescaped tabs into spaces.
    escaped = html.escape(text, quote=True).replace("\t", "&#9;")
    return Md(escaped.replace("\n\n", "\n&#8203;\n"))


def is_invisible(character: str) -> bool:
    """Whether a non-ASCII character is invisible or only changes its neighbours.

    Format characters (bidi controls, zero-width ones, soft hyphens, tags), line and paragraph
    separators, C1 controls, variation selectors (Unicode, chapters 4.5 and 23).
    """
    return (
        unicodedata.category(character) in {"Cf", "Zl", "Zp"}
        or "\x80" <= character <= "\x9f"
        or "\ufe00" <= character <= "\ufe0f"
        or character in _BLANK_LETTERS
    )


def source_line(text: str) -> Md:
    """A source line for a raw HTML block, with invisible characters shown in boxes.

    The character itself stays in the text, so that readers copy what was received; the style sheet
    draws the label of the box from `data-sign`. `<bdi>` limits the effect of a reordering character
    to the box.
    """
    if text.isascii():
        return _raw(_visible(text))
    return Md(
        _NON_ASCII.sub(lambda m: _box(m[0]) if is_invisible(m[0]) else m[0], _raw(_visible(text)))
    )


def count_invisible(text: str) -> int:
    """The number of characters that `source_line` shows in boxes."""
    return 0 if text.isascii() else sum(is_invisible(m[0]) for m in _NON_ASCII.finditer(text))


def _box(character: str) -> str:
    name = unicodedata.name(character, "a control character")
    return (
        f'<bdi class="rt-sign" data-sign="U+{ord(character):04X}" title="{name}">{character}</bdi>'
    )


_ACTIVE = re.compile(
    r"\\(?=[!-/:-@\[-`{-~]|$)"  # a backslash before punctuation
    r"|(?<=\S)\*|\*(?=\S)"
    r"|(?<![^\W_])_|_(?![^\W_])"
    r"|<(?=[A-Za-z/!?])"
    r"|&(?=#?\w+;)"
    r"|\](?=[(:])"
)
"""Characters that CommonMark would read as markup where they stand; elsewhere they are text."""

_COMMONMARK_START = re.compile(
    r"(?P<number>\d{1,9})(?=[.)](?:\s|$))|#{1,6}(?=\s|$)|[-+*](?=\s|$)|(?:-\s*){3,}$|>|~{3}"
)
"""The beginning of a block that would be a list, heading, rule, quotation or code."""


def commonmark(text: str, *, at_start: bool = True) -> Md:
    """`text` on one line for a file in plain CommonMark; `at_start` if it begins a block.

    Backslashes are only where CommonMark would read markup, so that nearly every text is as in the
    cable and can be quoted from the file: `A_B [x] 3 * 4` has none, `_A_` becomes `\\_A\\_`.
    """
    line = plain(text)
    escaped = _ACTIVE.sub(lambda match: f"\\{match[0]}", line)
    if "`" in line and not (at_start and _has_lone_backticks(line)):
        escaped = escaped.replace("`", "\\`")
    start = _COMMONMARK_START.match(escaped) if at_start else None
    if start is None:
        return Md(escaped)
    at = start.end() if start["number"] else 0
    return Md(f"{escaped[:at]}\\{escaped[at:]}")


def _has_lone_backticks(line: str) -> bool:
    """Whether none of the backticks begins code: no two runs are equally long, as in `so'."""
    runs = re.findall("`+", line)
    return len(set(map(len, runs))) == len(runs) and not line.startswith("```")


def commonmark_heading(level: int, text: str) -> Md:
    """A heading in plain CommonMark, which takes `#` at the end of the line for its end."""
    line = re.sub(r"(#+)$", r"\\\1", commonmark(text, at_start=False))
    return Md(f"{'#' * level} {line}")


def commonmark_code(text: str) -> Md:
    """Lines as they are, in a fence longer than any run of backticks in them."""
    longest = max(map(len, re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return Md(f"{fence}text\n{visible(text)}\n{fence}")


def attribute(text: object) -> Md:
    """`text` for an HTML attribute in double quotes."""
    return Md(_in_quotes(plain(str(text))))


def title(text: str) -> str:
    """`text` for a title in front matter, which the theme prints into HTML without escaping."""
    return html.escape(plain(text), quote=True)


def plain(text: str) -> str:
    """`text` on one line, not escaped, for callers that escape it themselves."""
    # The space is the only whitespace character that Python considers printable.
    if text.isprintable() and "  " not in text:
        return text.strip()
    return " ".join(visible(text).split())


def data_block(value: object) -> str:
    """`value` as JSON for a `<script>` element with data; no character in it can end the element.

    Its strings must have been passed through `plain`.
    """
    return _in_data(_encode(value))


def css_string(text: str) -> str:
    """`text` as a CSS string; characters that are rare in text are escaped by number."""
    escaped = _RARE.sub(lambda match: f"\\{ord(match[0]):x} ", plain(text))
    return f'"{escaped}"'


_RARE = re.compile(r"[^\w /\-.,:()#']|_")


def _visible(text: str) -> str:
    if text.isprintable():
        return text
    text = text.translate(_CONTROLS)
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
