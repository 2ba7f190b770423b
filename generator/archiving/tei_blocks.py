"""Blocks of paras as TEI: labels, page breaks, gaps, notices, repairs and links within the text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from generator.archiving.marked_text import Point, Wrapped, marked_text
from generator.archiving.placed_repairs import PlacedRepair
from generator.archiving.xml_text import Xml, xml_text
from generator.model import (
    Block,
    BlockKind,
    Gap,
    GapKind,
    Mention,
    Mrn,
    Notice,
    NoticeDetails,
    Para,
    Repair,
    ResolvedTarget,
)

TEI_FILE = "tei.xml"
"""The name of a cable's TEI file, in the folder of the cable."""

MISREAD_RULES = frozenset(
    {"misread-time", "misread-one", "misread-digit", "mark-to-digit", "year-digit", "accent-lost"}
    | {"apostrophe-comma", "scan-misread", "class-line", "tags-misspelt", "stray-letter"}
)
"""Repairs of errors of the text (`sic` and `corr`); all others undo what a copy added (`orig` and
`reg`)."""


def block_xml(
    mrn: Mrn,
    para: Para,
    index: int,
    repairs: Sequence[PlacedRepair],
    mentions: Sequence[Mention],
    missing: list[int],
) -> Xml:
    """A block of a para as an element `p`, which is within `quote` for a quotation.

    `repairs` and `mentions` are those of the para. `missing` are the numbers of missing pages;
    those before a page that begins in this block are shown there, and removed from the list.
    """
    block = para.blocks[index]
    wrapped = [
        *map(_notice, block.notices),
        *(_covered(gap) for gap in block.gaps if gap.kind is GapKind.COVERED),
        *(_choice(placed) for placed in repairs if placed.block == index),
        *_links(mrn, (m for m in mentions if m.place.block == index)),
    ]
    points = [*_page_breaks(block, missing)]
    points += [(gap.offset, gap_xml(gap)) for gap in block.gaps if gap.kind is not GapKind.COVERED]
    text = marked_text(block.text, sorted(points, key=lambda point: point[0]), wrapped)
    leading = _leading_labels(para) if index == 0 else ""
    label = None if index == 0 and para.label is not None else block.label
    labels = " ".join(
        f'<label type="{kind}">{xml_text(words)}</label>'
        for kind, words in (("marker", block.marker), ("label", label))
        if words
    )
    space = " " if labels and block.text else ""
    element = f"<p{_attributes(block)}>{leading}{labels}{space}{text}</p>"
    return Xml(f"<quote>{element}</quote>" if block.kind is BlockKind.QUOTATION else element)


def _leading_labels(para: Para) -> str:
    """Marking and leading label of a para, which its text does not repeat: `(SBU) SUMMARY: `."""
    marking = f"({para.marking})" if para.marking else None
    first = para.blocks[0].label or para.label if para.label is not None else None
    return "".join(
        f'<label type="{kind}">{xml_text(words)} </label>'
        for kind, words in (("marking", marking), ("leading", first))
        if words
    )


def _attributes(block: Block) -> str:
    rend = "" if block.kind in (BlockKind.TEXT, BlockKind.QUOTATION) else f' rend="{block.kind}"'
    part = f' ana="#{block.part}"' if block.part else ""
    space = ' xml:space="preserve"' if block.kind is BlockKind.COLUMNS else ""
    return rend + part + space


def _page_breaks(block: Block, missing: list[int]) -> Iterator[Point]:
    """The beginnings of pages in a block, each after the missing pages before it."""
    for mark in block.pages:
        lost = [number for number in missing if number < mark.number]
        missing[:] = missing[len(lost) :]
        yield mark.offset, Xml("".join([*map(lost_page, lost), f'<pb n="{mark.number}"/>']))


def lost_page(number: int) -> Xml:
    """A transmission page that has no page line in this copy: its text may be missing."""
    return Xml(f'<gap reason="lost" extent="page {number}"/>')


def gap_xml(gap: Gap) -> Xml:
    """A passage that the publisher withheld or left out, with what replaces it."""
    extent = f' extent="{xml_text(gap.extent)}"' if gap.extent else ""
    words = gap.text if gap.kind is GapKind.COVERED else gap.mark
    return Xml(f'<gap reason="{gap.kind}"{extent}><desc>{xml_text(words)}</desc></gap>')


def _covered(gap: Gap) -> Wrapped:
    """A passage covered with letters, which are part of the text."""
    start = '<seg type="covered"><gap reason="covered"/>'
    end = gap.offset + len(gap.text)
    return Wrapped(gap.offset, end, lambda inner: Xml(f"{start}{inner}</seg>"))


def withheld_gap(details: NoticeDetails) -> Xml:
    """The gap that a notice of the edition stands for."""
    extent = f' extent="about {details.words} words"' if details.words else ""
    return Xml(f'<gap reason="withheld"{extent}/>')


def _notice(notice: Notice) -> Wrapped:
    start = f'<seg type="withheld">{withheld_gap(notice.withheld)}'
    return Wrapped(notice.start, notice.end, lambda inner: Xml(f"{start}{inner}</seg>"))


def _choice(placed: PlacedRepair) -> Wrapped:
    return Wrapped(placed.start, placed.end, lambda inner: choice(placed.repair, inner))


def choice(repair: Repair, after: Xml) -> Xml:
    """The words of the source beside those of the reading text."""
    was, now = ("sic", "corr") if repair.rule in MISREAD_RULES else ("orig", "reg")
    before = xml_text(repair.before)
    return Xml(f"<choice><{was}>{before}</{was}><{now}>{after}</{now}></choice>")


def _links(mrn: Mrn, mentions: Iterable[Mention]) -> Iterator[Wrapped]:
    """The words that refer to a cable or para of the collection."""
    for mention in mentions:
        if isinstance(mention.outcome, ResolvedTarget):
            start = f'<ref target="{xml_text(target_of(mrn, mention.outcome))}">'
            yield Wrapped(mention.place.start, mention.place.end, partial(_element, start))


def _element(start: str, inner: Xml) -> Xml:
    return Xml(f"{start}{inner}</ref>")


def target_of(mrn: Mrn, outcome: ResolvedTarget) -> str:
    """The address of a cable or para from the TEI file of `mrn`: `../08LIMA1/tei.xml#p-3`."""
    file = "" if outcome.target == mrn else f"../{outcome.target}/{TEI_FILE}"
    return f"{file}#{outcome.anchor}" if outcome.anchor else file or f"../{mrn}/{TEI_FILE}"
