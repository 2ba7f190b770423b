"""What the rows of the tables are made from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from generator.model import Anchor, Corpus, Filed, Links, Mrn, Para, Place
from generator.render import urls

Row = tuple[Any, ...]
"""Values of JSON, in the order of the table's fields."""

NOWHERE: Row = (None,) * 6
"""Stands for a place where there is none."""


@dataclass(frozen=True, slots=True)
class Collection:
    """A corpus with what its rows look up; made once for all tables."""

    corpus: Corpus
    root: str
    """The site's address with a slash at the end; empty where it is not known."""
    paras: Mapping[tuple[Mrn, Anchor], tuple[Para, tuple[int, ...]]] = field(init=False, repr=False)
    """Each para, with the offset of each of its blocks in its text."""
    inferred: Mapping[tuple[Mrn, Mrn, Anchor | None], bool] = field(init=False, repr=False)
    """Whether the year was inferred, by citing cable, cited cable and para."""

    def __post_init__(self) -> None:
        paras = {
            (mrn, para.anchor): (para, block_offsets(para))
            for mrn, item in self.cables()
            for para in item.cable.paras
        }
        object.__setattr__(self, "paras", paras)
        inferred = {(c.citing, c.cited, c.anchor): c.year_inferred for c in self.corpus.citations}
        object.__setattr__(self, "inferred", inferred)

    def cables(self) -> Iterator[tuple[Mrn, Filed]]:
        """The cables with their numbers, in order."""
        for item in self.corpus.filed:
            assert item.cable.id is not None
            yield item.cable.id, item

    def links(self, mrn: Mrn) -> Links:
        """What hangs on a cable."""
        return self.corpus.links.get(mrn) or Links()

    def address(self, page: str, anchor: str = "") -> str:
        """Where a page stands, or a place on it."""
        return urls.full_address(self.root, page, anchor)

    def place(self, mrn: Mrn, place: Place) -> Row:
        """Para, block and offsets in the block's text, then offsets in the para's text.

        A heading, where a short form may be defined, is in no para's text.
        """
        here = (place.anchor, place.block, place.start, place.end)
        if (mrn, place.anchor) not in self.paras:
            return (*here, None, None)
        _, offsets = self.paras[mrn, place.anchor]
        begin = offsets[place.block]
        return (*here, begin + place.start, begin + place.end)

    def words(self, mrn: Mrn, place: Place) -> str:
        """What stands at a place."""
        para, _ = self.paras[mrn, place.anchor]
        return para.blocks[place.block].text[place.start : place.end]


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
