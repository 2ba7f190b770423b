"""A cable without its text: what lists show about it, and the anchors of its parts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from generator.execution.fast_pickle import fast_pickle
from generator.model.cable import Cable, Fate, Para, para_name
from generator.model.cable_header import Header
from generator.model.names import Anchor, Mrn, split_mrn
from generator.model.releases import ArchiveNumber
from generator.model.withholdings import Withholding, withholdings_of

OPENING = 400
"""Characters of the text that an outline holds: more than a first sentence has."""


@fast_pickle
@dataclass(frozen=True, slots=True, kw_only=True)
class SectionOutline:
    """A section without its text."""

    title: str
    derived: bool
    heading: Anchor | None
    names: Mapping[Anchor, str]
    """The name of each para (`¶17`, `27.A`, `line 160`), in order."""
    pages: tuple[int, ...]
    """Numbers of the transmission pages that begin in the section."""


@fast_pickle
@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """A cable without its text."""

    id: Mrn | None
    header: Header
    headings: tuple[Anchor, ...]
    sections: tuple[SectionOutline, ...]
    archive_numbers: tuple[ArchiveNumber, ...]
    withholdings: tuple[Withholding, ...]
    """What publishers withheld, without the text that is in its place."""
    rendering: str
    """The form of the source, the name of an entry of `RENDERINGS`."""
    opening: str
    """The first characters of the summary, else of the text: at most `OPENING`."""
    opening_marking: str
    """The portion marking of the para with these characters; empty without one."""
    is_signed: bool
    """Whether a signature ends the text."""

    @property
    def paras(self) -> int:
        """Number of paras in the cable."""
        return sum(len(section.names) for section in self.sections)


@fast_pickle
@dataclass(frozen=True, slots=True, kw_only=True)
class CableStatistics:
    """Counts and offsets of a cable. Unlike the outline, they depend on every word of the text."""

    fates: Mapping[Fate, int]
    """Number of lines per fate; a line with several fates counts for the first."""
    repairs: Mapping[str, int]
    """How often each repair rule was applied."""
    corrections: int
    """Number of editors' corrections."""
    offsets: Mapping[Anchor, tuple[int, ...]]
    """Offset of each block's text in the text of its para, by para."""
    pages_missing: int
    """Number of transmission pages without a page line in the source."""


CableOrOutline = Cable | Outline
"""A value with an id and a header."""


def outline_of(cable: Cable) -> Outline:
    """The outline of a cable."""
    first = _opening_para(cable)
    return Outline(
        id=cable.id,
        header=cable.header,
        headings=tuple(heading.anchor for heading in cable.headings),
        sections=tuple(
            SectionOutline(
                title=section.title,
                derived=section.derived,
                heading=section.heading.anchor if section.heading else None,
                names={para.anchor: para_name(para) for para in section.paras},
                pages=tuple(m.number for p in section.paras for b in p.blocks for m in b.pages),
            )
            for section in cable.sections
        ),
        archive_numbers=cable.archive_numbers,
        withholdings=tuple(replace(item, text="") for item in withholdings_of(cable)),
        rendering=cable.rendering,
        opening=" ".join(first.text[:OPENING].split()) if first is not None else "",
        opening_marking=(first.marking or "") if first is not None else "",
        is_signed=bool(cable.signature),
    )


def _opening_para(cable: Cable) -> Para | None:
    """The summary, or the first para with text; None if no para has text."""
    paras = (*summary_paras(cable), *cable.paras)
    return next((para for para in paras if para.withheld is None and para.text.strip()), None)


def summary_paras(cable: Cable) -> tuple[Para, ...]:
    """The summary: the first para with that label, else the first section with that heading."""
    labelled = [para for para in cable.paras if para.label is not None and "SUMMARY" in para.label]
    if labelled:
        return (labelled[0],)
    headed = (s for s in cable.sections if not s.derived and "SUMMARY" in s.title.upper())
    return next((tuple(section.paras) for section in headed), ())


def statistics_of(cable: Cable) -> CableStatistics:
    """Counts and offsets of a cable."""
    return CableStatistics(
        fates=Counter(line.fates[0] for line in cable.lines),
        repairs=Counter(repair.rule for repair in cable.repairs),
        corrections=len(cable.corrections),
        offsets={para.anchor: block_offsets(para) for para in cable.paras},
        pages_missing=len(cable.pages_missing),
    )


def post_name(cable: CableOrOutline) -> str:
    """The post as spelled in the classification line, else in the MRN, else "unknown"."""
    if cable.header.post:
        return cable.header.post
    parts = split_mrn(cable.id or "")
    return parts[1] if parts else "unknown"


def block_offsets(para: Para) -> tuple[int, ...]:
    """Offset of each block's text in `para.text`."""
    offsets = []
    end = 0
    for index, block in enumerate(para.blocks):
        lead = None if index == 0 and para.label is not None else block.label
        front = "".join(f"{words} " for words in (block.marker, lead) if words)
        begin = end + len("\n\n") if end and (front or block.text) else end
        offsets.append(begin + len(front))
        end = begin + len(f"{front}{block.text}" if block.text else front.removesuffix(" "))
    return tuple(offsets)
