"""The rows of the tables of cables, paras and references."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from generator.exports.collection import NOWHERE, ExportSource, Row
from generator.exports.outcomes import told
from generator.model import (
    Anchor,
    Block,
    Cable,
    Mention,
    MentionKind,
    Mrn,
    Para,
    Part,
    Reference,
    Resolution,
    post_name,
)
from generator.model.cable_json import plain, source_sha256, timestamp
from generator.render import urls

# --- Cables ------------------------------------------------------------------------------------


def cable_rows(of: ExportSource, mrn: Mrn) -> Iterator[Row]:
    """The row of a cable."""
    item = of.site.stored_cable(mrn)
    cable = item.cable
    yield (
        mrn,
        *_header(cable),
        item.name,
        len(cable.paras),
        len(cable.pages),
        max((page.of for page in cable.pages if page.of is not None), default=None),
        list(cable.pages_missing),
        len(cable.repairs),
        source_sha256(cable),
        of.address(urls.cable_page(mrn)),
        urls.file_address(of.root, urls.cable_data(mrn)),
    )


def _header(cable: Cable) -> Row:
    header = cable.header
    return (
        header.date.isoformat() if header.date else None,
        header.dtg.raw if header.dtg else None,
        timestamp(header.dtg.at) if header.dtg else None,
        post_name(cable),
        header.sender,
        header.classification,
        list(header.captions),
        list(header.tags),
        list(header.tag_persons),
        header.subject,
        header.precedence,
        header.info_precedence,
        plain(header.action_addressees),
        plain(header.info_addressees),
        header.executive_order,
        header.classified_by,
        header.declassify_on,
        header.part,
        header.part_count,
    )


def para_rows(of: ExportSource, mrn: Mrn) -> Iterator[Row]:
    """A row for each para of a cable."""
    position = 0
    for number, section in enumerate(of.site.held[mrn].sections, 1):
        for para in section.paras:
            position += 1
            yield (
                mrn,
                para.anchor,
                position,
                para.number,
                para.letter,
                number,
                section.title,
                section.derived,
                para.marking,
                para.label,
                para.text,
                _part(para, Part.QUESTION),
                _part(para, Part.ANSWER),
                para.span.line,
                para.span.end_line,
                of.address(urls.full_page(mrn), para.anchor),
            )


def _part(para: Para, part: Part) -> str | None:
    """The blocks that ask or answer, as they stand in the para's text.

    What stands between two of them, as a heading within an answer, belongs to them.
    """
    if all(block.part is not part for block in para.blocks):
        return None
    before = _nearest(para.blocks)
    behind = _nearest(para.blocks[::-1])[::-1]
    blocks = [
        block
        for block, *sides in zip(para.blocks, before, behind, strict=True)
        if sides == [part, part]
    ]
    label = para.label if blocks[0] is para.blocks[0] else None
    return replace(para, blocks=tuple(blocks), label=label).text or None


def _nearest(blocks: Sequence[Block]) -> list[Part | None]:
    """The side of each block, or of the nearest before it that has one."""
    sides: list[Part | None] = []
    for block in blocks:
        sides.append(block.part or (sides[-1] if sides else None))
    return sides


# --- References --------------------------------------------------------------------------------


def reference_rows(of: ExportSource, mrn: Mrn) -> Iterator[Row]:
    """A row for each entry of a cable's REF lines, then for the words in its text."""
    links = of.site.links(mrn)
    inferred = {(c.cited, c.anchor): c.year_inferred for c in of.site.citations(mrn)}
    entries = of.site.held[mrn].header.references
    for position, (entry, outcome) in enumerate(zip(entries, links.references, strict=True), 1):
        yield (mrn, position, *_entry(entry, outcome))
    for position, mention in enumerate(links.mentions, len(entries) + 1):
        yield (mrn, position, *_mention(of, mrn, mention, inferred))


def _entry(entry: Reference, outcome: Resolution) -> Row:
    to = told(outcome)
    return (
        "header",
        entry.letter,
        entry.raw,
        entry.kind,
        entry.target,
        entry.title,
        *to.values(),
        entry.year_inferred if entry.target else None,
        entry.span.line,
        *NOWHERE,
    )


def _mention(
    of: ExportSource, mrn: Mrn, mention: Mention, inferred: Mapping[tuple[Mrn, Anchor | None], bool]
) -> Row:
    """`inferred` tells whether the year was, by cited cable and para."""
    to = told(mention.outcome)
    cites = mention.kind in {MentionKind.REFTEL, MentionKind.CABLE}
    place = mention.place
    return (
        "text",
        None,
        mention.words,
        mention.kind,
        None,
        None,
        *to.values(),
        inferred.get((to["target"], place.anchor)) if cites else None,
        None,
        *of.place(mrn, place),
    )
