"""What a reader meets in HTML: elements, attributes and words, however they are written."""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

WITHIN = frozenset("a b bdi br code del em i ins small span strong wbr".split())
"""Elements beside which white space is seen."""


def dom(html: str) -> list[str]:
    """Tags with their attributes in order, and words, of the inside of a page's body.

    White space is one blank, and none beside a block; within `pre` it is as it stands. An
    attribute that needs no value (`open`) is the same with one (`open="open"`).
    """
    body = LexborHTMLParser(f"<body>{html}").body
    assert body is not None
    pieces = list(_pieces(body, kept=False))
    outside = [True, *(_is_block(tag) for tag, _ in pieces), True]
    found = []
    for number, (tag, text) in enumerate(pieces):
        if not tag:
            text = text.lstrip() if outside[number] else text
            text = text.rstrip() if outside[number + 2] else text
        if text:
            found.append(text)
    return found


def _pieces(node: LexborNode, *, kept: bool) -> Iterator[tuple[str, str]]:
    """The name of a tag and the tag, or an empty name and a text."""
    for child in node.iter(include_text=True):
        tag = child.tag or ""
        if tag == "-text":
            text = child.text_content or ""
            yield "", text if kept else re.sub(r"\s+", " ", text)
        else:
            told = [
                name if value in {None, name} else f"{name}={value!r}"
                for name, value in sorted(child.attributes.items())
            ]
            yield tag, f"<{' '.join([tag, *told])}>"
            yield from _pieces(child, kept=kept or tag == "pre")
            yield tag, f"</{tag}>"


def _is_block(tag: str) -> bool:
    return bool(tag) and tag not in WITHIN
