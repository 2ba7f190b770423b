"""The source of the rows of the tables."""

from __future__ import annotations

from typing import Any

from generator.model import Mrn, Place
from generator.render import site_links
from generator.render.page_context import PageContext

Row = tuple[Any, ...]
"""JSON values in the order of the table's fields."""

NO_PLACE: Row = (None,) * 6
"""The values of `ExportSource.place` for something without a place."""


class ExportSource:
    """A site, with the look-ups that rows need."""

    def __init__(self, site: PageContext) -> None:
        self.site = site
        self.root = site.info.address
        """The site's address with a final slash; empty if unknown."""

    def address(self, page: str, anchor: str = "") -> str:
        """The full address of a page, or of an anchor on it."""
        return site_links.full_address(self.root, page, anchor)

    def place(self, mrn: Mrn, place: Place) -> Row:
        """Para, block and offsets in the block's text, then offsets in the para's text.

        The last two are None for a heading, which is not in any para's text.
        """
        here = (place.anchor, place.block, place.start, place.end)
        offsets = self.site.stored_cable(mrn).statistics.offsets.get(place.anchor)
        if offsets is None:
            return (*here, None, None)
        begin = offsets[place.block]
        return (*here, begin + place.start, begin + place.end)
