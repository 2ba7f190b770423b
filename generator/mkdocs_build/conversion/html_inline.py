"""Inline Markdown: escapes, elements, links, strong text, code.

Text without special characters is valid HTML already, and entities stay as they are. Each special
character must belong to one of the forms below; all others are not supported.
"""

from __future__ import annotations

import re
from functools import lru_cache

from generator.mkdocs_build.conversion.html_elements import BLOCK_ELEMENTS, UnsupportedMarkdownError
from generator.mkdocs_build.conversion.html_links import LinkReader

ATTRIBUTES = r'(?: +(?:[.#][\w:.-]+|[\w:-]+="[^"<>\\`\[\]{}]*"))+'
"""The contents of an attribute list: ` .rt-term #p-1 title="The source"`."""

_ATTRIBUTE = re.compile(r' +(?:([.#])([\w:.-]+)|([\w:-]+)="([^"]*)")')

_PIECE = re.compile(
    r"[\\<\[*`&>!\]_{}](?:"
    r"(?<=\\)(?P<escape>[\\`*_{}\[\]()>#+.!|-])"
    r'|(?<=<)(?P<element>/?(?P<name>[a-zA-Z][\w-]*+)(?:\s++[a-zA-Z_:][\w:.-]*+(?:="[^"<>\\`\[\]]*+")?+)*+\s*+/?>)'
    r"|(?<=\[)(?P<link>(?P<words>(?:[^\[\]\\`]++|\\.)*+)\]\((?P<target>[^\s()<>\\`\[\]\"'&]*+)\)"
    rf"(?:\{{:(?P<attributes>{ATTRIBUTES}) *\}})?)"
    r"|(?<=\*)\*(?P<strong>(?!\s)(?:[^*\\]|\\.)+(?<!\s))\*\*"
    r"|(?<=`)(?P<code>[^`\\\n]+)`(?!`)"
    r"|(?P<kept>(?<=&)(?:\#[0-9]+;|\#x[0-9a-fA-F]+;|[a-zA-Z0-9]+;)|(?<=!)(?!\[))"
    r"|(?<=>)(?P<greater>)"
    r"|(?P<unknown>))"
)
"""A special character and the form that it begins, so that other text is skipped quickly."""


class InlineConverter:
    """Converts the text of one page, and adds its links to `links`."""

    def __init__(self, links: LinkReader) -> None:
        self._links = links

    def html(self, text: str) -> str:
        """`text` as HTML. Raises `UnsupportedMarkdownError`."""
        return _PIECE.sub(self._piece, text)

    def _piece(self, match: re.Match[str]) -> str:
        match match.lastgroup:
            case "escape":
                return "&gt;" if match[0] == "\\>" else match[0][1]
            case "kept":
                return match[0]
            case "element" if match["name"].lower() not in BLOCK_ELEMENTS:
                return match[0]
            case "link":
                return self._link(match)
            case "strong":
                return f"<strong>{self.html(match['strong'])}</strong>"
            case "code":
                return f"<code>{_escaped(match['code'].strip())}</code>"
            case "greater":
                return "&gt;"
            case _:
                raise UnsupportedMarkdownError(match[0])

    def _link(self, match: re.Match[str]) -> str:
        target = self._links.address(match["target"])
        if target is None:
            raise UnsupportedMarkdownError(match["target"])
        listed = match["attributes"]
        others = attributes(listed) if listed else ""
        return f'<a href="{target}"{others}>{self.html(match["words"])}</a>'


@lru_cache(maxsize=4096)
def attributes(listed: str) -> str:
    """An attribute list as HTML attributes: ` class="rt-term" title="The source"`.

    Values are escaped already. Of a repeated name, the last value counts; classes are joined.
    """
    values: dict[str, str] = {}
    for mark, word, name, value in _ATTRIBUTE.findall(listed):
        if mark == ".":
            values["class"] = f"{values['class']} {word}" if "class" in values else word
        elif mark:
            values["id"] = word
        else:
            values[name] = value
    return "".join(f' {name}="{value}"' for name, value in values.items())


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
