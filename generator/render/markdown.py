"""Escaping: the one place where the text of a cable becomes Markdown.

Text is data. Only values of the type `Md` pass into a template as they are; whatever else
a template prints is escaped by `escape`.
"""

from __future__ import annotations

import html
import json
import re


class Md(str):
    """Markdown that may stand in a page as it is."""

    __slots__ = ()


_INLINE = re.compile(r"[\\`*_\[\]{}|~^!#]")
_BLOCK_START = re.compile(r"(?:#{1,6}|[-+=:>/?~]+|\d+(?=[.)]))")
_CONTROLS = {code: 0x2400 + code for code in range(32) if chr(code) not in "\t\n"} | {0x7F: 0x2421}
_ENTITY = {"|": "&#124;", "~": "&#126;", "^": "&#94;"}


def escape(text: object) -> Md:
    """`text` as running text on one line, each character shown as itself.

    Control characters are shown as their pictures (␀, ␛): they would vanish or, in a
    terminal, act.
    """
    shown = " ".join(_visible(str(text)).split())
    shown = html.escape(shown, quote=False)
    return Md(_INLINE.sub(lambda m: _ENTITY.get(m[0], "\\" + m[0]), shown))


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
    shown = html.escape(_visible(text), quote=True)
    return Md(shown.replace("\n\n", "\n&#8203;\n"))


def attribute(text: object) -> Md:
    """`text` for an HTML attribute in double quotes."""
    shown = html.escape(" ".join(_visible(str(text)).split()), quote=True)
    return Md(re.sub(r"[\\`*_\[\]{}]", lambda m: f"&#{ord(m[0])};", shown))


def title(text: str) -> str:
    """`text` for front matter: the theme prints titles into HTML as they are."""
    return html.escape(plain(text), quote=True)


def plain(text: str) -> str:
    """`text` on one line, not escaped, for what escapes it by itself."""
    return " ".join(_visible(text).split())


def data_block(value: object) -> str:
    """`value` as JSON for a `<script>` element that holds data: no sign in it can end the element.

    Its texts must have gone through `plain`.
    """
    told = json.dumps(value, ensure_ascii=True, separators=(",", ":"))
    return re.sub(r"[<>&]", lambda m: f"\\u{ord(m[0]):04x}", told)


def css_string(text: str) -> str:
    """`text` as a string of a style sheet; signs that are seldom in text are told by number."""
    told = (c if c.isalnum() or c in " /-.,:()#'" else f"\\{ord(c):x} " for c in plain(text))
    return f'"{"".join(told)}"'


def _visible(text: str) -> str:
    shown = text.translate(_CONTROLS)
    return shown.encode("utf-8", "backslashreplace").decode("utf-8")
