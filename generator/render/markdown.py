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
    """Markdown that may stand in a page as it is."""

    __slots__ = ()


def _replacing(table: Mapping[str, str]) -> Callable[[str], str]:
    """What puts in place of each sign of a table what the table has for it."""
    signs = re.compile(f"[{re.escape(''.join(table))}]")
    return partial(signs.sub, lambda found: table[found[0]])


_inline = _replacing(
    {sign: f"\\{sign}" for sign in "\\`*_[]{}!#"}
    | {sign: f"&#{ord(sign)};" for sign in "|~^"}
    | {sign: html.escape(sign) for sign in "&<>"}
)
_in_quotes = _replacing(
    {sign: f"&#{ord(sign)};" for sign in "\\`*_[]{}"}
    | {sign: html.escape(sign) for sign in "&<>\"'"}
)
_in_data = _replacing({sign: f"\\u{ord(sign):04x}" for sign in "<>&"})
_encode = json.JSONEncoder(ensure_ascii=True, separators=(",", ":")).encode
_BLOCK_START = re.compile(r"(?:#{1,6}|[-+=:>/?~]+|\d+(?=[.)]))")
_CONTROLS = {code: 0x2400 + code for code in range(32) if chr(code) not in "\t\n"} | {0x7F: 0x2421}
BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Characters that change the order in which others are shown (UAX #9, section 2)."""

_BLANK_LETTERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
"""Letters and marks that are drawn as nothing."""

_SIGN = re.compile(r"[^\x00-\x7f]")
_TOKENS = {ord(c): f"‹U+{ord(c):04X}›" for c in BIDI}


def visible(text: str) -> str:
    """`text` with pictures and tokens for what would act or vanish, and no half of a character."""
    # Of what is not printable, line ends alone stay as they are in most texts.
    if text.replace("\n", "").isprintable():
        return text
    return _visible(text).translate(_TOKENS)


def escape(text: object) -> Md:
    """`text` as running text on one line, each character shown as itself.

    Control characters are shown as their pictures (␀, ␛): they would vanish or, in a
    terminal, act. So are characters that reorder what stands around them: `‹U+202E›`.
    """
    return Md(_inline(plain(str(text))))


def escape_start(text: object) -> Md:
    """`text` at the start of a block, where `1.`, `-`, `#` and the like would be structure."""
    escaped = escape(text)
    start = _BLOCK_START.match(escaped)
    if start is None:
        return escaped
    first = start[0]
    if first[0].isdigit():
        return Md(f"{first}\\{escaped[start.end() :]}")
    return Md("".join(f"&#{ord(c)};" for c in first) + escaped[start.end() :])


def preformatted(text: str) -> Md:
    """`text` for the inside of a raw HTML block, its lines and blanks kept."""
    return _raw(visible(text))


def _raw(text: str) -> Md:
    # As they are, tabs would become blanks in the builder.
    shown = html.escape(text, quote=True).replace("\t", "&#9;")
    return Md(shown.replace("\n\n", "\n&#8203;\n"))


def is_invisible(sign: str) -> bool:
    """Whether a character beyond ASCII is drawn as nothing, or only changes what is beside it.

    Format characters (bidi controls, zero-width ones, soft hyphens, tags), line and paragraph
    separators, C1 controls, variation selectors (Unicode, chapters 4.5 and 23).
    """
    return (
        unicodedata.category(sign) in {"Cf", "Zl", "Zp"}
        or "\x80" <= sign <= "\x9f"
        or "\ufe00" <= sign <= "\ufe0f"
        or sign in _BLANK_LETTERS
    )


def source_line(text: str) -> Md:
    """A line of a source for a raw HTML block, its invisible characters shown in boxes.

    The character stays where it was, so that what a reader copies is what was received; the box's
    label is a picture that the style sheet draws from `data-sign`. `<bdi>` ends the power of a
    character that reorders at the box.
    """
    if text.isascii():
        return _raw(_visible(text))
    return Md(_SIGN.sub(lambda m: _box(m[0]) if is_invisible(m[0]) else m[0], _raw(_visible(text))))


def count_invisible(text: str) -> int:
    """How many characters `source_line` shows in boxes."""
    return 0 if text.isascii() else sum(is_invisible(m[0]) for m in _SIGN.finditer(text))


def _box(sign: str) -> str:
    name = unicodedata.name(sign, "a control character")
    return f'<bdi class="rt-sign" data-sign="U+{ord(sign):04X}" title="{name}">{sign}</bdi>'


def attribute(text: object) -> Md:
    """`text` for an HTML attribute in double quotes."""
    return Md(_in_quotes(plain(str(text))))


def title(text: str) -> str:
    """`text` for front matter: the theme prints titles into HTML as they are."""
    return html.escape(plain(text), quote=True)


def plain(text: str) -> str:
    """`text` on one line, not escaped, for what escapes it by itself."""
    # The only blank that Python calls printable is the space.
    if text.isprintable() and "  " not in text:
        return text.strip()
    return " ".join(visible(text).split())


def data_block(value: object) -> str:
    """`value` as JSON for a `<script>` element that holds data: no sign in it can end the element.

    Its texts must have gone through `plain`.
    """
    return _in_data(_encode(value))


def css_string(text: str) -> str:
    """`text` as a string of a style sheet; signs that are seldom in text are told by number."""
    told = _SELDOM.sub(lambda sign: f"\\{ord(sign[0]):x} ", plain(text))
    return f'"{told}"'


_SELDOM = re.compile(r"[^\w /\-.,:()#']|_")


def _visible(text: str) -> str:
    if text.isprintable():
        return text
    shown = text.translate(_CONTROLS)
    return shown.encode("utf-8", "backslashreplace").decode("utf-8")
