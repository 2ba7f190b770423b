"""Reads a text of `content/readings`: front matter, then CommonMark.

---
title: The price of salt
author: A. Editor
date: 2026-11-29
---

Salt was dear, as the embassy wrote:

> The price of salt [...] rose again.
>
> -- 08LIMA12 para 3

`[words](08LIMA12#p-3)` links to a para. A form that readings do not have is a fault with its line.
"""

from __future__ import annotations

import re

from generator.curated.reading_blocks import read_blocks
from generator.curated.yaml_fields import read_entry
from generator.errors import ReftelError
from generator.model import ReadingText

LONGEST_TITLE = 200
"""The most characters of a title or author."""

FRONT_MATTER = re.compile(
    r"---[ \t]*\n(?P<fields>.*?)^---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE
)


def read_reading(text: str, file: str) -> ReadingText:
    """The reading in `text`; messages name the `file`.

    Raises `ReftelError` with all faults, each with file and line.
    """
    text = text.replace("\r\n", "\n")
    front = FRONT_MATTER.match(text)
    if front is None:
        raise ReftelError(
            f"{file}:1: the front matter is missing: begin with a line '---', lines 'title: ...', "
            "'author: ...' and 'date: 2026-11-29', and a line '---'."
        )
    entry, faults = read_entry(f"\n{front['fields']}", file)
    entry.line = 1
    title = entry.short_text("title", LONGEST_TITLE, required=True)
    author = entry.short_text("author", LONGEST_TITLE, required=True)
    date = entry.day("date", required=True)
    entry.check_unknown_fields()
    if not entry.nodes:
        faults.add(1, "the front matter is empty: write 'title', 'author' and 'date'.")
    blocks = (*read_blocks(text[front.end() :], front[0].count("\n"), faults),)
    faults.raise_if_any()
    assert title is not None
    assert author is not None
    assert date is not None
    return ReadingText(file=file, title=title, author=author, date=date, blocks=blocks)
