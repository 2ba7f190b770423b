"""HTML in Markdown: which elements make blocks, frames, raw HTML, and the anchors of a page."""

from __future__ import annotations

import re
from functools import cache
from html import unescape

from markdown.util import BLOCK_LEVEL_ELEMENTS


class NotPlainError(Exception):
    """The Markdown has a form that is not known here."""


FRAMING = frozenset(BLOCK_LEVEL_ELEMENTS)
"""Names of elements that make a block, and do not stand within a line."""

_NAMED = re.compile(r"</?([a-zA-Z][\w-]*)")
_TAG = re.compile(r'</?[a-zA-Z][\w-]*(?:\s+[\w:.-]+(?:="[^"<>]*")?)*\s*/?>')
_GIVEN = re.compile(r'\s([\w:.-]+)="([^"]*)"')
_HEADING = re.compile(r"<h[1-6]", re.IGNORECASE)
_ATTRIBUTES = r'(?: [\w:-]+(?:="[^"<>]*")?)*'
_FRAME = re.compile(rf'<([a-z][a-z0-9]*)({_ATTRIBUTES}) markdown="1"({_ATTRIBUTES})>')
_ID = re.compile(r' id="([^"]*)"')


def framing(line: str) -> str | None:
    """The name of the element that `line` begins or ends, where it makes a block."""
    found = _NAMED.match(line)
    name = found[1].lower() if found else ""
    return name if name in FRAMING else None


def frame(line: str) -> str | None:
    """The tag that opens a frame, without `markdown="1"`; None where the line is no such tag."""
    found = _FRAME.fullmatch(line)
    return f"<{found[1]}{found[2]}{found[3]}>" if found else None


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


def anchors(html: str) -> list[str]:
    """The places of a page that can be linked to.

    Raises `NotPlainError` where a tag is odd, names a place in another way, or asks for Markdown.
    """
    tags = _TAG.findall(html)
    if len(tags) != html.count("<"):
        raise NotPlainError("a tag that is not well formed")
    found = []
    for tag in tags:
        if "id=" in tag or "name=" in tag or "markdown=" in tag:
            given = dict(_GIVEN.findall(tag))
            if "markdown" in given or (tag[:3] == "<a " and "name" in given):
                raise NotPlainError(tag)
            if "id" in given:
                found.append(unescape(given["id"]))
    return found
