"""Definitions in one cable."""

from __future__ import annotations

from collections.abc import Iterator

from generator.glossary import forms
from generator.model import Anchor, BlockKind, Cable, Definition, Place


def definitions(cable: Cable) -> tuple[Definition, ...]:
    """What the cable says that short forms stand for: subject first, then the order of the text."""
    found: list[Definition] = []
    if cable.header.subject:
        found.extend(_in_text(cable.header.subject, None, 0))
    for heading in cable.headings:
        if heading.opens_section:
            found.extend(_in_text(heading.text, heading.anchor, 0))
    for para in cable.paras:
        for index, block in enumerate(para.blocks):
            if block.kind is not BlockKind.COLUMNS:
                found.extend(_in_text(block.text, para.anchor, index))
    return tuple(found)


def _in_text(text: str, anchor: Anchor | None, block: int) -> Iterator[Definition]:
    for found in sorted(forms.find(text), key=lambda f: f.end):
        start = found.start
        phrase = found.expansion
        yield Definition(
            abbreviation=forms.singular(found.written),
            written=found.written,
            expansion=" ".join(text[phrase.start : phrase.end].split()),
            gloss=" ".join(text[found.gloss.start : found.gloss.end].split())
            if found.gloss
            else None,
            place=Place(anchor=anchor, block=block, start=start, end=found.end)
            if anchor is not None
            else None,
            quote=" ".join(text[start : found.end].split()),
            form=found.form,
            confidence=phrase.confidence,
        )
