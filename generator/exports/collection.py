"""What the rows of the tables are made from."""

from __future__ import annotations

from typing import Any

from generator.model import Mrn, Place
from generator.render import urls
from generator.render.page_context import PageContext

Row = tuple[Any, ...]
"""Values of JSON, in the order of the table's fields."""

NOWHERE: Row = (None,) * 6
"""Stands for a place where there is none."""


class ExportSource:
    """A site with what its rows look up."""

    def __init__(self, site: PageContext) -> None:
        self.site = site
        self.root = site.info.address
        """The site's address with a slash at the end; empty where it is not known."""

    def address(self, page: str, anchor: str = "") -> str:
        """Where a page stands, or a place on it."""
        return urls.full_address(self.root, page, anchor)

    def place(self, mrn: Mrn, place: Place) -> Row:
        """Para, block and offsets in the block's text, then offsets in the para's text.

        A heading, where a short form may be defined, is in no para's text.
        """
        here = (place.anchor, place.block, place.start, place.end)
        found = self.site.stored_cable(mrn).statistics.offsets.get(place.anchor)
        if found is None:
            return (*here, None, None)
        begin = found[place.block]
        return (*here, begin + place.start, begin + place.end)
