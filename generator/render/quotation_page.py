"""The page that checks the quotations of a text in the reader's browser."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model import Page, SiteFeature
from generator.render import urls
from generator.render.page_context import PageContext
from generator.render.renderer import Renderer


def quotation_page(renderer: Renderer, context: PageContext) -> Iterator[Page]:
    """The page; none if the site leaves it out."""
    if SiteFeature.QUOTATIONS in context.info.left_out:
        return
    meta = {"title": "Check quotations", "hide": ["toc"], "quotations": True}
    yield renderer.page(
        urls.QUOTATIONS,
        "quotations.md.j2",
        meta,
        withholds=context.info.edition.withholds,
    )
