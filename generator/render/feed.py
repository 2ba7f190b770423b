"""The Atom feeds (RFC 4287): of the latest cables of all, of a post, with a TAGS code; of releases.

A feed reader needs a permanent identifier for each entry. It is the address of the cable if the
site's address is known; otherwise a UUID made from the site's name and the cable's path, and links
are relative to the feed.
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from heapq import nlargest
from xml.etree import ElementTree as ET

from generator.citations.senders import sender
from generator.model import Mrn, Outline, Page, SiteInfo
from generator.model.site_releases import ReleaseChanges
from generator.render import site_links, urls, views
from generator.render.cable_bars import counted
from generator.render.excerpts import excerpt
from generator.render.markdown import plain
from generator.render.page_context import PageContext
from generator.render.release_changes import ChangedCable, change_counts, changed_cable

MOST_ENTRIES = 50
"""Maximum number of entries of a feed."""

MAX_SUMMARY = 300
"""Maximum length of a paragraph's text in a summary, in characters."""

NO_DATE = "1970-01-01T00:00:00Z"
"""Update time of a feed without entries: the format requires a time."""

_LANGUAGE = {"{http://www.w3.org/XML/1998/namespace}lang": "en"}
_NO_XML = {0xFFFE: "\ufffd", 0xFFFF: "\ufffd"}
"""Characters that XML forbids even when escaped; `plain` replaces the control characters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CableFeed:
    """A feed and the page that it belongs to."""

    path: str
    page: str
    title: str
    cables: Sequence[Outline]
    """The cables of which it has the latest."""


def feed(context: PageContext) -> Page:
    """The feed of the latest of all cables."""
    info = context.info
    whole = CableFeed(path=urls.FEED, page=urls.HOME, title=info.name, cables=context.cables)
    return feed_page(info, whole)


def feed_page(info: SiteInfo, feed: CableFeed) -> Page:
    """The latest cables by date, then by MRN. Cables without a year are left out.

    A cable of which only the year is known counts as the first of its year and has no `published`.
    """
    dated = [(_sent(c), c.id, c) for c in feed.cables if c.id and c.header.year]
    latest = nlargest(MOST_ENTRIES, dated, key=lambda item: item[:2])
    root = _root(info, feed.path, feed.page, feed.title, latest[0][0] if latest else NO_DATE)
    for sent, mrn, cable in latest:
        _entry(root, info, feed, sent, mrn, cable)
    return _page(feed.path, root)


def release_feed(context: PageContext, releases: Sequence[ReleaseChanges]) -> Page:
    """The feed of the latest releases of the site; `releases` has the last one first."""
    info, path = context.info, urls.RELEASES_FEED
    title = f"{info.name}: what changed"
    root = _root(info, path, urls.RELEASES, title, _midnight(releases[0]))
    for changes in releases[:MOST_ENTRIES]:
        page = urls.release_page(changes.name.key)
        entry = ET.SubElement(root, "entry")
        _put(entry, "title", changes.name.title)
        _put(entry, "id", _name(info, page))
        _put(entry, "updated", _midnight(changes))
        link = site_links.link_in_file(info.address, path, page)
        ET.SubElement(entry, "link", rel="alternate", href=link)
        _put(entry, "summary", f"{'; '.join(change_counts(changes))}.")
        cables = [changed_cable(context, page, one) for one in changes.cables[:MOST_ENTRIES]]
        if cables:
            content = ET.SubElement(entry, "content", type="xhtml")
            _put_cables(content, cables, len(changes.cables) - len(cables))
    return _page(path, root)


def _put_cables(content: ET.Element, cables: Sequence[ChangedCable], omitted: int) -> None:
    """A list of changed cables, in words; `omitted` is the number of those that are left out."""
    division = ET.SubElement(content, "div", xmlns="http://www.w3.org/1999/xhtml")
    items = ET.SubElement(division, "ul")
    for cable in cables:
        lines = [
            f"{line.what}: {', '.join(name for name, _ in line.places)}" for line in cable.lines
        ]
        _put(items, "li", f"{cable.mrn}: {cable.what or '; '.join(lines)}")
    if omitted:
        _put(division, "p", f"And {counted(omitted, 'more cable')}.")


def _midnight(changes: ReleaseChanges) -> str:
    """The beginning of the day of a release."""
    return f"{changes.name.date}T00:00:00Z"


def _root(info: SiteInfo, path: str, page: str, title: str, updated: str) -> ET.Element:
    """The element of a feed that belongs to a page, without entries."""
    root = ET.Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", **_LANGUAGE})
    _put(root, "title", title)
    if info.description:
        _put(root, "subtitle", info.description)
    _put(root, "id", _name(info, page))
    _put(root, "updated", updated)
    _put(ET.SubElement(root, "author"), "name", info.name)
    ET.SubElement(root, "link", rel="self", href=site_links.feed_in_itself(info.address, path))
    address = site_links.link_in_file(info.address, path, page)
    ET.SubElement(root, "link", rel="alternate", href=address)
    return root


def _page(path: str, root: ET.Element) -> Page:
    ET.indent(root)
    text = ET.tostring(root, encoding="unicode")
    return Page(path=path, text=f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n')


def _entry(
    root: ET.Element, info: SiteInfo, feed: CableFeed, sent: str, mrn: Mrn, cable: Outline
) -> None:
    page = urls.cable_page(mrn)
    entry = ET.SubElement(root, "entry")
    _put(entry, "title", f"{mrn}: {views.subject(cable)}")
    _put(entry, "id", _name(info, page))
    if cable.header.date is not None:
        _put(entry, "published", sent)
    _put(entry, "updated", sent)
    _put(ET.SubElement(entry, "author"), "name", sender(cable))
    address = site_links.link_in_file(info.address, feed.path, page)
    ET.SubElement(entry, "link", rel="alternate", href=address)
    for code in cable.header.tags:
        ET.SubElement(entry, "category", term=_sound(code))
    _put(entry, "summary", _summary(cable))


def _summary(cable: Outline) -> str:
    """Classification and captions, then the beginning of the summary or of the first para."""
    banner = views.banner(cable)
    marking = f"({cable.opening_marking}) " if cable.opening_marking else ""
    beginning = excerpt(cable.opening, MAX_SUMMARY)
    return f"{banner}. {marking}{beginning}" if beginning else f"{banner}."


def _sent(cable: Outline) -> str:
    """When the cable was sent, to the minute with a date-time group, else at the earliest."""
    header = cable.header
    earliest = header.date or datetime.date(header.year or datetime.MINYEAR, 1, 1)
    at = header.dtg.at if header.dtg is not None else earliest
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


def _name(info: SiteInfo, page: str) -> str:
    if info.address:
        return site_links.full_address(info.address, page)
    return uuid.uuid5(uuid.NAMESPACE_URL, f"{info.name}/{site_links.address(page)}").urn


def _put(parent: ET.Element, tag: str, text: str) -> None:
    ET.SubElement(parent, tag).text = _sound(text)


def _sound(text: str) -> str:
    return plain(text).translate(_NO_XML)
