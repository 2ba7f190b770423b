"""The page of the reading list, which scripts fill: packets are made in the reader's browser."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model import Page, SiteFeature
from generator.render import urls
from generator.render.page_context import PageContext
from generator.render.renderer import Renderer


def has_packets(context: PageContext) -> bool:
    """Whether the site has reading lists."""
    return SiteFeature.PACKETS not in context.info.left_out


def packet_pages(renderer: Renderer, context: PageContext) -> Iterator[Page]:
    """The page of the reading list; none if the site leaves it out."""
    if has_packets(context):
        yield renderer.page(
            urls.PACKET,
            "packet.md.j2",
            {
                "title": "Reading list",
                "hide": ["toc"],
                "packet": True,
                "search": {"exclude": True},
            },
            site=context.info.name,
            edition=context.info.edition.banner,
        )
