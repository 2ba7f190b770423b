"""Lists that only some collections have. The navigation names them where they exist."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from generator.model import EntityKind, SiteFeature
from generator.render import urls
from generator.render.archive_numbers import has_archive_numbers
from generator.render.entity_pages import entities_of
from generator.render.overview_pages import has_overview
from generator.render.packet_page import has_packets
from generator.render.page_context import PageContext
from generator.render.request_packets import has_requests
from generator.render.withheld_under import has_withholdings

OPTIONAL_LISTS: Mapping[str, Callable[[PageContext], bool]] = {
    urls.OVERVIEW: has_overview,
    urls.PACKET: has_packets,
    urls.READINGS: lambda context: bool(context.readings),
    urls.RECORDS_REQUESTS: has_requests,
    urls.RELEASES: lambda context: bool(context.releases),
    urls.RELEASED: lambda context: bool(context.released),
    urls.WITHHELD_UNDER: has_withholdings,
    urls.ARCHIVE_NUMBERS: has_archive_numbers,
    urls.ORGANISATIONS: lambda context: bool(context.organisations),
    urls.PEOPLE: lambda context: bool(entities_of(context, EntityKind.PERSON)),
    urls.PLACES: lambda context: bool(entities_of(context, EntityKind.PLACE)),
    urls.QUOTATIONS: lambda context: SiteFeature.QUOTATIONS not in context.info.left_out,
}
"""The page of each list, and whether a collection has it."""


def absent_lists(context: PageContext) -> frozenset[str]:
    """The pages of the lists that the collection does not have."""
    return frozenset(page for page, has_list in OPTIONAL_LISTS.items() if not has_list(context))
