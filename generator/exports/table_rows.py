"""Make the rows of the tables `cables`, `paras` and `references`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from generator import facts
from generator.exports.collection import NO_PLACE, ExportSource, Row
from generator.exports.outcomes import outcome_object
from generator.model import (
    Anchor,
    Block,
    Cable,
    Mention,
    MentionKind,
    Mrn,
    Para,
    QuestionnairePart,
    Reference,
    Resolution,
    post_name,
    release_date,
    withholdings_of,
)
from generator.model.cable_json import plain, source_sha256, timestamp
from generator.render import site_links, urls

# --- Cables ------------------------------------------------------------------------------------


def cable_rows(source: ExportSource, mrn: Mrn) -> Iterator[Row]:
    """The row of a cable."""
    item = source.site.stored_cable(mrn)
    cable = item.cable
    yield (
        mrn,
        *_header_values(cable),
        item.name,
        len(cable.paras),
        len(cable.pages),
        max((page.of for page in cable.pages if page.of is not None), default=None),
        list(cable.pages_missing),
        len(cable.repairs),
        len(cable.corrections),
        source_sha256(cable),
        source.address(urls.cable_page(mrn)),
        site_links.file_address(source.root, urls.cable_data(mrn)),
    )


def _header_values(cable: Cable) -> Row:
    header = cable.header
    return (
        header.date.isoformat() if header.date else None,
        header.year,
        header.date_source,
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


def correction_rows(source: ExportSource, mrn: Mrn) -> Iterator[Row]:
    """A row for each correction of a cable, in its order."""
    for position, one in enumerate(source.site.held[mrn].corrections, 1):
        yield (mrn, position, one.kind, one.line, one.before, one.after, one.reason, one.source)


def withholding_rows(source: ExportSource, mrn: Mrn) -> Iterator[Row]:
    """A row for each withheld passage and code of a cable, then for codes of its stamps."""
    item = source.site.stored_cable(mrn)
    released = release_date(item.cable)
    for position, one in enumerate(withholdings_of(item.cable), 1):
        fact = facts.exemptions().get(one.code or "")
        page = urls.full_page(mrn) if one.anchor else urls.cable_page(mrn)
        begin = item.statistics.offsets[one.anchor][one.block or 0] if one.anchor else 0
        yield (
            mrn,
            position,
            one.code,
            fact.meaning if fact else None,
            fact.source if fact else None,
            one.kind,
            one.extent,
            one.text,
            released.isoformat() if released else None,
            one.line,
            one.anchor,
            one.block,
            one.offset,
            None if one.offset is None else begin + one.offset,
            source.address(page, one.anchor or ""),
        )


def para_rows(source: ExportSource, mrn: Mrn) -> Iterator[Row]:
    """A row for each para of a cable, in text order."""
    position = 0
    for number, section in enumerate(source.site.held[mrn].sections, 1):
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
                _side_text(para, QuestionnairePart.QUESTION),
                _side_text(para, QuestionnairePart.ANSWER),
                para.span.line,
                para.span.end_line,
                source.address(urls.full_page(mrn), para.anchor),
            )


def _side_text(para: Para, part: QuestionnairePart) -> str | None:
    """The text of the blocks that ask, or of those that answer; None if there are none.

    A block between two of them, such as a heading within an answer, belongs to them.
    """
    if all(block.part is not part for block in para.blocks):
        return None
    before = _nearest_sides(para.blocks)
    after = _nearest_sides(para.blocks[::-1])[::-1]
    blocks = [
        block
        for block, *sides in zip(para.blocks, before, after, strict=True)
        if sides == [part, part]
    ]
    label = para.label if blocks[0] is para.blocks[0] else None
    return replace(para, blocks=tuple(blocks), label=label).text or None


def _nearest_sides(blocks: Sequence[Block]) -> list[QuestionnairePart | None]:
    """The side of each block, or that of the nearest block before it that has one."""
    sides: list[QuestionnairePart | None] = []
    for block in blocks:
        sides.append(block.part or (sides[-1] if sides else None))
    return sides


# --- References --------------------------------------------------------------------------------


def reference_rows(source: ExportSource, mrn: Mrn) -> Iterator[Row]:
    """A row for each entry of a cable's REF lines, then for each mention in its text."""
    links = source.site.links(mrn)
    inferred = {(c.cited, c.anchor): c.year_inferred for c in source.site.citations(mrn)}
    entries = source.site.held[mrn].header.references
    for position, (entry, outcome) in enumerate(zip(entries, links.references, strict=True), 1):
        yield (mrn, position, *_entry_values(entry, outcome))
    for position, mention in enumerate(links.mentions, len(entries) + 1):
        yield (mrn, position, *_mention_values(source, mrn, mention, inferred))


def overlap_rows(source: ExportSource, mrn: Mrn) -> Iterator[Row]:
    """A row for each cable that shares most of its text with the cable."""
    for other in sorted(source.site.links(mrn).same_text, key=lambda other: other.mrn):
        yield (mrn, other.mrn, other.shared, other.words)


def _entry_values(entry: Reference, outcome: Resolution) -> Row:
    target = outcome_object(outcome)
    return (
        "header",
        entry.letter,
        entry.raw,
        entry.kind,
        entry.target,
        entry.title,
        *target.values(),
        entry.year_inferred if entry.target else None,
        entry.span.line,
        *NO_PLACE,
    )


def _mention_values(
    source: ExportSource,
    mrn: Mrn,
    mention: Mention,
    inferred: Mapping[tuple[Mrn, Anchor | None], bool],
) -> Row:
    """`inferred` says whether the year was inferred, by cited cable and para."""
    target = outcome_object(mention.outcome)
    cites = mention.kind in {MentionKind.REFTEL, MentionKind.CABLE}
    place = mention.place
    return (
        "text",
        None,
        mention.words,
        mention.kind,
        None,
        None,
        *target.values(),
        inferred.get((target["target"], place.anchor)) if cites else None,
        None,
        *source.place(mrn, place),
    )
