"""HTML in Markdown: which elements make blocks, frames, raw HTML, and the anchors of a page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from html import unescape

from markdown.util import BLOCK_LEVEL_ELEMENTS


class NotPlainError(Exception):
    """The Markdown has a form that is not known here."""


FRAMING = frozenset(BLOCK_LEVEL_ELEMENTS)
"""Names of elements that make a block, and do not stand within a line."""

_NAMED = re.compile(r"</?([a-zA-Z][\w-]*)")
_TAG = re.compile(r'</?[a-zA-Z][\w-]*+(?:\s++[\w:.-]++(?:="[^"<>]*+")?+)*+\s*+/?>')
_ODD = re.compile(
    r'<(?!/?[a-zA-Z][a-zA-Z0-9_-]*+(?:\s++[a-zA-Z0-9_:.-]++(?:="[^"<>]*+")?+)*+\s*+/?>)'
)
"""A sign that begins no tag, or a tag with names that HTML does not have."""
_GIVEN = re.compile(r'\s([\w:.-]+)="([^"]*)"')
_HEADING = re.compile(r"<h[1-6]", re.IGNORECASE)
_ATTRIBUTES = r'(?: [\w:-]+(?:="[^"<>]*")?)*'
_ASKING = ' markdown="1"'
_FRAME = re.compile(rf"<([a-z][a-z0-9]*)({_ATTRIBUTES}){_ASKING}({_ATTRIBUTES})>")
_ID = re.compile(r' id="([^"]*)"')


def framing(line: str) -> str | None:
    """The name of the element that `line` begins or ends, where it makes a block."""
    match = _NAMED.match(line)
    name = match[1].lower() if match else ""
    return name if name in FRAMING else None


def frame(line: str) -> str | None:
    """The tag that opens a frame, without `markdown="1"`; None where the line is no such tag."""
    match = _FRAME.fullmatch(line) if _ASKING in line else None
    return f"<{match[1]}{match[2]}{match[3]}>" if match else None


def ids(tag: str) -> list[str]:
    """The `id` of a tag, or of some attributes, as it is written; empty without one."""
    return _ID.findall(tag)


def without_id(attributes: str) -> str:
    """Attributes but `id`."""
    return _ID.sub("", attributes)


def without_tags(html: str) -> str:
    """The words of a heading, in HTML."""
    return " ".join(_TAG.sub("", html).split())


@cache
def ends_of(name: str) -> re.Pattern[str]:
    """Where an element of that name begins (`<`) or ends (`</`)."""
    return re.compile(rf"(</?){name}(?![\w-])")


def ids_of_raw(html: str) -> list[str]:
    """The anchors of raw HTML in a frame that Python-Markdown keeps from headings.

    Raises `NotPlainError` where it takes headings of raw HTML for the page's.
    """
    blocks = [tag for tag in _TAG.findall(html) if framing(tag)]
    if any(map(_HEADING.match, blocks)):
        raise NotPlainError(html)
    return [anchor for tag in blocks for anchor in ids(tag)]


def is_well_formed(html: str) -> bool:
    """Whether each sign `<` begins a tag whose values hold neither `<` nor `>`."""
    return _ODD.search(html) is None


def anchors(html: str) -> set[str]:
    """The places of a page, all of it well formed, that can be linked to.

    Raises `NotPlainError` where a tag names a place in another way, or asks for Markdown.
    """
    places = set()
    for naming in ("id=", "name=", "markdown="):
        for tag in _tags_with(html, naming):
            given = dict(_GIVEN.findall(tag))
            if "markdown" in given or (tag[:3] == "<a " and "name" in given):
                raise NotPlainError(tag)
            if "id" in given:
                places.add(unescape(given["id"]))
    return places


def _tags_with(html: str, text: str) -> Iterator[str]:
    """The tags in which a text stands, without their last sign: no value in them has `<` or `>`."""
    at = html.find(text)
    while at >= 0:
        start = html.rfind("<", 0, at)
        if start > html.rfind(">", 0, at):
            end = html.find(">", at)
            yield html[start:end]
        else:
            end = html.find("<", at)
        at = html.find(text, end) if end >= 0 else -1
