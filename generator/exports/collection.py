"""What the rows of the tables are made from."""

from __future__ import annotations

from typing import Any

from generator.model import Anchor, Mrn, Para, Place
from generator.render import urls
from generator.render.site import Site

Row = tuple[Any, ...]
"""Values of JSON, in the order of the table's fields."""

NOWHERE: Row = (None,) * 6
"""Stands for a place where there is none."""


Offsets = tuple[Para, tuple[int, ...]]
"""A para, with the offset of each of its blocks in its text."""


class Collection:
    """A site with what its rows look up."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.root = site.info.address
        """The site's address with a slash at the end; empty where it is not known."""
        self._known: tuple[Mrn | None, dict[Anchor, Offsets]] = (None, {})
        """The cable that was looked at last, with its paras."""

    def para(self, mrn: Mrn, anchor: Anchor) -> Offsets | None:
        """A para, with the offset of each of its blocks in its text; None where it is none."""
        cable = self.site.held[mrn]
        if self._known[0] != mrn:
            self._known = (mrn, {para.anchor: (para, block_offsets(para)) for para in cable.paras})
        return self._known[1].get(anchor)

    def address(self, page: str, anchor: str = "") -> str:
        """Where a page stands, or a place on it."""
        return urls.full_address(self.root, page, anchor)

    def place(self, mrn: Mrn, place: Place) -> Row:
        """Para, block and offsets in the block's text, then offsets in the para's text.

        A heading, where a short form may be defined, is in no para's text.
        """
        here = (place.anchor, place.block, place.start, place.end)
        found = self.para(mrn, place.anchor)
        if found is None:
            return (*here, None, None)
        begin = found[1][place.block]
        return (*here, begin + place.start, begin + place.end)

    def words(self, mrn: Mrn, place: Place) -> str:
        """What stands at a place."""
        found = self.para(mrn, place.anchor)
        assert found is not None
        para, _ = found
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
