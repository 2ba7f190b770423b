"""A cable without its text: what lists show of it, and where its parts are read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from generator.execution.fast_pickle import fast_pickle
from generator.model.cable import Cable, Fate, Header, Para, para_name
from generator.model.names import Anchor, Mrn, split_mrn


@fast_pickle
@dataclass(frozen=True, slots=True, kw_only=True)
class SectionOutline:
    """A section without its text."""

    title: str
    derived: bool
    heading: Anchor | None
    names: Mapping[Anchor, str]
    """What each para is called, in the order of paras: `¶17`, `27.A`, `line 160`."""
    pages: tuple[int, ...]
    """The transmission pages that begin in it."""


@fast_pickle
@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """A cable without its text."""

    id: Mrn | None
    header: Header
    headings: tuple[Anchor, ...]
    sections: tuple[SectionOutline, ...]

    @property
    def paras(self) -> int:
        """How many paras the cable has."""
        return sum(len(section.names) for section in self.sections)


@fast_pickle
@dataclass(frozen=True, slots=True, kw_only=True)
class CableStatistics:
    """What is counted in a cable: it changes with each word, which an outline does not."""

    fates: Mapping[Fate, int]
    """What became of the lines, with how many; of a line with several fates the first counts."""
    repairs: Mapping[str, int]
    """How often each rule of repair was applied."""
    offsets: Mapping[Anchor, tuple[int, ...]]
    """Where the text of each block begins in the text of its para."""
    pages_missing: int
    """How many transmission pages the source should have and has no mark of."""


CableOrOutline = Cable | Outline
"""What has a header."""


def outline_of(cable: Cable) -> Outline:
    """The outline of a cable."""
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
    )


def statistics_of(cable: Cable) -> CableStatistics:
    """The figures of a cable."""
    return CableStatistics(
        fates=Counter(line.fates[0] for line in cable.lines),
        repairs=Counter(repair.rule for repair in cable.repairs),
        offsets={para.anchor: block_offsets(para) for para in cable.paras},
        pages_missing=len(cable.pages_missing),
    )


def post_name(cable: CableOrOutline) -> str:
    """The post as the classification line writes it, else as the MRN does."""
    if cable.header.post:
        return cable.header.post
    parts = split_mrn(cable.id or "")
    return parts[1] if parts else "unknown"


def block_offsets(para: Para) -> tuple[int, ...]:
    """Where the text of each block begins in `para.text`."""
    offsets = []
    end = 0
    for index, block in enumerate(para.blocks):
        lead = None if index == 0 and para.label is not None else block.label
        front = "".join(f"{words} " for words in (block.marker, lead) if words)
        begin = end + len("\n\n") if end and (front or block.text) else end
        offsets.append(begin + len(front))
        end = begin + len(f"{front}{block.text}" if block.text else front.removesuffix(" "))
    return tuple(offsets)
