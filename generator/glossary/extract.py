"""Extract the definitions of abbreviations from one cable."""

from __future__ import annotations

from collections.abc import Iterator

from generator.glossary import forms
from generator.model import Anchor, Block, BlockKind, Cable, Definition, Place


def find_definitions(cable: Cable) -> tuple[Definition, ...]:
    """The definitions in the subject, then in headings, then in the paras in order."""
    definitions: list[Definition] = []
    if cable.header.subject:
        definitions.extend(_definitions_in(cable.header.subject, None, 0))
    for heading in cable.headings:
        if heading.opens_section:
            definitions.extend(_definitions_in(heading.text, heading.anchor, 0))
    for para in cable.paras:
        for index, block in enumerate(para.blocks):
            if block.kind is not BlockKind.COLUMNS:
                inner = _definitions_in(block.text, para.anchor, index)
                definitions.extend(one for one in inner if _is_whole(one, block))
    return tuple(definitions)


def _is_whole(definition: Definition, block: Block) -> bool:
    """False if words are missing from the definition, so that its letters prove nothing.

    `the National [name not declassified] Institute (NI)`
    """
    place = definition.place
    return place is None or not block.has_gap(place.start, place.end)


def _definitions_in(text: str, anchor: Anchor | None, block: int) -> Iterator[Definition]:
    """The definitions in one text; `anchor` is None for the subject, which has no place."""
    for match in sorted(forms.match_definitions(text), key=lambda match: match.end):
        gloss = match.gloss
        place = None
        if anchor is not None:
            place = Place(anchor=anchor, block=block, start=match.start, end=match.end)
        yield Definition(
            abbreviation=forms.singular_abbreviation(match.written),
            written=match.written,
            expansion=_on_one_line(text, match.expansion.start, match.expansion.end),
            gloss=_on_one_line(text, gloss.start, gloss.end) if gloss else None,
            place=place,
            quote=_on_one_line(text, match.start, match.end),
            form=match.form,
            confidence=match.expansion.confidence,
        )


def _on_one_line(text: str, start: int, end: int) -> str:
    return " ".join(text[start:end].split())
