"""HTML in Markdown: block elements, frames (elements that contain Markdown), raw HTML, anchors."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from html import unescape

from markdown.util import BLOCK_LEVEL_ELEMENTS


class UnsupportedMarkdownError(Exception):
    """The Markdown has a form that is not supported."""


BLOCK_ELEMENTS = frozenset(BLOCK_LEVEL_ELEMENTS)
"""Names of elements that are blocks, never part of a line."""

_TAG_NAME = re.compile(r"</?([a-zA-Z][\w-]*)")
_TAG = re.compile(r'</?[a-zA-Z][\w-]*+(?:\s++[\w:.-]++(?:="[^"<>]*+")?+)*+\s*+/?>')
_MALFORMED = re.compile(
    r'<(?!/?[a-zA-Z][a-zA-Z0-9_-]*+(?:\s++[a-zA-Z0-9_:.-]++(?:="[^"<>]*+")?+)*+\s*+/?>)'
)
"""A `<` that begins no tag, or a tag with invalid names."""
_VALUE = re.compile(r'\s([\w:.-]+)="([^"]*)"')
_HEADING = re.compile(r"<h[1-6]", re.IGNORECASE)
_ATTRIBUTES = r'(?: [\w:-]+(?:="[^"<>]*")?)*'
_MARKDOWN_ATTRIBUTE = ' markdown="1"'
_FRAME = re.compile(rf"<([a-z][a-z0-9]*)({_ATTRIBUTES}){_MARKDOWN_ATTRIBUTE}({_ATTRIBUTES})>")
_ID = re.compile(r' id="([^"]*)"')


def block_element(line: str) -> str | None:
    """The name of the block element whose tag begins `line`; None without one."""
    match = _TAG_NAME.match(line)
    name = match[1].lower() if match else ""
    return name if name in BLOCK_ELEMENTS else None


def frame_tag(line: str) -> str | None:
    """The tag that opens a frame, without `markdown="1"`; None if the line is not such a tag."""
    match = _FRAME.fullmatch(line) if _MARKDOWN_ATTRIBUTE in line else None
    return f"<{match[1]}{match[2]}{match[3]}>" if match else None


def ids(tag: str) -> list[str]:
    """The values of `id` in a tag or in attributes, still escaped; at most one if valid."""
    return _ID.findall(tag)


def without_id(attributes: str) -> str:
    """Attributes without `id`."""
    return _ID.sub("", attributes)


def without_tags(html: str) -> str:
    """The text of a heading, still escaped."""
    return " ".join(_TAG.sub("", html).split())


@cache
def tag_pattern(name: str) -> re.Pattern[str]:
    """Matches the start (`<`) and end (`</`) of elements with that name."""
    return re.compile(rf"(</?){name}(?![\w-])")


def raw_html_ids(html: str) -> list[str]:
    """The anchors in raw HTML within a frame, which Python-Markdown gives to no heading.

    Raises `UnsupportedMarkdownError` for a heading: Python-Markdown would list it in the contents.
    """
    blocks = [tag for tag in _TAG.findall(html) if block_element(tag)]
    if any(map(_HEADING.match, blocks)):
        raise UnsupportedMarkdownError(html)
    return [anchor for tag in blocks for anchor in ids(tag)]


def is_well_formed(html: str) -> bool:
    """Whether each `<` begins a tag with values that contain neither `<` nor `>`."""
    return _MALFORMED.search(html) is None


def anchors(html: str) -> set[str]:
    """All anchors of well-formed HTML, unescaped.

    Raises `UnsupportedMarkdownError` for `<a name>` and for a `markdown` attribute.
    """
    places = set()
    for naming in ("id=", "name=", "markdown="):
        for tag in _tags_with(html, naming):
            given = dict(_VALUE.findall(tag))
            if "markdown" in given or (tag[:3] == "<a " and "name" in given):
                raise UnsupportedMarkdownError(tag)
            if "id" in given:
                places.add(unescape(given["id"]))
    return places


def _tags_with(html: str, text: str) -> Iterator[str]:
    """The tags that contain `text`, without their `>`; no value in them has `<` or `>`."""
    at = html.find(text)
    while at >= 0:
        start = html.rfind("<", 0, at)
        if start > html.rfind(">", 0, at):
            end = html.find(">", at)
            yield html[start:end]
        else:
            end = html.find("<", at)
        at = html.find(text, end) if end >= 0 else -1
